"""What a rule pack asks: commitments with their elements and claims.

Nouns of a pack's files (see ``pack``); they know nothing of the words that answer them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from compliance.model.form import Name, Sentence, key


@dataclass(frozen=True, slots=True)
class Persons:
    """Whose act, or whose benefit, an element is about.

    ``role``: ``promisor`` the promisor's own conduct; ``kept-from`` persons whom the promisor has to keep from the act;
    ``addressed`` persons to whom it has to speak. ``class`` is a person class of the taxonomy.
    """

    role: Literal["promisor", "kept-from", "addressed"]
    person: Name = field(metadata=key("class"))


@dataclass(frozen=True, slots=True)
class Element:
    """One atomic norm of a commitment.

    ``title`` says it in a few words. ``act`` is the act of the taxonomy that it is about. ``persons`` says whose act or benefit it is about.
    ``force``: ``exclude`` (the act is to be kept from happening), ``require`` (the act is to be done), ``declare`` (it
    is to be said). ``quote`` are the agreement's words, found in it word for word. ``patient`` is the class of persons
    whom the act is done to or for; ``interest`` what is protected from it; ``means`` what it is done with; ``standard``
    what it has to follow.
    """

    title: Sentence
    quote: Sentence
    force: Literal["exclude", "require", "declare"]
    act: Name
    persons: Persons
    patient: Name | None = None
    interest: Name | None = None
    means: Name | None = None
    standard: Name | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """An element that a whole text is held against by signals: what it says of itself, not what one act is compared with.

    ``title`` says it in a few words, ``quote`` in full. ``kind`` says what sort of statement is asked for; ``some`` or ``all`` in ``quantifier`` whether one case is enough
    ("may share some information with some employees") or every case counts ("all information is marked"). ``settles``
    says which side holds where one text both supports and contradicts it.
    """

    title: Sentence
    quote: Sentence
    kind: Literal["definition", "permission", "prohibition", "duty", "survival"]
    quantifier: Literal["some", "all"]
    settles: Literal["support", "contradiction"]


@dataclass(frozen=True, slots=True)
class Commitment:
    """A numbered undertaking, with a short ``title``: ``quote`` is its whole text in the agreement, or its own words where there is none.

    It holds ``elements``, which are compared facet by facet, or ``claims``, which signals decide, or both.
    """

    title: Sentence
    quote: Sentence
    elements: dict[Name, Element] = field(default_factory=dict)
    claims: dict[Name, Claim] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.elements and not self.claims:
            raise ValueError("a commitment needs elements or claims")

    @property
    def asked(self) -> dict[str, Element | Claim]:
        """Elements and claims by id, elements first."""
        return {**self.elements, **self.claims}
