"""A report or one verdict -> what a notebook shows of it.

Takes a report or a verdict; gives a small piece of HTML: what was compared, the answer in three sentences, the matrix; or the two sides of
a verdict, its facets and limits. The whole stands in the page (``to_html``), not here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from compliance.model.mapping import RELATIONS, Relation, Verdict
from compliance.model.report import Report, SourceNote
from compliance.report.notebook import (
    COLUMNS,
    ROWS,
    SHAPES,
    badge,
    dim,
    frame,
    head,
    left_out,
    mark,
    quote,
    row,
    status,
    table,
)
from compliance.report.page_text import FULL, STATUS, bdi, h
from compliance.report.wording import METHOD, counted, date_words, listed, ranges, shortened, summary

_NAME, _LABELS, _SENTENCE = 160, 400, 1200
_SHOWN_LIMITS, _SHOWN_FACETS, _SHOWN_QUOTES = 12, 12, 6

_Row = tuple[str, str, Mapping[str, Sequence[Relation]]]


def report_line(report: Report) -> str:
    """What a report is about and how its elements stand, in one line of plain text."""
    stands = Counter(one.status for one in report.coverage)
    how = ", ".join(f"{stands[value]} {words}" for value, words in STATUS.items() if stands[value])
    texts = listed(shortened(source.id, 60) for source in report.instruments[:5])
    more = f" and {len(report.instruments) - 5} more" if len(report.instruments) > 5 else ""
    return f"{shortened(report.pack_id, 60)}, {texts}{more}; {counted(len(report.elements), 'element', 'elements')}: {how}"


def report_cell(report: Report) -> str:
    """The report in short: texts, answer, matrix, and what stands in the page beside it."""
    answer = "".join(f"<li>{bdi(shortened(sentence, _SENTENCE))}</li>" for sentence in summary(report))
    return frame(
        head(f"Gap report: {bdi(shortened(report.pack_title or report.pack_id, _NAME))}"),
        f"<ol>{answer}</ol>",
        _texts(report),
        _matrix(report),
        dim(_beside(report)),
        dim(f"Rule pack {quote(report.pack_id, _NAME)} {quote(report.pack_version, _NAME)}. {METHOD}"),
    )


def _texts(report: Report) -> str:
    sources = [("agreement", report.agreement)] if report.agreement is not None else []
    sources += [("instrument", source) for source in report.instruments]
    rows = [row(role, bdi(shortened(source.id, _NAME)), bdi(shortened(source.title, _NAME)), h(date_words(source)), _sha(source)) for role, source in sources[:ROWS] if source is not None]
    return table(("", "text", "title", "date", "sha256"), rows) + left_out(len(sources) - ROWS, "text", "texts", "report.instruments holds them")


def _sha(source: SourceNote) -> str:
    return f"<code>{h(source.sha256[:12])}</code>{' <b>changed</b>' if source.changed else ''}"


def _matrix(report: Report) -> str:
    """The matrix: elements across, provisions that do something to one down."""
    elements = report.elements[:COLUMNS]
    rows, silent = _rows(report)
    shown = rows[:ROWS]
    held = {one.element: one.status for one in report.coverage}
    several = len(report.instruments) > 1
    legend = "; ".join(f"{SHAPES[relation]} {words}" for relation, words in FULL.items())
    heads = ["provision", *(f'<span title="{h(shortened(e.title, _NAME))}">{bdi(shortened(e.id, 40))}</span>' for e in elements)]
    body = [row("all together", *(status(held[e.id]) if e.id in held else "<td></td>" for e in elements))]
    for instrument, label, cells in shown:
        name = f"{instrument}/{label}" if several else label
        body.append(row(bdi(shortened(name, 60)), *(mark(cells.get(e.id, ())) for e in elements)))
    lines = [f"{bdi(shortened(id_, _NAME))}, no relation: {bdi(shortened(ranges(labels), _LABELS))}" for id_, labels in silent.items()]
    return (
        table(heads, body, f"{legend}; ○ nobody; an empty cell: no relation", "matrix")
        + left_out(len(report.elements) - COLUMNS, "element", "elements", "report.save('report.html') writes the whole page")
        + left_out(len(rows) - ROWS, "provision", "provisions", "report.save('report.html') writes the whole page")
        + "".join(dim(line) for line in lines[:ROWS])
    )


def _rows(report: Report) -> tuple[list[_Row], dict[str, list[str]]]:
    """The provisions with a relation, as rows; and by instrument the labels of those without."""
    cells: dict[tuple[str, str], dict[str, list[Relation]]] = {(note.instrument, note.label): {} for note in report.provisions}
    for verdict in report.verdicts:
        if verdict.relation != "does-not-address":
            found = cells.setdefault((verdict.instrument, verdict.provision), {}).setdefault(verdict.element, [])
            if verdict.relation not in found:
                found.append(verdict.relation)
                found.sort(key=RELATIONS.index)
    silent: dict[str, list[str]] = {}
    for (instrument, label), found_in in cells.items():
        if not found_in:
            silent.setdefault(instrument, []).append(label)
    return [(*pair, found_in) for pair, found_in in cells.items() if found_in], silent


def _beside(report: Report) -> str:
    """What else there is, counted."""
    stale = sum(bool(one.stale) for one in report.reviews)
    parts = [counted(len(report.surplus), "provision answers", "provisions answer") + " to no element", counted(len(report.findings), "finding", "findings") + " about the texts"]
    if report.reviews:
        parts.append(counted(len(report.reviews) - stale, "review by a person", "reviews by persons"))
    if stale:
        parts.append(f"{stale} whose words have changed, which {'decides' if stale == 1 else 'decide'} nothing any more")
    words = "; ".join(parts)
    return h(f"{words[0].upper()}{words[1:]}.")


def verdict_cell(verdict: Verdict) -> str:
    """One verdict: what it says and why, what falls short, the words on both sides."""
    limits = "".join(f"<li>{quote(limit)}</li>" for limit in verdict.limits[:_SHOWN_LIMITS])
    facets = [row(quote(facet.name, 60), quote(facet.provision, 120), h(facet.relation), quote(facet.element, 120)) for facet in verdict.facets[:_SHOWN_FACETS]]
    quotes = "".join(f"<p>{bdi(shortened(one.document, _NAME))}</p><blockquote>{quote(one.quote)}</blockquote>" for one in verdict.evidence[:_SHOWN_QUOTES])
    decided = f"rule {verdict.rule}" if verdict.rule else f"row {verdict.row}"
    laws = f"; laws used: {', '.join(verdict.laws)}" if verdict.laws else ""
    return frame(
        head(f"{bdi(shortened(verdict.key, _NAME))} {badge(verdict.relation)} {bdi(shortened(verdict.element, _NAME))}"),
        f"<p>{quote(verdict.rationale)}</p>",
        f"<ul>{limits}</ul>" if limits else "",
        left_out(len(verdict.limits) - _SHOWN_LIMITS, "limit", "limits", "verdict.limits holds them"),
        quotes,
        left_out(len(verdict.evidence) - _SHOWN_QUOTES, "quote", "quotes", "verdict.evidence holds them"),
        table(("facet", "provision", "is", "element"), facets) if facets else "",
        left_out(len(verdict.facets) - _SHOWN_FACETS, "facet", "facets", "verdict.facets holds them"),
        dim(h(shortened(f"Decided by {decided}{laws}.{' All facets but one hold.' if verdict.near_miss else ''}", _LABELS))),
    )
