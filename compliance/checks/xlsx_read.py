"""The bytes of a workbook -> its sheets, as cells with their values.

For workbooks that come from outside, saved by whatever program. Input is not trusted: limits on the size unpacked, on parts, cells and
depth; no document type and so no entities; nothing is loaded from anywhere and no formula is worked out. Raises InputError (workbook-form).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple
from xml.parsers import expat

from compliance.errors import InputError, Problem

MAX_UNPACKED, MAX_PARTS, MAX_CELLS, MAX_DEPTH = 100_000_000, 5_000, 2_000_000, 64
_SAVE = "save it as an Excel workbook (.xlsx)"
_NAMED = re.compile("_x([0-9A-Fa-f]{4})_")
_WHERE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
#: Formats of dates that a file does not spell out.
_DATES = frozenset((*range(14, 18), 22, *range(27, 37), *range(50, 59)))


class Cell(NamedTuple):
    """What a cell holds. A formula is told as such, with what was worked out when the file was saved."""

    kind: Literal["text", "number", "date", "truth", "formula", "error"]
    value: str | float | date | bool


@dataclass(slots=True)
class Cells:
    """The cells of one sheet that hold something, by row and column, both counted from 1."""

    name: str
    at: dict[tuple[int, int], Cell] = field(default_factory=dict)


class _Event(NamedTuple):
    kind: Literal["start", "end", "text"]
    name: str
    attributes: dict[str, str]


def column_name(number: int) -> str:
    """The letters of a column counted from 1."""
    out = ""
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(65 + rest) + out
    return out


def read_sheets(data: bytes, path: str, first: str = "") -> Iterator[Cells]:
    """The sheets in their order, that named ``first`` before all others; each is read when it is asked for. Raises InputError where the file is none, is locked, or is larger than it may be."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        old = data[:4] == b"\xd0\xcf\x11\xe0"
        raise _fail(path, "this is an old Excel file, or one with a password" if old else "this is no workbook", f"{_SAVE}, without a password" if old else _SAVE) from None
    with archive:
        yield from _Book(archive, path).sheets(first)


def _fail(path: str, message: str, step: str) -> InputError:
    return InputError(Problem(path, 0, 0, "workbook-form", message, step))


