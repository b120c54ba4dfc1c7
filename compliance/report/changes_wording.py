"""The words of a comparison that every format shares: how a clause is cited, what happened to it, what a mark means, the summary.

Takes values of a comparison and gives plain strings; no format's own escaping happens here, but what cannot be seen is made visible.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from compliance.model.change import Change, ChangeKind, ClauseSpan, Comparison, Edit, Mark
from compliance.model.flip import Because, CoverageChange, VerdictChange, VerdictSide
from compliance.report.wording import counted, hidden, joins, listed

#: All kinds, in the order in which a summary names them.
KINDS: tuple[ChangeKind, ...] = ("reworded", "added", "removed", "moved", "split", "merged", "renumbered", "unchanged")
#: The marks that a lawyer looks at before anything else, and in this order.
LOOK: tuple[Mark, ...] = ("negation", "modal", "exception", "number", "date", "party", "condition")
GAP = "[...]"
FEW = 3
ON_WORDS = "These are statements on words; what they change in law is for a reader to say."

_MARKS: dict[Mark, str] = {
    "negation": "negation", "modal": "modal verb", "number": "number", "date": "date", "party": "party", "exception": "exception",
    "condition": "condition", "reference": "reference",
}  # fmt: skip
_SPANS = {
    "document": "text", "chapter": "heading", "article": "heading", "prose": "paragraph", "docNumber": "number of the text",
    "docDate": "date of the text", "unread": "line", "wrapup": "closing words",
}  # fmt: skip
_BECAUSE: dict[Because, str] = {
    "words": "through the words", "context": "through what it is read with", "added": "the clause was added", "removed": "the clause was removed", "": "",
}  # fmt: skip
_BLANK = re.compile(r"[ \t\r\n\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_DIRECTION_MARKS = "\u200e\u200f\u061c"
#: Languages that are written from right to left, by their codes.
RIGHT_TO_LEFT = frozenset(("ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he", "ks", "ku-arab", "mzn", "pa-arab", "pnb", "prs", "ps", "sd", "syr", "ug", "ur", "yi"))


class Touch(NamedTuple):
    """Words that a lawyer looks at twice: what is among them, and what stood there and stands there now."""

    marks: tuple[Mark, ...]
    old: str
    new: str


# ---- characters ----


def has_right_to_left(text: str) -> bool:
    """Whether any letter of a text is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in ("R", "AL") and char not in _DIRECTION_MARKS for char in text)


def written_right_to_left(language: str, text: str) -> bool:
    """Whether a text is to be set from right to left: its language is, and it has such letters."""
    code = language.lower()
    return (code in RIGHT_TO_LEFT or code.partition("-")[0] in RIGHT_TO_LEFT) and has_right_to_left(text)


def legible(text: str, before: str = "", right_to_left: bool = False) -> str:
    """A text on one line in which nothing is hidden: control and direction characters are shown by name.

    Those that the writing itself needs stay: a joiner or non-joiner behind a letter without case (Persian and Pashto words have them),
    and in ``right_to_left`` text the plain direction marks, which reorder no letters. ``before`` is what stands in front of the text.
    """
    out: list[str] = []
    last = before[-1:]
    for char in _BLANK.sub(" ", text):
        if hidden(char) and not joins(char, last) and not (right_to_left and char in _DIRECTION_MARKS):
            out.append(f"⟨U+{ord(char):04X}⟩")
        else:
            out.append(char)
        last = char
    return "".join(out)


def blank(text: str) -> bool:
    """Whether a text is white space and nothing else."""
    return _BLANK.fullmatch(text) is not None or not text


def short(text: str, limit: int) -> str:
    """A text cut behind a word, with the cut marked."""
    if len(text) <= limit:
        return text
    head = text[: limit - len(GAP) - 1]
    return f"{head.rsplit(' ', 1)[0] if ' ' in head else head} {GAP}"


# ---- clauses ----


def cite(span: ClauseSpan) -> str:
    """A clause as a reader cites it: its number, or what it is."""
    if span.label:
        return legible(f"chapter {span.label}" if span.kind == "chapter" else span.label)
    return legible(_SPANS.get(span.kind, span.kind))


def named(comparison: Comparison) -> Comparison:
    """The same, where a changed clause without number is cited by its place: "paragraph 2 after 16(6)"."""
    names: list[dict[ClauseSpan, ClauseSpan]] = []
    for spans in ([span for change in comparison.changes for span in change.old], [span for change in comparison.changes for span in change.new]):
        known: dict[ClauseSpan, ClauseSpan] = {}
        last, kinds = "", Counter[str]()
        for span in sorted(spans, key=lambda span: span.start):
            if span.label:
                last, kinds = cite(span), Counter()
                continue
            kinds[span.kind] += 1
            again = f" {kinds[span.kind]}" if kinds[span.kind] > 1 else ""
            known[span] = span._replace(kind="", label=f"{cite(span)}{again}{f' after {last}' if last else ''}")
        names.append(known)
    old, new = names

    def renamed(change: Change) -> Change:
        if change.kind == "unchanged":
            return change
        return change._replace(old=tuple(old.get(span, span) for span in change.old), new=tuple(new.get(span, span) for span in change.new))

    return replace(comparison, changes=tuple(renamed(change) for change in comparison.changes))


def cites(spans: Sequence[ClauseSpan]) -> str:
    """Several clauses: "3-21" for a run of numbers, "3(a) to 9" for any other long run, "25, 26" for a few."""
    if len(spans) < 3:
        return ", ".join(cite(span) for span in spans)
    labels = [span.label for span in spans]
    numbers = [int(label) for label in labels if label.isdecimal()]
    if len(numbers) == len(labels) and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        return f"{labels[0]}-{labels[-1]}"
    return f"{cite(spans[0])} to {cite(spans[-1])}"


