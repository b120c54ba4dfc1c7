"""The end of a page: gaps, surplus, findings, method and what the page was made from.

Takes a report and the names of its page; gives HTML.
"""

from __future__ import annotations

from compliance import __version__
from compliance.model.report import PlacedFinding, Report
from compliance.report.page_names import Names
from compliance.report.page_text import FULL, attribute, bdi, h
from compliance.report.wording import MEANS, METHOD, review_words, reviews_summary, shortened, status_words


def gaps_section(report: Report, names: Names) -> str:
    """All elements that are not addressed in full."""
    items = [
        f'<li><a href="#{attribute(names.elements[one.element])}">{bdi(one.element)}</a>: <span class="{one.status}">{h(status_words(report, one.element, one.status))}</span>'
        + (f"; missing: {bdi('; '.join(one.missing))}" if one.missing else "")
        + "</li>"
        for one in report.coverage
        if one.status != "addressed"
    ]
    return _section(names, "gaps", "Gaps", f'<ul class="gaps">{"".join(items)}</ul>' if items else "<p>None.</p>")


def surplus_section(report: Report, names: Names) -> str:
    """Provisions that answer to no element, with their first words."""
    notes = {f"{note.instrument}/{note.label}": note for note in report.provisions}
    items = []
    for key in report.surplus:
        note = notes.get(key)
        if note is None:
            items.append(f"<li>{bdi(key)}</li>")
        else:
            items.append(f'<li><a href="#{attribute(names.provisions[note.instrument, note.label])}">{bdi(key)}</a> {bdi(shortened(note.text, 120))}</li>')
    listing = f'<ul class="surplus">{"".join(items)}</ul>' if items else "<p>None.</p>"
    return _section(names, "surplus", "Surplus", f"<p>Provisions that answer to no element.</p>{listing}" if items else listing)


def reviews_section(report: Report, names: Names) -> str:
    """What people decided, where they did: what holds, and what does not any more."""
    if not report.reviews:
        return ""
    items = "".join(f"<li>{bdi(review_words(one))}</li>" for one in report.reviews)
    return _section(names, "reviews", "Decisions of persons", f'<p>{h(reviews_summary(report))}</p><ul class="reviews">{items}</ul>')


def findings_section(report: Report, names: Names) -> str:
    """What a reader should look at, with its place in the source."""
    order = {source.id: at for at, source in enumerate(report.instruments)}
    links = {f"{instrument}/{label}": name for (instrument, label), name in names.provisions.items()}
    items = "".join(_finding(found, order, links) for found in report.findings)
    return _section(names, "findings", "Findings", f'<ul class="findings">{items}</ul>' if items else "<p>None.</p>")


def _finding(placed: PlacedFinding, order: dict[str, int], links: dict[str, str]) -> str:
    found = placed.finding
    where = bdi(f"{found.document}:{placed.place.line}:{placed.place.column}")
    if found.subject in links:
        where = f'<a href="#{attribute(links[found.subject])}">{where}</a>'
    return f'<li data-i="{order.get(found.document, -1)}">{where} {h(found.severity)} <code>{h(found.code)}</code> {bdi(found.message)}</li>'


def method_section(report: Report, names: Names) -> str:
    """How the verdicts came about, and what the words mean."""
    rows = "".join(f'<tr><th scope="row" class="{relation}">{FULL[relation]}</th><td>{words}</td></tr>' for relation, words in MEANS.items())
    ask = next((v for v in report.verdicts if v.relation != "does-not-address"), None)
    how = f"<p>Ask why, or why not: <code>compliance explain {h(ask.key)} {h(ask.element)}</code></p>" if ask is not None else ""
    return _section(
        names, "method", "Method",
        f'<p>{h(METHOD)}</p><table class="means"><caption>What the relations mean</caption><thead><tr><th scope="col">relation</th><th scope="col">meaning</th></tr></thead><tbody>{rows}</tbody></table>{how}',
    )  # fmt: skip


def footer(report: Report) -> str:
    """Tool, pack and inputs, so that the page can be made again."""
    sources = ([report.agreement] if report.agreement else []) + list(report.instruments)
    inputs = "".join(f"<li>{bdi(source.id)} <code>{h(source.sha256)}</code>{f', from {_linked(source.source)}' if source.source else ''}</li>" for source in sources)
    pack = f" (sha256 <code>{h(report.pack_sha256)}</code>)" if report.pack_sha256 else ""
    return f"<footer><p>Made by compliance {h(__version__)} with rule pack {bdi(report.pack_id)} {bdi(report.pack_version)}{pack} from texts with these sha256 digests:</p><ul>{inputs}</ul></footer>"


def _linked(source: str) -> str:
    """Where a text was taken from; a web address is a link."""
    if source.startswith(("https://", "http://")) and not any(char.isspace() or ord(char) < 33 for char in source):
        return f'<a href="{h(source)}" rel="noreferrer">{bdi(source)}</a>'
    return bdi(source)


def _section(names: Names, name: str, title: str, inner: str) -> str:
    own = names.part(name)
    return f'<section aria-labelledby="{own}"><h2 id="{own}">{title}</h2>{inner}</section>'
