"""Patterns over the base forms of words: what the scopes of passages and the signals of packs are written in.

A pattern is a run of items: words in their base form, ``a|b`` alternatives (``a_b`` for a run of words), ``<name>`` one of a
list of words or runs of words, ``...`` up to sixteen words between. Matching keeps a set of places and never tries again, so
that no pattern can take longer than its length times that of the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from compliance.passages.lemma import BaseForms

GAP = 16
Run = tuple[str, ...]
Lists = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Item:
    """Runs of which one must stand here, by their first word; ``gap`` is how many words may stand before."""

    runs: Mapping[str, tuple[Run, ...]]
    gap: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; ``text`` is how it was written."""

    text: str
    items: tuple[Item, ...]

    def find(self, words: Sequence[str], beyond: int = 0) -> tuple[int, int] | None:
        """The first place that ends behind ``beyond``, as (first word, one behind the last), or nothing."""
        first = self.items[0]
        for start, word in enumerate(words):
            if word not in first.runs:
                continue
            ends = _ends(first, words, {start})
            for item in self.items[1:]:
                if not ends:
                    break
                ends = _ends(item, words, {at + skip for at in ends for skip in range(item.gap + 1)})
            ends = {end for end in ends if end > beyond}
            if ends:
                return start, min(ends)
        return None


class UnknownWordListError(ValueError):
    """A pattern names a list of words that is not there; ``name`` says which."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def compile_pattern(text: str, lists: Lists, forms: BaseForms) -> Pattern:
    """A pattern from its words. Raises UnknownWordListError for a ``<name>`` that ``lists`` does not hold, ValueError for no word at all."""
    items: list[Item] = []
    gap = 0
    for part in text.split():
        if part == "...":
            gap = GAP
            continue
        runs: dict[str, list[Run]] = {}
        for one in part.split("|"):
            for words in _listed(one.strip("<>"), lists) if one.startswith("<") else [one.replace("_", " ")]:
                run = forms.run(words)
                if run:
                    runs.setdefault(run[0], []).append(run)
        items.append(Item({first: tuple(all_) for first, all_ in runs.items()}, gap))
        gap = 0
    if not items:
        raise ValueError(f"the pattern {text!r} holds no word")
    return Pattern(text, tuple(items))


def _listed(name: str, lists: Lists) -> list[str]:
    if name not in lists:
        raise UnknownWordListError(name)
    out: list[str] = []
    for word in lists[name]:
        out += _listed(word.strip("<>"), lists) if word.startswith("<") else [word]
    return out


def _ends(item: Item, words: Sequence[str], places: set[int]) -> set[int]:
    out: set[int] = set()
    for at in places:
        if at < len(words):
            for run in item.runs.get(words[at], ()):
                if len(run) == 1 or tuple(words[at : at + len(run)]) == run:
                    out.add(at + len(run))
    return out


def first_of(patterns: Sequence[Pattern], words: Sequence[str], beyond: int = 0) -> tuple[int, int] | None:
    """The place of the first of several patterns that is found."""
    for pattern in patterns:
        place = pattern.find(words, beyond)
        if place is not None:
            return place
    return None
