"""What changed since a revision -> lines for the terminal, plain data, Markdown.

Takes a ``Since``; gives what happened to the texts, which verdicts flip and through which words, and what else changed that the judgement
rests on. Findings are shown elsewhere.
"""

from __future__ import annotations

from typing import Any

from compliance.model.change import Edit
from compliance.model.flip import FlipReport, VerdictChange
from compliance.model.since import Since, TextChange
from compliance.report.changes_markdown import escaped, fenced
from compliance.report.changes_pieces import through
from compliance.report.changes_wording import coverage_words, flip_words, legible, named
from compliance.report.check_wording import plain
from compliance.report.columns import columns, filled, laid_out
from compliance.report.wording import counted

_BODY = "    "


def since_text(since: Since, width: int = 80, colour: bool = False) -> str:
    """The lines, of at most ``width`` columns."""
    title = filled(f"Since {plain(since.revision)}", width)
    out = [*title, "-" * max(columns(line) for line in title)]
    for words in _said(since):
        out += filled(words, width, "", _BODY)
    for text in since.texts:
        out += filled(f"{_names(text)}:", width, "", _BODY)
        for report in text.verdicts:
            for head, edits in _flips(text, report):
                out += filled(plain(head), width, "  ", _BODY)
                out += laid_out(edits, width, _BODY, _BODY, colour)
        if not any(report.flips for report in text.verdicts):
            out += filled("every verdict held", width, "  ", _BODY)
    return "\n".join(out) + "\n"


def since_markdown(since: Since) -> list[str]:
    """The same as lines of Markdown."""
    out = ["", f"### Since {escaped(plain(since.revision))}", "", *(f"- {escaped(words)}" for words in _said(since))]
    for text in since.texts:
        rows = [row for report in text.verdicts for row in _flips(text, report)]
        out.append(f"- {escaped(_names(text))}: {'verdicts that flip' if rows else 'every verdict held'}")
        for head, edits in rows:
            out += [f"  - {escaped(plain(head))}", *([f"    - {fenced(edits)}"] if edits else [])]
    return out


def since_data(since: Since) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "revision": since.revision,
        "texts": [{"old": text.old, "new": text.new, "flips": [flip for report in text.verdicts for flip in _data(report)]} for text in since.texts],
        "added": list(since.added),
        "removed": list(since.removed),
        "others": list(since.others),
        "unjudged": list(since.unjudged),
    }


def _said(since: Since) -> list[str]:
    """Sentences on what changed, apart from verdicts."""
    if since.unjudged:
        return [f"This could not be judged as it was at {plain(since.revision)}, so every finding counts as new:", *(f"  {plain(words)}" for words in since.unjudged)]
    out = [f"added: {plain(path)}" for path in since.added] + [f"removed: {plain(path)}" for path in since.removed]
    out += [f"changed, and judged by: {plain(path)}" for path in since.others]
    if not out and not since.texts:
        out.append("Nothing changed that this judgement rests on.")
    elif since.texts:
        number = sum(len(report.flips) for text in since.texts for report in text.verdicts)
        out.insert(0, f"{counted(len(since.texts), 'text', 'texts')} changed, {counted(number, 'verdict flips', 'verdicts flip')}.")
    return out


def _names(text: TextChange) -> str:
    return plain(text.new) if text.old == text.new else f"{plain(text.new)} (was {plain(text.old)})"


def _flips(text: TextChange, report: FlipReport) -> list[tuple[str, Any]]:
    """Each flip in words with the edits that it comes from, then what became of elements as a whole."""
    comparison = named(text.comparison)
    rows: list[tuple[str, Any]] = [(f"{legible(flip.element)}: {flip_words(flip, comparison)}", _heard(flip)) for flip in report.flips]
    whole = [one for one in report.coverage if one.old_status != one.new_status]
    return rows + [(f"{legible(one.element)} in this text as a whole: {coverage_words(one)}", []) for one in whole]


def _heard(flip: VerdictChange) -> list[Edit]:
    """The words that a verdict flipped through; no line that they are broken into is a command to a build server."""
    return [edit._replace(text=plain(edit.text)) for edit in through(flip)]


def _data(report: FlipReport) -> list[dict[str, Any]]:
    return [
        {
            "pack": report.pack_id,
            "element": flip.element,
            "kind": flip.kind,
            "because": flip.because,
            "old": [side._asdict() for side in flip.old],
            "new": [side._asdict() for side in flip.new],
            "through": [{"op": edit.op, "text": edit.text} for edit in flip.through],
        }
        for flip in report.flips
    ]
