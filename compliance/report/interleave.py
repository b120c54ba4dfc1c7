"""Comparison -> one sequence of runs that holds both texts.

Takes a comparison and gives runs in one reading order: without what only the old text has, they are the new text, and
without what only the new one has, the old. Which words are a deletion, an insertion or one of the two ends of a move is
settled here; how a format writes that down is left to the format.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from compliance.model.change import Change, ClauseSpan, Comparison, Edit
from compliance.report.runs import Note, Run, Status, tidied

_PARTS = re.compile(r"[^\r\n]+|[\r\n]")
_Key = tuple[int, int, int]  # a change, a clause of its old side, a clause of its new side


class _Piece(NamedTuple):
    """A part of an edit inside one clause of either side; ``old`` and ``new`` are where it starts, or -1."""

    change: int
    order: int
    old: int
    new: int
    size: int
    key: _Key
    kind: str
    note: int


class _Segment(NamedTuple):
    """All that one clause of the old side and one of the new side share, from the first shared character to the last."""

    key: _Key
    old: int
    old_end: int
    new: int
    new_end: int
    size: int
    words: bool


def interleave(comparison: Comparison) -> tuple[list[Run], list[Note]]:
    """The runs that hold both texts, and the notes on them.

    Line ends are "\n" in the runs, whatever they are in the texts, and the line end that closes a text is left out.
    """
    notes: list[Note] = []
    pieces = [
        piece
        for index, change in enumerate(comparison.changes)
        for piece in _at_home(list(_pieces(index, change, comparison, notes)))
    ]
    segments = _segments(pieces, comparison)
    staying = _staying(segments, comparison.changes)
    gone = (segment for segment in segments if segment.key not in staying and segment.words)
    moves = {segment.key: number for number, segment in enumerate(gone, 1)}
    return tidied(list(_runs(_ordered(pieces, staying, moves), moves, comparison))), notes


def _edits(change: Change, comparison: Comparison) -> Sequence[Edit]:
    """The edits of a change; where it holds none, its two sides as a whole."""
    if change.edits:
        return change.edits
    old = "".join(comparison.old.source[span.start : span.end] for span in change.old)
    new = "".join(comparison.new.source[span.start : span.end] for span in change.new)
    if old == new:
        return (Edit("equal", old),)
    return (Edit("delete", old), Edit("insert", new))


def _pieces(index: int, change: Change, comparison: Comparison, notes: list[Note]) -> Iterator[_Piece]:
    """The edits of a change, cut where a clause of either side ends, with their places in the two texts."""
    edits = [edit for edit in _edits(change, comparison) if edit.text]
    old, new = _Walk(change.old), _Walk(change.new)
    order = 0
    for edit, note in zip(edits, _noted(edits, notes), strict=True):
        sides = {"equal": (old, new), "delete": (old,), "insert": (new,)}[edit.op]
        left = len(edit.text)
        while left:
            size = min(left, *(side.room() for side in sides))
            key = (index, old.index if old in sides else -1, new.index if new in sides else -1)
            at = (old.at if old in sides else -1, new.at if new in sides else -1)
            yield _Piece(index, order, *at, size, key, sides[-1].clause().kind, note)
            for side in sides:
                side.at += size
            left -= size
            order += 1


def _at_home(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces of a change, where what only one side has belongs to shared words of its clause: those before it, or
    else those behind it.
    """
    for side in (1, 2):
        for row in (range(len(pieces)), range(len(pieces) - 1, -1, -1)):
            near: _Key | None = None
            for place in row:
                key = pieces[place].key
                if -1 not in key:
                    near = key
                elif near and key[3 - side] == -1 and key[side] == near[side]:
                    pieces[place] = pieces[place]._replace(key=near)
    return pieces


class _Walk:
    """A place that goes through the clauses of one side of a change."""

    def __init__(self, spans: Sequence[ClauseSpan]) -> None:
        self._spans = [span for span in spans if span.end > span.start]
        self.index = 0
        self.at = self._spans[0].start if self._spans else 0

    def clause(self) -> ClauseSpan:
        """The clause that the place is in."""
        return self._spans[self.index]

    def room(self) -> int:
        """How many characters are left to the end of the clause; goes on to the next one where none is."""
        if self.at == self.clause().end:
            self.index += 1
            self.at = self.clause().start
        return self.clause().end - self.at


def _noted(edits: Sequence[Edit], notes: list[Note]) -> list[int]:
    """The note of each edit, or 0; a deletion and the insertion that follows it share one."""
    numbers = [0] * len(edits)
    for place, edit in enumerate(edits):
        if not edit.marks or numbers[place] or edit.op == "equal":
            continue
        before = edits[place - 1] if place and edit.op == "insert" and edits[place - 1].op == "delete" else None
        after = (
            edits[place + 1]
            if edit.op == "delete" and place + 1 < len(edits) and edits[place + 1].op == "insert"
            else None
        )
        partner = before or after
        marks = tuple(dict.fromkeys([*edit.marks, *(partner.marks if partner else ())]))
        pair = {edit.op: edit.text, **({partner.op: partner.text} if partner else {})}
        notes.append(Note(marks, pair.get("delete", ""), pair.get("insert", "")))
        numbers[place] = len(notes)
        if partner:
            numbers[place - 1 if before else place + 1] = len(notes)
    return numbers


