"""Words that a verdict quotes: which stand on each side, and which of them count.

Takes a report and its verdicts; gives quotes as text with places in it, and texts cut into pieces in which nothing is hidden. Escaping and
looks are left to the formats that show them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from compliance.model.mapping import Verdict
from compliance.model.report import CommitmentNote, ElementNote, ProvisionNote, Report, SourceNote
from compliance.model.span import Evidence
from compliance.report.changes_wording import has_right_to_left, legible

Range = tuple[int, int]
AROUND = 220  # characters that stay round words that count
CUT = "[…]"


class Piece(NamedTuple):
    """A stretch of a quote: words, words that count (``mark``), or the sign that something is left out (``gap``)."""

    kind: Literal["words", "mark", "gap"]
    text: str


class Quote(NamedTuple):
    """Words of one side: how they are cited, the provision they stand in where they stand in one, their text, and what counts in it."""

    cited: str
    note: ProvisionNote | None
    source: SourceNote | None
    text: str
    spans: tuple[Range, ...]


class Sides:
    """The quotes of the verdicts of one report; what is looked up again and again is looked up once."""

    def __init__(self, report: Report) -> None:
        self._agreement = report.agreement
        self._sources = {source.id: source for source in reversed(report.instruments)}
        self._notes: dict[str, list[ProvisionNote]] = {}
        for note in report.provisions:
            self._notes.setdefault(note.instrument, []).append(note)

    def own(self, verdict: Verdict) -> list[Quote]:
        """The instrument's words, by the provisions they stand in; the verdict's own first."""
        agreement = self._agreement.id if self._agreement is not None else None
        own = [evidence for evidence in verdict.evidence if evidence.document != agreement]
        source = self._sources.get(verdict.instrument)
        quotes: list[Quote] = []
        inside: list[Evidence] = []
        for note in self._standing(verdict, own):
            spans = tuple((e.start - note.start, e.end - note.start) for e in own if e.start < note.end and note.start < e.end)
            inside += [e for e in own if note.start <= e.start and e.end <= note.end]
            quotes.append(Quote(f"{note.instrument}/{note.label}", note, source, note.text, spans))
        # words between provisions, as of a lead-in
        quotes += [Quote(verdict.instrument, None, source, e.quote, ((0, len(e.quote)),)) for e in own if e not in inside]
        return quotes

    def _standing(self, verdict: Verdict, own: Sequence[Evidence]) -> list[ProvisionNote]:
        """The provisions that the evidence stands in."""
        notes = [n for n in self._notes.get(verdict.instrument, ()) if any(e.start < n.end and n.start < e.end for e in own)]
        return sorted(notes, key=lambda note: note.label != verdict.provision)

    def theirs(self, verdict: Verdict, element: ElementNote, commitment: CommitmentNote) -> list[Quote]:
        """The words of the agreement, or of the pack where that states the commitment itself."""
        agreement = self._agreement
        words = [e.quote for e in verdict.evidence if agreement is not None and e.document == agreement.id] or [element.quote or element.title]
        cited = f"{agreement.id}/{element.id}" if agreement is not None else element.id
        quotes = []
        for quote in words:
            spans = places(commitment.text, quote)
            text = commitment.text if spans else quote
            quotes.append(Quote(cited, None, agreement, text, tuple(spans) or ((0, len(quote)),)))
        return quotes


def places(text: str, words: str) -> list[Range]:
    """Where ``words`` stand in ``text``, whatever the white space between them; nothing where they do not."""
    parts = words.split()
    found = re.search(r"\s+".join(map(re.escape, parts)), text) if parts else None
    return [found.span()] if found else []


def pieces(text: str, spans: Iterable[Range] = (), around: int | None = None) -> Iterator[Piece]:
    """A text on one line, cut at what counts; what is further than ``around`` characters from any of it is left out, and shown to be.
    Spans are places in ``text``; those that leave it are cut to it. Control and direction characters are shown by name."""
    joined = _joined((max(low, 0), min(high, len(text))) for low, high in spans)
    right_to_left = has_right_to_left(text)
    at = 0
    for low, high in [*joined, (len(text), len(text))]:
        first, last = at == 0, low == len(text)
        if around is not None and joined:
            yield from _cut(text[at:low], text[:at], right_to_left, 0 if first else around, 0 if last else around)
        else:
            yield Piece("words", _words(text[at:low], text[:at], right_to_left))
        if low < high:
            yield Piece("mark", _words(text[low:high], text[:low], right_to_left))
        at = high


def _joined(spans: Iterable[Range]) -> list[Range]:
    """Places in order, those that touch made one, empty ones left out."""
    out: list[Range] = []
    for low, high in sorted(span for span in spans if span[0] < span[1]):
        if out and low <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return out


def _words(text: str, before: str, right_to_left: bool) -> str:
    return legible(text, before[-1:], right_to_left)


def _cut(text: str, before: str, right_to_left: bool, head: int, tail: int) -> Iterator[Piece]:
    """A stretch without its middle: ``head`` characters from its start and ``tail`` from its end stay, at word borders."""
    if len(text) <= head + tail + 12:
        yield Piece("words", _words(text, before, right_to_left))
        return
    first = text[:head].rsplit(None, 1)[0] + " " if head and len(text[:head].split()) > 1 else ""
    last = " " + text[-tail:].split(None, 1)[1] if tail and len(text[-tail:].split()) > 1 else ""
    yield Piece("words", _words(first, before, right_to_left))
    yield Piece("gap", CUT)
    yield Piece("words", _words(last, " ", right_to_left))
