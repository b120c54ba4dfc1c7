"""Report -> a workbook.

Takes a report and gives the bytes of an .xlsx file: summary, matrix, verdicts, gaps, findings, what people decided, and the sheet on which
a person decides. What comes back is read by ``checks.review_sheet``; how sheets become a file is for ``xlsx_parts``.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from compliance import __version__
from compliance.model.mapping import Coverage, Relation
from compliance.model.report import Report
from compliance.report.rows import verdict_rows
from compliance.report.standing import Standing
from compliance.report.wording import (
    MEANS,
    METHOD,
    RELATION,
    date_words,
    listed,
    reviews_summary,
    shortened,
    status_words,
    summary,
    timeline_words,
)
from compliance.report.xlsx_parts import Cell, Sheet, breadth, package
from compliance.report.xlsx_review import decisions_sheet, review_sheet
from compliance.report.xlsx_styles import LOOK

_SHAPE = {"addresses": "●", "partially-addresses": "◐", "contradicts": "✕", "does-not-address": "○"}
_STATUS = {"addressed": ("●", "yes"), "partially-addressed": ("◐", "partly"), "contradicted": ("✕", "no"), "contested": ("◐✕", "both"), "unaddressed": ("○", "none")}
_BRIEF = {"addressed": "addressed", "partially-addressed": "partly", "contradicted": "contradicted", "contested": "contested", "unaddressed": "nobody"}
_CELL = {"addresses": "addresses", "partially-addresses": "partly", "contradicts": "contradicts"}
_VERDICTS: tuple[tuple[str, str, float], ...] = (
    ("instrument", "Instrument", 13), ("provision", "Provision", 10), ("element", "Element", 13), ("element_title", "It asks", 22), ("relation", "Relation", 18),
    ("rationale", "Why", 36), ("quote", "Words of the instrument", 46), ("against", "Words of the agreement", 38), ("limits", "Limits", 32), ("near_miss", "Near miss", 7),
    ("facets", "Facets", 21), ("decided_by_row", "Row of the table", 9), ("rule", "Rule", 12), ("reviewer", "Reviewer", 14), ("review_date", "Reviewed on", 12),
    ("engine_relation", "The tool had said", 18), ("quote_start", "From", 8), ("quote_end", "To", 8), ("against_start", "From (agreement)", 12), ("against_end", "To (agreement)", 12),
)  # fmt: skip
_PRINTED = 10  # columns; the others are for filters, and would make the words too small on paper


def to_xlsx(report: Report) -> bytes:
    """The whole report as a workbook. Raises UsageError where it is more than a workbook can hold."""
    sheets = [_matrix(report), _verdicts(report), _gaps(report), *_findings(report), *decisions_sheet(report), review_sheet(report)]
    return package([_summary(report, sheets), *sheets], f"Gap report: {report.pack_title}")


_ABOUT = {
    "Matrix": "every provision against every element, in words; the number of a provision leads to its verdicts",
    "Verdicts": "one row for each verdict, with the words on both sides, why, and what falls short; to be filtered",
    "Gaps": "each element that is not addressed in full, and what is missing; then provisions that answer to nothing",
    "Findings": "what the tool could not read or found odd in a text: look at these yourself",
    "Decisions": "what people decided, and what the tool had said; those that hold no longer say why",
    "Review": "decide here: relation, reviewer, reason and date; then: compliance report --reviews with this file",
}


def _summary(report: Report, sheets: Sequence[Sheet]) -> Sheet:
    rows: list[list[Cell]] = [[Cell("Gap report", "title")]]
    heights: dict[int, float] = {1: 26}
    merged: list[str] = []

    def line(text: str, style: str = "answer") -> None:
        rows.append([Cell(text, style)])
        merged.append(f"A{len(rows)}:E{len(rows)}")
        heights[len(rows)] = 15 * ceil(breadth(text) / 175) + 3

    def part(title: str) -> None:
        rows.append([])
        rows.append([Cell(title, "part")])

    line(report.pack_title, "note")
    part("The answer")
    for sentence in summary(report):
        line(sentence)
    if report.reviews:
        line(reviews_summary(report))
    part("What was compared")
    rows.append([Cell(words, "head") for words in ("Role", "Text", "Title", "Date", "sha256")])
    for role, source in [*([("agreement", report.agreement)] if report.agreement else []), *(("instrument", one) for one in report.instruments)]:
        title = f"{source.title}{' (translation)' if source.translation else ''}{' CHANGED since it was recorded' if source.changed else ''}"
        rows.append([Cell(role), Cell(source.id, "strong"), Cell(title), Cell(date_words(source)), Cell(source.sha256, "code")])
    part("What the relations mean")
    for relation, means in MEANS.items():
        rows.append([Cell(f"{_SHAPE[relation]} {RELATION[relation]}", LOOK[relation]), Cell(means)])
        merged.append(f"B{len(rows)}:E{len(rows)}")
        heights[len(rows)] = 16
        rows[-1] += [Cell(None)] * 3
    part("The sheets")
    for sheet in sheets:
        rows.append([Cell(sheet.name, "strong", f"'{sheet.name}'!A1"), Cell(_ABOUT[sheet.name]), *[Cell(None)] * 3])
        merged.append(f"B{len(rows)}:E{len(rows)}")
        heights[len(rows)] = 16
    part("Method")
    line(METHOD, "note")
    digest = f", sha256 {report.pack_sha256}" if report.pack_sha256 else ""
    line(f"Made by compliance {__version__} with rule pack {report.pack_id} {report.pack_version}{digest}.", "note")
    return Sheet("Summary", (22, 18, 46, 20, 72), rows, heights=heights, merged=tuple(merged))


def _matrix(report: Report) -> Sheet:
    standing = Standing(report)
    found: dict[tuple[str, int], dict[str, list[Relation]]] = {}
    first: dict[tuple[str, int], int] = {}
    for number, verdict in enumerate(report.verdicts, 2):
        about = standing.note(verdict)
        if about is None:
            continue
        pair = (about.instrument, about.start)
        first.setdefault(pair, number)
        if verdict.relation != "does-not-address":
            found.setdefault(pair, {}).setdefault(verdict.element, []).append(verdict.relation)
    coverage = {one.element: one for one in report.coverage}
    rows = [[Cell("Provision", "head"), Cell("Words", "head"), *(Cell(element.id, "mark-head") for element in report.elements)]]
    rows.append([Cell("It asks", "head"), Cell(None, "head"), *(Cell(element.title, "asks") for element in report.elements)])
    rows.append([Cell("All together", "head"), Cell(None, "head"), *(_together(coverage.get(element.id)) for element in report.elements)])
    surplus = frozenset(report.surplus)
    for note in report.provisions:
        pair, key = (note.instrument, note.start), f"{note.instrument}/{note.label}"
        words = shortened(note.text, 220) + ("\n(answers to no element)" if key in surplus else "")
        link = f"'Verdicts'!A{first[pair]}" if pair in first else ""
        rows.append([Cell(key, "strong", link), Cell(words, "dim"), *(_entry(found.get(pair, {}).get(element.id, ())) for element in report.elements)])
    return Sheet("Matrix", (19, 52, *(13.5 for _ in report.elements)), rows, frozen=(3, 1))


def _together(one: Coverage | None) -> Cell:
    if one is None:
        return Cell(None)
    shape, style = _STATUS[one.status]
    return Cell(f"{shape} {_BRIEF[one.status]}", f"mark-{style}")


def _entry(relations: Sequence[Relation]) -> Cell:
    """The cell of a pair: its relations in words."""
    if not relations:
        return Cell(None)
    style = "both" if len(set(relations)) > 1 else LOOK[relations[0]]
    return Cell("\n".join(f"{_SHAPE[relation]} {_CELL[relation]}" for relation in relations), f"mark-{style}")


def _verdicts(report: Report) -> Sheet:
    columns, values = verdict_rows(report)
    names = [one.name for one in columns]
    places = [names.index(name) for name, _, _ in _VERDICTS]
    rows = [[Cell(title, "head") for _, title, _ in _VERDICTS]]
    for row, verdict in zip(values, report.verdicts, strict=True):
        relation = verdict.relation
        cells: list[Cell] = []
        for (name, _, _), place in zip(_VERDICTS, places, strict=True):
            value = row[place]
            if name == "relation":
                cells.append(Cell(f"{_SHAPE[relation]} {RELATION[relation]}", LOOK[relation]))
            elif isinstance(value, bool):
                cells.append(Cell("yes" if value else ""))
            else:
                cells.append(Cell(value, "date" if name == "review_date" else "number" if isinstance(value, int) else "strong" if name in ("provision", "element") else "text"))
        rows.append(cells)
    return Sheet("Verdicts", tuple(width for _, _, width in _VERDICTS), rows, frozen=(1, 3), filtered=1, printed=_PRINTED)


def _gaps(report: Report) -> Sheet:
    titles = {element.id: element for element in report.elements}
    commitments = {one.id: one for one in report.commitments}
    rows = [[Cell(words, "head") for words in ("Element", "It asks", "Words of the commitment", "Status", "What is missing", "Addressed in part by", "Contradicted by", "Over time")]]
    for one in report.coverage:
        if one.status == "addressed":
            continue
        element = titles[one.element]
        asked = element.quote or commitments[element.commitment].text
        status = Cell(f"{_STATUS[one.status][0]} {status_words(report, one.element, one.status)}", _STATUS[one.status][1])
        rows.append([Cell(one.element, "strong"), Cell(element.title), Cell(asked), status, Cell("\n".join(one.missing)), Cell(listed(one.by)), Cell(listed(one.contradicted_by)), Cell(timeline_words(report, one))])
    if len(rows) == 1:
        rows.append([Cell("none", "strong"), Cell("every element is addressed in full")])
    notes = {f"{note.instrument}/{note.label}": note for note in report.provisions}
    rows += [[], [Cell("Provision", "head"), Cell("Surplus: it answers to no element", "head"), Cell("Words of the provision", "head")]]
    for key in report.surplus:
        note = notes.get(key)
        rows.append([Cell(key, "strong"), Cell(note.heading if note else ""), Cell(note.text if note else "")])
    if not report.surplus:
        rows.append([Cell("none", "strong"), Cell("every provision answers to some element")])
    return Sheet("Gaps", (18, 30, 56, 22, 44, 26, 22, 44), rows, frozen=(1, 1))


def _findings(report: Report) -> list[Sheet]:
    """The sheet of findings, where there are any."""
    if not report.findings:
        return []
    rows = [[Cell(words, "head") for words in ("Text", "Line", "Column", "Severity", "Code", "Finding", "About")]]
    for placed in report.findings:
        found = placed.finding
        rows.append([Cell(found.document, "strong"), Cell(placed.place.line, "number"), Cell(placed.place.column, "number"), Cell(found.severity), Cell(found.code), Cell(found.message), Cell(found.subject)])
    return [Sheet("Findings", (20, 8, 8, 10, 20, 100, 20), rows, frozen=(1, 1), filtered=1)]
