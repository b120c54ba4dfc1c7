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
_BEST = 4
"""So many of the clauses that share most of them are proposed."""
_GAP = 12
"""In a gap with up to so many clauses on each side all pairs are proposed, in a larger one those of like place."""


class RareWords:
    """For each old clause the new clauses with which it shares rare words, and rare pairs of words."""

    def __init__(self, olds: Sequence[int], news: Sequence[int], old: Callable[[int], Profile], new: Callable[[int], Profile]) -> None:
        places: dict[object, list[int]] = {}
        for j in news:
            for feature in _features(new(j)):
                if feature in places:
                    places[feature].append(j)
                else:
                    places[feature] = [j]
        self._found: dict[int, list[int]] = {}
        for i in olds:
            held_by = sorted((held for feature in _features(old(i)) if (held := places.get(feature)) and len(held) <= _COMMON), key=len)
            counts: dict[int, float] = {}
            for held in held_by[:_FEATURES]:
                share = 1.0 / len(held)
                for j in held:
                    counts[j] = counts.get(j, 0.0) + share
            if counts:
                self._found[i] = sorted(counts, key=lambda j: (-counts[j], abs(j - i), j))[:_BEST]

    def new_for(self, i: int) -> list[int]:
        """The new clauses that share most of the rare features of an old one."""
        return self._found.get(i, [])


def _features(profile: Profile) -> dict[object, None]:
    """Each feature once, in the order of the words."""
    words = profile.words
    return dict.fromkeys([*words, *itertools.pairwise(words)])


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
