"""A seeded generator of edits with the truth: a text, an edited version of it, and what happened to every clause.

Takes a seed, a number of clauses, a style and the share of clauses to edit; gives both texts and one TruthChange for each clause
of either. The same arguments give the same pair on any machine. Made for the exam, not for the aligner: knows nothing of it.
"""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from benchmarks.edit_phrases import cut, join, likeness, reword, reword_heavily
from benchmarks.edit_texts import HEADINGS, REFERENCE, Level, Placed, Style, Unit, Writer, label_all, render, words

TruthKind = Literal["unchanged", "reworded", "added", "removed", "moved", "renumbered", "split", "merged"]
Span = tuple[int, int]

# How often each edit is made, in a hundred. Blocks are whole articles or sections; a flat text has none.
WEIGHTS = {"words": 42, "heavy": 8, "move": 12, "split": 9, "merge": 7, "insert": 9, "remove": 9, "move block": 1, "insert block": 2, "remove block": 1}
BLOCK_MOST = 12  # a longer article or section is not moved or removed as a whole
NEAR = 5  # a near move jumps over at most so many clauses
ALIKE = 0.5  # what is inserted is less alike than this to all that went or changed much, see _keep_apart


class TruthChange(NamedTuple):
    """What happened to a clause. ``old`` and ``new`` are where it stands: from the start of its line to that of the next.

    ``also`` holds what happened besides ``kind``. ``group`` is the same for clauses that were moved together, else -1.
    """

    kind: TruthKind
    old: tuple[Span, ...]
    new: tuple[Span, ...]
    also: tuple[TruthKind, ...] = ()
    group: int = -1


@dataclass(frozen=True)
class Pair:
    """Two texts and the truth, in the order of the new text, removals last. Every clause of both is in exactly one change."""

    seed: int
    style: Style
    clauses: int
    old: str
    new: str
    truth: tuple[TruthChange, ...]


class _New(NamedTuple):
    """A clause of the new text and the ids of the old ones that its words come from. ``group`` numbers moves."""

    unit: Unit
    origins: tuple[int, ...]
    group: int = -1


@dataclass
class _Plan:
    """The edits decided so far, by the place of the clause in the old text."""

    units: list[Unit]
    writer: Writer
    chance: random.Random
    touched: set[int] = field(default_factory=set)
    words: dict[int, str] = field(default_factory=dict)
    splits: dict[int, list[str]] = field(default_factory=dict)
    merges: dict[int, int] = field(default_factory=dict)  # first place -> number of clauses
    removed: set[int] = field(default_factory=set)
    heavy: set[int] = field(default_factory=set)
    moves: list[tuple[int, int, int]] = field(default_factory=list)  # first place, number of clauses, place before which they go
    inserts: dict[int, list[list[Unit]]] = field(default_factory=dict)  # place before which they go
    windows: list[tuple[int, int]] = field(default_factory=list)  # stretches that moves have used

    def level(self, at: int) -> Level | None:
        return self.units[at].level if 0 <= at < len(self.units) else None

    def free(self, at: int, count: int = 1) -> bool:
        return all(place not in self.touched for place in range(at, at + count))

    def crosses(self, low: int, high: int) -> bool:
        """Whether a stretch and that of an earlier move overlap: two near moves could otherwise undo one another."""
        return any(low <= other_high and other_low <= high for other_low, other_high in self.windows)


def make_pair(seed: int, clauses: int, rate: float = 0.05, style: Style = "decree") -> Pair:
    """Two versions of a made-up text of so many clauses, of which about ``rate`` are edited, and the truth about them."""
    chance = random.Random(f"{seed} {style} {clauses} {rate}")
    writer = Writer(style, chance)
    plan = _Plan(writer.base(clauses), writer, chance)
    _insert_early(plan)
    kinds, weights = zip(*((kind, weight) for kind, weight in WEIGHTS.items() if style != "decree" or "block" not in kind), strict=True)
    for kind in chance.choices(kinds, weights, k=max(1, round(rate * clauses))):
        for _ in range(40):
            if _EDITS[kind](plan, chance.randrange(1, clauses)):
                break
    _keep_apart(plan)
    return _finish(seed, plan, _apply(plan))


# -- the edits: each takes a place, and says whether it could be made there -----------------------------------------


