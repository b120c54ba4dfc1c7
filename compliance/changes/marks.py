"""What a lawyer looks at twice in a change of words: negation, modal verb, number, date, party, exception, condition, reference.

Takes changes and the words of a language (data in ``languages/``, read by ``disk``); gives the same changes with marks. A run of
words is marked where the sides of an edit differ in words of a class: a "not" that only moved within a rewritten run is no mark.
The marker of a clause ("10.") is no number of its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from compliance.changes.tokens import plain
from compliance.model.change import Change, ClauseSpan, Edit, Mark

_ORDER: tuple[Mark, ...] = ("negation", "modal", "exception", "condition", "party", "number", "date", "reference")
_LISTED = ("exception", "negation", "modal", "condition", "party", "number", "date", "exchanged")
_TOKEN = re.compile(r"((?:(?<![\w)])[-−+])?\d+(?:[.,:/٫٬-]\d+)*[^\W\d_]{0,2}(?:\(\w{1,4}\))*)|([^\W\d_]+(?:-[^\W\d_]+)*['’]?)|([^\w\s])")
_LINKS = frozenset({"non", "in", "no", "and", "or", "up"})
_ISO = re.compile(r"\d{4}-\d{2}(?:-\d{2})?|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_LETTERS = re.compile(r"[IVXLC]+|[A-Z]")
_MONEY = frozenset("%€$£¥°²³")
_LEADS = frozenset({"negation", "modal", "exception", "condition", "party"})
_WORDING = frozenset({"reworded", "split", "merged"})
_MANY = 4
"""Of a clause with more unchanged runs than this all words are looked up once, if it is short."""
_SHORT = 600
_LOOKED_UP = 50
"""When more names than this were looked for, all words of the texts are read at once: each search may go through the whole text."""
_RUN = re.compile(r"[^\W_]+")
_NEAR = 40
"""Of a longer text so many characters on either side of an edit are read, and as many again to the next white space: no phrase of the data is longer."""


@dataclass(frozen=True, slots=True)
class MarkWords:
    """The words of a language that carry a mark, compiled.

    ``phrases`` holds, by their first word, the words that follow it and the mark, the longest first; ``references`` are the words
    behind which the number of a clause stands, ``joins`` those between two such numbers. Where ``capitals`` is true, what is
    written with a capital inside sentences, and never without, is the name of a party or a defined term.
    """

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = field(default_factory=dict)
    prefixes: tuple[str, ...] = ()
    months: frozenset[str] = frozenset()
    references: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    capitals: bool = False


_Token = tuple[int, str, str, int, int]
"""What it is (1 a number, 2 a word, 3 anything else), as written, folded, and its two places."""


class _Found(NamedTuple):
    mark: str
    text: str
    start: int
    end: int


class Names:
    """What the texts write with a capital inside a sentence and never without; looked up when a word is met."""

    def __init__(self, words: MarkWords, *sources: str) -> None:
        self._sources = sources if words.capitals else ()
        self._known: dict[str, bool] = {}
        self._read: tuple[set[str], set[str]] | None = None

    def __contains__(self, word: str) -> bool:
        if not self._sources or not word[:1].isupper():
            return False
        if word not in self._known:
            if len(self._known) < _LOOKED_UP or not word.isalnum():
                # what is also written small is found at once, and most words are; the other search may read the whole text
                small = any(True for source in self._sources for _ in _places(source, word.lower()))
                self._known[word] = not small and any(_inside_sentence(source, at) for source in self._sources for at in _places(source, word))
            else:
                if self._read is None:
                    self._read = self._all()
                self._known[word] = word.lower() not in self._read[0] and word in self._read[1]
        return self._known[word]

    def _all(self) -> tuple[set[str], set[str]]:
        """All words of the texts, and those with a capital inside a sentence."""
        found = {word for source in self._sources for word in _RUN.findall(source)}
        inside = {match[0] for source in self._sources for match in _RUN.finditer(source) if match[0][0].isupper() and _inside_sentence(source, match.start())}
        return found, inside


def _places(source: str, word: str) -> Iterator[int]:
    """Where a word stands as a whole."""
    at = source.find(word)
    while at >= 0:
        end = at + len(word)
        if not (at and source[at - 1].isalnum()) and not (end < len(source) and source[end].isalnum()):
            yield at
        at = source.find(word, end)


def _inside_sentence(source: str, at: int) -> bool:
    """Behind a small letter or a comma, and one space."""
    return at > 1 and source[at - 1] == " " and (source[at - 2].islower() or source[at - 2] in ",;")


def compile_mark_words(data: Mapping[str, Any]) -> MarkWords:
    """The parsed data of a language, compiled; an empty mapping knows digits and numeric dates only."""
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for mark in _LISTED:
        for phrase in data.get(mark, ()):
            first, *rest = (_folded(found[2]) for found in _TOKEN.finditer(phrase) if found[2])
            phrases.setdefault(first, []).append((tuple(rest), mark))
    return MarkWords(
        {first: tuple(sorted(found, key=lambda row: (-len(row[0]), _LISTED.index(row[1])))) for first, found in phrases.items()},
        tuple(data.get("negating-prefixes", ())),
        frozenset(data.get("months", ())),
        frozenset(data.get("reference", ())),
        frozenset(data.get("reference-joins", ())),
        bool(data.get("capitals")),
    )


def _folded(word: str) -> str:
    return word.lower() if word.isascii() else plain(word).lower()


def mark(changes: Sequence[Change], words: MarkWords, names: Names) -> tuple[Change, ...]:
    """The same changes, with marks on the edits of those whose words are not the same on both sides."""
    return tuple(_marked_by_kind(change, words, names) for change in changes)


def _marked_by_kind(change: Change, words: MarkWords, names: Names) -> Change:
    if not (change.old and change.new):
        return change._replace(marks=_whole(change, words))
    if not _WORDING.isdisjoint((change.kind, *change.also)):
        change = _marked(change, words, names)
    if len(change.led_by) == 2:
        counts = [{(one.mark, one.text) for one in _find(text, 0, len(text), words) if one.mark in _LEADS} for text in change.led_by]
        kinds = {kind for kind, _ in counts[0] ^ counts[1]} | set(change.marks)
        led = change.led_by if counts[0] != counts[1] else ()
        return change._replace(marks=tuple(kind for kind in _ORDER if kind in kinds), led_by=led)
    return change


def _whole(change: Change, words: MarkWords) -> tuple[Mark, ...]:
    """What a clause that was added or removed as a whole says no to, excepts or orders."""
    (span,) = change.old or change.new
    text = change.edits[0].text[span.words_start - span.start : span.words_end - span.start]
    kinds = {one.mark for one in _find(text, 0, len(text), words)}
    return tuple(kind for kind in ("negation", "modal", "exception") if kind in kinds)


def _marked(change: Change, words: MarkWords, names: Names) -> Change:
    texts = ("".join(edit.text for edit in change.edits if edit.op != "insert"), "".join(edit.text for edit in change.edits if edit.op != "delete"))
    many = sum(edit.op == "equal" for edit in change.edits) > _MANY
    sides = (_Side(texts[0], change.old, words, names, many), _Side(texts[1], change.new, words, names, many))
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
        runs = [sides[side].touched(places[side], edit) for side, edit in enumerate((gone, come))]
        marks = _differ(runs, words, gone, come)
        for side, edit in enumerate((gone, come)):
            if edit is not None:
                edits.append(edit._replace(marks=marks[side]))
                places[side] += len(edit.text)
                at += 1
    return change._replace(edits=tuple(edits), marks=tuple(kind for kind in _ORDER if any(kind in edit.marks for edit in edits)))


class _Side:
    """The clauses of one side put together, and the words of a class in them; of a long text, or one with few edits, only those near an edit are looked for."""

    def __init__(self, text: str, spans: Sequence[ClauseSpan], words: MarkWords, names: Names, many: bool) -> None:
        self.text = text
        self.markers = _markers(spans)
        self.words = words
        self.names = names
        self.all = _find(text, 0, len(text), words) if many and len(text) <= _SHORT else None

    def touched(self, start: int, edit: Edit | None) -> list[_Found]:
        """The words of a class that an edit at ``start`` touches, wholly or in part, outside the markers of clauses."""
        if edit is None:
            return []
        end = start + len(edit.text)
        if any(a <= start and end <= b for a, b in self.markers):
            return []
        found = [one for one in (self.all if self.all is not None else self._near(start, end)) if one.start < end and one.end > start]
        return [one for one in found if (one.mark != "name" or self.text[one.start : one.end] in self.names) and not any(a <= one.start < b for a, b in self.markers)]

    def _near(self, start: int, end: int) -> list[_Found]:
        text = self.text
        low, high = max(0, start - _NEAR), min(len(text), end + _NEAR)
        first, last = max(0, low - _NEAR), min(len(text), high + _NEAR)  # some scripts write no white space
        while low > first and not text[low - 1].isspace():
            low -= 1
        while high < last and not text[high].isspace():
            high += 1
        return _find(text, low, high, self.words)


def _find(text: str, low: int, high: int, words: MarkWords) -> list[_Found]:
    """All words of a class between two places of a text, and those that may be a name; a word is of one class."""
    run: list[_Token] = []
    for match in _TOKEN.finditer(text, low, high):
        kind, word = match.lastindex or 3, match.group()
        run.append((kind, word, (word.lower() if word.isascii() else _folded(word)) if kind == 2 else word, match.start(), match.end()))
    phrases, months, references, joins = words.phrases, words.months, words.references, words.joins
    out: list[_Found] = []
    at, cites = 0, False  # cites: the number of a clause may stand here
    while at < len(run):
        kind, word, folded, start, _ = run[at]
        mark, size = "", 1
        if (kind == 1 or folded in months) and (dated := _date(run, at, months)):
            mark, size = "date", dated
        elif cites and (kind == 1 or _LETTERS.fullmatch(word)):
            mark = "reference"
        elif kind == 1 or word in _MONEY:
            mark = "number"
        elif folded in references or word == "§":
            cites = True
            at += 1
            continue
        elif kind == 2:
            rows = phrases.get(folded) or (phrases.get(folded.rstrip("'")) if folded[-1] == "'" else None)
            if not rows and "-" in folded:  # "thirty-day"
                rows = next((phrases[part] for part in folded.split("-") if part in phrases and part not in _LINKS), None)
                rows = tuple(row for row in rows if not row[0]) if rows else None
            if rows:
                mark, size = _phrase(run, at, rows)
            elif word[0].isupper():
                bare = word.rstrip("'’")
                out.append(_Found("name", bare, start, start + len(bare)))
        if mark:
            stop = run[at + size - 1][4]
            out.append(_Found(mark, " ".join(_folded(text[start:stop]).split()), start, stop))
        cites = cites and (mark == "reference" or word == "," or folded in joins)
        at += size
    return out


def _date(run: Sequence[_Token], at: int, months: frozenset[str]) -> int:
    """How many tokens from here are a date: "12 May 2020", "May 12, 2020", "2020-05-12"; 0 where it is none."""
    kind, word = run[at][:2]
    if kind == 1 and _ISO.fullmatch(word):
        return 1
    month = at + (kind == 1)
    if month < len(run) and kind == 1 and run[month][2] == "of":
        month += 1
    if month >= len(run) or run[month][0] != 2 or run[month][2] not in months:
        return 0
    stop = month + 1
    while stop < len(run) and (run[stop][0] == 1 or (run[stop][1] in ",." and stop + 1 < len(run) and run[stop + 1][0] == 1)):
        stop += 1
    return stop - at if kind == 1 or stop > month + 1 else 0  # "may" without a number is no month


def _phrase(run: Sequence[_Token], at: int, rows: Sequence[tuple[tuple[str, ...], str]]) -> tuple[str, int]:
    for rest, kind in rows:
        if not rest:
            return kind, 1
        following = run[at + 1 : at + 1 + len(rest)]
        if len(following) == len(rest) and following[0][2] == rest[0] and all(token[2] == more for token, more in zip(following, rest, strict=True)):
            return kind, 1 + len(rest)
    return "", 1


def _markers(spans: Sequence[ClauseSpan]) -> list[tuple[int, int]]:
    """Where, in the clauses put together, the markers stand: what is in front of the words of each."""
    out, at = [], 0
    for span in spans:
        out.append((at, at + span.words_start - span.start))
        at += span.end - span.start
    return out


def _differ(runs: Sequence[Sequence[_Found]], words: MarkWords, gone: Edit | None, come: Edit | None) -> list[tuple[Mark, ...]]:
    """For each side the classes of the words that it has and the other has not."""
    if not (runs[0] or runs[1]) and (gone is None or come is None or (gone.text + come.text).isdigit()):
        return [(), ()]
    counts = [Counter(("party" if one.mark == "name" else one.mark, one.text) for one in run) for run in runs]
    kinds = [{kind for kind, _ in one - other} for one, other in (counts, counts[::-1])]
    if all("exchanged" in side for side in kinds):
        kinds = [side | {"condition"} for side in kinds]  # "and" became "or"
    if gone is not None and come is not None and _turned(gone.text, come.text, words.prefixes):
        kinds = [side | {"negation"} for side in kinds]
    return [tuple(kind for kind in _ORDER if kind in side) for side in kinds]


def _turned(gone: str, come: str, prefixes: Sequence[str]) -> bool:
    """Whether a word on one side is a word of the other with a negating prefix: "lawful", "unlawful"."""
    first, second = set(re.findall(r"[\w'-]+", gone.lower())), set(re.findall(r"[\w'-]+", come.lower()))
    return any(prefix + word in other for one, other in ((first - second, second - first), (second - first, first - second)) for word in one if len(word) > 3 for prefix in prefixes)
