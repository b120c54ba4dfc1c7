"""Norms that meet -> text, Markdown or JSON.

All three say the same: what kind, why, how alike, and both sides word for word.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from dataclasses import asdict

from compliance.model.conflict import KINDS, NormPair
from compliance.model.text import Text
from compliance.report.build import note

_TITLES = {
    "duplicate": "Duplicates: two norms say the same",
    "modality": "Conflicts of modality: one allows or orders what the other forbids",
    "structure": "Conflicts in other words: the same matter, another modality",
    "object": "Conflicts of object: the same act with another object, number or date",
    "condition": "Conflicts of condition: the same matter under conditions that differ",
    "narrowing": "Narrowing: one says more closely, or takes back in part, what the other says",
}
_NONE = "No two norms were found to repeat, contradict or narrow one another."


def conflicts_text(texts: Sequence[Text], pairs: Sequence[NormPair]) -> str:
    """The pairs for the terminal, 80 columns wide, by kind."""
    out = ["Norm against norm", "=================", "", *(f"  {text.id} (sha256 {text.sha256[:12]})" for text in texts), ""]
    for kind in KINDS:
        found = [pair for pair in pairs if pair.kind == kind]
        if found:
            title = _TITLES[kind]
            out += [*textwrap.wrap(title, 79), "-" * min(79, len(title)), ""]
            for pair in found:
                out.append(f"  {_cite(pair)}{_alike(pair)}")
                out += _wrapped(pair.why, "    ")
                out += [*_wrapped(f"“{one_line(pair.first.quote)}”", "      "), *_wrapped(f"“{one_line(pair.second.quote)}”", "      "), ""]
    out.append(_NONE if not pairs else "These are statements on words; whether two norms conflict in law is for a reader to say.")
    return "\n".join(out) + "\n"


def conflicts_markdown(texts: Sequence[Text], pairs: Sequence[NormPair]) -> str:
    """The pairs as Markdown."""
    out = ["# Norm against norm", "", *(f"- {safe(text.id)} (sha256 `{text.sha256}`)" for text in texts), ""]
    for kind in KINDS:
        found = [pair for pair in pairs if pair.kind == kind]
        if found:
            out += [f"## {_TITLES[kind]}", ""]
            for pair in found:
                out += [f"**{safe(_cite(pair))}**{_alike(pair)}", "", safe(pair.why), ""]
                out += [f"> {safe(one_line(side.quote))}\n" for side in (pair.first, pair.second)]
    if not pairs:
        out.append(_NONE)
    return "\n".join(out).rstrip("\n") + "\n"


def conflicts_json(texts: Sequence[Text], pairs: Sequence[NormPair]) -> str:
    """The pairs as data, format ``compliance-conflicts/1``."""
    data = {"format": "compliance-conflicts/1", "documents": [asdict(note(text)) for text in texts], "pairs": [asdict(pair) for pair in pairs]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _cite(pair: NormPair) -> str:
    return f"{pair.first.document}/{pair.first_label} and {pair.second.document}/{pair.second_label}"


def _alike(pair: NormPair) -> str:
    return " (by concepts)" if pair.by == "concepts" else f" (likeness {pair.likeness:.2f})"


def one_line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, 79, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def safe(text: str) -> str:
    """A text whose marks mean nothing to Markdown."""
    for char in "\\`*_{}[]<>#|":
        text = text.replace(char, "\\" + char if char not in "<>" else {"<": "&lt;", ">": "&gt;"}[char])
    return text
