"""The commitments of a page: their words, their elements, and what answers to each, with the words on both sides.

Takes a report and the names of its page; gives HTML, one section per commitment with one per element in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance.model.mapping import Coverage, Verdict
from compliance.model.report import CommitmentNote, ElementNote, ProvisionNote, Report
from compliance.model.span import Evidence
from compliance.report.page_matrix import code
from compliance.report.page_names import Names
from compliance.report.page_text import FULL, attribute, bdi, excerpt, h, language, marked, places
from compliance.report.wording import status_words, timeline_words

_PERSON = "review"  # the row of a verdict that a reviewer decided


class Commitments:
    """Writes the sections of one report; what it looks up again and again is looked up once."""

    def __init__(self, report: Report, names: Names) -> None:
        self.report, self.names = report, names
        self._order = {element.id: at for at, element in enumerate(report.elements)}
        self._sources = {source.id: at for at, source in enumerate(report.instruments)}
        self._coverage = {one.element: one for one in report.coverage}
        self._verdicts: dict[str, list[Verdict]] = {}
        for verdict in report.verdicts:
            if verdict.relation != "does-not-address":
                self._verdicts.setdefault(verdict.element, []).append(verdict)
        self._notes: dict[str, list[ProvisionNote]] = {}
        for note in report.provisions:
            self._notes.setdefault(note.instrument, []).append(note)

    def sections(self) -> str:
        """All commitments."""
        return "".join(self._commitment(commitment) for commitment in self.report.commitments)

    def _commitment(self, commitment: CommitmentNote) -> str:
        title = self.names.part(f"commitment-{commitment.id}")
        elements = {element.id: element for element in self.report.elements}
        own = "".join(self._element(elements[id_], commitment) for id_ in commitment.elements)
        said = f"<blockquote{language(self.report.agreement, commitment.text)}>{marked(commitment.text)}</blockquote>" if commitment.text else ""
        return f'<section class="commitment" aria-labelledby="{attribute(title)}"><h2 id="{attribute(title)}">Commitment {bdi(commitment.id)}: {bdi(commitment.title)}</h2>{said}{own}</section>'

    def _element(self, element: ElementNote, commitment: CommitmentNote) -> str:
        one = self._coverage[element.id]
        title = attribute(self.names.elements[element.id])
        asked = f'<p class="asks">Asks: <q{language(self.report.agreement, element.quote)}>{marked(element.quote)}</q></p>' if element.quote and len(commitment.elements) > 1 else ""
        over = f'<p class="over">{h(timeline_words(self.report, one))}.</p>' if len(one.timeline) > 1 else ""
        found = self._verdicts.get(element.id, [])
        return (
            f'<section class="element" data-e="{self._order[element.id]}" id="{title}"><h3><bdi class="id">{h(element.id)}</bdi> {bdi(element.title)}: '
            f'<span class="{one.status}">{h(status_words(self.report, element.id, one.status))}</span></h3>{asked}{over}'
            f"{self._group('What addresses it', [v for v in found if v.relation != 'contradicts'], element, commitment)}{_missing(one)}"
            f"{self._group('What contradicts it', [v for v in found if v.relation == 'contradicts'], element, commitment)}</section>"
        )

    def _group(self, title: str, verdicts: Sequence[Verdict], element: ElementNote, commitment: CommitmentNote) -> str:
        if not verdicts:
            return ""
        return f'<div class="group"><h4>{title}</h4>{"".join(self._verdict(verdict, element, commitment) for verdict in verdicts)}</div>'

    def _verdict(self, verdict: Verdict, element: ElementNote, commitment: CommitmentNote) -> str:
        relation = verdict.relation
        limits = "".join(f"<li>{bdi(limit)}</li>" for limit in verdict.limits)
        return (
            f'<details open class="verdict" id="{attribute(self.names.verdict(verdict))}" data-v="{code(verdict, self._order)}" data-i="{self._sources.get(verdict.instrument, -1)}">'
            f'<summary><strong class="{relation}">{FULL[relation]}</strong> {bdi(verdict.key)}: {bdi(verdict.rationale)}</summary>'
            f'<div class="sides">{self._own(verdict)}{self._theirs(verdict, element, commitment)}</div>'
            + (f'<p class="key">Limits</p><ul class="limits">{limits}</ul>' if limits else "")
            + f"{_how(verdict)}</details>"
        )

    def _own(self, verdict: Verdict) -> str:
        """The instrument's words, by the provisions they stand in."""
        agreement = self.report.agreement.id if self.report.agreement is not None else None
        own = [evidence for evidence in verdict.evidence if evidence.document != agreement]
        source = next((s for s in self.report.instruments if s.id == verdict.instrument), None)
        quotes: list[str] = []
        inside: list[Evidence] = []
        for note in self._standing(verdict, own):
            spans = [(e.start - note.start, e.end - note.start) for e in own if e.start < note.end and note.start < e.end]
            inside += [e for e in own if note.start <= e.start and e.end <= note.end]
            name = self.names.provisions[note.instrument, note.label]
            quotes.append(_side(name, f"{note.instrument}/{note.label}", language(source, note.text), excerpt(note.text, spans)))
        for evidence in own:  # words between provisions, as of a lead-in
            if evidence not in inside:
                quotes.append(_side("", verdict.instrument, language(source, evidence.quote), excerpt(evidence.quote, [(0, len(evidence.quote))])))
        return _together(quotes)

    def _standing(self, verdict: Verdict, own: Sequence[Evidence]) -> list[ProvisionNote]:
        """The provisions that the evidence stands in; the verdict's own first."""
        notes = [n for n in self._notes.get(verdict.instrument, ()) if any(e.start < n.end and n.start < e.end for e in own)]
        return sorted(notes, key=lambda note: note.label != verdict.provision)

    def _theirs(self, verdict: Verdict, element: ElementNote, commitment: CommitmentNote) -> str:
        """The words of the agreement, or of the pack where that states the commitment itself."""
        agreement = self.report.agreement
        quotes = [e.quote for e in verdict.evidence if agreement is not None and e.document == agreement.id] or [element.quote or element.title]
        shown = []
        for quote in quotes:
            text, spans = (commitment.text, places(commitment.text, quote))
            if not spans:
                text, spans = quote, [(0, len(quote))]
            side = f"{agreement.id}/{element.id}" if agreement is not None else element.id
            shown.append(_side(self.names.elements[element.id], side, language(agreement, text), excerpt(text, spans)))
        return _together(shown)


