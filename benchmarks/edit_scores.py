"""How right a comparison of a made-up pair is: clause by clause and by character position, never by counts or labels.

Takes the changes of a tool and a Pair of edits.py; gives Scores, which can be added up over pairs, and what is wrong with its words.
A tool that only knows runs of equal text is scored on the clauses that those runs tie together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import NamedTuple

from benchmarks.edits import Pair, TruthChange, clause_at
from compliance.model.change import Change, ClauseSpan

Paired = tuple[tuple[int, int], tuple[int, int]]
"""A stretch of the old text and the one of the new text that a tool says it became."""

TIE = 1 / 3  # runs of equal text tie two clauses when they hold this share of the letters of the shorter one


class EqualRun(NamedTuple):
    """Text that a tool found on both sides: where it starts in each, and how long it is."""

    old: int
    new: int
    length: int


class Wrong(NamedTuple):
    """One thing that a comparison got wrong: what, and the words on both sides."""

    what: str
    truth: str
    old: str
    new: str


@dataclass(frozen=True)
class Scores:
    """Counts; the ratios are read off them. Of a kind that never came up, recall and precision are 1."""

    pairs_true: int = 0
    pairs_said: int = 0
    pairs_right: int = 0
    moves_true: int = 0
    moves_found: int = 0
    moves_false: int = 0
    splits_true: int = 0
    splits_found: int = 0
    splits_said: int = 0
    splits_right: int = 0
    merges_true: int = 0
    merges_found: int = 0
    merges_said: int = 0
    merges_right: int = 0
    kinds_true: int = 0
    kinds_right: int = 0
    wrong: tuple[Wrong, ...] = field(default=(), compare=False)

    def __add__(self, other: Scores) -> Scores:
        return Scores(**{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)})

    @property
    def precision(self) -> float:
        return _share(self.pairs_right, self.pairs_said)

    @property
    def recall(self) -> float:
        return _share(self.pairs_right, self.pairs_true)

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.pairs_right else 0.0

    @property
    def move_recall(self) -> float:
        return _share(self.moves_found, self.moves_true)

    @property
    def split_recall(self) -> float:
        return _share(self.splits_found, self.splits_true)

    @property
    def split_precision(self) -> float:
        return _share(self.splits_right, self.splits_said)

    @property
    def merge_recall(self) -> float:
        return _share(self.merges_found, self.merges_true)

    @property
    def merge_precision(self) -> float:
        return _share(self.merges_right, self.merges_said)

    @property
    def kinds_accuracy(self) -> float:
        return _share(self.kinds_right, self.kinds_true)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


class _Said(NamedTuple):
    """A change of the tool in terms of the clauses of the truth."""

    kinds: frozenset[str]
    olds: frozenset[int]
    news: frozenset[int]
    pairs: frozenset[tuple[int, int]]
    spans: tuple[int, int]


class Ground:
    """A pair's truth by clause number, in order of place."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.old = sorted(span for change in pair.truth for span in change.old)
        self.new = sorted(span for change in pair.truth for span in change.new)
        self.old_starts, self.new_starts = [start for start, _ in self.old], [start for start, _ in self.new]
        self.changes = [(change, tuple(clause_at(self.old_starts, start) for start, _ in change.old), tuple(clause_at(self.new_starts, start) for start, _ in change.new))
                        for change in pair.truth]
        self.pairs = {(o, n) for _, olds, news in self.changes for o in olds for n in news}
        self.groups = self._groups()

    def _groups(self) -> list[tuple[frozenset[tuple[int, int]], frozenset[tuple[int, int]]]]:
        """For each move of the truth the clauses that moved, and those that stayed and were jumped over."""
        stayed = sorted((olds[0], news[0]) for change, olds, news in self.changes if olds and news and change.group < 0)
        first, second = [o for o, _ in stayed], [n for _, n in stayed]
        moved: dict[int, set[tuple[int, int]]] = {}
        jumped: dict[int, set[tuple[int, int]]] = {}
        for change, olds, news in self.changes:
            if change.group >= 0:
                moved.setdefault(change.group, set()).add((olds[0], news[0]))
                low, high = sorted((bisect_left(first, olds[0]), bisect_left(second, news[0])))
                jumped.setdefault(change.group, set()).update(stayed[low:high])
        return [(frozenset(moved[group]), frozenset(jumped[group])) for group in sorted(moved)]

    def text(self, old: Iterable[int], new: Iterable[int]) -> tuple[str, str]:
        return (" | ".join(self.pair.old[slice(*self.old[o])].strip() for o in sorted(old)),
                " | ".join(self.pair.new[slice(*self.new[n])].strip() for n in sorted(new)))


# -- scoring ---------------------------------------------------------------------------------------------------------


