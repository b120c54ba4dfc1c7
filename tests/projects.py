"""A project made by ``compliance init``, and what its tests need: commands run in it, git, words that are changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from compliance.tasks.projects import make_project

DECREE = "texts/decree.txt"
BOUND, FREED = "must not discharge", "must discharge"


def project(folder: Path) -> Path:
    """The project, written into a folder."""
    make_project(str(folder))
    return folder


def run(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A command of the tool in a folder."""
    command = [sys.executable, "-m", "compliance", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=folder, env={**os.environ, **env}, check=False)


def turn(path: Path, old: str, new: str) -> None:
    """Replace words that stand in a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def git(folder: Path, *words: str) -> str:
    """A git command in a folder, as somebody without settings of their own."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    who = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in (("NAME", "A"), ("EMAIL", "a@example.org"))}
    around = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", **who}
    return subprocess.run(["git", "-c", "init.defaultBranch=main", *words], cwd=folder, check=True, capture_output=True, text=True, env=around).stdout


def committed(folder: Path, message: str = "a change") -> None:
    """All that is in the folder as a commit, in a repository that is made where there is none."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
