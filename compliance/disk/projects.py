"""Templates of small projects that ship with the package, and files written where none are yet.

Takes the name of a template, or files by path; gives the files' words, or writes all of them or none. What a template holds is data.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from compliance.disk.files import PACKAGE
from compliance.errors import InputError, Problem


def template(name: str) -> dict[str, str]:
    """The files of a template, by their path inside it."""
    folder = PACKAGE / "templates" / name
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*")) if path.is_file()}


def write_new(folder: str, files: Mapping[str, str]) -> None:
    """Write files that are not there yet, with the folders they need: all of them or none.

    Raises InputError that names everything in the way; then nothing was written.
    """
    top = Path(folder)
    taken = sorted({_in_the_way(top, name) for name in files} - {""})
    if taken:
        raise InputError(*(Problem(path, 0, 0, "output-exists", "this is there already, and nothing is overwritten", "move it away, or name another folder") for path in taken))
    made: list[Path] = []
    try:
        for name, text in files.items():
            target = top / name
            for above in [path for path in reversed(target.parents) if not path.exists()]:
                above.mkdir()
                made.append(above)
            with target.open("x", encoding="utf-8", newline="\n") as out:
                made.append(target)
                out.write(text)
    except OSError as error:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        name = str(error.filename or top)
        raise InputError(Problem(name, 0, 0, "output-unwritable", f"cannot write here: {error.strerror}", "check who may write there")) from error


def _in_the_way(top: Path, name: str) -> str:
    """What keeps a file from being made: it is there, or something that is no folder stands where one is needed."""
    target = top / name
    if os.path.lexists(target):
        return str(target)
    above = next(path for path in target.parents if os.path.lexists(path))
    return "" if above.is_dir() else str(above)
