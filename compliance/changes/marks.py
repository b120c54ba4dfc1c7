"""What a lawyer looks at twice in a change of words: negation, modal verb, number, date, party, exception, condition, reference.

Takes changes and the words of a language (data in ``languages/``, read by ``disk``); gives the same changes with marks. A run of
words is marked where the sides of an edit differ in words of a class: a "not" that only moved within a rewritten run is no mark.
The marker of a clause ("10.") is no number of its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from compliance.changes.tokens import plain
from compliance.model.change import Change, ClauseSpan, Edit, Mark

_ORDER: tuple[Mark, ...] = ("negation", "modal", "exception", "condition", "party", "number", "date", "reference")
_LISTED: tuple[Mark, ...] = ("exception", "negation", "modal", "condition", "party")
_DIGITS = r"[+-]?\d+(?:[.,:/٫٬]\d+)*(?:st|nd|rd|th|er|e)?\b|[%€$£¥]"
_ISO = r"\d{4}-\d{2}(?:-\d{2})?|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
_CLAUSE_NUMBER = r"(?:\d+[A-Za-z]?(?:[.-]\d+)*|[IVXLC]+\b|\b[A-Z]\b)?(?:\s?\(\w{1,4}\))*"


@dataclass(frozen=True, slots=True)
class MarkWords:
    """The words of a language that carry a mark, compiled. ``names`` are what is written with a capital inside sentences."""

    pattern: re.Pattern[str]
    prefixes: tuple[str, ...] = ()
    capitals: bool = False
    months: frozenset[str] = frozenset()
    names: frozenset[str] = field(default=frozenset())


class _Found(NamedTuple):
    mark: str
    text: str
    start: int
    end: int


def compile_mark_words(data: Mapping[str, Any]) -> MarkWords:
    """The parsed data of a language, compiled; an empty mapping knows digits and numeric dates only."""
    months = data.get("months", [])
    parts = [f"(?P<date>{_dates(months, data.get('date', []))})"]
    if data.get("reference"):
        joins = "|".join(re.escape(word) for word in data.get("reference-joins", ())) or "(?!)"
        number = _CLAUSE_NUMBER.replace(")?(", ")(", 1)
        parts.append(rf"(?P<reference>(?<!\w)(?:{_choice(data['reference'])})\s+{number}(?:(?:\s*,\s*|\s+(?:{joins})\s+){number})*)")
    for mark in _LISTED:
        if data.get(mark):
            parts.append(rf"(?P<{mark}>(?<!\w)(?:{_choice(data[mark])})(?!\w))")
    words = rf"|(?<!\w)(?:{_choice(data['number'])})(?!\w)" if data.get("number") else ""
    parts.append(f"(?P<number>{_DIGITS}{words})")
    if data.get("exchanged"):
        parts.append(rf"(?P<exchanged>(?<!\w)(?:{_choice(data['exchanged'])})(?!\w))")
    parts.append(r"(?P<word>\w+(?:[-']\w+)*)")
    return MarkWords(re.compile("|".join(parts), re.IGNORECASE), tuple(data.get("negating-prefixes", ())), bool(data.get("capitals")), frozenset(months))


def _choice(phrases: Sequence[str]) -> str:
    """The phrases as alternatives, the longest first; any white space between their words."""
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=lambda p: (-len(p), p)))


def _dates(months: Sequence[str], words: Sequence[str]) -> str:
    rows = [_ISO]
    if months:
        month = _choice(months)
        rows += [rf"\b\d{{1,2}}(?:st|nd|rd|th|er)?\s+(?:of\s+)?(?:{month})\b(?:,?\s+\d{{4}})?", rf"\b(?:{month})\s+(?:\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?|\d{{4}})"]
    if words:
        rows.append(rf"(?<!\w)(?:{_choice(words)})(?!\w)")
    return "|".join(rows)


def with_names(words: MarkWords, *sources: str) -> MarkWords:
    """The same words, with what is written with a capital inside the sentences of the texts and never without."""
    if not words.capitals:
        return words
    names: set[str] = set()
    small: set[str] = set()
    for source in sources:
        names.update(re.findall(r"(?<=[a-zà-ÿ,;] )[A-ZÀ-Þ]\w+(?:[-'’]\w+)*", source))
        small.update(re.findall(r"(?<!\w)[a-zà-ÿ]\w+", source))
    return replace(words, names=frozenset(name for name in names if name.lower() not in small and name.lower() not in words.months))


def mark(changes: Sequence[Change], words: MarkWords) -> tuple[Change, ...]:
    """The same changes, those of one clause that became another with marks on their edits."""
    return tuple(_marked(change, words) if len(change.edits) > 1 and change.old and change.new else change for change in changes)


def _marked(change: Change, words: MarkWords) -> Change:
    old = "".join(edit.text for edit in change.edits if edit.op != "insert")
    new = "".join(edit.text for edit in change.edits if edit.op != "delete")
    sides = (_outside_markers(_find(old, words), change.old), _outside_markers(_find(new, words), change.new))
    edits: list[Edit] = []
    places = [0, 0]
    at = 0
    while at < len(change.edits):
        gone = change.edits[at] if change.edits[at].op == "delete" else None
        step = at + (gone is not None)
        come = change.edits[step] if step < len(change.edits) and change.edits[step].op == "insert" else None
        if gone is None and come is None:
            same = change.edits[at]
            places = [place + len(same.text) for place in places]
            edits.append(same)
            at += 1
            continue
        runs = [_overlapped(sides[side], places[side], places[side] + len(edit.text) if edit else places[side]) for side, edit in enumerate((gone, come))]
        marks = _differ(runs, words, gone, come)
        for side, edit in enumerate((gone, come)):
            if edit is not None:
                edits.append(edit._replace(marks=marks))
                places[side] += len(edit.text)
                at += 1
    return replace(change, edits=tuple(edits), marks=tuple(kind for kind in _ORDER if any(kind in edit.marks for edit in edits)))


def _find(text: str, words: MarkWords) -> list[_Found]:
    """All words of a class in a text; a word is of one class, and a name only if it is of no other."""
    out: list[_Found] = []
    for found in words.pattern.finditer(text):
        kind = found.lastgroup or "word"
        if kind == "word":
            if found.group() not in words.names:
                continue
            kind = "party"
        out.append(_Found(kind, " ".join(plain(found.group()).lower().split()), found.start(), found.end()))
    return out


def _outside_markers(found: list[_Found], spans: Sequence[ClauseSpan]) -> list[_Found]:
    """Without what stands in front of the words of a clause."""
    markers, at = [], 0
    for span in spans:
        markers.append((at, at + span.words_start - span.start))
        at += span.end - span.start
    return [one for one in found if not any(low <= one.start < high for low, high in markers)]


def _overlapped(found: Sequence[_Found], start: int, end: int) -> list[_Found]:
    return [one for one in found if one.start < end and one.end > start] if start < end else []


def _differ(runs: Sequence[Sequence[_Found]], words: MarkWords, gone: Edit | None, come: Edit | None) -> tuple[Mark, ...]:
    """The classes in whose words the two sides differ."""
    counts = [Counter((one.mark, one.text) for one in run) for run in runs]
    sides = (counts[0] - counts[1], counts[1] - counts[0])
    kinds = {kind for side in sides for kind, _ in side}
    if all(any(kind == "exchanged" for kind, _ in side) for side in sides):
        kinds.add("condition")  # "and" became "or"
    if gone is not None and come is not None and _turned(gone.text, come.text, words.prefixes):
        kinds.add("negation")
    return tuple(kind for kind in _ORDER if kind in kinds)


def _turned(gone: str, come: str, prefixes: Sequence[str]) -> bool:
    """Whether a word on one side is a word of the other with a negating prefix: "lawful", "unlawful"."""
    first, second = set(re.findall(r"[\w'-]+", gone.lower())), set(re.findall(r"[\w'-]+", come.lower()))
    return any(prefix + word in other for one, other in ((first - second, second - first), (second - first, first - second)) for word in one if len(word) > 3 for prefix in prefixes)
