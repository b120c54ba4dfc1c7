"""Where a check runs is not always tidy: streams that are closed, caches that are broken, odd names, line ends and locales. It says the
same everywhere, or that it could not judge; never less."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.checks.project import CONFIG, PACK, SOUND, make, run

LOUD = SOUND + "3. Anyone may lend books.\n"
COMMAND = [sys.executable, "-m", "compliance", "check"]
posix = pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="streams are closed by a POSIX shell")


def shell(folder: Path, line: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A line of bash in which ``check`` is the command; the first code of its pipe comes last on standard error."""
    script = f'check() {{ "{sys.executable}" -m compliance check "$@"; }}\n{line}\necho "${{PIPESTATUS[0]}}" >&2'
    return subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True, encoding="utf-8", cwd=folder, env={**os.environ, **env}, check=False)


def code(done: subprocess.CompletedProcess[str]) -> int:
    return int(done.stderr.splitlines()[-1])


@posix
@pytest.mark.parametrize("again", [1, 2])
@pytest.mark.parametrize(("line", "expected"), [
    ("check -f json | true", 1), ("check -f json --all | head -1", 1), ("check >&-", 2), ("check -f json -o out.json >&-", 1), ("check -f json 2>&-", 1),
    ("check -i none.txt 2>&-", 2), ("check -i none.txt 2>&1 | true", 2), ("check --nonsense 2>&1 | true", 2), ("check --watch --all -f json 2>&1 | true", 2),
])  # fmt: skip
def test_streams_that_nobody_reads_change_no_exit_code(line: str, expected: int, again: int, tmp_path: Path) -> None:
    make(tmp_path, LOUD)
    for _ in range(again):  # the second time the answer may come from the record of the first
        done = shell(tmp_path, line, COMPLIANCE_NO_CACHE="", COMPLIANCE_CACHE=str(tmp_path.parent / "cache"))
    assert code(done) == expected, done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_no_clean_check(tmp_path: Path) -> None:
    make(tmp_path)
    assert code(shell(tmp_path, "check >/dev/full")) == 2


@posix
def test_a_working_folder_that_is_gone(tmp_path: Path) -> None:
    done = shell(tmp_path, 'mkdir x; cd x; rmdir ../x; check')
    assert code(done) == 2
    assert "the working folder is there no longer" in done.stderr


def broken(cache: Path) -> None:
    for path in cache.rglob("*"):
        if path.is_file():
            path.write_text('{"seen": [', "utf-8")


def short(cache: Path) -> None:
    for path in cache.rglob("*"):
        if path.is_file():
            os.truncate(path, 30)


def a_file(cache: Path) -> None:
    shutil.rmtree(cache)
    cache.write_text("", "utf-8")


def a_dead_link(cache: Path) -> None:
    shutil.rmtree(cache)
    cache.symlink_to("nowhere")


@pytest.mark.parametrize("harm", [broken, short, a_file, a_dead_link])
def test_a_broken_cache_changes_nothing(harm: Callable[[Path], None], tmp_path: Path) -> None:
    folder, cache = make(tmp_path / "p", LOUD), tmp_path / "cache"
    env = {**os.environ, "COMPLIANCE_NO_CACHE": "", "COMPLIANCE_CACHE": str(cache)}
    first = subprocess.run(COMMAND, capture_output=True, cwd=folder, env=env, check=False)
    assert (first.returncode, first.stderr) == (1, b"")
    assert {path.parent.name for path in cache.rglob("*") if path.is_file()} == {"compiled", "runs"}
    harm(cache)
    for _ in range(2):
        again = subprocess.run(COMMAND, capture_output=True, cwd=folder, env=env, check=False)
        assert (again.returncode, again.stdout, again.stderr) == (1, first.stdout, b"")


