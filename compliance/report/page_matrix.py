"""The matrix of provisions by elements, as a table.

Takes a report and the names of its page; gives HTML in which each cell says its relation as shape and word and links to the evidence.
"""

from __future__ import annotations

from compliance.model.mapping import Verdict
from compliance.model.report import Report
from compliance.report.page_names import Names
from compliance.report.page_text import BRIEF, FULL, SHORT, attribute, bdi, h
from compliance.report.wording import date_words, ranges

_UPRIGHT = 12  # elements that fit beside each other on an upright sheet


def matrix_section(report: Report, names: Names, large: bool = False) -> str:
    """The matrix, what its shapes mean, and which provisions have no relation. A ``large`` one says in words of its own what is a row and
    a cell, since its style sets it as a grid."""
    hits: dict[tuple[str, str], dict[str, list[Verdict]]] = {(note.instrument, note.label): {} for note in report.provisions}
    for verdict in report.verdicts:
        if verdict.relation != "does-not-address":
            hits.setdefault((verdict.instrument, verdict.provision), {}).setdefault(verdict.element, []).append(verdict)
    title = names.part("matrix")
    heads = "".join(f'<th scope="col"><a href="#{attribute(names.elements[e.id])}">{bdi(e.id)}</a> <span class="what">{bdi(e.title)}</span></th>' for e in report.elements)
    legend = "; ".join(f'<span class="{relation}">{words}</span>' for relation, words in FULL.items())
    bodies = "".join(_instrument(report, names, source.id, hits) for source in report.instruments)
    silent = "".join(_silent(report, source.id, hits) for source in report.instruments)
    table = (
        '<table class="matrix">'
        f"<caption>{legend}; an empty cell: no relation. Each entry leads to the words.</caption>"
        f'<thead><tr><th scope="col">provision</th>{heads}</tr></thead>{_together(report)}{bodies}</table>'
    )
    broad = ' class="broad"' if len(report.elements) > _UPRIGHT else ""
    return (
        f'<section{broad} aria-labelledby="{title}"><h2 id="{title}">Provisions by elements</h2>'
        f'<div class="wide" role="group" aria-labelledby="{title}" tabindex="0">{_with_roles(table) if large else table}</div>{silent}</section>'
    )


def _with_roles(table: str) -> str:
    """A table whose parts say what they are."""
    for tag, role in (("<table ", "table"), ("<thead", "rowgroup"), ("<tbody", "rowgroup"), ("<tr", "row"), ("<td", "cell")):
        table = table.replace(tag, f'{tag.rstrip()} role="{role}"{" " if tag.endswith(" ") else ""}')
    for scope, role in (("col", "columnheader"), ("row", "rowheader"), ("rowgroup", "rowheader")):
        table = table.replace(f'<th scope="{scope}"', f'<th scope="{scope}" role="{role}"')
    return table


def _together(report: Report) -> str:
    coverage = {one.element: one.status for one in report.coverage}
    cells = "".join(f'<td class="{coverage[e.id]}">{BRIEF[coverage[e.id]]}</td>' if e.id in coverage else "<td></td>" for e in report.elements)
    return f'<tbody class="together"><tr><th scope="row">all together</th>{cells}</tr></tbody>'


def _instrument(report: Report, names: Names, instrument: str, hits: dict[tuple[str, str], dict[str, list[Verdict]]]) -> str:
    source = next(s for s in report.instruments if s.id == instrument)
    order = {element.id: at for at, element in enumerate(report.elements)}
    at = [s.id for s in report.instruments].index(instrument)
    rows = []
    for (held, label), found in hits.items():
        if held != instrument or not found:
            continue
        known = names.provisions.get((held, label))
        head = f'<a href="#{attribute(known)}">{bdi(label)}</a>' if known else bdi(label)
        cells = "".join(f"<td>{' '.join(_cell(verdict, names) for verdict in found.get(e.id, ()))}</td>" for e in report.elements)
        said = attribute(" ".join(code(verdict, order) for verdicts in found.values() for verdict in verdicts))
        rows.append(f'<tr data-i="{at}" data-v="{said}"><th scope="row">{head}</th>{cells}</tr>')
    if not rows:
        return ""
    wide = len(report.elements) + 1
    return f'<tbody data-i="{at}"><tr><th scope="rowgroup" colspan="{wide}"><span class="keep">{bdi(source.title or source.id)}, {h(date_words(source))} <span class="also">{bdi(source.id)}</span></span></th></tr>{"".join(rows)}</tbody>'


def code(verdict: Verdict, order: dict[str, int]) -> str:
    """A verdict as the filter reads it: a letter for the relation, and the place of the element."""
    return f"{verdict.relation[0]}{order.get(verdict.element, -1)}"


def _cell(verdict: Verdict, names: Names) -> str:
    return f'<a class="cell {verdict.relation}" href="#{attribute(names.verdict(verdict))}">{SHORT[verdict.relation]}</a>'


def _silent(report: Report, instrument: str, hits: dict[tuple[str, str], dict[str, list[Verdict]]]) -> str:
    labels = [label for (held, label), found in hits.items() if held == instrument and not found]
    return f'<p class="silent">{bdi(instrument)}, no relation: {bdi(ranges(labels))}</p>' if labels else ""
