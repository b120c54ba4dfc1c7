"""Git, asked about a repository: the only file that starts another program.

Takes a folder and words for git; gives what it prints. Nothing here changes a repository, runs a hook or a filter, or opens a connection.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

from compliance.errors import InputError, Problem


class Asked(NamedTuple):
    """On whose behalf git is asked: the name that an error is about, the option that needs git, and what to do without it."""

    ref: str
    option: str
    without: str

    def problem(self, code: str, message: str, next_step: str) -> InputError:
        """An error about the name."""
        return InputError(Problem(self.ref, 0, 0, code, message, next_step))


def known_revision(asked: Asked, folder: Path, revision: str, place: str) -> None:
    """Raise InputError where the folder is in no repository, or the repository has no such revision. ``place`` says what stands in it."""
    if not revision.strip() or revision.startswith("-") or ":" in revision or ".." in revision:
        raise asked.problem("git-revision", f"{revision!r} is no revision", "name a commit, a tag or a branch" + (", or two as A..B" if asked.option == "--rev" else ""))
    code, _, said = git(asked, folder, "rev-parse", "--git-dir")
    if code:
        if "not a git repository" in said:
            raise asked.problem("git-no-repository", f"this {place} stands in no git repository", asked.without)
        raise asked.problem("git-failed", f"git says: {said}", f"mend that, or {asked.without}")
    code, _, _ = git(asked, folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if code:
        raise asked.problem("git-revision", f"there is no revision {revision!r} in this repository", "`git log` shows them; a shallow clone does not have them all")


def git(asked: Asked, folder: Path, *words: str, given: bytes = b"") -> tuple[int, bytes, str]:
    """The exit code, the output and the first line of the complaint of a git command that reads and runs nothing else."""
    # The repository is the one that the folder stands in, also where a hook of another names its own. A partial clone would fetch
    # what it lacks; nothing here opens a connection.
    around = {name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")}
    around |= {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False, env=around, input=given)
    except FileNotFoundError:
        raise asked.problem("git-missing", f"git is not installed, and {asked.option} needs it", f"install git, or {asked.without}") from None
    except OSError as error:
        raise asked.problem("git-failed", f"git cannot be run: {error.strerror}", asked.without) from error
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return done.returncode, done.stdout, said[0] if said else ""