def score(changes: Sequence[Change], pair: Pair) -> Scores:
    """How right the changes of our tool are about a pair."""
    ground = Ground(pair)
    said = [_read(change, ground) for change in changes]
    pairs = frozenset[tuple[int, int]]().union(*(each.pairs for each in said))
    wrong = [*_wrong_pairs(pairs, ground)]
    found, false, moves_wrong = _moves({each for one in said if "moved" in one.kinds for each in one.pairs}, ground)
    units = Counter(o for one in said for o in one.olds for _ in range(one.spans[0] if len(one.olds) == 1 else 1))
    units_new = Counter(n for one in said for n in one.news for _ in range(one.spans[1] if len(one.news) == 1 else 1))
    splits = [(olds, news) for change, olds, news in ground.changes if change.kind == "split"]
    merges = [(olds, news) for change, olds, news in ground.changes if change.kind == "merged"]
    split_found, split_right, split_said, split_wrong = _many("split", splits, said, pairs, units, ground)
    merge_found, merge_right, merge_said, merge_wrong = _many("merged", merges, said, pairs, units_new, ground)
    kinds_right, kinds_true = _kinds_right(ground, said)
    return Scores(
        len(ground.pairs), len(pairs), len(pairs & ground.pairs), sum(len(block) for block, _ in ground.groups), found, false,
        len(splits), split_found, split_said, split_right, len(merges), merge_found, merge_said, merge_right,
        kinds_true, kinds_right, (*wrong, *moves_wrong, *split_wrong, *merge_wrong),
    )


def score_runs(runs: Iterable[EqualRun], pair: Pair) -> Scores:
    """How right a tool is that only finds equal text; it knows no moves, splits and merges, so these stay at nothing found."""
    ground = Ground(pair)
    return _pairs_only(tied(runs, ground), ground)


def score_pairs(spans: Iterable[Paired], pair: Pair, moved: Iterable[Paired] = ()) -> Scores:
    """The same for a tool that says which stretch of the old text became which of the new one, and which of them moved."""
    ground = Ground(pair)
    scores = _pairs_only(_tie(spans, ground), ground)
    found, false, wrong = _moves(set(_tie(moved, ground)), ground)
    return replace(scores, moves_found=found, moves_false=false, wrong=(*scores.wrong, *wrong))


def _tie(spans: Iterable[Paired], ground: Ground) -> frozenset[tuple[int, int]]:
    return frozenset((o, n) for old, new in spans for o in _covered(*old, ground.old_starts) for n in _covered(*new, ground.new_starts))


def _pairs_only(pairs: frozenset[tuple[int, int]], ground: Ground) -> Scores:
    count = Counter(change.kind for change, _, _ in ground.changes)
    return Scores(len(ground.pairs), len(pairs), len(pairs & ground.pairs), sum(len(block) for block, _ in ground.groups),
                  splits_true=count["split"], merges_true=count["merged"], wrong=tuple(_wrong_pairs(pairs, ground)))


def _read(change: Change, ground: Ground) -> _Said:
    olds = [_covered(span.words_start, span.words_end, ground.old_starts) for span in change.old]
    news = [_covered(span.words_start, span.words_end, ground.new_starts) for span in change.new]
    if any(len(each) > 1 for each in (*olds, *news)) and olds and news:
        # a clause of the tool holds several of the truth: what its edits leave equal says which of them went where
        pairs = tied(equal_runs(change), ground)
    else:
        pairs = frozenset((o, n) for old in olds for o in old for new in news for n in new)
    return _Said(frozenset((change.kind, *change.also)), frozenset(o for old in olds for o in old), frozenset(n for new in news for n in new),
                 pairs, (len(change.old), len(change.new)))


def _covered(start: int, end: int, starts: Sequence[int]) -> range:
    return range(clause_at(starts, start), clause_at(starts, max(start, end - 1)) + 1)


def equal_runs(change: Change) -> Iterator[EqualRun]:
    """The equal runs of a change's edits, at their places in both texts."""
    old, new = _positions(change.old), _positions(change.new)
    at_old = at_new = 0
    for edit in change.edits:
        size = len(edit.text)
        if edit.op == "equal":
            for index in range(size):  # spans of one side need not stand next to one another, so letter by letter
                yield EqualRun(old[at_old + index], new[at_new + index], 1)
        at_old += size if edit.op != "insert" else 0
        at_new += size if edit.op != "delete" else 0


def _positions(spans: Sequence[ClauseSpan]) -> list[int]:
    return [position for span in spans for position in range(span.start, span.end)]


