"""Texts and projects as they were in a revision of the git repository that they stand in.

Takes a name and a revision; gives the text as it was, or writes the files that were there into a folder.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from compliance.disk.files import MAX_BYTES, decode
from compliance.disk.git import Asked, git, known_revision
from compliance.disk.texts import bare, provenance, slug
from compliance.errors import InputError, Problem
from compliance.model.text import Text

#: How the files end that a check may read without being named one by one.
_JUDGED = (".txt", ".md", ".xml", ".akn", ".yaml", ".yml", ".toml", ".json")


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
    asked = Asked(ref, "--rev", "leave out --rev and name two files")
    known_revision(asked, folder, revision, "file")
    code, data, _ = git(asked, folder, "cat-file", "blob", f"{revision}:./{path.name}")
    if code:
        raise asked.problem("git-file", f"this file was not there at {revision!r}", "`git log --follow -- FILE` shows where it was")
    if len(data) > MAX_BYTES:
        raise InputError(Problem(shown, 0, 0, "input-too-large", f"the file is larger than {MAX_BYTES // 1_000_000} MB", "cut it into parts"))
    content = decode(data, shown)
    now = path.with_name(path.name + ".provenance.yaml") if path.name != "text.txt" else path.with_name("provenance.yaml")
    known_from = replace(provenance(now), sha256="") if now.is_file() else bare(content, path)
    id_ = path.resolve().parent.name if path.name == "text.txt" else path.stem
    return Text(f"{slug(id_)}-{slug(revision)}", content, known_from, hashlib.sha256(data).hexdigest(), shown)


def write_revision(folder: str, revision: str, into: str, also: Collection[str] = ()) -> str:
    """Write what may be judged of a repository, as it was in a revision, into a folder; gives where ``folder`` is in it.

    That is every file in a format that texts, packs and configurations have, and those that ``also`` names, seen from ``folder``; links are
    left out, and what is too large to be read. Raises InputError where git is not installed, ``folder`` is in no repository, or the
    revision is not there.
    """
    here, asked = Path(folder), Asked(folder, "--changed-since", "leave out --changed-since")
    known_revision(asked, here, revision, "folder")
    prefix = os.fsdecode(_printed(asked, here, "rev-parse", "--show-prefix")).rstrip("\n")
    wanted = {os.path.normpath(os.path.join(prefix, name)).replace(os.sep, "/") for name in also}
    blobs = list(_blobs(os.fsdecode(_printed(asked, here, "ls-tree", "-r", "-z", "-l", "--full-tree", f"{revision}^{{commit}}")), wanted))
    data = _printed(asked, here, "cat-file", "--batch", given="".join(f"{blob}\n" for _, blob in blobs).encode())
    at = 0
    for name, _ in blobs:
        line = data.index(b"\n", at)
        kind = data[at:line].split()
        if len(kind) != 3:  # "ID missing"
            raise asked.problem("git-failed", f"this clone lacks {name!r} as of {revision!r}", "fetch it, or leave out --changed-since")
        at = line + 1 + int(kind[2])
        _write(Path(into) / name, data[line + 1 : at], asked)
        at += 1
    return os.path.join(into, prefix)


def _write(target: Path, data: bytes, asked: Asked) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    except OSError as error:
        raise asked.problem("output-unwritable", f"the files of then cannot be written: {error.strerror}", f"see to the folder for temporary files, or {asked.without}") from error


def _printed(asked: Asked, folder: Path, *words: str, given: bytes = b"") -> bytes:
    """What git prints. Raises InputError with what it complains about, where it fails."""
    code, data, said = git(asked, folder, *words, given=given)
    if code:
        raise asked.problem("git-failed", f"git says: {said}", f"mend that, or {asked.without}")
    return data


def _blobs(listed: str, wanted: Collection[str]) -> Iterator[tuple[str, str]]:
    """Name and id of each file of a tree that may be judged."""
    for row in listed.split("\0")[:-1]:
        about, _, name = row.partition("\t")
        mode, kind, blob, size = about.split()
        if kind == "blob" and mode != "120000" and (name.lower().endswith(_JUDGED) or name in wanted) and ".." not in name.split("/"):
            if int(size) <= MAX_BYTES:
                yield name, blob
