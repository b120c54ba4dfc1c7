"""Two drafts and their base -> text, Markdown, HTML or JSON.

What both changed differently comes first, with the words of both; then what one draft changed, what both changed alike, what they added.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from compliance.changes.three import changed
from compliance.model.change import Change, Comparison, Edit, Op, Version
from compliance.model.three import AddedClause, BaseClause, ChangedBy, ThreeWay
from compliance.report.changes_json import as_data
from compliance.report.changes_markdown import fenced, md
from compliance.report.changes_pieces import in_context, pieces
from compliance.report.changes_style import STYLE
from compliance.report.changes_wording import ON_WORDS, cite, cites, legible, what_words
from compliance.report.columns import filled, laid_out
from compliance.report.wording import counted

_TITLES: dict[ChangedBy, str] = {
    "conflict": "Changed in both drafts, differently",
    "old": "Changed in the first draft only",
    "new": "Changed in the second draft only",
    "both": "Changed in both drafts alike",
}
_ADDED = "Added"
_SIDES = {"old": "first", "new": "second"}
_BODY = "    "
_TAGS: dict[Op, str] = {"delete": "del", "insert": "ins", "equal": "span"}


def summary(three: ThreeWay) -> str:
    """How many clauses of the base each changed, in one sentence."""
    counts = {by: sum(clause.by == by for clause in three.clauses) for by in (*_TITLES, "neither")}
    said = [
        f"{counted(counts['conflict'], 'clause', 'clauses')} of the base changed in both drafts, differently",
        f"{counts['old']} in the first only",
        f"{counts['new']} in the second only",
        f"{counts['both']} in both alike",
        f"{counts['neither']} in neither",
    ]
    return f"{', '.join(said)}; {len(three.added)} added."


def three_text(three: ThreeWay, width: int = 80, colour: bool = False) -> str:
    """For the terminal, in lines of at most ``width`` columns."""
    out: list[str] = []
    for name, version in _versions(three):
        out += filled(f"{name}: {_version(version)}", width, "", _BODY)
    out += ["", *filled(summary(three), width)]
    for title, entries in _sections(three):
        out += ["", title, "-" * len(title)]
        for head, sides in entries:
            out += ["", *filled(head, width, "  ", _BODY)]
            for side, shown in sides:
                out += [*filled(f"{side}:", width, _BODY, _BODY), *laid_out(shown, width, _BODY + "  ", _BODY + "  ", colour)]
    return "\n".join([*out, "", *filled(ON_WORDS, width)]) + "\n"


def three_markdown(three: ThreeWay) -> str:
    """The same as Markdown."""
    out = ["# Two drafts and their base", "", "| | text | title | sha256 |", "| --- | --- | --- | --- |"]
    out += [f"| {name} | {md(version.id)} | {md(version.title)} | `{version.sha256[:12]}` |" for name, version in _versions(three)]
    out += ["", summary(three)]
    for title, entries in _sections(three):
        out += ["", f"## {title}"]
        for head, sides in entries:
            out += ["", f"### {md(head)}"]
            for side, shown in sides:
                out += ["", f"{side}:", "", f"> {fenced(shown)}"]
    return "\n".join([*out, "", ON_WORDS, ""])


def three_html(three: ThreeWay) -> str:
    """The same as one page, without a script and without anything from elsewhere."""
    out = ["<!DOCTYPE html>", '<html lang="en">', "<head>", '<meta charset="utf-8">',
           '<meta name="viewport" content="width=device-width, initial-scale=1">', "<title>Two drafts and their base</title>",
           f"<style>{STYLE}</style>", "</head>", "<body>", "<main>", "<h1>Two drafts and their base</h1>",
           '<table><tr><th scope="col"></th><th scope="col">text</th><th scope="col">title</th><th scope="col">sha256</th></tr>']  # fmt: skip
    for name, version in _versions(three):
        cells = "".join(f"<td><bdi>{_h(words)}</bdi></td>" for words in (version.id, version.title, version.sha256))
        out.append(f'<tr><th scope="row">{name}</th>{cells}</tr>')
    out += ["</table>", f"<p>{_h(summary(three))}</p>"]
    for title, entries in _sections(three):
        out.append(f"<h2>{title}</h2>")
        for head, sides in entries:
            out.append(f"<h3><bdi>{_h(head)}</bdi></h3>")
            for side, shown in sides:
                words = "".join(f"<{_TAGS[op]}>{_h(text)}</{_TAGS[op]}>" for op, text, _ in shown)
                out += [f"<p><bdi>{_h(side)}</bdi>:</p>", f'<blockquote dir="auto">{words}</blockquote>']
    return "\n".join([*out, "</main>", f"<footer><p>{ON_WORDS}</p></footer>", "</body>", "</html>"]) + "\n"


def three_json(three: ThreeWay) -> str:
    """The whole as JSON text: every clause of the base once, and both comparisons whole."""
    data: dict[str, Any] = {
        "format": "compliance-diff-three/1",
        "base": {"id": three.base.id, "title": three.base.title, "sha256": three.base.sha256},
        "clauses": [
            {"label": clause.span.label, "eid": clause.span.eid, "span": [clause.span.start, clause.span.end], "changed_by": clause.by, "old_change": clause.old, "new_change": clause.new}
            for clause in three.clauses
        ],
        "added": [{"old_change": one.old, "new_change": one.new} for one in three.added],
        "old": as_data(_comparison(three, "old")),
        "new": as_data(_comparison(three, "new")),
    }
    return json.dumps(data, ensure_ascii=True, indent=1, allow_nan=False) + "\n"


Entry = tuple[str, list[tuple[str, Sequence[Edit]]]]


def _sections(three: ThreeWay) -> Iterator[tuple[str, list[Entry]]]:
    for by, title in _TITLES.items():
        entries = [_clause(three, clause) for clause in three.clauses if clause.by == by]
        if entries:
            yield title, entries
    if three.added:
        yield _ADDED, [_new(three, one) for one in three.added]


def _clause(three: ThreeWay, clause: BaseClause) -> Entry:
    """A clause of the base with what the drafts that changed it made of it; one draft where both did the same."""
    told: list[tuple[str, Sequence[Edit]]] = []
    said: list[str] = []
    first, second = three.old_changes[clause.old], three.new_changes[clause.new]
    if clause.by == "both":
        return f"{cite(clause.span)} {what_words(first)} in both", [(f"both drafts{_now_in_both(first, second)}", _shown(three, "old", first))]
    for side, change in (("old", first), ("new", second)):
        if changed(change):
            said.append(f"{what_words(change)} in the {_SIDES[side]}")
            told.append((f"{_SIDES[side]} draft{_now(change)}", _shown(three, side, change)))
    return f"{cite(clause.span)} {', '.join(said)}", told


def _new(three: ThreeWay, one: AddedClause) -> Entry:
    sides = [(side, changes[index]) for side, changes, index in (("old", three.old_changes, one.old), ("new", three.new_changes, one.new)) if index is not None]
    name = "both drafts" if len(sides) == 2 else f"{_SIDES[sides[0][0]]} draft"
    side, change = sides[0]
    other = cites(sides[-1][1].new)
    number = cites(change.new) if other == cites(change.new) else f"{cites(change.new)} ({other} in the second)"
    return f"{number} added in {'both' if len(sides) == 2 else f'the {_SIDES[side]}'}", [(name, _shown(three, side, change))]


def _now(change: Change) -> str:
    """Where a clause of another number now stands."""
    return f", now {cites(change.new)}" if change.new and cites(change.new) != cites(change.old) else ""


def _now_in_both(first: Change, second: Change) -> str:
    """Where a clause now stands that both drafts changed alike; in each of them, where what is before it gave it different numbers."""
    here, there = cites(first.new), cites(second.new)
    return _now(first) if here == there else f", now {here} in the first and {there} in the second"


def _shown(three: ThreeWay, side: str, change: Change) -> list[Edit]:
    return in_context(pieces(_comparison(three, side), change))


def _comparison(three: ThreeWay, side: str) -> Comparison:
    return Comparison(three.base, three.old if side == "old" else three.new, three.old_changes if side == "old" else three.new_changes)


def _h(text: str) -> str:
    return escape(legible(text), quote=True)


def _versions(three: ThreeWay) -> tuple[tuple[str, Version], ...]:
    return ("base", three.base), ("first draft", three.old), ("second draft", three.new)


def _version(version: Version) -> str:
    title = f" - {legible(version.title)}" if version.title and version.title != version.id else ""
    return f"{legible(version.id)}{title} (sha256 {version.sha256[:12]})"
