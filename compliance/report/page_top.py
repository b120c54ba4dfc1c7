"""The first screen of a page: what was compared, the answer in three sentences, the ways through the page and the filter.

Takes a report and the names of its page; gives HTML. The filter is there for the script alone and stays hidden without it.
"""

from __future__ import annotations

from compliance.model.report import Report, SourceNote
from compliance.report.page_names import Names
from compliance.report.page_text import FULL, attribute, bdi, h
from compliance.report.wording import date_words, reviews_summary, summary

_KEYS = (
    ("/", "search"), ("n", "next verdict"), ("p", "verdict before"), ("g", "next gap"), ("o", "open or fold all evidence"), ("m", "to the matrix"),
    ("b", "back to where the last link was"), ("Esc", "show everything again"), ("?", "this list"),
)  # fmt: skip


def top(report: Report, names: Names) -> str:
    """Title, texts, answer."""
    sentences = "".join(f"<li>{h(sentence)}</li>" for sentence in [*summary(report), *([reviews_summary(report)] if report.reviews else [])])
    answer = names.part("answer")
    return (
        f'<header><h1>Gap report</h1><p class="pack">{bdi(report.pack_title)}</p></header>'
        f'<section aria-labelledby="{answer}"><h2 id="{answer}">The answer</h2><ol class="answer">{sentences}</ol></section>{_texts(report)}'
    )


def _texts(report: Report) -> str:
    rows = ([("agreement", report.agreement)] if report.agreement else []) + [("instrument", source) for source in report.instruments]
    heads = "".join(f'<th scope="col" role="columnheader">{words}</th>' for words in ("role", "text", "title", "date", "sha256"))
    return (  # on a phone the rows are set as blocks, which are no table any more unless they say so
        '<div class="wide" role="group" aria-label="Texts compared" tabindex="0"><table class="texts" role="table"><caption>Texts compared</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead><tbody role="rowgroup">{"".join(_text(role, source) for role, source in rows)}</tbody></table></div>'
    )


def _text(role: str, source: SourceNote) -> str:
    changed = ' <strong class="changed">changed since it was recorded</strong>' if source.changed else ""
    translated = " (translation)" if source.translation else ""
    return (
        f'<tr role="row"><td role="cell">{role}</td><th scope="row" role="rowheader">{bdi(source.id)}</th><td role="cell">{bdi(source.title)}{translated}{changed}</td>'
        f'<td role="cell">{h(date_words(source))}</td><td role="cell"><code title="{h(source.sha256)}">{h(source.sha256[:16])}</code></td></tr>'
    )


def navigation(report: Report, names: Names) -> str:
    """Links to the parts of the page."""
    parts = [("answer", "Answer"), ("matrix", "Matrix"), ("over-time", "Over time"), ("map", "Map")]
    links = [f'<li><a href="#{names.part(name)}">{words}</a></li>' for name, words in parts]
    each = " ".join(f'<a href="#{attribute(names.part(f"commitment-{one.id}"))}" aria-label="Commitment {h(one.id)}">{bdi(one.id)}</a>' for one in report.commitments)
    links += [f'<li>Commitments {each}</li>'] if each else []
    parts = [("gaps", "Gaps"), ("instruments", "Instruments"), ("surplus", "Surplus"), *([("reviews", "Decisions of persons")] if report.reviews else []), ("findings", "Findings"), ("method", "Method")]
    links += [f'<li><a href="#{names.part(name)}">{words}</a></li>' for name, words in parts]
    return f'<nav aria-label="Parts of this page"><ul>{"".join(links)}</ul></nav>'


def tools(report: Report) -> str:
    """Search, filters, and the keys that serve them."""
    boxes = "".join(f'<label><input type="checkbox" name="relation" value="{relation[0]}" checked> <span class="{relation}">{words}</span></label>' for relation, words in FULL.items())
    elements = "".join(f'<option value="{at}">{h(element.id)} {h(element.title)}</option>' for at, element in enumerate(report.elements))
    instruments = "".join(f'<option value="{at}">{h(source.id)}</option>' for at, source in enumerate(report.instruments))
    keys = "".join(f"<dt><kbd>{h(key)}</kbd></dt><dd>{words}</dd>" for key, words in _KEYS)
    return (
        '<form class="tools" role="search" aria-label="Search and filter" data-part="tools" hidden>'
        '<label class="find">Search <input type="search" name="words" autocomplete="off" spellcheck="false"></label>'
        f'<fieldset><legend class="off">Relations shown</legend>{boxes}</fieldset>'
        f'<label>Element <select name="element"><option value="">all</option>{elements}</select></label>'
        f'<label>Instrument <select name="instrument"><option value="">all</option>{instruments}</select></label>'
        '<button type="button" data-part="fold">Fold all</button><button type="reset">Show all</button>'
        f'<details data-part="keys"><summary>Keys</summary><div class="keys"><dl>{keys}</dl><label><input type="checkbox" name="keys" checked> single keys work</label></div></details>'
        '</form><p class="state" role="status" data-part="state"></p>'
    )
