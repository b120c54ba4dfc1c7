"""The parts of a Word file around its body: styles, settings, header and footer, properties, and the list of parts.

Takes finished XML and plain strings and gives the bytes of the file, the same for the same input: nothing here reads a clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from compliance.report.archive import archived
from compliance.report.docx_words import escaped, is_right_to_left

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FONT = "Times New Roman"

_SHORT, _LONG, _MARGIN = 11906, 16838, 1417  # a sheet of A4, in twentieths of a point
UPRIGHT, BROAD = _SHORT - 2 * _MARGIN, _LONG - 2 * _MARGIN  # the room between the margins


class Titles(NamedTuple):
    """What is told about the file outside its body."""

    header: str
    footer: tuple[str, ...]
    subject: str
    author: str
    date: str
    language: str


def section(broad: bool = False) -> str:
    """What ends a stretch of sheets: their size, and the header and footer that all of them have."""
    size = f'w:w="{_LONG}" w:h="{_SHORT}" w:orient="landscape"' if broad else f'w:w="{_SHORT}" w:h="{_LONG}"'
    sides = " ".join(f'w:{side}="{_MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
        f'<w:pgSz {size}/><w:pgMar {sides} w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
    )


def package(body: str, titles: Titles, *, styles: str = "", comments: str = "", numbering: str = "") -> bytes:
    """The whole file; ``body`` without the section that ends it. ``styles`` are those of the body, beside the ones that every file has."""
    parts = {
        "word/document.xml": _part("document", f"<w:body>{body}{section()}</w:body>"),
        "word/styles.xml": _part("styles", _styles(titles.language) + styles),
        "word/settings.xml": _part("settings", _SETTINGS),
        "word/header1.xml": _part("hdr", _line("Header", titles.header)),
        "word/footer1.xml": _part("ftr", _GAP + "".join(_line("Footer", line) for line in titles.footer) + _PAGE),
    }
    if comments:
        parts["word/comments.xml"] = _part("comments", comments)
    if numbering:
        parts["word/numbering.xml"] = _part("numbering", numbering)
    files = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml"), (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
        ),
        "docProps/core.xml": _core(titles),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"),
            ("settings", "settings.xml"),
            *([("comments", "comments.xml")] if comments else [("", "")]),
            ("header", "header1.xml"),
            ("footer", "footer1.xml"),
            *([("numbering", "numbering.xml")] if numbering else []),
        ),
        **parts,
    }
    return archived(files)


def _part(name: str, inner: str) -> str:
    return f"{_HEAD}<w:{name} {_W} {_R}>{inner}</w:{name}>\n"


def _line(style: str, text: str) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{escaped(text)}</w:t></w:r></w:p>'
    )


_GAP = '<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p>'


def _field(what: str, shown: str) -> str:
    """A field that a program works out by itself, and what it shows until then."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {what} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


_PAGE = (
    '<w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="center"/></w:pPr>'
    f'<w:r><w:t xml:space="preserve">Page </w:t></w:r>{_field("PAGE", "1")}<w:r><w:t xml:space="preserve"> of </w:t></w:r>{_field("NUMPAGES", "1")}</w:p>'
)
# without the mode of 2013 Word opens the file as one of an old version
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)


def _styles(language: str) -> str:
    """The styles that every file has: what holds where nothing is said, header and footer."""
    right = is_right_to_left(language)
    latin, complex_script = ("en-US", language) if right else (language or "en-US", "ar-SA")
    fonts = f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>'
    small = '<w:rPr><w:color w:val="595959"/><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>'
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="22"/><w:szCs w:val="22"/>'
        f'<w:lang w:val="{escaped(latin)}" w:eastAsia="{escaped(latin)}" w:bidi="{escaped(complex_script)}"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="80" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        + style("Header", "header", f'<w:pPr><w:spacing w:after="0"/></w:pPr>{small}')
        + style("Footer", "footer", f'<w:pPr><w:spacing w:after="0"/></w:pPr>{small}')
    )


def style(name: str, shown: str, properties: str) -> str:
    """A style of paragraphs, as ``shown`` in the list of styles."""
    custom = ' w:customStyle="1"' if name == shown else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{name}"><w:name w:val="{shown}"/>'
        f'<w:basedOn w:val="Normal"/>{properties}</w:style>'
    )


def _core(titles: Titles) -> str:
    """The properties of the file; dates only where one is given."""
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{escaped(titles.date)}</dcterms:{name}>'
        for name in ("created", "modified")
        if titles.date
    )
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(titles.header)}</dc:title><dc:subject>{escaped(titles.subject)}</dc:subject>"
        f"<dc:creator>{escaped(titles.author)}</dc:creator><dc:description>{escaped('; '.join(titles.footer))}</dc:description>"
        f"<cp:lastModifiedBy>{escaped(titles.author)}</cp:lastModifiedBy>{dates}</cp:coreProperties>\n"
    )


def _content_types(parts: Mapping[str, str]) -> str:
    kinds = {"document": "document.main", "header1": "header", "footer1": "footer"}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_WORD}.{kinds.get(stem, stem)}+xml"/>'
        for name, stem in ((name, name.split("/")[1].removesuffix(".xml")) for name in parts)
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{overrides}</Types>\n"
    )


def _relations(*targets: tuple[str, str]) -> str:
    """Relations in the order given, named rId1, rId2 and so on; an empty one keeps its number free."""
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if "/" in kind else f"{_OFFICE}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
        if kind
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>\n'
