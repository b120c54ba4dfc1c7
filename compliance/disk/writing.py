"""Files written whole or not at all.

Takes a path and what goes there; gives nothing, or an InputError that says why it cannot be written.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from compliance.disk import seen
from compliance.errors import InputError, Problem


def write_atomically(path: str, data: str | bytes, over_input: bool = False) -> None:
    """Write a file whole or not at all: into a temporary file of the same folder, then moved into place.

    A link is followed, and the file keeps who may read it; what is no file (a pipe, ``/dev/stdout``) is written to as it is.
    """
    write_all({path: data}, over_input)


def write_all(files: Mapping[str, str | bytes], over_input: bool = False) -> None:
    """Write files, all of them or none: each into a temporary file first; when all are there, they are moved into place.

    Raises InputError with what keeps any of them from being written; then all files are as they were before. In a command, a file that
    it has read is such a thing, unless ``over_input`` says that the command is there to write it anew.
    """
    waiting: list[tuple[str, Path]] = []
    open_ended: list[tuple[str, Path, str | bytes]] = []
    problems: list[Problem] = []
    for path, data in files.items():
        try:
            target = _target(path)
            if not over_input and seen.is_input(target):
                raise InputError(Problem(path, 0, 0, "output-is-input", "this file was read for the result and would be overwritten by it", "name another file to write to"))
            if target.exists() and not target.is_file() and not target.is_dir():
                open_ended.append((path, target, data))
            else:
                waiting.append((_beside(path, target, data), target))
        except InputError as error:
            problems += error.problems
    if not problems:
        problems += _moved(waiting)
    if not problems:
        problems += _poured(open_ended)
    if problems:
        for temporary, _ in waiting:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise InputError(*problems)
    for path, data in files.items():
        seen.wrote(path, _as_bytes(data))
    if open_ended:
        seen.spoil(f"{open_ended[0][0]} took its words as they came")


def _target(path: str) -> Path:
    """The file that a path stands for; that of a link is what it leads to."""
    try:
        if b"\0" in os.fsencode(path):
            raise ValueError
    except ValueError:
        raise InputError(Problem(path, 0, 0, "output-unwritable", "no file can have this name", "name another")) from None
    try:
        target = Path(os.path.realpath(path)) if os.path.islink(path) else Path(path)
        target.exists()
    except OSError as error:
        raise InputError(_unwritable(path[:80], error)) from error
    return target


def _poured(open_ended: Sequence[tuple[str, Path, str | bytes]]) -> list[Problem]:
    """Write into what is no file and takes words as they come; nothing of it can be taken back, so it comes last."""
    problems = []
    for path, target, data in open_ended:
        try:
            with open(target, "wb") as out:
                out.write(_as_bytes(data))
        except OSError as error:
            problems.append(_unwritable(path, error))
    return problems


def _beside(path: str, target: Path, data: str | bytes) -> str:
    """A temporary file beside the ``target`` of a path with its words to be."""
    folder = target.parent
    if not folder.is_dir():
        raise InputError(Problem(path, 0, 0, "output-folder", f"there is no folder {str(folder)!r}", "create it first"))
    if target.is_dir():
        raise InputError(Problem(path, 0, 0, "output-folder", "this is a folder, a file name is needed", "name a file in it"))
    temporary = ""
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{target.name[:40]}.")  # beside a long name a longer one may find no room
        with os.fdopen(handle, "wb") as out:
            out.write(_as_bytes(data))
        os.chmod(temporary, mode)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise InputError(_unwritable(path, error)) from error
    return temporary


def _moved(waiting: Sequence[tuple[str, Path]]) -> list[Problem]:
    """Move temporary files into place; where one cannot be moved, those before it are put back as they were."""
    before: list[tuple[Path, bytes | None]] = []
    for temporary, target in waiting:
        try:
            # Of a single file nothing has to be put back.
            with seen.unheard():  # what is put back is no input
                before.append((target, target.read_bytes() if len(waiting) > 1 and target.exists() else None))
            os.replace(temporary, target)
        except OSError as error:
            for one, old in before[:-1] if before and before[-1][0] == target else before:
                with contextlib.suppress(OSError):
                    one.unlink() if old is None else one.write_bytes(old)
            return [_unwritable(str(target), error)]
    return []


def _unwritable(path: str, error: OSError) -> Problem:
    return Problem(path, 0, 0, "output-unwritable", f"cannot write here: {error.strerror}", "check who may write there")


def write_folder(folder: str, files: Mapping[str, str]) -> None:
    """Write files into a folder, which is made where it is not there: all of them or none."""
    if not folder:
        raise InputError(Problem(folder, 0, 0, "output-folder", "the name of the folder is empty", "name a folder; . is the one you are in"))
    target = Path(folder)
    try:
        if target.exists() and not target.is_dir():
            raise InputError(Problem(folder, 0, 0, "output-folder", "this is a file, the name of a folder is needed", "name a folder"))
        made = [one for one in (target, *target.parents) if not one.exists()]
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        step = "shorten the name" if error.errno == errno.ENAMETOOLONG else "check who may write there"
        raise InputError(Problem(folder[:80], 0, 0, "output-unwritable", f"cannot make this folder: {error.strerror}", step)) from error
    try:
        write_all({str(target / name): text for name, text in files.items()})
    except InputError:
        for one in made:  # the innermost first
            with contextlib.suppress(OSError):
                one.rmdir()
        raise


def _as_bytes(data: str | bytes) -> bytes:
    """What goes into a file; half of a pair of characters, which no file can hold, is named as on standard output."""
    return data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data
