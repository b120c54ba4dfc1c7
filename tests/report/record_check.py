"""What Word demands of a file with headings, lists, links, fields and tables, beside what docx_check.py knows.

Takes the bytes of a .docx and gives what is wrong with it: styles and lists that nothing defines, places named twice or badly, links to
no place, fields that do not end, rows that do not fit their table, properties of styles out of order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.report.docx_check import complaints
from tests.report.docx_text import W, document, local

#: The order that the transitional schema asks for, of what the tool writes into styles.
STYLE = ("name", "basedOn", "uiPriority", "semiHidden", "qFormat", "pPr", "rPr", "tblPr")
ORDER = {
    "style": STYLE,
    "pPr": ("pStyle", "keepNext", "keepLines", "numPr", "pBdr", "bidi", "spacing", "ind", "jc", "outlineLvl", "rPr", "sectPr"),
    "rPr": ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "u", "rtl", "lang"),
    "tblPr": ("tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"),
    "tblBorders": ("top", "left", "bottom", "right", "insideH", "insideV"),
    "tblCellMar": ("top", "left", "bottom", "right"),
    "lvl": ("start", "numFmt", "lvlText", "lvlJc", "pPr"),
}  # fmt: skip
PLACE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")


def record_complaints(data: bytes) -> list[str]:
    """All that Word would stumble over; nothing where the file is sound."""
    root = document(data)
    return [*complaints(data), *_defined(data, root), *_places(root), *_fields(root), *_tables(root), *_orders(data)]


def _values(root: etree._Element, *names: str) -> set[str]:
    return {element.get(f"{W}val") or "" for element in root.iter(*(f"{W}{name}" for name in names))}


def _defined(data: bytes, root: etree._Element) -> Iterator[str]:
    styles = document(data, "word/styles.xml")
    known = [style.get(f"{W}styleId") for style in styles.iter(f"{W}style")]
    yield from (f"a style defined {times} times: {name}" for name, times in Counter(known).items() if times > 1)
    used = _values(root, "pStyle", "rStyle", "tblStyle") | _values(styles, "basedOn")
    yield from (f"no such style: {name}" for name in sorted(used - set(known)))
    lists = {one.get(f"{W}numId") for one in document(data, "word/numbering.xml").iter(f"{W}num")}
    yield from (f"no such list: {name}" for name in sorted(_values(root, "numId") - lists))


def _places(root: etree._Element) -> Iterator[str]:
    starts = [(one.get(f"{W}id"), one.get(f"{W}name") or "") for one in root.iter(f"{W}bookmarkStart")]
    ends = [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkEnd")]
    if [id_ for id_, _ in starts] != ends or len(set(ends)) != len(ends):
        yield "bookmarks do not end as they start"
    yield from (f"a place named {times} times: {name}" for name, times in Counter(name.lower() for _, name in starts).items() if times > 1)
    yield from (f"no name of a place: {name!r}" for _, name in starts if not PLACE.fullmatch(name))
    links = {link.get(f"{W}anchor") or "" for link in root.iter(f"{W}hyperlink")}
    yield from (f"a link to no place: {name!r}" for name in sorted(links - {name for _, name in starts}))


def _fields(root: etree._Element) -> Iterator[str]:
    turns = [mark.get(f"{W}fldCharType") for mark in root.iter(f"{W}fldChar")]
    if turns != ["begin", "separate", "end"] * (len(turns) // 3):
        yield f"fields that do not end: {turns}"


def _tables(root: etree._Element) -> Iterator[str]:
    for table in root.iter(f"{W}tbl"):
        widths = [column.get(f"{W}w") for column in table.iter(f"{W}gridCol")]
        rows = table.findall(f"{W}tr")
        if not rows:
            yield "a table without a row"
        for row in rows:
            cells = row.findall(f"{W}tc")
            if [cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w") for cell in cells] != widths:
                yield "a row that does not fit its table"
            if any(local(cell[-1]) != "p" for cell in cells):
                yield "a cell that does not end with a paragraph"
        if local(table.getnext()) != "p":
            yield "no paragraph behind a table"


def _orders(data: bytes) -> Iterator[str]:
    for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
        for element in document(data, part).iter():
            known = ORDER.get(local(element))
            children = [local(child) for child in element]
            if known is None:
                continue
            yield from (f"{local(element)} holds {child} in {part}" for child in children if child not in known)
            places = [known.index(child) for child in children if child in known]
            if places != sorted(set(places)):
                yield f"{local(element)} in the wrong order in {part}: {' '.join(children)}"
