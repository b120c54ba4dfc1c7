"""Two clause trees -> what happened to each clause, and to the words in it.

Clauses are aligned first, then the words of each pair are compared. The most telling thing that happened gives a change its kind;
the rest stands in ``also``. Every clause of both texts is in exactly one change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter

from compliance.changes.align import SHORT, align
from compliance.changes.likeness import words_of
from compliance.changes.marks import MarkWords, Names, mark
from compliance.changes.order import heaviest_run
from compliance.changes.pairs import Match
from compliance.changes.tokens import middle, wording
from compliance.changes.units import Unit, read_units
from compliance.changes.words import in_turn, other_words, text_edits
from compliance.model.change import Change, ChangeKind, ClauseSpan, Edit
from compliance.model.clause import ClauseTree
from compliance.uncollected import uncollected

_MARKER = re.compile(r"(\w+(?:[.-]\w+)*)(\W+)")
_ENDS = (".", ";", "!", "?", "。", "；", "！", "？", "۔", "؛", "؟")
"""Behind words that end so a number on a line of its own is that of a page; behind others it may be what they speak of: "the fee in francs is"."""
_WEAK = 0.5
"""Less alike than this, two clauses that others stand between are not one that moved."""


@uncollected()
def compare_trees(old: ClauseTree, new: ClauseTree, words: MarkWords | None = None) -> tuple[Change, ...]:
    """The changes from ``old`` to ``new``, in the order of the new text; with ``words`` the marks on their edits."""
    olds, news = read_units(old), read_units(new)
    placed: list[Change | None] = [None] * len(news)
    followed = [-1] * len(olds)  # for each old clause the new place of the last one up to it that kept its order
    met_old = [False] * len(olds)
    met_new = [False] * len(news)
    for match, off in _in_order(align(olds, news), olds):
        for i in match.old:
            met_old[i] = True
        for j in match.new:
            met_new[j] = True
        change = _matched(match, olds, news, old.source, new.source, off)
        if off:
            change = _led(change, _lead_in(olds, match.old[0]), _lead_in(news, match.new[0]))
        else:
            followed[match.old[-1]] = match.new[-1]
        placed[match.new[0]] = change
    for j, unit in enumerate(news):
        if not met_new[j]:
            placed[j] = Change("added", (), (unit.span,), edits=(Edit("insert", new.source[unit.span.start : unit.span.end]),))
    changes = [change for change in placed if change is not None]
    if not all(met_old):
        gone: dict[int, list[Change]] = {}
        last = -1
        for i, unit in enumerate(olds):
            if met_old[i]:
                last = followed[i] if followed[i] >= 0 else last
            else:
                removed = Change("removed", (unit.span,), (), edits=(Edit("delete", old.source[unit.span.start : unit.span.end]),))
                gone.setdefault(last, []).append(removed)
        changes = gone.pop(-1, [])
        for j, found in enumerate(placed):
            if found is not None:
                changes.append(found)
            if j in gone:
                changes += gone[j]
    return mark(changes, words, Names(words, old.source, new.source)) if words is not None else tuple(changes)


def _in_order(matches: Sequence[Match], olds: Sequence[Unit]) -> Iterator[tuple[Match, bool]]:
    """The matches in the order of the old text, and whether others have overtaken them: as few, and of those as short, as can be."""
    ordered = sorted(matches, key=itemgetter(0))
    lengths = [len(olds[match.old[0]].words) if len(match.old) == 1 else sum(len(olds[i].words) for i in match.old) for match in ordered]
    kept = heaviest_run([match.new[0] for match in ordered], [1.0 + length * 1e-9 for length in lengths])
    for match, keep in zip(ordered, kept, strict=True):
        if keep or not (match.by in ("words", "label") and (match.score < _WEAK or _brief(olds[match.old[0]].words))):
            yield match, not keep


def _brief(words: str) -> bool:
    """Whether these are fewer words than tell a clause from others. Some scripts write no space between words."""
    return len(words.split()) < SHORT and (words.isascii() or len(words_of(words)) < SHORT)


def _lead_in(units: Sequence[Unit], at: int) -> str:
    """The words that a clause completes: those of the clause above it that do not end a sentence."""
    parent = units[at].parent
    words = units[parent].words.rstrip() if parent >= 0 else ""
    return words if words.endswith((":", "-", "–", "—", ",")) else ""


def _led(change: Change, old: str, new: str) -> Change:
    return change._replace(led_by=(old, new)) if old != new and old and new else change


def _matched(match: Match, olds: Sequence[Unit], news: Sequence[Unit], old: str, new: str, moved: bool) -> Change:
    kinds: list[ChangeKind] = []
    before: tuple[ClauseSpan, ...]
    after: tuple[ClauseSpan, ...]
    if len(match.old) == len(match.new) == 1:
        one, other = olds[match.old[0]], news[match.new[0]]
        before, after = (one.span,), (other.span,)
        edits, reworded = _edits(old, new, one, other)
        relabelled = one.span.label != other.span.label or _renamed(old, new, one.span, other.span)
        if not (moved or reworded):
            return Change("renumbered" if relabelled else "unchanged", before, after, match.by, _rounded(match.score), edits)
    else:
        some, others = [olds[i] for i in match.old], [news[j] for j in match.new]
        one, other = some[0], others[0]
        before, after = tuple(unit.span for unit in some), tuple(unit.span for unit in others)
        relabelled = one.span.label != other.span.label
        edits = text_edits("".join(old[span.start : span.end] for span in before), "".join(new[span.start : span.end] for span in after))
        reworded = _reworded(some, others)
        kinds.append("split" if len(after) > 1 else "merged")
    if moved:
        kinds.append("moved")
    if reworded:
        kinds.append("reworded")
    if relabelled:
        kinds.append("renumbered")
    return Change(kinds[0] if kinds else "unchanged", before, after, match.by, _rounded(match.score), edits, tuple(kinds[1:]))


def _renamed(old: str, new: str, one: ClauseSpan, other: ClauseSpan) -> bool:
    """Whether a clause of the same number is called otherwise: "Article 5" is "Section 5" now, or "5."; "(5)" is as good as "5."."""
    marker, another = old[one.start : one.words_start], new[other.start : other.words_start]
    return marker != another and _letters(marker) != _letters(another)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _rounded(score: float) -> float:
    return score if score == 1.0 else round(score, 3)


def _edits(old: str, new: str, one: Unit, other: Unit) -> tuple[tuple[Edit, ...], bool]:
    """The edits from one clause to another, and whether its words are others. Marker, words and the space behind are compared each by themselves."""
    _, label, _, start, end, low, high = one.span
    _, relabelled, _, begin, stop, first, last = other.span
    if label == relabelled and old[start:end] == new[begin:stop]:
        return (Edit("equal", old[start:end]),), False
    marker = _marker_edits(old[start:low], new[begin:first], label, relabelled)
    if one.words == other.words:
        if old[high:end] == new[last:stop] and marker and marker[-1].op == "equal":
            return (*marker[:-1], Edit("equal", marker[-1].text + old[low:end])), False
        parts, reworded = [Edit("equal", one.words)], False
    else:
        parts = list(text_edits(one.words, other.words))
        reworded = other_words(parts)
        if (start == low) != (begin == first):  # a number that is one of the words on the other side
            return text_edits(old[start:end], new[begin:stop]), reworded
    tail, behind = old[high:end], new[last:stop]
    if tail == behind:
        parts.append(Edit("equal", tail))
    else:
        parts += text_edits(tail, behind)
        reworded = reworded or (not one.words.endswith(_ENDS) and _letters(tail) != _letters(behind))
    return in_turn([*marker, *parts]), reworded


def _marker_edits(old: str, new: str, label: str, other: str) -> list[Edit]:
    """From "12. " to "13. ": only the number is another."""
    if old == new:
        return [Edit("equal", old)] if old else []
    size, length = len(label), len(other)
    if not (size and length and old[:size] == label and new[:length] == other and old[size:] == new[length:]):
        one, two = _MARKER.fullmatch(old), _MARKER.fullmatch(new)
        if one is None or two is None or one[2] != two[2]:
            return list(text_edits(old, new))
        size, length = one.end(1), two.end(1)
    return [Edit("delete", old[:size]), Edit("insert", new[:length]), Edit("equal", old[size:])]


def _reworded(olds: Sequence[Unit], news: Sequence[Unit]) -> bool:
    first, second = (units[0].words if len(units) == 1 else " ".join(unit.words for unit in units) for units in (olds, news))
    if first == second:
        return False
    head, tail = middle(first, second)
    return wording(first[head : len(first) - tail]) != wording(second[head : len(second) - tail])
