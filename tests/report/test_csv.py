"""The table of verdicts as CSV: it reads back, and no cell is a formula for whoever opens it."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.model.report import Report
from compliance.pipeline import make_report
from compliance.report.rows import verdict_rows
from compliance.report.to_csv import guarded, to_csv, unguarded
from tests.report.test_page import reports

READ = {"text": unguarded, "integer": int, "date": date.fromisoformat, "truth": {"true": True, "false": False}.__getitem__}


@pytest.fixture(scope="module")
def corpus() -> Report:
    return make_report()


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_it_reads_back_as_it_was(corpus: Report) -> None:
    out = to_csv(corpus)
    columns, rows = verdict_rows(corpus)
    head, *lines = read(out)
    assert head == [column.name for column in columns]
    back = [tuple(None if value == "" and column.optional else READ[column.kind](value) for column, value in zip(columns, line, strict=True)) for line in lines]
    assert back == [tuple(row) for row in rows]
    assert "\r" not in out
    assert out == to_csv(corpus)


SIGNS = "a=+-@;,\t\n\r '\u00a0\uff1d\uff0b\uff0d\uff20\"|"


@given(st.text(SIGNS) | st.text())
def test_the_guard_reads_back_and_no_cell_begins_like_a_formula(text: str) -> None:
    out = guarded(text)
    assert unguarded(out) == text
    for part in re.split(r"[;\t\r\n]", out):
        assert not re.match("\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]", part)


@pytest.mark.parametrize(("text", "out"), [("=cmd()", "'=cmd()"), ("'=x", "''=x"), ("it's - so", "it's - so"), ("a;=b", "a;'=b"), ("- one\n- two", "'- one\n'- two"), ("a=b", "a=b"), ("", "")])
def test_the_guard_on_examples(text: str, out: str) -> None:
    assert guarded(text) == out


@given(reports())
def test_whatever_a_text_says_the_table_has_its_form_and_steers_no_terminal(report: Report) -> None:
    out = to_csv(report)
    columns, rows = verdict_rows(report)
    assert [len(line) for line in read(out)] == [len(columns)] * (len(rows) + 1)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", out)
    for line in read(out):
        for cell in line:
            assert not cell.startswith(("=", "+", "-", "@"))
