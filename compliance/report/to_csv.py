"""Report -> the table of verdicts as CSV.

Takes a report; gives UTF-8 text after RFC 4180 with a head line and ``\\n`` line ends. A spreadsheet that opens it must not take words for
a formula: ``guarded`` says how that is kept from it, ``unguarded`` gives the words back.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date

from compliance.model.report import Report
from compliance.report.rows import Value, verdict_rows

# Where a spreadsheet may see a cell begin: at the start, and behind what separates cells in some countries although commas do here.
_START = r"(\A|[;\t\r\n])([^\S;\t\r\n]*)"
_SIGNS = "[=+\\-@\uff1d\uff0b\uff0d\uff20]"
_PLAIN = re.compile(f"{_START}('*{_SIGNS})")
_GUARDED = re.compile(f"{_START}'('*{_SIGNS})")
# Controls but tab and line ends, halves of pairs, and what turns the letters beside it.
_STEERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def to_csv(report: Report) -> str:
    """The table of verdicts as CSV text."""
    columns, rows = verdict_rows(report)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return guarded(_shown(value)) if isinstance(value, str) else str(value)


def _shown(text: str) -> str:
    """Text with what a terminal would obey, or what turns the letters beside it, shown by name: ⟨U+001B⟩."""
    return _STEERS.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def guarded(text: str) -> str:
    """Text in which an apostrophe stands before each ``=``, ``+``, ``-`` or ``@`` (ASCII or full width) that may begin a cell: first in the
    text or behind a semicolon, a tab or a line end, blanks and apostrophes before it aside."""
    return _PLAIN.sub(r"\1\2'\3", text)


def unguarded(text: str) -> str:
    """The text that ``guarded`` was given."""
    return _GUARDED.sub(r"\1\2\3", text)
