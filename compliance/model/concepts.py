"""The concepts of a rule pack: acts, persons, interests, means and standards, and how they stand to each other.

Nouns of a pack's files (see ``pack``); which words name a concept is said in ``words``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from compliance.model.form import Name, Sentence, key


@dataclass(frozen=True, slots=True)
class Act:
    """A concept of action.

    ``label`` is how a report says it ("raise funds"). ``interest`` is what the act is directed against where the words say nothing.
    ``opposite`` names the act whose omission this act is: who expels does not host. ``harm``: the act is harmful in
    itself, so that an unreadable target does not clear it. ``why`` says what belongs to the concept.
    """

    label: Sentence
    why: Sentence
    opposite: Name | None = None
    harm: bool = False
    interest: Name | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """How an act stands to another: doing ``from`` is a ``relation`` (narrower, wider, overlapping) case of ``to``.

    ``why`` is the reason, shown in verdicts. No edge means disjoint; nothing is inferred from common neighbours.
    """

    from_: Name = field(metadata=key("from"))
    to: Name
    relation: Literal["narrower", "wider", "overlapping"]
    why: Sentence


@dataclass(frozen=True, slots=True)
class PersonClass:
    """A class of persons.

    ``label`` is how a report says it. ``includes`` names classes that lie inside it, ``overlaps`` classes that share members with it,
    ``apart-from`` classes that share none. ``everyone`` includes all classes; a ``quality`` is never known to equal a class.
    """

    label: Sentence
    includes: tuple[Name, ...] = ()
    overlaps: tuple[Name, ...] = ()
    apart_from: tuple[Name, ...] = field(default=(), metadata=key("apart-from"))
    everyone: bool = False
    quality: bool = False


@dataclass(frozen=True, slots=True)
class Concept:
    """A protected interest, a means, or a standard.

    ``label`` is how a report says it. ``includes`` names what lies inside it, ``overlaps`` what it shares a part with.
    """

    label: Sentence
    includes: tuple[Name, ...] = ()
    overlaps: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The concepts of a pack.

    ``acts`` are concepts of action by name, ``edges`` say how acts stand to each other. ``persons`` are classes of persons, ``interests`` what
    is protected, ``means`` what is used, ``standards`` what is followed, all by name.
    """

    acts: dict[Name, Act] = field(default_factory=dict)
    edges: tuple[Edge, ...] = ()
    persons: dict[Name, PersonClass] = field(default_factory=dict)
    interests: dict[Name, Concept] = field(default_factory=dict)
    means: dict[Name, Concept] = field(default_factory=dict)
    standards: dict[Name, Concept] = field(default_factory=dict)
