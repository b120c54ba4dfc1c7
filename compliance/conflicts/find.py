"""Norms of one or several texts -> the pairs that meet.

Takes the norms as stretches of text; looks for partners by rare words first, so that unlike norms are never compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

from compliance.conflicts.compare import compare
from compliance.conflicts.facts import Finding
from compliance.conflicts.profile import Profile, profile
from compliance.conflicts.words import ConflictWords
from compliance.model.conflict import NormPair
from compliance.model.span import Evidence

#: A word that more than this share of the norms has brings no two of them together.
_COMMON = 0.2
_FEW = 20


@dataclass(frozen=True, slots=True)
class Stated:
    """One norm as it stands: its place, and how a reader cites it."""

    evidence: Evidence
    label: str


def weights(profiles: Sequence[Profile]) -> Callable[[str], float]:
    """The weight of a word: its smoothed inverse frequency among the norms, never below one half."""
    spread = Counter(word for one in profiles for word in one.words)
    total = len(profiles)
    return lambda word: log((1 + total) / (1 + spread[word])) + 0.5


def pairs(norms: Sequence[Stated], words: ConflictWords) -> tuple[NormPair, ...]:
    """All pairs of norms that repeat, contradict or narrow each other, in the order of their places."""
    profiles = [profile(norm.evidence.quote, words) for norm in norms]
    weight = weights(profiles)
    out: list[NormPair] = []
    for at, other in _candidates(profiles):
        if (norms[at].evidence.document, norms[at].label) == (norms[other].evidence.document, norms[other].label):
            continue  # the sentences of one provision explain one another
        found = compare(profiles[at], profiles[other], weight, words)
        if found is not None:
            out.append(_pair(norms[at], norms[other], found))
    return tuple(out)


def _pair(first: Stated, second: Stated, found: Finding) -> NormPair:
    return NormPair(found.kind, found.why, round(found.likeness, 3), "words", first.evidence, second.evidence, first.label, second.label, found.firm)


def _candidates(profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    """Pairs that share a word that not too many norms have, in order."""
    holders: dict[str, list[int]] = {}
    for at, one in enumerate(profiles):
        for word in one.words:
            holders.setdefault(word, []).append(at)
    most = max(_FEW, int(_COMMON * len(profiles)))
    found = {(a, b) for held in holders.values() if len(held) <= most for i, a in enumerate(held) for b in held[i + 1 :]}
    return sorted(found)
