"""Two profiles -> how the norms stand to each other.

Takes profiles and the weights of words; gives a kind with its reason, or nothing. Every statement of one norm is held against every
statement of the other; a conflict goes before a repetition, what was read before what is only likely.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

from compliance.conflicts.decide import decide
from compliance.conflicts.facts import Copy, Facts, Finding, Weight, copies, likeness
from compliance.conflicts.likely import alike, likely
from compliance.conflicts.profile import Profile
from compliance.conflicts.words import ConflictWords
from compliance.model.conflict import ConflictKind

_RANK = {"modality": 0, "structure": 0, "object": 1, "condition": 1, "duplicate": 2, "narrowing": 3}
#: Fewer matter words than these without a statement are a heading or a cell of a table.
FRAGMENT = 4
#: Words by which a norm and its negation may differ in length.
PUT_IN = 3
_BY_FORCE = ("modality", "structure", "condition")


def compare(a: Profile, b: Profile, weight: Weight, words: ConflictWords) -> Finding | None:
    """How two norms stand to each other, or nothing where they are about different matters. Symmetric in its kind."""
    if not a.words & b.words:
        return None
    share = likeness(a.words, b.words, weight)[0]
    if a.all == b.all and a.amounts == b.amounts:
        if not a.statements and len(a.words) < FRAGMENT:
            return None  # a heading
        return Finding("duplicate", "The two say the same in the same words.", share)
    copy = copies(a, b, weight)
    parallel = copy.copied and len(a.statements) == len(b.statements)  # each part of a copy stands against its own
    beside = zip(a.statements, b.statements, strict=True) if parallel else product(a.statements, b.statements)
    facts = [Facts(a, b, x, y, weight, words, copy) for x, y in beside]
    best = _best(facts, decide)
    if best is not None and (best.kind in _BY_FORCE or not copy.copied):
        return best
    return (_retouched(a, b, copy, share, best is None) if copy.copied else None) or best or _best(facts, likely) or alike(a, b, weight)


def _best(facts: Sequence[Facts], way: Callable[[Facts], Finding | None]) -> Finding | None:
    found = [one for fact in facts if (one := way(fact)) is not None]
    return min(found, key=lambda one: (_RANK[one.kind], -one.likeness, one.why)) if found else None


def _retouched(a: Profile, b: Profile, copy: Copy, share: float, unread: bool) -> Finding | None:
    """A copy in which a modal verb was exchanged, or a negation put in, somewhere behind the main verb."""
    kind: ConflictKind = "modality" if copy.near else "structure"
    if a.modals != b.modals and len(a.modals) == len(b.modals):
        one, other = next((x, y) for x, y in zip(a.modals, b.modals, strict=True) if x != y)
        return Finding(kind, f"The same words, but “{one}” against “{other}”.", share)
    if unread and copy.near and abs(len(a.all) - len(b.all)) <= PUT_IN and a.negations % 2 != b.negations % 2:
        return Finding(kind, "The same words, but one negates what the other does not.", share)
    return None