def _insert_early(plan: _Plan) -> None:
    """A new clause (or article, or section) near the top, so that nearly all that follows is renumbered."""
    if plan.writer.style == "decree":
        _insert(plan, 2)
        return
    heads = [at for at, unit in enumerate(plan.units) if unit.level in HEADINGS and at]
    if heads:
        _insert_block(plan, heads[0])


def _words(plan: _Plan, at: int) -> bool:
    """One to three places in a clause: one to eight words put for others, put in, or taken out."""
    text = plan.units[at].words
    if not plan.free(at) or len(text.split()) < 6:
        return False
    plan.words[at] = reword(text, plan.chance)
    plan.touched.add(at)
    return True


def _heavy(plan: _Plan, at: int) -> bool:
    """About half the words put for others, in runs."""
    text = plan.units[at].words
    if not plan.free(at) or len(text.split()) < 16:
        return False
    plan.words[at] = reword_heavily(text, REFERENCE.sub("1", plan.writer.sentence("sentences")), plan.chance)
    plan.heavy.add(at)
    plan.touched.add(at)
    return True


def _move(plan: _Plan, at: int) -> bool:
    """A clause goes elsewhere, half the time near; one in three is reworded on the way."""
    if plan.level(at) in (*HEADINGS, "opening") or not plan.free(at) or _is_short(plan, at) or not _may_leave(plan, at):
        return False
    if plan.chance.random() < 0.5:
        to = at + plan.chance.choice([*range(-NEAR, 0), *range(2, NEAR + 2)])
    else:
        to = plan.chance.randrange(1, len(plan.units))
    if to in (at, at + 1) or not _may_enter(plan, to, plan.units[at].level) or not _pass(plan, at, 1, to):
        return False
    if plan.chance.random() < 1 / 3 and len(plan.units[at].words.split()) >= 6:
        plan.words[at] = reword(plan.units[at].words, plan.chance)
    return True


def _move_block(plan: _Plan, at: int) -> bool:
    count = _block(plan, at)
    heads = [place for place, unit in enumerate(plan.units) if unit.level in HEADINGS and place]
    if not count or not plan.free(at, count) or len(heads) < 3:
        return False
    to = plan.chance.choice(heads)
    return not at <= to <= at + count and _pass(plan, at, count, to)


def _pass(plan: _Plan, at: int, count: int, to: int) -> bool:
    """Note a move, unless what it jumps over is too little to see it by, or moves itself."""
    low, high = (to, at - 1) if to < at else (at + count, to - 1)
    jumped = [place for place in range(low, min(high, low + 60) + 1) if place not in plan.removed and not _is_short(plan, place)]
    near = high - low < 10 * NEAR
    if not jumped or not 0 < to < len(plan.units) or not plan.free(to):
        return False
    ends = [(low - 1, high + 1)] if near else [(at - 1, at + count), (to - 1, to + 1)]
    if any(plan.crosses(*end) for end in ends) or (near and not all(plan.free(place) for place in jumped)):
        return False
    plan.windows += ends
    plan.moves.append((at, count, to))
    plan.touched.update(range(at, at + count), jumped if near else (), [to])
    return True


def _split(plan: _Plan, at: int) -> bool:
    """One clause becomes two or three, at a comma or where a sentence ends if there is one near."""
    text = plan.units[at].words
    length = len(text.split())
    if plan.level(at) in (*HEADINGS, "opening") or not plan.free(at) or length < 18:
        return False
    pieces = 3 if length >= 32 and plan.chance.random() < 0.35 else 2
    plan.splits[at] = cut(text, pieces, ";" if plan.level(at) == "point" else ".", plan.chance)
    plan.touched.add(at)
    return True


def _merge(plan: _Plan, at: int) -> bool:
    """Two or three neighbours become one clause."""
    count = 3 if plan.chance.random() < 0.3 else 2
    level = plan.level(at)
    if level in (*HEADINGS, "opening") or any(plan.level(place) != level or _is_short(plan, place) for place in range(at, at + count)) or not plan.free(at, count):
        return False
    if level == "point" and not _may_leave(plan, at, count - 1):
        return False
    plan.merges[at] = count
    plan.touched.update(range(at, at + count))
    return True


#: What stands by itself in a text of each style.
_ALONE: dict[Style, Level] = {"decree": "clause", "contract": "para", "statute": "prose"}


def _insert(plan: _Plan, at: int) -> bool:
    level = _ALONE[plan.writer.style]
    if plan.level(at) == "point":
        level = "point"
    if not plan.free(at) or not _may_enter(plan, at, level):
        return False
    text = plan.writer.point() if level == "point" else plan.writer.sentence("sentences")
    plan.inserts.setdefault(at, []).append([plan.writer.unit(level, text)])
    plan.touched.add(at)
    return True


