"""Report -> one HTML page.

Takes a report and gives a self-contained page without script: readable without style, escaped everywhere, with anchors that
stay the same from run to run (#3.recruit, #iea-2020-09.23).
"""

from __future__ import annotations

from html import escape

from compliance.model.mapping import Verdict
from compliance.model.report import ProvisionNote, Report
from compliance.report.wording import METHOD, date_words, matrix, ranges, safe, status_words, summary, timeline_words

_STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--line:#bbb;--soft:#f3f3ef;--yes:#0b6b3a;--part:#7a5200;--no:#a01818}
@media (prefers-color-scheme:dark){:root{--ink:#ececec;--paper:#161616;--line:#555;--soft:#242424;--yes:#6fd39b;--part:#e9bd5b;--no:#ff8f8f}}
body{font:1rem/1.5 Georgia,serif;max-width:80rem;margin:2rem auto;padding:0 1rem;color:var(--ink);background:var(--paper)}
h1,h2,h3,th,.key{font-family:system-ui,sans-serif}table{border-collapse:collapse}.wide{overflow-x:auto}
th,td{border:1px solid var(--line);padding:.25rem .5rem;text-align:left;vertical-align:top}td.c{text-align:center}th[scope=row]{white-space:nowrap}
blockquote{margin:.5rem 0;padding:.25rem 1rem;border-left:.25rem solid var(--line);background:var(--soft)}
.sides{display:grid;grid-template-columns:1fr 1fr;gap:1rem}@media(max-width:40rem){.sides{grid-template-columns:1fr}}
.addresses{color:var(--yes)}.partially-addresses{color:var(--part)}.contradicts{color:var(--no)}
mark{background:#fff2a8;color:#111}a{color:inherit}article{margin:1rem 0;padding:.5rem 1rem;border:1px solid var(--line)}
"""


def h(text: str) -> str:
    """Text escaped for HTML, control and direction characters shown by name."""
    return escape(safe(text), quote=True)


def anchor(instrument: str, label: str) -> str:
    """The id of a provision on the page."""
    return escape("".join(char if char.isalnum() or char in "-._" else "-" for char in f"{instrument}.{label}"), quote=True)


def to_html(report: Report) -> str:
    """The whole report as one page."""
    sources = ([report.agreement] if report.agreement else []) + list(report.instruments)
    out = ["<!DOCTYPE html>", '<html lang="en">', "<head>", '<meta charset="utf-8">',
           '<meta name="viewport" content="width=device-width, initial-scale=1">',
           f"<title>Gap report: {h(report.pack_title)}</title>", f"<style>{_STYLE}</style>", "</head>", "<body>", "<main>",
           "<h1>Gap report</h1>", f"<p>{h(report.pack_title)}</p>",
           "<table><caption>Texts compared</caption><thead><tr><th scope=col>text</th><th scope=col>title</th>"
           "<th scope=col>date</th><th scope=col>sha256</th></tr></thead><tbody>"]  # fmt: skip
    for source in sources:
        changed = " <strong>changed since it was recorded</strong>" if source.changed else ""
        out.append(f"<tr><td>{h(source.id)}</td><td>{h(source.title)}{changed}</td><td>{h(date_words(source))}</td><td><code>{h(source.sha256[:16])}</code></td></tr>")
    out += ["</tbody></table>", f"<p>{' '.join(h(sentence) for sentence in summary(report))}</p>", _matrix(report)]
    coverage = {one.element: one for one in report.coverage}
    notes = {(p.instrument, p.label): p for p in report.provisions}
    for commitment in report.commitments:
        out.append(f"<section><h2>Commitment {h(commitment.id)}: {h(commitment.title)}</h2><blockquote>{h(commitment.text)}</blockquote>")
        for id_ in commitment.elements:
            element = next(e for e in report.elements if e.id == id_)
            one = coverage[id_]
            out.append(f'<section id="{escape(id_, quote=True)}"><h3>{h(id_)} {h(element.title)}: {h(status_words(report, one.element, one.status))}</h3>')
            if len(one.timeline) > 1:
                out.append(f"<p>{h(timeline_words(report, one))}</p>")
            out += [_verdict(v, notes.get((v.instrument, v.provision))) for v in report.verdicts if v.element == id_ and v.relation != "does-not-address"]
            if one.missing and one.status != "addressed":
                out.append(f"<p>Missing: {h('; '.join(one.missing))}</p>")
            out.append("</section>")
        out.append("</section>")
    out.append("<section><h2>Gaps</h2><ul>")
    out += [f'<li><a href="#{escape(one.element, quote=True)}">{h(one.element)}</a>: {h(status_words(report, one.element, one.status))}</li>' for one in report.coverage if one.status != "addressed"] or ["<li>None.</li>"]
    out.append("</ul></section><section><h2>Instruments</h2>")
    out += [_provision(provision) for provision in report.provisions]
    out.append(f"</section><section><h2>Surplus</h2><p>{h(', '.join(report.surplus)) or 'None.'}</p></section><section><h2>Findings</h2><ul>")
    out += [f"<li>{h(p.finding.document)}:{p.place.line}:{p.place.column} <code>{h(p.finding.code)}</code> {h(p.finding.message)}</li>" for p in report.findings] or ["<li>None.</li>"]
    out.append(f"</ul></section></main><footer><p>{h(METHOD)} Rule pack {h(report.pack_id)} {h(report.pack_version)}.</p></footer></body></html>")
    return "\n".join(out) + "\n"


def _matrix(report: Report) -> str:
    rows, silent = matrix(report)
    ids = [element.id for element in report.elements]
    out = ['<div class="wide"><table><caption>Provisions by elements: A addresses, P partially addresses, X contradicts</caption><thead><tr><th scope="col">provision</th>']
    out += [f'<th scope="col"><a href="#{escape(id_, quote=True)}">{h(id_)}</a></th>' for id_ in ids]
    out.append("</tr></thead><tbody>")
    for instrument, label, row in rows:
        cells = "".join(f'<td class="c">{h(row.get(id_, ""))}</td>' for id_ in ids)
        out.append(f'<tr><th scope="row"><a href="#{anchor(instrument, label)}">{h(f"{instrument}/{label}")}</a></th>{cells}</tr>')
    out.append("</tbody></table></div>")
    out += [f"<p>{h(instrument)}, no relation: {h(ranges(labels))}</p>" for instrument, labels in silent.items()]
    return "".join(out)


def _marked(note: ProvisionNote | None, verdict: Verdict) -> str:
    """The provision's words with the evidence marked."""
    own = verdict.evidence[0]
    if note is None or not note.start <= own.start < own.end <= note.end:
        return f"<mark>{h(own.quote)}</mark>"
    low, high = own.start - note.start, own.end - note.start
    return f"{h(note.text[:low])} <mark>{h(note.text[low:high])}</mark> {h(note.text[high:])}".strip()


def _verdict(verdict: Verdict, note: ProvisionNote | None) -> str:
    limits = "".join(f"<li>{h(limit)}</li>" for limit in verdict.limits)
    theirs = "".join(f"<blockquote>{h(evidence.quote)}</blockquote>" for evidence in verdict.evidence[1:])
    return (
        f'<article><p><a href="#{anchor(verdict.instrument, verdict.provision)}">{h(verdict.key)}</a> '
        f'<strong class="{verdict.relation}">{verdict.relation}</strong>: {h(verdict.rationale)}</p>'
        f'<div class="sides"><blockquote>{_marked(note, verdict)}</blockquote>{theirs}</div>'
        + (f"<ul>{limits}</ul>" if limits else "")
        + "</article>"
    )


def _provision(note: ProvisionNote) -> str:
    norms = "".join(f"<li>{h(norm)}</li>" for norm in note.norms) or "<li>no norm was read</li>"
    return f'<article id="{anchor(note.instrument, note.label)}"><p class="key">{h(note.instrument)}/{h(note.label)}</p><p>{h(note.text)}</p><ul>{norms}</ul></article>'
