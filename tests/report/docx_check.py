"""What Word demands of a file with tracked changes, where LibreOffice is lenient.

Takes the bytes of a .docx and gives what is wrong with it: the order of properties, identities given twice, ranges without
their other end, parts that nothing names. The rules are those of the transitional schema of Office Open XML (ISO/IEC 29500-4)
for the elements that the tool writes; an element it does not write is a complaint too.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from tests.report.docx_text import W, document, local

CHANGES = ("ins", "del", "moveFrom", "moveTo")
PARAGRAPH = ("pStyle", "keepNext", "numPr", "bidi", "spacing", "jc", "outlineLvl", "rPr", "sectPr")
RUN = ("rStyle", "rFonts", "b", "bCs", "color", "sz", "szCs", "rtl", "lang")
SECTION = ("headerReference", "footerReference", "pgSz", "pgMar")
CHILDREN = {
    "body": ("p", "tbl", "sectPr", "moveFromRangeEnd", "moveToRangeEnd"),
    "p": ("pPr", "r", *CHANGES, "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "commentRangeStart", "commentRangeEnd", "bookmarkStart", "bookmarkEnd", "hyperlink"),
    "r": ("rPr", "t", "delText", "tab", "commentReference", "fldChar", "instrText"), "hyperlink": ("r",),
    "tbl": ("tblPr", "tblGrid", "tr"), "tblPr": ("tblStyle", "tblW", "tblLayout", "tblLook"), "tblGrid": ("gridCol",),
    "tr": ("trPr", "tc"), "trPr": ("cantSplit", "tblHeader"), "tc": ("tcPr", "p"), "tcPr": ("tcW", "shd"), "numPr": ("ilvl", "numId"),
    "ins": ("r",), "del": ("r",), "moveFrom": ("r",), "moveTo": ("r",),
    "pPr": PARAGRAPH, "rPr": (*CHANGES, *RUN), "sectPr": SECTION,
}  # fmt: skip
IN_ORDER = ("pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr", "numPr")
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def complaints(data: bytes) -> list[str]:
    """All that Word would stumble over, in the order found; nothing where the file is sound."""
    root = document(data)
    return [
        *_package(data), *_structure(root), *_texts(root), *_identities(root), *_ranges(root), *_comments(data, root),
    ]  # fmt: skip


def _package(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
    if next(iter(archive.namelist()), "") != "[Content_Types].xml":
        yield "the list of parts is not the first part"
    typed = {part.get("PartName", "").lstrip("/") for part in document(data, "[Content_Types].xml") if part.get("PartName")}
    linked = set()
    for name in names:
        if not name.endswith(".rels"):
            continue
        folder = name.removesuffix(name[name.index("_rels/") :])
        relations = document(data, name)
        linked |= {folder + relation.get("Target", "") for relation in relations}
        if len({relation.get("Id") for relation in relations}) != len(relations):
            yield f"{name}: an identity is given twice"
    parts = {name for name in names if not name.endswith(".rels") and name != "[Content_Types].xml"}
    for what, named in (("type", typed), ("relation", linked)):
        yield from (f"{name}: no {what}" for name in sorted(parts - named))
        yield from (f"{name}: a {what} of no part" for name in sorted(named - parts))


def _structure(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        name = local(element)
        children = [local(child) for child in element]
        if name in CHILDREN:
            yield from (f"{name} holds {child}" for child in children if child not in CHILDREN[name])
        elif children and name != "document":
            yield f"{name} is not known"
        if name in IN_ORDER:
            places = [CHILDREN[name].index(child) for child in children if child in CHILDREN[name]]
            # of the four changes a mark has one
            if places != sorted(set(places)) or sum(child in CHANGES for child in children) > 1:
                yield f"{name} in the wrong order: {' '.join(children)}"
        if name in ("p", "r") and f"{name}Pr" in children[1:]:
            yield f"{name}Pr is not first in {name}"
        if name == "body" and (children.count("sectPr"), children[-1:]) != (1, ["sectPr"]):
            yield "the section is not the last in the body"
        if name == "rPr" and local(element.getparent()) == "r" and any(child in CHANGES for child in children):
            yield "the properties of a run hold a change"


def _texts(root: etree._Element) -> Iterator[str]:
    for element in root.iter(f"{W}t", f"{W}delText"):
        deleted = any(local(parent) == "del" for parent in element.iterancestors())
        if deleted != (local(element) == "delText"):
            yield f"{local(element)} {'in' if deleted else 'outside'} a deletion"
        text = element.text or ""
        if text != text.strip() and element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
            yield f"white space that is not kept: {text!r}"
        if re.search("[\t\r\n]", text):
            yield f"a tab or line end as text: {text!r}"


def _identities(root: etree._Element) -> Iterator[str]:
    given = Counter()
    dated = set()
    for element in root.iter(*(f"{W}{name}" for name in (*CHANGES, "moveFromRangeStart", "moveToRangeStart", "commentRangeStart"))):
        given[element.get(f"{W}id")] += 1
        if local(element) == "commentRangeStart":
            continue
        if element.get(f"{W}author") is None:
            yield f"{local(element)} without an author"
        date = element.get(f"{W}date")
        dated.add(date is not None)
        if date is not None and not DATE.fullmatch(date):
            yield f"not a date: {date}"
    if len(dated) > 1:
        yield "some changes have a date and some none"
    yield from (f"an identity given {times} times: {name}" for name, times in given.items() if times > 1)
    yield from (f"not a whole number: {name}" for name in given if not (name or "").isdigit())


def _ranges(root: etree._Element) -> Iterator[str]:
    opened: dict[str, tuple[str, str]] = {}  # identity -> which end, name
    names: dict[str, list[str]] = {"moveFrom": [], "moveTo": []}
    for element in root.iter():
        what = local(element)
        side = what.split("Range")[0]
        if what.endswith("RangeStart") and side in names:
            opened[element.get(f"{W}id") or ""] = (side, element.get(f"{W}name") or "")
            names[side].append(element.get(f"{W}name") or "")
            if sum(end == side for end, _ in opened.values()) > 1:
                yield f"a {side} range inside another"
        elif what.endswith("RangeEnd") and side in names:
            if opened.pop(element.get(f"{W}id") or "", ("", ""))[0] != side:
                yield f"a {what} without its start"
        elif what in names and side not in {end for end, _ in opened.values()}:
            # the mark of a paragraph stands before what its paragraph holds
            if local(element.getparent()) != "rPr" or not _starts(element, side):
                yield f"a {what} outside of a range"
    yield from (f"a {side} range without its end" for side, _ in opened.values())
    for name in set(names["moveFrom"]) | set(names["moveTo"]):
        if (names["moveFrom"].count(name), names["moveTo"].count(name)) != (1, 1):
            yield f"a move without its two ends: {name}"


def _starts(mark: etree._Element, side: str) -> bool:
    paragraph = next(parent for parent in mark.iterancestors() if local(parent) == "p")
    return paragraph.find(f"{W}{side}RangeStart") is not None


def _comments(data: bytes, root: etree._Element) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = "word/comments.xml" in archive.namelist()
    written = [comment.get(f"{W}id") for comment in document(data, "word/comments.xml")] if held else []
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        if _ids(root.iter(f"{W}{name}")) != sorted(map(str, written)):
            yield f"not every comment has one {name}"
    order = [(local(e), e.get(f"{W}id")) for e in root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")]
    for name in written:
        if [what for what, other in order if other == name] != ["commentRangeStart", "commentRangeEnd", "commentReference"]:
            yield f"comment {name} is not started, ended and named in this order"


def _ids(elements: Iterable[etree._Element]) -> list[str]:
    return sorted(element.get(f"{W}id") or "" for element in elements)
