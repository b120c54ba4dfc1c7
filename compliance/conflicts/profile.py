"""A sentence -> what two norms are compared by: its statements, its quantities, its words.

Takes the text of one norm and the compiled words; gives a profile. How two profiles stand to each other is for ``compare``.
"""

from __future__ import annotations

from dataclasses import dataclass

from compliance.conflicts.conditions import read_words
from compliance.conflicts.quantities import Quantity, quantities
from compliance.conflicts.statements import Statement, statements
from compliance.conflicts.words import ConflictWords


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of one norm.

    ``all`` are all base forms in order, ``sequence`` and ``words`` those that carry matter, each as the word that stands for its sense, ``said`` how they
    are written in the norm, ``modals`` the modal verbs in order, "shall", "will" and "must" as one, with "not" where it stands behind;
    ``negations`` how often it negates; ``names`` the words of ``words`` with a capital letter.
    """

    statements: tuple[Statement, ...]
    quantities: tuple[Quantity, ...]
    amounts: tuple[tuple[str, float], ...]
    sequence: tuple[str, ...]
    words: frozenset[str]
    names: frozenset[str]
    modals: tuple[str, ...]
    negations: int
    all: tuple[str, ...]
    said: dict[str, str]


def profile(text: str, words: ConflictWords) -> Profile:
    """The profile of a norm's words."""
    amounts = quantities(text, words.amounts, words.forms.one)
    read = read_words(text, words, [one.span for one in amounts])
    matter = [word for word in read if not word.number and words.carries(word.base)]
    forms = tuple(word.base for word in read)
    said: dict[str, str] = {}
    for word in read:
        said.setdefault(words.sense(word.base), word.surface)
    return Profile(
        statements=statements(read, words),
        quantities=amounts,
        amounts=tuple((one.dimension, one.value) for one in amounts),
        sequence=tuple(words.sense(word.base) for word in matter),
        words=frozenset(words.sense(word.base) for word in matter),
        names=frozenset(words.sense(word.base) for word in matter if word.surface[:1].isupper()),
        modals=tuple(_modal(forms, at) for at, base in enumerate(forms) if base in words.modals),
        negations=sum(base in words.negating for base in forms),
        all=forms,
        said=said,
    )


_ALIKE = {"will": "shall", "must": "shall", "can": "may", "cannot": "may", "ought": "should"}


def _modal(forms: tuple[str, ...], at: int) -> str:
    name = _ALIKE.get(forms[at], forms[at])
    return f"{name} not" if "not" in forms[at + 1 : at + 3] or forms[at] == "cannot" else name
