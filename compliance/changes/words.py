"""Two runs of words -> which words both share, which only the old and which only the new one has.

Differences are found by diff-match-patch (Myers 1986) on whole words, one clause at a time and without its time limit, so that the
result depends on the words alone; long runs are first cut at words that stand once in both (patience diff). Then changes that
only punctuation parts are made one, and a change that could stand in several places is moved to where a reader would put it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import groupby

from diff_match_patch import diff_match_patch

from compliance.changes.order import heaviest_run
from compliance.changes.tokens import Words, middle, split_words, wording
from compliance.model.change import Edit, Op

_DIRECT = 400
"""Up to so many pairs of words (20 by 20) are compared directly; beyond, common single words cut the runs first."""
_LARGE = 40_000
"""Where no word stands once, more pairs than this (200 by 200) are cut at runs of words that stand once."""
_RUN = 8
_MOST = 250_000
"""More pairs of words than this without any word or run to cut at are one replacement."""
_ROOM = 60
"""So many characters on either side of what differs are looked at: a change may be moved into them."""
_BARRIERS = frozenset(".;:!?")
_CLOSING = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»"}

Block = tuple[int, int, int, int]
"""A place where the sides differ: words ``i1`` to ``i2`` of the old side stand as ``j1`` to ``j2`` on the new one."""


def text_edits(old: str, new: str) -> tuple[Edit, ...]:
    """The edits that turn one text into another; what both begin and end with, but for some words of room, is not looked at."""
    head, tail = middle(old, new)
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    if gone.isalnum() and come.isalnum() and (gone + come).isascii():  # one word for one, and nothing else
        return _around(old, head, tail, (Edit("delete", gone), Edit("insert", come)))
    if any(" " in text.strip() or "\n" in text for text in (gone, come)) or not (gone and come):
        head, tail = middle(old, new, _ROOM)  # more than one word for one: it may be moved or made one with others
        gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    return in_turn(_around(old, head, tail, word_edits(split_words(gone), split_words(come))))


def _around(text: str, head: int, tail: int, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Edits with what both texts begin and end with around them."""
    before = (Edit("equal", text[:head]),) if head else ()
    behind = (Edit("equal", text[len(text) - tail :]),) if tail else ()
    return (*before, *edits, *behind)


