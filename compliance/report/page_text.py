"""The words of a page: escaped, legible, in their own language and direction, with evidence marked.

Takes raw text and places in it; gives HTML. What a piece of the page looks like is left to the style, where it stands to the other
``page_*`` files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from compliance.model.mapping import Relation, Status
from compliance.model.report import SourceNote
from compliance.report.changes_wording import has_right_to_left, written_right_to_left
from compliance.report.quotes import AROUND, Range, pieces
from compliance.report.wording import RELATION, safe

#: A relation or a status in words. The style puts a shape before whatever bears its name as class, so that nothing rests on colour.
SHORT = {"addresses": "addresses", "partially-addresses": "partly", "contradicts": "contradicts"}
FULL: dict[Relation, str] = {relation: words for relation, words in RELATION.items() if relation != "does-not-address"}
STATUS: dict[Status, str] = {
    "addressed": "addressed", "partially-addressed": "partly addressed", "contradicted": "contradicted", "contested": "contested", "unaddressed": "not addressed",
}  # fmt: skip
BRIEF: dict[Status, str] = {"addressed": "addressed", "partially-addressed": "partly", "contradicted": "contradicted", "contested": "contested", "unaddressed": "nobody"}

_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LOOK = {"words": "{}", "mark": "<mark>{}</mark>", "gap": '<span class="gap">{}</span>'}


def h(text: str) -> str:
    """Text escaped for HTML on one line, control and direction characters shown by name."""
    return escape(safe(text), quote=True)


def bdi(text: str) -> str:
    """The same; where letters are written from right to left, set apart so that they do not turn what stands beside them."""
    return f"<bdi>{h(text)}</bdi>" if has_right_to_left(text) else h(text)


def attribute(text: str) -> str:
    """A value for an attribute, between its quotes."""
    return escape(text, quote=True)


def language(source: SourceNote | None, text: str) -> str:
    """The language of a text where it is not the page's, and its direction where it may be another one, as attributes."""
    code = source.language if source is not None else ""
    lang = f' lang="{code}"' if code != "en" and _CODE.fullmatch(code) else ""
    if not has_right_to_left(text):
        return lang
    return f'{lang} dir="{"rtl" if written_right_to_left(code, text) else "auto"}"'


def marked(text: str, spans: Iterable[Range] = (), around: int | None = None) -> str:
    """A text with the words under ``spans`` marked; what is further than ``around`` characters from any of them is left out, and shown
    to be. Spans are places in ``text``; those that leave it are cut to it."""
    return "".join(_LOOK[piece.kind].format(escape(piece.text, quote=True)) for piece in pieces(text, spans, around)).strip()


def excerpt(text: str, spans: Sequence[Range]) -> str:
    """The words under ``spans`` marked, with some of what stands round them."""
    return marked(text, spans, AROUND)
