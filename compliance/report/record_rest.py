"""The end of a Word file: gaps, surplus, findings, decisions of persons, method, and what the file was made from.

Takes a sheet; gives paragraphs and tables.
"""

from __future__ import annotations

from compliance import __version__
from compliance.model.report import PlacedFinding, ReviewNote
from compliance.report.changes_wording import has_right_to_left, legible, short
from compliance.report.docx_pieces import BULLET, Cell, Words, cell, paragraph, said, table
from compliance.report.docx_styles import look
from compliance.report.record_sheet import Sheet, code, in_its_language
from compliance.report.wording import MEANS, METHOD, RELATION, listed, status_words

_SURPLUS = (2000, 7072)
_FINDINGS = (2000, 2300, 4772)
_REVIEWS = (1900, 1700, 1500, 1400, 2572)
_MEANT = (2200, 6872)
_MADE = (1900, 7172)


def gaps(sheet: Sheet) -> str:
    """All elements that are not addressed in full."""
    out = [sheet.heading(1, [Words("Gaps")], "part", "gaps")]
    for one in sheet.report.coverage:
        if one.status != "addressed":
            missing = [said(f"; missing: {'; '.join(one.missing)}")] if one.missing else []
            status = said(status_words(sheet.report, one.element, one.status), look(one.status))
            out.append(paragraph([said(one.element, "Hyperlink", sheet.to_element(one.element)), Words(": "), status, *missing], "ListParagraph", listed=BULLET))
    return "".join(out) if len(out) > 1 else out[0] + paragraph([Words("None.")])


def surplus(sheet: Sheet) -> str:
    """Provisions that answer to no element, with their first words."""
    report = sheet.report
    notes = {f"{note.instrument}/{note.label}": note for note in reversed(report.provisions)}
    sources = {source.id: source for source in report.instruments}
    head = sheet.heading(1, [Words("Surplus")], "part", "surplus")
    if not report.surplus:
        return head + paragraph([Words("None.")])
    rows = []
    for key in report.surplus:
        note = notes.get(key)
        words = short(legible(note.text, "", has_right_to_left(note.text)).strip(), 160) if note else ""
        # a cell of their own: words that run from right to left do not turn their number round
        rows.append([cell(said(key)), Cell(in_its_language(sources.get(note.instrument) if note else None, words, [("", words)], "Cell"))])
    return head + paragraph([Words("Provisions that answer to no element.")]) + table(_SURPLUS, rows, ("provision", "first words"))


def findings(sheet: Sheet) -> str:
    """What a reader should look at, with its place in the source."""
    report = sheet.report
    head = sheet.heading(1, [Words("Findings")], "part", "findings")
    if not report.findings:
        return head + paragraph([Words("None.")])
    lead = paragraph([Words("Places to look at: the tool did not understand them, or they may matter.")], "Note")
    return head + lead + table(_FINDINGS, [_finding(found) for found in report.findings], ("place", "kind", "words"))


def _finding(placed: PlacedFinding) -> list[Cell]:
    found = placed.finding
    return [cell(said(f"{found.document}:{placed.place.line}:{placed.place.column}")), cell(said(found.severity), Words(" "), said(found.code)), cell(said(found.message))]


def reviews(sheet: Sheet) -> str:
    """What persons decided, and whether it still holds; nothing where nobody decided anything."""
    notes = sheet.report.reviews
    if not notes:
        return ""
    lead = paragraph([Words("Where a person decided, the report says what that person said. A decision is bound to the words of its provision.")], "Note")
    return sheet.heading(1, [Words("Decisions of persons")], "part", "reviews") + lead + table(_REVIEWS, [_review(note) for note in notes], ("pair", "decided", "the tool said", "by, on", "reason"))


def _review(note: ReviewNote) -> list[Cell]:
    stale = [Words("; STALE, it holds no longer: "), said(note.stale)] if note.stale else []
    return [
        cell(said(note.key), Words(", "), said(note.element)),
        cell(said(RELATION[note.relation], look(note.relation))),
        cell(said(listed(RELATION[relation] for relation in note.engine) or "nothing")),
        cell(said(", ".join(part for part in (note.reviewer, note.date) if part))),
        cell(said(note.reason), *stale),
    ]


def method(sheet: Sheet) -> str:
    """How the verdicts came about, and what the words mean."""
    ask = next((v for v in sheet.report.verdicts if v.relation != "does-not-address"), None)
    how = paragraph([Words("Ask why, or why not: "), said(f"compliance explain {ask.key} {ask.element}", "Code")]) if ask is not None else ""
    rows = [[cell(said(RELATION[relation], look(relation))), cell(Words(words))] for relation, words in MEANS.items()]
    return (
        sheet.heading(1, [Words("Method")], "part", "method") + paragraph([Words(METHOD)])
        + paragraph([Words("What the relations mean")], "Caption") + table(_MEANT, rows, ("relation", "meaning")) + paragraph([], "Note") + how
    )  # fmt: skip


def made_from(sheet: Sheet) -> str:
    """Tool, pack and inputs, so that the file can be made again."""
    report = sheet.report
    named = [said(f"{report.pack_id} {report.pack_version}", "Strong"), Words(": "), said(report.pack_title)]
    digest = [[Words("sha256 "), code(report.pack_sha256)]] if report.pack_sha256 else []
    pack = Cell("".join(paragraph(line, "Cell") for line in (named, *digest)))
    rows = [[cell(Words("tool")), cell(Words(f"compliance {__version__}"))], [cell(Words("rule pack")), pack]]
    for role, source in [("agreement", report.agreement), *(("instrument", source) for source in report.instruments)]:
        if source is not None:
            lines = [[said(source.id, "Strong"), *([Words(": "), said(source.title)] if source.title else [])], [Words("sha256 "), code(source.sha256)], *([[Words("from "), said(source.source)]] if source.source else [])]
            rows.append([cell(Words(role)), Cell("".join(paragraph(line, "Cell") for line in lines))])
    return sheet.heading(1, [Words("What this document was made from")], "part", "made-from") + table(_MADE, rows) + paragraph([], "Note")
