"""Report -> the terminal.

Takes a report and a width; gives plain text, matrix first, then each commitment with its words on both sides, then the
gaps. Colour is the caller's business and off by default.
"""

from __future__ import annotations

import textwrap

from compliance.model.mapping import Verdict
from compliance.model.report import Report
from compliance.report.wording import (
    METHOD,
    date_words,
    matrix,
    pack_words,
    ranges,
    review_words,
    reviews_summary,
    safe,
    shortened,
    status_words,
    summary,
    timeline_words,
)

_MARK = {"addresses": "+", "partially-addresses": "~", "contradicts": "x"}
_PERSON = "review"  # the row of a verdict that a reviewer decided
_WORDS = {"addresses": "addresses", "partially-addresses": "partially addresses", "contradicts": "CONTRADICTS"}


def to_text(report: Report, width: int = 80) -> str:
    """The whole report as text of at most ``width`` columns (at least 40)."""
    width = max(width, 40)
    parts = [_head(report, width), _matrix(report, width), _commitments(report, width), _gaps(report, width), _reviews(report, width), _findings(report, width), _foot(report, width)]
    return "\n".join(part for part in parts if part) + "\n"


def _fill(text: str, width: int, first: str = "", rest: str = "") -> str:
    return textwrap.fill(safe(text), width, initial_indent=first, subsequent_indent=rest, break_long_words=True, break_on_hyphens=False)


def _title(words: str, mark: str = "=") -> str:
    return f"{words}\n{mark * len(words)}"


def _head(report: Report, width: int) -> str:
    rows = [_title("Gap report"), ""]
    rows.append(_fill(report.pack_title, width))
    rows.append("")
    sources = ([report.agreement] if report.agreement else []) + list(report.instruments)
    for index, source in enumerate(sources):
        role = "held against" if index or report.agreement is None else "agreement"
        changed = "  CHANGED since it was recorded" if source.changed else ""
        rows.append(_fill(f"{role}: {source.id} - {source.title}, {date_words(source)} (sha256 {source.sha256[:12]}){changed}", width, "  ", "    "))
    rows.append("")
    rows.append(_fill(" ".join(summary(report)), width))
    if report.reviews:
        rows += ["", _fill(reviews_summary(report), width)]
    return "\n".join(rows) + "\n"


def _short(ids: list[str], room: int) -> list[str]:
    """Element ids short enough for the head of a narrow column, still told apart."""
    if all(len(id_) <= room for id_ in ids):
        return ids
    return [id_ if len(id_) <= room else id_[:room] for id_ in ids]


