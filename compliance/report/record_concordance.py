"""The table of concordance of a Word file: element, provision, relation, remark.

Takes a sheet; gives a section of broad sheets. Every pair of the report is in it: those with a relation and those that come near in rows of
their own, the others of an element together in its last row.
"""

from __future__ import annotations

from compliance.model.mapping import Verdict
from compliance.model.report import ElementNote
from compliance.report.docx_parts import BROAD
from compliance.report.docx_pieces import Cell, Words, cell, paragraph, said, table
from compliance.report.docx_styles import look
from compliance.report.record_sheet import Sheet
from compliance.report.wording import RELATION, keys

_WIDTHS = (2900, 2400, 1900, BROAD - 7200)
_HEADS = ("commitment, element", "provision", "relation", "remark")


def concordance(sheet: Sheet) -> str:
    """The section."""
    by: dict[str, list[Verdict]] = {}
    for verdict in sheet.report.verdicts:
        by.setdefault(verdict.element, []).append(verdict)
    rows = [row for element in sheet.report.elements for row in _element(sheet, element, by.get(element.id, []))]
    return (
        sheet.heading(1, [Words("Table of concordance")], "part", "concordance")
        + paragraph([Words("Each element leads to its section, each relation to the words that it rests on.")], "Note")
        + table(_WIDTHS, rows, _HEADS)
    )


def _element(sheet: Sheet, element: ElementNote, verdicts: list[Verdict]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    rest: list[str] = []
    for verdict in verdicts:
        if verdict.relation != "does-not-address" or verdict.near_miss:
            rows.append([_named(sheet, element, not rows), cell(said(verdict.key)), _relation(sheet, verdict), _remark(verdict)])
        else:
            rest.append(verdict.key)
    if rest:
        which = f"all{' others' if rows else ''} ({len(rest)})"
        how = [said(f"{'; '.join(keys(rest))}. Why not:"), Words(" "), said(f"compliance explain PROVISION {element.id}", "Code")]
        rows.append([_named(sheet, element, not rows), cell(Words(which)), cell(said(RELATION["does-not-address"], look("does-not-address"))), cell(*how)])
    return rows or [[_named(sheet, element, True), cell(), cell(), cell(Words("No provision was held against it."))]]


def _named(sheet: Sheet, element: ElementNote, first: bool) -> Cell:
    """The element, the first time with its commitment and with what it asks."""
    link = said(element.id, "Hyperlink", sheet.to_element(element.id))
    if not first:
        return cell(link)
    return Cell(paragraph([Words("Commitment "), said(element.commitment)], "Above") + paragraph([link, Words(" – "), said(element.title)], "Cell"))


def _relation(sheet: Sheet, verdict: Verdict) -> Cell:
    words = RELATION[verdict.relation]
    if verdict.relation == "does-not-address":
        return cell(said(words, look(verdict.relation)), Words(", but comes near"))
    return cell(said(words, look(verdict.relation), sheet.to_verdict(verdict)))


def _remark(verdict: Verdict) -> Cell:
    limits = f" Limits: {'; '.join(verdict.limits)}." if verdict.limits else ""
    return cell(said(f"{verdict.rationale}{limits}"))
