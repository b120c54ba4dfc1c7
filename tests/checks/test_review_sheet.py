"""What a person wrote into the review sheet of a workbook: read as it was meant, or every mistake at its cell."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from compliance.checks import xlsx_read
from compliance.checks.identity import fingerprint
from compliance.checks.review_sheet import read_review_sheet
from compliance.errors import InputError
from compliance.model.report import Report
from compliance.pipeline import make_report
from compliance.report.to_xlsx import to_xlsx
from tests.report.workbooks import DAY, HEAD, filled, opened, places, row_of, saved

HIT = ("iea-2020-09/10", "3.threaten")
OTHER = ("iea-2020-09/9", "3.threaten")
GOOD = ("addresses", "Amina", "all are meant", DAY)


@pytest.fixture(scope="module")
def corpus() -> Report:
    return make_report()


@pytest.fixture(scope="module")
def made(corpus: Report) -> bytes:
    return to_xlsx(corpus)


def changed(data: bytes, change: Callable[[Any], object]) -> bytes:
    """The workbook with its review sheet changed."""
    book = opened(data)
    change(book["Review"])
    return saved(book)


def mistakes(data: bytes) -> list[tuple[str, int, int, str]]:
    with pytest.raises(InputError) as wrong:
        read_review_sheet(data, "r.xlsx")
    assert all(problem.path == "r.xlsx" and problem.next_step for problem in wrong.value.problems)
    return [(problem.code, problem.line, problem.column, problem.message) for problem in wrong.value.problems]


def test_rows_that_are_left_empty_are_no_decision(made: bytes) -> None:
    assert read_review_sheet(made, "r.xlsx") == ()
    assert read_review_sheet(filled(made, {HIT: (" ", "\u00a0", None, "  ")}), "r.xlsx") == ()


def test_a_decision_is_read_with_its_words(corpus: Report, made: bytes) -> None:
    data = filled(made, {HIT: GOOD})
    (review,) = read_review_sheet(data, "r.xlsx")
    note = next(n for n in corpus.provisions if f"{n.instrument}/{n.label}" == HIT[0])
    assert (review.provision, review.element, review.words) == (*HIT, fingerprint(note.text))
    assert (review.relation, review.reviewer, review.reason, review.date) == ("addresses", "Amina", "all are meant", "2026-01-05")
    assert (review.spot.path, review.spot.line) == ("r.xlsx", row_of(opened(data)["Review"], *HIT))


@pytest.mark.parametrize("entry", [
    ("Addresses ", " Amina", "all are meant  ", "2026-01-05 "), ("ADDRESSES", "Amina", "all are meant", datetime.datetime(2026, 1, 5, 13, 30)),
])  # fmt: skip
def test_what_is_written_a_little_otherwise_is_read_alike(entry: tuple[Any, ...], made: bytes) -> None:
    (review,) = read_review_sheet(filled(made, {HIT: entry}), "r.xlsx")  # type: ignore[dict-item]
    assert (review.relation, review.reviewer, review.reason, review.date) == ("addresses", "Amina", "all are meant", "2026-01-05")


@pytest.mark.parametrize("relation", ["partially addresses", "Partially_Addresses", "partially-addresses"])
def test_a_relation_in_words(relation: str, made: bytes) -> None:
    assert read_review_sheet(filled(made, {HIT: (relation, *GOOD[1:])}), "r.xlsx")[0].relation == "partially-addresses"


def test_numbers_are_read_as_text_and_formulas_typed_as_text_stay_words(made: bytes) -> None:
    (review,) = read_review_sheet(filled(made, {HIT: ("addresses", 7, "=all are meant", DAY)}), "r.xlsx")
    assert (review.reviewer, review.reason) == ("7", "=all are meant")


def test_columns_may_stand_in_another_order_on_a_sheet_of_another_name(made: bytes) -> None:
    def change(sheet: Any) -> None:
        sheet.unmerge_cells("A2:K2")
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        for row, values in enumerate(rows, 1):
            for column, value in enumerate([*reversed(values), "a note of mine"], 1):
                sheet.cell(row, column).value = value
                if isinstance(value, datetime.datetime):
                    sheet.cell(row, column).number_format = "DD.MM.YYYY"
        sheet.title = "Decided by us"

    data = filled(made, {HIT: GOOD})
    assert [(r.relation, r.date, r.provision) for r in read_review_sheet(changed(data, change), "r.xlsx")] == [("addresses", "2026-01-05", HIT[0])]


def test_a_day_counted_from_1904_is_the_same_day(made: bytes) -> None:
    book = opened(filled(made, {HIT: GOOD}))
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book.epoch = CALENDAR_MAC_1904
    assert [review.date for review in read_review_sheet(saved(book), "r.xlsx")] == ["2026-01-05"]


PARTS = {
    "no relation": ((None, "Amina", "why", DAY), "relation", "a decision needs its relation"),
    "no reviewer": (("addresses", None, "why", DAY), "reviewer", "a decision needs its reviewer"),
    "no reason": (("addresses", "Amina", " ", DAY), "reason", "a decision needs its reason"),
    "no date": (("addresses", "Amina", "why", None), "date", "a decision needs its date"),
    "an unknown relation": (("agrees", "Amina", "why", DAY), "relation", "there is no relation 'agrees'"),
    "a date that is none": (("addresses", "Amina", "why", "soon"), "date", "'soon' is no day"),
    "a date of another country": (("addresses", "Amina", "why", "05.01.2026"), "date", "'05.01.2026' is no day"),
    "a day of a week": (("addresses", "Amina", "why", "2026-W05-1"), "date", "'2026-W05-1' is no day"),
    "a year alone": (("addresses", "Amina", "why", 2026), "date", "1905-07-18 cannot be the day of a review"),
    "a truth": (("addresses", True, "why", DAY), "reviewer", "this cell holds the value True"),
}


@pytest.mark.parametrize("kind", PARTS)
def test_a_mistake_is_told_at_its_cell(kind: str, made: bytes) -> None:
    entry, name, said = PARTS[kind]
    data = filled(made, {HIT: entry})
    sheet = opened(data)["Review"]
    row, column = row_of(sheet, *HIT), places(sheet)[name]
    ((code, line, at, message),) = mistakes(data)
    assert (code, line, at) == ("review-cell", row, column)
    assert message.startswith(f"Review!{sheet.cell(row, column).coordinate}: {said}")


@pytest.mark.parametrize(("name", "value", "said"), [("reason", "=1+1", "this cell holds a formula"), ("date", "=TODAY()", "whose day may be another one tomorrow")])
def test_formulas_are_not_taken(name: str, value: str, said: str, made: bytes) -> None:
    def change(sheet: Any) -> None:
        sheet.cell(row_of(sheet, *HIT), places(sheet)[name]).value = value

    assert [said in message for _, _, _, message in mistakes(changed(filled(made, {HIT: GOOD}), change))] == [True]


@pytest.mark.parametrize(("name", "value"), [("provision", "iea-2020-09/9"), ("element", "3.host"), ("words", "In no way may they sing."), ("fingerprint", "000000000000-00000000"), ("fingerprint", "x"), ("fingerprint", None)])
def test_a_row_that_was_tampered_with_decides_nothing(name: str, value: str | None, made: bytes) -> None:
    def change(sheet: Any) -> None:
        sheet.cell(row_of(sheet, *HIT), places(sheet)[name]).value = value

    sheet = opened(made)["Review"]
    found = mistakes(changed(filled(made, {HIT: GOOD}), change))
    assert [(code, line, column) for code, line, column, _ in found] == [("review-cell", row_of(sheet, *HIT), places(sheet)["fingerprint"])]
    assert read_review_sheet(changed(made, change), "r.xlsx") == ()  # without a decision it does not matter


def test_a_pair_that_is_decided_twice_and_otherwise(made: bytes) -> None:
    def twice(relation: str) -> Callable[[Any], None]:
        def change(sheet: Any) -> None:
            row, end, at = row_of(sheet, *HIT), sheet.max_row + 1, places(sheet)
            for name, column in at.items():
                sheet.cell(end, column).value = relation if name == "relation" else sheet.cell(row, column).value
            sheet.cell(end, at["date"]).number_format = "yyyy-mm-dd"

        return change

    data = filled(made, {HIT: GOOD})
    assert len(read_review_sheet(changed(data, twice("addresses")), "r.xlsx")) == 1
    ((code, _, _, message),) = mistakes(changed(data, twice("contradicts")))
    assert code == "review-cell"
    assert f"is decided in row {row_of(opened(data)['Review'], *HIT)} already" in message


def test_all_mistakes_are_told_at_once_in_the_order_of_the_rows(made: bytes) -> None:
    found = mistakes(filled(made, {HIT: ("agrees", None, "why", "soon"), OTHER: ("addresses", None, None, DAY)}))
    assert len(found) == 5
    assert [line for _, line, _, _ in found] == sorted(line for _, line, _, _ in found)


def test_columns_that_are_missing_or_there_twice(made: bytes) -> None:
    def renamed(sheet: Any) -> None:
        sheet.cell(HEAD, places(sheet)["reviewer"]).value = "Reviewers"
        sheet.cell(HEAD, places(sheet)["date"]).value = "Tag"

    def doubled(sheet: Any) -> None:
        sheet.cell(HEAD, 13).value = "Reason"

    with pytest.raises(InputError) as wrong:
        read_review_sheet(changed(made, renamed), "r.xlsx")
    assert [(p.code, p.next_step) for p in wrong.value.problems] == [("review-sheet", "is it the column 'reviewers'? Name it 'reviewer' again"), ("review-sheet", "name a column 'date' again")]
    assert mistakes(changed(made, doubled))[0][3].endswith("the column 'reason' is there twice")


def test_a_workbook_without_a_review_sheet(made: bytes) -> None:
    book = opened(made)
    del book["Review"]
    assert [code for code, *_ in mistakes(saved(book))] == ["review-sheet"]


def repacked(data: bytes, **parts: bytes | None) -> bytes:
    """The workbook with parts replaced (``__`` for a slash, ``_dot_`` for a dot), or left out."""
    out = io.BytesIO()
    given = {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = given.get(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name in given.keys() - set(old.namelist()):
            new.writestr(name, given[name] or b"")
    return out.getvalue()


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
SHEET = "xl__worksheets__sheet6_dot_xml"  # that on which people decide
BROKEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "no zip": (lambda data: b"provision,element", "this is no workbook"),
    "nothing": (lambda data: b"", "this is no workbook"),
    "an old file": (lambda data: b"\xd0\xcf\x11\xe0" + bytes(600), "an old Excel file, or one with a password"),
    "cut": (lambda data: data[: len(data) // 2], "this is no workbook"),
    "another zip": (lambda data: repacked(data, xl__workbook_dot_xml=None), "it has no part 'xl/workbook.xml'"),
    "entities": (lambda data: repacked(data, **{SHEET: BOMB}), "declares a document type or entities"),
    "no XML": (lambda data: repacked(data, **{SHEET: b"<worksheet><row>"}), "is no XML"),
    "an encoding": (lambda data: repacked(data, **{SHEET: b'<?xml version="1.0" encoding="no-such-one"?><worksheet/>'}), "is in an encoding that is not read"),
    "an encoding of many bytes": (lambda data: repacked(data, **{SHEET: b'<?xml version="1.0" encoding="shift_jis"?><worksheet/>'}), "is in an encoding that is not read"),
    "too deep": (lambda data: repacked(data, **{SHEET: b"<a>" * 5000 + b"</a>" * 5000}), "nested too deeply"),
    "OpenDocument": (lambda data: repacked(data, mimetype=b"application/vnd.oasis.opendocument.spreadsheet", xl__workbook_dot_xml=None), "an OpenDocument file"),
}


def test_halves_of_pairs_that_a_cell_names_become_what_can_be_written(made: bytes) -> None:
    data = filled(made, {HIT: ("addresses", "Amina", "_xD83D__xDE00_ and _xD800_", DAY)})
    (review,) = read_review_sheet(data, "r.xlsx")
    assert review.reason == "\U0001f600 and \ufffd"


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_workbook_is_refused(kind: str, made: bytes) -> None:
    change, said = BROKEN[kind]
    ((code, _, _, message),) = mistakes(change(made))
    assert code == "workbook-form"
    assert said in message


def test_a_workbook_that_unpacks_to_too_much_is_refused(made: bytes) -> None:
    bomb = repacked(made, **{SHEET: b"<worksheet>" + b" " * 101_000_000 + b"</worksheet>"})
    assert len(bomb) < 400_000
    assert [(code, message) for code, _, _, message in mistakes(bomb)] == [("workbook-form", "this workbook is larger than 100 MB unpacked")]


def test_limits_on_parts_and_cells(made: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_read, "MAX_CELLS", 100)
    assert "more than 100 cells" in mistakes(made)[0][3]
    monkeypatch.setattr(xlsx_read, "MAX_PARTS", 3)
    assert "more than 3 parts" in mistakes(made)[0][3]


def test_a_part_that_is_there_twice_is_refused(made: bytes) -> None:
    out = io.BytesIO(made)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    assert "is there twice" in mistakes(out.getvalue())[0][3]