def _side(link: str, cited: str, language: str, words: str) -> str:
    """A quote under the name of where it stands."""
    where = f'<a class="from" href="#{attribute(link)}">{bdi(cited)}</a>' if link else f'<span class="from">{bdi(cited)}</span>'
    return f"<blockquote{language}>{where} {words}</blockquote>"


def _together(quotes: Sequence[str]) -> str:
    """The quotes of one side; several are held together."""
    return quotes[0] if len(quotes) == 1 else f"<div>{''.join(quotes)}</div>"


def _missing(one: Coverage) -> str:
    if one.status == "addressed":
        return ""
    parts = "".join(f"<li>{bdi(words)}</li>" for words in one.missing)
    return f'<div class="missing"><h4>What is missing</h4><ul>{parts}</ul></div>' if parts else ""


def _how(verdict: Verdict) -> str:
    facets = "; ".join(f"{h(facet.name)} {h(facet.relation)}" for facet in verdict.facets)
    if verdict.row == _PERSON:  # who, when and why stand in its rationale
        decided = "Decided by a person; the tool compared"
    elif verdict.rule:
        decided = f"Decided by {h(verdict.rule.replace(':', ' '))}"
    else:
        decided = f"Decided by row {h(verdict.row)} of the table" if verdict.row else ""
    return f'<p class="how">{": ".join(part for part in (decided, facets) if part)}.</p>' if decided or facets else ""
