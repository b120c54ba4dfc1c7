"""A rule pack: what an agreement commits to, and the words and concepts by which provisions are held against it.

These nouns are both the file format and the thing the engine reads: one definition, from which the models that find mistakes
and the JSON Schema are made (``packs/models.py``). Closed everywhere (an unknown key is a mistake), frozen, and a list is
always a list.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from compliance.model.asked import Claim, Commitment, Element, Persons
from compliance.model.concepts import Act, Concept, Edge, PersonClass, Taxonomy
from compliance.model.form import Name, Sentence, Version
from compliance.model.words import (
    ENGINE_NOUNS,
    ENGINE_VERBS,
    RESERVED,
    ActRow,
    ClassRow,
    Lexicon,
    Rule,
    Scope,
    Signal,
    Signals,
)

__all__ = [
    "ENGINE_NOUNS", "ENGINE_VERBS", "RESERVED", "Act", "ActRow", "Case", "Claim", "ClassRow", "Commitment", "Concept", "Edge", "Element", "Lexicon", "PackHead",
    "PersonClass", "Persons", "Rule", "RulePack", "Scope", "Signal", "Signals", "Survivor", "Taxonomy",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A made-up provision with what must come out.

    ``text`` is the provision, in which ``{hide|conceal}`` stands for one case with each word; ``heading`` stands above it. ``expect`` lists every pair that is not ``does-not-address``; what ``tolerate`` lists
    may come out and need not. ``settles`` says on which side of a claim a whole text with these words comes down. ``why`` says what the
    case is for.
    """

    text: Sentence
    heading: str = ""
    expect: dict[Name, tuple[Literal["addresses", "partially-addresses", "contradicts"], ...]] = field(default_factory=dict)
    tolerate: dict[Name, tuple[Literal["addresses", "partially-addresses", "contradicts"], ...]] = field(default_factory=dict)
    settles: dict[Name, Literal["support", "contradiction"]] = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant of the pack that no case tells from the pack itself, and why it may live.

    ``row`` is the row's name as the gate prints it, with ``*`` at its end for all that begin so; ``mutation`` what was done to it, or
    ``any``; ``why`` the reason.
    """

    row: Sentence
    mutation: Sentence
    why: Sentence


@dataclass(frozen=True, slots=True)
class PackHead:
    """Who a pack is.

    ``id`` names it on the command line, ``version`` is three numbers with dots, ``title`` and ``description`` say in words what it is for.
    ``agreement`` and ``instruments`` are the texts it is made for, used when none are named. ``extends`` is the pack that it builds on: a
    built-in name, or a folder relative to this one. ``replaces`` lists the names of that pack that it gives anew.
    """

    id: Name
    version: Version
    title: Sentence
    description: Sentence
    agreement: Name | None = None
    instruments: tuple[Name, ...] = ()
    extends: Sentence | None = None
    replaces: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class RulePack:
    """A whole pack, put together from its files. ``sha256`` is the digest of all that judges: its files without cases, and those of the pack that it builds on."""

    head: PackHead
    commitments: dict[Name, Commitment]
    taxonomy: Taxonomy
    lexicon: Lexicon
    rules: dict[Name, Rule] = field(default_factory=dict)
    signals: Signals = field(default_factory=Signals)
    cases: tuple[Case, ...] = ()
    survivors: tuple[Survivor, ...] = ()
    sha256: str = ""

    @property
    def elements(self) -> dict[str, Element]:
        """The elements that are compared facet by facet, by id, in the order of the commitments."""
        return {id_: element for commitment in self.commitments.values() for id_, element in commitment.elements.items()}

    @property
    def claims(self) -> dict[str, Claim]:
        """The elements that signals decide, by id, in the order of the commitments."""
        return {id_: claim for commitment in self.commitments.values() for id_, claim in commitment.claims.items()}

    @property
    def asked(self) -> dict[str, Element | Claim]:
        """All elements of both kinds by id, in the order of the commitments."""
        return {id_: one for commitment in self.commitments.values() for id_, one in commitment.asked.items()}
