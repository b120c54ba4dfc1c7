"""Comparison -> GitHub-flavoured Markdown: ~~deleted~~ and **inserted** words, the summary as a table.

Takes a comparison; every character of a text that Markdown or HTML could read as markup is escaped, and no other, so that the file
can be read as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from compliance.model.change import Comparison, Edit
from compliance.model.flip import FlipReport
from compliance.report.changes_outline import Entry, Group, Looked, groups, look_at, renumbered
from compliance.report.changes_pieces import in_context, pieces, through, words_of
from compliance.report.changes_wording import (
    ON_WORDS,
    counts,
    coverage_words,
    flip_words,
    legible,
    look_words,
    named,
    numbers_words,
    renumbered_words,
    short,
    summary,
    touch_words,
    touches,
    what_words,
)

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&$@]|(?<=www)\.|(?<=:)//|^[-+=]", re.IGNORECASE)
_ITEM = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_FENCES = {"equal": "", "delete": "~~", "insert": "**"}


def md(text: str) -> str:
    """Legible text with everything escaped that Markdown could read as markup."""
    return escaped(legible(text))


def escaped(text: str) -> str:
    """The same of a text that is legible already, as pieces of a clause are."""
    marked = _SPECIAL.sub(lambda match: "".join(f"\\{char}" for char in match.group()), text)
    return _ITEM.sub(r"\1\\\2", marked)


def to_markdown(comparison: Comparison, verdicts: FlipReport | None = None) -> str:
    """The whole comparison as Markdown."""
    comparison = named(comparison)
    looked = look_at(comparison)
    out = ["# Changes of wording", "", "| | text | title | sha256 |", "| --- | --- | --- | --- |"]
    out += [f"| {name} | {md(side.id)} | {md(side.title)} | `{side.sha256[:12]}` |" for name, side in (("old", comparison.old), ("new", comparison.new))]
    out += ["", " ".join(summary(comparison, len(looked))), "", "| change | clauses |", "| --- | ---: |"]
    out += [f"| {kind} | {count} |" for kind, count in counts(comparison).items() if count]
    if looked:
        out += ["", "## Look at these", "", *(_looked(one) for one in looked)]
    changed = [block for group in groups(comparison) for block in _group(comparison, group)]
    if changed:
        out += ["", "## What changed", "", "~~Removed words~~ and **added words**."]
        out += [line for block in changed for line in ("", *block)]
    out += _verdicts(comparison, verdicts)
    return "\n".join([*out, "", ON_WORDS, ""])


def _looked(looked: Looked) -> str:
    change = looked.entry.change
    return f"- {escaped(numbers_words(change.old, change.new, '→'))}: {escaped('; '.join(look_words(looked.touches)))}"


def _group(comparison: Comparison, group: Group) -> list[list[str]]:
    """The blocks of a group, each in lines."""
    if group.kind == "quiet":
        return [[escaped(renumbered_words(run.old, run.new))] for run in renumbered(group.entries)]
    if group.kind == "one" or len(group.entries) == 1:
        return [_entry(comparison, entry) for entry in group.entries]
    old = [span for entry in group.entries for span in entry.change.old]
    new = [span for entry in group.entries for span in entry.change.new]
    where = f" {group.entries[0].direction}" if group.entries[0].direction else ""
    head = [f"### {escaped(numbers_words(old, new, '→'))} moved{where} together ({len(group.entries)} clauses)"]
    head += ["", f"> {escaped(short(words_of(comparison.new.source, new[0]), 160))}"]
    return [head, *(_entry(comparison, entry) for entry in group.entries if "reworded" in entry.change.also)]


def _entry(comparison: Comparison, entry: Entry) -> list[str]:
    change = entry.change
    shown = pieces(comparison, change)
    out = [f"### {escaped(numbers_words(change.old, change.new, '→'))} {what_words(change, entry.direction)}", "", f"> {fenced(in_context(shown))}"]
    found = touches(shown) if change.old and change.new else []
    return [*out, "", *(f"- {escaped(touch_words(touch))}" for touch in found)] if found else out


def fenced(shown: Sequence[Edit]) -> str:
    """Edits in one line, deleted and inserted words between their fences.

    A fence beside punctuation opens or closes only where white space or punctuation stands on its other side: there a blank is put in.
    """
    out = ""
    for op, text, _ in shown:
        fence = _FENCES[op]
        closed = out.endswith(("~~", "**"))
        opens = bool(fence) and out != "" and not out[-1].isspace() and (closed or not text[0].isalnum())
        follows = not fence and closed and not out[-3:-2].isalnum() and text[0].isalnum()
        out += f"{' ' if opens or follows else ''}{fence}{escaped(text)}{fence}"
    return out


def _verdicts(comparison: Comparison, verdicts: FlipReport | None) -> list[str]:
    if verdicts is None:
        return []
    out = ["", "## Verdicts that flip", ""]
    for flip in verdicts.flips:
        out.append(f"- {md(flip.element)}: {escaped(flip_words(flip, comparison))}")
        edits = through(flip)
        out += [f"  - {fenced(edits)}"] if edits else []
    out += [] if verdicts.flips else ["Every verdict held."]
    changed = [one for one in verdicts.coverage if one.old_status != one.new_status]
    out += ["", *(f"- {md(one.element)} as a whole: {coverage_words(one)}" for one in changed)] if changed else []
    return [*out, "", f"Rule pack {md(verdicts.pack_id)} {md(verdicts.pack_version)}."]