def _insert_block(plan: _Plan, at: int) -> bool:
    if plan.level(at) not in HEADINGS or not plan.free(at):
        return False
    plan.inserts.setdefault(at, []).append([unit for unit in plan.writer.division() if unit.words not in words()["short"]])
    plan.touched.add(at)
    return True


def _remove(plan: _Plan, at: int) -> bool:
    if plan.level(at) in (*HEADINGS, "opening") or not plan.free(at) or _is_short(plan, at) or not _may_leave(plan, at):
        return False
    plan.removed.add(at)
    plan.touched.add(at)
    return True


def _remove_block(plan: _Plan, at: int) -> bool:
    count = _block(plan, at)
    if not count or not plan.free(at, count):
        return False
    plan.removed.update(range(at, at + count))
    plan.touched.update(range(at, at + count))
    return True


_EDITS: dict[str, Callable[[_Plan, int], bool]] = {
    "words": _words, "heavy": _heavy, "move": _move, "split": _split, "merge": _merge, "insert": _insert, "remove": _remove,
    "move block": _move_block, "insert block": _insert_block, "remove block": _remove_block,
}


# -- what may be done where ------------------------------------------------------------------------------------------


def _is_short(plan: _Plan, at: int) -> bool:
    """"Repealed." and the like say the same in many places: which of them went where, nobody could tell. They stay."""
    return plan.units[at].words in words()["short"]


def _block(plan: _Plan, at: int) -> int:
    """How many clauses the article or section at a place has with its heading; 0 where none starts, or one too long."""
    if plan.level(at) not in HEADINGS or plan.level(at) == "chapter":
        return 0
    end = next((place for place in range(at + 1, len(plan.units)) if plan.level(place) in HEADINGS), 0)
    return end - at if end and end - at <= BLOCK_MOST and not any(_is_short(plan, place) for place in range(at, end)) else 0


def _may_leave(plan: _Plan, at: int, count: int = 1) -> bool:
    """Whether a list keeps two points, and a heading one clause, when so many are taken out."""
    inside = ("point",) if plan.level(at) == "point" else ("clause", "para", "prose", "opening", "point")
    low = high = at
    while plan.level(low - 1) in inside:
        low -= 1
    while plan.level(high + 1) in inside:
        high += 1
    gone = sum(place in plan.touched for place in range(low, high + 1))
    return high - low + 1 - gone - count >= 2


def _may_enter(plan: _Plan, at: int, level: Level) -> bool:
    """Whether a clause of a level may stand before the clause at a place."""
    here, before = plan.level(at), plan.level(at - 1)
    if before is None or here is None:
        return False
    if level == "point":
        return before in ("opening", "point") and here == "point"
    return here != "point"


def _keep_apart(plan: _Plan) -> None:
    """Draw again what is inserted and too much like a clause that went, or was changed beyond a few words.

    Else a reader would rightly say that the old clause went there, and the truth would be only what the generator meant. What is
    like a clause that stayed as it was, or nearly so, is left: that one has its own successor. Where too much went for any draw to
    differ from all of it, the draw least like it is taken.
    """
    merged = {place for at, count in plan.merges.items() for place in range(at, at + count)}
    moved = {place for at, count, _ in plan.moves for place in range(at, at + count)}
    gone: dict[Level, list[Counter[str]]] = {}
    for at in sorted(plan.removed | set(plan.splits) | merged | plan.heavy | (moved & set(plan.words))):
        gone.setdefault(plan.units[at].level, []).append(Counter(plan.units[at].words.lower().split()))
    for blocks in plan.inserts.values():
        for block in blocks:
            for index, unit in enumerate(block):
                others = gone.get(unit.level, [])
                best, least = unit, _most_like(unit, others)
                for _ in range(60):
                    if least < ALIKE:
                        break
                    kind = "titles" if unit.level in HEADINGS else "openings" if unit.level == "opening" else "sentences"
                    unit = unit._replace(words=plan.writer.point() if unit.level == "point" else plan.writer.sentence(kind))
                    best, least = min((best, least), (unit, _most_like(unit, others)), key=lambda drawn: drawn[1])
                block[index] = best


