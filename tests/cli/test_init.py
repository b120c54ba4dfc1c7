"""``compliance init``: what it writes works, and nothing that is there is touched."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from compliance import __version__, disk
from compliance.errors import InputError
from compliance.tasks.projects import RELEASE, SOURCE, make_project


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "compliance", *arguments], capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_what_is_written_is_listed_and_the_same_twice(tmp_path: Path) -> None:
    done = run("init", "one", cwd=tmp_path)
    assert "name the repository of this tool" in done.stdout
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split("\n\n")[0].splitlines() == list(files(tmp_path / "one"))
    assert {"texts/agreement.txt", "texts/decree.txt", "compliance.toml", ".github/workflows/compliance.yml", ".pre-commit-config.yaml"} <= set(files(tmp_path / "one"))
    (tmp_path / "two").mkdir()
    assert run("init", cwd=tmp_path / "two").returncode == 0
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_the_pack_proves_itself(tmp_path: Path) -> None:
    make_project(str(tmp_path))
    done = run("rules", "test", "rules/river", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "neither 0" in done.stdout


def test_source_and_release_stand_in_workflow_and_hooks(tmp_path: Path) -> None:
    done = run("init", "--source", "towns/tool", "--release", "v9.9.9", cwd=tmp_path)
    assert done.returncode == 0
    assert "name the repository" not in done.stdout
    written = {name: data.decode() for name, data in files(tmp_path).items()}
    assert "uses: towns/tool@v9.9.9" in written[".github/workflows/compliance.yml"]
    assert "repo: https://github.com/towns/tool\n    rev: v9.9.9" in written[".pre-commit-config.yaml"]
    assert not any(SOURCE in text or RELEASE in text for text in written.values())


def test_the_release_is_this_one_where_none_is_named(tmp_path: Path) -> None:
    make_project(str(tmp_path))
    assert f"rev: v{__version__}\n" in (tmp_path / ".pre-commit-config.yaml").read_text("utf-8")


@pytest.mark.parametrize("options", [("--source", "a b/c"), ("--source", "noslash"), ("--source", "a/b\n  evil: 1"), ("--release", "-x"), ("--release", "v1 #")])
def test_names_that_could_not_stand_there_are_refused(options: tuple[str, str], tmp_path: Path) -> None:
    done = run("init", *options, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("init-source ")
    assert files(tmp_path) == {}


def test_nothing_is_overwritten_and_all_that_is_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "compliance.toml").write_text("# mine\n", "utf-8")
    (tmp_path / "rules").write_text("a file where a folder is needed\n", "utf-8")
    (tmp_path / "README.md").symlink_to("nowhere")
    before = files(tmp_path)
    done = run("init", cwd=tmp_path)
    assert done.returncode == 2
    assert [line.split(": ")[0] for line in done.stderr.splitlines() if "output-exists" in line] == ["README.md", "compliance.toml", "rules"]
    assert files(tmp_path) == before
    assert not (tmp_path / "texts").exists()


def test_what_fails_half_way_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "texts").mkdir()
    usual, calls = Path.open, []

    def fails_at_the_fourth(self: Path, *rest: object, **named: object) -> object:
        calls.append(self)
        if len(calls) == 4:
            raise OSError(28, "No space left on device", str(self))
        return usual(self, *rest, **named)  # type: ignore[call-overload]

    wanted = {"a/one.txt": "1", "a/b/two.txt": "2", "texts/three.txt": "3", "four.txt": "4"}
    monkeypatch.setattr(Path, "open", fails_at_the_fourth)
    with pytest.raises(InputError, match="No space left"):
        disk.write_new(str(tmp_path), wanted)
    monkeypatch.undo()
    assert [path.name for path in tmp_path.rglob("*")] == ["texts"]