class _Book:
    """The parts of one workbook, each unpacked when it is asked for."""

    def __init__(self, archive: zipfile.ZipFile, path: str) -> None:
        self.path, self._archive, self._left = path, archive, MAX_UNPACKED
        parts = archive.infolist()
        if len(parts) > MAX_PARTS:
            raise _fail(path, f"this workbook has more than {MAX_PARTS} parts", _SAVE)
        if len({part.filename for part in parts}) < len(parts):
            raise _fail(path, "a part of this workbook is there twice", _SAVE)
        self._parts = {part.filename: part for part in parts}
        if "mimetype" in self._parts and "xl/workbook.xml" not in self._parts:
            raise _fail(path, "this is an OpenDocument file", _SAVE)

    def _part(self, name: str) -> bytes:
        part = self._parts.get(name)
        if part is None:
            raise _fail(self.path, f"this is no workbook: it has no part {name[:80]!r}", _SAVE)
        if part.flag_bits & 1:
            raise _fail(self.path, "this workbook is locked by a password", "save it without a password")
        try:
            with self._archive.open(part) as file:
                data = file.read(self._left + 1)
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError, RuntimeError, zlib.error) as error:
            raise _fail(self.path, f"this workbook is damaged: {name[:80]!r} cannot be unpacked", _SAVE) from error
        self._left -= len(data)
        if self._left < 0:
            raise _fail(self.path, f"this workbook is larger than {MAX_UNPACKED // 1_000_000} MB unpacked", "take sheets out of it")
        return data

    def _events(self, name: str) -> Iterator[_Event]:
        """The elements and words of a part, names without their namespace."""
        waiting: list[_Event] = []
        depth = 0

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > MAX_DEPTH:
                raise _fail(self.path, "this workbook is nested too deeply to be read", _SAVE)
            waiting.append(_Event("start", tag.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()}))

        def end(tag: str) -> None:
            nonlocal depth
            depth -= 1
            waiting.append(_Event("end", tag.rpartition(" ")[2], {}))

        def refuse(*_: object) -> None:
            raise _fail(self.path, "this workbook declares a document type or entities, which are not read", _SAVE)

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = lambda text: waiting.append(_Event("text", text, {}))
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
        data = self._part(name)
        try:
            for at in range(0, len(data) + 1, 65_536):
                parser.Parse(data[at : at + 65_536], at + 65_536 > len(data))
                yield from waiting
                waiting.clear()
        except expat.ExpatError as error:
            raise _fail(self.path, f"this workbook is damaged: {name[:80]!r} is no XML ({expat.errors.messages[error.code]})", _SAVE) from None
        except (LookupError, ValueError):  # an encoding that nobody knows, or one that is not read piece by piece
            raise _fail(self.path, f"this workbook is damaged: {name[:80]!r} is in an encoding that is not read", _SAVE) from None

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part leads to, by id: kind and name of the other part."""
        folder, _, name = part.rpartition("/")
        out: dict[str, tuple[str, str]] = {}
        for event in self._events(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"):
            if event.kind == "start" and event.name == "Relationship" and event.attributes.get("TargetMode") != "External":
                target = event.attributes.get("Target", "")
                out[event.attributes.get("Id", "")] = (event.attributes.get("Type", "").rpartition("/")[2], _joined(folder, target))
        return out

    def sheets(self, first: str) -> Iterator[Cells]:
        """All sheets that hold cells."""
        book = next((target for kind, target in self._relations("").values() if kind == "officeDocument"), "xl/workbook.xml")
        listed: list[tuple[str, str]] = []
        late = False  # dates are counted from 1904
        for event in self._events(book):
            if event.kind == "start" and event.name == "sheet":
                listed.append((event.attributes.get("name", ""), event.attributes.get("id", "")))
            elif event.kind == "start" and event.name == "workbookPr":
                late = event.attributes.get("date1904", "0") in ("1", "true")
        relations = self._relations(book)
        by_kind = dict(relations.values())
        strings = self._strings(by_kind["sharedStrings"]) if "sharedStrings" in by_kind else []
        dates = self._dates(by_kind["styles"]) if "styles" in by_kind else []
        cells = [(name, relations[id_][1]) for name, id_ in listed if relations.get(id_, ("", ""))[0] == "worksheet"]
        left = MAX_CELLS
        for name, part in sorted(cells, key=lambda cell: cell[0] != first):
            sheet = self._sheet(name, part, strings, dates, late, left)
            left -= len(sheet.at)
            yield sheet

    def _strings(self, part: str) -> list[str]:
        """The texts that cells share; what is said for reading aloud is left out."""
        out: list[str] = []
        words: list[str] = []
        inside, aloud = False, 0
        for event in self._events(part):
            if event.kind == "text":
                if inside and not aloud:
                    words.append(event.name)
            elif event.name == "t":
                inside = event.kind == "start"
            elif event.name == "rPh":
                aloud += 1 if event.kind == "start" else -1
            elif event.name == "si" and event.kind == "end":
                out.append(_text("".join(words)))
                words.clear()
        return out

    def _dates(self, part: str) -> list[bool]:
        """For each format of cells whether it shows a date."""
        codes: dict[int, bool] = dict.fromkeys(_DATES, True)
        out: list[bool] = []
        inside = False
        for event in self._events(part):
            if event.name == "cellXfs":
                inside = event.kind == "start"
            elif event.kind == "start" and event.name == "numFmt":
                bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", event.attributes.get("formatCode", "")).lower()
                codes[_number(event.attributes.get("numFmtId"))] = "y" in bare or "d" in bare
            elif event.kind == "start" and event.name == "xf" and inside:
                out.append(codes.get(_number(event.attributes.get("numFmtId")), False))
        return out

    def _sheet(self, name: str, part: str, strings: list[str], dates: list[bool], late: bool, room: int) -> Cells:
        out = Cells(name)
        row = column = 0
        attributes: dict[str, str] = {}
        words: dict[str, list[str]] = {}
        open_ = ""
        for event in self._events(part):
            if event.kind == "text":
                if open_:
                    words.setdefault(open_, []).append(event.name)
            elif event.name == "row" and event.kind == "start":
                row, column = _number(event.attributes.get("r")) or row + 1, 0
            elif event.name == "c" and event.kind == "start":
                attributes, words = event.attributes, {}
                found = _WHERE.fullmatch(attributes.get("r", ""))
                row, column = (int(found[2]), _column(found[1])) if found else (row, column + 1)
            elif event.name in ("v", "t", "f"):
                open_ = event.name if event.kind == "start" else ""
                if event.name == "f":
                    words.setdefault("f", [])
            elif event.name == "c":
                cell = _cell(attributes, {key: "".join(some) for key, some in words.items()}, strings, dates, late)
                if cell is not None:
                    out.at[row, column] = cell
                    if len(out.at) > room:
                        raise _fail(self.path, f"this workbook has more than {MAX_CELLS} cells", "take sheets out of it")
        return out


def _joined(folder: str, target: str) -> str:
    parts = [] if target.startswith("/") else folder.split("/") if folder else []
    for part in target.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _text(text: str) -> str:
    """Text with the characters that a workbook names put in their place; two halves of a pair become one character, and half of one U+FFFD."""
    named = _NAMED.sub(lambda found: chr(int(found[1], 16)), text)
    return named if named == text else named.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _cell(attributes: dict[str, str], words: dict[str, str], strings: list[str], dates: list[bool], late: bool) -> Cell | None:
    """The cell; nothing where it is empty."""
    kind, value = attributes.get("t", "n"), words.get("v", "")
    if "f" in words:
        return Cell("formula", value)
    if kind == "inlineStr":
        return _of_text(_text(words.get("t", "")))
    if kind == "s":
        number = _number(value.strip())
        return _of_text(strings[number]) if value.strip() and number < len(strings) else None
    if kind == "str":
        return _of_text(_text(value))
    value = value.strip()
    if not value:
        return None
    if kind == "b":
        return Cell("truth", value in ("1", "true"))
    if kind == "e":
        return Cell("error", value)
    if kind == "d":
        try:
            return Cell("date", datetime.fromisoformat(value.removesuffix("Z")).date())
        except ValueError:
            return Cell("text", value)
    try:
        number_ = float(value)
    except ValueError:
        return Cell("text", value)
    style = _number(attributes.get("s"))
    if style < len(dates) and dates[style]:
        day = day_of(number_, late)
        return Cell("date", day) if day is not None else Cell("number", number_)
    return Cell("number", number_)


def _of_text(text: str) -> Cell | None:
    return Cell("text", text) if text.strip() else None


def day_of(number: float, late: bool = False) -> date | None:
    """The day that a number stands for; None where it stands for none. The time of day is left out."""
    first = date(1904, 1, 1) if late else date(1899, 12, 30)
    try:
        return date.fromordinal(first.toordinal() + int(number)) if number >= 0 else None
    except (ValueError, OverflowError):
        return None
