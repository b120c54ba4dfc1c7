"""What two drafts did to the clauses of the text that both come from.

Takes the changes from the base to each draft; says of every clause of the base who changed it. Another number alone is no change:
it follows from what was added or removed before. Another place is one. What the changes are was found elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance.model.change import Change, ClauseSpan
from compliance.model.three import AddedClause, BaseClause, ChangedBy

_QUIET = ("unchanged", "renumbered")


def three_way(old: Sequence[Change], new: Sequence[Change], old_source: str, new_source: str) -> tuple[tuple[BaseClause, ...], tuple[AddedClause, ...]]:
    """The clauses of the base in their order, each with who changed it, and what the drafts added.

    ``old`` and ``new`` are the changes from the same base to the two drafts, whose texts are given too. Raises ValueError where they divide it differently.
    """
    mine, theirs = _by_clause(old), _by_clause(new)
    if mine.keys() != theirs.keys():
        raise ValueError("the two comparisons are not from the same base")
    after = _follows(old), _follows(new)
    clauses: list[BaseClause] = []
    for span in sorted(mine, key=lambda span: span.start):
        first, second = mine[span], theirs[span]
        same_words = result(old[first], old_source) == result(new[second], new_source)
        same_place = after[0][first] == after[1][second]
        clauses.append(BaseClause(span, _changed_by(old[first], new[second], same_words, same_place), first, second))
    return tuple(clauses), _added(old, new, old_source, new_source)


def _by_clause(changes: Sequence[Change]) -> dict[ClauseSpan, int]:
    """The change of each clause of the base."""
    return {span: index for index, change in enumerate(changes) for span in change.old}


def _follows(changes: Sequence[Change]) -> list[ClauseSpan | None]:
    """The clause of the base behind which each change stands in its draft: what a moved clause was moved to."""
    out: list[ClauseSpan | None] = []
    last: ClauseSpan | None = None
    for change in changes:
        out.append(last)
        if change.old and change.new:
            last = change.old[-1]
    return out


def _changed_by(old: Change, new: Change, same_words: bool, same_place: bool) -> ChangedBy:
    here, there = changed(old), changed(new)
    if not here or not there:
        return "old" if here else "new" if there else "neither"
    moved = _moved(old)
    alike = same_words and old.old == new.old and moved == _moved(new) and (same_place or not moved)
    return "both" if alike else "conflict"


def _moved(change: Change) -> bool:
    return change.kind == "moved" or "moved" in change.also


def changed(change: Change) -> bool:
    """Whether a change is one of words or place."""
    return change.kind not in _QUIET or any(kind not in _QUIET for kind in change.also)


def result(change: Change, source: str) -> tuple[str, ...]:
    """The words of each clause that a change leads to in ``source``, without markers and with white space folded."""
    return tuple(" ".join(source[span.words_start : span.words_end].split()) for span in change.new)


def _added(old: Sequence[Change], new: Sequence[Change], old_source: str, new_source: str) -> tuple[AddedClause, ...]:
    """What the drafts added: first what stands in the first draft, in its order, then what is left of the second."""
    left: dict[tuple[str, ...], list[int]] = {}
    for index, change in enumerate(new):
        if change.kind == "added":
            left.setdefault(result(change, new_source), []).append(index)
    after = _follows(old), _follows(new)
    out: list[AddedClause] = []
    for index, change in enumerate(old):
        if change.kind == "added":
            like = left.get(result(change, old_source), [])
            twin = next((other for other in like if after[0][index] == after[1][other]), like[0] if like else None)
            if twin is not None:
                like.remove(twin)
            out.append(AddedClause(index, twin))
    return (*out, *(AddedClause(None, index) for index in sorted(index for rest in left.values() for index in rest)))
