"""The files of a pack: which there are, and the model of each."""

from __future__ import annotations

from pydantic import Field

from compliance.model.pack import Case, Commitment, Entry, Lexicon, PackHead, Rule, Signals, Survivor, Taxonomy


class Commitments(Entry):
    """What is asked: ``commitments`` by their number in the agreement."""

    commitments: dict[str, Commitment]


class Rules(Entry):
    """Relations that follow from concepts: ``rules`` by name."""

    rules: dict[str, Rule] = Field(default_factory=dict)


class Cases(Entry):
    """Made-up provisions with what must come out: ``cases`` in order."""

    cases: tuple[Case, ...]


class Survivors(Entry):
    """Mutants that may live: ``survivors`` in order."""

    survivors: tuple[Survivor, ...] = ()


#: The kinds of files by the name of their schema. ``lexicon/`` and ``cases/`` hold any number of theirs.
KINDS: dict[str, type[Entry]] = {
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
