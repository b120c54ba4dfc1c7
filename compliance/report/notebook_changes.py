"""A comparison -> what a notebook shows of it.

Takes a comparison and the verdicts it flips, where that was asked; gives a small piece of HTML: both texts, the answer, what to look at
first, and the clauses that changed with their words marked. Unchanged clauses are counted only.
"""

from __future__ import annotations

from html import escape

from compliance.model.change import Comparison, Edit, Version
from compliance.model.flip import FlipReport
from compliance.report.changes_outline import Entry, entries, look_at
from compliance.report.changes_pieces import in_context, pieces, through
from compliance.report.changes_rows import marked_up
from compliance.report.changes_wording import (
    GAP,
    ON_WORDS,
    coverage_words,
    flip_words,
    legible,
    look_words,
    named,
    numbers_words,
    short,
    summary,
    what_words,
)
from compliance.report.notebook import ROWS, dim, frame, head, left_out, row, table
from compliance.report.page_text import h

_NAME, _LOOKS, _FLIPS, _WORDS, _MARKUP = 120, 12, 12, 900, 20


def comparison_cell(comparison: Comparison, flips: FlipReport | None = None) -> str:
    """The comparison in short; ``flips`` are the verdicts that it turned, where a pack was asked."""
    comparison = named(comparison)
    looked = look_at(comparison)
    looks = "".join(f"<li>{_say(numbers_words(entry.change.old, entry.change.new, '→'))}: {_say('; '.join(look_words(found)), 300)}</li>" for entry, found in looked[:_LOOKS])
    changed = [entry for entry in entries(comparison) if entry.change.kind not in ("unchanged", "renumbered")]
    return frame(
        head("Changes of wording"),
        f"<p>{_say(' '.join(summary(comparison, len(looked))), 600)}</p>",
        table(("", "text", "title", "sha256"), (_version("old", comparison.old), _version("new", comparison.new))),
        f"<p><b>Look at these</b></p><ul>{looks}</ul>" if looks else "",
        left_out(len(looked) - _LOOKS, "change to look at", "changes to look at", "comparison.to('text') prints all"),
        _flips(comparison, flips),
        table(("clause", "what", "words"), [_entry(comparison, entry) for entry in changed[:ROWS]]) if changed else "",
        left_out(len(changed) - ROWS, "clause that changed", "clauses that changed", "comparison.save('changes.html') writes the whole page"),
        dim(ON_WORDS),
    )


def _version(side: str, version: Version) -> str:
    return row(side, _say(version.id), _say(version.title), f"<code>{h(version.sha256[:12])}</code>")


def _entry(comparison: Comparison, entry: Entry) -> str:
    change = entry.change
    words = marked_up(_bounded(in_context(pieces(comparison, change))))
    return row(_say(numbers_words(change.old, change.new, "→")), _say(what_words(change, entry.direction)), f'<div dir="auto">{words}</div>')


def _bounded(shown: list[Edit]) -> list[Edit]:
    """The first pieces of a change, as many as an output has room for."""
    out: list[Edit] = []
    room = _WORDS
    for edit in shown:
        if room <= 0:
            out.append(Edit("equal", f" {GAP}"))
            break
        out.append(edit._replace(text=short(edit.text, room)))
        room -= len(edit.text) + _MARKUP
    return out


def _flips(comparison: Comparison, flips: FlipReport | None) -> str:
    if flips is None:
        return ""
    items = []
    for flip in flips.flips[:_FLIPS]:
        edits = _bounded(through(flip))
        items.append(f"<li>{_say(flip.element)}: {_say(flip_words(flip, comparison), 300)}{f'<br>{marked_up(edits)}' if edits else ''}</li>")
    items += [f"<li>{_say(one.element)} as a whole: {h(coverage_words(one))}</li>" for one in flips.coverage if one.old_status != one.new_status][:ROWS]
    told = "".join(items) or "<li>Every verdict held.</li>"
    more = left_out(len(flips.flips) - _FLIPS, "verdict that flips", "verdicts that flip", "comparison.flips holds them")
    return f"<p><b>Verdicts that flip</b> (rule pack {_say(flips.pack_id)} {_say(flips.pack_version)})</p><ul>{told}</ul>{more}"


def _say(words: str, limit: int = _NAME) -> str:
    """Words on one line, shortened, set apart from those beside them."""
    return f"<bdi>{escape(short(legible(words), limit), quote=True)}</bdi>"
