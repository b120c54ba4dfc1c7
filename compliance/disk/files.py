"""Bytes and words of files, and where the built-in ones stand.

Takes paths; gives bytes, text, or an InputError that says where, what and what next. What a file is about is left to the
files beside this one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from compliance.disk import seen
from compliance.errors import InputError, Problem

MAX_BYTES = 50_000_000
PACKAGE = Path(__file__).resolve().parent.parent


def corpus(kind: Literal["texts", "rules"]) -> Path:
    """The folder of the built-in texts or packs: inside an installed package, or beside it in a checkout."""
    for folder in (PACKAGE / "_corpus" / kind, PACKAGE.parent / kind):
        if seen.is_dir(folder):
            return folder
    raise InputError(Problem(kind, 0, 0, "input-missing", f"the built-in {kind} are not installed", "install the package again"))


def list_texts() -> list[str]:
    """The ids of the built-in texts."""
    top = corpus("texts")
    return [name for name in seen.names(top) if seen.is_file(top / name / "text.txt")]


def list_packs() -> list[str]:
    """The ids of the built-in packs."""
    top = corpus("rules")
    return [name for name in seen.names(top) if seen.is_file(top / name / "pack.yaml")]


def documentation(name: str) -> str:
    """A page of the documentation that ships with the package, or nothing when it is not there."""
    for folder in (PACKAGE / "_corpus" / "docs", PACKAGE.parent / "docs"):
        path = folder / name
        if seen.is_file(path):
            return seen.read(path).decode("utf-8")
    return ""


def read_bytes(path: Path, shown: str = "") -> bytes:
    """The bytes of a file. Raises InputError when it is missing, a folder, unreadable or too large."""
    name = shown or str(path)
    if seen.is_dir(path):
        raise InputError(Problem(name, 0, 0, "input-folder", "this is a folder, a file is needed here", "name a file in it"))
    if not seen.exists(path):
        if seen.is_link(path):
            raise InputError(Problem(name, 0, 0, "input-missing", "this link leads to no file", "mend the link, or name the file"))
        near = _near(path)
        step = f"did you mean {near!r}?" if near else "check the name and the folder"
        raise InputError(Problem(name, 0, 0, "input-missing", "there is no such file", step))
    try:
        # What is no file (a device, a pipe) has no size before it is read.
        data = seen.read(path, MAX_BYTES + 1) if path.stat().st_size <= MAX_BYTES else None
    except OSError as error:
        raise InputError(Problem(name, 0, 0, "input-unreadable", f"the file cannot be read: {error.strerror}", "check who may read it")) from error
    if data is None or len(data) > MAX_BYTES:
        raise InputError(Problem(name, 0, 0, "input-too-large", f"the file is larger than {MAX_BYTES // 1_000_000} MB", "cut it into parts"))
    return data


def _near(path: Path) -> str:
    """The path of a file with a name like this one, or nothing; nothing too where its folder cannot be looked at."""
    import difflib  # only a name that is not there needs it

    try:
        names = [found.name for found in path.parent.iterdir()]
    except OSError:
        return ""
    close = difflib.get_close_matches(path.name, names, n=1)
    return str(path.parent / close[0]) if close else ""


def decode(data: bytes, name: str) -> str:
    """The text of ``data``: UTF-8, or UTF-16 with a byte order mark. A mark is removed; offsets count from behind it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\x00" in data:
        raise InputError(Problem(name, 0, 0, "input-binary", "this looks like a binary file: it holds zero bytes", "save the text as UTF-8 plain text"))
    else:
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"byte {error.start} (0x{data[error.start]:02x}) is not {encoding.removesuffix('-sig').upper()}"
        raise InputError(Problem(name, line, column, "input-encoding", message, "save the text as UTF-8")) from error
    if not text.strip():
        raise InputError(Problem(name, 0, 0, "input-empty", "the file holds no words", "give a file with a text in it"))
    return text
