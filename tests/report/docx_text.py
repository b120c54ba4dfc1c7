"""Reads a Word file with tracked changes back into text, as Word does on accept-all and on reject-all.

Takes the bytes of a .docx and gives lines; a paragraph whose mark goes is one with the paragraph behind it.
"""

from __future__ import annotations

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NEW_ONLY = {"ins", "moveTo"}
OLD_ONLY = {"del", "moveFrom"}
TEXT = {"t", "delText"}


def document(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """A part of the file, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))


def accepted(data: bytes) -> str:
    """The text when every change is accepted."""
    return _text(data, OLD_ONLY)


def rejected(data: bytes) -> str:
    """The text when every change is rejected."""
    return _text(data, NEW_ONLY)


def _text(data: bytes, gone: set[str]) -> str:
    body = document(data)[0]
    out = []
    paragraphs = body.findall(f"{W}p")
    for place, paragraph in enumerate(paragraphs):
        for element in paragraph.iter(*(f"{W}{name}" for name in (*TEXT, "tab"))):
            if not any(local(parent) in gone for parent in element.iterancestors()):
                out.append("\t" if local(element) == "tab" else element.text or "")
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        stays = mark is None or not any(local(child) in gone for child in mark)
        if stays and place + 1 < len(paragraphs):
            out.append("\n")
    return "".join(out)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname
