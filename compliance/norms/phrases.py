"""The stretch of words behind a verb -> object, roles, conditions, exceptions.

Takes tagged tokens and a range of them, cuts it at the openers of the language data ("to", "within", "unless"), and
gives the parts as token ranges. What the parts mean for an agreement is the mapping's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from compliance.norms.grammar import Grammar, Opener
from compliance.norms.tokens import Token

Range = tuple[int, int]

#: Openers that end even a part that holds a clause of its own.
STRONG = frozenset({"condition", "exception", "purpose", "reason"})
_GUARD_WINDOW = 7
_EDGE = frozenset({",", ";", ":", ".", "!", "?", "—", "–", "-", "‘", "’", '"', "“", "”", "'"})


@dataclass(slots=True)
class Parts:
    """What stands behind a verb: ``objects`` in order, and the other parts as (kind, preposition, range)."""

    objects: list[Range] = field(default_factory=list)
    roles: list[tuple[str, str, Range]] = field(default_factory=list)
    infinitives: list[int] = field(default_factory=list)

    def of(self, kind: str) -> list[Range]:
        """The ranges of all parts of one kind."""
        return [span for name, _, span in self.roles if name == kind]


def trim(tokens: Sequence[Token], span: Range) -> Range:
    """A range without commas, coordinators and dashes at its edges."""
    low, high = span
    while low < high and (tokens[low].lower in _EDGE or tokens[low].tag == "C"):
        low += 1
    while high > low and (tokens[high - 1].lower in _EDGE or tokens[high - 1].tag == "C"):
        high -= 1
    return low, high


def match_opener(tokens: Sequence[Token], index: int, limit: int, grammar: Grammar) -> Opener | None:
    """The longest opener that begins at ``index``; its guard, if it has one, must hold."""
    token = tokens[index]
    openers = grammar.openers.get(token.lower)
    if openers is None:
        return None
    if token.tag in ("I", "V", "M", "T", "K", "R") and token.lower not in ("following",):
        return None
    if " " in token.text:
        return None
    second = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    for opener in openers:
        end = index + len(opener.words)
        if end > limit or (len(opener.words) > 1 and opener.words[1] != second):
            continue
        if len(opener.words) > 2 and any(tokens[index + at].lower != word for at, word in enumerate(opener.words)):
            continue
        if opener.guard and opener.guard != "self" and not _guard(opener.guard, tokens, end, limit, grammar):
            continue
        if opener.words == ("to",) and token.tag != "P":
            continue
        return opener
    return None


def _guard(name: str, tokens: Sequence[Token], start: int, limit: int, grammar: Grammar) -> bool:
    """Whether a noun of the guard's class heads the phrase that begins at ``start``."""
    words = grammar.consent if name == "consent" else grammar.times
    for index in range(start, min(limit, start + _GUARD_WINDOW)):
        token = tokens[index]
        if token.tag == "M":  # "may" is no month
            return False
        if token.lower in words or token.lower.removesuffix("s") in words:
            return True
        if token.lower in _EDGE or token.tag in ("V", "M", "B", "T", "R") or (token.tag == "P" and token.lower != "of"):
            return False
        if name == "consent" and token.tag == "G":
            return False
    return False


def split(tokens: Sequence[Token], low: int, high: int, grammar: Grammar) -> Parts:
    """Cut the range behind a verb into its parts."""
    parts = Parts()
    kind, preposition, start, opened = "object", "", low, low
    clause = False

    def close(end: int) -> None:
        span = trim(tokens, (start, end))
        while kind == "object" and span[0] < span[1] and tokens[span[0]].tag == "A" and tokens[span[0]].lower != "only":
            span = trim(tokens, (span[0] + 1, span[1]))
        while kind == "object" and span[1] - span[0] > 1 and tokens[span[1] - 1].tag == "A":
            span = trim(tokens, (span[0], span[1] - 1))
        if span[0] < span[1]:
            if kind == "object":
                parts.objects.append(span)
            else:
                parts.roles.append((kind, preposition, span))

    index = low
    while index < high:
        token = tokens[index]
        opener = match_opener(tokens, index, high, grammar)
        if opener is not None and (not clause or opener.kind in STRONG or _fresh(tokens, index)):
            outer = opener.kind in STRONG or (opener.kind == "manner" and len(opener.words) > 1)
            if not (kind == "quality" and not outer) and not _belongs(tokens, index, opener, opened, low):
                close(index)
                kind, preposition, clause = opener.kind, " ".join(opener.words), opener.clause
                start = opened = index if opener.kind in STRONG or opener.guard == "self" else index + len(opener.words)
                index += len(opener.words)
                continue
        if not clause and kind != "quality":
            previous = tokens[index - 1] if index > low else None
            if token.tag == "T" and index > low:
                close(index)
                parts.infinitives.append(index)
                kind, preposition, start, opened, clause = "purpose", "to", index, index, True
            elif _qualifies(token, previous, tokens, index):
                close(index)
                kind, preposition, start, opened = "quality", "", index, index
            elif _new_phrase(token, previous, kind, parts, tokens, index):
                close(index)
                kind, preposition, start, opened = "object", "", index, index
        index += 1
    close(high)
    return parts


def _fresh(tokens: Sequence[Token], index: int) -> bool:
    """Whether a part begins after a comma, so that it may stand beside a clause instead of inside it."""
    return index > 0 and tokens[index - 1].lower == ";"


def _belongs(tokens: Sequence[Token], index: int, opener: Opener, opened: int, low: int) -> bool:
    """A preposition that continues what was just opened: "to and from areas", "from outside"."""
    return index > low and (bool(index == opened and tokens[index - 1].tag == "C") or (
        index > 0 and tokens[index - 1].lower in ("from", "up", "out", "off") and index == opened and len(opener.words) == 1
    ))


def _qualifies(token: Token, previous: Token | None, tokens: Sequence[Token], index: int) -> bool:
    """Whether a relative clause begins: "who ...", "threatening ...", "designated by ..."."""
    if token.tag == "R":
        return True
    if previous is None or previous.tag not in ("N", "U", "D", "A"):
        return False
    if previous.tag == "D" and previous.lower not in ("those", "any", "all", "others"):
        return False
    if previous.tag == "A" and not (index > 1 and tokens[index - 2].tag in ("N", "U")):
        return False
    if token.tag == "E" and previous.tag in ("N", "U"):
        return index + 1 < len(tokens) and (tokens[index + 1].tag in ("P", "A", "T") or tokens[index + 1].lower in _EDGE)
    return token.tag == "G" and index + 1 < len(tokens) and tokens[index + 1].lower != "of"


def _new_phrase(
    token: Token, previous: Token | None, kind: str, parts: Parts, tokens: Sequence[Token], index: int
) -> bool:
    """Whether a second noun phrase begins without a preposition ("give them shelter", "freeze ... the funds")."""
    if previous is None or previous.tag not in ("N", "U", "#", "A") or token.lower == "'s":
        return False
    if kind in ("object", "recipient") and previous.tag == "U" and token.tag in ("N", "D", "J", "#", "G"):
        return previous.lower not in ("one", "all", "others")
    if token.tag == "D" and token.lower not in ("all", "each", "both", "either", "neither", "own", "same", "other"):
        return previous.tag in ("N", "U") and kind in ("object", "place", "time", "manner", "recipient", "companion")
    return bool(
        kind in ("place", "time") and not parts.objects and token.tag == "N" and previous.tag == "N"
        and previous.lower.endswith("s") and index + 1 < len(tokens)
    )  # fmt: skip
