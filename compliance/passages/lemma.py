"""Words of contract prose -> base forms, one per word, commas left out.

A verb form gives its base form, a plural its singular. The table of verb forms is handed in, so that the room knows no files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from compliance.language import names_may, singular

_WORD = re.compile(r"\w+(?:[-‐‑]\w+|['’](?!s\b)\w+)*|['’]s\b|[;:()“”\"]")
_FIXED = {
    "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be", "am": "be", "has": "have", "had": "have",
    "having": "have", "does": "do", "did": "do", "done": "do", "an": "a", "purposes": "purpose",
}  # fmt: skip
#: Forms that name a thing or a relation more often than a verb's act in contracts.
_KEEP = frozenset(
    "confidential data this its less business whereas process access unless address towards analysis basis notwithstanding during "
    "following including concerning regarding existing writing building left meaning marketing engineering accounting "
    "manufacturing according third provided others".split()
)
_PARTY = frozenset(["party", "parties"])
_SHORT = {"won't": "will", "can't": "can", "shan't": "shall", "ain't": "be"}
#: What the month of May is read as: a word that no pattern holds, as "may" in a pattern means leave.
_MONTH = "may-month"
Token = tuple[str, int, int]


def _uncontracted(word: str, low: int, high: int) -> list[Token]:
    """ "Won't" as "will" and "not"; any other word as it is."""
    if not word.endswith("n't"):
        return [(word, low, high)]
    return [(_SHORT.get(word, word[:-3]), low, high - 3), ("not", high - 3, high)]


def _written(text: str, found: Sequence[Token], at: int) -> str:
    """The word ``at`` as it is written; empty where there is none."""
    return text[found[at][1] : found[at][2]] if 0 <= at < len(found) else ""


def holds_word(text: str) -> bool:
    """Whether there is a word or a mark in a text that a pattern could meet."""
    return _WORD.search(text) is not None


class BaseForms:
    """Base forms of words, remembered; ``verb`` gives the base form of a verb form, or the word itself."""

    def __init__(self, verb: Callable[[str], str]) -> None:
        self._verb = verb
        self._known: dict[str, str] = {**_FIXED, **{word: word for word in _KEEP}}

    def one(self, word: str) -> str:
        """The base form of one word in lower case."""
        known = self._known.get(word)
        if known is None:
            found = self._verb(word)
            known = self._known[word] = found if found != word else singular(word)
        return known

    def tokens(self, text: str, start: int, end: int) -> list[Token]:
        """The base forms of the words and marks of ``text[start:end]``, each with its place in the text.

        A participle before "party" names a role ("the disclosing party") and is no act: it keeps its form.
        """
        found = self.found(text, start, end)
        return [(self.form(found, at), low, high) for at, (_, low, high) in enumerate(found)]

    def found(self, text: str, start: int, end: int) -> list[Token]:
        """The words and marks of ``text[start:end]`` in lower case, as they stand."""
        found = [(m.group().lower().replace("’", "'"), m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
        for at, (word, low, high) in enumerate(found):
            if word == "may" and names_may(_written(text, found, at - 1), text[low:high], _written(text, found, at + 1)):
                found[at] = (_MONTH, low, high)
        if not any(word.endswith("n't") for word, _, _ in found):
            return found
        return [part for word, low, high in found for part in _uncontracted(word, low, high)]

    def form(self, found: Sequence[Token], at: int) -> str:
        """The base form of one of the words found."""
        word = found[at][0]
        role = word.endswith("ing") and at + 1 < len(found) and found[at + 1][0] in _PARTY
        return word if role else self.one(word)

    def run(self, words: str) -> tuple[str, ...]:
        """The base forms of a few words of a pattern."""
        return tuple(word for word, _, _ in self.tokens(words, 0, len(words)))
