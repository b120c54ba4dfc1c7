"""The words of a rule pack: rows that name its concepts, rules and signals.

Nouns of a pack's files (see ``pack``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from compliance.model.form import Filled, Name, Sentence, key


@dataclass(frozen=True, slots=True)
class ActRow:
    """Words that name an act.

    ``act`` is the act of the taxonomy, ``why`` says what the words are. An act is named by one of ``verbs`` (a base form, with its particle: "take in", or ``<class>`` for a verb class), or
    by one of ``nouns`` (the act as a thing: "recruitment", also as object of a light verb). ``object`` are the noun
    classes of which the object's head must be one; ``purpose``, ``place``, ``with`` and ``to`` ask the same of those
    roles. ``unless`` are noun classes that rule the row out. ``light`` says in which direction a light verb has to
    point for ``nouns``: give, take, do. ``opposite`` marks words for keeping the act from being done. ``patient`` says
    where the persons stand whom the act is done to.
    """

    act: Name
    verbs: tuple[Sentence, ...] = ()
    nouns: tuple[Sentence, ...] = ()
    object: tuple[Name, ...] = ()
    purpose: tuple[Name, ...] = ()
    place: tuple[Name, ...] = ()
    companion: tuple[Name, ...] = field(default=(), metadata=key("with"))
    recipient: tuple[Name, ...] = field(default=(), metadata=key("to"))
    unless: tuple[Name, ...] = ()
    light: Literal["give", "take", "do"] | None = None
    opposite: bool = False
    patient: Literal["object", "bearer"] = "object"
    why: str = ""


@dataclass(frozen=True, slots=True)
class ClassRow:
    """Words that name a class of persons, an interest, a means or a standard.

    ``class`` is the class, interest, means or standard that is named. A noun phrase is of the class when its head is one of ``heads`` (words, or ``<class>`` for a noun class) and, where
    ``modifiers`` are given, one of them stands before the head; ``phrases`` are runs of words anywhere in the phrase.
    ``unless`` are words that rule it out.
    """

    of: Name = field(metadata=key("class"))
    heads: tuple[Sentence, ...] = ()
    modifiers: tuple[Sentence, ...] = ()
    phrases: tuple[Sentence, ...] = ()
    unless: tuple[Sentence, ...] = ()


#: Classes of nouns that the engine itself asks for: places that narrow nobody ("in the country"), and words that point at persons ("relatives").
ENGINE_NOUNS = ("whole-country", "related")
#: Classes of verbs that the engine itself asks for: light verbs by direction.
ENGINE_VERBS = ("give", "take", "do", "deny", "end")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words of a pack.

    ``nouns`` and ``verbs`` are named classes of words that rows use. ``acts`` are rows that name acts, ``persons``, ``interests``, ``means`` and
    ``standards`` rows that name those.
    """

    nouns: dict[Name, tuple[Sentence, ...]] = field(default_factory=dict)
    verbs: dict[Name, tuple[Sentence, ...]] = field(default_factory=dict)
    acts: tuple[ActRow, ...] = ()
    persons: tuple[ClassRow, ...] = ()
    interests: tuple[ClassRow, ...] = ()
    means: tuple[ClassRow, ...] = ()
    standards: tuple[ClassRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A relation that follows from concepts but not from comparing facets one by one.

    ``element`` is the element and ``relation`` the relation that follows, ``limits`` what is missing, ``why`` the reason. The rule holds for a norm with one of ``acts`` (any where empty), one of ``modality``, whose persons (bearer, agent
    or patient) are of one of ``persons``, and whose interest is one of ``interests``.
    """

    element: Name
    acts: Annotated[tuple[Name, ...], Filled()]
    modality: Annotated[tuple[Literal["obligation", "prohibition", "permission", "power", "declaratory"], ...], Filled()]
    persons: tuple[Name, ...] = ()
    interests: tuple[Name, ...] = ()
    relation: Literal["addresses", "partially-addresses", "contradicts"]
    limits: tuple[Sentence, ...] = ()
    why: Sentence


Reservation = Literal["persons", "consent", "law"]
#: The reservations that a passage may have where a signal names none.
RESERVED: tuple[Reservation, ...] = ("persons", "consent", "law")
Scope = Literal["definition", "exclusion", "exception", "recital"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A row that reads a passage: a stretch of a sentence with one modality and scope (docs/reference/signals.md).

    ``element`` is the claim that it speaks to and ``relation`` how; ``limits`` say what is missing, ``why`` is shown in the verdict. ``words`` are patterns of which one must be met in the passage's own words. Each of ``also`` must be met in the passage, in
    its lead-in or before it in the sentence; each of ``clause`` in its own clause, head included; none of ``unless`` may be met in its clause; each of ``beside`` must be met
    somewhere in the same provision. ``modality`` and ``within`` are what the passage must be (any modality, and no scope,
    where empty), ``outside`` the scopes that rule it out. ``reserved`` are the reservations that it may have.
    """

    element: Name
    relation: Literal["addresses", "partially-addresses", "contradicts"]
    words: Annotated[tuple[Sentence, ...], Filled()]
    also: tuple[Sentence, ...] = ()
    clause: tuple[Sentence, ...] = ()
    unless: tuple[Sentence, ...] = ()
    beside: tuple[Sentence, ...] = ()
    modality: tuple[Literal["obligation", "prohibition", "permission"], ...] = ()
    within: tuple[Scope, ...] = ()
    outside: tuple[Scope, ...] = ()
    reserved: tuple[Reservation, ...] = RESERVED
    limits: tuple[Sentence, ...] = ()
    why: Sentence


@dataclass(frozen=True, slots=True)
class Signals:
    """The signals of a pack.

    ``signals`` are the rows by name, ``lists`` the words that their patterns name as ``<list>``.
    """

    lists: dict[Name, tuple[Sentence, ...]] = field(default_factory=dict)
    signals: dict[Name, Signal] = field(default_factory=dict)
