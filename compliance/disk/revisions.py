"""Texts as they were in a revision of the git repository that they stand in.

Takes a name and a revision; gives the text. The only file that starts another program, and that one is git.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from dataclasses import replace
from pathlib import Path

from compliance.disk.files import MAX_BYTES, decode
from compliance.disk.texts import bare, provenance, slug
from compliance.errors import InputError, Problem
from compliance.model.text import Text


def load_revision(ref: str, revision: str) -> Text:
    """A text as it was in a revision of the git repository that it stands in.

    Raises InputError where git is not installed, the file is in no repository, or the revision or the file in it is not there.
    """
    path = Path(os.path.realpath(ref)) if os.path.islink(ref) else Path(ref)
    path = path / "text.txt" if path.is_dir() else path
    folder = path.parent
    if not folder.is_dir():
        raise InputError(Problem(ref, 0, 0, "input-missing", f"there is no folder {str(folder)!r}", "check the name and the folder"))
    shown = f"{ref}@{revision}"
    if not revision.strip() or revision.startswith("-") or ":" in revision or "..." in revision:
        raise InputError(Problem(ref, 0, 0, "git-revision", f"{revision!r} is no revision", "name a commit, a tag or a branch, or two as A..B"))
    code, _, said = _git(ref, folder, "rev-parse", "--git-dir")
    if code:
        if "not a git repository" in said:
            raise InputError(Problem(ref, 0, 0, "git-no-repository", "this file stands in no git repository", "leave out --rev and name two files"))
        raise InputError(Problem(ref, 0, 0, "git-failed", f"git says: {said}", "mend that, or leave out --rev and name two files"))
    code, _, _ = _git(ref, folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if code:
        raise InputError(Problem(ref, 0, 0, "git-revision", f"there is no revision {revision!r} in this repository", "`git log` shows them"))
    code, data, _ = _git(ref, folder, "cat-file", "blob", f"{revision}:./{path.name}")
    if code:
        raise InputError(Problem(ref, 0, 0, "git-file", f"this file was not there at {revision!r}", "`git log --follow -- FILE` shows where it was"))
    if len(data) > MAX_BYTES:
        raise InputError(Problem(shown, 0, 0, "input-too-large", f"the file is larger than {MAX_BYTES // 1_000_000} MB", "cut it into parts"))
    content = decode(data, shown)
    now = path.with_name(path.name + ".provenance.yaml") if path.name != "text.txt" else path.with_name("provenance.yaml")
    known_from = replace(provenance(now), sha256="") if now.is_file() else bare(content, path)
    id_ = path.resolve().parent.name if path.name == "text.txt" else path.stem
    return Text(f"{slug(id_)}-{slug(revision)}", content, known_from, hashlib.sha256(data).hexdigest(), shown)


def _git(ref: str, folder: Path, *words: str) -> tuple[int, bytes, str]:
    """The exit code, the output and the first line of the complaint of a git command that reads and runs nothing else."""
    # The repository is the one that the folder stands in, also where a hook of another names its own. A partial clone would fetch
    # what it lacks; nothing here opens a connection.
    around = {name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")}
    around |= {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False, env=around, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise InputError(Problem(ref, 0, 0, "git-missing", "git is not installed, and --rev needs it", "install git, or leave out --rev and name two files")) from None
    except OSError as error:
        raise InputError(Problem(ref, 0, 0, "git-failed", f"git cannot be run: {error.strerror}", "leave out --rev and name two files")) from error
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return done.returncode, done.stdout, said[0] if said else ""
