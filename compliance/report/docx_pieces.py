"""Paragraphs, lists, links and tables of a Word file.

Takes words that are ready to be read; gives the XML of what they stand in, each stretch in its own direction and language. Which styles
there are is said in compliance/report/docx_styles.py, what is said in them by the ``record_*`` files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from compliance.report.changes_wording import has_right_to_left, legible
from compliance.report.docx_words import cut, directions, escaped, runs_right_to_left

BULLET, NUMBER = 1, 2  # the two kinds of lists
_UNFIT = re.compile(r"[^A-Za-z0-9]+")
_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Words(NamedTuple):
    """Words of one look: the style of their letters, the bookmark that they lead to, and their language where it is not that of the file."""

    text: str
    style: str = ""
    link: str = ""
    language: str = ""


def said(text: str, style: str = "", link: str = "") -> Words:
    """Words on one line in which nothing is hidden."""
    return Words(legible(text, "", has_right_to_left(text)).strip(), style, link)


class Bookmarks:
    """The names of the places of one file. Word takes letters, figures and low lines, forty at most, and does not tell capitals from small letters."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, ...], str] = {}
        self._used: set[str] = set()
        self._placed: set[str] = set()
        self._ids = count(1)

    def name(self, kind: str, *what: str) -> str:
        """The name of a place, the same each time it is asked for."""
        key = (kind, *what)
        if key not in self._names:
            wanted = f"{kind}_{_UNFIT.sub('_', '_'.join(what)).strip('_')}"[:34].rstrip("_")
            name, number = wanted, 2
            while name.lower() in self._used:
                name, number = f"{wanted}_{number}", number + 1
            self._used.add(name.lower())
            self._names[key] = name
        return self._names[key]

    def at(self, name: str) -> str:
        """What makes a place bear a name; empty for a name that was given away before: links lead to the first of two places."""
        if name in self._placed:
            return ""
        self._placed.add(name)
        number = next(self._ids)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'


def paragraph(
    words: Sequence[Words], style: str = "", *, mark: str = "", listed: int = 0, keep: bool = False, right: bool | None = None, before: str = "", behind: str = ""
) -> str:  # fmt: skip
    """A paragraph. ``mark`` is the XML of a bookmark, ``listed`` the kind of list it is an entry of, ``keep`` holds it on the sheet of what
    follows, ``right`` says that it runs from right to left where its first letter does not; ``before`` and ``behind`` are runs as XML."""
    text = "".join(one.text for one in words)
    runs_right = runs_right_to_left(text) if right is None else right
    properties = (
        (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:keepNext/>" if keep else "")
        + (f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{listed}"/></w:numPr>' if listed else "")
        + ("<w:bidi/>" if runs_right else "")
        + ("<w:rPr><w:rtl/></w:rPr>" if runs_right else "")
    )
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{mark}{before}{''.join(_runs(words, text, runs_right))}{behind}</w:p>\n"


def _runs(words: Sequence[Words], text: str, right: bool) -> Iterator[str]:
    ways = directions(text, right)
    at = 0
    for one in words:
        end = at + len(one.text)
        inner = "".join(_run(part, one.style, way, one.language) for part, way in cut(one.text, ways[at:end]) if part)
        yield f'<w:hyperlink w:anchor="{one.link}" w:history="1">{inner}</w:hyperlink>' if one.link and inner else inner
        at = end


def _run(text: str, style: str, right: bool, language: str) -> str:
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties += "<w:rtl/>" if right else ""
    if _CODE.fullmatch(language):
        properties += f'<w:lang w:{"bidi" if right else "val"}="{language}"/>'
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def breaks(section: str) -> str:
    """What ends a stretch of sheets: a paragraph that nobody sees."""
    return f'<w:p><w:pPr><w:pStyle w:val="Break"/>{section}</w:pPr></w:p>\n'


class Cell(NamedTuple):
    """A cell: its paragraphs as XML, and whether it has the look of a head."""

    inner: str
    head: bool = False


def cell(*words: Words) -> Cell:
    """A cell of one paragraph."""
    return Cell(paragraph(words, "Cell"))


def listed_cell(lines: Iterable[str]) -> Cell:
    """A cell with a paragraph for each line."""
    return Cell("".join(paragraph([said(line)], "Cell", right=False) for line in lines) or paragraph([], "Cell"))


def table(widths: Sequence[int], rows: Iterable[Sequence[Cell]], head: Sequence[str] = (), look: str = "Grid") -> str:
    """A table. The row of ``head`` is repeated on each sheet, and no row is split between two."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    first = f'w:firstRow="{int(bool(head))}"'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{look}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{"0020" if head else "0000"}" {first} w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        + (_row(widths, [Cell(paragraph([Words(words)], "CellHead", keep=True), True) for words in head], "<w:tblHeader/>") if head else "")
        + "".join(_row(widths, row) for row in rows)
        + "</w:tbl>\n"
    )


def _row(widths: Sequence[int], cells: Sequence[Cell], more: str = "") -> str:
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_SHADE if one.head else ""}</w:tcPr>{one.inner}</w:tc>' for width, one in zip(widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{inner}</w:tr>\n"


_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="E9EAEC"/>'
