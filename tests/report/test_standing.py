"""Where two provisions bear one number, words, verdicts and decisions stay with the provision that they are about."""

from __future__ import annotations

import json

import pytest

from compliance.checks.identity import fingerprint
from compliance.checks.review_sheet import read_review_sheet
from compliance.model.check import Spot
from compliance.model.known import Review
from compliance.model.report import Report
from compliance.report.reviewed import apply_reviews
from compliance.report.rows import verdict_rows
from compliance.report.standing import Standing
from compliance.report.to_html import to_html
from compliance.report.to_oscal_catalog import to_oscal_catalog
from compliance.report.to_oscal_mapping import to_oscal_mapping
from compliance.report.to_xlsx import to_xlsx
from tests.report.oscal_check import THERE, WHY, errors
from tests.report.test_page import Page
from tests.report.test_same_verdicts import made
from tests.report.workbooks import DAY, HEAD, opened, places, saved

SILENT = "does-not-address"
SHELTER, MONEY = "No one may shelter foreign fighters.", "Foreign fighters may raise money."


@pytest.fixture(scope="module")
def twins() -> Report:
    report = made("one number four times")
    assert [note.label for note in report.provisions] == ["1"] * 4
    return report


def review(words: str, element: str, relation: str, provision: str = "twins/1") -> Review:
    return Review(Spot("r", 1, 1, 1, 1), provision, fingerprint(words), element, relation, "Amina", "2026-01-05", "why")  # type: ignore[arg-type]


def relations(report: Report, element: str) -> list[tuple[int, str]]:
    return [(at, verdict.relation) for verdict in report.verdicts if verdict.element == element for at, note in enumerate(report.provisions) if note is Standing(report).note(verdict)]


def test_a_decision_changes_the_words_it_is_about_and_no_others(twins: Report) -> None:
    assert relations(twins, "3.fundraise") == [(0, SILENT), (1, "contradicts"), (2, SILENT), (3, SILENT)]
    new, stale = apply_reviews(twins, [review(SHELTER, "3.fundraise", SILENT)])
    assert not stale
    assert relations(new, "3.fundraise") == [(0, SILENT), (1, "contradicts"), (2, SILENT), (3, SILENT)]
    assert [verdict.row == "review" for verdict in new.verdicts if verdict.element == "3.fundraise"] == [True, False, False, True]
    new, stale = apply_reviews(twins, [review(MONEY, "3.fundraise", "addresses"), review(SHELTER, "3.fundraise", "partially-addresses")])
    assert not stale
    assert relations(new, "3.fundraise") == [(0, "partially-addresses"), (1, "addresses"), (2, SILENT), (3, "partially-addresses")]
    assert [(one.words, one.engine) for one in new.reviews] == [(fingerprint(MONEY), ("contradicts",)), (fingerprint(SHELTER), (SILENT,))]
    assert apply_reviews(new, [])[0] == new


def test_words_that_none_of_them_has_any_more_are_stale(twins: Report) -> None:
    new, (stale,) = apply_reviews(twins, [review("Nobody sings.", "3.host", "addresses")])
    assert stale.why.startswith("twins/1 now says")
    assert new.verdicts == twins.verdicts


def test_each_row_of_the_review_sheet_shows_the_words_of_its_verdict_and_comes_back(twins: Report) -> None:
    book = opened(to_xlsx(twins))
    sheet = book["Review"]
    at = places(sheet)
    shown = {(sheet.cell(row, at["element"]).value, sheet.cell(row, at["words"]).value, sheet.cell(row, at["tool says"]).value): row for row in range(HEAD + 1, sheet.max_row + 1)}
    row = shown["3.fundraise", MONEY, "contradicts"]
    assert ("3.host", SHELTER, "partially addresses") in shown
    for name, value in zip(("relation", "reviewer", "reason", "date"), ("addresses", "Amina", "why", DAY), strict=True):
        sheet.cell(row, at[name]).value = value
    new, stale = apply_reviews(twins, read_review_sheet(saved(book), "r.xlsx"))
    assert not stale
    assert relations(new, "3.fundraise")[1] == (1, "addresses")
    again = opened(to_xlsx(new))["Review"]
    decided = [again.cell(one, at["words"]).value for one in range(HEAD + 1, again.max_row + 1) if again.cell(one, at["relation"]).value]
    assert decided == [MONEY]


def test_the_matrix_of_the_workbook_has_each_relation_in_its_row(twins: Report) -> None:
    sheet = opened(to_xlsx(twins))["Matrix"]
    heads = [cell.value for cell in sheet[1]]
    column = heads.index("3.fundraise")
    assert [row[column] is not None for row in sheet.iter_rows(min_row=4, values_only=True)] == [False, True, False, False]


def test_the_page_has_each_id_once_and_each_link_in_its_margin(twins: Report) -> None:
    page = to_html(twins)
    found = Page(page)
    assert len(found.ids) == len(set(found.ids))
    assert {link[1:] for link in found.links} <= set(found.ids)
    articles = page.split('<article class="provision"')[1:]
    assert ['href="#3.fundraise"' in article for article in articles] == [False, True, False, False]


def test_tables_give_the_place_of_the_provision_meant(twins: Report) -> None:
    columns, rows = verdict_rows(twins)
    at = [column.name for column in columns].index("provision_eid")
    by_start = {note.start: note.eid for note in twins.provisions}
    assert len(set(by_start.values())) == 4
    for verdict, row in zip(twins.verdicts, rows, strict=True):
        note = Standing(twins).note(verdict)
        assert note is not None
        assert row[at] == note.eid
        assert note.start <= verdict.evidence[0].start < note.end


@pytest.mark.skipif(not THERE, reason=WHY)
def test_oscal_maps_each_from_its_own_control(twins: Report) -> None:
    new = apply_reviews(twins, [review(SHELTER, "3.fundraise", SILENT)])[0]
    for report in (twins, new):
        text = to_oscal_mapping(report)
        assert not errors("mapping", text)
        words = {part["id"]: part["parts"][0]["prose"] for group in json.loads(to_oscal_catalog(report))["catalog"]["groups"] for part in group["controls"]}
        maps = json.loads(text)["mapping-collection"]["mappings"][0]["maps"]
        assert len({one["uuid"] for one in maps}) == len(maps)
        for one in maps:
            quote = next(prop["value"] for prop in one["sources"][0]["props"] if prop["name"] == "quote")
            assert quote.rstrip(".") in words[one["sources"][0]["id-ref"]]
        assert {one["sources"][0]["id-ref"] for one in maps if one["relationship"] == "contrary"} == {"provision-twins_1_2"}
