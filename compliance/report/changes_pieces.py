"""The edits of a change as they are shown: without markers and outer white space, legible, and shortened round what changed.

Takes a change and gives edits again, for readers. They are no longer the exact characters: those stand in the data alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from compliance.model.change import Change, ClauseSpan, Comparison, Edit
from compliance.model.flip import VerdictChange
from compliance.report.changes_wording import GAP, blank, has_right_to_left, legible, short

_WORDS = re.compile(r"\S+\s*")
_LONGEST = 90  # characters of context where a script puts no blanks between words
_THROUGH = 160

Range = tuple[int, int]


def exact_edits(comparison: Comparison, change: Change) -> tuple[Edit, ...]:
    """The edits of a change; where it holds none, what its clauses say on both sides."""
    if change.edits:
        return change.edits
    old = "".join(comparison.old.source[span.start : span.end] for span in change.old)
    new = "".join(comparison.new.source[span.start : span.end] for span in change.new)
    if old == new:
        return (Edit("equal", old),) if old else ()
    return tuple(edit for edit in (Edit("delete", old), Edit("insert", new)) if edit.text)


def pieces(comparison: Comparison, change: Change) -> list[Edit]:
    """The words of a change with both sides in one line, from the first word to the last; markers between clauses stay."""
    return readable(_within(exact_edits(comparison, change), _words(change.old), _words(change.new)))


def old_pieces(comparison: Comparison, change: Change, at: int) -> list[Edit]:
    """The words of one clause of the old side: what is still there, and what was deleted."""
    edits = [edit for edit in exact_edits(comparison, change) if edit.op != "insert"]
    return readable(_within(edits, _one(change.old, at), None))


def new_pieces(comparison: Comparison, change: Change, at: int) -> list[Edit]:
    """The words of one clause of the new side: what was there, and what was inserted."""
    edits = [edit for edit in exact_edits(comparison, change) if edit.op != "delete"]
    return readable(_within(edits, None, _one(change.new, at)))


def through(flip: VerdictChange) -> list[Edit]:
    """The edits that a verdict flipped through, long ones cut."""
    return [edit._replace(text=short(edit.text, _THROUGH)) for edit in readable(flip.through) if edit.op != "equal"]


def words_of(source: str, span: ClauseSpan) -> str:
    """The words of a clause, legible."""
    text = source[span.words_start : span.words_end]
    return legible(text, right_to_left=has_right_to_left(text)).strip()


def in_context(shown: Sequence[Edit], words: int = 8) -> list[Edit]:
    """The same with long unchanged stretches shortened to a few words beside what changed; where nothing changed, to its first words."""
    out: list[Edit] = []
    for at, edit in enumerate(shown):
        if edit.op != "equal":
            out.append(edit)
            continue
        before, after = at > 0, at + 1 < len(shown)
        head = _first(edit.text, words) if before or not after else ""
        tail = _last(edit.text, words) if after else ""
        if len(head) + len(tail) + len(GAP) + 2 >= len(edit.text):
            out.append(edit)
        else:
            out.append(Edit("equal", f"{head.rstrip()}{' ' if head else ''}{GAP}{' ' if tail else ''}{tail.lstrip()}", edit.marks))
    return out


def _first(text: str, words: int) -> str:
    found = [match.end() for match in _WORDS.finditer(text)][:words]
    end = found[-1] if found else len(text)
    return text[: min(end, _LONGEST)]


def _last(text: str, words: int) -> str:
    found = [match.start() for match in _WORDS.finditer(text)][-words:]
    start = found[0] if found else 0
    return text[max(start, len(text) - _LONGEST) :]


def _words(spans: Sequence[ClauseSpan]) -> Range:
    """From the first word of several clauses put together to their last."""
    if not spans:
        return (0, 0)
    length = sum(span.end - span.start for span in spans)
    return (spans[0].words_start - spans[0].start, length - (spans[-1].end - spans[-1].words_end))


def _one(spans: Sequence[ClauseSpan], at: int) -> Range:
    """The words of one of several clauses put together."""
    offset = sum(span.end - span.start for span in spans[:at])
    span = spans[at]
    return (offset + span.words_start - span.start, offset + span.words_end - span.start)


def _within(edits: Sequence[Edit], old: Range | None, new: Range | None) -> list[Edit]:
    """The edits cut down to a range of each side; what both sides share stays when it lies in either."""
    out: list[Edit] = []
    places = [0, 0]
    for op, text, marks in edits:
        length = len(text)
        kept: list[Range] = []
        for side, wanted in enumerate((old, new)):
            if op == ("insert", "delete")[side]:
                continue
            if wanted is not None:
                low, high = max(wanted[0] - places[side], 0), min(wanted[1] - places[side], length)
                if low < high:
                    kept.append((low, high))
            places[side] += length
        if kept:
            out.append(Edit(op, text[min(low for low, _ in kept) : max(high for _, high in kept)], marks))
    return out


def readable(edits: Sequence[Edit]) -> list[Edit]:
    """Legible edits; white space round deleted and inserted words counts as shared, and runs of it are one blank."""
    parts: list[Edit] = []
    for op, text, marks in edits:
        inner = text.strip(" \t\r\n\u00a0")
        if op == "equal" or inner == text:
            parts.append(Edit(op, text, marks))
        elif blank(text):
            parts.append(Edit("equal", " "))
        else:
            at = text.index(inner)
            outside = (Edit("equal", text[:at]), Edit(op, inner, marks), Edit("equal", text[at + len(inner) :]))
            parts += [part for part in outside if part.text]
    right_to_left = any(has_right_to_left(part.text) for part in parts)
    out: list[Edit] = []
    before = ""
    for op, text, marks in parts:
        if blank(text) and op != "equal":
            op, marks = "equal", ()
        shown = legible(text, before, right_to_left)
        if out and out[-1].op == "equal" and op == "equal":
            shown = shown.lstrip(" ") if out[-1].text.endswith(" ") else shown
            out[-1] = Edit("equal", out[-1].text + shown)
        elif shown:
            out.append(Edit(op, shown, marks))
        before = text
    return _stripped(out)


def _stripped(edits: list[Edit]) -> list[Edit]:
    """Without a blank at either end."""
    if edits and edits[0].op == "equal":
        edits[0] = edits[0]._replace(text=edits[0].text.lstrip(" "))
    if edits and edits[-1].op == "equal":
        edits[-1] = edits[-1]._replace(text=edits[-1].text.rstrip(" "))
    return [edit for edit in edits if edit.text]
