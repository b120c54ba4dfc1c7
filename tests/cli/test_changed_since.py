"""``compliance check --changed-since``: what a change brought in, against the project as it was in a revision."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.projects import BOUND, DECREE, FREED, committed, git, project, run, turn


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "towns"
    committed(project(folder))
    return folder


def since(folder: Path, revision: str, *more: str, **env: str) -> tuple[int, dict[str, Any]]:
    """The exit code and what the JSON says."""
    done = run(folder, "check", "--changed-since", revision, "-f", "json", *more, **env)
    assert done.stderr == "", done.stderr
    return done.returncode, json.loads(done.stdout)


def states(data: dict[str, Any]) -> list[tuple[str, str]]:
    return [(finding["code"], finding["state"]) for finding in data["findings"]]


def test_nothing_changed(repository: Path) -> None:
    code, data = since(repository, "HEAD")
    assert code == 0
    assert states(data) == [("partial", "known")]
    assert data["since"] == {"revision": "HEAD", "texts": [], "added": [], "removed": [], "others": [], "unjudged": []}
    assert "Nothing changed that this judgement rests on." in run(repository, "check", "--changed-since", "HEAD").stdout


def test_a_lost_prohibition_is_brought_in_and_the_words_that_did_it_are_named(repository: Path) -> None:
    turn(repository / DECREE, BOUND, FREED)
    code, data = since(repository, "HEAD")
    assert code == 1
    assert states(data) == [("gap", "new"), ("contradiction", "new"), ("partial", "known")]
    (text,) = data["since"]["texts"]
    (flip,) = text["flips"]
    assert (text["new"], flip["element"], flip["kind"]) == (DECREE, "1.waste", "changed")
    assert [edit["op"] for edit in flip["through"]] == ["delete"]
    assert flip["through"][0]["text"].strip() == "not"
    done = run(repository, "check", "--changed-since", "HEAD")
    assert done.returncode == 1
    assert "1.waste: verdict changed, 1 addresses before, 1 contradicts now (through the" in done.stdout
    assert "[-not-]" in done.stdout


def test_what_was_wrong_before_fails_nobody_who_did_not_do_it(repository: Path) -> None:
    turn(repository / DECREE, BOUND, FREED)
    committed(repository)
    turn(repository / DECREE, "every flood", "every flood without delay")
    assert run(repository, "check").returncode == 1
    code, data = since(repository, "HEAD")
    assert code == 0
    assert states(data) == [("gap", "known"), ("contradiction", "known"), ("partial", "known")]
    assert [flip for text in data["since"]["texts"] for flip in text["flips"]] == []
    assert since(repository, "HEAD~1")[0] == 1


def test_what_was_mended_is_gone(repository: Path) -> None:
    turn(repository / DECREE, BOUND, FREED)
    committed(repository)
    turn(repository / DECREE, FREED, BOUND)
    code, data = since(repository, "HEAD")
    assert code == 0
    assert {(one["code"], one["subject"], one["since"]) for one in data["fixed"]} == {("gap", "1.waste", "HEAD"), ("contradiction", "decree/1 1.waste", "HEAD")}


def test_a_renamed_decree_is_the_same_decree(repository: Path) -> None:
    git(repository, "mv", DECREE, "texts/order.txt")
    turn(repository / "compliance.toml", DECREE, "texts/order.txt")
    code, data = since(repository, "HEAD")
    assert code == 0
    assert states(data) == [("partial", "known")]
    assert data["since"]["others"] == ["compliance.toml"]
    assert [(text["old"], text["new"], text["flips"]) for text in data["since"]["texts"]] == [(DECREE, "texts/order.txt", [])]
    turn(repository / "texts/order.txt", BOUND, FREED)
    code, data = since(repository, "HEAD")
    assert (code, len(data["since"]["texts"][0]["flips"])) == (1, 1)


def test_a_decree_that_was_not_there(repository: Path) -> None:
    (repository / "texts/second.txt").write_text("Second decree\n\n1. The mill may dump sewage into the river.\n", "utf-8")
    turn(repository / "compliance.toml", '["texts/decree.txt"]', '["texts/decree.txt", "texts/second.txt"]')
    code, data = since(repository, "HEAD")
    assert code == 1
    assert ("contradiction", "new") in states(data)
    assert data["since"]["added"] == ["texts/second.txt"]


def test_a_decree_that_was_taken_away(repository: Path) -> None:
    (repository / "texts/second.txt").write_text("Second decree\n\n1. The mill may dump sewage into the river.\n", "utf-8")
    turn(repository / "compliance.toml", '["texts/decree.txt"]', '["texts/decree.txt", "texts/second.txt"]')
    committed(repository)
    git(repository, "checkout", "-q", "HEAD~1", "--", "compliance.toml")
    (repository / "texts/second.txt").unlink()
    code, data = since(repository, "HEAD")
    assert code == 0
    assert data["since"]["removed"] == ["texts/second.txt"]
    assert [one["code"] for one in data["fixed"]] == ["contradiction"]


def test_a_pack_and_a_policy_that_changed_bring_findings_in(repository: Path) -> None:
    turn(repository / "rules/river/signals.yaml", 'words: ["warn ... flood"]\n    why: The other', 'words: ["alarm ... flood"]\n    why: The other')
    code, data = since(repository, "HEAD")
    assert code == 1
    assert ("gap", "new") in states(data)
    assert data["since"]["others"] == ["rules/river/signals.yaml"]
    git(repository, "checkout", "-q", "--", "rules")
    turn(repository / "compliance.toml", 'severity = "warning"', 'severity = "error"')
    code, data = since(repository, "HEAD")
    assert code == 1  # the same finding, and severer than it was
    assert states(data) == [("partial", "new")]


def test_a_project_that_could_not_be_judged_then_is_new_as_a_whole(repository: Path) -> None:
    turn(repository / DECREE, BOUND, FREED)
    turn(repository / "rules/river/pack.yaml", "id: river", "idd: river")
    committed(repository, "broken")
    git(repository, "checkout", "-q", "HEAD~1", "--", "rules")
    code, data = since(repository, "HEAD")
    assert code == 1
    assert {state for _, state in states(data)} == {"new"}
    assert any("rules/river/pack.yaml" in words and "@HEAD" in words for words in data["since"]["unjudged"])
    assert str(repository.parent) not in json.dumps(data)
    assert "/tmp" not in json.dumps(data)
    assert "so every finding counts as" in run(repository, "check", "--changed-since", "HEAD").stdout


def test_a_configuration_that_was_not_there(tmp_path: Path) -> None:
    (tmp_path / "README").write_text("nothing yet\n", "utf-8")
    committed(tmp_path)
    (tmp_path / "README").unlink()
    project(tmp_path)
    code, data = since(tmp_path, "HEAD")
    assert code == 0
    assert states(data) == [("partial", "new")]
    assert data["since"]["unjudged"] == ["compliance.toml@HEAD: git-file this was not there"]


def test_paths_that_are_named_and_a_folder_below_the_top(repository: Path) -> None:
    turn(repository / DECREE, BOUND, FREED)
    named = ["-a", "agreement.txt", "-i", "decree.txt", "-r", "../rules/river"]
    code, data = since(repository / "texts", "HEAD", *named)
    assert code == 1
    assert [text["new"] for text in data["since"]["texts"]] == [DECREE]
    assert since(repository / "texts", "HEAD")[1]["since"]["texts"][0]["new"].endswith("decree.txt")
    code, data = since(repository.parent, "HEAD", "--config", "towns/compliance.toml")
    assert code == 1
    assert data["since"]["texts"][0]["new"] == f"towns/{DECREE}"


def test_a_project_below_the_top_of_its_repository(tmp_path: Path) -> None:
    folder = tmp_path / "law" / "river"
    project(folder)
    committed(tmp_path)
    turn(folder / DECREE, BOUND, FREED)
    code, data = since(folder, "HEAD")
    assert code == 1
    assert [text["new"] for text in data["since"]["texts"]] == [DECREE]


def test_a_pattern_means_the_texts_of_then(repository: Path) -> None:
    turn(repository / "compliance.toml", '["texts/decree.txt"]', '["texts/dec*.txt"]')
    committed(repository)
    (repository / "texts/decree-2.txt").write_text("Second decree\n\n1. The mill may dump sewage into the river.\n", "utf-8")
    for more in ((), ("-i", "texts/dec*.txt")):
        code, data = since(repository, "HEAD", *more)
        assert code == 1
        assert data["since"]["added"] == ["texts/decree-2.txt"]


def test_a_pack_that_is_a_repository_by_itself_and_texts_outside(tmp_path: Path) -> None:
    project(tmp_path)
    pack = tmp_path / "rules" / "river"
    committed(pack)
    turn(pack / "signals.yaml", 'words: ["warn ... flood"]\n    why: The other', 'words: ["alarm ... flood"]\n    why: The other')
    (tmp_path / "compliance.toml").unlink()
    code, data = since(pack, "HEAD", "-a", "../../texts/agreement.txt", "-i", "../../texts/decree.txt", "-r", ".")
    assert code == 1  # by the pack of then the warning was answered
    assert ("gap", "new") in states(data)
    assert data["since"]["others"] == ["signals.yaml"]


def test_words_that_flip_a_verdict_are_no_commands(repository: Path) -> None:
    turn(repository / DECREE, BOUND, "may ::error::x ##[error]y " + "and so on " * 20 + "::set-output name=a::b discharge")
    done = run(repository, "check", "--changed-since", "HEAD")
    assert "set-output" in done.stdout
    assert not any(line.strip().startswith("::") or "##[" in line for line in done.stdout.splitlines())


@pytest.mark.parametrize("revision", ["nosuch", "--help", "HEAD:texts", "HEAD~1..HEAD", " ", "HEAD~9"])
def test_a_revision_that_is_none(revision: str, repository: Path) -> None:
    done = run(repository, "check", f"--changed-since={revision}")
    assert (done.returncode, done.stdout) == (2, "")
    assert re.search(r"git-revision .*revision", done.stderr)
    assert "next:" in done.stderr


def test_no_repository(tmp_path: Path) -> None:
    project(tmp_path)
    done = run(tmp_path, "check", "--changed-since", "HEAD", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert done.returncode == 2
    assert "git-no-repository" in done.stderr
    assert "leave out --changed-since" in done.stderr


def test_no_git(repository: Path) -> None:
    done = run(repository, "check", "--changed-since", "HEAD", PATH=str(repository))
    assert done.returncode == 2
    assert "git-missing git is not installed, and --changed-since needs it" in done.stderr


def test_nothing_of_the_repository_is_touched_and_nothing_is_left_behind(repository: Path, tmp_path: Path) -> None:
    turn(repository / DECREE, BOUND, FREED)
    spare = tmp_path / "spare"
    spare.mkdir()
    before = git(repository, "status", "--porcelain", "--ignored")
    assert since(repository, "HEAD", TMPDIR=str(spare))[0] == 1
    assert git(repository, "status", "--porcelain", "--ignored") == before
    assert list(spare.iterdir()) == []


def test_the_same_twice(repository: Path) -> None:
    turn(repository / DECREE, BOUND, FREED)
    command = [sys.executable, "-m", "compliance", "check", "--changed-since", "HEAD", "-f", "summary"]
    first, second = (subprocess.run(command, cwd=repository, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": seed}, check=False) for seed in ("1", "2"))
    assert first.stdout == second.stdout
    assert "### Since HEAD" in first.stdout
    assert "~~not~~" in first.stdout
