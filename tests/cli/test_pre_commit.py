"""The hooks: what they say of themselves, and a real run of pre-commit where it is installed (``pip install pre-commit``).

It is no dependency of development: it sets up an environment of its own for every hook, which takes a package index and half a minute.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from compliance import disk
from tests.projects import BOUND, DECREE, FREED, committed, git, project, run, turn

ROOT = Path(__file__).resolve().parents[2]
HOOKS: dict[str, dict[str, Any]] = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}


def test_texts_are_judged_against_each_other_and_so_in_one_run_without_names() -> None:
    for hook in HOOKS.values():
        assert (hook["language"], hook["pass_filenames"], hook["require_serial"]) == ("python", False, True)
        assert hook["name"]
        assert hook["description"]
    # A text that was deleted is no changed file to pre-commit: a pattern of files would let it pass.
    assert HOOKS["compliance-check"]["always_run"] is True


def test_the_entries_are_commands(tmp_path: Path) -> None:
    project(tmp_path)
    assert run(tmp_path, *shlex.split(HOOKS["compliance-check"]["entry"])[1:]).returncode == 0
    assert run(tmp_path, *shlex.split(HOOKS["compliance-rules-test"]["entry"])[1:], "rules/river").returncode == 0


@pytest.mark.parametrize("path", ["rules/river/pack.yaml", "rules/river/cases/river.yaml", "pack.yaml", "rules/x/lexicon/acts.yaml", "signals.yaml"])
def test_the_pattern_of_packs_means_their_files(path: str) -> None:
    assert re.search(HOOKS["compliance-rules-test"]["files"], path)


@pytest.mark.parametrize("path", ["docs/pack.yaml.md", "mypack.yaml", "cases/readme.md", ".github/workflows/compliance.yml"])
def test_the_pattern_of_packs_means_nothing_else(path: str) -> None:
    assert not re.search(HOOKS["compliance-rules-test"]["files"], path)


def test_the_hook_of_a_project_is_there() -> None:
    (repo,) = yaml.safe_load(disk.template("project")[".pre-commit-config.yaml"])["repos"]
    assert {hook["id"] for hook in repo["hooks"]} <= set(HOOKS)


def test_a_commit_is_held_up_while_the_check_is_red(tmp_path: Path) -> None:
    tool = shutil.which("pre-commit") or os.environ.get("PRE_COMMIT", "")
    if not tool:
        pytest.skip("pre-commit is not installed: pip install pre-commit")
    source, folder = tmp_path / "source", tmp_path / "towns"
    for name in subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines():
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    committed(source)
    project(folder)
    config = f"repos:\n  - repo: {source}\n    rev: {git(source, 'rev-parse', 'HEAD')}    hooks:\n      - id: compliance-check\n      - id: compliance-rules-test\n        args: [rules/river]\n"
    (folder / ".pre-commit-config.yaml").write_text(config, "utf-8")
    committed(folder)

    def tried(*more: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home"), "PRE_COMMIT_COLOR": "never"}
        return subprocess.run([tool, "run", *more], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)

    green = tried("--all-files")
    assert green.returncode == 0, green.stdout
    assert re.search(r"^compliance check\.+Passed$", green.stdout, re.MULTILINE)
    assert re.search(r"^compliance rules test\.+Passed$", green.stdout, re.MULTILINE)
    turn(folder / DECREE, BOUND, FREED)
    git(folder, "add", DECREE)
    red = tried("--all-files")
    assert red.returncode == 1
    assert "- exit code: 1" in red.stdout
    assert f"{DECREE}:3:4: error contradiction" in red.stdout
    assert re.search(r"^compliance rules test\.+\(no files to check\)Skipped$", tried().stdout, re.MULTILINE)
    git(folder, "rm", "-q", "-f", DECREE)
    gone = tried()
    assert gone.returncode == 1
    assert "- exit code: 2" in gone.stdout
    git(folder, "reset", "-q", "--hard")
    assert tried("--all-files").returncode == 0
