"""The words of a page: escaped, legible, in their own language and direction, with evidence marked.

Takes raw text and places in it; gives HTML. What a piece of the page looks like is left to the style, where it stands to the other
``page_*`` files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from compliance.model.mapping import Status
from compliance.model.report import SourceNote
from compliance.report.changes_wording import has_right_to_left, legible, written_right_to_left
from compliance.report.wording import safe

#: A relation or a status in words. The style puts a shape before whatever bears its name as class, so that nothing rests on colour.
SHORT = {"addresses": "addresses", "partially-addresses": "partly", "contradicts": "contradicts"}
FULL = {"addresses": "addresses", "partially-addresses": "partially addresses", "contradicts": "contradicts"}
STATUS: dict[Status, str] = {
    "addressed": "addressed", "partially-addressed": "partly addressed", "contradicted": "contradicted", "contested": "contested", "unaddressed": "not addressed",
}  # fmt: skip
BRIEF: dict[Status, str] = {"addressed": "addressed", "partially-addressed": "partly", "contradicted": "contradicted", "contested": "contested", "unaddressed": "nobody"}

_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_BLANK = re.compile(r"\s+")
_CONTEXT = 220
GAP = '<span class="gap">[…]</span>'

Range = tuple[int, int]


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
    joined = _joined((max(low, 0), min(high, len(text))) for low, high in spans)
    right_to_left = has_right_to_left(text)
    out: list[str] = []
    at = 0
    for low, high in [*joined, (len(text), len(text))]:
        between = text[at:low]
        first, last = not out, low == len(text)
        out.append(_cut(between, text[:at], right_to_left, around if not first else 0, around if not last else 0) if around is not None and joined else _words(between, text[:at], right_to_left))
        if low < high:
            out.append(f"<mark>{_words(text[low:high], text[:low], right_to_left)}</mark>")
        at = high
    return "".join(out).strip()


def excerpt(text: str, spans: Sequence[Range]) -> str:
    """The words under ``spans`` marked, with some of what stands round them."""
    return marked(text, spans, _CONTEXT)


def places(text: str, words: str) -> list[Range]:
    """Where ``words`` stand in ``text``, whatever the white space between them; nothing where they do not."""
    parts = words.split()
    found = re.search(r"\s+".join(map(re.escape, parts)), text) if parts else None
    return [found.span()] if found else []


def _joined(spans: Iterable[Range]) -> list[Range]:
    """Places in order, those that touch made one, empty ones left out."""
    out: list[Range] = []
    for low, high in sorted(span for span in spans if span[0] < span[1]):
        if out and low <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return out


def _words(text: str, before: str, right_to_left: bool) -> str:
    return escape(legible(_BLANK.sub(" ", text), before[-1:], right_to_left), quote=True)


def _cut(text: str, before: str, right_to_left: bool, head: int, tail: int) -> str:
    """A stretch without its middle: ``head`` characters from its start and ``tail`` from its end stay, at word borders."""
    if len(text) <= head + tail + 12:
        return _words(text, before, right_to_left)
    first = text[:head].rsplit(None, 1)[0] + " " if head and len(text[:head].split()) > 1 else ""
    last = " " + text[-tail:].split(None, 1)[1] if tail and len(text[-tail:].split()) > 1 else ""
    return f"{_words(first, before, right_to_left)}{GAP}{_words(last, ' ', right_to_left)}"
