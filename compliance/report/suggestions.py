"""Suggestions -> text, Markdown or JSON. All say that these are no verdicts."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from dataclasses import asdict

from compliance.model.span import Evidence
from compliance.model.suggestion import Suggestion
from compliance.report.conflicts import one_line, safe

_WHAT = "Suggestions, not verdicts: pairs that no verdict covers, ranked by shared letters of act and object. Most of them will be nothing."
_NONE = "There is no pair to suggest: nothing that verdicts leave open shares words."


def suggestions_text(found: Sequence[Suggestion]) -> str:
    """The suggestions for the terminal, 80 columns wide, best first."""
    out = ["Suggestions", "===========", "", *textwrap.wrap(_WHAT, 79), ""]
    for number, one in enumerate(found, 1):
        out.append(f"{number:>3}. {one.instrument}/{one.provision} and {one.element}  ({one.score:.2f})")
        out += textwrap.wrap(f"shared: {_words(one.shared_here)} / {_words(one.shared_there)}", 79, initial_indent="     ", subsequent_indent="     ")
        for side in (one.here, one.there):
            if side is not None:
                out += textwrap.wrap(f"“{textwrap.shorten(one_line(side.quote), 220, placeholder=' […]')}”", 79, initial_indent="       ", subsequent_indent="       ")
        out.append("")
    return "\n".join(out if found else [*out, _NONE, ""])


def suggestions_markdown(found: Sequence[Suggestion]) -> str:
    """The suggestions as Markdown."""
    out = ["# Suggestions", "", _WHAT, "", "| provision | element | score | shared here | shared there |", "| --- | --- | --- | --- | --- |"]
    out += [f"| {safe(f'{one.instrument}/{one.provision}')} | {safe(one.element)} | {one.score:.2f} | {safe(_words(one.shared_here))} | {safe(_words(one.shared_there))} |" for one in found]
    return "\n".join(out) + "\n"


def suggestions_json(found: Sequence[Suggestion]) -> str:
    """The suggestions as data, format ``compliance-suggestions/1``."""
    return json.dumps({"format": "compliance-suggestions/1", "note": _WHAT, "suggestions": [asdict(one) for one in found]}, ensure_ascii=False, indent=1) + "\n"


def _words(fragments: Sequence[Evidence]) -> str:
    return ", ".join(dict.fromkeys(one.quote.lower() for one in fragments))
