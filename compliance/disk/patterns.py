"""What a pattern of paths (``*``, ``?``, ``[ab]``, ``**``) stands for in a folder.

Takes a pattern and a folder; gives paths as seen from the folder, or an OSError where a folder on the way cannot be read: the standard
library passes such a folder by, and what lies in it would never be judged. Links are followed, but never back into a folder that one is in.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch

_MAGIC = re.compile(r"[*?\[]")


def meant(pattern: str, folder: str) -> set[str]:
    """The paths that a pattern stands for. Hidden names are met only by a part that begins with a dot."""
    drive, rest = os.path.splitdrive(pattern)
    parts = [part for part in re.split(r"[/\\]" if os.sep == "\\" else "/", rest) if part]
    if parts and parts[-1] == "**":
        parts.append("*")
    start = drive + os.sep if os.path.isabs(pattern) else ""
    return set(_walk(folder, start, parts, ()))


def _walk(folder: str, path: str, parts: Sequence[str], above: tuple[tuple[int, int], ...]) -> Iterator[str]:
    if not parts:
        yield path
        return
    part, rest = parts[0], parts[1:]
    if part == "**":
        yield from _walk(folder, path, rest, ())
        here = (*above, *_identity(os.path.join(folder, path)))
        for name in _names(folder, path):
            below = os.path.join(path, name)
            if not name.startswith(".") and _is_folder(folder, below, here):
                yield from _walk(folder, below, parts, here)
    elif _MAGIC.search(part):
        for name in _names(folder, path):
            if fnmatch(name, part) and (part.startswith(".") or not name.startswith(".")):
                below = os.path.join(path, name)
                if not rest or _is_folder(folder, below):
                    yield from _walk(folder, below, rest, ())
    else:
        below = os.path.join(path, part)
        if rest or os.path.lexists(os.path.join(folder, below)):
            yield from _walk(folder, below, rest, ())


def _names(folder: str, path: str) -> list[str]:
    """The names in a folder; none where there is no such folder. Raises OSError where it cannot be read."""
    try:
        return sorted(os.listdir(os.path.join(folder, path)))
    except (FileNotFoundError, NotADirectoryError):
        return []


def _is_folder(folder: str, path: str, above: Sequence[tuple[int, int]] = ()) -> bool:
    """Whether this is a folder, and none of those it lies in."""
    whole = os.path.join(folder, path)
    return os.path.isdir(whole) and not set(_identity(whole)) & set(above)


def _identity(path: str) -> tuple[tuple[int, int], ...]:
    """What a folder is known by, whatever it is called; nothing where there is none."""
    try:
        found = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    return ((found.st_dev, found.st_ino),)
