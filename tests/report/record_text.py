"""Reads a report as a Word file back: its paragraphs, its tables, and what stands under each heading.

Takes the bytes of a .docx; gives plain strings. A marked stretch is one in bold and underlined letters.
"""

from __future__ import annotations

from lxml import etree

from tests.report.docx_text import W, document, local


def words(element: etree._Element) -> str:
    """The words of a paragraph or a cell; those of several paragraphs with line ends between."""
    paragraphs = [element] if local(element) == "p" else list(element.iter(f"{W}p"))
    return "\n".join("".join(text.text or "" for text in one.iter(f"{W}t")) for one in paragraphs)


def style(paragraph: etree._Element) -> str:
    """The style of a paragraph."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return found.get(f"{W}val") or "" if found is not None else ""


def headings(data: bytes) -> list[tuple[int, str]]:
    """All headings with their level."""
    return [(int(style(one)[-1]), words(one)) for one in document(data)[0].findall(f"{W}p") if style(one).startswith("Heading")]


def tables(data: bytes, heading: str) -> list[list[list[str]]]:
    """The tables under a heading of the first level, as rows of cells; the head of each is its first row."""
    out: list[list[list[str]]] = []
    under = ""
    for element in document(data)[0]:
        if local(element) == "p" and style(element) == "Heading1":
            under = words(element)
        elif local(element) == "tbl" and under == heading:
            out.append([[words(cell) for cell in row.findall(f"{W}tc")] for row in element.findall(f"{W}tr")])
    return out


def verdicts(data: bytes) -> list[tuple[str, str, list[list[str]]]]:
    """The verdicts in their sections: the heading they stand under, their line, and the marked stretches of each side."""
    out = []
    under = line = ""
    for element in document(data)[0]:
        if local(element) == "p" and style(element) == "Heading2":
            under = words(element)
        elif local(element) == "p" and style(element) == "Verdict":
            line = words(element)
        elif local(element) == "tbl" and line:
            cells = element.findall(f"{W}tr/{W}tc")
            out.append((under, line, [marked(cell) for cell in cells]))
            line = ""
    return out


def marked(element: etree._Element) -> list[str]:
    """The marked stretches of a cell."""
    out: list[str] = []
    before = False
    for run in element.iter(f"{W}r"):
        look = run.find(f"{W}rPr/{W}rStyle")
        now = look is not None and look.get(f"{W}val") == "Decisive"
        text = "".join(part.text or "" for part in run.iter(f"{W}t"))
        if now:
            out[-1:] = [out[-1] + text] if before else [*out[-1:], text]
        before = now
    return out


def everything(data: bytes) -> str:
    """All words of the body."""
    return "\n".join(words(one) for one in document(data)[0].iter(f"{W}p"))
