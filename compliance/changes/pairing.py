"""Which texts of two folders are the same one: those of one name, then those left over whose words are nearly the same.

Takes the words of texts by name; gives pairs of names. What happened inside a pair is left to others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

#: As much of their words two texts of different names share at least, to be one that was renamed.
LIKE = 0.6
_WORD = re.compile(r"\w+")


class Pair(NamedTuple):
    """The names of a text in both folders, and how alike its words are: 1 where the names are the same."""

    old: str
    new: str
    score: float


def pair_texts(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[tuple[Pair, ...], tuple[str, ...], tuple[str, ...]]:
    """The pairs by new name, the names that were added, and those that were removed. The most alike find each other first."""
    pairs = [Pair(name, name, 1.0) for name in old if name in new]
    here, there = ({name: Counter(_WORD.findall(source.casefold())) for name, source in side.items() if name not in other} for side, other in ((old, new), (new, old)))
    scored = [Pair(was, now, score) for was, words in here.items() for now, others in there.items() if (score := likeness(words, others)) >= LIKE]
    used: tuple[set[str], set[str]] = (set(), set())
    for pair in sorted(scored, key=lambda pair: (-pair.score, pair.old, pair.new)):
        if pair.old not in used[0] and pair.new not in used[1]:
            used[0].add(pair.old)
            used[1].add(pair.new)
            pairs.append(pair)
    return tuple(sorted(pairs, key=lambda pair: pair.new)), tuple(sorted(there.keys() - used[1])), tuple(sorted(here.keys() - used[0]))


def likeness(first: Mapping[str, int], second: Mapping[str, int]) -> float:
    """How much of the words of two texts is the same, each word as often as it stands there: 0 to 1."""
    sizes = sum(first.values()), sum(second.values())
    if 2 * min(sizes) < LIKE * sum(sizes):
        return 0.0  # they cannot be alike enough, whatever they say
    shared = sum(min(count, second.get(word, 0)) for word, count in first.items())
    return round(2 * shared / sum(sizes), 4) if sum(sizes) else 0.0
