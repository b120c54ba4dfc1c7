"""Pairs of places -> the heaviest run of them that keeps its order in both texts.

The longest increasing subsequence (Fredman 1975), with weights: pairs that cross no other are in it by themselves, and only
the rest is searched, with a tree of running maxima (Fenwick 1994), in n log n.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence


def heaviest_run(seconds: Sequence[int], weight: Callable[[int], float] | None = None) -> list[bool]:
    """Which pairs are in the run: pair k stands at place k of the first order and at ``seconds[k]`` of the second, and weighs ``weight(k)``.

    Without ``weight`` the longest run is taken. Of runs of the same weight it is always the same one for the same input. Pairs with the same second place are never in it together.
    """
    count = len(seconds)
    kept = [True] * count
    highest = -1
    crossing: list[int] = []
    lows = [0] * (count + 1)
    lows[count] = max(seconds, default=0) + 1
    for at in range(count - 1, -1, -1):
        lows[at] = min(lows[at + 1], seconds[at])
    for at, second in enumerate(seconds):
        if second <= highest or second >= lows[at + 1]:
            crossing.append(at)
        highest = max(highest, second)
    if crossing:
        for at in crossing:
            kept[at] = False
        for at in _longest(crossing, seconds) if weight is None else _search(crossing, seconds, weight):
            kept[at] = True
    return kept


def _longest(places: list[int], seconds: Sequence[int]) -> list[int]:
    """The same for pairs of one weight, by patience sorting (Aldous and Diaconis 1999)."""
    tops: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, at in enumerate(places):
        pile = bisect_left(tops, seconds[at])
        before.append(last[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(seconds[at])
            last.append(index)
        else:
            tops[pile], last[pile] = seconds[at], index
    out: list[int] = []
    index = last[-1]
    while index >= 0:
        out.append(places[index])
        index = before[index]
    return out


def _search(places: list[int], seconds: Sequence[int], weigh: Callable[[int], float]) -> list[int]:
    ranks = {second: rank for rank, second in enumerate(sorted({seconds[at] for at in places}), 1)}
    size = len(ranks)
    tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)  # the best weight of a run that ends at or before a rank, and its last pair
    before = [-1] * len(places)
    best: tuple[float, int] = (0.0, -1)
    for index, at in enumerate(places):
        rank = ranks[seconds[at]]
        weight, last = 0.0, -1
        step = rank - 1
        while step > 0:
            if tree[step][0] > weight:
                weight, last = tree[step]
            step &= step - 1
        before[index] = last
        weight += weigh(at)
        if weight > best[0]:
            best = (weight, index)
        step = rank
        while step <= size:
            if tree[step][0] < weight:
                tree[step] = (weight, index)
            step += step & -step
    out: list[int] = []
    index = best[1]
    while index >= 0:
        out.append(places[index])
        index = before[index]
    return out
