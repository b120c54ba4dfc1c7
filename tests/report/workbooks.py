"""Workbooks for tests: read by another reader than ours, filled in, and saved again by LibreOffice."""

from __future__ import annotations

import datetime
import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

OFFICE = shutil.which("soffice")
SECONDS = 180
Entry = tuple[Any, Any, Any, Any]  # relation, reviewer, reason, date
DAY = datetime.date(2026, 1, 5)
HEAD = 3  # the row of the heads of the review sheet


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def places(sheet: Any) -> dict[str, int]:
    return {str(cell.value).lower(): cell.column for cell in sheet[HEAD]}


def row_of(sheet: Any, provision: str, element: str) -> int:
    at = places(sheet)
    for row in range(HEAD + 1, sheet.max_row + 1):
        if (sheet.cell(row, at["provision"]).value, sheet.cell(row, at["element"]).value) == (provision, element):
            return row
    raise AssertionError(f"no row for {provision} {element}")


def filled(data: bytes, entries: Mapping[tuple[str, str], Entry]) -> bytes:
    """The workbook with decisions written in, by provision and element."""
    book = opened(data)
    sheet = book["Review"]
    at = places(sheet)
    for (provision, element), entry in entries.items():
        row = row_of(sheet, provision, element)
        for name, value in zip(("relation", "reviewer", "reason", "date"), entry, strict=True):
            cell = sheet.cell(row, at[name])
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # words that a person typed, be they like a formula
    return saved(book)


def through_office(folder: Path, data: bytes, *kinds: str) -> bytes:
    """What LibreOffice makes of the workbook, saved in each of these kinds ("csv:FILTER") one after the other."""
    name = "book.xlsx"
    (folder / name).write_bytes(data)
    for number, kind in enumerate(kinds):
        extension = kind.partition(":")[0]
        place = folder / f"{number}-{extension}"
        place.mkdir()
        done = subprocess.run(
            [str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind, "--outdir", str(place), str(folder / name)],
            capture_output=True, text=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        made = place / f"book.{extension}"
        if not made.exists() and "source file could not be loaded" in done.stderr:
            pytest.skip("LibreOffice has no Calc (Debian: libreoffice-calc-nogui)")
        assert made.exists(), done.stderr
        name = str(made.relative_to(folder))
    return (folder / name).read_bytes()
