"""LibreOffice opens the workbook, shows what it says, and what it saves comes back as it was decided."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from compliance.checks.identity import fingerprint
from compliance.checks.review_sheet import read_review_sheet
from compliance.model.report import Report
from compliance.pipeline import make_report
from compliance.report.to_xlsx import to_xlsx
from tests.report.workbooks import DAY, OFFICE, filled, through_office

pytestmark = pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed (Debian: libreoffice-calc-nogui)")
HIT, OTHER = ("iea-2020-09/10", "3.threaten"), ("iea-2020-09/9", "3.threaten")


#: Words that a workbook could take for something else.
HOSTILE = "=cmd|' /C calc'!A0; _x0041_ \x01 \u202e\u202c 😀 ۱. هیچ\u200cکس & <b>\n\n  two  spaces"


def hostile() -> Report:
    report = make_report()
    notes = tuple(replace(note, text=HOSTILE) if f"{note.instrument}/{note.label}" == HIT[0] else note for note in report.provisions)
    return replace(report, provisions=notes)


@pytest.mark.parametrize("kinds", [("xlsx",), ("ods", "xlsx")])
def test_decisions_come_back_through_another_program(kinds: tuple[str, ...], tmp_path: Path) -> None:
    data = filled(to_xlsx(hostile()), {HIT: ("addresses", "Amina", "=all are meant", DAY), OTHER: ("Partially addresses ", "Bo ", "some", "2026-01-06")})
    before = read_review_sheet(data, "r.xlsx")
    assert [(r.relation, r.reason, r.date) for r in before] == [("partially-addresses", "some", "2026-01-06"), ("addresses", "=all are meant", "2026-01-05")]
    assert before[1].words == fingerprint(HOSTILE)
    assert read_review_sheet(through_office(tmp_path, data, *kinds), "r.xlsx") == before


def test_it_shows_the_summary_and_takes_no_words_for_a_formula(tmp_path: Path) -> None:
    report = replace(make_report(), pack_title="=1+1")
    rows = list(csv.reader(io.StringIO(through_office(tmp_path, to_xlsx(report), "csv:Text - txt - csv (StarCalc):44,34,76").decode("utf-8"))))
    said = [row[0] for row in rows if row and row[0]]
    assert said[:3] == ["Gap report", "=1+1", "The answer"]
    assert any(source.sha256 in row for row in rows for source in report.instruments)