def test_runs_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    folder = make(tmp_path / "p", LOUD)
    env = {**os.environ, "COMPLIANCE_NO_CACHE": "", "COMPLIANCE_CACHE": str(tmp_path / "cache")}
    running = [subprocess.Popen([*COMMAND, "-f", "json", "--output", "sarif:out.sarif"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder, env=env) for _ in range(4)]
    ended = [(*one.communicate(), one.returncode) for one in running]
    assert len(set(ended)) == 1
    assert ended[0][1:] == (b"", 1)
    assert json.loads((folder / "out.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("env", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}, {"HOME": "/nonexistent"}, {"HOME": ""}, {"TERM": "dumb"}], ids=str)
def test_the_environment_changes_nothing(env: dict[str, str], tmp_path: Path) -> None:
    make(tmp_path, LOUD)
    usual = subprocess.run(COMMAND, capture_output=True, cwd=tmp_path, check=False)
    bare = {key: value for key, value in os.environ.items() if key not in ("COMPLIANCE_NO_CACHE", "COMPLIANCE_CACHE", "XDG_CACHE_HOME", "HOME")}
    bare |= {"COMPLIANCE_CACHE": str(tmp_path.parent / "cache")} if "HOME" not in env else {}
    odd = subprocess.run(COMMAND, capture_output=True, cwd=tmp_path, env={**bare, **env}, check=False)
    assert (odd.returncode, odd.stdout, odd.stderr) == (1, usual.stdout, usual.stderr)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no mark", "a byte order mark"])
def test_windows_line_ends_and_marks_move_no_finding(mark: bytes, tmp_path: Path) -> None:
    make(tmp_path, LOUD)
    lines = run(tmp_path, "-f", "gitlab").stdout
    assert json.loads(lines)[0]["location"] == {"path": "rules/house.txt", "lines": {"begin": 5}}
    for path in tmp_path.rglob("*.*"):
        if path.suffix in (".txt", ".toml", ".yaml"):
            path.write_bytes(mark + path.read_bytes().replace(b"\n", b"\r\n"))
    done = run(tmp_path, "-f", "gitlab")
    assert (done.returncode, done.stdout, done.stderr) == (1, lines, "")


NAMES = ["with blanks.txt", "décret.txt", "a:b.txt", "a#1?.txt", "100%.txt", "- dash.txt", "条例.txt", "a'b\"c.txt", "a,b=c.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="names that Windows does not take")
@pytest.mark.parametrize("name", NAMES)
def test_names_of_files(name: str, tmp_path: Path) -> None:
    top = tmp_path / "a folder: ö"
    make(top, LOUD)
    (top / "rules" / "house.txt").rename(top / "rules" / name)
    done = run(top, "--output", "sarif:out.sarif", "--output", "junit:out.xml", "--output", "gitlab:out.json", "--output", "github:out.github", "--output", "summary:out.md")
    assert done.returncode == 1, done.stderr
    assert f"rules/{name}:5:4: error contradiction" in " ".join(done.stdout.split())
    assert json.loads((top / "out.json").read_text("utf-8"))[0]["location"]["path"] == f"rules/{name}"


@pytest.mark.skipif(sys.platform == "win32", reason="a link may need rights there")
def test_a_text_behind_a_link_is_read_and_a_link_to_nothing_is_told(tmp_path: Path) -> None:
    make(tmp_path / "p", LOUD)
    house = tmp_path / "p" / "rules" / "house.txt"
    house.rename(tmp_path / "real.txt")
    house.symlink_to("../../real.txt")
    assert "rules/house.txt:5:4: error contradiction" in run(tmp_path / "p").stdout
    (tmp_path / "real.txt").write_text(SOUND, "utf-8")
    assert run(tmp_path / "p").returncode == 0
    (tmp_path / "real.txt").unlink()
    done = run(tmp_path / "p")
    assert (done.returncode, done.stdout) == (2, "")
    assert "rules/house.txt: input-missing this link leads to no file" in done.stderr


def test_a_pack_that_is_a_file_and_a_text_that_is_a_folder(tmp_path: Path) -> None:
    make(tmp_path, config=CONFIG.replace('["pack"]', '["pack/pack.yaml"]').replace('"charter.txt"', '"rules"'), **{f"pack/{name}": text for name, text in PACK.items()})
    done = run(tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert {line.split(":")[0] for line in done.stderr.splitlines() if not line.startswith(" ")} == {"pack/pack.yaml", "rules"}
