"""Two clause trees -> what happened to each clause, and to the words in it.

Clauses are aligned first, then the words of each pair are compared. The most telling thing that happened gives a change its kind;
the rest stands in ``also``. Every clause of both texts is in exactly one change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from compliance.changes.align import SHORT, Aligner, Match
from compliance.changes.marks import MarkWords, Names, mark
from compliance.changes.order import heaviest_run
from compliance.changes.tokens import middle, wording
from compliance.changes.units import Unit, read_units
from compliance.changes.words import text_edits
from compliance.model.change import Change, ChangeKind, Edit
from compliance.model.clause import ClauseTree

_MARKER = re.compile(r"(\w+(?:[.-]\w+)*)(\W+)")
_WEAK = 0.5
"""Less alike than this, two clauses that others stand between are not one that moved."""


def compare_trees(old: ClauseTree, new: ClauseTree, words: MarkWords | None = None) -> tuple[Change, ...]:
    """The changes from ``old`` to ``new``, in the order of the new text; with ``words`` the marks on their edits."""
    olds, news = read_units(old), read_units(new)
    matches, moved = _in_order(Aligner(olds, news).run(), olds)
    placed: list[tuple[tuple[int, int, int], Change]] = []
    followed = [-1] * len(olds)  # for each old clause the new place of the last one up to it that kept its order
    met_old: set[int] = set()
    met_new: set[int] = set()
    for match, off in zip(matches, moved, strict=True):
        met_old.update(match.old)
        met_new.update(match.new)
        change = _matched(match, [olds[i] for i in match.old], [news[j] for j in match.new], old.source, new.source, off)
        if off:
            change = _led(change, _lead_in(olds, match.old[0]), _lead_in(news, match.new[0]))
        placed.append(((match.new[0], 0, 0), change))
        if not off:
            followed[match.old[-1]] = match.new[-1]
    for j, unit in enumerate(news):
        if j not in met_new:
            text = new.source[unit.span.start : unit.span.end]
            placed.append(((j, 0, 0), Change("added", (), (unit.span,), edits=(Edit("insert", text),))))
    last = -1
    for i, unit in enumerate(olds):
        last = followed[i] if followed[i] >= 0 else last
        if i not in met_old:
            text = old.source[unit.span.start : unit.span.end]
            placed.append(((last, 1, i), Change("removed", (unit.span,), (), edits=(Edit("delete", text),))))
    changes = [change for _, change in sorted(placed, key=lambda item: item[0])]
    return mark(changes, words, Names(words, old.source, new.source)) if words is not None else tuple(changes)


def _in_order(matches: Sequence[Match], olds: Sequence[Unit]) -> tuple[list[Match], list[bool]]:
    """The matches in the order of the old text, and which of them others have overtaken: as few, and of those as short, as can be."""
    ordered = sorted(matches)
    kept = heaviest_run([match.new[0] for match in ordered], lambda at: 1.0 + sum(len(olds[i].words) for i in ordered[at].old) * 1e-9)
    out: list[Match] = []
    moved: list[bool] = []
    for match, keep in zip(ordered, kept, strict=True):
        weak = match.by in ("words", "label") and (match.score < _WEAK or len(olds[match.old[0]].words.split()) < SHORT)
        if keep or not weak:
            out.append(match)
            moved.append(not keep)
    return out, moved


def _lead_in(units: Sequence[Unit], at: int) -> str:
    """The words that a clause completes: those of the clause above it that do not end a sentence."""
    parent = units[at].parent
    words = units[parent].words.rstrip() if parent >= 0 else ""
    return words if words.endswith((":", "-", "–", "—", ",")) else ""


def _led(change: Change, old: str, new: str) -> Change:
    return replace(change, led_by=(old, new)) if old != new and old and new else change


def _matched(match: Match, olds: Sequence[Unit], news: Sequence[Unit], old: str, new: str, moved: bool) -> Change:
    one, other = olds[0], news[0]
    single = len(olds) == len(news) == 1
    kinds: list[ChangeKind] = []
    if single:
        edits = _edits(old[one.span.start : one.span.end], new[other.span.start : other.span.end], one, other)
    else:
        edits = text_edits("".join(old[u.span.start : u.span.end] for u in olds), "".join(new[u.span.start : u.span.end] for u in news))
        kinds.append("split" if len(news) > 1 else "merged")
    if moved:
        kinds.append("moved")
    if one.words != other.words and _reworded(olds, news):
        kinds.append("reworded")
    if one.span.label != other.span.label:
        kinds.append("renumbered")
    if single:
        return Change(kinds[0] if kinds else "unchanged", (one.span,), (other.span,), match.by, round(match.score, 3), edits, tuple(kinds[1:]))
    return Change(kinds[0], tuple(u.span for u in olds), tuple(u.span for u in news), match.by, round(match.score, 3), edits, tuple(kinds[1:]))


def _edits(first: str, second: str, old: Unit, new: Unit) -> tuple[Edit, ...]:
    """The edits from one clause to another. Where the words are the same to the letter only the marker and the space behind are compared."""
    if first == second:
        return (Edit("equal", first),)
    if old.words != new.words or not old.words:
        return text_edits(first, second)
    start, other = old.span.words_start - old.span.start, new.span.words_start - new.span.start
    if first[start:] == second[other:]:
        parts = [*_marker_edits(first[:start], second[:other]), Edit("equal", first[start:])]
    else:
        size = len(old.words)
        parts = [*_marker_edits(first[:start], second[:other]), Edit("equal", old.words), *text_edits(first[start + size :], second[other + size :])]
    if len(parts) == 4 and parts[2].op == parts[3].op == "equal":
        return (parts[0], parts[1], Edit("equal", parts[2].text + parts[3].text))
    return tuple(Edit(op, "".join(edit.text for edit in run)) for op, run in groupby(parts, key=lambda edit: edit.op))


def _marker_edits(old: str, new: str) -> list[Edit]:
    """From "12. " to "13. ": only the number is another."""
    if old == new:
        return [Edit("equal", old)]
    one, other = _MARKER.fullmatch(old), _MARKER.fullmatch(new)
    if one is None or other is None or one[2] != other[2]:
        return list(text_edits(old, new))
    return [Edit("delete", one[1]), Edit("insert", other[1]), Edit("equal", one[2])]


def _reworded(olds: Sequence[Unit], news: Sequence[Unit]) -> bool:
    first, second = (units[0].words if len(units) == 1 else " ".join(unit.words for unit in units) for units in (olds, news))
    if first == second:
        return False
    head, tail = middle(first, second)
    return wording(first[head : len(first) - tail]) != wording(second[head : len(second) - tail])
