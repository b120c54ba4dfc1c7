"""How much of the words of one clause stand in another.

A clause is a bag of words, each weighed by how rarely the clauses of both texts use it (after the inverse document frequency of
Sparck Jones 1972, flattened), so that "the Party shall" makes no two clauses alike. Likeness is the share of weight that two bags
have in common (Dice 1945), containment the share of the first bag that stands in the second.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log2

from compliance.changes.tokens import plain, split_words

Bag = dict[str, int]

_SAMPLE = 400
_ASCII_WORDS = re.compile(r"[a-z0-9]+(?:[-'.,/:][a-z0-9]+)*")


def words_of(text: str) -> list[str]:
    """The words and numbers of a text without case, punctuation and variants of type."""
    lowered = text.lower()
    if lowered.isascii():
        return _ASCII_WORDS.findall(lowered)
    return [plain(word) for word in split_words(lowered) if any(char.isalnum() for char in word)]


class Weights:
    """What each word counts, from an even sample of the clauses of both texts."""

    def __init__(self, sides: Sequence[Sequence[str]]) -> None:
        used: Counter[str] = Counter()
        for texts in sides:
            step = max(1, len(texts) // (_SAMPLE // 2))
            for text in texts[::step]:
                used.update(set(words_of(text)))
        self._used = used
        self._weights: dict[str, float] = {}

    def of(self, word: str) -> float:
        """From 1 for a word that no other clause has down to about 0.2 for one that nearly all have."""
        weight = self._weights.get(word)
        if weight is None:
            weight = self._weights[word] = 1.0 / (1.0 + 0.5 * log2(1 + max(0, self._used[word] - 2)))
        return weight


class Profile:
    """The words of one clause, counted and weighed."""

    __slots__ = ("bag", "total", "words")

    def __init__(self, text: str, weights: Weights) -> None:
        self.words = words_of(text)
        self.bag: Bag = {}
        for word in self.words:
            self.bag[word] = self.bag.get(word, 0) + 1
        self.total = sum(weights.of(word) * count for word, count in self.bag.items())


def shared(first: Mapping[str, int], second: Mapping[str, int], weights: Weights) -> float:
    """The weight of the words that two bags have in common."""
    if len(second) < len(first):
        first, second = second, first
    total = 0.0
    for word, count in first.items():
        other = second.get(word)
        if other:
            total += weights.of(word) * (count if count < other else other)
    return total


def likeness(first: Profile, second: Profile, weights: Weights) -> float:
    """From 0 (no word in common) to 1 (the same words); 1 where neither has any."""
    total = first.total + second.total
    return 2.0 * shared(first.bag, second.bag, weights) / total if total else 1.0
