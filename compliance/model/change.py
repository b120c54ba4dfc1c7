"""What happened to the clauses between two texts.

A comparison divides each text into clauses that follow one another without a gap, so that nothing of a text stands outside:
the changes hold every clause of both texts exactly once, and the words on both sides of every change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

ChangeKind = Literal["unchanged", "reworded", "added", "removed", "moved", "renumbered", "split", "merged"]
Op = Literal["equal", "delete", "insert"]
Mark = Literal["negation", "modal", "number", "date", "party", "exception", "condition", "reference"]


class ClauseSpan(NamedTuple):
    """A clause as it takes part in a comparison.

    ``start`` to ``end`` is all of it: marker, heading, words and the white space behind them, in characters of its text.
    ``words_start`` to ``words_end`` are its words and its heading without marker and surrounding white space.
    ``label`` is how a reader cites it, empty where it has no number; ``eid`` is its identity in its own text.
    """

    kind: str
    label: str
    eid: str
    start: int
    end: int
    words_start: int
    words_end: int


class Edit(NamedTuple):
    """A run of characters that both sides share, or that only the old (delete) or the new side (insert) has.

    ``marks`` say what a lawyer looks at twice in the run.
    """

    op: Op
    text: str
    marks: tuple[Mark, ...] = ()


class Change(NamedTuple):
    """One entry of a comparison; a tuple, as there is one for every clause of a text.

    ``also`` holds what else happened to a clause that was moved, split or merged: ``reworded``, ``renumbered``, ``moved``.
    ``matched_by`` names the pass that found the clauses to be the same: ``text``, ``label``, ``words``, ``containment``, or
    nothing for what was added or removed; ``score`` is their likeness from 0 to 1. The texts of the edits, without those
    inserted, are the clauses of the old side put together; without those deleted, those of the new side.
    ``marks`` are those of its edits, and of what it says as a whole where it was added or removed. ``led_by`` holds the words that led in
    to a point before and those that do now, where it moved from one to the other and they differ in a mark.
    """

    kind: ChangeKind
    old: tuple[ClauseSpan, ...]
    new: tuple[ClauseSpan, ...]
    matched_by: str = ""
    score: float = 0.0
    edits: tuple[Edit, ...] = ()
    also: tuple[ChangeKind, ...] = ()
    marks: tuple[Mark, ...] = ()
    led_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A text on one side of a comparison. ``language`` is a code after BCP 47."""

    id: str
    title: str
    sha256: str
    language: str
    source: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts and all that happened between them.

    ``changes`` stand in the order of the new text; what was removed stands behind what it followed in the old one. ``marked`` is false
    where no words of the language are known, so that only digits carry marks.
    """

    old: Version
    new: Version
    changes: tuple[Change, ...]
    marked: bool = True