def numbers_words(old: Sequence[ClauseSpan], new: Sequence[ClauseSpan], arrow: str = "->") -> str:
    """The numbers of both sides: "22 -> 9", or one where they are the same."""
    left, right = cites(old), cites(new)
    return f"{left} {arrow} {right}" if left and right and left != right else left or right


def renumbered_words(old: Sequence[ClauseSpan], new: Sequence[ClauseSpan]) -> str:
    """ "3-21 renumbered 4-22"; of articles that became sections "3-21 under another name"."""
    left, right = cites(old), cites(new)
    return f"{left} renumbered {right}" if left != right else f"{left} under another name"


def what_words(change: Change, direction: str = "") -> str:
    """What happened in words: "moved up, reworded". That it has another number is left to the numbers, unless nothing else happened."""
    kinds = [change.kind, *(kind for kind in change.also if kind not in (change.kind, "renumbered", "unchanged"))]
    return ", ".join(f"{kind} {direction}" if kind == "moved" and direction else kind for kind in kinds)


# ---- marks ----


def touches(pieces: Sequence[Edit]) -> list[Touch]:
    """The marked words of a change in their order; what was dropped and what was put in its place are told together."""
    out: list[Touch] = []
    taken = -1
    for at, piece in enumerate(pieces):
        if piece.op == "equal" or not piece.marks or at == taken:
            continue
        partner = at + 1
        while partner < len(pieces) and pieces[partner].op == "equal" and blank(pieces[partner].text):
            partner += 1
        both = partner < len(pieces) and {piece.op, pieces[partner].op} == {"delete", "insert"} and bool(set(piece.marks) & set(pieces[partner].marks))
        taken = partner if both else -1
        texts = {piece.op: piece.text, **({pieces[partner].op: pieces[partner].text} if both else {})}
        marks = dict.fromkeys((*piece.marks, *(pieces[partner].marks if both else ())))
        out.append(Touch(tuple(marks), texts.get("delete", ""), texts.get("insert", "")))
    return out


def touch_words(touch: Touch, limit: int = 60) -> str:
    """ "negation dropped: “not”", "number changed: “30” to “60”", "negation and party changed: ..."."""
    old, new = short(touch.old, limit), short(touch.new, limit)
    names = listed(mark_word(mark) for mark in touch.marks)
    if old and new:
        return f"{names} changed: “{old}” to “{new}”"
    return f"{names} {'dropped' if old else 'added'}: “{old or new}”"


def look_words(found: Sequence[Touch]) -> list[str]:
    """The first few of the marked words of a clause, and how many more there are; the rest stands with the clause."""
    out = [touch_words(touch) for touch in found[:FEW]]
    return [*out, f"and {len(found) - FEW} more"] if len(found) > FEW else out


def mark_word(mark: Mark) -> str:
    """A mark as a reader calls it."""
    return _MARKS[mark]


# ---- the whole ----


def counts(comparison: Comparison) -> dict[ChangeKind, int]:
    """How many changes there are of each kind, all kinds named."""
    out = dict.fromkeys(KINDS, 0)
    for change in comparison.changes:
        out[change.kind] += 1
    return out


def summary(comparison: Comparison, looked: int) -> list[str]:
    """The answer in one or two sentences; ``looked`` is how many changes touch words that a lawyer looks at first."""
    by = counts(comparison)
    unchanged = by["unchanged"]
    if unchanged == len(comparison.changes):
        blanks = comparison.old.source != comparison.new.source
        return ["No clause changed" + ("; the texts differ in white space or marks of type alone, or in the numbers of pages." if blanks else ".")]
    told = [kind for kind in KINDS if by[kind] and kind != "unchanged"]
    if told == ["renumbered"]:
        first = f"No words changed: {counted(by['renumbered'], 'clause', 'clauses')} only renumbered"
    else:
        parts = [f"{by[kind]} {'only ' if kind == 'renumbered' else ''}{kind}" for kind in told]
        count, _, rest = parts[0].partition(" ")
        first = ", ".join([f"{count} {'clause' if count == '1' else 'clauses'} {rest}", *parts[1:]])
    out = [f"{first}; {unchanged} unchanged." if unchanged else f"{first}."]
    if looked:
        out.append(f"{counted(looked, 'change touches', 'changes touch')} a negation, a modal verb, an exception, a number, a date, a party or a condition.")
    if not comparison.marked:
        out.append("Words of this language are not known: of what a lawyer looks at first, numbers alone are marked.")
    return out


# ---- verdicts ----


def flip_words(flip: VerdictChange, comparison: Comparison) -> str:
    """What became of the verdicts on an element: "verdict vanished, 10 partially addresses before, nothing now (through the words)"."""
    if flip.kind == "held":
        return f"verdict held, {_sides(flip.new)}"
    read_with = [numbers_words(change.old, change.new) for change in (comparison.changes[at] for at in flip.contexts)]
    why = _BECAUSE[flip.because] + (f": {listed(dict.fromkeys(read_with))}" if read_with else "")
    return f"verdict {flip.kind}, {_sides(flip.old) or 'nothing'} before, {_sides(flip.new) or 'nothing'} now{f' ({why})' if why else ''}"


def _sides(sides: Iterable[VerdictSide]) -> str:
    return listed(dict.fromkeys(legible(f"{side.provision} {side.relation.replace('-', ' ')}") for side in sides))


def coverage_words(change: CoverageChange) -> str:
    """ "addressed before, contradicted now"."""
    old, new = (status.replace("-", " ") for status in (change.old_status, change.new_status))
    return f"{old} before and now" if old == new else f"{old} before, {new} now"
