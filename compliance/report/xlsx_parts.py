"""The parts of a workbook: sheets, styles, names, properties, and the list of parts.

Takes sheets as plain values with the name of a style, and gives the bytes of an .xlsx file, the same for the same input: nothing here
reads a clock. Whatever is text is written as text, so that no cell ever is a formula.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import ceil

from compliance.checks.xlsx_read import column_name as column
from compliance.errors import Problem, UsageError
from compliance.report.archive import archived
from compliance.report.changes_wording import has_right_to_left, legible
from compliance.report.docx_words import escaped
from compliance.report.xlsx_styles import STYLES, WRAPPED, styles

MAX_ROWS, MAX_COLUMNS, MAX_TEXT, MAX_LINES, MAX_LINKS = 1_048_576, 16_384, 32_767, 250, 60_000
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# What looks like the sign by which a workbook names a character stands for itself only where its first letter is named so.
_NAMED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SIGN = re.compile("\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r]")
_EPOCH = date(1899, 12, 30).toordinal()
HIDDEN, SELECTED, FITTED = ' hidden="1"', ' tabSelected="1"', ' fitToWidth="1" fitToHeight="0"'
CUT = " [… {} more characters do not fit into a cell]"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, the name of its style, and where it leads inside the workbook, if anywhere (``'Verdicts'!A5``)."""

    value: str | int | date | None
    style: str = "text"
    link: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """Cells that a person fills in: which (as "G4:G90"), of what kind, and what is said to the person."""

    cells: str
    choices: tuple[str, ...]
    prompt: str
    refusal: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``frozen`` rows and columns stay in sight, and are printed on each page; ``filtered`` is the row with the filter.

    ``printed`` is how many columns go on paper, all where it is 0.
    """

    name: str
    widths: tuple[float, ...]
    rows: Sequence[Sequence[Cell]]
    frozen: tuple[int, int] = (0, 0)
    filtered: int = 0
    heights: Mapping[int, float] = field(default_factory=dict)
    merged: tuple[str, ...] = ()
    entries: tuple[Entries, ...] = ()
    hidden: tuple[int, ...] = ()
    protected: bool = False
    printed: int = 0


@lru_cache(maxsize=4096)  # the words of one provision stand in many rows
def shown(text: str, limit: int = MAX_TEXT) -> str:
    """Text as a cell holds it: lines kept, control and direction characters by name, and what does not fit cut with a note."""
    lines = [legible(line, right_to_left=has_right_to_left(line)).strip() for line in text.split("\n")]
    text = ("\n" if len(lines) <= MAX_LINES else "; ").join(lines)
    units = _units(text)
    if units <= limit:
        return text
    room = limit - len(CUT.format(len(text)))
    kept = text[:room]
    while _units(kept) > room:  # characters beyond the first plane count as two
        kept = kept[: -max(1, (_units(kept) - room) // 2)]
    return kept + CUT.format(len(text) - len(kept))


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


def package(sheets: Sequence[Sheet], title: str) -> bytes:
    """The whole file. Raises UsageError where a sheet would be larger than a workbook can hold."""
    for sheet in sheets:
        if len(sheet.rows) > MAX_ROWS or len(sheet.widths) > MAX_COLUMNS:
            message = f"the sheet {sheet.name} would have {len(sheet.rows)} rows and {len(sheet.widths)} columns, and a workbook holds {MAX_ROWS} and {MAX_COLUMNS}"
            raise UsageError(Problem("", 0, 0, "workbook-too-large", message, "write the verdicts with -f csv or -f parquet"))
    numbers = range(1, len(sheets) + 1)
    files = {
        "[Content_Types].xml": _content_types(numbers),
        "_rels/.rels": _relations((f"{_OFFICE}/officeDocument", "xl/workbook.xml"), (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")),
        "docProps/core.xml": (
            f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escaped(shown(title))}</dc:title><dc:creator>compliance</dc:creator></cp:coreProperties>\n"
        ),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _relations(*((f"{_OFFICE}/worksheet", f"worksheets/sheet{number}.xml") for number in numbers), (f"{_OFFICE}/styles", "styles.xml")),
        "xl/styles.xml": _HEAD + styles(),
        **{f"xl/worksheets/sheet{number}.xml": _worksheet(sheet, number == 1) for number, sheet in zip(numbers, sheets, strict=True)},
    }
    return archived(files)


def _content_types(numbers: Iterable[int]) -> str:
    parts = [("/xl/workbook.xml", f"{_SHEET}.sheet.main+xml"), ("/xl/styles.xml", f"{_SHEET}.styles+xml")]
    parts += [(f"/xl/worksheets/sheet{number}.xml", f"{_SHEET}.worksheet+xml") for number in numbers]
    parts += [("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")]
    inner = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>\n'
    )


def _relations(*targets: tuple[str, str]) -> str:
    inner = "".join(f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>' for number, (kind, target) in enumerate(targets, 1))
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>\n'


def _workbook(sheets: Sequence[Sheet]) -> str:
    listed = "".join(f'<sheet name="{escaped(sheet.name)}" sheetId="{number}" r:id="rId{number}"/>' for number, sheet in enumerate(sheets, 1))
    names: list[str] = []
    for at, sheet in enumerate(sheets):
        if sheet.filtered:
            names.append(f'<definedName name="_xlnm._FilterDatabase" localSheetId="{at}" hidden="1">{_absolute(sheet)}</definedName>')
    for at, sheet in enumerate(sheets):
        if sheet.printed:
            names.append(f'<definedName name="_xlnm.Print_Area" localSheetId="{at}">\'{sheet.name}\'!$A$1:${column(sheet.printed)}${len(sheet.rows)}</definedName>')
    for at, sheet in enumerate(sheets):
        rows, columns = sheet.frozen
        titles = [f"'{sheet.name}'!$A:${column(columns)}"] if columns else []
        titles += [f"'{sheet.name}'!$1:${rows}"] if rows else []
        if titles:
            names.append(f'<definedName name="_xlnm.Print_Titles" localSheetId="{at}">{",".join(titles)}</definedName>')
    defined = f"<definedNames>{''.join(names)}</definedNames>" if names else ""
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="15600"/></bookViews>'
        f"<sheets>{listed}</sheets>{defined}</workbook>\n"
    )


def _absolute(sheet: Sheet) -> str:
    return f"'{sheet.name}'!$A${sheet.filtered}:${column(len(sheet.widths))}${max(len(sheet.rows), sheet.filtered)}"


def _worksheet(sheet: Sheet, first: bool) -> str:
    rows, columns = sheet.frozen
    pane = ""
    if rows or columns:
        split = (f' xSplit="{columns}"' if columns else "") + (f' ySplit="{rows}"' if rows else "")
        where = "bottomRight" if rows and columns else "bottomLeft" if rows else "topRight"
        pane = f'<pane{split} topLeftCell="{column(columns + 1)}{rows + 1}" activePane="{where}" state="frozen"/>'
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{width:g}" customWidth="1"{HIDDEN * (number in sheet.hidden)}/>'
        for number, width in enumerate(sheet.widths, 1)
    )
    free = STYLES["free"]
    if sheet.protected:  # beside the locked columns there is room for notes
        widths += f'<col min="{len(sheet.widths) + 1}" max="{MAX_COLUMNS}" width="20" customWidth="1" style="{free}"/>'
    data = "".join(_row(number, cells, sheet.heights.get(number) or _height(cells, sheet.widths)) for number, cells in enumerate(sheet.rows, 1))
    fits = len(sheet.widths) <= 20  # a broader one would be too small to read
    parts = [
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="{int(fits)}"/></sheetPr>',
        f'<sheetViews><sheetView showGridLines="0"{SELECTED * first} workbookViewId="0">{pane}</sheetView></sheetViews>',
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>{data}</sheetData>',
        # A lock against slips, without a password: whoever wants to may lift it.
        '<sheetProtection sheet="1" objects="1" scenarios="1" formatCells="0" formatColumns="0" formatRows="0" autoFilter="0"/>' if sheet.protected else "",
        f'<autoFilter ref="{_absolute(sheet).split("!")[1].replace("$", "")}"/>' if sheet.filtered else "",
        _many("mergeCells", [f'<mergeCell ref="{cells}"/>' for cells in sheet.merged]),
        _many("dataValidations", [_validation(entries) for entries in sheet.entries]),
        _links(sheet),
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
        f'<pageSetup paperSize="9" orientation="landscape"{FITTED * fits}/>',
        "<headerFooter><oddFooter>&amp;LGap report: &amp;A&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>",
        # Numbers of provisions are words here, and no mistake that a program should point at.
        f'<ignoredErrors><ignoredError sqref="A1:{column(len(sheet.widths))}{max(len(sheet.rows), 1)}" numberStoredAsText="1"/></ignoredErrors></worksheet>\n',
    ]
    return "".join(parts)


def _many(name: str, items: Sequence[str]) -> str:
    return f'<{name} count="{len(items)}">{"".join(items)}</{name}>' if items else ""


def _row(number: int, cells: Sequence[Cell], height: float) -> str:
    return f'<row r="{number}" ht="{height:g}">{"".join(_cell(f"{column(at)}{number}", cell) for at, cell in enumerate(cells, 1))}</row>'


def _height(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    """How tall a row has to be for its broken lines; not every program works that out when it opens a file."""
    lines = 1
    for cell, width in zip(cells, widths, strict=False):
        if isinstance(cell.value, str) and cell.style in WRAPPED:
            lines = max(lines, sum(ceil(breadth(line) / (1.1 * width)) or 1 for line in cell.value.split("\n")))
    return min(13.5 * lines + 3, 409)


def breadth(line: str) -> int:
    """How many columns a line takes, about: letters of East Asia are twice as broad."""
    return len(line) if line.isascii() else len(line) + sum(unicodedata.east_asian_width(char) in "WF" for char in line if char > "\u1100")


def _cell(at: str, cell: Cell) -> str:
    value = cell.value
    if value is None or value == "":
        return f'<c r="{at}" s="{STYLES[cell.style]}"/>'
    if isinstance(value, str):
        text = shown(value)
        # The style of words that begin like a formula keeps them words when a person edits the cell.
        style = STYLES[cell.style] + (len(STYLES) if _SIGN.match(text) else 0)
        return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escaped(_NAMED.sub("_x005F_", text))}</t></is></c>'
    return f'<c r="{at}" s="{STYLES[cell.style]}"><v>{value.toordinal() - _EPOCH if isinstance(value, date) else value}</v></c>'


def _validation(entries: Entries) -> str:
    said = f' showInputMessage="1" showErrorMessage="1" errorTitle="Not possible here" error="{escaped(entries.refusal)}" promptTitle="To fill in" prompt="{escaped(entries.prompt)}" sqref="{entries.cells}"'
    if entries.choices:
        return f'<dataValidation type="list" allowBlank="1"{said}><formula1>"{",".join(entries.choices)}"</formula1></dataValidation>'
    return f'<dataValidation type="date" operator="greaterThanOrEqual" allowBlank="1"{said}><formula1>{date(1970, 1, 1).toordinal() - _EPOCH}</formula1></dataValidation>'


def _links(sheet: Sheet) -> str:
    found = [(f"{column(at)}{number}", cell.link) for number, cells in enumerate(sheet.rows, 1) for at, cell in enumerate(cells, 1) if cell.link]
    inner = "".join(f'<hyperlink ref="{at}" location="{escaped(link)}"/>' for at, link in found[:MAX_LINKS])
    return f"<hyperlinks>{inner}</hyperlinks>" if inner else ""
