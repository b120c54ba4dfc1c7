"""What one clause orders, forbids, permits or states: a norm with every slot tied to its words.

Terms follow LegalRuleML 1.0 (bearer, counterparty, reparation), deontic logic (modality) and the Institutional
Grammar (action, object, condition); DESIGN.md section 2 fixes the words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Modality = Literal["obligation", "prohibition", "permission", "right", "power", "constitutive", "declaratory"]

#: Where a bearer comes from when the clause has none of its own.
BearerSource = Literal["text", "previous", "chapeau", "heading", "addressee", "none"]

#: What a part of a norm does in it. ``recipient`` (to X), ``origin`` (from X), ``companion`` (with X), ``target``
#: (against X), ``beneficiary`` (for X), ``authority`` (by X), ``topic`` (about X).
RoleKind = Literal[
    "recipient", "origin", "place", "companion", "target", "beneficiary", "authority", "topic",
    "time", "manner", "purpose", "comparison", "quality", "means",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the source: ``text == source[start:end]``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Role:
    """A part of a norm beside its object: what it does, its preposition, its words without the preposition."""

    kind: RoleKind
    preposition: str
    words: Words


@dataclass(frozen=True, slots=True)
class Norm:
    """One atomic statement of a clause.

    ``action`` is the base form of the verb or noun that names the act (``recruit``, ``allegiance``), ``particle`` what
    a phrasal verb has beside it (``out`` of "carry out"), ``action_words`` the place of both. ``nominal`` marks an act
    named by a noun, ``passive`` one whose object is the grammatical subject.

    ``laws`` names the rewrite laws that led to the modality, in order; ``derived`` marks a norm that the words imply
    rather than say. ``embedded`` are norms inside this one ("shall ensure that ..."). ``wrapper`` is the verb of a
    transparent wrapper ("are instructed that"), ``wrapped_over`` whom it speaks to. ``trigger`` is the breach a
    sanction answers. ``cue`` is the row of the cue table that was met.
    """

    clause: str
    ordinal: str
    modality: Modality
    cue: str
    cue_words: Words
    action: str
    action_words: Words
    start: int
    end: int
    particle: str = ""
    nominal: bool = False
    passive: bool = False
    bearer: Words | None = None
    bearer_from: BearerSource = "none"
    object: Words | None = None
    roles: tuple[Role, ...] = ()
    conditions: tuple[Words, ...] = ()
    exceptions: tuple[Words, ...] = ()
    temporal: tuple[Words, ...] = ()
    purposes: tuple[Words, ...] = ()
    trigger: Words | None = None
    wrapper: str = ""
    wrapped_over: Words | None = None
    force: Literal["plain", "categorical", "advisory"] = "plain"
    exclusive: bool = False
    derived: bool = False
    laws: tuple[str, ...] = ()
    embedded: tuple[Norm, ...] = ()

    def walk(self) -> Iterator[Norm]:
        """This norm and every norm inside it, outermost first."""
        yield self
        for inner in self.embedded:
            yield from inner.walk()


@dataclass(frozen=True, slots=True)
class ClauseNorms:
    """The norms read in one provision; ``unread`` holds words with a deontic sense that no cue explained.

    ``derived`` are norms that the words imply (a prohibition "without permission" allows with permission), each marked
    with the law it came by.
    """

    provision: str
    norms: tuple[Norm, ...]
    unread: tuple[Words, ...] = ()
    derived: tuple[Norm, ...] = ()
