"""Comparison -> one HTML page, side by side or in one column.

Takes a comparison and gives a page without script that needs nothing from outside: readable without style, escaped everywhere, with
anchors that stay the same from run to run. Words keep their language and direction, so that right-to-left text is not reordered.
"""

from __future__ import annotations

from html import escape
from typing import Literal

from compliance.model.change import Comparison, Version
from compliance.model.flip import FlipReport, VerdictChange
from compliance.report.changes_outline import Looked, look_at
from compliance.report.changes_pieces import through
from compliance.report.changes_rows import Rows, h, marked_up
from compliance.report.changes_style import STYLE
from compliance.report.changes_wording import (
    ON_WORDS,
    cites,
    coverage_words,
    flip_words,
    legible,
    look_words,
    named,
    summary,
)

View = Literal["side", "inline"]
_HEADS = {
    "side": '<thead><tr><th scope="col" class="n">old</th><th scope="col">old words</th><th scope="col" class="n">new</th><th scope="col">new words</th></tr></thead>',
    "inline": '<thead><tr><th scope="col" class="n">old → new</th><th scope="col">words</th></tr></thead>',
}


def to_html(comparison: Comparison, view: View = "side", verdicts: FlipReport | None = None) -> str:
    """The whole comparison as one page."""
    comparison = named(comparison)
    rows = Rows(comparison, view)
    looked = look_at(comparison)
    title = f"Changes of wording: {_name(comparison.old)} and {_name(comparison.new)}"
    out = ["<!DOCTYPE html>", '<html lang="en">', "<head>", '<meta charset="utf-8">',
           '<meta name="viewport" content="width=device-width, initial-scale=1">',
           f"<title>{escape(title, quote=True)}</title>", f"<style>{STYLE}</style>", "</head>", "<body>", "<main>",
           "<h1>Changes of wording</h1>", _texts(comparison), f"<p>{escape(' '.join(summary(comparison, len(looked))), quote=True)}</p>",
           _look(rows, looked), _verdicts(rows, comparison, verdicts),
           "<h2>Clause by clause</h2>", "<p>Words that were <del>removed</del> and words that were <ins>added</ins>.</p>",
           f'<table class="changes {view}">{_HEADS[view]}', rows.all(), "</table>", "</main>",
           f"<footer><p>{ON_WORDS}</p></footer>", "</body>", "</html>"]  # fmt: skip
    return "\n".join(part for part in out if part) + "\n"


def _name(version: Version) -> str:
    return legible(version.title or version.id)


def _texts(comparison: Comparison) -> str:
    rows = "".join(
        f'<tr><th scope="row">{name}</th><td><bdi>{h(side.id)}</bdi></td><td><bdi>{h(side.title)}</bdi></td><td><code>{h(side.sha256)}</code></td></tr>'
        for name, side in (("old", comparison.old), ("new", comparison.new))
    )
    return f'<table class="texts"><thead><tr><th scope="col"></th><th scope="col">text</th><th scope="col">title</th><th scope="col">sha256</th></tr></thead><tbody>{rows}</tbody></table>'


def _look(rows: Rows, looked: list[Looked]) -> str:
    if not looked:
        return ""
    items = []
    for entry, found in looked:
        numbers = " → ".join(f"<bdi>{h(side)}</bdi>" for side in dict.fromkeys((cites(entry.change.old), cites(entry.change.new))))
        words = "; ".join(f"<bdi>{escape(one, quote=True)}</bdi>" for one in look_words(found))
        items.append(f'<li><a href="#{rows.link(entry.change)}">{numbers}</a> {words}</li>')
    return f'<h2>Look at these</h2><ul class="looks">{"".join(items)}</ul>'


def _verdicts(rows: Rows, comparison: Comparison, verdicts: FlipReport | None) -> str:
    if verdicts is None:
        return ""
    items = "".join(_flip(rows, comparison, flip) for flip in verdicts.flips) or "<li>Every verdict held.</li>"
    changed = "".join(f"<li>{h(one.element)} as a whole: {coverage_words(one)}</li>" for one in verdicts.coverage if one.old_status != one.new_status)
    return f'<h2>Verdicts that flip</h2><ul class="flips">{items}{changed}</ul><p>Rule pack {h(verdicts.pack_id)} {h(verdicts.pack_version)}.</p>'


def _flip(rows: Rows, comparison: Comparison, flip: VerdictChange) -> str:
    edits = through(flip)
    words = f"<br>{marked_up(edits)}" if edits else ""
    return f'<li><a href="#{rows.link(comparison.changes[flip.change])}">{h(flip.element)}</a>: <bdi>{escape(flip_words(flip, comparison), quote=True)}</bdi>{words}</li>'
