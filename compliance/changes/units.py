"""A clause tree -> the clauses that take part in a comparison.

Gives every clause with words or a marker of its own, in document order and without a gap: white space between two clauses
belongs to the one before it, a paragraph of unnumbered prose holds its sentences, and of a clause with several paragraphs each is a
unit. What the clauses say is left to others.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from compliance.model.change import ClauseSpan
from compliance.model.clause import Clause, ClauseTree

_NUMBERED = frozenset({"chapter", "article", "paragraph", "point"})


_BREAK = re.compile(r"\n[^\S\n]*\n\s*")


class Unit(NamedTuple):
    """A clause span, the words in it as they are compared exactly, and the place of the clause that holds it (-1: none)."""

    span: ClauseSpan
    words: str
    parent: int


def read_units(tree: ClauseTree) -> list[Unit]:
    """The units of a tree; their spans, put together, are its source."""
    source = tree.source
    out: list[Unit] = []
    stack: list[tuple[Clause, int]] = [(tree.root, -1)]
    reached, closed = 0, True  # whether each begins where the one before it ends
    while stack:
        clause, parent = stack.pop()
        kind, start = clause.kind, clause.start
        prose = kind == "prose" and _holds_sentences(clause)
        own_end = clause.end if prose else clause.own_end
        inner = parent
        if start < own_end and kind != "blank":  # white space is taken in below, by the clause before it
            low, high = clause.text_start, clause.text_end
            if prose or clause.heading_start < clause.heading_end:
                low, high = _words(clause)
            words = source[low:high]
            inner = len(out)
            closed = closed and start == reached
            reached = own_end
            unit = Unit(ClauseSpan(kind, clause.label if clause.number and kind in _NUMBERED else "", clause.eid, start, own_end, low, high), words, parent)
            if "\n" in words:
                out += _paragraphs(unit, source, inner, clause.text_start)
            else:
                out.append(unit)
        if clause.children and not prose:
            stack.extend([(child, inner) for child in reversed(clause.children)])
    return out if closed and out and reached == len(source) else _closed(out, len(source))


def _paragraphs(unit: Unit, source: str, at: int, text_start: int) -> list[Unit]:
    """A unit cut at its blank lines. The first part keeps the label; the others have none, and an identity under its own.

    Where the heading is one paragraph and the words another, the marker that may stand in front of the words is none of them.
    """
    span = unit.span
    cuts = [found.end() for found in _BREAK.finditer(source, span.words_start, span.words_end)]
    if not cuts:
        return [unit]
    out: list[Unit] = []
    starts = [span.start, *cuts]
    for number, (start, end) in enumerate(zip(starts, [*cuts, span.end], strict=True), 1):
        low = span.words_start if number == 1 else text_start if start <= text_start < end else start
        high = low + len(source[low : min(end, span.words_end)].rstrip())
        first = number == 1
        part = ClauseSpan(span.kind if first else "prose", span.label if first else "", span.eid if first else f"{span.eid}__block_{number}", start, end, low, high)
        out.append(Unit(part, source[low:high], unit.parent if first else at))
    return out


def _holds_sentences(clause: Clause) -> bool:
    """Whether a paragraph of prose holds sentences. A definition may hold points instead, which are units themselves."""
    return not clause.children or clause.children[0].kind == "sentence"


def _words(clause: Clause) -> tuple[int, int]:
    """The words of a clause with its heading; of a paragraph of prose, those of all its sentences."""
    if clause.kind == "prose" and clause.children and _holds_sentences(clause):
        return clause.children[0].text_start, clause.children[-1].text_end
    low, high = clause.text_start, clause.text_end
    if clause.heading_start < clause.heading_end:
        if low >= high:
            return clause.heading_start, clause.heading_end
        return min(low, clause.heading_start), max(high, clause.heading_end)
    return low, high


def _closed(units: list[Unit], end: int) -> list[Unit]:
    """The same units, each reaching to the next, the first from the beginning and the last to the end."""
    if not units:
        return [Unit(ClauseSpan("blank", "", "", 0, end, 0, 0), "", -1)] if end else []
    for at, unit in enumerate(units):
        start = unit.span.start if at else 0
        until = units[at + 1].span.start if at + 1 < len(units) else end
        if (start, until) != (unit.span.start, unit.span.end):
            units[at] = unit._replace(span=unit.span._replace(start=start, end=until))
    return units
