"""The passages of a text -> plain text of 80 columns, so that whoever writes signals sees what patterns are held against.

Takes the provisions of a text with their passages; gives for each passage its modality, scopes and reservation, its words in the
source, and the base forms that a pattern meets.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from compliance.model.clause import Provision
from compliance.passages.read import Passage
from compliance.report.wording import safe

WIDTH = 80


def passages_text(source: str, read: Sequence[tuple[Provision, Sequence[Passage]]]) -> str:
    """All passages, provision by provision; what stands before a bar is the lead-in or the head of the clause."""
    out: list[str] = []
    for provision, passages in read:
        out.append(_fill(f"provision {provision.label}", "", "  "))
        if not passages:
            out.append("  no passage")
        for number, passage in enumerate(passages, 1):
            out += _passage(source, number, passage)
        out.append("")
    return "\n".join(out).rstrip("\n") + "\n" if out else "no provision\n"


def _passage(source: str, number: int, passage: Passage) -> list[str]:
    facts = [passage.modality or "no modality"]
    facts += [f"scope {', '.join(sorted(passage.scopes))}"] if passage.scopes else ["no scope"]
    facts += [f"reserved for {', '.join(sorted(passage.reserved))}"] if passage.reserved else []
    before, own = " ".join(passage.words[: passage.own]), " ".join(passage.words[passage.own :])
    out = [_fill(f"{number}. {'; '.join(facts)}", "  ", "     "), _fill(f"“{source[passage.start : passage.end]}”", "     ", "     ")]
    out.append(_fill(f"words: {before + ' | ' if before else ''}{own}", "     ", "       "))
    return out


def _fill(text: str, first: str, rest: str) -> str:
    return textwrap.fill(safe(text), WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
