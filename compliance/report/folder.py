"""Two folders compared -> text, Markdown, HTML or JSON: a table of all texts first, then each pair as one comparison is shown."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from compliance.model.folder import FolderComparison, TextPair
from compliance.report.changes_html import View, to_html
from compliance.report.changes_json import as_data
from compliance.report.changes_markdown import md, to_markdown
from compliance.report.changes_style import STYLE
from compliance.report.changes_text import to_text
from compliance.report.changes_wording import ON_WORDS, legible, summary
from compliance.report.columns import filled
from compliance.report.wording import counted

_ATTRIBUTE = re.compile(r'\b(id="|href="#)')


def totals(found: FolderComparison) -> str:
    """The answer in one sentence."""
    changed = sum(differs(pair) for pair in found.pairs)
    renamed = sum(pair.renamed for pair in found.pairs)
    said = f"{counted(len(found.pairs), 'text', 'texts')} in both folders, {changed} of them changed"
    return f"{said}{f', {renamed} renamed' if renamed else ''}; {len(found.added)} added, {len(found.removed)} removed."


def differs(pair: TextPair) -> bool:
    """Whether a clause of the text changed."""
    return any(change.kind != "unchanged" for change in pair.comparison.changes)


def folder_text(found: FolderComparison, width: int = 80, colour: bool = False, everything: bool = False) -> str:
    """For the terminal, in lines of at most ``width`` columns."""
    out = [*filled(totals(found), width), ""]
    for name, words in _rows(found):
        out += filled(f"{name}: {words}", width, "  ", "      ")
    for pair in found.pairs:
        if differs(pair) or everything or (pair.verdicts is not None and pair.verdicts.flips):
            title = _name(pair)
            out += ["", *(filled(title, width)), "=" * min(len(title), width), "", to_text(pair.comparison, width, colour, everything, pair.verdicts).rstrip("\n")]
    return "\n".join(out) + "\n"


def folder_markdown(found: FolderComparison) -> str:
    """The same as Markdown; the headings of each pair stand under its own."""
    out = ["# Changes of wording in a folder", "", totals(found), "", "| text | what happened |", "| --- | --- |"]
    out += [f"| {md(name)} | {md(words)} |" for name, words in _rows(found)]
    for pair in found.pairs:
        if differs(pair):
            page = to_markdown(pair.comparison, pair.verdicts).split("\n")[1:]
            out += ["", f"## {md(_name(pair))}", *(f"#{line}" if line.startswith("#") else line for line in page)]
    return "\n".join(out).rstrip("\n") + "\n"


def folder_html(found: FolderComparison, view: View = "side") -> str:
    """One page; every pair that changed is a section, and the table leads to it."""
    names = {pair.new: f"text-{at}" for at, pair in enumerate(found.pairs) if differs(pair)}
    out = ["<!DOCTYPE html>", '<html lang="en">', "<head>", '<meta charset="utf-8">',
           '<meta name="viewport" content="width=device-width, initial-scale=1">', "<title>Changes of wording in a folder</title>",
           f"<style>{STYLE}</style>", "</head>", "<body>", "<main>", "<h1>Changes of wording in a folder</h1>",
           f"<p>{escape(totals(found))}</p>", '<table><tr><th scope="col">text</th><th scope="col">what happened</th></tr>']  # fmt: skip
    for (name, words), key in zip(_rows(found), [*(pair.new for pair in found.pairs), *found.added, *found.removed], strict=True):
        shown = f'<a href="#{names[key]}"><bdi>{escape(name)}</bdi></a>' if key in names else f"<bdi>{escape(name)}</bdi>"
        out.append(f"<tr><td>{shown}</td><td>{escape(words)}</td></tr>")
    out.append("</table>")
    for pair in found.pairs:
        if pair.new in names:
            inner = to_html(pair.comparison, view, pair.verdicts).partition("<main>")[2].rpartition("</main>")[0]
            # Quotes in words are escaped, so that these two can only be attributes; each page has its own.
            inner = _ATTRIBUTE.sub(lambda match, key=names[pair.new]: f"{match.group(1)}{key}-", inner)  # type: ignore[misc]
            out += [f'<section id="{names[pair.new]}">', f"<h1><bdi>{escape(_name(pair))}</bdi></h1>", inner.strip(), "</section>"]
    return "\n".join([*out, "</main>", f"<footer><p>{ON_WORDS}</p></footer>", "</body>", "</html>"]) + "\n"


def folder_json(found: FolderComparison) -> str:
    """Every pair whole, and the names of the others."""
    data: dict[str, Any] = {
        "format": "compliance-diff-set/1",
        "pairs": [{"old_name": pair.old, "new_name": pair.new, "likeness": pair.score, **as_data(pair.comparison, pair.verdicts)} for pair in found.pairs],
        "added": list(found.added),
        "removed": list(found.removed),
    }
    return json.dumps(data, ensure_ascii=True, indent=1, allow_nan=False) + "\n"


def _rows(found: FolderComparison) -> list[tuple[str, str]]:
    """Every text in one line: its name, and what happened."""
    rows = [(_name(pair), " ".join(summary(pair.comparison, 0))) for pair in found.pairs]
    rows += [(legible(name), "added") for name in found.added]
    return rows + [(legible(name), "removed") for name in found.removed]


def _name(pair: TextPair) -> str:
    return legible(f"{pair.old} -> {pair.new} (renamed, {pair.score:.0%} of the words alike)" if pair.renamed else pair.new)
