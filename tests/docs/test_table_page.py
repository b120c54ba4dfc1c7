"""The reference of the table of verdicts lists its columns as they are."""

from __future__ import annotations

import re
from pathlib import Path

from compliance.report.rows import COLUMNS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "table-of-verdicts.md").read_text("utf-8")


def test_every_column_is_described_as_it_is() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (.+) \|$", PAGE, re.MULTILINE)
    assert rows == [(column.name, column.kind, column.meaning) for column in COLUMNS]