def _segments(pieces: Iterable[_Piece], comparison: Comparison) -> list[_Segment]:
    """What the clauses share pair by pair, in the order of the changes."""
    found: dict[_Key, _Segment] = {}
    for piece in pieces:
        if piece.old < 0 or piece.new < 0:
            continue
        words = any(map(str.isalnum, comparison.new.source[piece.new : piece.new + piece.size]))
        known = found.get(piece.key)
        found[piece.key] = _Segment(
            piece.key,
            known.old if known else piece.old,
            piece.old + piece.size,
            known.new if known else piece.new,
            piece.new + piece.size,
            piece.size + (known.size if known else 0),
            words or bool(known and known.words),
        )
    return list(found.values())


def _staying(segments: Sequence[_Segment], changes: Sequence[Change]) -> set[_Key]:
    """The segments that stand in one order in both texts; the others moved.

    What the comparison calls moved is not among them. Of clauses that were split or merged some parts may have moved
    and others not, so these come last, and the longer before the shorter.
    """

    def rank(segment: _Segment) -> tuple[int, int]:
        change = changes[segment.key[0]]
        return (2 if "moved" in change.also else 1 if change.kind in ("split", "merged") else 0), -segment.size

    candidates = sorted((s for s in segments if changes[s.key[0]].kind != "moved"), key=lambda s: s.old)
    if all(a.new_end <= b.new for a, b in pairwise(candidates)):
        return {s.key for s in candidates}
    places: list[int] = []
    kept: list[_Segment] = []
    for segment in sorted(candidates, key=rank):
        at = bisect_left(places, segment.old)
        if at and kept[at - 1].new_end > segment.new:
            continue
        if at < len(kept) and kept[at].new < segment.new_end:
            continue
        places.insert(at, segment.old)
        kept.insert(at, segment)
    return {segment.key for segment in kept}


def _ordered(
    pieces: Sequence[_Piece], staying: set[_Key], moves: Container[_Key]
) -> Iterator[tuple[_Piece, Literal["both", "old", "new"]]]:
    """The pieces in one reading order, each with the side it stands for.

    Between two pieces that stay, those of one change come together and in the order of its edits, changes in their own
    order, and words that moved away before words that moved here.
    """
    shared = [p for p in pieces if p.old >= 0 and p.new >= 0 and p.key in staying]
    shared.sort(key=lambda p: p.new)
    anchored = {(p.change, p.order) for p in shared}
    left = sorted((p for p in pieces if p.old >= 0 and (p.change, p.order) not in anchored), key=lambda p: p.old)
    came = sorted((p for p in pieces if p.new >= 0 and (p.change, p.order) not in anchored), key=lambda p: p.new)
    i = j = 0
    last = -1
    for anchor in [*shared, None]:
        while True:
            old = left[i] if i < len(left) and (anchor is None or left[i].old < anchor.old) else None
            new = came[j] if j < len(came) and (anchor is None or came[j].new < anchor.new) else None
            if old is None and new is None:
                break
            if new is None or (old is not None and _old_first(old, new, last, moves)):
                assert old is not None
                i += 1
                last = old.change
                yield old, "old"
            else:
                j += 1
                last = new.change
                yield new, "new"
        if anchor is not None:
            last = anchor.change
            yield anchor, "both"


def _old_first(old: _Piece, new: _Piece, last: int, moves: Container[_Key]) -> bool:
    """Whether what left goes before what came; ``last`` is the change of the piece before them."""
    moved = old.key in moves or new.key in moves
    if old.change == new.change:
        return moved or old.order <= new.order
    if last in (old.change, new.change):
        return old.change == last
    return moved or old.change < new.change


def _runs(
    ordered: Iterable[tuple[_Piece, Literal["both", "old", "new"]]], moves: Mapping[_Key, int], comparison: Comparison
) -> Iterator[Run]:
    """The pieces as runs, line ends alone and all of them "\n"."""
    old_text, new_text = comparison.old.source, comparison.new.source
    for piece, side in ordered:
        move = moves.get(piece.key, 0)
        status: Status = "equal"
        if side == "old":
            status = "move-from" if move else "delete"
        elif side == "new":
            status = "move-to" if move and piece.old >= 0 else "insert"
        source, start = (old_text, piece.old) if side == "old" else (new_text, piece.new)
        for part in _PARTS.finditer(source, start, start + piece.size):
            if part[0] not in ("\r", "\n"):
                yield Run(status, part[0], move, piece.note, piece.kind)
                continue
            # of "\r\n" the "\n" counts alone, and the two texts need not agree on that
            at = part.start() - start
            in_old = side != "new" and not (part[0] == "\r" and old_text.startswith("\n", piece.old + at + 1))
            in_new = side != "old" and not (part[0] == "\r" and new_text.startswith("\n", piece.new + at + 1))
            if in_old or in_new:
                alone: Status = "delete" if in_old else "insert"
                yield Run(alone if side == "both" and in_old != in_new else status, "\n", move, piece.note, piece.kind)
