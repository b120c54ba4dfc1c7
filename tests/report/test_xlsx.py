"""The report as a workbook: what its sheets say, and that no text does anything in it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from compliance.checks.identity import fingerprint
from compliance.checks.xlsx_read import read_sheets
from compliance.errors import UsageError
from compliance.model.check import Spot
from compliance.model.known import Review
from compliance.model.report import Report
from compliance.pipeline import make_report
from compliance.report import xlsx_parts
from compliance.report.reviewed import apply_reviews
from compliance.report.to_xlsx import to_xlsx
from compliance.report.wording import summary
from compliance.report.xlsx_parts import MAX_TEXT, Cell, Sheet, package, shown
from tests.report.test_page import reports
from tests.report.workbooks import HEAD, opened, places

WORDS = {"addresses": "addresses", "partially-addresses": "partially addresses", "contradicts": "contradicts", "does-not-address": "does not address"}


@pytest.fixture(scope="module")
def corpus() -> Report:
    return make_report()


@pytest.fixture(scope="module")
def made(corpus: Report) -> bytes:
    return to_xlsx(corpus)


def texts(sheet: object) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]  # type: ignore[attr-defined]


def test_the_summary_says_what_was_compared_and_the_answer(corpus: Report, made: bytes) -> None:
    said = texts(opened(made)["Summary"])
    for sentence in summary(corpus):
        assert sentence in said
    assert corpus.agreement is not None
    for source in (corpus.agreement, *corpus.instruments):
        assert source.sha256 in said


def test_the_matrix_says_each_relation_in_words(corpus: Report, made: bytes) -> None:
    sheet = opened(made)["Matrix"]
    heads = [cell.value for cell in sheet[1]]
    found: dict[tuple[str, str], set[str]] = {}
    for row in sheet.iter_rows(min_row=4):
        for head, cell in zip(heads[2:], row[2:], strict=True):
            if cell.value:
                found[row[0].value, head] = {line.split(" ", 1)[1] for line in cell.value.split("\n")}
    short = {"addresses": "addresses", "partially-addresses": "partly", "contradicts": "contradicts"}
    asked: dict[tuple[str, str], set[str]] = {}
    for v in corpus.verdicts:
        if v.relation != "does-not-address":
            asked.setdefault((v.key, v.element), set()).add(short[v.relation])
    assert found == asked
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.print_title_cols) == ("B4", "$1:$3", "$A:$A")
    assert [row[0].value for row in sheet.iter_rows(min_row=4)] == [f"{n.instrument}/{n.label}" for n in corpus.provisions]


def test_the_verdicts_are_one_row_each_with_the_words_of_both_sides(corpus: Report, made: bytes) -> None:
    sheet = opened(made)["Verdicts"]
    at = {cell.value: cell.column - 1 for cell in sheet[1]}
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert len(rows) == len(corpus.verdicts)
    for row, verdict in zip(rows, corpus.verdicts, strict=True):
        assert row[at["Relation"]].split(" ", 1)[1] == WORDS[verdict.relation]
        assert (row[at["Provision"]], row[at["Element"]]) == (verdict.provision, verdict.element)
        assert row[at["Words of the instrument"]].split() == verdict.evidence[0].quote.split()
        assert row[at["Words of the agreement"]].split() == verdict.evidence[-1].quote.split()
        assert (row[at["Limits"]] or "") == "\n".join(verdict.limits)
        assert (row[at["Near miss"]] == "yes") == verdict.near_miss
        assert (row[at["From"]], row[at["To"]]) == (verdict.evidence[0].start, verdict.evidence[0].end)


def test_the_gaps_say_what_is_missing(corpus: Report, made: bytes) -> None:
    rows = [[cell.value for cell in row] for row in opened(made)["Gaps"].iter_rows(min_row=2)]
    for one in corpus.coverage:
        own = [row for row in rows if row[0] == one.element]
        assert len(own) == (one.status != "addressed")
        assert not own or own[0][4] == "\n".join(one.missing)
    assert set(corpus.surplus) <= {row[0] for row in rows}


def test_the_review_sheet_has_a_row_for_each_pair_to_decide(corpus: Report, made: bytes) -> None:
    sheet = opened(made)["Review"]
    at = places(sheet)
    pairs = [(sheet.cell(row, at["provision"]).value, sheet.cell(row, at["element"]).value) for row in range(HEAD + 1, sheet.max_row + 1)]
    assert pairs == list(dict.fromkeys((v.key, v.element) for v in corpus.verdicts if v.relation != "does-not-address" or v.near_miss))
    kinds = {validation.type: validation for validation in sheet.data_validations.dataValidation}
    assert kinds["list"].formula1 == '"addresses,partially-addresses,contradicts,does-not-address"'
    assert str(kinds["list"].sqref) == f"G4:G{sheet.max_row}"
    assert sheet.protection.sheet
    assert sheet.column_dimensions["L"].hidden
    for name, column in at.items():
        assert sheet.cell(HEAD + 1, column).protection.locked == (name not in ("relation", "reviewer", "reason", "date")), name


def test_what_was_decided_stands_in_the_next_workbook(corpus: Report) -> None:
    hit = next(v for v in corpus.verdicts if v.relation == "partially-addresses")
    note = next(n for n in corpus.provisions if f"{n.instrument}/{n.label}" == hit.key)
    spot = Spot("r", 1, 1, 1, 1)
    holds = Review(spot, hit.key, fingerprint(note.text), hit.element, "addresses", "Amina", "2026-01-05", "all are meant")
    other = next(e.id for e in corpus.elements if e.id != hit.element)
    stale = replace(holds, words=fingerprint("other words"), element=other, reviewer="Bo")
    book = opened(to_xlsx(apply_reviews(corpus, [holds, stale])[0]))
    assert "1 verdict was decided by a person; 1 review is stale and decides nothing, as the words are not there." in texts(book["Summary"])
    decisions = [[cell.value for cell in row] for row in book["Decisions"].iter_rows(min_row=2)]
    assert [(row[0], row[1], row[2], row[4]) for row in decisions] == [(hit.key, hit.element, "● holds", "Amina"), (hit.key, other, "✕ stale", "Bo")]
    sheet, at = book["Review"], places(book["Review"])
    rows = {(sheet.cell(row, 1).value, sheet.cell(row, 2).value): row for row in range(HEAD + 1, sheet.max_row + 1)}
    first, second = rows[hit.key, hit.element], rows[hit.key, other]
    assert [sheet.cell(first, at[name]).value for name in ("relation", "reviewer", "reason")] == ["addresses", "Amina", "all are meant"]
    assert sheet.cell(first, at["date"]).value.date().isoformat() == "2026-01-05"
    assert sheet.cell(first, at["tool says"]).value == "partially addresses"
    assert sheet.cell(second, at["relation"]).value is None
    assert sheet.cell(second, at["remark"]).value.startswith("STALE, decide anew: Bo decided addresses on 2026-01-05")


def test_the_same_report_is_the_same_bytes_and_no_clock_is_in_them(corpus: Report, made: bytes) -> None:
    assert to_xlsx(corpus) == made
    archive = zipfile.ZipFile(io.BytesIO(made))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not re.search(rb"dcterms|created|modified", archive.read("docProps/core.xml"))


FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1", "＝1+1", " =1")


@settings(max_examples=25, deadline=None)
@given(reports(), st.sampled_from(FORMULAS))
def test_whatever_a_text_says_no_cell_is_a_formula_and_all_of_it_is_xml(report: Report, formula: str) -> None:
    hostile = tuple(replace(v, rationale=formula, limits=(formula, *v.limits)) for v in report.verdicts)
    data = to_xlsx(replace(report, verdicts=hostile, pack_title=formula))
    archive = zipfile.ZipFile(io.BytesIO(data))
    for name in archive.namelist():
        text = archive.read(name).decode("utf-8")
        assert "<f>" not in text
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\u202a-\u202e\u2066-\u2069]", text)
    book = opened(data)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
                    assert cell.quotePrefix  # it stays a text when a person edits it


def test_cells_hold_what_a_workbook_can_hold_and_say_what_was_cut() -> None:
    assert shown("a\x01b\u202ec\ud800") == "a⟨U+0001⟩b⟨U+202E⟩c⟨U+D800⟩"
    assert shown("x" * MAX_TEXT) == "x" * MAX_TEXT
    for text in ("x" * (MAX_TEXT + 1), "😀" * MAX_TEXT):
        cut = shown(text)
        assert len(cut.encode("utf-16-le")) // 2 <= MAX_TEXT
        left = re.search(r" \[… (\d+) more characters do not fit into a cell\]$", cut)
        assert left
        assert int(left[1]) + left.start() == len(text)
    assert shown("\n".join("abc" for _ in range(400))).count("\n") == 0


def test_signs_that_a_workbook_reads_as_characters_stay_words() -> None:
    data = package([Sheet("S", (10,), [[Cell("_x0041_ and _x000D_ and _x005F_")]])], "t")
    assert next(read_sheets(data, "b.xlsx")).at[1, 1].value == "_x0041_ and _x000D_ and _x005F_"


def test_more_than_a_workbook_holds_is_told(corpus: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_parts, "MAX_ROWS", 20)
    with pytest.raises(UsageError) as wrong:
        to_xlsx(corpus)
    assert [problem.code for problem in wrong.value.problems] == ["workbook-too-large"]
    assert "a workbook holds 20" in wrong.value.problems[0].message


def test_a_report_without_anything_is_a_workbook(corpus: Report) -> None:
    book = opened(to_xlsx(replace(corpus, agreement=None, commitments=(), elements=(), provisions=(), verdicts=(), coverage=(), surplus=(), findings=())))
    assert book.sheetnames == ["Summary", "Matrix", "Verdicts", "Gaps", "Review"]


def test_beside_the_locked_columns_there_is_room_for_notes(made: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(made))
    text = archive.read("xl/worksheets/sheet6.xml").decode("utf-8")
    style = re.search(r'<col min="13" max="16384" [^>]*style="(\d+)"/>', text)
    assert style
    looks = re.findall(r'<protection locked="(\d)"/>', archive.read("xl/styles.xml").decode("utf-8"))
    assert looks[int(style[1])] == "0"


#: The order in which the parts of a sheet have to stand: Excel takes a file for damaged otherwise.
ORDER = (
    "sheetPr", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection", "autoFilter", "mergeCells", "dataValidations", "hyperlinks", "pageMargins", "pageSetup",
    "headerFooter", "ignoredErrors",
)  # fmt: skip
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def test_the_parts_are_as_excel_demands_them(made: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(made))
    names = archive.namelist()
    looks = etree.fromstring(archive.read("xl/styles.xml"))
    assert [child.tag.removeprefix(MAIN) for child in looks] == ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles"]
    assert all(int(child.get("count")) == len(child) for child in looks)
    styles = len(looks.find(f"{MAIN}cellXfs"))
    types = archive.read("[Content_Types].xml").decode("utf-8")
    for name in names:
        assert name == "[Content_Types].xml" or name.endswith(".rels") or f'PartName="/{name}"' in types
    used: set[str] = set()
    for name in names:
        if name.startswith("xl/worksheets/"):
            sheet = etree.fromstring(archive.read(name))
            tags = [child.tag.removeprefix(MAIN) for child in sheet]
            assert tags == [tag for tag in ORDER if tag in tags]
            used |= set(tags)
            for cell in sheet.iter(f"{MAIN}c"):
                assert int(cell.get("s")) < styles
                assert (cell.get("t") == "inlineStr") == (cell.find(f"{MAIN}is") is not None)
            rows = [int(row.get("r")) for row in sheet.iter(f"{MAIN}row")]
            assert rows == list(range(1, len(rows) + 1))
    assert used == set(ORDER)
    for validation in re.findall(r'(?:prompt|error)="([^"]*)"', archive.read("xl/worksheets/sheet6.xml").decode("utf-8")):
        assert len(validation) <= 255
