"""Words, their singulars, and "may" as a month: the little English that several rooms need.

Takes plain strings; knows no grammar and no pack.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"\w+(?:[-‐‑]\w+|['’](?!s\b)\w+)*|['’]s\b|[,;:()]")

_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "persons": "person", "feet": "foot",
    "wives": "wife", "lives": "life", "knives": "knife", "selves": "self", "mice": "mouse", "teeth": "tooth",
    "data": "data", "means": "means", "goods": "goods", "alms": "alms", "arms": "arms", "premises": "premises",
    "affairs": "affair", "series": "series", "news": "news", "hostilities": "hostilities", "policies": "policy",
    "mujahideen": "mujahedeen", "mujahidin": "mujahedeen", "mujahid": "mujahedeen", "mujahids": "mujahedeen",
    "mujahedin": "mujahedeen", "mujaheddin": "mujahedeen", "mujahed": "mujahedeen", "mojahedin": "mujahedeen",
    "clothes": "clothes", "headquarters": "headquarters", "quarters": "quarters", "lodgings": "lodging",
    "thanks": "thanks", "bases": "base", "taliban": "taliban", "states": "state", "nationals": "national",
    "pakistanis": "pakistani", "punjabis": "punjabi", "jihadis": "jihadi", "iraqis": "iraqi", "saudis": "saudi",
    "belongings": "belonging", "movies": "movie", "ties": "tie", "allies": "ally", "axes": "axe", "crises": "crisis",
}  # fmt: skip

_SPELLING = (("our", "or"), ("isation", "ization"), ("ise", "ize"))

#: Words in -men that are no plural of a word in -man.
_NO_MEN = frozenset(["specimen", "regimen", "omen", "abdomen", "acumen", "bitumen", "stamen", "amen", "yemen", "lumen", "foramen"])


@lru_cache(maxsize=50_000)
def singular(noun: str) -> str:
    """The singular of a noun in lower case, by rule and a short list of irregular ones."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("men") and len(noun) > 4 and noun not in _NO_MEN:
        return noun[:-2] + "an"
    if noun.endswith("wives"):
        return noun[:-3] + "fe"
    if len(noun) < 4 or not noun.endswith("s") or noun.endswith(("ss", "us", "is")):
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "xes", "sses", "zes")):
        return noun[:-2]
    return noun[:-1]


def words(text: str) -> list[tuple[str, int, int]]:
    """The words and separating marks of a text in lower case, each with its place in the text."""
    return [(m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(text.replace("’", "'"))]


@lru_cache(maxsize=50_000)
def lemmas(text: str) -> tuple[str, ...]:
    """The words of a text in lower case and singular, marks left out."""
    return tuple(singular(word) for word, _, _ in words(text) if word[0].isalnum())


_BEFORE_MONTH = frozenset(
    ["in", "of", "by", "since", "until", "till", "during", "from", "before", "after", "through", "to", "mid", "early", "late", "last", "next", "each", "every", "this"]
)
_BEHIND_MODAL = frozenset(["not", "be", "have", "only", "also", "never"])


def names_may(before: str, word: str, after: str) -> bool:
    """Whether "may" between these two words is the month, as in "in May", "3 May" and "May 2021", and orders nothing.

    A word is given as it is written; empty where there is none. In capitals throughout only a number or the end of the words tells.
    """
    if word.lower() != "may":
        return False
    if after[:1].isdigit():
        return True
    if not word[0].isupper() or after.lower() in _BEHIND_MODAL or (word.isupper() and after[:1].isalpha()):
        return False
    # "3 May" with a small letter or no word behind it: in "Clause 3 May Be Amended" every word is written large.
    return before.lower() in _BEFORE_MONTH or (before[:1].isdigit() and not after[:1].isupper())
