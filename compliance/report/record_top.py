"""The first sheet of a Word file: what was compared, the answer, and how each element stands.

Takes a sheet; gives paragraphs and tables.
"""

from __future__ import annotations

from compliance.model.mapping import Coverage
from compliance.model.report import SourceNote
from compliance.report.docx_pieces import NUMBER, Cell, Words, cell, listed_cell, paragraph, said, table
from compliance.report.docx_styles import look
from compliance.report.record_sheet import Sheet, code
from compliance.report.wording import date_words, keys, status_words, summary

_TEXTS = (1300, 3972, 1800, 2000)
_COVERAGE = (1400, 2272, 1800, 1800, 1800)


def title(sheet: Sheet) -> str:
    """What the file is, and which texts it is about."""
    report = sheet.report
    rows = ([("agreement", report.agreement)] if report.agreement else []) + [("instrument", source) for source in report.instruments]
    return (
        paragraph([Words("Gap report")], "Title") + paragraph([said(report.pack_title)], "Subtitle")
        + table(_TEXTS, [_text(role, source) for role, source in rows], ("role", "text", "date", "sha256"))
        + paragraph([Words("The digests stand in full at the end of this document.")], "Note")
    )  # fmt: skip


def _text(role: str, source: SourceNote) -> list[Cell]:
    about = [said(source.title or source.id, "Strong"), *([Words(" (translation)")] if source.translation else [])]
    more = [said(source.id), *([Words("; "), said(source.issuer)] if source.issuer else []), *([Words("; "), Words("changed since it was recorded", "Contradicts")] if source.changed else [])]
    text = Cell(paragraph(about, "Cell", right=False) + paragraph(more, "Cell", right=False))
    return [cell(Words(role)), text, cell(said(date_words(source))), cell(code(source.sha256[:16]))]


def answer(sheet: Sheet) -> str:
    """The answer in three sentences."""
    return sheet.heading(1, [Words("The answer")], "part", "answer") + "".join(paragraph([said(sentence)], "ListParagraph", listed=NUMBER) for sentence in summary(sheet.report))


def coverage(sheet: Sheet) -> str:
    """How each element stands once all instruments are taken together."""
    heads = ("element", "what it asks", "status", "addressed by", "contradicted by")
    return (
        sheet.heading(1, [Words("How each element stands")], "part", "coverage")
        + paragraph([Words("All instruments taken together. Each element leads to its section.")], "Note")
        + table(_COVERAGE, [_element(sheet, one) for one in sheet.report.coverage], heads)
    )


def _element(sheet: Sheet, one: Coverage) -> list[Cell]:
    element = sheet.elements.get(one.element)
    return [
        cell(said(one.element, "Hyperlink", sheet.to_element(one.element)) if element else said(one.element)),
        cell(said(element.title if element else "")),
        cell(said(status_words(sheet.report, one.element, one.status), look(one.status))),
        listed_cell(keys(one.by) or ["nobody"]),
        listed_cell(keys(one.contradicted_by) or ["nobody"]),
    ]
