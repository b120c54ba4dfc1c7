"""What was read of a YAML file: its data, and where each of them stands.

Filled by ``yaml_text``; whoever needs places alone does not load what reads YAML.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from compliance.errors import Problem

Path = tuple[str | int, ...]


Places = dict[Path, tuple[int, int]]


@dataclass(slots=True)
class Parsed:
    """The data of a file and where its keys and values stand, as (line, column) counted from 1."""

    path: str
    lines: list[str]
    data: Any = None
    problems: list[Problem] = field(default_factory=list)
    #: Paths whose value was left out for a mistake that is noted: nothing more is to be said of them.
    holes: set[Path] = field(default_factory=set)
    #: Finds the places of keys and values when one is first asked for: a file without a mistake needs none.
    find: Callable[[], tuple[Places, Places]] = field(default=lambda: ({}, {}), compare=False)
    _found: tuple[Places, Places] | None = field(default=None, compare=False)

    @property
    def keys(self) -> Places:
        """Where each key stands."""
        return self._places()[0]

    @property
    def values(self) -> Places:
        """Where each value stands."""
        return self._places()[1]

    def _places(self) -> tuple[Places, Places]:
        if self._found is None:
            self._found = self.find()
        return self._found

    def problem(self, place: tuple[int, int], code: str, message: str, next_step: str = "") -> Problem:
        """A problem at a place of this file, with the source line as excerpt."""
        line, column = place
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Problem(self.path, line, column, code, message, next_step, excerpt)

    def place(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Where the value (or key) at a path stands; the nearest parent's place when it has none of its own."""
        table = self.keys if key else self.values
        while path:
            if path in table:
                return table[path]
            if path in self.keys:
                return self.keys[path]
            path = path[:-1]
        return self.values.get((), (1, 1))
