"""The styles of a report as a Word file, and its two kinds of lists.

Gives XML. The names are those that Word knows where it has one ("heading 1", "toc 1"), so that its outline, its contents and its screen
readers find them. A relation is bold and a word before it is a colour.
"""

from __future__ import annotations

from compliance.report.docx_parts import style

INK, DIM, LINK, LINE = "1B1B1B", "595954", "1D4B8F", "A9AAA6"
#: The colour of each relation and status, the same as on the page.
_COLOURS = {
    "addresses": "0A5A30", "partially-addresses": "6E4800", "contradicts": "961515", "does-not-address": DIM,
    "addressed": "0A5A30", "partially-addressed": "6E4800", "contradicted": "961515", "contested": "6A2A86", "unaddressed": "961515",
}  # fmt: skip


def look(relation: str) -> str:
    """The style of letters of a relation or a status."""
    return "".join(part.capitalize() for part in relation.split("-"))


def _sized(points: float, more: str = "", colour: str = "") -> str:
    size = round(points * 2)
    return f'<w:rPr>{more}{f"""<w:color w:val="{colour}"/>""" if colour else ""}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'


def _spaced(before: int, after: int, more: str = "", behind: str = "") -> str:
    return f'<w:pPr>{more}<w:spacing w:before="{before}" w:after="{after}"/>{behind}</w:pPr>'


def _letters(name: str, shown: str, properties: str) -> str:
    custom = ' w:customStyle="1"' if name == shown else ""
    return f'<w:style w:type="character"{custom} w:styleId="{name}"><w:name w:val="{shown}"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{properties}</w:rPr></w:style>'


_BOLD = "<w:b/><w:bCs/>"
_KEPT = "<w:keepNext/><w:keepLines/>"
_RULE = f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="2" w:color="{LINE}"/></w:pBdr>'


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


_EDGES = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
_ROOM = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in (("top", 40), ("left", 100), ("bottom", 40), ("right", 100)))

STYLES = (
    style("Title", "Title", _spaced(0, 40, _KEPT) + _sized(24, _BOLD, INK))
    + style("Subtitle", "Subtitle", _spaced(0, 200, "<w:keepNext/>") + _sized(13, "", DIM))
    + style("Heading1", "heading 1", _spaced(360, 120, _KEPT + _RULE, _outline(0)) + _sized(15, _BOLD, INK))
    + style("Heading2", "heading 2", _spaced(280, 80, _KEPT, _outline(1)) + _sized(12.5, _BOLD, INK))
    + style("Heading3", "heading 3", _spaced(160, 60, _KEPT, _outline(2)) + _sized(11, "<w:i/><w:iCs/>", DIM))
    + style("TOCHeading", "TOC Heading", _spaced(280, 80, _KEPT) + _sized(12.5, _BOLD, INK))
    + style("TOC1", "toc 1", '<w:pPr><w:spacing w:before="40" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>' + _sized(10))
    + style("TOC2", "toc 2", '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:left="300"/></w:pPr>' + _sized(10))
    + style("Quote", "Quote", f'<w:pPr><w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="{LINE}"/></w:pBdr><w:spacing w:before="80" w:after="120"/><w:ind w:left="300" w:right="300"/></w:pPr>')
    + style("Asks", "Asks", "<w:pPr><w:keepNext/></w:pPr>")
    + style("Verdict", "Verdict", _spaced(160, 80, _KEPT))
    + style("How", "How", _spaced(40, 120) + _sized(8.5, "", DIM))
    + style("Note", "Note", _spaced(60, 80) + _sized(9.5, "", DIM))
    + style("Caption", "caption", _spaced(160, 60, "<w:keepNext/>") + _sized(9.5, _BOLD, DIM))
    + style("ListParagraph", "List Paragraph", '<w:pPr><w:spacing w:after="40"/></w:pPr>')
    + style("Cell", "Cell", '<w:pPr><w:spacing w:before="0" w:after="20" w:line="240" w:lineRule="auto"/></w:pPr>' + _sized(9.5))
    + style("CellHead", "CellHead", '<w:pPr><w:spacing w:before="0" w:after="20" w:line="240" w:lineRule="auto"/></w:pPr>' + _sized(9.5, _BOLD))
    + style("Cited", "Cited", '<w:pPr><w:keepNext/><w:spacing w:before="0" w:after="40"/></w:pPr>' + _sized(8.5, _BOLD, DIM))
    + style("Above", "Above", _spaced(0, 20) + _sized(8.5, _BOLD, DIM))
    + style("Break", "Break", '<w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr>' + _sized(1))
    + _letters("Strong", "Strong", _BOLD)
    + _letters("Decisive", "Decisive", f'{_BOLD}<w:u w:val="single"/>')
    + _letters("Hyperlink", "Hyperlink", f'<w:color w:val="{LINK}"/><w:u w:val="single"/>')
    + _letters("Code", "Code", '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/><w:sz w:val="17"/><w:szCs w:val="17"/>')
    + "".join(_letters(look(name), look(name), f'{_BOLD}<w:color w:val="{colour}"/>') for name, colour in _COLOURS.items())
    + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    + f'<w:style w:type="table" w:customStyle="1" w:styleId="Grid"><w:name w:val="Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_EDGES}</w:tblBorders><w:tblCellMar>{_ROOM}</w:tblCellMar></w:tblPr></w:style>'
)


def _kind(number: int, sign: str, text: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{sign}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="400" w:hanging="300"/></w:pPr></w:lvl></w:abstractNum>'
    )


#: Lists: the first kind has bullets, the second numbers.
NUMBERING = _kind(1, "bullet", "•") + _kind(2, "decimal", "%1.") + "".join(f'<w:num w:numId="{kind}"><w:abstractNumId w:val="{kind}"/></w:num>' for kind in (1, 2))
