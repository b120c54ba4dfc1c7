"""Words laid out in lines of a terminal: widths as a terminal counts them, deleted and inserted words told apart with and without colour.

Takes edits or plain words and a width; gives lines that are never wider. Knows nothing of clauses.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from compliance.model.change import Edit, Op

_COLOURS: dict[Op, str] = {"delete": "\x1b[31;9m", "insert": "\x1b[32;4m", "equal": ""}
_RESET = "\x1b[0m"
_BRACKETS: dict[Op, tuple[str, str]] = {"delete": ("[-", "-]"), "insert": ("{+", "+}"), "equal": ("", "")}


class Bit(NamedTuple):
    """Characters of one look."""

    op: Op
    text: str


@lru_cache(maxsize=4096)
def char_width(char: str) -> int:
    """How many columns a character takes: two for wide East Asian ones, none for what stands on another."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def columns(text: str) -> int:
    """How many columns a text takes."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def filled(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Plain words in lines of at most ``width`` columns; ``first`` and ``rest`` are the indents.

    The same as ``laid_out`` for words that did not change, which most are, without looking at each character.
    """
    words = [(word, columns(word)) for word in text.split(" ") if word]
    indents = columns(first), columns(rest)
    if any(size > width - max(indents) for _, size in words):
        return laid_out([Edit("equal", text)], width, first, rest)
    lines: list[str] = []
    used = width
    for word, size in words:
        if lines and used + 1 + size <= width:
            lines[-1] += f" {word}"
            used += 1 + size
        else:
            used = indents[1 if lines else 0] + size
            lines.append((rest if lines else first) + word)
    return lines


def laid_out(shown: Sequence[Edit], width: int, first: str = "", rest: str = "", colour: bool = False) -> list[str]:
    """Edits in lines of at most ``width`` columns: [-deleted-] and {+inserted+}, or struck through and underlined in colour."""
    lines: list[list[Bit]] = []
    room = 0
    for atom in _atoms(shown, colour):
        size = sum(columns(bit.text) for bit in atom)
        if lines and size + 1 <= room:
            lines[-1].append(Bit(_between(lines[-1][-1], atom[0]), " "))
            lines[-1] += atom
            room -= size + 1
            continue
        for part in _cut(atom, max(width - max(columns(first), columns(rest)), 8)):
            room = width - columns(rest if lines else first)
            lines.append(list(part))
            room -= sum(columns(bit.text) for bit in part)
    return [(rest if at else first) + _painted(line, colour) for at, line in enumerate(lines)]


def _between(left: Bit, right: Bit) -> Op:
    """The look of the blank between two words."""
    return left.op if left.op == right.op else "equal"


def _atoms(shown: Sequence[Edit], colour: bool) -> Iterable[list[Bit]]:
    """What must not be parted: characters without a blank between them, each with its look. Deleted and inserted words are always parted."""
    atom: list[Bit] = []
    last: Op = "equal"
    for op, text, _ in shown:
        left, right = ("", "") if colour else _BRACKETS[op]
        if atom and {last, op} == {"delete", "insert"}:
            yield atom
            atom = []
        for at, word in enumerate(f"{left}{text}{right}".split(" ")):
            if at and atom:
                yield atom
                atom = []
            if word:
                atom.append(Bit(op, word))
        last = op
    if atom:
        yield atom


def _cut(atom: list[Bit], width: int) -> Iterable[list[Bit]]:
    """An atom in parts that fit a line."""
    part: list[Bit] = []
    used = 0
    for op, text in atom:
        start = 0
        for at, char in enumerate(text):
            size = char_width(char)
            if used + size > width:
                if text[start:at]:
                    part.append(Bit(op, text[start:at]))
                yield part
                part, used, start = [], 0, at
            used += size
        part.append(Bit(op, text[start:]))
    if part:
        yield part


def _painted(line: list[Bit], colour: bool) -> str:
    if not colour:
        return "".join(bit.text for bit in line)
    out: list[str] = []
    look: Op = "equal"
    for op, text in line:
        if op != look:
            out.append(_RESET if look != "equal" else "")
            out.append(_COLOURS[op])
            look = op
        out.append(text)
    return "".join(out) + (_RESET if look != "equal" else "")