def _most_like(unit: Unit, others: Sequence[Counter[str]]) -> float:
    own = Counter(unit.words.lower().split())
    return max((likeness(own, other) for other in others), default=0.0)


# -- the new text and the truth --------------------------------------------------------------------------------------


def _apply(plan: _Plan) -> list[_New]:
    moved = {place: group for group, (at, count, _) in enumerate(plan.moves) for place in range(at, at + count)}
    arriving: dict[int, list[_New]] = {}
    for group, (at, count, to) in enumerate(plan.moves):
        for place in range(at, at + count):
            unit = plan.units[place]
            arriving.setdefault(to, []).append(_New(unit._replace(words=plan.words.get(place, unit.words)), (unit.id,), group))
    result: list[_New] = []
    merged = 0
    for at, unit in enumerate(plan.units):
        result += arriving.get(at, [])
        result += [_New(fresh, ()) for block in plan.inserts.get(at, ()) for fresh in block]
        if at < merged or at in plan.removed or at in moved:
            continue
        if at in plan.merges:
            merged = at + plan.merges[at]
            together = plan.units[at:merged]
            result.append(_New(unit._replace(words=join([part.words for part in together], plan.chance)), tuple(part.id for part in together)))
        elif at in plan.splits:
            result += [_New(unit._replace(words=piece), (unit.id,)) for piece in plan.splits[at]]
        else:
            result.append(_New(unit._replace(words=plan.words.get(at, unit.words)), (unit.id,)))
    return result


def _finish(seed: int, plan: _Plan, fresh: list[_New]) -> Pair:
    style = plan.writer.style
    before = {unit.id: label for unit, label in zip(plan.units, label_all(style, plan.units), strict=True)}
    after = dict(before)
    for item, label in zip(reversed(fresh), reversed(label_all(style, [item.unit for item in fresh])), strict=True):
        after.update(dict.fromkeys(item.origins or (item.unit.id,), label))
    old, old_places = render(style, plan.units, before)
    new, new_places = render(style, [item.unit for item in fresh], after)
    return Pair(seed, style, len(plan.units), old, new, tuple(_truth(plan.units, fresh, old_places, new_places)))


def _truth(units: Sequence[Unit], fresh: Sequence[_New], old: Sequence[Placed], new: Sequence[Placed]) -> list[TruthChange]:
    place_of = {unit.id: index for index, unit in enumerate(units)}
    pieces: dict[int, list[int]] = {}
    for index, item in enumerate(fresh):
        for origin in item.origins:
            pieces.setdefault(origin, []).append(index)
    crossed = _crossed(fresh, place_of)
    changes: list[TruthChange] = []
    done: set[int] = set()
    for index, item in enumerate(fresh):
        if index in done:
            continue
        if not item.origins:
            changes.append(TruthChange("added", (), (_span(new[index]),)))
            continue
        news = [index] if len(item.origins) > 1 else pieces[item.origins[0]]
        done.update(news)
        olds = [place_of[origin] for origin in item.origins]
        said: list[TruthKind] = []
        if len(news) > 1 or len(olds) > 1:
            said.append("split" if len(news) > 1 else "merged")
        if index in crossed:
            said.append("moved")
        if len(news) == len(olds) == 1 and old[olds[0]].words != new[news[0]].words:
            said.append("reworded")
        if old[olds[0]].label != new[news[0]].label:
            said.append("renumbered")
        changes.append(TruthChange(said[0] if said else "unchanged", tuple(_span(old[at]) for at in olds), tuple(_span(new[at]) for at in news),
                                   tuple(said[1:]), item.group if index in crossed else -1))
    changes += [TruthChange("removed", (_span(old[at]),), ()) for at, unit in enumerate(units) if unit.id not in pieces]
    return changes


def _crossed(fresh: Sequence[_New], place_of: dict[int, int]) -> set[int]:
    """The clauses among the moved that in fact stand on the other side of one that stayed."""
    stayed = [place_of[item.origins[0]] for item in fresh if item.origins and item.group < 0]
    seen = 0
    found = set()
    for index, item in enumerate(fresh):
        if item.origins and item.group < 0:
            seen += 1
        elif item.origins and bisect_left(stayed, place_of[item.origins[0]]) != seen:
            found.add(index)
    return found


def _span(placed: Placed) -> Span:
    return placed.start, placed.end


def clause_at(starts: Sequence[int], position: int) -> int:
    """The index of the clause that holds a position; ``starts`` in order."""
    return max(0, bisect_right(starts, position) - 1)
