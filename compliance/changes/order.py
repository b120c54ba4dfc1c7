"""Pairs of places -> the heaviest run of them that keeps its order in both texts.

The longest increasing subsequence (Fredman 1975), with weights: pairs that cross no other are in it by themselves, pairs that
follow one another on both sides stand or fall together, and only what is left of that is searched, with a tree of running maxima
(Fenwick 1994), in n log n.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise


def heaviest_run(seconds: Sequence[int], weights: Sequence[float] | None = None) -> list[bool]:
    """Which pairs are in the run: pair k stands at place k of the first order and at ``seconds[k]`` of the second, and weighs ``weights[k]``.

    Without ``weights`` the longest run is taken. Of runs of the same weight it is always the same one for the same input. Pairs with the same second place are never in it together.
    """
    kept = [True] * len(seconds)
    if not seconds:
        return kept
    highs = accumulate(seconds, max, initial=min(seconds) - 1)
    lows = [*accumulate(reversed(seconds), min, initial=max(seconds) + 1)][-2::-1]
    crossing = [at for at, (second, high, low) in enumerate(zip(seconds, highs, lows, strict=False)) if not high < second < low]
    if crossing:
        for at in crossing:
            kept[at] = False
        groups = _together(crossing, seconds)
        together = [float(len(group)) if weights is None else sum(map(weights.__getitem__, group)) for group in groups]
        for found in _search([seconds[group[0]] for group in groups], together):
            for at in groups[found]:
                kept[at] = True
    return kept


def _together(places: Sequence[int], seconds: Sequence[int]) -> list[list[int]]:
    """Pairs that follow one another in both orders, and of which every other pair crosses all or none. Where two have the same second place each stands alone."""
    ordered = sorted(places, key=seconds.__getitem__)
    following = {seconds[one]: seconds[other] for one, other in pairwise(ordered)}
    alone = len(following) + 1 < len(ordered) or any(one == other for one, other in following.items())
    out: list[list[int]] = []
    last: int | None = None
    for at in places:
        second = seconds[at]
        if last is not None and not alone and following.get(last) == second:
            out[-1].append(at)
        else:
            out.append([at])
        last = second
    return out


def _search(seconds: Sequence[int], weights: Sequence[float]) -> list[int]:
    """The places of the heaviest run."""
    ranks = {second: rank for rank, second in enumerate(sorted(set(seconds)), 1)}
    size = len(ranks)
    tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)  # the best weight of a run that ends at or before a rank, and its last pair
    before = [-1] * len(seconds)
    best: tuple[float, int] = (0.0, -1)
    for index, second in enumerate(seconds):
        rank = ranks[second]
        weight, last = 0.0, -1
        step = rank - 1
        while step > 0:
            if tree[step][0] > weight:
                weight, last = tree[step]
            step &= step - 1
        before[index] = last
        weight += weights[index]
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
        out.append(index)
        index = before[index]
    return out