def _matrix(report: Report, width: int) -> str:
    ids = [element.id for element in report.elements]
    rows, silent = matrix(report)
    left = max([len(f"  {label}") for _, label, _ in rows] + [8])
    uncut = min(12, max([len(id_) for id_ in ids if "." not in id_], default=0))
    room = max(5, uncut, min(12, (width - left) // max(len(ids), 1) - 1))
    per_block = max(1, (width - left) // (room + 1))
    out = [_title("Provisions by elements", "-"), "", _fill("A addresses; P partially addresses; X contradicts; P/X both; . nothing", width), ""]
    for start in range(0, len(ids), per_block):
        block = ids[start : start + per_block]
        shown: list[str] = []
        current = ""
        for instrument, label, row in rows:
            if not any(id_ in row for id_ in block) and len(ids) > per_block:
                continue
            if instrument != current:
                shown.append(safe(instrument))
                current = instrument
            shown.append((f"  {safe(label)}".ljust(left) + "".join(f" {row.get(id_, '.'):<{room}}" for id_ in block)).rstrip())
        out += [*_heads(block, left, room), *shown, ""]
    for instrument, labels in silent.items():
        out.append(_fill(f"{instrument}, no relation: {ranges(labels)}", width, "", "  "))
    return "\n".join(out).rstrip("\n") + "\n"


def _heads(block: list[str], left: int, room: int) -> list[str]:
    """The head of a block of columns; long ids go over two lines, cut at their dot, and no line of a head is empty."""
    if all(len(id_) <= room for id_ in block):
        return [(" " * left + "".join(f" {id_:<{room}}" for id_ in block)).rstrip()]
    tops = [(id_.partition(".")[0] + ("." if "." in id_ else ""))[:room] for id_ in block]
    tails = [id_[len(top) :][:room] for id_, top in zip(block, tops, strict=True)]
    lines = [(" " * left + "".join(f" {part:<{room}}" for part in parts)).rstrip() for parts in (tops, tails)]
    return [line for line in lines if line]


def _commitments(report: Report, width: int) -> str:
    out: list[str] = []
    coverage = {one.element: one for one in report.coverage}
    for commitment in report.commitments:
        out += [_title(f"Commitment {commitment.id}: {safe(commitment.title)}"[:width], "-"), "", _fill(f"“{safe(commitment.text)}”", width, "  ", "  "), ""]
        for id_ in commitment.elements:
            element = next(e for e in report.elements if e.id == id_)
            one = coverage[id_]
            out.append(_fill(f"{id_}  {element.title}: {status_words(report, one.element, one.status).upper()}", width, "", "    "))
            if len(one.timeline) > 1:
                out.append(_fill(timeline_words(report, one), width, "    ", "    "))
            hits = [v for v in report.verdicts if v.element == id_ and v.relation != "does-not-address"]
            for verdict in hits:
                out += ["", *_verdict(verdict, width)]
            if one.missing and one.status != "addressed":
                out += ["", _fill("missing: " + "; ".join(one.missing), width, "    ", "    ")]
            out.append("")
    return "\n".join(out)


def _verdict(verdict: Verdict, width: int) -> list[str]:
    mark = _MARK[verdict.relation]
    own = verdict.evidence[0]
    rows = [_fill(f"{mark} {verdict.key} {_WORDS[verdict.relation]}", width, "  ", "    ")]
    rows.append(_fill(f"“{shortened(own.quote)}”", width, "      ", "      "))
    for theirs in verdict.evidence[1:]:
        rows.append(_fill(f"against: “{shortened(theirs.quote, 160)}”", width, "      ", "      "))
    if verdict.row == _PERSON:  # who, when and why stand in its rationale
        rows.append(_fill(verdict.rationale, width, "      ", "        "))
    for limit in verdict.limits:
        rows.append(_fill(f"- {limit}", width, "      ", "        "))
    return rows


def _gaps(report: Report, width: int) -> str:
    out = [_title("Gaps", "-"), ""]
    open_ = [one for one in report.coverage if one.status != "addressed"]
    if not open_:
        out.append("Every element is addressed in full.")
    for one in open_:
        title = next(e.title for e in report.elements if e.id == one.element)
        out.append(_fill(f"{one.element}  {title}: {status_words(report, one.element, one.status)}", width, "  ", "      "))
    out += ["", _title("Surplus", "-"), ""]
    by: dict[str, list[str]] = {}
    for key in report.surplus:
        instrument, _, label = key.partition("/")
        by.setdefault(instrument, []).append(label)
    for instrument, labels in by.items():
        out.append(_fill(f"{instrument}: {ranges(labels)} answer to no element", width, "  ", "    "))
    if not by:
        out.append("  Every provision answers to some element.")
    return "\n".join(out) + "\n"


def _reviews(report: Report, width: int) -> str:
    if not report.reviews:
        return ""
    return "\n".join([_title("Decisions of persons", "-"), "", *(_fill(review_words(one), width, "  ", "    ") for one in report.reviews)]) + "\n"


def _findings(report: Report, width: int) -> str:
    if not report.findings:
        return ""
    out = [_title("Findings: look at these yourself", "-"), ""]
    for placed in report.findings:
        finding = placed.finding
        where = f"{finding.document}:{placed.place.line}:{placed.place.column}"
        out.append(_fill(f"{where}: {finding.code} {finding.message}", width, "  ", "    "))
    return "\n".join(out) + "\n"


def _foot(report: Report, width: int) -> str:
    pack = f"Rule pack {pack_words(report)}."
    return _fill(f"{METHOD} {pack} Why, and why not: compliance explain PROVISION ELEMENT", width)
