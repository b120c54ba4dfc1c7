"""Two lists of clauses while they are being paired.

Holds what is paired already and by which pass, what is free, how alike two clauses are (worked out once), and which pairs keep their
order in both texts, with the gaps between them. Which clauses belong together is for the passes to say.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import compress
from typing import NamedTuple

from compliance.changes.likeness import Profile, Weights, likeness, shared
from compliance.changes.order import heaviest_run
from compliance.changes.units import Unit

_DIVISIONS = frozenset({"chapter", "title"})
_FEW = 4
"""Where the pairs that are new are less than a fourth of those in order, those are not worked out again."""


class Match(NamedTuple):
    """Clauses of the old side and of the new one that are the same, the pass that found them, and how alike they are."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    by: str
    score: float


class Pairing:
    """The clauses of both texts by their places, and the place of the counterpart of each, -1 while there is none."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        self.old = old
        self.new = new
        self.to_new = [-1] * len(old)
        self.to_old = [-1] * len(new)
        self.matches: list[Match] = []
        self._weights: Weights | None = None
        self._profiles: tuple[dict[int, Profile], dict[int, Profile]] = ({}, {})
        self._likeness: dict[tuple[int, int], float] = {}
        self._overlap: dict[tuple[int, int], float] = {}
        self._left_old, self._left_new = list(range(len(old))), list(range(len(new)))
        self._chain_old: list[int] = []
        self._chain_new: list[int] = []
        self._chained = 0  # so many matches were looked at for it

    # -- what is known of a clause ---------------------------------------------------------------------------------

    @property
    def weights(self) -> Weights:
        """What each word counts."""
        if self._weights is None:
            self._weights = Weights(([unit.words for unit in self.old], [unit.words for unit in self.new]))
        return self._weights

    def old_profile(self, i: int) -> Profile:
        """The words of an old clause, counted and weighed."""
        return self._profile(0, i, self.old)

    def new_profile(self, j: int) -> Profile:
        """The words of a new clause, counted and weighed."""
        return self._profile(1, j, self.new)

    def _profile(self, side: int, at: int, units: Sequence[Unit]) -> Profile:
        known = self._profiles[side]
        if at not in known:
            known[at] = Profile(units[at].words, self.weights)
        return known[at]

    def like(self, i: int, j: int) -> float:
        """How alike two clauses are; a heading and a provision are less."""
        pair = (i, j)
        if pair not in self._likeness:
            score = likeness(self.overlap(i, j), self.old_profile(i), self.new_profile(j))
            self._likeness[pair] = score if family(self.old[i]) == family(self.new[j]) else score * 0.8
        return self._likeness[pair]

    def overlap(self, i: int, j: int) -> float:
        """The weight of the words that two clauses have in common."""
        pair = (i, j)
        if pair not in self._overlap:
            self._overlap[pair] = shared(self.old_profile(i).bag, self.new_profile(j).bag, self.weights)
        return self._overlap[pair]

    # -- what is free, and what becomes paired -----------------------------------------------------------------------

    def free_old(self) -> list[int]:
        """The old clauses without counterpart, in order."""
        self._left_old = [i for i in self._left_old if self.to_new[i] < 0]
        return self._left_old

    def free_new(self) -> list[int]:
        """The new clauses without counterpart, in order."""
        self._left_new = [j for j in self._left_new if self.to_old[j] < 0]
        return self._left_new

    def free(self, i: int, j: int) -> bool:
        """Whether neither of two clauses has a counterpart."""
        return self.to_new[i] < 0 and self.to_old[j] < 0

    @staticmethod
    def free_at(units: Sequence[Unit], counterparts: Sequence[int]) -> Callable[[int], bool]:
        """Whether a place of one side has a clause without counterpart; a title is no part of a clause."""
        return lambda place: 0 <= place < len(counterparts) and counterparts[place] < 0 and family(units[place]) == "clause"

    def add_one(self, i: int, j: int, by: str, score: float) -> None:
        """A clause and its counterpart."""
        self.to_new[i], self.to_old[j] = j, i
        self.matches.append(Match((i,), (j,), by, score))

    def add_same(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Clauses with the same words, each with its counterpart."""
        to_new, to_old = self.to_new, self.to_old
        for i, j in pairs:
            to_new[i], to_old[j] = j, i
        self.matches += [Match((i,), (j,), "text", 1.0) for i, j in pairs]

    def add_alike(self, i: int, j: int, score: float) -> None:
        """The same, found by their label where that is the same on both sides."""
        self.add_one(i, j, "label" if key(self.old[i]) == key(self.new[j]) else "words", score)

    def add(self, olds: Sequence[int], news: Sequence[int], by: str, score: float) -> None:
        """One clause and those it was cut in, or several and the one that was made of them."""
        for i in olds:
            self.to_new[i] = news[0]
        for j in news:
            self.to_old[j] = olds[0]
        self.matches.append(Match(tuple(olds), tuple(news), by, score))

    def replace(self, at: int, match: Match) -> None:
        """A match with more clauses in the place of one that was there."""
        self.matches[at] = match
        for i in match.old:
            self.to_new[i] = match.new[0]
        for j in match.new:
            self.to_old[j] = match.old[0]

    # -- gaps --------------------------------------------------------------------------------------------------------

    def chain(self) -> tuple[list[int], list[int]]:
        """The places in either text of pairs that keep their order in both. Of a few that are new those are put between the others that fit."""
        olds, news = self._chain_old, self._chain_new
        added = self.matches[self._chained :]
        self._chained = len(self.matches)
        if len(added) * _FEW > len(olds):
            pairs = [(i, j) for i, j in enumerate(self.to_new) if j >= 0 and self.to_old[j] == i]
            kept = list(compress(pairs, heaviest_run([j for _, j in pairs])))
            olds[:], news[:] = [i for i, _ in kept], [j for _, j in kept]
            return olds, news
        for match in added:
            i, j = match.old[0], match.new[0]
            at = bisect_left(olds, i)
            if (at == 0 or news[at - 1] < j) and (at == len(news) or j < news[at]):
                olds.insert(at, i)
                news.insert(at, j)
        return olds, news

    def gap_numbers(self) -> tuple[dict[int, int], dict[int, int]]:
        """For each clause without counterpart how many pairs in order stand before it."""
        olds, news = self.chain()
        return {i: bisect_left(olds, i) for i in self.free_old()}, {j: bisect_left(news, j) for j in self.free_new()}

    def gaps(self) -> list[tuple[list[int], list[int]]]:
        """The free clauses of both sides between the same two pairs in order."""
        gap_old, gap_new = self.gap_numbers()
        olds: dict[int, list[int]] = {}
        news: dict[int, list[int]] = {}
        for i, gap in gap_old.items():
            olds.setdefault(gap, []).append(i)
        for j, gap in gap_new.items():
            news.setdefault(gap, []).append(j)
        return [(olds[gap], news[gap]) for gap in sorted(olds) if gap in news]


def key(unit: Unit) -> tuple[str, str]:
    """By what a clause is found under the same label."""
    return (family(unit), unit.span.label or unit.span.eid)


def family(unit: Unit) -> str:
    """A title or a clause: neither is ever taken for the other."""
    return "division" if unit.span.kind in _DIVISIONS else "clause"
