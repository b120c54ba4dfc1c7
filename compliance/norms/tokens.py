"""Source text -> tokens with character offsets.

Takes a stretch of a source and gives its words, numbers and punctuation; possessive "'s" and "n't" are tokens of their
own, multi-word adverbials ("under no circumstances") are one. What a word is, the tagger decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from compliance.norms.grammar import Grammar

_TOKEN = re.compile(r"\w+(?:[-‐‑]\w+|['’](?!s\b)\w+)*|['’]s\b|[^\w\s]")
_NOT = re.compile(r"^(ca|wo|sha|do|does|did|is|are|was|were|must|should|could|would|has|have|had|need)n't$")
_STEM = {"ca": "can", "wo": "will", "sha": "shall"}


class Token:
    """One word or mark. ``tag`` is the word class that the tagger found, one letter of ``grammar.TAGS`` or:

    V finite verb, I infinitive or imperative, G gerund, E past participle, T the "to" of an infinitive, K the "that" of
    a clause, # number, p punctuation. ``negative`` marks "under no circumstances" and its like.
    """

    __slots__ = ("end", "lower", "negative", "start", "tag", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.lower = text.lower().replace("’", "'")
        self.start = start
        self.end = end
        self.tag = ""
        self.negative = False

    def __repr__(self) -> str:
        return f"{self.text}/{self.tag}"


def tokenise(source: str, spans: Iterable[tuple[int, int]], grammar: Grammar) -> list[Token]:
    """The tokens of the given spans of ``source``, one after the other; asides in brackets are left out."""
    tokens: list[Token] = []
    for start, end in spans:
        depth = 0
        for match in _TOKEN.finditer(source, start, end):
            text = match.group()
            if text in "([{":
                depth += 1
            elif text in ")]}" and depth:
                depth -= 1
            elif not depth:
                tokens.append(Token(text, match.start(), match.end()))
    return _adverbials(_contractions(tokens), grammar)


def _contractions(tokens: list[Token]) -> list[Token]:
    """Read "don't" as "do" and "not"."""
    out: list[Token] = []
    for token in tokens:
        stem = _NOT.match(token.lower)
        if stem is None:
            out.append(token)
            continue
        verb = Token(token.text[:-3], token.start, token.end - 3)
        verb.lower = _STEM.get(stem.group(1), stem.group(1))
        negator = Token(token.text[-3:], token.end - 3, token.end)
        negator.lower = "not"
        out += [verb, negator]
    return out


def _adverbials(tokens: list[Token], grammar: Grammar) -> list[Token]:
    """Join runs of words that work as one adverb."""
    out: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        for run, negative in grammar.adverbials.get(token.lower, ()):
            last = index + len(run)
            if len(run) > 1 and tuple(t.lower for t in tokens[index:last]) == run:
                joined = Token(" ".join(t.text for t in tokens[index:last]), token.start, tokens[last - 1].end)
                joined.tag = "A"
                joined.negative = negative
                out.append(joined)
                index = last
                break
        else:
            out.append(token)
            index += 1
    return out
