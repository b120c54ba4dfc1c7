"""Norms that meet -> text, Markdown or JSON.

What kind, why, how alike, and both sides word for word. Pairs that are not firm (like words and no more) are always in the data, and
in the other two only where they are asked for.
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
_LIKELY = "Like words: pairs whose words alone suggest a conflict; most of them will be none"
_ON_WORDS = "These are statements on words; whether two norms conflict in law is for a reader to say."
_NONE = "No two norms were found to repeat, contradict or narrow one another."


def conflicts_text(texts: Sequence[Text], pairs: Sequence[NormPair], likely: bool = False) -> str:
    """The pairs for the terminal, 80 columns wide, by kind; those that have like words only are counted, and with ``likely`` listed last."""
    out = ["Norm against norm", "=================", "", *(f"  {text.id} (sha256 {text.sha256[:12]})" for text in texts), ""]
    for title, found in _groups(pairs, likely):
        out += [*textwrap.wrap(title, 79), "-" * min(79, len(title)), ""]
        for pair in found:
            out += _wrapped(f"{_cite(pair)}{_alike(pair)}", "  ")
            out += _wrapped(pair.why, "    ")
            out += [*_wrapped(f"“{one_line(pair.first.quote)}”", "      "), *_wrapped(f"“{one_line(pair.second.quote)}”", "      "), ""]
    out += [line for words in _closing(pairs, likely) for line in textwrap.wrap(words, 79)]
    return "\n".join(out) + "\n"


def conflicts_markdown(texts: Sequence[Text], pairs: Sequence[NormPair], likely: bool = False) -> str:
    """The same as Markdown."""
    out = ["# Norm against norm", "", *(f"- {safe(text.id)} (sha256 `{text.sha256}`)" for text in texts), ""]
    for title, found in _groups(pairs, likely):
        out += [f"## {title}", ""]
        for pair in found:
            out += [f"**{safe(_cite(pair))}**{_alike(pair)}", "", safe(pair.why), ""]
            out += [f"> {safe(one_line(side.quote))}\n" for side in (pair.first, pair.second)]
    out += [line for words in _closing(pairs, likely) for line in (words, "")]
    return "\n".join(out).rstrip("\n") + "\n"


def _groups(pairs: Sequence[NormPair], likely: bool) -> list[tuple[str, list[NormPair]]]:
    """The pairs under their headings: the firm ones by kind, then the others where they are asked for."""
    groups = [(_TITLES[kind], [pair for pair in pairs if pair.firm and pair.kind == kind]) for kind in KINDS]
    if likely:
        groups.append((_LIKELY, [pair for pair in pairs if not pair.firm]))
    return [(title, found) for title, found in groups if found]


def _closing(pairs: Sequence[NormPair], likely: bool) -> list[str]:
    weak = sum(not pair.firm for pair in pairs)
    hidden = [] if likely or not weak else [f"{weak} more {'pair has' if weak == 1 else 'pairs have'} like words only; --likely lists {'it' if weak == 1 else 'them'}."]
    return [_NONE if len(pairs) == weak and not (likely and weak) else _ON_WORDS, *hidden]


def conflicts_json(texts: Sequence[Text], pairs: Sequence[NormPair]) -> str:
    """All pairs as data, firm or not, format ``compliance-conflicts/1``."""
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
