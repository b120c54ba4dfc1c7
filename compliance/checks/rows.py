"""A TOML file that is one list of tables -> its rows, each with its place and every mistake in it.

For waivers and reviews. The reader of TOML gives no places, so they are looked for in the text: the head of each table, and the line of
a key below it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from compliance.checks.config import is_day
from compliance.errors import InputError, Problem
from compliance.model.check import Spot

_LONG_TEXT = re.compile(r'("""|\'\'\')(.*?)\1', re.DOTALL)


@dataclass(slots=True)
class Row:
    """One table of the list: its values and its first and last line."""

    path: str
    lines: Sequence[str]
    first: int
    last: int
    values: Mapping[str, Any]
    problems: list[Problem] = field(default_factory=list)

    @property
    def spot(self) -> Spot:
        """The head of the table."""
        return Spot(self.path, self.first, 1, self.first, len(self.lines[self.first - 1]) + 1)

    def wrong(self, code: str, message: str, step: str, key: str = "") -> None:
        """Note a mistake at a key, else at the head of the table."""
        number = next((n for n in range(self.first, self.last + 1) if re.match(rf'\s*"?{re.escape(key)}"?\s*=', self.lines[n - 1])), self.first) if key else self.first
        excerpt = self.lines[number - 1]
        self.problems.append(Problem(self.path, number, len(excerpt) - len(excerpt.lstrip()) + 1, code, message, step, excerpt))

    def known(self, keys: Collection[str]) -> None:
        """Every key is one of these."""
        for key in self.values:
            if key not in keys:
                import difflib  # only a mistake needs it

                near = difflib.get_close_matches(key, keys, n=1)
                self.wrong("config-key", f"there is no key {key!r} here", f"did you mean {near[0]!r}?" if near else f"use {', '.join(keys)}", key)

    def text(self, key: str) -> str:
        """A text, or empty where it is not stated."""
        value = self.values.get(key, "")
        if not isinstance(value, str):
            self.wrong("config-value", f"{key} must be a text in quotes", f'write {key} = "..."', key)
            return ""
        return value.strip()

    def day(self, key: str) -> str:
        """A day as ISO, or empty where it is not stated."""
        value = self.values.get(key, "")
        if isinstance(value, date):
            value = value.isoformat()[:10]
        if value != "" and not (isinstance(value, str) and is_day(value)):
            self.wrong("config-value", f"{key} must be a day, not {value!r}", f"write {key} = 2026-01-31", key)
            return ""
        return str(value)


def read_rows(table: Mapping[str, Any], name: str, path: str, source: str) -> list[Row]:
    """The tables ``[[name]]`` of a file that holds nothing else. Raises InputError where it holds something else."""
    lines = source.splitlines() or [""]
    rows = table.get(name, [])
    other = [key for key in table if key != name]
    if other or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        line = next((n for n, words in enumerate(lines, 1) if other and re.match(rf'\s*\[*\s*"?{re.escape(other[0])}\b', words)), 1)
        said = f"there is no key {other[0]!r} here" if other else f"{name} must be tables"
        raise InputError(Problem(path, line, 1, "config-key" if other else "config-value", said, f"this file holds tables [[{name}]] alone", lines[line - 1]))
    heads = _heads(source, name)
    if len(heads) != len(rows):  # written in one line, as a list
        heads = [next((n for n, words in enumerate(lines, 1) if name in words), 1)] * len(rows)
    ends = [*(max(first, following - 1) for first, following in pairwise(heads)), len(lines)]
    return [Row(path, lines, first, last, row) for first, last, row in zip(heads, ends if rows else [], rows, strict=True)]


def _heads(source: str, name: str) -> list[int]:
    """The lines of the heads; what looks like one inside a long text is none."""
    bare = _LONG_TEXT.sub(lambda found: "\n" * found[0].count("\n"), source)
    return [n for n, words in enumerate(bare.splitlines(), 1) if re.match(rf'\s*\[\[\s*"?{name}"?\s*\]\]', words)]
