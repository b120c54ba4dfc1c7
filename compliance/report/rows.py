"""Report -> the table of verdicts: one row for each, with its words on both sides.

Takes a report; gives columns and rows as plain values, which CSV, Parquet, the workbook and the data frame all show. How a value is
written is for them. A row stands by itself: it names its texts with their sha256, its pack, and who decided where a person did.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from compliance.model.mapping import Verdict
from compliance.model.report import ElementNote, ProvisionNote, Report, ReviewNote, SourceNote
from compliance.model.span import Evidence
from compliance.report.standing import Standing

Kind = Literal["text", "integer", "date", "truth"]
Value = str | int | bool | date | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the kind of its values, and what they mean. ``optional`` where a value may be missing (None)."""

    name: str
    kind: Kind
    meaning: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class _Around:
    """A verdict with what a row says of the things it names."""

    report: Report
    verdict: Verdict
    source: SourceNote | None
    note: ProvisionNote | None
    element: ElementNote | None
    review: ReviewNote | None
    own: tuple[Evidence, ...]
    theirs: tuple[Evidence, ...]


def _first(evidence: Sequence[Evidence], part: Literal["start", "end"]) -> int | None:
    return int(getattr(evidence[0], part)) if evidence else None


def _further(at: _Around) -> str:
    """All evidence but the first of each side, as JSON; empty where there is none."""
    more = [*at.own[1:], *at.theirs[1:]]
    return json.dumps([{"document": e.document, "start": e.start, "end": e.end, "quote": e.quote} for e in more], ensure_ascii=False) if more else ""


def day(text: str) -> date | None:
    """The first day of a date as far as it is known ("2020-09" -> 1 September 2020); None where it is no date."""
    parts = text.split("-")
    try:
        year, month, number = (int(part) for part in (*parts, "1", "1")[:3])
        return date(year, month, number) if len(parts) <= 3 else None
    except ValueError:
        return None


