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
        out += textwrap.wrap(f"like words: {_pairs(one)}", 79, initial_indent="     ", subsequent_indent="     ")
        for words in (_quoted(one.here), _quoted(one.there) or one.asks):
            out += textwrap.wrap(words, 79, initial_indent="       ", subsequent_indent="       ")
        out.append("")
    return "\n".join(out if found else [*out, _NONE, ""])


def suggestions_markdown(found: Sequence[Suggestion]) -> str:
    """The suggestions as Markdown."""
    out = ["# Suggestions", "", _WHAT, ""]
    if found:
        out += ["| provision | element | asks | score | like words |", "| --- | --- | --- | --- | --- |"]
    out += [f"| {safe(f'{one.instrument}/{one.provision}')} | {safe(one.element)} | {safe(one_line(one.asks))} | {one.score:.2f} | {safe(_pairs(one))} |" for one in found]
    if not found:
        out.append(_NONE)
    return "\n".join(out) + "\n"


def suggestions_json(found: Sequence[Suggestion]) -> str:
    """The suggestions as data, format ``compliance-suggestions/1``."""
    return json.dumps({"format": "compliance-suggestions/1", "note": _WHAT, "suggestions": [asdict(one) for one in found]}, ensure_ascii=False, indent=1) + "\n"


def _pairs(one: Suggestion) -> str:
    """The like words of both sides: one word where they are the same, "here ~ there" where not."""
    pairs = [(here.quote.lower(), there.quote.lower()) for here, there in zip(one.shared_here, one.shared_there, strict=True)]
    return ", ".join(here if here == there else f"{here} ~ {there}" for here, there in pairs)


def _quoted(side: Evidence | None) -> str:
    return "" if side is None else f"“{textwrap.shorten(one_line(side.quote), 220, placeholder=' […]')}”"
