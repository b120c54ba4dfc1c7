"""The first screen of a page: what was compared, the answer in three sentences, the ways through the page and the filter.

Takes a report and the names of its page; gives HTML. The filter is there for the script alone and stays hidden without it.
"""

from __future__ import annotations

from compliance.model.report import Report, SourceNote
from compliance.report.page_names import Names
from compliance.report.page_text import FULL, SHAPES, attribute, bdi, h, shaped
from compliance.report.wording import date_words, summary

_KEYS = (
    ("/", "search"), ("n", "next verdict"), ("p", "verdict before"), ("g", "next gap"), ("o", "open or fold all evidence"), ("m", "to the matrix"),
    ("b", "back to where the last link was"), ("Esc", "show everything again"), ("?", "this list"),
)  # fmt: skip


def top(report: Report, names: Names) -> str:
    """Title, texts, answer."""
    sentences = "".join(f"<li>{h(sentence)}</li>" for sentence in summary(report))
    answer = names.part("answer")
    return (
        f'<header><h1>Gap report</h1><p class="pack">{bdi(report.pack_title)}</p></header>'
        f'<section aria-labelledby="{answer}"><h2 id="{answer}">The answer</h2><ol class="answer">{sentences}</ol></section>{_texts(report)}'
    )


def _texts(report: Report) -> str:
    rows = ([("agreement", report.agreement)] if report.agreement else []) + [("instrument", source) for source in report.instruments]
    return (
        '<div class="wide" role="region" aria-label="Texts compared" tabindex="0"><table class="texts"><caption>Texts compared</caption><thead><tr><th scope="col">role</th>'
        '<th scope="col">text</th><th scope="col">title</th><th scope="col">date</th><th scope="col">sha256</th></tr></thead>'
        f"<tbody>{''.join(_text(role, source) for role, source in rows)}</tbody></table></div>"
    )


def _text(role: str, source: SourceNote) -> str:
    changed = ' <strong class="changed">changed since it was recorded</strong>' if source.changed else ""
    translated = " (translation)" if source.translation else ""
    origin = f'<span class="origin">{_linked(source.source)}</span>' if source.source else ""
    return (
        f'<tr><td>{role}</td><th scope="row">{bdi(source.id)}</th><td>{bdi(source.title)}{translated}{changed}{origin}</td>'
        f'<td>{h(date_words(source))}</td><td><code title="{attribute(source.sha256)}">{h(source.sha256[:16])}</code></td></tr>'
    )


def _linked(source: str) -> str:
    """Where a text was taken from; a web address is a link."""
    if source.startswith(("https://", "http://")) and not any(char.isspace() or ord(char) < 33 for char in source):
        return f'<a href="{h(source)}" rel="noreferrer">{bdi(source)}</a>'
    return bdi(source)


def navigation(report: Report, names: Names) -> str:
    """Links to the parts of the page."""
    parts = [("answer", "Answer"), ("matrix", "Matrix"), ("over-time", "Over time"), ("map", "Map")]
    links = [f'<li><a href="#{names.part(name)}">{words}</a></li>' for name, words in parts]
    links += [f'<li><a href="#{attribute(names.part(f"commitment-{one.id}"))}">Commitment {bdi(one.id)}</a></li>' for one in report.commitments]
    parts = [("gaps", "Gaps"), ("instruments", "Instruments"), ("surplus", "Surplus"), ("findings", "Findings"), ("method", "Method")]
    links += [f'<li><a href="#{names.part(name)}">{words}</a></li>' for name, words in parts]
    return f'<nav aria-label="Parts of this page"><ul>{"".join(links)}</ul></nav>'


def tools(report: Report) -> str:
    """Search, filters, and the keys that serve them."""
    boxes = "".join(f'<label class="{relation}"><input type="checkbox" name="relation" value="{relation[0]}" checked> {shaped(SHAPES[relation], FULL[relation])}</label>' for relation in SHAPES)
    elements = "".join(f'<option value="{at}">{h(element.id)} {h(element.title)}</option>' for at, element in enumerate(report.elements))
    instruments = "".join(f'<option value="{at}">{h(source.id)}</option>' for at, source in enumerate(report.instruments))
    keys = "".join(f"<dt><kbd>{h(key)}</kbd></dt><dd>{words}</dd>" for key, words in _KEYS)
    return (
        '<form class="tools" role="search" aria-label="Search and filter" data-part="tools" hidden>'
        '<label class="find">Search <input type="search" name="words" autocomplete="off" spellcheck="false"></label>'
        f'<fieldset><legend class="off">Relations shown</legend>{boxes}</fieldset>'
        f'<label>Element <select name="element"><option value="">all</option>{elements}</select></label>'
        f'<label>Instrument <select name="instrument"><option value="">all</option>{instruments}</select></label>'
        '<button type="button" data-part="fold">Fold all</button><button type="reset">Show everything</button>'
        f'<details data-part="keys"><summary>Keys</summary><div class="keys"><dl>{keys}</dl><label><input type="checkbox" name="keys" checked> single keys work</label></div></details>'
        '</form><p class="state" role="status" data-part="state"></p>'
    )
