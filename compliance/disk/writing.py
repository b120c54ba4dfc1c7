"""Files written whole or not at all.

Takes a path and what goes there; gives nothing, or an InputError that says why it cannot be written.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from compliance.errors import InputError, Problem


def write_atomically(path: str, data: str | bytes) -> None:
    """Write a file whole or not at all: into a temporary file of the same folder, then moved into place.

    A link is followed, and the file keeps who may read it; what is no file (a pipe, ``/dev/stdout``) is written to as it is.
    """
    try:
        target = Path(os.path.realpath(path)) if os.path.islink(path) else Path(path)
        special = target.exists() and not target.is_file() and not target.is_dir()
    except OSError as error:
        raise InputError(Problem(path, 0, 0, "output-unwritable", f"cannot write here: {error.strerror}", "name another file")) from error
    folder = target.parent
    if not folder.is_dir():
        raise InputError(Problem(path, 0, 0, "output-folder", f"there is no folder {str(folder)!r}", "create it first"))
    if target.is_dir():
        raise InputError(Problem(path, 0, 0, "output-folder", "this is a folder, a file name is needed", "name a file in it"))
    raw = data.encode("utf-8") if isinstance(data, str) else data
    if special:
        try:
            with open(target, "wb") as out:
                out.write(raw)
        except OSError as error:
            raise InputError(Problem(path, 0, 0, "output-unwritable", f"cannot write here: {error.strerror}", "name a file")) from error
        return
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{target.name}.")
    except OSError as error:
        raise InputError(Problem(path, 0, 0, "output-unwritable", f"cannot write here: {error.strerror}", "check who may write there")) from error
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(raw)
        os.chmod(temporary, mode)
        os.replace(temporary, target)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise InputError(Problem(path, 0, 0, "output-unwritable", f"cannot write here: {error.strerror}", "check who may write there")) from error


def write_folder(folder: str, files: Mapping[str, str]) -> None:
    """Write files into a folder, which is made where it is not there; each is written whole or not at all."""
    target = Path(folder)
    if target.exists() and not target.is_dir():
        raise InputError(Problem(folder, 0, 0, "output-folder", "this is a file, the name of a folder is needed", "name a folder"))
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(Problem(folder, 0, 0, "output-unwritable", f"cannot make this folder: {error.strerror}", "check who may write there")) from error
    for name, text in files.items():
        write_atomically(str(target / name), text)
