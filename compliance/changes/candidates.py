"""Which clauses of two texts are worth comparing, without comparing all with all.

Takes the clauses that have no counterpart yet, and proposes pairs: those that bear the same label, those that stand at the same
place between two clauses that have one, and those that share rare words or rare pairs of words.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence

from compliance.changes.likeness import Profile

_COMMON = 12
"""A word, or two words that follow one another, in more clauses than this says nothing about which is which."""
_FEATURES = 24
"""So many of the rarest features of a clause are looked up."""
_BEST = 6
"""So many of the clauses that share most of them are proposed."""
_GAP = 12
"""In a gap with up to so many clauses on each side all pairs are proposed, in a larger one those of like place."""


def by_rare_words(olds: Sequence[int], news: Sequence[int], old: Callable[[int], Profile], new: Callable[[int], Profile]) -> Iterable[tuple[int, int]]:
    """Pairs of clauses that share features which few clauses have."""
    index: dict[object, list[int]] = {}
    for j in news:
        for feature in _features(new(j)):
            index.setdefault(feature, []).append(j)
    for i in olds:
        found = [index[feature] for feature in _features(old(i)) if feature in index]
        found = sorted((places for places in found if len(places) <= _COMMON), key=len)[:_FEATURES]
        counts: dict[int, float] = {}
        for places in found:
            for j in places:
                counts[j] = counts.get(j, 0.0) + 1.0 / len(places)
        for j in sorted(counts, key=lambda j: (-counts[j], abs(j - i), j))[:_BEST]:
            yield i, j


def _features(profile: Profile) -> set[object]:
    words = profile.words
    return {*words, *itertools.pairwise(words)}


def in_gaps(gaps: Iterable[tuple[Sequence[int], Sequence[int]]]) -> Iterable[tuple[int, int]]:
    """Pairs of clauses between the same two neighbours."""
    for olds, news in gaps:
        if len(olds) <= _GAP and len(news) <= _GAP:
            for i in olds:
                for j in news:
                    yield i, j
            continue
        for rank, i in enumerate(olds):
            centre = rank * len(news) // len(olds) if len(olds) > 1 else 0
            for j in news[max(0, centre - 2) : centre + 3]:
                yield i, j
