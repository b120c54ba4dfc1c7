"""The words of a norm, and the conditions among them.

Takes a norm's text or a part of its words; gives words with what a reader sees beside them (marks, numbers), and the part without its
conditions, each with its kind. Where a condition ends is told by marks and modal verbs; what is left is for ``statements``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from compliance.conflicts.words import ConflictWords

Range = tuple[int, int]
_ASIDE = 12  # words that a condition between commas may have
_LISTED = 3  # words that a member of a list may have
_PLAIN = ("if", "reserve", "scope")  # kinds that do not end a condition before them
_OPENER = 8  # words by which a condition is known ("without the landlord's prior written consent")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a norm: base form, as written, whether a comma or another mark stands before it, and whether it belongs to a number."""

    base: str
    surface: str
    breaks: bool
    number: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition: its kind, the words that open it, its matter words, and whether it stands before what it governs."""

    kind: str
    opener: str
    words: frozenset[str]
    fronted: bool


def read_words(text: str, words: ConflictWords, numbers: Sequence[Range]) -> list[Word]:
    """The words of a text; ``numbers`` are the places of its quantities."""
    out: list[Word] = []
    last = 0
    for base, start, end in words.forms.tokens(text, 0, len(text)):
        marked = any(mark in text[last:start] for mark in ",:;()—–")
        number = any(low <= start < high for low, high in numbers)
        out.append(Word(f"#{base}" if number else base, text[start:end], marked or base in ";:(", number))  # "1 May" is no modal verb
        last = end
    return out


def matters(word: Word, words: ConflictWords) -> bool:
    """Whether a word carries matter and belongs to no number."""
    return not word.number and words.carries(word.base)


def set_aside(part: Sequence[Word], words: ConflictWords) -> tuple[list[Word], tuple[Condition, ...]]:
    """A part without its conditions, and these in their order."""
    left = list(part)
    out: list[Condition] = []
    for _ in range(4):
        bases = [word.base for word in left]
        places = _openers(bases, words)
        if not places and bases[:1] == ["should"] and len(bases) > 3:
            places = [(0, -1, "if")]  # "Should the goods be late, ..."
        if not places:
            break
        start, stop, kind = min(places)
        end = _end(left, start, -stop, words)
        end = min([end, *(-stop + begin for begin, _, other in _openers(bases[-stop:], words) if other not in _PLAIN)])
        matter = frozenset(words.sense(word.base) for word in left[start:end] if matters(word, words))
        opener = " ".join(word.surface for word in left[start : max(start + 1, -stop)])
        out.append(Condition(kind, opener, matter, start <= 3))
        left = left[:start] + left[end:]
    return left, tuple(out)


def _openers(bases: Sequence[str], words: ConflictWords) -> list[tuple[int, int, str]]:
    """Where each pattern of a condition is first met, as (first word, minus one behind the last, kind), so that the longest of those that begin first is least."""
    out: list[tuple[int, int, str]] = []
    present = set(bases)
    for kind, patterns in words.conditions:
        for pattern in patterns:
            place = None if present.isdisjoint(pattern.items[0].runs) else pattern.find(bases)
            if place is None or place[1] - place[0] > _OPENER or (kind == "scope" and place[0]):
                continue
            if not place[0] or bases[place[0] - 1] != "be":  # "shall be subject to approval" says what, not when
                out.append((place[0], -place[1], kind))
    return out


def _end(part: Sequence[Word], start: int, opened: int, words: ConflictWords) -> int:
    """Where a condition ends: at the comma before the clause that it governs, at the end, or before the next condition."""
    modals = [at for at in range(opened, len(part)) if part[at].base in words.modals]
    if start <= 3:
        then = next((at for at in range(opened, len(part)) if part[at].base == "then" and part[at].breaks), None)
        if then is not None:
            return then
        for at in modals or [at for at in range(opened, len(part)) if part[at].base == "be"]:
            marks = [mark for mark in range(opened + 1, at) if part[mark].breaks]
            if marks:
                return marks[-1]
        return max(opened + 1, modals[0] - 2) if modals else len(part)
    before = next((at for at in reversed(range(start)) if part[at].base in words.modals), None)
    if before is not None and before + 1 < start and part[before + 1].breaks:
        return behind_aside(part, opened)
    if part[start].breaks:
        return next((at for at in range(opened + 1, min(len(part), start + _ASIDE)) if part[at].breaks), len(part))
    return len(part)


def behind_aside(part: Sequence[Word], low: int) -> int:
    """Where the clause goes on behind words between commas, which may be a list themselves."""
    marks = [at for at in range(low + 1, len(part)) if part[at].breaks]
    return next((at for at, after in pairwise([*marks, len(part) + _LISTED]) if after - at > _LISTED), len(part))