_Reads = Callable[[_Around], Value]
_TABLE: tuple[tuple[Column, _Reads], ...] = (
    (Column("instrument", "text", "id of the instrument"), lambda at: at.verdict.instrument),
    (Column("instrument_title", "text", "its title"), lambda at: at.source.title if at.source else ""),
    (Column("instrument_date", "date", "its date; the first day of it where only a month or a year is known", True), lambda at: day(at.source.date) if at.source else None),
    (Column("instrument_date_precision", "text", "how far the date is known: day, month, year or unknown"), lambda at: at.source.date_precision if at.source else ""),
    (Column("instrument_sha256", "text", "digest of the instrument's text"), lambda at: at.source.sha256 if at.source else ""),
    (Column("provision", "text", "number of the provision as printed"), lambda at: at.verdict.provision),
    (Column("provision_eid", "text", "place of the provision in the structure of its text"), lambda at: at.note.eid if at.note else ""),
    (Column("provision_heading", "text", "headings above the provision"), lambda at: at.note.heading if at.note else ""),
    (Column("commitment", "text", "number of the commitment"), lambda at: at.element.commitment if at.element else ""),
    (Column("element", "text", "id of the element of it"), lambda at: at.verdict.element),
    (Column("element_title", "text", "what the element asks, in short"), lambda at: at.element.title if at.element else ""),
    (Column("relation", "text", "addresses, partially-addresses, contradicts or does-not-address"), lambda at: at.verdict.relation),
    (Column("near_miss", "truth", "whether all facets but one hold"), lambda at: at.verdict.near_miss),
    (Column("rationale", "text", "why, in one sentence; for a decision of a person, who decided, when and why"), lambda at: at.verdict.rationale),
    (Column("limits", "text", "what falls short, one limit a line"), lambda at: "\n".join(at.verdict.limits)),
    (Column("facets", "text", "how each facet compares: name and set relation, one a line"), lambda at: "\n".join(f"{f.name} {f.relation}" for f in at.verdict.facets)),
    (Column("quote", "text", "words of the instrument"), lambda at: at.own[0].quote if at.own else ""),
    (Column("quote_start", "integer", "their first character in the instrument, from 0", True), lambda at: _first(at.own, "start")),
    (Column("quote_end", "integer", "behind their last character", True), lambda at: _first(at.own, "end")),
    (Column("against", "text", "words of the agreement, or those of the pack where that states the commitment"), lambda at: at.theirs[0].quote if at.theirs else at.element.quote if at.element else ""),
    (Column("against_document", "text", "id of the agreement; empty where the pack states the commitment"), lambda at: at.theirs[0].document if at.theirs else ""),
    (Column("against_start", "integer", "their first character in the agreement", True), lambda at: _first(at.theirs, "start")),
    (Column("against_end", "integer", "behind their last character", True), lambda at: _first(at.theirs, "end")),
    (Column("further_evidence", "text", "more words that count, as JSON: a list of document, start, end, quote"), _further),
    (Column("decided_by_row", "text", "row of the table that decided; “review” for a person"), lambda at: at.verdict.row),
    (Column("rule", "text", "rule of the pack that decided"), lambda at: at.verdict.rule),
    (Column("laws", "text", "laws by which the words were rewritten, with commas between"), lambda at: ", ".join(at.verdict.laws)),
    (Column("norm", "text", "norm of the provision that was compared"), lambda at: at.verdict.norm),
    (Column("reviewer", "text", "person who decided; empty where none did"), lambda at: at.review.reviewer if at.review else ""),
    (Column("review_date", "date", "day of that decision", True), lambda at: day(at.review.date) if at.review else None),
    (Column("review_reason", "text", "reason of that decision"), lambda at: at.review.reason if at.review else ""),
    (Column("engine_relation", "text", "what the engine had said before, with commas between"), lambda at: ", ".join(at.review.engine) if at.review else ""),
    (Column("agreement", "text", "id of the agreement; empty where the pack states the commitments"), lambda at: at.report.agreement.id if at.report.agreement else ""),
    (Column("agreement_sha256", "text", "digest of the agreement's text"), lambda at: at.report.agreement.sha256 if at.report.agreement else ""),
    (Column("pack", "text", "id of the rule pack"), lambda at: at.report.pack_id),
    (Column("pack_version", "text", "its version"), lambda at: at.report.pack_version),
)  # fmt: skip
COLUMNS: tuple[Column, ...] = tuple(column for column, _ in _TABLE)


def verdict_rows(report: Report) -> tuple[tuple[Column, ...], list[Row]]:
    """The columns, which are always the same, and a row for each verdict, in the order of the report."""
    sources = {source.id: source for source in report.instruments}
    standing = Standing(report)
    elements = {element.id: element for element in report.elements}
    rows: list[Row] = []
    for verdict in report.verdicts:
        own = tuple(evidence for evidence in verdict.evidence if evidence.document == verdict.instrument)
        theirs = tuple(evidence for evidence in verdict.evidence if evidence.document != verdict.instrument)
        at = _Around(report, verdict, sources.get(verdict.instrument), standing.note(verdict), elements.get(verdict.element), standing.decision(verdict), own, theirs)
        rows.append(tuple(read(at) for _, read in _TABLE))
    return COLUMNS, rows


def table_metadata(report: Report) -> dict[str, str]:
    """What a table of a report was made from: tool, pack, and the digest of every text."""
    from compliance import __version__

    texts = {"instruments": report.instruments, "agreement": (report.agreement,) if report.agreement else ()}
    return {
        "format": "compliance-verdicts/1",
        "tool": f"compliance {__version__}",
        "pack": report.pack_id,
        "pack_version": report.pack_version,
        "pack_sha256": report.pack_sha256,
        **{name: json.dumps({source.id: source.sha256 for source in some}, ensure_ascii=False) for name, some in texts.items()},
    }


def sound(value: Value) -> Value:
    """A value that UTF-8 can hold: half of a pair becomes the sign for an unreadable character."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(value, str) else value
