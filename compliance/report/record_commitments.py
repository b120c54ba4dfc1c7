"""The commitments of a Word file: their words, their elements, and what answers to each, with the words on both sides.

Takes a sheet; gives paragraphs and tables, one section per commitment with one per element in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance.model.mapping import Verdict
from compliance.model.report import CommitmentNote, ElementNote
from compliance.report.docx_parts import UPRIGHT
from compliance.report.docx_pieces import BULLET, Cell, Words, paragraph, said, table
from compliance.report.docx_styles import look
from compliance.report.quotes import Quote
from compliance.report.record_sheet import Sheet, quoted, whole
from compliance.report.standing import Standing
from compliance.report.wording import RELATION, how_words, status_words, timeline_words

_HALVES = (UPRIGHT // 2, UPRIGHT - UPRIGHT // 2)


class Commitments:
    """Writes the sections of one file; what it looks up again and again is looked up once."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.report = sheet, sheet.report
        self._standing = Standing(self.report)
        self._coverage = {one.element: one for one in self.report.coverage}
        self._verdicts: dict[str, list[Verdict]] = {}
        for verdict in self.report.verdicts:
            self._verdicts.setdefault(verdict.element, []).append(verdict)

    def sections(self) -> str:
        """All commitments."""
        return "".join(self._commitment(commitment) for commitment in self.report.commitments)

    def _commitment(self, commitment: CommitmentNote) -> str:
        words = [Words("Commitment "), said(commitment.id), Words(": "), said(commitment.title)]
        said_so = whole(self.report.agreement, commitment.text, "Quote") if commitment.text.strip() else ""
        head = self.sheet.heading(1, words, "commitment", commitment.id)  # before those of its elements: the contents list headings as they come
        return head + said_so + "".join(self._element(self.sheet.elements[id_], commitment) for id_ in commitment.elements)

    def _element(self, element: ElementNote, commitment: CommitmentNote) -> str:
        one = self._coverage[element.id]
        found = self._verdicts.get(element.id, [])
        support = [v for v in found if v.relation in ("addresses", "partially-addresses")]
        against = [v for v in found if v.relation == "contradicts"]
        status = said(status_words(self.report, element.id, one.status), look(one.status))
        out = [self.sheet.heading(2, [said(element.id), Words(" – "), said(element.title), Words(": "), status], "element", element.id)]
        if element.quote.strip() and len(commitment.elements) > 1:
            out.append(whole(self.report.agreement, element.quote, "Asks", [Words("Asks: ", "Strong")], ("“", "”")))
        if len(one.timeline) > 1:
            out.append(paragraph([said(f"{timeline_words(self.report, one)}.")], "Note", keep=True))
        if not support and not against and not one.missing:
            out.append(paragraph([Words("No provision addresses it, and none contradicts it.")]))
        out += self._group("What addresses it", support, element, commitment)
        if one.missing and one.status != "addressed":
            out.append(paragraph([Words("What is missing")], "Heading3"))
            out += [paragraph([said(words)], "ListParagraph", listed=BULLET) for words in one.missing]
        out += self._group("What contradicts it", against, element, commitment)
        return "".join([*out, *_near([v for v in found if v.near_miss])])

    def _group(self, title: str, verdicts: Sequence[Verdict], element: ElementNote, commitment: CommitmentNote) -> list[str]:
        if not verdicts:
            return []
        return [paragraph([Words(title)], "Heading3"), *(self._verdict(verdict, element, commitment) for verdict in verdicts)]

    def _verdict(self, verdict: Verdict, element: ElementNote, commitment: CommitmentNote) -> str:
        said_so = [said(RELATION[verdict.relation], look(verdict.relation)), Words(" "), said(verdict.key, "Strong"), Words(": "), said(verdict.rationale)]
        sides = [self.sheet.sides.own(verdict), self.sheet.sides.theirs(verdict, element, commitment)]
        out = [paragraph(said_so, "Verdict", mark=self.sheet.at(self.sheet.to_verdict(verdict))), table(_HALVES, [[_side(quotes) for quotes in sides]])]
        if verdict.limits:
            out.append(paragraph([Words("Limits")], "Caption"))
            out += [paragraph([said(limit)], "ListParagraph", listed=BULLET) for limit in verdict.limits]
        out.append(paragraph([said(how_words(verdict, self._standing.decision(verdict)))], "How"))
        return "".join(out)


def _side(quotes: Sequence[Quote]) -> Cell:
    """The quotes of one side, each under the name of where it stands."""
    return Cell("".join(paragraph([said(quote.cited)], "Cited") + quoted(quote, "Cell") for quote in quotes) or paragraph([], "Cell"))


def _near(verdicts: Sequence[Verdict]) -> list[str]:
    """Provisions that address nothing here, but nearly do."""
    if not verdicts:
        return []
    lead = paragraph([Words("All facets but one hold; these provisions do not address the element.")], "Note", keep=True)
    items = [paragraph([said(verdict.key, "Strong"), Words(": "), said(verdict.rationale)], "ListParagraph", listed=BULLET) for verdict in verdicts]
    return [paragraph([Words("What comes near")], "Heading3"), lead, *items]
