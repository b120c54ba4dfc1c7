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

_SAMPLE = 100
_ASCII_WORDS = re.compile(r"[a-z0-9]+(?:[-'.,/:][a-z0-9]+)*")


def words_of(text: str) -> list[str]:
    """The words and numbers of a text without case, punctuation and variants of type."""
    lowered = text.lower()
    if lowered.isascii():
        return _ASCII_WORDS.findall(lowered)
    return [plain(word) for word in split_words(lowered) if any(char.isalnum() for char in word)]


class Weights(dict[str, float]):
    """What each word counts: from 1 for a word that no other clause has down to about 0.2 for one that nearly all have.

    Taken from an even sample of the clauses of both texts.
    """

    def __init__(self, sides: Sequence[Sequence[str]]) -> None:
        used: Counter[str] = Counter()
        for texts in sides:
            step = max(1, len(texts) // (_SAMPLE // 2))
            for text in texts[::step]:
                used.update(set(words_of(text)))
        self._used = used

    def __missing__(self, word: str) -> float:
        weight = self[word] = 1.0 / (1.0 + 0.5 * log2(1 + max(0, self._used[word] - 2)))
        return weight


class Profile:
    """The words of one clause, counted and weighed."""

    __slots__ = ("bag", "total", "words")

    def __init__(self, text: str, weights: Weights) -> None:
        self.words = words_of(text)
        self.bag: Bag = {}
        for word in self.words:
            self.bag[word] = self.bag.get(word, 0) + 1
        self.total = sum(weights[word] * count for word, count in self.bag.items())


def shared(first: Mapping[str, int], second: Mapping[str, int], weights: Weights) -> float:
    """The weight of the words that two bags have in common."""
    if len(second) < len(first):
        first, second = second, first
    total = 0.0
    for word, count in first.items():
        if word in second:
            other = second[word]
            total += weights[word] * (count if count < other else other)
    return total


def likeness(common: float, first: Profile, second: Profile) -> float:
    """From 0 (no word in common) to 1 (the same words), by the weight of the words in common; 1 where neither has any."""
    total = first.total + second.total
    return 2.0 * common / total if total else 1.0
