"""A place in a source text.

Offsets count characters (Unicode code points) of the source as decoded, from 0, end not included, so that
``source[span.start:span.end]`` is always the quoted words.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters ``start`` to ``end`` of the text called ``document``."""

    document: str
    start: int
    end: int

    def quote(self, source: str) -> str:
        """The words of ``source`` under this span."""
        return source[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A span together with its words: ``quote == source[start:end]``."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line and column for people and editors, both counted from 1."""

    line: int
    column: int

    @classmethod
    def at(cls, source: str, offset: int) -> Place:
        """Where the character ``offset`` of ``source`` stands."""
        before = source.rfind("\n", 0, offset)
        return cls(source.count("\n", 0, offset) + 1, offset - before)
