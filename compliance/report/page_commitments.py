"""The commitments of a page: their words, their elements, and what answers to each, with the words on both sides.

Takes a report and the names of its page; gives HTML, one section per commitment with one per element in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance.model.mapping import Coverage, Verdict
from compliance.model.report import CommitmentNote, ElementNote, Report, ReviewNote
from compliance.report.page_matrix import code
from compliance.report.page_names import Names
from compliance.report.page_text import FULL, attribute, bdi, excerpt, h, language, marked
from compliance.report.quotes import Quote, Sides
from compliance.report.standing import Standing
from compliance.report.wording import how_words, status_words, timeline_words


class Commitments:
    """Writes the sections of one report; what it looks up again and again is looked up once."""

    def __init__(self, report: Report, names: Names) -> None:
        self.report, self.names = report, names
        self._standing = Standing(report)
        self._order = {element.id: at for at, element in enumerate(report.elements)}
        self._sources = {source.id: at for at, source in enumerate(report.instruments)}
        self._coverage = {one.element: one for one in report.coverage}
        self._verdicts: dict[str, list[Verdict]] = {}
        for verdict in report.verdicts:
            if verdict.relation != "does-not-address":
                self._verdicts.setdefault(verdict.element, []).append(verdict)
        self._sides = Sides(report)

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
            + f"{_how(verdict, self._standing.decision(verdict))}</details>"
        )

    def _own(self, verdict: Verdict) -> str:
        """The instrument's words, by the provisions they stand in."""
        return _together([_side(self.names.provision(q.note) if q.note else "", q) for q in self._sides.own(verdict)])

    def _theirs(self, verdict: Verdict, element: ElementNote, commitment: CommitmentNote) -> str:
        """The words of the agreement, or of the pack where that states the commitment itself."""
        return _together([_side(self.names.elements[element.id], quote) for quote in self._sides.theirs(verdict, element, commitment)])


def _side(link: str, quote: Quote) -> str:
    """A quote under the name of where it stands."""
    where = f'<a class="from" href="#{attribute(link)}">{bdi(quote.cited)}</a>' if link else f'<span class="from">{bdi(quote.cited)}</span>'
    return f"<blockquote{language(quote.source, quote.text)}>{where} {excerpt(quote.text, quote.spans)}</blockquote>"


def _together(quotes: Sequence[str]) -> str:
    """The quotes of one side; several are held together."""
    return quotes[0] if len(quotes) == 1 else f"<div>{''.join(quotes)}</div>"


def _missing(one: Coverage) -> str:
    if one.status == "addressed":
        return ""
    parts = "".join(f"<li>{bdi(words)}</li>" for words in one.missing)
    return f'<div class="missing"><h4>What is missing</h4><ul>{parts}</ul></div>' if parts else ""


def _how(verdict: Verdict, review: ReviewNote | None) -> str:
    said = how_words(verdict, review)
    return f'<p class="how">{h(said)}</p>' if said else ""
