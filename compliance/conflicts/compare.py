"""Two profiles -> how the norms stand to each other.

Takes profiles and the weights of words; gives a kind with its reason, or nothing. Likeness is the weighted share of the shorter
norm's words that the other has too (the overlap coefficient of Szymkiewicz and Simpson over inverse document frequencies).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import fsum

from compliance.conflicts.profile import Profile
from compliance.model.conflict import ConflictKind
from compliance.passages.scopes import Scopes

#: From here on two norms are about the same matter; a text's own norms reach it in about one of a hundred pairs.
ALIKE = 0.45
#: From here on the words are the same but for a few.
SAME_WORDS = 0.8
#: Shares of both norms' words from which on they say the same.
REPEATS = 0.5
#: Below this share of both norms' words the acts have to be the same.
PART = 0.15
_NEGATING = ("un", "in", "im", "non", "dis", "non-", "ir", "il")
_LEAST = 2  # shared matter words that two norms must have


@dataclass(frozen=True, slots=True)
class Finding:
    """A kind, its reason, and the likeness."""

    kind: ConflictKind
    why: str
    likeness: float


def likeness(a: frozenset[str], b: frozenset[str], weight: Callable[[str], float]) -> tuple[float, float]:
    """The weighted share of the lighter side's words that both have, and that of all words; 0 where a side has none."""
    left, right, both = (fsum(weight(word) for word in words) for words in (a, b, a & b))
    light, whole = min(left, right), left + right - both
    return (both / light if light else 0.0), (both / whole if whole else 0.0)


def compare(a: Profile, b: Profile, weight: Callable[[str], float], scopes: Scopes) -> Finding | None:
    """How two norms stand to each other, or nothing where they are about different matters. Symmetric in its kind."""
    share, whole = likeness(a.words, b.words, weight)
    if share < ALIKE or len(a.words & b.words) < min(_LEAST, len(a.words), len(b.words)) or not (a.modality and b.modality):
        return None
    if whole < PART and not (a.act in b.words or b.act in a.words):
        return None  # a short norm inside a long one meets it only in what it orders
    if a.all == b.all:
        return Finding("duplicate", "The two say the same in the same words.", share)
    turned = a.modality != b.modality
    shorter = a if len(a.words) <= len(b.words) else b
    unlike = _differs(a, b)
    if turned:
        if unlike and (shorter.conditional or len(a.words) == len(b.words)):
            return Finding("condition", f"The same matter, {_said(a)} and {_said(b)}.", share)
        kind: ConflictKind = "modality" if whole >= SAME_WORDS else "structure"
        return Finding(kind, f"The same matter is {_named(a.modality)} by one and {_named(b.modality)} by the other.", share)
    if whole >= SAME_WORDS and a.modals != b.modals and len(a.modals) == len(b.modals):
        one, other = next((x, y) for x, y in zip(a.modals, b.modals, strict=True) if x != y)
        return Finding("modality", f"The same words, but “{one}” against “{other}”.", share)
    left, right = a.words - b.words, b.words - a.words
    apart = _apart(left, right, scopes) or _counted(a, b)
    if apart:
        return Finding("object", f"The same act, but “{apart[0]}” against “{apart[1]}”.", share)
    if a.numbers and b.numbers and not a.numbers & b.numbers:
        return Finding("object", f"The same act with other numbers: {', '.join(sorted(a.numbers))} against {', '.join(sorted(b.numbers))}.", share)
    if unlike and (shorter.conditional or whole >= REPEATS):
        return Finding("condition", f"The same matter is {_named(a.modality)} under conditions that differ.", share)
    if whole >= REPEATS and (not (left & a.after and right & b.after)):
        return Finding("duplicate", "The two say the same of the same matter.", share)
    if left & a.after and right & b.after and a.modality == "prohibition" and whole < REPEATS:
        return None  # two prohibitions with different objects both hold
    if left & a.after and right & b.after:
        return Finding("object", f"The same matter, but “{', '.join(sorted(left & a.after)[:3])}” against “{', '.join(sorted(right & b.after)[:3])}”.", share)
    return Finding("narrowing", "One says more closely what the other says.", share)


_FORCE = {"obligation": "ordered", "prohibition": "forbidden", "permission": "allowed"}


def _named(modality: str) -> str:
    return _FORCE.get(modality, "stated")


def _said(one: Profile) -> str:
    return _named(one.modality) + (" under a condition" if one.conditional else " without condition")


def _differs(a: Profile, b: Profile) -> bool:
    """Whether the two stand under conditions that are not the same."""
    if a.conditional != b.conditional:
        return True
    one, other = a.condition, b.condition
    return a.conditional and not (one <= other or other <= one) and len(one & other) * 2 < len(one | other)


def _counted(a: Profile, b: Profile) -> tuple[str, str] | None:
    """ "No" of the one against "all" or "any" of the other."""
    for one, other in ((a, b), (b, a)):
        if "no" in one.all and "no" not in other.all and {"all", "any", "every"} & set(other.all):
            return "no", "all"
    return None


def _apart(left: frozenset[str], right: frozenset[str], scopes: Scopes) -> tuple[str, str] | None:
    """Words of the two sides that mean the opposite of each other, by the list or by a negating prefix."""
    for one in sorted(left):
        for other in sorted(right):
            if frozenset({one, other}) in scopes.opposites or any(one == p + other or other == p + one for p in _NEGATING):
                return one, other
    return None
