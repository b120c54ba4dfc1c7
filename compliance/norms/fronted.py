"""What stands before the subject of a sentence: conditions, exceptions, purposes, sources.

Takes tagged tokens and the place where a clause begins; gives the place where its subject (or verb) begins and the
fronted parts by kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from compliance.norms.grammar import Grammar
from compliance.norms.phrases import Range, match_opener, trim
from compliance.norms.skeleton import find_anchors
from compliance.norms.tokens import Token

_SKIP = frozenset({",", ";", ":", "—", "–", "-", "‘", '"', "“", "'"})


@dataclass(slots=True)
class Fronted:
    """The fronted parts of a clause; ``you`` is the addressee where a fronted condition names one."""

    conditions: list[Range] = field(default_factory=list)
    exceptions: list[Range] = field(default_factory=list)
    purposes: list[Range] = field(default_factory=list)
    temporal: list[Range] = field(default_factory=list)
    roles: list[tuple[str, str, Range]] = field(default_factory=list)
    negations: int = 0
    you: Range | None = None


def strip_fronted(tokens: Sequence[Token], low: int, high: int, grammar: Grammar) -> tuple[int, Fronted]:
    """The start of the clause proper behind everything fronted, and what was fronted."""
    fronted = Fronted()
    for _ in range(6):
        while low < high and (tokens[low].lower in _SKIP or tokens[low].tag == "C" or _connective(tokens, low, high)):
            fronted.negations += tokens[low].lower in ("nor", "neither") or tokens[low].negative
            low += 1
        end, kind, words = _part(tokens, low, high, grammar)
        if not end:
            break
        span = trim(tokens, (low, end))
        _file(fronted, kind, words, span, tokens)
        low = end
    return low, fronted


def _connective(tokens: Sequence[Token], low: int, high: int) -> bool:
    """An adverb at the start that only links ("however", "in addition,") or is set off by a comma."""
    token = tokens[low]
    if token.tag == "P" and token.lower in ("pursuant",):
        return False
    if token.tag != "A" or token.lower in ("only", "solely", "then"):
        return token.lower == "then"
    return low + 1 < high and (tokens[low + 1].lower == "," or token.lower in ("however", "hereby", "also", "further", "therefore", "moreover", "accordingly", "furthermore", "nevertheless", "thus", "henceforth"))


def _part(tokens: Sequence[Token], low: int, high: int, grammar: Grammar) -> tuple[int, str, str]:
    """The end, kind and opener of a fronted part at ``low``; end 0 when there is none."""
    if low >= high:
        return 0, "", ""
    token = tokens[low]
    if token.lower in ("should", "had", "were") and low + 1 < high and tokens[low + 1].tag in ("D", "N", "U", "J"):
        end = _comma(tokens, low, high, grammar, clause=False)
        return (end, "condition", token.lower) if end and find_anchors(tokens, end, high, grammar) else (0, "", "")
    if token.tag == "T":
        end = _comma(tokens, low, high, grammar, clause=False)
        return (end, "purpose", "to") if end else (0, "", "")
    opener = match_opener(tokens, low, high, grammar)
    if opener is None:
        if token.tag == "P" and token.lower not in ("of",):
            end = _comma(tokens, low, high, grammar, clause=False)
            return (end, "manner", token.lower) if end else (0, "", "")
        return 0, "", ""
    end = _comma(tokens, low, high, grammar, clause=opener.clause) or _without_comma(tokens, low, high, grammar, opener.clause)
    return (end, opener.kind, " ".join(opener.words)) if end else (0, "", "")


def _comma(tokens: Sequence[Token], low: int, high: int, grammar: Grammar, *, clause: bool) -> int:
    """The place behind the comma that closes a fronted part, or 0."""
    anchors = find_anchors(tokens, low + 1, high, grammar)
    if not anchors and tokens[low].lower not in ("should", "had", "were"):
        return 0
    commas = [i for i in range(low + 1, high) if tokens[i].lower == "," or (tokens[i].lower == "then" and i > low + 1)]
    if clause:
        first = anchors[0]
        inner = [i for i in commas if i > first.start and any(a.start >= i for a in anchors)]
        if inner and not any(i < first.start for i in commas):
            return _past_list(tokens, inner[0], anchors[1].start if len(anchors) > 1 else high, inner) + 1
        before = [i for i in commas if i < first.start]
        if before:
            return _past_list(tokens, before[0], first.start, before) + 1
        return inner[0] + 1 if inner else 0
    before = [i for i in commas if anchors and i <= anchors[0].start and tokens[low].lower not in ("should", "had", "were")]
    if before:
        return _past_list(tokens, before[0], anchors[0].start, before) + 1
    if tokens[low].lower in ("should", "had", "were"):
        later = [i for i in commas if find_anchors(tokens, i + 1, high, grammar)]
        return later[0] + 1 if later else 0
    # a relative clause inside the fronted phrase: "In areas which are held by X, members shall ..."
    relative = [i for i in commas if any(t.tag == "R" for t in tokens[low:i]) and any(a.start > i for a in anchors)]
    return relative[0] + 1 if relative else 0


def _past_list(tokens: Sequence[Token], comma: int, anchor: int, commas: list[int]) -> int:
    """The comma behind a list inside a fronted part ("In case of war, flood or fire, all members shall")."""
    for later in commas:
        if comma < later < anchor:
            between = tokens[comma + 1 : later]
            if between and between[0].tag in ("N", "J", "C", "G") and not any(t.tag in ("M", "B", "V", "H") for t in between):
                comma = later
    return comma


def _without_comma(tokens: Sequence[Token], low: int, high: int, grammar: Grammar, clause: bool) -> int:
    """The end of a fronted part that no comma closes: before a subject pronoun, a fresh determiner, or the verb."""
    anchors = find_anchors(tokens, low + 1, high, grammar)
    if not anchors:
        return 0
    target = anchors[0]
    first = low + 1
    if clause:
        if len(anchors) < 2:
            return 0 if target.cue is None else target.start
        first, target = anchors[0].end, anchors[1]
    for at in range(target.start - 1, first, -1):
        if tokens[at].lower in ("they", "we", "he", "she", "you", "it", "nobody", "anyone", "everyone", "none"):
            return at
        if tokens[at].tag == "D" and tokens[at - 1].tag in ("N", "U", "E", "A"):
            return at
        if tokens[at].tag in ("R", "V"):
            break
    return 0 if clause else target.start


def _file(fronted: Fronted, kind: str, words: str, span: Range, tokens: Sequence[Token]) -> None:
    """Put a fronted part where it belongs."""
    if span[0] >= span[1]:
        return
    if kind == "condition":
        fronted.conditions.append(span)
        you = next((i for i in range(*span) if tokens[i].lower == "you"), None)
        fronted.you = (you, you + 1) if you is not None else fronted.you
    elif kind == "exception":
        fronted.exceptions.append(span)
    elif kind == "purpose":
        fronted.purposes.append(span)
    elif kind == "time":
        fronted.temporal.append(span)
    else:
        skip = len(words.split())
        inner = trim(tokens, (span[0] + skip, span[1]))
        if inner[0] < inner[1]:
            fronted.roles.append(("manner" if kind == "reason" else kind, words, inner))
