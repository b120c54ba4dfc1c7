"""The skeleton of a sentence: its finite verbs and cues, and which of them are the sentence's own.

Takes tagged tokens and gives anchors: the places where a clause has its verb. Anchors inside relative clauses,
conditions and that-clauses are told apart from those of the sentence itself by the words that open them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.norms.cues import CueMatch, match_cue
from compliance.norms.grammar import Grammar
from compliance.norms.phrases import match_opener
from compliance.norms.tokens import Token


@dataclass(frozen=True, slots=True)
class Anchor:
    """A clause's verb: tokens ``start`` to ``end`` (not included); ``cue`` is missing for a plain finite verb."""

    start: int
    end: int
    cue: CueMatch | None


def find_anchors(tokens: Sequence[Token], low: int, high: int, grammar: Grammar) -> list[Anchor]:
    """All cues and finite verbs of a range, in order, whatever clause they belong to."""
    anchors: list[Anchor] = []
    index = low
    while index < high:
        token = tokens[index]
        if token.tag in ("M", "B", "H", "O", "V", "?") or token.lower in ("there", "let", "need", "needs", "off-limits"):
            match = match_cue(tokens, index, high, grammar)
            if match is not None:
                anchors.append(Anchor(match.start, match.end, match))
                index = max(match.end, index + 1)
                continue
        if token.tag == "I" and _imperative(tokens, index, low):
            anchors.append(Anchor(index, index, None))
            index += 1
            continue
        if token.tag in ("V", "B", "H", "M") or (token.tag == "O" and not _auxiliary(tokens, index, high)):
            anchors.append(Anchor(index, index + 1, None))
            index = _skip_group(tokens, index, high)
            continue
        index += 1
    return anchors


def _imperative(tokens: Sequence[Token], index: int, low: int) -> bool:
    """Whether a bare verb opens a clause: at its start, behind "then", a semicolon, or the comma of a fronted part."""
    at = index - 1
    while at >= low and (tokens[at].tag == "A" or tokens[at].tag == "X"):
        if tokens[at].lower == "then":
            return True
        at -= 1
    if at < low or tokens[at].lower in (";", ":"):
        return True
    fronted = tokens[at].lower == "," and tokens[low].tag in ("P", "S", "A", "T", "E", "J")
    return fronted and not any(t.tag in ("M", "I") for t in tokens[low:at])


def _auxiliary(tokens: Sequence[Token], index: int, high: int) -> bool:
    """Whether "do" only helps another verb ("do not pose")."""
    at = index + 1
    while at < high and tokens[at].tag in ("A", "X"):
        at += 1
    return False if at >= high else tokens[at].tag == "K"


def _skip_group(tokens: Sequence[Token], index: int, high: int) -> int:
    """The end of the verb group that begins at ``index`` ("has been handed", "do not pose")."""
    at = index + 1
    if tokens[index].tag == "V":
        return at
    while at < high and tokens[at].tag in ("A", "X", "B", "H", "E", "O", "I", "G"):
        if tokens[at].tag in ("E", "I", "G"):
            return at + 1
        at += 1
    return at


def main_anchor(tokens: Sequence[Token], low: int, high: int, anchors: Sequence[Anchor], grammar: Grammar) -> int:
    """The position in ``anchors`` of the verb of the clause that begins at ``low``; -1 when it has none."""
    inside = ""
    position = 0
    index = low
    while index < high and position < len(anchors):
        anchor = anchors[position]
        if index == anchor.start:
            if inside and not (inside == "done" and not _follows_coordinator(tokens, anchor.start, low)):
                inside = "done"
                position += 1
                index = max(anchor.end, index + 1)
                continue
            return position
        if index > anchor.start:
            position += 1
            continue
        opener = match_opener(tokens, index, high, grammar)
        if tokens[index].tag in ("R", "K") or (opener is not None and opener.clause and _holds_verb(tokens, index, anchors)):
            inside = "open"
        index += 1
    return -1


def _holds_verb(tokens: Sequence[Token], index: int, anchors: Sequence[Anchor]) -> bool:
    """Whether a clause opener at ``index`` is followed by a verb before the next comma."""
    for anchor in anchors:
        if anchor.start > index:
            return not any(t.lower == "," for t in tokens[index : anchor.start])
    return False


def _follows_coordinator(tokens: Sequence[Token], index: int, low: int) -> bool:
    index -= 1
    while index >= low and tokens[index].tag in ("A", "X"):
        index -= 1
    return index >= low and tokens[index].tag == "C"


def next_clause(tokens: Sequence[Token], after: int, high: int, anchors: Sequence[Anchor], grammar: Grammar) -> int:
    """Where the next clause of the same rank begins behind the verb at ``after``; ``high`` when there is none.

    A later anchor starts a clause of its own when it is not inside a relative, conditional or that-clause, or when it
    comes back from there by a semicolon, or by a comma with a coordinator and a cue.
    """
    opened = -1
    index = after
    pending = -1
    for anchor in (a for a in anchors if a.start >= after):
        if pending > 0 and any(t.lower in (",", "then") for t in tokens[index : anchor.start]):
            return pending
        for at in range(index, anchor.start):
            opener = match_opener(tokens, at, high, grammar)
            held = opener is not None and opener.clause and not _comma_between(tokens, at, anchor.start)
            if tokens[at].tag in ("R", "K") or held:
                opened = at
            if held and tokens[at].tag not in ("R", "K"):
                pending = _joined_at(tokens, at, after)
        border, strong = _border(tokens, after, anchor.start)
        index = anchor.end
        if border > max(opened, 0) and (opened < 0 or (strong and (anchor.cue is not None or tokens[border].lower == ";"))):
            return border
    return high


def _joined_at(tokens: Sequence[Token], opener: int, after: int) -> int:
    """Where a clause begins whose fronted condition opens at ``opener`` ("..., and if a need arises, ..."), or -1."""
    at = opener - 1
    while at > after and tokens[at].lower == ",":
        at -= 1
    return at if at > after and (tokens[at].tag == "C" or tokens[at].lower in (";", "however")) else -1


def _comma_between(tokens: Sequence[Token], low: int, high: int) -> bool:
    return any(t.lower in (",", ";") for t in tokens[low:high])


def _border(tokens: Sequence[Token], low: int, anchor: int) -> tuple[int, bool]:
    """The last coordinator or semicolon before ``anchor``, and whether it is one that ends inner clauses."""
    for at in range(anchor - 1, low, -1):
        token = tokens[at]
        if token.lower == ";":
            return at, True
        if token.tag == "C" or token.lower in ("neither", "however"):
            strong = tokens[at - 1].lower in (",", ";") or token.lower in ("but", "however", "nor", "neither")
            if strong or at == anchor - 1 or not _inside_list(tokens, at):
                return at, strong
        if token.lower == "," and at + 1 < anchor and not any(t.tag == "C" for t in tokens[at:anchor]):
            if tokens[at + 1].lower in ("they", "he", "she", "it", "we", "you", "no", "nobody", "none"):
                return at, True
    return 0, False


def _inside_list(tokens: Sequence[Token], at: int) -> bool:
    """Whether the coordinator at ``at`` joins two nouns of one subject ("..., the officials and mujahedeen shall")."""
    for left in range(at - 1, max(at - 7, 0), -1):
        if tokens[left].tag in ("V", "I", "M", "B", "E", "G", "H", "P", "T"):
            return False
        if tokens[left].tag == "C" or tokens[left].lower == ";":
            return tokens[left - 1].lower == "," or tokens[left].lower == ";"
    return False
