"""A sentence -> what two norms are compared by: modality, words that carry matter, numbers, conditions.

Contract sentences defeat full reading often enough that the comparison works on words and scopes; concepts of a pack, where there
is one, are compared beside it (``concepts.py``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from compliance.passages.scopes import Scopes

_NUMBER = re.compile(r"^\d+(?:[.,]\d+)*$")
_ORDINAL = re.compile(r"^\d+(?:st|nd|rd|th)$")


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of one norm.

    ``modals`` are the modal verbs in order, "shall", "will" and "must" as one, with "not" where it stands behind.

    ``words`` are the base forms that carry matter, ``numbers`` the numbers as digits, ``condition`` the matter words behind the
    first condition, ``conditional`` whether there is one; ``act`` the first matter word behind the modality, and ``after`` the
    matter words behind it. ``all`` are all base forms in order.
    """

    modality: str
    words: frozenset[str]
    numbers: frozenset[str]
    conditional: bool
    condition: frozenset[str]
    modals: tuple[str, ...]
    act: str
    after: frozenset[str]
    all: tuple[str, ...]


def profile(text: str, scopes: Scopes) -> Profile:
    """The profile of a norm's words."""
    forms = tuple(word for word, _, _ in scopes.forms.tokens(text, 0, len(text)))
    matter = [scopes.same.get(word, word) for word in forms if _carries(word, scopes)]
    numbers = frozenset(_number(word, scopes) for word in forms) - {""}
    begins = [place for pattern in scopes.conditions if (place := pattern.find(forms)) is not None]
    start, end = _condition(forms, begins)
    behind = forms[start:end] if begins else ()
    ruling = (*forms[:start], *forms[end:]) if begins else forms
    at = _modal(ruling, scopes)
    after = [scopes.same.get(word, word) for word in ruling[at:] if _carries(word, scopes)]
    return Profile(
        modality=_modality(ruling, at, scopes) or scopes.modality_of(forms),
        words=frozenset(word for word in matter if not _number(word, scopes)),
        numbers=numbers,
        conditional=bool(begins),
        condition=frozenset(word for word in behind if _carries(word, scopes)),
        modals=tuple(_modal_at(forms, at) for at, word in enumerate(forms) if word in _MODALS),
        act=after[0] if after else "",
        after=frozenset(after[1:]),
        all=forms,
    )


def _carries(word: str, scopes: Scopes) -> bool:
    return word[0].isalnum() and word not in scopes.empty


def _number(word: str, scopes: Scopes) -> str:
    if _NUMBER.match(word):
        return word
    if _ORDINAL.match(word):
        return word[:-2]
    value = scopes.numbers.get(word)
    return "" if value is None else str(value)


def _condition(forms: tuple[str, ...], places: list[tuple[int, int]]) -> tuple[int, int]:
    """Where the first condition stands: one that opens the sentence ends before the modal verb's subject, another at the end."""
    if not places:
        return 0, 0
    start = min(place[0] for place in places)
    if start > 3:
        return start, len(forms)
    stop = next((at for at in range(start + 1, len(forms)) if forms[at] in _MODALS), len(forms))
    return start, max(start + 1, stop - 2)


def _modality(forms: tuple[str, ...], at: int, scopes: Scopes) -> str:
    """The modality at the first modal verb; a negated object ("shall assume no costs") turns it as a negation does."""
    if not at:
        return scopes.modality_of(forms)
    found = scopes.modality_of(forms[max(0, at - _BEHIND) : at + _AHEAD])
    if found in ("obligation", "permission") and "no" in forms[at : at + _AHEAD + 1]:
        return "prohibition"
    return found


def _modal_at(forms: tuple[str, ...], at: int) -> str:
    name = _ALIKE.get(forms[at], forms[at])
    return f"{name} not" if "not" in forms[at + 1 : at + 3] or forms[at] == "cannot" else name


_ALIKE = {"will": "shall", "must": "shall", "can": "may", "cannot": "may", "ought": "should"}
_BEHIND = 12
_AHEAD = 4
_MODALS = frozenset(["shall", "will", "must", "may", "can", "should", "ought", "cannot"])


def _modal(forms: tuple[str, ...], scopes: Scopes) -> int:
    """Where the words behind the modality begin."""
    return next((at + 1 for at, word in enumerate(forms) if word in _MODALS), 0)
