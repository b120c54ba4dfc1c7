"""Which clauses of two texts are the same clause.

Passes, the surest first, each on what the ones before have left: the same words that stand once in each text; the same words beside
a pair already found; one clause cut in several or several made one; clauses that are much alike wherever they stand; clauses that
are alike between the same neighbours; clauses that are alike elsewhere; clauses that hold the same clauses. What is left was added or
removed. Never all pairs.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import compress
from typing import NamedTuple, TypeVar

from compliance.changes.candidates import RareWords, in_gaps
from compliance.changes.likeness import Profile, Weights, likeness, shared
from compliance.changes.order import heaviest_run
from compliance.changes.parts import BESIDE, TOGETHER, find_parts, grow, has_room
from compliance.changes.tokens import middle, wording
from compliance.changes.units import Unit

SURE = 0.72
"""Alike to this degree, and clearly more than to any other clause, two clauses between the same neighbours are one."""
SURE_ELSEWHERE = 0.86
"""The same where others stand between them: what stands in place is heard first."""
CLEARLY = 0.08
CLEARLY_ELSEWHERE = 0.2
STEADY = 0.8
"""Alike to this degree, each to each in order, all clauses between two neighbours are the same."""
IN_PLACE = 0.42
"""Alike to this degree between the same neighbours two clauses are one."""
LABELLED = 0.34
"""Under the same label this suffices."""
ELSEWHERE = 0.78
"""Alike to this degree two clauses are one although others stand between them."""
ELSEWHERE_ALONE = 0.64
ALONE = 0.2
"""Or to this degree, where no other clause comes as near as this."""
ELSEWHERE_BRIEF = 0.88
BRIEF = 12
"""A clause of fewer words must be more alike: items of lists ("the Acts of 1977 to 2007") resemble those of other lists."""
SHORT = 4
"""A clause of fewer words is never found elsewhere by its words alone: "Repealed." stands everywhere."""

_FEW = 4
"""Where the pairs that are new are less than a fourth of those in order, those are not worked out again."""


class Match(NamedTuple):
    """Clauses of the old side and of the new one that are the same, the pass that found them, and how alike they are."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    by: str
    score: float


