"""A comparison in the order in which it is read: what belongs in one line is one group, and what to look at first is found.

Takes a comparison and gives groups of entries; formats decide how they look. An entry is a change with its place, so that
other parts (verdicts that flip, links) can point at it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from compliance.model.change import Change, ClauseSpan, Comparison
from compliance.report.changes_pieces import pieces
from compliance.report.changes_wording import LOOK, Touch, has_right_to_left, legible, touches

Direction = Literal["", "up", "down"]


class Entry(NamedTuple):
    """A change as a reader meets it: its place in the comparison, itself, and where it went if it moved."""

    at: int
    change: Change
    direction: Direction = ""


class Group(NamedTuple):
    """Entries that are told together: clauses whose words did not change, a block that moved as a whole, or one change."""

    kind: Literal["quiet", "moved", "one"]
    entries: tuple[Entry, ...]


class Run(NamedTuple):
    """Clauses that follow one another on both sides with nothing but new numbers."""

    old: tuple[ClauseSpan, ...]
    new: tuple[ClauseSpan, ...]


def entries(comparison: Comparison) -> list[Entry]:
    """All changes, moves with their direction: whether fewer or more of the clauses that stayed stand before them now."""
    stayed = [change for change in comparison.changes if change.old and change.new and not moves(change)]
    starts = sorted(change.old[0].start for change in stayed)
    before = 0
    out: list[Entry] = []
    for index, change in enumerate(comparison.changes):
        direction: Direction = ""
        if change.old and change.new and moves(change):
            once = bisect_left(starts, change.old[0].start)
            direction = "up" if before < once else "down" if before > once else ""
        elif change.old and change.new:
            before += 1
        out.append(Entry(index, change, direction))
    return out


def moves(change: Change) -> bool:
    """Whether a change took clauses to another place, whatever else it did."""
    return change.kind == "moved" or "moved" in change.also


def groups(comparison: Comparison) -> list[Group]:
    """The entries in reading order, neighbours told together where nothing is lost by it."""
    place = {span: at for at, span in enumerate(sorted((span for change in comparison.changes for span in change.old), key=lambda span: span.start))}
    out: list[Group] = []
    for entry in entries(comparison):
        change = entry.change
        if change.kind in ("unchanged", "renumbered"):
            kind: Literal["quiet", "moved", "one"] = "quiet"
        else:
            kind = "moved" if change.kind == "moved" else "one"
        last = out[-1] if out else None
        if last is not None and last.kind == kind and kind != "one" and (kind == "quiet" or _follows(last.entries[-1].change, change, place)):
            out[-1] = Group(kind, (*last.entries, entry))
        else:
            out.append(Group(kind, (entry,)))
    return out


def _follows(first: Change, second: Change, place: dict[ClauseSpan, int]) -> bool:
    """Whether the clauses of one move stood right behind those of another in the old text."""
    return place[first.old[-1]] + 1 == place[second.old[0]]


def renumbered(quiet: Iterable[Entry]) -> list[Run]:
    """The runs of a quiet group that have new numbers, each with one distance between old and new; headings and unnumbered neighbours do not part a run."""
    runs: list[list[Change]] = []
    parted = True
    for entry in quiet:
        change = entry.change
        if change.kind == "renumbered":
            if parted or not runs or _shift(runs[-1][-1]) != _shift(change):
                runs.append([])
            runs[-1].append(change)
            parted = False
        elif any(span.label and span.kind != "chapter" for span in (*change.old, *change.new)):
            parted = True
    return [Run(tuple(span for one in run for span in one.old), tuple(span for one in run for span in one.new)) for run in runs]


def _shift(change: Change) -> int | None:
    """How far the leading number of a clause went; None where it has none."""
    sides = [_leading(spans[0].label) for spans in (change.old, change.new)]
    return None if sides[0] is None or sides[1] is None else sides[1] - sides[0]


def _leading(label: str) -> int | None:
    digits = ""
    for char in label:
        if not (char.isascii() and char.isdigit()):
            break
        digits += char
    return int(digits[:18]) if digits else None


class Looked(NamedTuple):
    """An entry whose words a lawyer looks at first, and those words."""

    entry: Entry
    touches: tuple[Touch, ...]


def look_at(comparison: Comparison) -> list[Looked]:
    """The changes that touch a negation, a modal verb, an exception, a number, a date, a party or a condition, in this order.

    Of clauses that are new or gone as a whole only those that say no to something; they stand last. A point that was moved under other
    leading words is told with these.
    """
    out: list[Looked] = []
    whole: list[Looked] = []
    for entry in entries(comparison):
        change = entry.change
        if not (change.old and change.new):
            if "negation" in change.marks:
                words = [_own_words(comparison, span, side) for side, spans in (("old", change.old), ("new", change.new)) for span in spans]
                whole.append(Looked(entry, (Touch(("negation",), *((words[0], "") if change.old else ("", words[0]))),)))
            continue
        if change.led_by:
            marks = tuple(mark for mark in LOOK if mark in change.marks)
            out.append(Looked(entry, (Touch(marks, _shown(change.led_by[0]), _shown(change.led_by[1])),)))
            continue
        if change.kind in ("unchanged", "renumbered"):
            continue
        found = [touch._replace(marks=tuple(mark for mark in touch.marks if mark in LOOK)) for touch in touches(pieces(comparison, change))]
        found = sorted((touch for touch in found if touch.marks), key=lambda touch: min(map(LOOK.index, touch.marks)))
        if found:
            out.append(Looked(entry, tuple(found)))
    return [*out, *whole]


def _own_words(comparison: Comparison, span: ClauseSpan, side: str) -> str:
    source = comparison.old.source if side == "old" else comparison.new.source
    return _shown(source[span.words_start : span.words_end])


def _shown(words: str) -> str:
    return legible(words, right_to_left=has_right_to_left(words)).strip()


def in_old_order(shown: Sequence[Entry]) -> dict[int, tuple[Entry, ...]]:
    """Where clauses that moved away stood: for the index of the change behind which they were, the entries that left (-1: at the top)."""
    sides = sorted(((span.start, entry) for entry in shown for span in entry.change.old[:1]), key=lambda pair: pair[0])
    out: dict[int, list[Entry]] = {}
    anchor = -1
    for gone, run in groupby((entry for _, entry in sides), key=lambda entry: bool(entry.change.new) and moves(entry.change)):
        for entry in run:
            if gone:
                out.setdefault(anchor, []).append(entry)
            else:
                anchor = entry.at
    return {index: tuple(left) for index, left in out.items()}
