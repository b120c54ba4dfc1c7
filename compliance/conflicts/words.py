"""The data of comparing norms, compiled: which words bind, free, forbid, set a condition, mean the same or the opposite.

Takes the parsed data file (``english.yaml`` beside this file, read by ``disk``) and base forms; gives patterns and tables.
Nothing here names a word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from compliance.passages.lemma import BaseForms
from compliance.passages.pattern import Pattern, compile_pattern


class DoubleWordError(ValueError):
    """A word stands in two rows of words that say the same."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Words of numbers and units; what each table means stands in the data file."""

    numbers: Mapping[str, float]
    scales: Mapping[str, float]
    ordinals: Mapping[str, int]
    durations: Mapping[str, float]
    frequencies: Mapping[str, float]
    times: Mapping[str, int]
    months: Mapping[str, int]
    money: Mapping[str, str]
    signs: Mapping[str, str]
    percent: frozenset[str]
    between: frozenset[str]
    references: frozenset[str]
    least: tuple[tuple[str, ...], ...]
    most: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ConflictWords:
    """Compiled words; ``force`` and ``conditions`` pair each kind with its patterns, in the order they are tried."""

    forms: BaseForms
    force: tuple[tuple[str, tuple[Pattern, ...]], ...]
    secret: tuple[Pattern, ...]
    conditions: tuple[tuple[str, tuple[Pattern, ...]], ...]
    cuts: tuple[Pattern, ...]
    modals: frozenset[str]
    carriers: tuple[Pattern, ...]
    rights: frozenset[str]
    bounds: frozenset[str]
    absolute: frozenset[str]
    none: frozenset[str]
    negating: frozenset[str]
    opposed_times: frozenset[frozenset[str]]
    exclusive: Mapping[str, str]
    opposites: frozenset[frozenset[str]]
    opposing: frozenset[str]
    same: Mapping[str, str]
    one_bearer: frozenset[str]
    anyone: frozenset[str]
    persons: frozenset[str]
    person_endings: tuple[str, ...]
    no_persons: frozenset[str]
    stops: frozenset[str]
    light: frozenset[str]
    lets: frozenset[str]
    makes: frozenset[str]
    places: frozenset[str]
    between: frozenset[str]
    empty: frozenset[str]
    amounts: Amounts

    def sense(self, word: str) -> str:
        """The word that stands for all that say the same."""
        return self.same.get(word, word)

    def excludes(self, one: str, other: str) -> bool:
        """Whether two words exclude each other by the lists."""
        kind = self.exclusive.get(one)
        return (kind is not None and one != other and kind == self.exclusive.get(other)) or (one in self.opposing and frozenset({one, other}) in self.opposites)

    def person(self, word: str) -> bool:
        """Whether a base form names somebody who can be bound, by the list or by its ending."""
        return word in self.persons or (len(word) > 4 and word.endswith(self.person_endings) and word not in self.no_persons and word.isalpha())

    def carries(self, word: str) -> bool:
        """Whether a base form carries matter of its own."""
        return word[0].isalpha() and word not in self.empty


def compile_words(data: Mapping[str, Any], forms: BaseForms) -> ConflictWords:
    """The words of the data file. Raises UnknownWordListError for a list that it does not hold, DoubleWordError for a word with two senses."""
    lists = data["words"]

    def compiled(rows: Sequence[str]) -> tuple[Pattern, ...]:
        return tuple(compile_pattern(row, lists, forms) for row in rows)

    def one(words: Sequence[str]) -> frozenset[str]:
        return frozenset(forms.one(word) for word in words)

    same: dict[str, str] = {}
    for row in data["same"]:
        for base in dict.fromkeys(forms.one(word) for word in row):
            if base in same:
                raise DoubleWordError(base)
            same[base] = forms.one(row[0])

    def pairs(rows: Sequence[Sequence[str]]) -> frozenset[frozenset[str]]:
        return frozenset(frozenset(same.get(forms.one(word), forms.one(word)) for word in row) for row in rows)

    opposites = frozenset(pair for pair in pairs(data["opposites"]) if len(pair) == 2)
    return ConflictWords(
        forms=forms,
        force=tuple((kind, compiled(rows)) for kind, rows in data["force"].items()),
        secret=compiled(data["secret"]),
        conditions=tuple((kind, compiled(rows)) for kind, rows in data["conditions"].items()),
        cuts=compiled(data["cuts"]),
        modals=one(lists["modal"]) | {"cannot"},
        carriers=compiled(data["carriers"]),
        bounds=one(data["bounds"]),
        absolute=one(data["absolute"]),
        rights=one(lists["right"]),
        none=one(data["none"]),
        negating=one(data["none"]) | one(data["negating"]),
        opposed_times=frozenset(frozenset(row) for row in data["opposed-times"]),
        exclusive={same.get(forms.one(word), forms.one(word)): kind for kind, row in data["exclusive"].items() for word in row},
        opposites=opposites,
        opposing=frozenset(word for pair in opposites for word in pair),
        same=same,
        one_bearer=frozenset(same.get(word, word) for word in one(data["one-bearer"])),
        anyone=one(data["anyone"]),
        persons=one(data["persons"]),
        person_endings=tuple(data["person-endings"]),
        no_persons=one(data["unlike-persons"]),
        stops=one(data["stops"]),
        light=one(data["light"]),
        lets=one(data["lets"]),
        makes=one(data["makes"]),
        places=one(data["places"]),
        between=one(data["between"]),
        empty=one(data["empty"]) | frozenset(data["empty-forms"]),
        amounts=_amounts(data, forms),
    )


def _amounts(data: Mapping[str, Any], forms: BaseForms) -> Amounts:
    def split(rows: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(row.split()) for row in rows)

    def floats(name: str) -> dict[str, float]:
        return {word: float(value) for word, value in data[name].items()}

    def whole(name: str) -> dict[str, int]:
        return {word: int(value) for word, value in data[name].items()}

    return Amounts(
        numbers=floats("numbers"), scales=floats("scales"), ordinals=whole("ordinals"), durations=floats("durations"), frequencies=floats("frequencies"),
        times=whole("times-over"), months=whole("months"), money=data["money"], signs=data["money-signs"], percent=frozenset(data["percent"]),
        between=frozenset(data["unit-words"]), references=frozenset(forms.one(word) for word in data["references"]),
        least=split(data["at-least"]), most=split(data["at-most"]),
    )  # fmt: skip