class Aligner:
    """Two lists of units while they are being matched."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        self.old = old
        self.new = new
        self.to_new = [-1] * len(old)
        self.to_old = [-1] * len(new)
        self.bare_old, self.bare_new = _bare(old), _bare(new)
        self._once_old, self._once_new = _once(self.bare_old), _once(self.bare_new)
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
        if self._weights is None:
            self._weights = Weights(([unit.words for unit in self.old], [unit.words for unit in self.new]))
        return self._weights

    def old_profile(self, i: int) -> Profile:
        return self._profile(0, i, self.old)

    def new_profile(self, j: int) -> Profile:
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
            self._likeness[pair] = score if _family(self.old[i]) == _family(self.new[j]) else score * 0.8
        return self._likeness[pair]

    def overlap(self, i: int, j: int) -> float:
        """The weight of the words that two clauses have in common."""
        pair = (i, j)
        if pair not in self._overlap:
            self._overlap[pair] = shared(self.old_profile(i).bag, self.new_profile(j).bag, self.weights)
        return self._overlap[pair]

    def free_old(self) -> list[int]:
        self._left_old = [i for i in self._left_old if self.to_new[i] < 0]
        return self._left_old

    def free_new(self) -> list[int]:
        self._left_new = [j for j in self._left_new if self.to_old[j] < 0]
        return self._left_new

    def add_one(self, i: int, j: int, by: str, score: float) -> None:
        self.to_new[i], self.to_old[j] = j, i
        self.matches.append(Match((i,), (j,), by, score))

    def _add_alike(self, i: int, j: int, score: float) -> None:
        self.add_one(i, j, "label" if self._key(self.old[i]) == self._key(self.new[j]) else "words", score)

    def add(self, olds: Sequence[int], news: Sequence[int], by: str, score: float) -> None:
        for i in olds:
            self.to_new[i] = news[0]
        for j in news:
            self.to_old[j] = olds[0]
        self.matches.append(Match(tuple(olds), tuple(news), by, score))

    # -- passes ----------------------------------------------------------------------------------------------------

    def run(self) -> list[Match]:
        """All passes, in order."""
        self._same_words()
        self._beside(lambda i, j: self.old[i].words == self.new[j].words)
        self._other_numbers()
        self._steady()
        if self.free_old() and self.free_new():
            self._same_type()
            rare = RareWords(self.free_old(), self.free_new(), self.old_profile, self.new_profile)
            self._parts(rare)
            self._alike(rare)
            self._cut_off()
            self._holders()
            self._empty()
        return self.matches

    def _same_words(self) -> None:
        """Texts that stand once in both. Clauses that differ in numbers alone are not told apart by them: references are renumbered."""
        first, second = (_once([unit.words for unit in units]) for units in (self.old, self.new))
        bare_old, bare_new, once_old, once_new = self.bare_old, self.bare_new, self._once_old, self._once_new
        for words, i in first.items():
            j = second.get(words, -1)
            if j >= 0 and i >= 0 and (len(words) > 60 or words.count(" ") >= 2):  # "Repealed." may stand anywhere
                if once_old[bare_old[i]] == i and once_new[bare_new[j]] == j:
                    self.add_one(i, j, "text", 1.0)

    def _other_numbers(self) -> None:
        """The same words that stand once in each text, numbers aside: a reference was renumbered, a sum or a day is another."""
        for i in self.free_old():
            bare = self.bare_old[i]
            j = self._once_new.get(bare, -1)
            if j >= 0 and self.to_old[j] < 0 and self._once_old[bare] >= 0 and bare.count(b" ") >= BRIEF:
                self._add_alike(i, j, _but_for_numbers(self.old[i].words, self.new[j].words))

    def _beside(self, same: Callable[[int, int], bool]) -> None:
        """Clauses that stand several times in a text belong to the counterpart of their neighbour."""
        to_new = self.to_new
        count = len(to_new)
        self._run_along(0, 0, 1, same)  # texts begin and end at the same place
        self._run_along(count - 1, len(self.new) - 1, -1, same)
        for i in range(count - 1):
            if to_new[i + 1] < 0 <= to_new[i]:
                self._run_along(i + 1, to_new[i] + 1, 1, same)
        for i in range(count - 1, 0, -1):
            if to_new[i - 1] < 0 <= to_new[i]:
                self._run_along(i - 1, to_new[i] - 1, -1, same)

    def _run_along(self, i: int, j: int, step: int, same: Callable[[int, int], bool]) -> None:
        while 0 <= i < len(self.old) and 0 <= j < len(self.new) and self._free(i, j) and same(i, j):
            self.add((i,), (j,), "text", 1.0)
            i, j = i + step, j + step

    def _same_type(self) -> None:
        """The same words but for white space, quotation marks and dashes."""
        sides = ({i: _letters(self.old[i].words) for i in self.free_old()}, {j: _letters(self.new[j].words) for j in self.free_new()})
        both = set(sides[0].values()) & set(sides[1].values())
        first, second = ({at: wording(units[at].words) for at, letters in side.items() if letters in both} for side, units in zip(sides, (self.old, self.new), strict=True))
        olds, news = list(first), list(second)
        ones, others = _once(list(first.values())), _once(list(second.values()))
        twins = _twins(ones) | _twins(others)
        for words, at in ones.items():
            to = others.get(words, -1)
            if at >= 0 and to >= 0 and words.count(" ") >= 2 and words not in twins:
                self.add((olds[at],), (news[to],), "text", 1.0)
        self._beside(lambda i, j: i in first and first[i] == second.get(j))
        self._repeated({i: words for i, words in first.items() if words not in twins}, second)

    def _repeated(self, first: dict[int, str], second: dict[int, str]) -> None:
        """What still has the same words: in order, between the same neighbours."""
        for olds, news in self._gaps():
            places: dict[str, list[int]] = {}
            for j in news:
                if second.get(j):
                    places.setdefault(second[j], []).append(j)
            pairs = [(i, j) for i in olds for j in reversed(places.get(first.get(i, ""), ())[:40])]
            kept = heaviest_run([j for _, j in pairs])
            for (i, j), keep in zip(pairs, kept, strict=True):
                if keep:
                    self.add((i,), (j,), "text", 1.0)

    def _steady(self) -> None:
        """As many clauses on both sides between the same neighbours, each much like the one at its place: nothing else to ask."""
        for olds, news in self._gaps():
            if len(olds) == len(news):
                scores = [self._steadily(i, j) for i, j in zip(olds, news, strict=True)]
                if min(scores) >= STEADY:
                    for i, j, score in zip(olds, news, scores, strict=True):
                        self._add_alike(i, j, score)

    def _steadily(self, i: int, j: int) -> float:
        """How alike two clauses are; where nearly all letters are the same at both ends, that is enough to know."""
        old, new = self.old[i].words, self.new[j].words
        head, tail = middle(old, new)
        score = 2.0 * (head + tail) / (len(old) + len(new) or 1)
        return score if score >= STEADY else self.like(i, j)

    def _parts(self, rare: RareWords) -> None:
        gap_old, gap_new = self._gap_numbers()
        olds, news = self._clauses(self.old, self.free_old()), set(self._clauses(self.new, self.free_new()))
        pairs = {(i, j) for i in olds for j in rare.new_for(i)} | {(i, j) for j in news for i in rare.old_for(j)} | set(in_gaps(self._gaps()))
        pairs = {(i, j) for i, j in pairs if j in news and _family(self.old[i]) == "clause"}
        free_old, free_new = self._free_at(self.old, self.to_new), self._free_at(self.new, self.to_old)
        found = find_parts(sorted(pairs), free_old, free_new, self.old_profile, self.new_profile, self.overlap, self.weights)
        ranked = [(gap_old[parts[0][0]] != gap_new[parts[1][0]], parts) for parts in found]
        for elsewhere, (some, others, score) in sorted(ranked, key=lambda item: (-item[1][2] + 0.1 * item[0], item[1])):
            if score >= (SURE_ELSEWHERE if elsewhere else TOGETHER) and all(self.to_new[i] < 0 for i in some) and all(self.to_old[j] < 0 for j in others):
                self.add(some, others, "containment", score)

    def _alike(self, rare: RareWords) -> None:
        olds, news = self.free_old(), self.free_new()
        labels = self._labels(news)
        pairs = dict.fromkeys(((i, j) for i in olds for j in rare.new_for(i) if self.to_old[j] < 0), "words")
        pairs |= dict.fromkeys(in_gaps(self._gaps()), "words")
        pairs |= {(i, labels[self._key(self.old[i])]): "label" for i in olds if self._key(self.old[i]) in labels}
        pairs = {pair: by for pair, by in pairs.items() if self.like(*pair) >= LABELLED}
        self._surely(pairs)
        self._in_place(pairs)
        self._cut_off()
        self._elsewhere(pairs)

    def _key(self, unit: Unit) -> tuple[str, str]:
        return (_family(unit), unit.span.label or unit.span.eid)

    def _labels(self, news: Sequence[int]) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for j in news:
            if self.new[j].span.label:
                found.setdefault(self._key(self.new[j]), j)
        return found

    def _surely(self, pairs: dict[tuple[int, int], str]) -> None:
        """Pairs that are much alike, and each clearly the best for the other."""
        best_old: dict[int, list[float]] = {}
        best_new: dict[int, list[float]] = {}
        for i, j in pairs:
            best_old.setdefault(i, []).append(self.like(i, j))
            best_new.setdefault(j, []).append(self.like(i, j))
        gap_old, gap_new = self._gap_numbers()
        tops = ({at: sorted(scores, reverse=True)[:2] for at, scores in side.items()} for side in (best_old, best_new))
        top_old, top_new = tops
        for (i, j), by in sorted(pairs.items(), key=lambda item: (-self.like(*item[0]), item[0])):
            score, placed = self.like(i, j), gap_old[i] == gap_new[j]
            if score < (SURE if placed else SURE_ELSEWHERE) or min(len(self.old_profile(i).words), len(self.new_profile(j).words)) < SHORT:
                continue
            rivals = [top[1] for top in (top_old[i], top_new[j]) if len(top) > 1]
            margin = CLEARLY if placed else CLEARLY_ELSEWHERE
            if score >= max(top_old[i][0], top_new[j][0]) and score - max(rivals, default=0.0) >= margin and self._free(i, j):
                self.add((i,), (j,), by, score)

    def _free(self, i: int, j: int) -> bool:
        return self.to_new[i] < 0 and self.to_old[j] < 0

    def _in_place(self, pairs: dict[tuple[int, int], str]) -> None:
        """Between the same neighbours, the run of pairs in order that is most alike altogether."""
        gap_old, gap_new = self._gap_numbers()
        held = []
        for (i, j), by in pairs.items():
            least = LABELLED if by == "label" else IN_PLACE
            if self._free(i, j) and gap_old[i] == gap_new[j] and self.like(i, j) >= least:
                held.append((i, -j, by))
        held.sort()
        kept = heaviest_run([-j for _, j, _ in held], [self.like(i, -j) ** 2 for i, j, _ in held])
        for (i, minus, by), keep in zip(held, kept, strict=True):
            if keep:
                self.add((i,), (-minus,), by, self.like(i, -minus))

    def _elsewhere(self, pairs: dict[tuple[int, int], str]) -> None:
        """What others stand between must be more alike; less is enough where nothing else comes near."""
        ranked: dict[tuple[str, int], list[float]] = {}
        for i, j in pairs:
            for side in (("old", i), ("new", j)):
                ranked.setdefault(side, []).append(self.like(i, j))
        for (i, j), by in sorted(pairs.items(), key=lambda item: (-self.like(*item[0]), item[0])):
            score = self.like(i, j)
            least = min(len(self.old_profile(i).words), len(self.new_profile(j).words))
            if not self._free(i, j) or least < SHORT or score < ELSEWHERE_ALONE:
                continue
            rivals = [sorted(ranked[side])[-2] for side in (("old", i), ("new", j)) if len(ranked[side]) > 1]
            alone = score - max(rivals, default=0.0) >= ALONE and score > max(rivals, default=0.0)
            if score >= (ELSEWHERE if least >= BRIEF else ELSEWHERE_BRIEF) or (alone and least >= 2 * BRIEF):
                self.add((i,), (j,), by, score)

    def _cut_off(self) -> None:
        """What stands beside the counterpart of a clause and says what that one leaves of it was cut from it, or put to it."""
        free_old, free_new = self._free_at(self.old, self.to_new), self._free_at(self.new, self.to_old)
        for at, match in enumerate(self.matches):
            if match.score == 1.0:
                continue
            split = merged = None
            if len(match.old) == 1 and has_room(match.new, free_new):
                split = grow(self.old_profile(match.old[0]), match.new, free_new, self.new_profile, self.weights, BESIDE)
            if len(match.new) == 1 and has_room(match.old, free_old):
                merged = grow(self.new_profile(match.new[0]), match.old, free_old, self.old_profile, self.weights, BESIDE)
            if split is not None and (merged is None or split[1] >= merged[1]):
                self._replace(at, Match(match.old, split[0], "containment", split[1]))
            elif merged is not None:
                self._replace(at, Match(merged[0], match.new, "containment", merged[1]))

    @staticmethod
    def _clauses(units: Sequence[Unit], places: Sequence[int]) -> list[int]:
        """Those that are no titles: a title is no part of a clause."""
        return [at for at in places if _family(units[at]) == "clause"]

    @staticmethod
    def _free_at(units: Sequence[Unit], counterparts: Sequence[int]) -> Callable[[int], bool]:
        return lambda place: 0 <= place < len(counterparts) and counterparts[place] < 0 and _family(units[place]) == "clause"

    def _replace(self, at: int, match: Match) -> None:
        self.matches[at] = match
        for i in match.old:
            self.to_new[i] = match.new[0]
        for j in match.new:
            self.to_old[j] = match.old[0]

    def _holders(self) -> None:
        """A clause without counterpart whose parts have theirs in one other clause without counterpart is that clause."""
        votes: dict[tuple[int, int], int] = {}
        held: dict[int, int] = {}
        for i, unit in enumerate(self.old):
            if unit.parent >= 0 and self.to_new[unit.parent] < 0:
                held[unit.parent] = held.get(unit.parent, 0) + 1
                j = self.to_new[i]
                if j >= 0 and self.new[j].parent >= 0 and self.to_old[self.new[j].parent] < 0:
                    pair = (unit.parent, self.new[j].parent)
                    votes[pair] = votes.get(pair, 0) + 1
        for (i, j), count in sorted(votes.items(), key=lambda item: (-item[1], item[0])):
            if self._free(i, j) and 2 * count > held[i] and _family(self.old[i]) == _family(self.new[j]):
                self.add((i,), (j,), "parts", self.like(i, j))

    def _empty(self) -> None:
        """Clauses that have nothing but a number: by their number, else by their place."""
        labels = {self._key(self.new[j]): j for j in reversed(self.free_new()) if not self.new[j].words}
        for i in self.free_old():
            j = labels.get(self._key(self.old[i]), -1)
            if not self.old[i].words and j >= 0 and self._free(i, j):
                self.add((i,), (j,), "label", 1.0)

    # -- gaps ------------------------------------------------------------------------------------------------------

    def _chain(self) -> tuple[list[int], list[int]]:
        """The places in either text of pairs that keep their order in both. Of a few that are new those are put between the others that fit."""
        olds, news = self._chain_old, self._chain_new
        added = self.matches[self._chained :]
        self._chained = len(self.matches)
        if len(added) * _FEW > len(olds):
            pairs = sorted((match.old[0], match.new[0]) for match in self.matches)
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

    def _gap_numbers(self) -> tuple[dict[int, int], dict[int, int]]:
        """For each clause without counterpart how many pairs in order stand before it."""
        olds, news = self._chain()
        return {i: bisect_left(olds, i) for i in self.free_old()}, {j: bisect_left(news, j) for j in self.free_new()}

    def _gaps(self) -> list[tuple[list[int], list[int]]]:
        """The free clauses of both sides between the same two pairs in order."""
        gap_old, gap_new = self._gap_numbers()
        olds: dict[int, list[int]] = {}
        news: dict[int, list[int]] = {}
        for i, gap in gap_old.items():
            olds.setdefault(gap, []).append(i)
        for j, gap in gap_new.items():
            news.setdefault(gap, []).append(j)
        return [(olds[gap], news[gap]) for gap in sorted(olds) if gap in news]


Text = TypeVar("Text", str, bytes)


def _once(texts: Sequence[Text]) -> dict[Text, int]:
    """The place of each text that stands once; -1 for the others."""
    out = dict(zip(texts, range(len(texts)), strict=True))
    if len(out) < len(texts):
        for text, count in Counter(texts).items():
            if count > 1:
                out[text] = -1
    return out


_NUMBER = re.compile(r"[0-9]+")
_DIGITS = b"0123456789"
_NO_LETTERS = bytes(code for code in range(256) if not (code < 128 and chr(code).isalpha()))


def _bare(units: Sequence[Unit]) -> list[bytes]:
    """The words of each clause without digits."""
    return [unit.words.encode("utf-8", "surrogatepass").translate(None, _DIGITS) for unit in units]


def _letters(text: str) -> bytes:
    """The Latin letters of a text, as no variant of type changes them: what differs in them differs in more than type."""
    return (text if text.isascii() else unicodedata.normalize("NFC", text)).encode("utf-8", "surrogatepass").translate(None, _NO_LETTERS)


def _but_for_numbers(old: str, new: str) -> float:
    """How alike two texts are that differ in numbers alone: the share of words that are the same."""
    numbers, others = _NUMBER.findall(old), _NUMBER.findall(new)
    same = sum(one == other for one, other in zip(numbers, others, strict=False))
    return 1.0 - float(max(len(numbers), len(others)) - same) / (1 + max(old.count(" "), new.count(" ")))


def _twins(once: dict[str, int]) -> set[str]:
    """Of texts that stand once those that differ from another in their numbers alone."""
    seen: dict[str, str] = {}
    out: set[str] = set()
    for text in filter(_NUMBER.search, once):
        bare = _NUMBER.sub("0", text)
        if bare in seen:
            out.update((text, seen[bare]))
        seen[bare] = text
    return out


_DIVISIONS = frozenset({"chapter", "title"})


def _family(unit: Unit) -> str:
    return "division" if unit.span.kind in _DIVISIONS else "clause"
