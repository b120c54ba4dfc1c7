"""The files of a project's settings: configuration, waivers, reviews, baseline, and the texts that a pattern names.

Takes paths and patterns; gives tables, words and names. What they mean is for others to say.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from compliance.disk import seen
from compliance.disk.files import decode, read_bytes
from compliance.errors import InputError, Problem


def read_data(path: str) -> bytes:
    """The bytes of a file. Raises InputError."""
    return read_bytes(Path(path), path)


def read_words(path: str, may_be_empty: bool = False) -> str:
    """The words of a file as they stand, for whoever reads them with places. Raises InputError where they cannot be read.

    A file without a word is a mistake, unless it ``may_be_empty``.
    """
    data = read_bytes(Path(path), path)
    return "" if may_be_empty and not data.strip() else decode(data, path)


def load_toml(path: str, may_be_empty: bool = False) -> tuple[dict[str, Any], str]:
    """The tables of a TOML file, and its text for places. Raises InputError with line and column where it is none, or where it is empty and may not be."""
    import tomllib  # a run without a configuration needs none

    text = read_words(path, may_be_empty)
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        raise InputError(_toml_problem(path, text, str(error))) from None
    except RecursionError:
        raise InputError(Problem(path, 0, 0, "config-syntax", "this TOML is nested too deeply to be read", "flatten the file")) from None


def _toml_problem(name: str, text: str, words: str) -> Problem:
    """What the reader says of a slip, with its place taken out of the words."""
    found = re.search(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$", words)
    lines = text.splitlines()
    line, column = (int(found[1]), int(found[2])) if found and found[1] else (len(lines), len(lines[-1]) + 1)
    excerpt = lines[line - 1] if line <= len(lines) else ""
    said = words[: found.start()] if found else words
    return Problem(name, line, column, "config-syntax", f"this is no TOML: {said[:1].lower()}{said[1:]}", "mend the line; texts stand in quotes", excerpt)


def find_upwards(names: Sequence[str], start: str = ".") -> list[str]:
    """What stands by these names in each folder from ``start`` up, the nearest folder first.

    A folder or a link that leads nowhere is given too: whoever passed it by would go on without what somebody meant to say there.
    """
    folder = Path(seen.real(start))
    try:
        os.stat(folder)
    except OSError as error:
        raise InputError(Problem(start, 0, 0, "input-unreadable", f"the folders above cannot be looked through for a configuration: {error.strerror}", "name one with --config")) from error
    return [str(path) for place in (folder, *folder.parents) for name in names if seen.exists(path := place / name) or seen.is_link(path)]


def exists(path: str) -> bool:
    """Whether anything stands at a path."""
    return seen.exists(path)


def real(path: str) -> str:
    """Where a path leads, links followed."""
    return seen.real(path)


def today() -> date:
    """The day of the clock."""
    return date.fromisoformat(seen.today())


def matching(pattern: str, folder: str) -> list[str]:
    """What in a folder a pattern (``*``, ``?``, ``**``) stands for, sorted, without hidden files and files of provenance.

    Raises InputError where a folder on the way cannot be read.
    """
    try:
        found = seen.matching(pattern, folder)
    except OSError as error:
        raise InputError(Problem(str(error.filename), 0, 0, "input-unreadable", f"this folder cannot be read, and {pattern!r} may mean what is in it: {error.strerror}", "check who may read it")) from error
    return sorted(name for name in {Path(one).as_posix() for one in found} if not name.endswith("provenance.yaml"))
