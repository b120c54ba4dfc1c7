"""One clause cut in several, or several made one.

Looks at clauses whose words stand, nearly all, in a clause of the other text, and takes those that follow one another and
together are more like it than any of them alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from compliance.changes.candidates import RareWords
from compliance.changes.likeness import Profile, Weights, shared

HELD = 0.7
"""So much of the weight of a part stands in the whole, and so much of what the other parts leave."""
TOGETHER = 0.72
"""So alike the parts together and the whole must be."""
BETTER = 0.035
"""By so much more than the best part alone."""
LEAST = 3
"""A part has at least so many words."""
MOST_PARTS = 12

Parts = tuple[tuple[int, ...], tuple[int, ...], float]


def find_parts(olds: Sequence[int], news: Sequence[int], old: Callable[[int], Profile], new: Callable[[int], Profile], rare: RareWords, weights: Weights) -> list[Parts]:
    """Splits and merges among clauses without counterpart, the surest first, no clause in two."""
    splits = _wholes(news, rare.old_for, old, new, weights)
    merges = _wholes(olds, rare.new_for, new, old, weights)
    found: list[Parts] = [((whole,), parts, score) for whole, parts, score in splits]
    found += [(parts, (whole,), score) for whole, parts, score in merges]
    used_old: set[int] = set()
    used_new: set[int] = set()
    out: list[Parts] = []
    for parts in sorted(found, key=lambda p: (-p[2], p[0], p[1])):
        if used_old.isdisjoint(parts[0]) and used_new.isdisjoint(parts[1]):
            used_old.update(parts[0])
            used_new.update(parts[1])
            out.append(parts)
    return out


def _wholes(pieces: Sequence[int], wholes: Callable[[int], list[int]], whole: Callable[[int], Profile], piece: Callable[[int], Profile],
            weights: Weights) -> list[tuple[int, tuple[int, ...], float]]:  # fmt: skip
    """For each whole the best run of pieces that follow one another among ``pieces`` and make it up."""
    rank = {place: at for at, place in enumerate(pieces)}
    held: dict[int, set[int]] = {}
    for b in pieces:
        for a in wholes(b):
            held.setdefault(a, set()).add(b)
    out = []
    for a, found in sorted(held.items()):
        run = _grow(whole(a), sorted(found), rank, pieces, piece, weights)
        if run is not None:
            out.append((a, *run))
    return out


def _grow(whole: Profile, found: Sequence[int], rank: dict[int, int], pieces: Sequence[int], piece: Callable[[int], Profile],
          weights: Weights) -> tuple[tuple[int, ...], float] | None:  # fmt: skip
    """From the piece that holds most of the whole, neighbours are taken in while each says what the others have left."""
    best: tuple[tuple[int, ...], float] | None = None
    for seed in sorted(found, key=lambda b: (-shared(piece(b).bag, whole.bag, weights), b))[:3]:
        run = [seed]
        rest = _without(whole.bag, piece(seed).bag)
        if not _holds(piece(seed), whole.bag, weights):
            continue
        for step in (1, -1):
            at = rank[seed] + step
            while 0 <= at < len(pieces) and len(run) < MOST_PARTS and abs(pieces[at] - pieces[at - step]) == 1:
                profile = piece(pieces[at])
                if len(profile.words) < LEAST or not _holds(profile, rest, weights):
                    break
                run.append(pieces[at])
                rest = _without(rest, profile.bag)
                at += step
        if len(run) > 1:
            score, alone = _score(run, whole, piece, weights), _score([seed], whole, piece, weights)
            if score >= TOGETHER and score - alone >= BETTER and (best is None or score > best[1]):
                best = (tuple(sorted(run)), score)
    return best


def _holds(part: Profile, bag: dict[str, int], weights: Weights) -> bool:
    return part.total > 0 and shared(part.bag, bag, weights) >= HELD * part.total


def _without(bag: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return {word: count - other.get(word, 0) for word, count in bag.items() if count > other.get(word, 0)}


def _score(run: Sequence[int], whole: Profile, piece: Callable[[int], Profile], weights: Weights) -> float:
    bag: Counter[str] = Counter()
    for b in run:
        bag.update(piece(b).bag)
    total = whole.total + sum(piece(b).total for b in run)
    return 2.0 * shared(bag, whole.bag, weights) / total if total else 0.0
