"""Which clauses of two texts are the same clause.

Passes, the surest first, each on what the ones before have left: the same words, but for numbers and type (exact.py); as many clauses
between the same neighbours, each much like the one at its place; one clause cut in several or several made one; clauses that are much
alike wherever they stand; clauses that are alike between the same neighbours; clauses that are alike elsewhere; clauses that hold the
same clauses. What is left was added or removed. Never all pairs.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance.changes.candidates import RareWords, in_gaps
from compliance.changes.exact import pair_same_type, pair_same_words
from compliance.changes.order import heaviest_run
from compliance.changes.pairs import Match, Pairing, family, key
from compliance.changes.parts import BESIDE, TOGETHER, find_parts, grow, has_room
from compliance.changes.tokens import middle
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
ELSEWHERE_ALONE = 0.745
ALONE = 0.2
"""Or to this degree, where no other clause comes as near as this."""
ELSEWHERE_BRIEF = 0.88
BRIEF = 12
"""A clause of fewer words must be more alike: items of lists ("the Acts of 1977 to 2007") resemble those of other lists."""
SHORT = 4
"""A clause of fewer words is never found elsewhere by its words alone: "Repealed." stands everywhere."""


def align(old: Sequence[Unit], new: Sequence[Unit]) -> list[Match]:
    """The clauses of two texts that are the same: all passes, in order."""
    pairing = Pairing(old, new)
    pair_same_words(pairing)
    _steady(pairing)
    if pairing.free_old() and pairing.free_new():
        pair_same_type(pairing)
        rare = RareWords(pairing.free_old(), pairing.free_new(), pairing.old_profile, pairing.new_profile)
        _parts(pairing, rare)
        _alike(pairing, rare)
        _cut_off(pairing)
        _holders(pairing)
        _empty(pairing)
    return pairing.matches


def _steady(pairing: Pairing) -> None:
    """As many clauses on both sides between the same neighbours, each much like the one at its place: nothing else to ask."""
    for olds, news in pairing.gaps():
        if len(olds) == len(news):
            scores = [_steadily(pairing, i, j) for i, j in zip(olds, news, strict=True)]
            if min(scores) >= STEADY:
                for i, j, score in zip(olds, news, scores, strict=True):
                    pairing.add_alike(i, j, score)


def _steadily(pairing: Pairing, i: int, j: int) -> float:
    """How alike two clauses are; where nearly all letters are the same at both ends, that is enough to know."""
    old, new = pairing.old[i].words, pairing.new[j].words
    head, tail = middle(old, new)
    score = 2.0 * (head + tail) / (len(old) + len(new) or 1)
    return score if score >= STEADY else pairing.like(i, j)


def _parts(pairing: Pairing, rare: RareWords) -> None:
    gap_old, gap_new = pairing.gap_numbers()
    olds = [i for i in pairing.free_old() if family(pairing.old[i]) == "clause"]  # a title is no part of a clause
    news = {j for j in pairing.free_new() if family(pairing.new[j]) == "clause"}
    pairs = {(i, j) for i in olds for j in rare.new_for(i)} | set(in_gaps(pairing.gaps()))
    pairs = {(i, j) for i, j in pairs if j in news and family(pairing.old[i]) == "clause"}
    free_old, free_new = pairing.free_at(pairing.old, pairing.to_new), pairing.free_at(pairing.new, pairing.to_old)
    found = find_parts(sorted(pairs), free_old, free_new, pairing.old_profile, pairing.new_profile, pairing.overlap, pairing.weights)
    ranked = [(gap_old[parts[0][0]] != gap_new[parts[1][0]], parts) for parts in found]
    for elsewhere, (some, others, score) in sorted(ranked, key=lambda item: (-item[1][2] + 0.1 * item[0], item[1])):
        if score >= (SURE_ELSEWHERE if elsewhere else TOGETHER) and all(pairing.to_new[i] < 0 for i in some) and all(pairing.to_old[j] < 0 for j in others):
            pairing.add(some, others, "containment", score)


def _alike(pairing: Pairing, rare: RareWords) -> None:
    olds, news = pairing.free_old(), pairing.free_new()
    labels = _labels(pairing, news)
    pairs = dict.fromkeys(((i, j) for i in olds for j in rare.new_for(i) if pairing.to_old[j] < 0), "words")
    pairs |= dict.fromkeys(in_gaps(pairing.gaps()), "words")
    pairs |= {(i, labels[key(pairing.old[i])]): "label" for i in olds if key(pairing.old[i]) in labels}
    pairs = {pair: by for pair, by in pairs.items() if pairing.like(*pair) >= LABELLED}
    _surely(pairing, pairs)
    _in_place(pairing, pairs)
    _cut_off(pairing)
    _elsewhere(pairing, pairs)


def _labels(pairing: Pairing, news: Sequence[int]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for j in news:
        if pairing.new[j].span.label:
            found.setdefault(key(pairing.new[j]), j)
    return found


def _surely(pairing: Pairing, pairs: dict[tuple[int, int], str]) -> None:
    """Pairs that are much alike, and each clearly the best for the other."""
    best_old: dict[int, list[float]] = {}
    best_new: dict[int, list[float]] = {}
    for i, j in pairs:
        best_old.setdefault(i, []).append(pairing.like(i, j))
        best_new.setdefault(j, []).append(pairing.like(i, j))
    gap_old, gap_new = pairing.gap_numbers()
    tops = ({at: sorted(scores, reverse=True)[:2] for at, scores in side.items()} for side in (best_old, best_new))
    top_old, top_new = tops
    for (i, j), by in sorted(pairs.items(), key=lambda item: (-pairing.like(*item[0]), item[0])):
        score, placed = pairing.like(i, j), gap_old[i] == gap_new[j]
        if score < (SURE if placed else SURE_ELSEWHERE) or min(len(pairing.old_profile(i).words), len(pairing.new_profile(j).words)) < SHORT:
            continue
        rivals = [top[1] for top in (top_old[i], top_new[j]) if len(top) > 1]
        margin = CLEARLY if placed else CLEARLY_ELSEWHERE
        if score >= max(top_old[i][0], top_new[j][0]) and score - max(rivals, default=0.0) >= margin and pairing.free(i, j):
            pairing.add((i,), (j,), by, score)


def _in_place(pairing: Pairing, pairs: dict[tuple[int, int], str]) -> None:
    """Between the same neighbours, the run of pairs in order that is most alike altogether."""
    gap_old, gap_new = pairing.gap_numbers()
    held = []
    for (i, j), by in pairs.items():
        least = LABELLED if by == "label" else IN_PLACE
        if pairing.free(i, j) and gap_old[i] == gap_new[j] and pairing.like(i, j) >= least:
            held.append((i, -j, by))
    held.sort()
    kept = heaviest_run([-j for _, j, _ in held], [pairing.like(i, -j) ** 2 for i, j, _ in held])
    for (i, minus, by), keep in zip(held, kept, strict=True):
        if keep:
            pairing.add((i,), (-minus,), by, pairing.like(i, -minus))


def _elsewhere(pairing: Pairing, pairs: dict[tuple[int, int], str]) -> None:
    """What others stand between must be more alike; less is enough where nothing else comes near."""
    ranked: dict[tuple[str, int], list[float]] = {}
    for i, j in pairs:
        for side in (("old", i), ("new", j)):
            ranked.setdefault(side, []).append(pairing.like(i, j))
    for (i, j), by in sorted(pairs.items(), key=lambda item: (-pairing.like(*item[0]), item[0])):
        score = pairing.like(i, j)
        least = min(len(pairing.old_profile(i).words), len(pairing.new_profile(j).words))
        if not pairing.free(i, j) or least < SHORT or score < ELSEWHERE_ALONE:
            continue
        rivals = [sorted(ranked[side])[-2] for side in (("old", i), ("new", j)) if len(ranked[side]) > 1]
        alone = score - max(rivals, default=0.0) >= ALONE and score > max(rivals, default=0.0)
        if score >= (ELSEWHERE if least >= BRIEF else ELSEWHERE_BRIEF) or (alone and least >= 2 * BRIEF):
            pairing.add((i,), (j,), by, score)


def _cut_off(pairing: Pairing) -> None:
    """What stands beside the counterpart of a clause and says what that one leaves of it was cut from it, or put to it."""
    free_old, free_new = pairing.free_at(pairing.old, pairing.to_new), pairing.free_at(pairing.new, pairing.to_old)
    for at, match in enumerate(pairing.matches):
        if match.score == 1.0:
            continue
        split = merged = None
        if len(match.old) == 1 and has_room(match.new, free_new):
            split = grow(pairing.old_profile(match.old[0]), match.new, free_new, pairing.new_profile, pairing.weights, BESIDE)
        if len(match.new) == 1 and has_room(match.old, free_old):
            merged = grow(pairing.new_profile(match.new[0]), match.old, free_old, pairing.old_profile, pairing.weights, BESIDE)
        if split is not None and (merged is None or split[1] >= merged[1]):
            pairing.replace(at, Match(match.old, split[0], "containment", split[1]))
        elif merged is not None:
            pairing.replace(at, Match(merged[0], match.new, "containment", merged[1]))


def _holders(pairing: Pairing) -> None:
    """A clause without counterpart whose parts have theirs in one other clause without counterpart is that clause."""
    votes: dict[tuple[int, int], int] = {}
    held: dict[int, int] = {}
    for i, unit in enumerate(pairing.old):
        if unit.parent >= 0 and pairing.to_new[unit.parent] < 0:
            held[unit.parent] = held.get(unit.parent, 0) + 1
            j = pairing.to_new[i]
            if j >= 0 and pairing.new[j].parent >= 0 and pairing.to_old[pairing.new[j].parent] < 0:
                pair = (unit.parent, pairing.new[j].parent)
                votes[pair] = votes.get(pair, 0) + 1
    for (i, j), count in sorted(votes.items(), key=lambda item: (-item[1], item[0])):
        if pairing.free(i, j) and 2 * count > held[i] and family(pairing.old[i]) == family(pairing.new[j]):
            pairing.add((i,), (j,), "parts", pairing.like(i, j))


def _empty(pairing: Pairing) -> None:
    """Clauses that have nothing but a number: by their number, else by their place."""
    labels = {key(pairing.new[j]): j for j in reversed(pairing.free_new()) if not pairing.new[j].words}
    for i in pairing.free_old():
        j = labels.get(key(pairing.old[i]), -1)
        if not pairing.old[i].words and j >= 0 and pairing.free(i, j):
            pairing.add((i,), (j,), "label", 1.0)
