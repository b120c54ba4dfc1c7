"""The instruments of a page, read in full: every provision with links in the margin to the elements it answers to.

Takes a report and the names of its page; gives HTML. Words outside provisions (titles, letterheads, lead-ins) stand where they stand in
the text.
"""

from __future__ import annotations

from compliance.model.mapping import Verdict
from compliance.model.report import OutsideNote, ProvisionNote, Report, SourceNote
from compliance.report.page_matrix import code
from compliance.report.page_names import Names
from compliance.report.page_text import FULL, attribute, bdi, h, language, marked
from compliance.report.standing import Standing
from compliance.report.wording import counted, date_words

_HEADINGS = frozenset(("title", "chapter", "article", "heading"))


def instruments_section(report: Report, names: Names) -> str:
    """All instruments, one after the other."""
    title = names.part("instruments")
    standing = Standing(report)
    hits: dict[tuple[str, int], list[Verdict]] = {}
    for verdict in report.verdicts:
        found = standing.note(verdict) if verdict.relation != "does-not-address" else None
        if found is not None:
            hits.setdefault((found.instrument, found.start), []).append(verdict)
    order = {element.id: at for at, element in enumerate(report.elements)}
    out = [f'<section aria-labelledby="{title}"><h2 id="{title}">The instruments in full</h2>']
    notes = names.notes(report)
    for at, source in enumerate(report.instruments):
        pieces: list[tuple[int, str]] = [(o.start, _outside(o, source)) for o in report.outside if o.instrument == source.id]
        pieces += [(note.start, _provision(note, name, source, hits.get((note.instrument, note.start), []), order, names, at)) for note, name in notes if note.instrument == source.id]
        own = attribute(names.instruments[source.id])
        about = f"{bdi(source.issuer)}, {h(date_words(source))}" if source.issuer else h(date_words(source))
        out.append(f'<section class="instrument" data-i="{at}" aria-labelledby="{own}"><h3 id="{own}">{bdi(source.title or source.id)}</h3><p class="about">{about}</p>')
        out += [piece for _, piece in sorted(pieces, key=lambda piece: piece[0])]
        out.append("</section>")
    return "".join([*out, "</section>"])


def _outside(note: OutsideNote, source: SourceNote) -> str:
    kind = "heading" if note.kind in _HEADINGS else "outside"
    return f'<p class="{kind}"{language(source, note.text)}>{marked(note.text)}</p>'


def _provision(note: ProvisionNote, name: str, source: SourceNote, verdicts: list[Verdict], order: dict[str, int], names: Names, at: int) -> str:
    spans = [(e.start - note.start, e.end - note.start) for v in verdicts for e in v.evidence if e.document == note.instrument]
    said = attribute(" ".join(code(verdict, order) for verdict in verdicts))
    links = "".join(f'<li><a class="{v.relation}" href="#{attribute(names.elements.get(v.element, ""))}">{FULL[v.relation]} {bdi(v.element)}</a></li>' for v in verdicts)
    norms = "".join(f"<li>{bdi(norm)}</li>" for norm in note.norms)
    read = f"<details><summary>{counted(len(note.norms), 'norm', 'norms')} read in {bdi(note.label)}</summary><ul>{norms}</ul></details>" if norms else '<p class="none">no norm was read</p>'
    return (
        f'<article class="provision" id="{attribute(name)}" data-i="{at}" data-v="{said}"><h4>{bdi(note.label)}</h4><div class="said">'
        f"<p{language(source, note.text)}>{marked(note.text, spans)}</p>{read}</div>"
        + (f'<ul class="margin">{links}</ul>' if links else '<p class="margin none">no relation</p>')
        + "</article>"
    )
