"""What all parts of a Word file of a report share: its places, its headings, and the quotes of its verdicts.

Takes a report; gives paragraphs of headings, which the contents list, and links to elements, verdicts and parts. What is said in each part
is left to the other ``record_*`` files.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from compliance.model.mapping import Verdict
from compliance.model.report import Report, SourceNote
from compliance.report.changes_wording import has_right_to_left, written_right_to_left
from compliance.report.docx_pieces import Bookmarks, Words, paragraph, said
from compliance.report.quotes import AROUND, Quote, Sides, pieces

LANGUAGE = "en-GB"  # of all that the report says itself
_LOOK = {"words": "", "mark": "Decisive", "gap": ""}


class _Heading(NamedTuple):
    level: int
    words: str
    place: str


class Sheet:
    """The places and headings of one file."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.sides = Sides(report)
        self.elements = {element.id: element for element in report.elements}
        self._places = Bookmarks()
        self._headings: list[_Heading] = []

    def heading(self, level: int, words: Sequence[Words], kind: str, *what: str) -> str:
        """A heading. ``kind`` and ``what`` name its place, which the contents lead to."""
        place = self._places.name(kind, *what)
        self._headings.append(_Heading(level, "".join(one.text for one in words), place))
        return paragraph(words, f"Heading{level}", mark=self._places.at(place))

    def contents(self) -> str:
        """The contents of all headings, as a field with its entries filled in; to be called once they are written."""
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\n \\h \\z </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        last = len(self._headings) - 1
        return "".join(
            paragraph([Words(one.words, "", one.place)], f"TOC{one.level}", before=begin if at == 0 else "", behind='<w:r><w:fldChar w:fldCharType="end"/></w:r>' if at == last else "")
            for at, one in enumerate(self._headings)
        )

    def to_element(self, id_: str) -> str:
        """The place of an element."""
        return self._places.name("element", id_)

    def to_verdict(self, verdict: Verdict) -> str:
        """The place of a verdict other than ``does-not-address``."""
        return self._places.name("verdict", verdict.instrument, verdict.provision, verdict.element, verdict.relation)

    def at(self, place: str) -> str:
        """What makes a paragraph bear a name."""
        return self._places.at(place)

def quoted(quote: Quote, style: str, around: int | None = AROUND) -> str:
    """A quote as a paragraph, the words that count in bold and underlined."""
    return in_its_language(quote.source, quote.text, [(_LOOK[piece.kind], piece.text) for piece in pieces(quote.text, quote.spans, around)], style)


def whole(source: SourceNote | None, text: str, style: str, before: Sequence[Words] = (), marks: tuple[str, str] = ("", "")) -> str:
    """Words of a text in full, between quotation marks where they are given, as a paragraph."""
    inner = "".join(piece.text for piece in pieces(text)).strip()
    return in_its_language(source, text, [("", f"{marks[0]}{inner}{marks[1]}")], style, before)


def in_its_language(source: SourceNote | None, text: str, words: Sequence[tuple[str, str]], style: str, before: Sequence[Words] = ()) -> str:
    """Words of a text, as (style, words), in the language and direction of the text."""
    language = source.language if source is not None and source.language != "en" else ""
    kept = [(look, part) for look, part in words if part]
    if kept:
        kept[0] = (kept[0][0], kept[0][1].lstrip())
        kept[-1] = (kept[-1][0], kept[-1][1].rstrip())
    right = True if not before and has_right_to_left(text) and written_right_to_left(language, text) else None
    return paragraph([*before, *(Words(part, look, "", language) for look, part in kept if part)], style, right=right)


def code(words: str) -> Words:
    """Words to be typed, or a digest."""
    return said(words, "Code")
