"""The rewrite laws: how negations, negative verbs and negative subjects turn a modality round.

Each law is a named function from a modality to a modality; the norm keeps the names of those that were used. Sources:
deontic duality (von Wright 1951; LegalRuleML 1.0, section 4), the rest is linguistics of legal English.
"""

from __future__ import annotations

from typing import Literal

from compliance.model.norm import Modality

#: O obligation, F prohibition, P permission, W power, C constitutive or declaratory, X exemption: permission not to.
Letter = Literal["O", "F", "P", "W", "C", "X"]

NAMES: dict[str, Modality] = {
    "O": "obligation", "F": "prohibition", "P": "permission", "W": "power", "C": "declaratory", "X": "permission",
}  # fmt: skip

#: Which modality the content of a norm has when its verb sees to an act, lets it happen, or keeps it from happening.
_SEE_TO = {
    "ensure": {"O": "O", "F": "F", "P": "P", "W": "O", "C": "C", "X": "P"},
    "permit": {"O": "P", "F": "F", "P": "P", "W": "P", "C": "C", "X": "C"},
    "prevent": {"O": "F", "F": "P", "P": "F", "W": "F", "C": "C", "X": "C"},
    "instruct": {"O": "O", "F": "C", "P": "O", "W": "O", "C": "C", "X": "C"},
}


def duality(letter: str) -> str:
    """O(not a) = F(a); F(not a) = O(a); not P(a) = F(a); not O(a), as "need not", is an exemption.

    A power denied is a disability, which forbids; a statement denied stays a statement.
    """
    return {"O": "F", "F": "O", "P": "X", "X": "P", "W": "F", "C": "C"}[letter]


def negative_verb(letter: str) -> str:
    """"Refrain from a" is "not a": O(refrain) = F(a), F(refrain) = O(a), P(refrain) = exemption from a."""
    return duality(letter)


def negative_subject(letter: str) -> str:
    """"No one shall a" = F(a); "no one may a" = F(a); "no one is forbidden to a" = P(a); "no one need a" stays."""
    return {"O": "F", "P": "F", "F": "P", "W": "F", "X": "X", "C": "C"}[letter]


def negative_object(letter: str) -> str:
    """"Shall give no shelter" = F(give shelter); "may receive no training" = F."""
    return negative_subject(letter)


def see_to_it(verb_class: str, outer: str, inner_negated: bool) -> str:
    """The modality that the content of a see-to-it norm has for those who act in it.

    O(x, prevent, a of y) = F(y, a); F(x, allow, a of y) = F(y, a); O(x, ensure, not a of y) = F(y, a).
    """
    letter = _SEE_TO[verb_class][outer]
    return duality(letter) if inner_negated else letter
