"""The lines of a text that hold words, each with its place.

Takes a source as decoded and gives its lines without the white space around them; blank lines only leave a mark on
the line after them. What a line means is left to others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

BYTE_ORDER_MARK = "\ufeff"

# Zero-width joiner and non-joiner (200c, 200d) are part of Persian and Indic spelling and stay unreported.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]"
)
_AROUND = "\x1f"  # the one of them that counts as white space and may stand around the words of a line
_SEEN = bytes([*range(32, 127), 9, 10, 13])
_REPLACED = "\ufffd"  # the one of them that can be seen

# A row is a key, more of the value above, a comment, or nothing: its first character tells, so that no row is tried twice.
_METADATA = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<rows>\w[\w-]*[ \t]*:[^\r\n]*(?:\r?\n(?:\w[\w-]*[ \t]*:|[ \t#]|- |(?=[\r\n]))[^\r\n]*)*)\r?\n(?:---|\.\.\.)[ \t]*(?=[\r\n]|$)"
)


@dataclass(slots=True)
class Line:
    """One line: ``text`` is ``source[start:end]``, without white space around it.

    ``indent`` counts the characters before it, ``gap`` says whether a blank line (or nothing) stands before it.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: bool


def read_lines(source: str) -> list[Line]:
    """All lines of ``source`` that are not blank, in order."""
    lines: list[Line] = []
    at = 1 if source.startswith(BYTE_ORDER_MARK) else 0
    gap = True
    for raw in (source[1:] if at else source).splitlines(keepends=True):
        text = raw.strip()
        if text:
            indent = 0 if raw[0] == text[0] else raw.index(text[0])
            start = at + indent
            lines.append(Line(start, start + len(text), text, indent, gap))
            gap = False
        else:
            gap = True
        at += len(raw)
    return lines


def metadata(source: str) -> tuple[int, int] | None:
    """Where the words of the block stand with which a Markdown file may begin: rows of ``key: value`` between two lines "---"."""
    found = _METADATA.match(source)
    return found.span("rows") if found is not None else None


def control_characters(source: str, lines: Sequence[Line]) -> list[int]:
    """The places of characters that cannot be seen and do not belong in a text; a leading byte order mark is none."""
    if _AROUND in source:
        return [found.start() for found in _CONTROL.finditer(source, 1 if source.startswith(BYTE_ORDER_MARK) else 0)]
    if source.isascii() and not source.encode("ascii").translate(None, _SEEN):
        return []
    damaged = _REPLACED in source
    odd = [line for line in lines if not line.text.isprintable() or (damaged and _REPLACED in line.text)]
    return [found.start() for line in odd for found in _CONTROL.finditer(source, line.start, line.end)]
