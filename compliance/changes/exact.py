"""Clauses with the same words: the surest passes of an alignment.

Pairs texts that stand once on both sides, copies beside a pair already found, texts that differ in numbers alone, and texts that
differ in type alone. What differs in words is left to the passes behind.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from operator import ne
from typing import TypeVar

from compliance.changes.order import heaviest_run
from compliance.changes.pairs import Pairing
from compliance.changes.tokens import wording
from compliance.changes.units import Unit

_LEAST = 12
"""Texts of fewer words that differ in numbers ("the Acts of 1977 to 2007") are looked for between the same neighbours only."""
_IN_PLACE = 0.8
"""A clause as like as this that stands in place is the counterpart, and not one elsewhere with the same words and other numbers."""
_NEAR = 12
"""So many of the clauses in place are asked."""
_COPIES = 40
"""Of more copies of one text in a gap these are looked at."""


def pair_same_words(pairing: Pairing) -> None:
    """Texts that stand once in both, their copies beside them, and those in which a number is another."""
    bare = _bare(pairing.old), _bare(pairing.new)
    once = _once(bare[0]), _once(bare[1])
    _same_words(pairing, bare, once)
    _beside(pairing, lambda i, j: pairing.old[i].words == pairing.new[j].words)
    _other_numbers(pairing, bare[0], once)


def _same_words(pairing: Pairing, bare: tuple[list[bytes], list[bytes]], once: tuple[dict[bytes, int], dict[bytes, int]]) -> None:
    """Texts that stand once in both. Clauses that differ in numbers alone are not told apart by them: references are renumbered."""
    first, second = (_once([unit.words for unit in units]) for units in (pairing.old, pairing.new))
    (bare_old, bare_new), (once_old, once_new) = bare, once
    found = [(words, i, second[words]) for words, i in first.items() if i >= 0 and words in second]
    pairing.add_same([
        (i, j)
        for words, i, j in found
        if j >= 0 and (len(words) > 60 or words.count(" ") >= 2) and once_old[bare_old[i]] == i and once_new[bare_new[j]] == j  # "Repealed." may stand anywhere
    ])


def _other_numbers(pairing: Pairing, bare_old: list[bytes], once: tuple[dict[bytes, int], dict[bytes, int]]) -> None:
    """The same words that stand once in each text, numbers aside: a reference was renumbered, a sum or a day is another."""
    to_new, far = pairing.to_new, []
    for i in pairing.free_old():
        bare = bare_old[i]
        j = once[1].get(bare, -1)
        if j >= 0 and pairing.to_old[j] < 0 and once[0][bare] >= 0 and bare.count(b" ") >= _LEAST:
            if i and to_new[i - 1] == j - 1:
                pairing.add_alike(i, j, _but_for_numbers(pairing.old[i].words, pairing.new[j].words))
            else:
                far.append((i, j))
    if far:
        gaps = pairing.gaps()
        gap_old, gap_new = ({place: gap for gap in gaps for place in gap[side]} for side in (0, 1))
        for i, j in far:
            here, there = gap_old.get(i), gap_new.get(j)
            in_place = here is not None and here is there
            if in_place or not ((here and _stayed(pairing, [i], here[1])) or (there and _stayed(pairing, there[0], [j]))):
                pairing.add_alike(i, j, _but_for_numbers(pairing.old[i].words, pairing.new[j].words))


def _stayed(pairing: Pairing, olds: Sequence[int], news: Sequence[int]) -> bool:
    """Whether one of these pairs, between the same neighbours, is alike enough: it is heard before the same words elsewhere."""
    return any(pairing.free(i, j) and pairing.like(i, j) >= _IN_PLACE for i in olds[:_NEAR] for j in news[:_NEAR])


def _beside(pairing: Pairing, same: Callable[[int, int], bool]) -> None:
    """Clauses that stand several times in a text belong to the counterpart of their neighbour."""
    to_new = pairing.to_new
    count = len(to_new)
    _run_along(pairing, 0, 0, 1, same)  # texts begin and end at the same place
    _run_along(pairing, count - 1, len(pairing.new) - 1, -1, same)
    for i in range(count - 1):
        if to_new[i + 1] < 0 <= to_new[i]:
            _run_along(pairing, i + 1, to_new[i] + 1, 1, same)
    for i in range(count - 1, 0, -1):
        if to_new[i - 1] < 0 <= to_new[i]:
            _run_along(pairing, i - 1, to_new[i] - 1, -1, same)


def _run_along(pairing: Pairing, i: int, j: int, step: int, same: Callable[[int, int], bool]) -> None:
    while 0 <= i < len(pairing.old) and 0 <= j < len(pairing.new) and pairing.free(i, j) and same(i, j):
        pairing.add((i,), (j,), "text", 1.0)
        i, j = i + step, j + step


def pair_same_type(pairing: Pairing) -> None:
    """The same words but for white space, quotation marks and dashes."""
    sides = ({i: _letters(pairing.old[i].words) for i in pairing.free_old()}, {j: _letters(pairing.new[j].words) for j in pairing.free_new()})
    both = set(sides[0].values()) & set(sides[1].values())
    first, second = ({at: wording(units[at].words) for at, letters in side.items() if letters in both} for side, units in zip(sides, (pairing.old, pairing.new), strict=True))
    olds, news = list(first), list(second)
    ones, others = _once(list(first.values())), _once(list(second.values()))
    twins = _twins(ones) | _twins(others)
    for words, at in ones.items():
        to = others.get(words, -1)
        if at >= 0 and to >= 0 and words.count(" ") >= 2 and words not in twins:
            pairing.add((olds[at],), (news[to],), "text", 1.0)
    _beside(pairing, lambda i, j: i in first and first[i] == second.get(j))
    _repeated(pairing, {i: words for i, words in first.items() if words not in twins}, second)


def _repeated(pairing: Pairing, first: dict[int, str], second: dict[int, str]) -> None:
    """What still has the same words: in order, between the same neighbours."""
    for olds, news in pairing.gaps():
        places: dict[str, list[int]] = {}
        for j in news:
            if second.get(j):
                places.setdefault(second[j], []).append(j)
        pairs = [(i, j) for i in olds for j in reversed(places.get(first.get(i, ""), ())[:_COPIES])]
        kept = heaviest_run([j for _, j in pairs])
        for (i, j), keep in zip(pairs, kept, strict=True):
            if keep:
                pairing.add((i,), (j,), "text", 1.0)


Text = TypeVar("Text", str, bytes)


def _once(texts: Sequence[Text]) -> dict[Text, int]:
    """The place of each text that stands once; -1 for the others."""
    out = dict(zip(texts, range(len(texts)), strict=True))
    if len(out) < len(texts):
        for text, count in Counter(texts).items():
            if count > 1:
                out[text] = -1
    return out


_NUMBER = re.compile(r"[0-9]+")
_DIGITS = b"0123456789"
_NO_LETTERS = bytes(code for code in range(256) if not (code < 128 and chr(code).isalpha()))


def _bare(units: Sequence[Unit]) -> list[bytes]:
    """The words of each clause without digits."""
    return [unit.words.encode("utf-8", "surrogatepass").translate(None, _DIGITS) for unit in units]


def _letters(text: str) -> bytes:
    """The Latin letters of a text, as no variant of type changes them: what differs in them differs in more than type."""
    return (text if text.isascii() else unicodedata.normalize("NFC", text)).encode("utf-8", "surrogatepass").translate(None, _NO_LETTERS)


def _but_for_numbers(old: str, new: str) -> float:
    """How alike two texts are that differ in numbers alone: the share of words that are the same."""
    words = old.split()
    changed: int = sum(map(ne, words, new.split()))
    return 1.0 - changed / len(words)


def _twins(once: dict[str, int]) -> set[str]:
    """Of texts that stand once those that differ from another in their numbers alone."""
    seen: dict[str, str] = {}
    out: set[str] = set()
    for text in filter(_NUMBER.search, once):
        bare = _NUMBER.sub("0", text)
        if bare in seen:
            out.update((text, seen[bare]))
        seen[bare] = text
    return out