def in_turn(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Edits put together: between two equal runs first what is gone, then what has come."""
    out: list[Edit] = []
    before: Op | None = None
    for edit in edits:
        op = edit.op
        if op == before == "equal":
            out[-1] = Edit("equal", out[-1].text + edit.text)
        elif op == before or (op == "delete" and before == "insert"):
            return tuple(Edit(op, text) for op, text in _ordered([(op, text) for op, text, _ in edits]))
        elif edit.text:
            out.append(edit)
            before = op
    return tuple(out)


def other_words(edits: Sequence[Edit]) -> bool:
    """Whether edits change more than white space, emphasis and variants of type."""
    gone = ""
    for op, text, _ in edits:
        if op == "delete":
            gone = text
            continue
        come = text if op == "insert" else ""
        if gone != come and ((gone + come).isalnum() or wording(gone) != wording(come)):
            return True
        gone = ""
    return bool(wording(gone))


def word_edits(old: Words, new: Words) -> tuple[Edit, ...]:
    """The edits that turn ``old`` into ``new``, white space included, without marks."""
    return _edits(old, new, blocks(old, new))


def blocks(old: Words, new: Words) -> list[Block]:
    """Where the words differ, in order, as a reader would mark it."""
    first, second = old.plain, new.plain
    found = _find(first, second, 0, len(first), 0, len(second))
    found = [_slide(block, first, second, old, new, found, at) for at, block in enumerate(found)]
    return _joined(found, first, second)


def _find(first: Sequence[str], second: Sequence[str], i1: int, i2: int, j1: int, j2: int) -> list[Block]:
    while i1 < i2 and j1 < j2 and first[i1] == second[j1]:
        i1, j1 = i1 + 1, j1 + 1
    while i1 < i2 and j1 < j2 and first[i2 - 1] == second[j2 - 1]:
        i2, j2 = i2 - 1, j2 - 1
    if i1 == i2 or j1 == j2:
        return [(i1, i2, j1, j2)] if (i1, j1) != (i2, j2) else []
    if i2 - i1 == 1 or j2 - j1 == 1:
        return _single(first, second, i1, i2, j1, j2)
    pairs = (i2 - i1) * (j2 - j1)
    if pairs <= _DIRECT:
        return _direct(first[i1:i2], second[j1:j2], i1, j1)
    anchors = _anchors(first, second, i1, i2, j1, j2)
    if not anchors and pairs > _LARGE:
        runs = _runs(first[i1:i2]), _runs(second[j1:j2])
        anchors = [(i1 + i, j1 + j) for i, j in _anchors(*runs, 0, i2 - i1, 0, j2 - j1)]
    if not anchors:
        return _direct(first[i1:i2], second[j1:j2], i1, j1) if pairs <= _MOST else [(i1, i2, j1, j2)]
    out: list[Block] = []
    for i, j in [*anchors, (i2, j2)]:
        out += _find(first, second, i1, i, j1, j)
        i1, j1 = i + 1, j + 1
    return out


def _single(first: Sequence[str], second: Sequence[str], i1: int, i2: int, j1: int, j2: int) -> list[Block]:
    """One word against many: it stands among them or it does not."""
    if i2 - i1 == 1:
        at = next((j for j in range(j1, j2) if second[j] == first[i1]), -1)
        return [(i1, i2, j1, j2)] if at < 0 else [block for block in ((i1, i1, j1, at), (i2, i2, at + 1, j2)) if block[2] < block[3]]
    at = next((i for i in range(i1, i2) if first[i] == second[j1]), -1)
    return [(i1, i2, j1, j2)] if at < 0 else [block for block in ((i1, at, j1, j1), (at + 1, i2, j2, j2)) if block[0] < block[1]]


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Each word with those that follow it."""
    return [tuple(words[at : at + _RUN]) for at in range(len(words))]


def _anchors(first: Sequence[Hashable], second: Sequence[Hashable], i1: int, i2: int, j1: int, j2: int) -> list[tuple[int, int]]:
    """Words, or runs of them, that stand once in each of two runs, in the same order in both."""
    once = {word for word, count in Counter(first[i1:i2]).items() if count == 1}
    also = {word for word, count in Counter(second[j1:j2]).items() if count == 1 and word in once}
    places = {second[j]: j for j in range(j1, j2) if second[j] in also}
    pairs = [(i, places[first[i]]) for i in range(i1, i2) if first[i] in also]
    kept = heaviest_run([j for _, j in pairs])
    return [pair for pair, keep in zip(pairs, kept, strict=True) if keep]


def _direct(first: Sequence[str], second: Sequence[str], i: int, j: int) -> list[Block]:
    """The blocks of two runs that begin at ``i`` and ``j``: each word is given one character, and those are compared."""
    if len(first) == len(second) and (exchanged := _exchanged(first, second, i, j)):
        return exchanged
    codes: dict[str, str] = {}
    sides = []
    for side in (first, second):
        for word in side:
            if word not in codes:
                at = len(codes) + 1
                codes[word] = chr(at if at < 0xD800 else at + 0x800)  # no surrogates
        sides.append("".join(codes[word] for word in side))
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    out: list[Block] = []
    i1, j1 = i, j
    for op, run in engine.diff_main(sides[0], sides[1], False):
        if op == 0:
            if (i1, j1) != (i, j):
                out.append((i1, i, j1, j))
            i, j = i + len(run), j + len(run)
            i1, j1 = i, j
        elif op < 0:
            i += len(run)
        else:
            j += len(run)
    if (i1, j1) != (i, j):
        out.append((i1, i, j1, j))
    return out


def _exchanged(first: Sequence[str], second: Sequence[str], i: int, j: int) -> list[Block]:
    """The blocks where words stand in the place of others and no word that is gone or has come stands elsewhere; none where that is not so.

    No run of shared words is longer than that at the same places then, and nothing has to be searched.
    """
    at = [k for k, (one, other) in enumerate(zip(first, second, strict=True)) if one != other]
    if not {first[k] for k in at}.isdisjoint(second) or not {second[k] for k in at}.isdisjoint(first):
        return []
    out: list[Block] = []
    for k in at:
        if out and out[-1][1] == i + k:
            out[-1] = (out[-1][0], i + k + 1, out[-1][2], j + k + 1)
        else:
            out.append((i + k, i + k + 1, j + k, j + k + 1))
    return out


def _slide(block: Block, first: Sequence[str], second: Sequence[str], old: Words, new: Words, around: Sequence[Block], at: int) -> Block:
    """A pure insertion or deletion at the best of the places where it gives the same text: behind a break in the sentence."""
    i1, i2, j1, j2 = block
    if i1 < i2 and j1 < j2:
        return block
    words, texts, low, high = (first, old, i1, i2) if i1 < i2 else (second, new, j1, j2)
    least = max(around[at - 1][1] - i1, around[at - 1][3] - j1) if at else max(-i1, -j1)
    most = min(around[at + 1][0] - i2, around[at + 1][2] - j2) if at + 1 < len(around) else min(len(first) - i2, len(second) - j2)
    best, best_score = 0, _break(texts, low, high)
    shift = 0
    while shift > least and words[low + shift - 1] == words[high + shift - 1]:
        shift -= 1
        score = _break(texts, low + shift, high + shift)
        if score > best_score:
            best, best_score = shift, score
    shift = 0
    while shift < most and words[low + shift] == words[high + shift]:
        shift += 1
        score = _break(texts, low + shift, high + shift)
        if score > best_score:
            best, best_score = shift, score
    return (i1 + best, i2 + best, j1 + best, j2 + best)


def _break(words: Words, low: int, high: int) -> int:
    """How well a run of words stands by itself: it begins behind, and ends with, the same kind of break."""
    before = words[low - 1] if low else "."
    last = words[high - 1]
    score = 0
    if "\n" in words.gaps[low] and "\n" in words.gaps[high]:
        score += 4
    if before in _BARRIERS and last in _BARRIERS:
        score += 4
    elif before == "," and last == ",":
        score += 2
    elif before == "," or last == ",":
        score += 1
    if last.isalnum() and words[low] in (",", ";"):
        score += 2  # ", the second of them"
    return score


def _joined(found: list[Block], first: Sequence[str], second: Sequence[str]) -> list[Block]:
    """Blocks that only punctuation, or fewer words than either of them changes, part are one."""
    out: list[Block] = []
    for block in found:
        if out and _one(out[-1], block, first):
            block = (out[-1][0], block[1], out[-1][2], block[3])
            out[-1] = block
        else:
            out.append(block)
    return [_balanced(block, out[at + 1] if at + 1 < len(out) else None, first, second) for at, block in enumerate(out)]


def _one(before: Block, block: Block, first: Sequence[str]) -> bool:
    between = first[before[1] : block[0]]
    if not any(char.isalnum() for word in between for char in word):
        return len(between) <= 2 and not any(word in _BARRIERS for word in between)
    sizes = [max(b[1] - b[0], b[3] - b[2]) for b in (before, block)]
    both = all(b[0] < b[1] and b[2] < b[3] for b in (before, block))
    return both and len(between) * 2 <= min(sizes) and not any(word in _BARRIERS for word in between)


def _balanced(block: Block, following: Block | None, first: Sequence[str], second: Sequence[str]) -> Block:
    """A block that opens a bracket on both sides takes in the closing one behind it: "thirty (30)" is one thing."""
    i1, i2, j1, j2 = block
    for side, low, high in ((first, i1, i2), (second, j1, j2)):
        opened = [_CLOSING[word] for word in side[low:high] if word in _CLOSING]
        closed = [word for word in side[low:high] if word in _CLOSING.values()]
        if len(opened) != len(closed) + 1 or high >= len(side) or side[high] != opened[-1]:
            return block
    if following is not None and (following[0] <= i2 or following[2] <= j2):
        return block
    return (i1, i2 + 1, j1, j2 + 1)


def _edits(old: Words, new: Words, found: list[Block]) -> tuple[Edit, ...]:
    """Blocks -> edits that hold all white space. Of an equal word the gaps behind it may differ; then the gap alone is an edit."""
    runs: list[Run] = []
    _gap(runs, old.gaps[0], new.gaps[0])
    i = j = 0
    for i1, i2, j1, j2 in [*found, (len(old), len(old), len(new), len(new))]:
        if i == i1 and j == j1:
            pass
        elif old[i:i1] == new[j:j1] and old.gaps[i + 1 : i1 + 1] == new.gaps[j + 1 : j1 + 1]:
            runs.append(("equal", old.text(i, i1)))
        else:
            for k in range(i1 - i):
                _gap(runs, old[i + k], new[j + k])
                _gap(runs, old.gaps[i + k + 1], new.gaps[j + k + 1])
        _block(runs, old, new, (i1, i2, j1, j2))
        i, j = i2, j2
    return tuple(Edit(op, text) for op, text in _ordered(runs))


Run = tuple[Op, str]


def _block(runs: list[Run], old: Words, new: Words, block: Block) -> None:
    i1, i2, j1, j2 = block
    gone, come = old.text(i1, i2), new.text(j1, j2)
    tail = ""
    if i1 < i2 and j1 < j2 and old.gaps[i2] == new.gaps[j2]:
        tail = old.gaps[i2]  # the white space behind a replacement is no part of it
        gone, come = gone[: len(gone) - len(tail)], come[: len(come) - len(tail)]
    runs += [("delete", gone), ("insert", come), ("equal", tail)]


def _gap(runs: list[Run], old: str, new: str) -> None:
    runs += [("equal", old)] if old == new else [("delete", old), ("insert", new)]


def _ordered(runs: list[Run]) -> list[Run]:
    """Between two equal runs first what is gone, then what has come; white space that both begin or end with is equal."""
    out: list[Run] = []
    gone: list[str] = []
    come: list[str] = []
    for op, text in runs:
        if op == "delete":
            gone.append(text)
        elif op == "insert":
            come.append(text)
        elif text:
            if gone or come:
                out += _trimmed("".join(gone), "".join(come))
                gone, come = [], []
            out.append((op, text))
    if gone or come:
        out += _trimmed("".join(gone), "".join(come))
    return _merged(out)


def _trimmed(gone: str, come: str) -> list[Run]:
    if not (gone and come):
        return [("delete", gone), ("insert", come)]
    lead = _shared_space(gone, come)
    gone, come = gone[len(lead) :], come[len(lead) :]
    tail = _shared_space(gone[::-1], come[::-1])[::-1]
    return [("equal", lead), ("delete", gone[: len(gone) - len(tail)]), ("insert", come[: len(come) - len(tail)]), ("equal", tail)]


def _merged(runs: list[Run]) -> list[Run]:
    """Runs of one kind that follow one another are one; empty ones are none."""
    return [(op, "".join(text for _, text in group)) for op, group in groupby((run for run in runs if run[1]), key=lambda run: run[0])]


def _shared_space(first: str, second: str) -> str:
    """The white space that both texts begin with."""
    count = 0
    while count < min(len(first), len(second)) and first[count] == second[count] and first[count].isspace():
        count += 1
    return first[:count]