def tied(runs: Iterable[EqualRun], ground: Ground) -> frozenset[tuple[int, int]]:
    """The pairs of clauses that share enough of their letters through runs of equal text."""
    shared: Counter[tuple[int, int]] = Counter()
    for run in runs:
        old, new, end = run.old, run.new, run.old + run.length
        while old < end:
            o, n = clause_at(ground.old_starts, old), clause_at(ground.new_starts, new)
            step = min(end - old, ground.old[o][1] - old, ground.new[n][1] - new)
            shared[o, n] += len("".join(ground.pair.old[old : old + step].split()))
            old, new = old + step, new + step
    sizes = {}
    for o, n in shared:
        for side, at, text, spans in (("o", o, ground.pair.old, ground.old), ("n", n, ground.pair.new, ground.new)):
            if (side, at) not in sizes:
                sizes[side, at] = len("".join(text[slice(*spans[at])].split()))
    return frozenset((o, n) for (o, n), letters in shared.items() if letters >= TIE * min(sizes["o", o], sizes["n", n]))


def _wrong_pairs(pairs: frozenset[tuple[int, int]], ground: Ground) -> Iterator[Wrong]:
    kinds = {(side, each): _name(change) for change, olds, news in ground.changes for side, ids in (("o", olds), ("n", news)) for each in ids}
    for o, n in sorted(pairs - ground.pairs):
        yield Wrong("false pair", f"old is {kinds['o', o]}, new is {kinds['n', n]}", *ground.text([o], [n]))
    for o, n in sorted(ground.pairs - pairs):
        yield Wrong("missed pair", kinds["o", o], *ground.text([o], [n]))


def _name(change: TruthChange) -> str:
    return "+".join((change.kind, *change.also))


def _moves(said: set[tuple[int, int]], ground: Ground) -> tuple[int, int, list[Wrong]]:
    """Moves found, moves that the truth does not know, and what is wrong.

    A clause that jumped over another may as well be told as the other's move, where that takes no more moved clauses.
    """
    found = 0
    allowed: set[tuple[int, int]] = set()
    wrong = []
    for block, jumped in ground.groups:
        allowed |= block
        if len(jumped) <= len(block) and not block <= said:
            allowed |= jumped
            if jumped <= said:
                found += len(block)
                continue
        found += len(block & said)
        wrong += [Wrong("missed move", f"jumped over {len(jumped)}", *ground.text([o], [n])) for o, n in sorted(block - said)]
    false = said - allowed
    wrong += [Wrong("false move", "right pair" if (o, n) in ground.pairs else "wrong pair", *ground.text([o], [n])) for o, n in sorted(false)]
    return found, len(false), wrong


def _many(kind: str, truths: Sequence[tuple[tuple[int, ...], tuple[int, ...]]], said: Sequence[_Said], pairs: frozenset[tuple[int, int]],
          units: Counter[int], ground: Ground) -> tuple[int, int, int, list[Wrong]]:
    """Splits (or merges) found, those said that are right, those said, and what is wrong.

    Found: one change of the kind holds all the clauses of the truth and no other. Where the tool's clauses are smaller than those
    of the truth (sentences), nothing need be split: then it is enough that every part is paired with every part that it became.
    """
    told = [each for each in said if kind in each.kinds]
    sets = [(frozenset(olds), frozenset(news)) for olds, news in truths]
    whole = {(each.olds, each.news) for each in told}
    found, wrong = 0, []
    for olds, news in sets:
        one = olds if kind == "split" else news
        if (olds, news) in whole or (units[min(one)] > 1 and all((o, n) in pairs for o in olds for n in news)):
            found += 1
        else:
            kinds = sorted({"+".join(sorted(each.kinds)) for each in said if each.olds & olds or each.news & news})
            wrong.append(Wrong(f"missed {kind}", f"told as {', '.join(kinds)}", *ground.text(olds, news)))
    # said rightly: nothing in the change but clauses of one split of the truth, though perhaps not all of them
    right = sum(any(each.olds <= olds and each.news <= news for olds, news in sets) for each in told)
    wrong += [Wrong(f"false {kind}", "", *ground.text(each.olds, each.news)) for each in told if not any(each.olds <= olds and each.news <= news for olds, news in sets)]
    return found, right, len(told), wrong


def _kinds_right(ground: Ground, said: Sequence[_Said]) -> tuple[int, int]:
    """Of the clauses that were edited, how many are told with the right kind (as a change's own or among the rest), and how many there are."""
    by_old: dict[int, list[_Said]] = {}
    by_new: dict[int, list[_Said]] = {}
    for each in said:
        for o in each.olds:
            by_old.setdefault(o, []).append(each)
        for n in each.news:
            by_new.setdefault(n, []).append(each)
    edited = [(change.kind, olds, news) for change, olds, news in ground.changes if change.kind not in ("unchanged", "renumbered")]
    right = sum(
        any(kind in each.kinds and each.olds <= {*olds} and each.news <= {*news} for each in (*(e for o in olds for e in by_old.get(o, ())), *(e for n in news for e in by_new.get(n, ()))))
        for kind, olds, news in edited
    )
    return right, len(edited)
