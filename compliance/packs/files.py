"""The files of a pack: which there are, and the noun of each."""

from __future__ import annotations

from dataclasses import dataclass, field

from compliance.model.pack import Case, Commitment, Lexicon, PackHead, Rule, Signals, Survivor, Taxonomy


@dataclass(frozen=True, slots=True)
class Commitments:
    """What is asked: ``commitments`` by their number in the agreement."""

    commitments: dict[str, Commitment]


@dataclass(frozen=True, slots=True)
class Rules:
    """Relations that follow from concepts: ``rules`` by name."""

    rules: dict[str, Rule] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cases:
    """Made-up provisions with what must come out: ``cases`` in order."""

    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Survivors:
    """Mutants that may live: ``survivors`` in order."""

    survivors: tuple[Survivor, ...] = ()


#: The kinds of files by the name of their schema. ``lexicon/`` and ``cases/`` hold any number of theirs.
KINDS: dict[str, type] = {
    "pack": PackHead,
    "commitments": Commitments,
    "taxonomy": Taxonomy,
    "lexicon": Lexicon,
    "rules": Rules,
    "signals": Signals,
    "cases": Cases,
    "survivors": Survivors,
}

__all__ = ["KINDS", "Cases", "Commitments", "Rules", "Survivors"]
