"""One clause cut in several, or several made one.

Looks at clauses whose words stand, nearly all, in a clause of the other text, and takes those that follow one another and
together are more like it than any of them alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence

from compliance.changes.likeness import Profile, Weights, shared

HELD = 0.6
"""So much of the weight of a part stands in the whole, and so much of what the other parts leave."""
TOGETHER = 0.72
"""So alike the parts together and the whole must be."""
BETTER = 0.035
"""By so much more than the best part alone."""
LEAST = 3
"""A part has at least so many words."""
MOST_PARTS = 12

BESIDE = 0.5
"""So much of a clause that stands beside the counterpart of the whole must be in what that counterpart leaves."""

Parts = tuple[tuple[int, ...], tuple[int, ...], float]
Reader = Callable[[int], Profile]
Free = Callable[[int], bool]
Overlap = Callable[[int, int], float]
"""The weight of the words that two clauses have in common."""


def find_parts(pairs: Collection[tuple[int, int]], free_old: Free, free_new: Free, old: Reader, new: Reader, overlap: Overlap, weights: Weights) -> list[Parts]:
    """Splits and merges that there could be among clauses without counterpart, from pairs worth a look; a clause may be in several."""
    splits = _wholes(pairs, free_new, old, new, overlap, weights)
    merges = _wholes([(j, i) for i, j in pairs], free_old, new, old, lambda j, i: overlap(i, j), weights)
    found: list[Parts] = [((whole,), parts, score) for whole, parts, score in splits]
    found += [(parts, (whole,), score) for whole, parts, score in merges]
    return found


def _wholes(pairs: Collection[tuple[int, int]], free: Free, whole: Reader, piece: Reader, overlap: Overlap, weights: Weights) -> list[tuple[int, tuple[int, ...], float]]:
    """For each whole the best run of pieces that follow one another and make it up."""
    held: dict[int, set[int]] = {}
    for a, b in pairs:
        held.setdefault(a, set()).add(b)
    out = []
    for a, found in sorted(held.items()):
        best: tuple[tuple[int, ...], float] | None = None
        for weight, seed in sorted((-overlap(a, b), b) for b in found)[:3]:
            if 0 < HELD * piece(seed).total <= -weight and any(free(at) and overlap(a, at) >= HELD * piece(at).total for at in (seed + 1, seed - 1)):
                grown = grow(whole(a), (seed,), free, piece, weights, HELD)
                if grown is not None and (best is None or grown[1] > best[1]):
                    best = grown
        if best is not None:
            out.append((a, *best))
    return out


def has_room(seeds: Sequence[int], free: Free) -> bool:
    """Whether a neighbour of pieces that follow one another is free."""
    return free(seeds[-1] + 1) or free(seeds[0] - 1)


def grow(whole: Profile, seeds: tuple[int, ...], free: Free, piece: Reader, weights: Weights, held: float) -> tuple[tuple[int, ...], float] | None:
    """Beside pieces that follow one another, free neighbours are taken in while each says what the others have left of the whole.

    Gives all pieces and how alike they are to the whole; None where neighbours make it no better.
    """
    run = list(seeds)
    rest = whole.bag
    for seed in seeds:
        rest = _without(rest, piece(seed).bag)
    for step, at in ((1, max(seeds) + 1), (-1, min(seeds) - 1)):
        while free(at) and len(run) < MOST_PARTS and len(piece(at).words) >= LEAST and _holds(piece(at), rest, weights, held):
            run.append(at)
            rest = _without(rest, piece(at).bag)
            at += step
    if len(run) == len(seeds):
        return None
    score = _score(run, whole, piece, weights)
    if score < TOGETHER or score - _score(seeds, whole, piece, weights) < BETTER:
        return None
    alone = max(_score((at,), whole, piece, weights) for at in run[len(seeds) :])
    return (tuple(sorted(run)), score) if score - alone >= BETTER else None


def _holds(part: Profile, bag: dict[str, int], weights: Weights, least: float) -> bool:
    return part.total > 0 and shared(part.bag, bag, weights) >= least * part.total


def _without(bag: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return {word: count - other.get(word, 0) for word, count in bag.items() if count > other.get(word, 0)}


def _score(run: Sequence[int], whole: Profile, piece: Callable[[int], Profile], weights: Weights) -> float:
    bag: Counter[str] = Counter()
    for b in run:
        bag.update(piece(b).bag)
    total = whole.total + sum(piece(b).total for b in run)
    return 2.0 * shared(bag, whole.bag, weights) / total if total else 0.0
