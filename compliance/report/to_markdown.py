"""Report -> Markdown.

Takes a report and gives GitHub-flavoured Markdown with a table for the matrix; every word from a text is escaped.
"""

from __future__ import annotations

import re

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

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&])")


def md(text: str) -> str:
    """Text with everything escaped that Markdown could read as markup."""
    return _SPECIAL.sub(r"\\\1", safe(text))


def to_markdown(report: Report) -> str:
    """The whole report as Markdown."""
    out = ["# Gap report", "", md(report.pack_title), ""]
    sources = ([report.agreement] if report.agreement else []) + list(report.instruments)
    out += ["| text | title | date | sha256 |", "| --- | --- | --- | --- |"]
    out += [f"| {md(s.id)} | {md(s.title)}{' **changed**' if s.changed else ''} | {md(date_words(s))} | `{s.sha256[:12]}` |" for s in sources]
    out += ["", " ".join(md(sentence) for sentence in summary(report)), "", *([md(reviews_summary(report)), ""] if report.reviews else []), "## Provisions by elements", ""]
    out += ["A addresses, P partially addresses, X contradicts.", ""]
    rows, silent = matrix(report)
    ids = [element.id for element in report.elements]
    out.append("| provision | " + " | ".join(md(id_) for id_ in ids) + " |")
    out.append("| --- |" + " :-: |" * len(ids))
    out += [f"| {md(f'{instrument}/{label}')} | " + " | ".join(row.get(id_, "") for id_ in ids) + " |" for instrument, label, row in rows]
    out.append("")
    out += [f"{md(instrument)}, no relation: {md(ranges(labels))}" for instrument, labels in silent.items()]
    coverage = {one.element: one for one in report.coverage}
    for commitment in report.commitments:
        out += ["", f"## Commitment {md(commitment.id)}: {md(commitment.title)}", "", f"> {md(commitment.text)}"]
        for id_ in commitment.elements:
            element = next(e for e in report.elements if e.id == id_)
            one = coverage[id_]
            out += ["", f"### {md(id_)} {md(element.title)}: {status_words(report, one.element, one.status)}", ""]
            if len(one.timeline) > 1:
                out += [md(timeline_words(report, one)), ""]
            for verdict in report.verdicts:
                if verdict.element == id_ and verdict.relation != "does-not-address":
                    out.append(f"- **{md(verdict.key)} {verdict.relation}**: “{md(shortened(verdict.evidence[0].quote))}”")
                    out.append(f"  {md(verdict.rationale)}")
                    out += [f"  - {md(limit)}" for limit in verdict.limits]
            if one.missing and one.status != "addressed":
                out += ["", "Missing: " + md("; ".join(one.missing))]
    out += ["", "## Gaps", ""]
    out += [f"- {md(one.element)}: {status_words(report, one.element, one.status)}" for one in report.coverage if one.status != "addressed"] or ["None."]
    out += ["", "## Surplus", "", md(", ".join(report.surplus)) or "None."]
    if report.reviews:
        out += ["", "## Decisions of persons", "", *(f"- {md(review_words(one))}" for one in report.reviews)]
    out += ["", "## Findings", ""]
    out += [f"- {md(p.finding.document)}:{p.place.line}:{p.place.column} {md(p.finding.code)}: {md(p.finding.message)}" for p in report.findings] or ["None."]
    out += ["", "## Method", "", md(f"{METHOD} Rule pack {pack_words(report)}."), ""]
    return "\n".join(out)
