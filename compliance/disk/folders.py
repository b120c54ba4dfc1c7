"""Folders of texts.

Takes the name of a folder; gives its texts by relative path, and what kept others from being read. A folder with ``text.txt`` is one text.
"""

from __future__ import annotations

import os
from pathlib import Path

from compliance.disk import seen
from compliance.disk.texts import load_text
from compliance.errors import InputError, Problem
from compliance.model.text import Text


def is_folder_of_texts(ref: str) -> bool:
    """Whether a name is that of a folder that holds texts and is not one itself."""
    path = Path(ref)
    return seen.is_dir(path) and not seen.is_file(path / "text.txt")


def load_folder(ref: str) -> tuple[dict[str, Text], tuple[Problem, ...]]:
    """The texts of a folder and of all below it, by relative path, and what kept others from being read.

    Texts are files that end in .txt, .md or .xml, and folders with ``text.txt``, which go by the folder's path. Hidden ones are none.
    """
    top = Path(ref)
    found: dict[str, Text] = {}
    problems: list[Problem] = []

    def unread(error: OSError) -> None:
        problems.append(Problem(str(error.filename), 0, 0, "input-unreadable", f"this folder cannot be read: {error.strerror}", "check who may read it"))

    names: list[str] = []
    for folder, inner, files in os.walk(top, onerror=unread):
        inner[:] = [name for name in inner if not name.startswith(".")]
        names += [(Path(folder) / name).relative_to(top).as_posix() for name in files if not name.startswith(".") and name.lower().endswith((".txt", ".md", ".xml")) and not _odd(Path(folder) / name)]
    for name in sorted(names):
        # A folder with text.txt is a text by its own name; the folder that was asked for has none.
        name = name.removesuffix("/text.txt")
        try:
            found[name] = load_text(f"{ref.rstrip('/')}/{name}")
        except InputError as error:
            problems += error.problems
    return found, tuple(problems)


def _odd(path: Path) -> bool:
    """Whether a name is there and no file: a pipe would keep a reader waiting. A link to nothing is read, and so reported."""
    return path.exists() and not path.is_file()
