"""Files written whole or not at all.

Takes a path and what goes there; gives nothing, or an InputError that says why it cannot be written.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from compliance.disk import seen
from compliance.errors import InputError, Problem


def write_atomically(path: str, data: str | bytes) -> None:
    """Write a file whole or not at all: into a temporary file of the same folder, then moved into place."""
    target = Path(path)
    folder = target.parent
    if not folder.is_dir():
        raise InputError(Problem(path, 0, 0, "output-folder", f"there is no folder {str(folder)!r}", "create it first"))
    if target.is_dir():
        raise InputError(Problem(path, 0, 0, "output-folder", "this is a folder, a file name is needed", "name a file in it"))
    raw = data.encode("utf-8") if isinstance(data, str) else data
    try:
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{target.name}.")
    except OSError as error:
        raise InputError(Problem(path, 0, 0, "output-unwritable", f"cannot write here: {error.strerror}", "check who may write there")) from error
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(raw)
        os.chmod(temporary, 0o644)
        os.replace(temporary, target)
        seen.wrote(path, raw)
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
