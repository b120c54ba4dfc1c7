"""The table of verdicts, which CSV, Parquet, workbook and data frame share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from compliance.checks.identity import fingerprint
from compliance.model.check import Spot
from compliance.model.known import Review
from compliance.model.report import Report
from compliance.pipeline import make_report
from compliance.report.reviewed import apply_reviews
from compliance.report.rows import COLUMNS, day, table_metadata, verdict_rows


@pytest.fixture(scope="module")
def corpus() -> Report:
    return make_report()


def as_dicts(report: Report) -> list[dict[str, object]]:
    columns, rows = verdict_rows(report)
    return [dict(zip([column.name for column in columns], row, strict=True)) for row in rows]


def test_a_row_for_each_verdict_with_its_words_where_they_stand(corpus: Report) -> None:
    rows = as_dicts(corpus)
    assert [(row["instrument"], row["provision"], row["element"], row["relation"]) for row in rows] == [(v.instrument, v.provision, v.element, v.relation) for v in corpus.verdicts]
    spans = {(e.document, e.start, e.end): e.quote for v in corpus.verdicts for e in v.evidence}
    for row in rows:
        assert spans[row["instrument"], row["quote_start"], row["quote_end"]] == row["quote"]  # type: ignore[index]
        assert spans[row["against_document"], row["against_start"], row["against_end"]] == row["against"]  # type: ignore[index]
        assert {row["agreement_sha256"]} == {corpus.agreement.sha256 if corpus.agreement else ""}
    assert {row["instrument_sha256"] for row in rows} == {source.sha256 for source in corpus.instruments}


def test_values_are_of_the_kind_that_their_column_states(corpus: Report) -> None:
    kinds = {"text": str, "integer": int, "date": date, "truth": bool}
    for row in verdict_rows(corpus)[1]:
        for column, value in zip(COLUMNS, row, strict=True):
            assert (value is None and column.optional) or type(value) is kinds[column.kind], column


def test_a_pack_that_states_its_commitments_has_no_agreement_in_its_rows(corpus: Report) -> None:
    bare = replace(corpus, agreement=None, verdicts=tuple(replace(v, evidence=v.evidence[:1]) for v in corpus.verdicts))
    row = as_dicts(bare)[0]
    assert (row["agreement"], row["against_document"], row["against_start"]) == ("", "", None)
    assert row["against"] == corpus.elements[0].quote


def test_a_decision_of_a_person_is_said_beside_what_the_engine_had_said(corpus: Report) -> None:
    hit = next(v for v in corpus.verdicts if v.relation == "partially-addresses")
    note = next(n for n in corpus.provisions if (n.instrument, n.label) == (hit.instrument, hit.provision))
    after, _ = apply_reviews(corpus, [Review(Spot("r", 1, 1, 1, 1), hit.key, fingerprint(note.text), hit.element, "addresses", "Amina", "2026-01-05", "all are meant")])
    row = next(row for row in as_dicts(after) if (row["instrument"], row["provision"], row["element"]) == (hit.instrument, hit.provision, hit.element))
    assert (row["relation"], row["reviewer"], row["review_date"], row["review_reason"]) == ("addresses", "Amina", date(2026, 1, 5), "all are meant")
    before = [v.relation for v in corpus.verdicts if (v.key, v.element) == (hit.key, hit.element)]
    assert (row["engine_relation"], row["decided_by_row"]) == (", ".join(before), "review")
    others = [row for row in as_dicts(after) if row["reviewer"]]
    assert others == [row]


def test_stale_reviews_stand_in_the_report_and_decide_no_row(corpus: Report) -> None:
    element = corpus.elements[0].id
    first = corpus.provisions[0]
    stale = Review(Spot("r", 1, 1, 1, 1), f"{first.instrument}/{first.label}", fingerprint("other words"), element, "addresses", "Amina", "2026-01-05", "r")
    after, left = apply_reviews(corpus, [stale])
    assert [one.why for one in left] == [note.stale for note in after.reviews]
    assert after.reviews[0].stale
    assert as_dicts(after) == as_dicts(corpus)
    assert apply_reviews(after, [stale])[0] == after


@pytest.mark.parametrize(("text", "meant"), [("2020-09", date(2020, 9, 1)), ("2021", date(2021, 1, 1)), ("2021-02-12", date(2021, 2, 12)), ("", None), ("spring", None), ("2021-13", None), ("1-2-3-4", None)])
def test_days(text: str, meant: date | None) -> None:
    assert day(text) == meant


def test_metadata_name_tool_pack_and_digests(corpus: Report) -> None:
    said = table_metadata(corpus)
    assert corpus.agreement is not None
    assert corpus.agreement.sha256 in said["agreement"]
    assert all(source.sha256 in said["instruments"] for source in corpus.instruments)
    assert (said["pack"], said["pack_version"]) == (corpus.pack_id, corpus.pack_version)


@pytest.mark.parametrize("named", ["decree/17/1", "17", "decree/17"])
def test_a_stale_review_is_called_as_its_file_calls_it(named: str, corpus: Report) -> None:
    stale = Review(Spot("r", 1, 1, 1, 1), named, fingerprint("other words"), corpus.elements[0].id, "addresses", "Amina", "2026-01-05", "r")
    assert [one.key for one in apply_reviews(corpus, [stale])[0].reviews] == [named]
