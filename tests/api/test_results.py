"""What the verbs give: nouns that stand still, that show themselves, are written to files, and become tables."""

from __future__ import annotations

import csv
import io
import json
import pickle
import re
import sys
from dataclasses import FrozenInstanceError, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import compliance
from compliance.errors import InputError, UsageError
from compliance.model import change, check, mapping
from compliance.model import report as noun
from compliance.report.build import Read
from compliance.report.formats import FILES, FORMATS
from compliance.report.rows import COLUMNS, verdict_rows
from compliance.report.to_html import to_html

ROOT = Path(__file__).resolve().parents[2]
CLAIMS = str(ROOT / "docs" / "reference" / "claims-example.yaml")


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    """One result of every kind, of the built-in corpus."""
    report = compliance.make_report()
    return {
        "Report": report, "Verdict": report.verdicts[0], "Comparison": compliance.diff(rules="doha"), "Judgement": compliance.check(instruments="iea-2020-09", today="2026-01-31"),
        "Clauses": compliance.parse("iea-2020-09"), "Claims": compliance.check_claims(CLAIMS), "Explanation": compliance.explain("iea-2020-09/10", "3.threaten"),
    }  # fmt: skip


def test_results_are_the_nouns_they_are_named_after(results: dict[str, Any]) -> None:
    assert set(results) == {name for name in compliance.__all__ if name[0].isupper()}
    for name, kind in (("Report", noun.Report), ("Verdict", mapping.Verdict), ("Comparison", change.Comparison), ("Judgement", check.Judgement), ("Clauses", Read)):
        assert isinstance(results[name], kind)
    assert all(isinstance(verdict, compliance.Verdict) for verdict in results["Report"].verdicts)
    assert to_html(results["Report"]) == results["Report"].to("html")


def test_results_stand_still(results: dict[str, Any]) -> None:
    for result in results.values():
        with pytest.raises((FrozenInstanceError, TypeError)):
            setattr(result, fields(result)[0].name, None)
        assert not hasattr(result, "__dict__")
        assert pickle.loads(pickle.dumps(result)) == result
        assert replace(result) == result


def test_results_say_themselves_in_a_line(results: dict[str, Any]) -> None:
    assert {name: repr(result) for name, result in results.items() if name != "Explanation"} == {
        "Report": "<Report: doha, iea-2020-09 and iea-2021-02; 11 elements: 3 partly addressed, 1 contradicted, 6 contested, 1 not addressed>",
        "Verdict": "<Verdict: iea-2020-09/1 does-not-address 1>",
        "Comparison": "<Comparison: iea-2020-09 -> iea-2021-02; 1 clause reworded, 13 added, 30 removed.>",
        "Judgement": "<Judgement: fails; 52 new findings: 13 errors, 24 warnings and 15 notes.>",
        "Clauses": "<Clauses: iea-2020-09; 26 provisions, 39 norms>",
        "Claims": "<Claims: 12 claims: 4 confirmed, 2 partly, 2 not-found, 4 refuted. 12 of 12 as expected.>",
    }
    assert repr(results["Explanation"]) == str(results["Explanation"]).rstrip("\n")
    assert [result.verdict for result in results["Claims"]] == [result.verdict for result in results["Claims"].results]
    assert len(results["Claims"]) == 12


def test_results_show_themselves_without_ipython(results: dict[str, Any]) -> None:
    for result in results.values():
        out = result._repr_html_()
        assert out.startswith('<div class="cmpl"><style>')
        assert out.endswith("</div>")
        assert len(out.encode()) < 30_000
        assert "<script" not in out
        assert out == result._repr_html_()


def test_formats_are_those_of_the_commands(results: dict[str, Any]) -> None:
    assert json.loads(results["Report"].to("json"))["format"] == "compliance-report/1"
    assert json.loads(results["Comparison"].to("json"))["format"] == "compliance-diff/1"
    assert "verdicts" in json.loads(results["Comparison"].to("json"))
    assert json.loads(results["Judgement"].to("sarif"))["version"] == "2.1.0"
    with pytest.raises(UsageError, match="there is no format 'jsn'"):
        results["Report"].to("jsn")
    for name in ("Report", "Comparison", "Judgement", "Clauses", "Claims"):
        for format, show in results[name]._shows().items():
            assert format in FILES or show(), (name, format)  # files have tests of their own, and some want an extra


def test_results_are_written_as_the_name_asks(results: dict[str, Any], tmp_path: Path) -> None:
    report = results["Report"]
    for ending, format in ((".html", "html"), (".md", "markdown"), (".txt", "text"), (".json", "json")):
        report.save(tmp_path / f"report{ending}")
        assert (tmp_path / f"report{ending}").read_text("utf-8") == report.to(format)
    report.save(str(tmp_path / "report.data"), "oscal-catalog")
    assert (tmp_path / "report.data").read_text("utf-8") == report.to("oscal-catalog")
    results["Clauses"].save(tmp_path / "decree.XML")
    assert (tmp_path / "decree.XML").read_text("utf-8") == results["Clauses"].to("akn")
    with pytest.raises(UsageError, match=r"no format is meant by the ending '\.xml'") as caught:
        report.save(tmp_path / "report.xml")
    assert ".html, .md, .txt, .json" in caught.value.problems[0].next_step
    with pytest.raises(UsageError, match="no format is meant by the ending ''"):
        report.save(tmp_path / "report")
    with pytest.raises(InputError) as missing:
        report.save(tmp_path / "nowhere" / "report.html")
    assert missing.value.problems[0].code == "output-folder"


def test_a_word_file_is_bytes(results: dict[str, Any], tmp_path: Path) -> None:
    plain = compliance.diff()
    plain.save(tmp_path / "changes.docx")
    assert (tmp_path / "changes.docx").read_bytes()[:2] == b"PK"
    with pytest.raises(UsageError, match="docx is a file and no text"):
        plain.to("docx")
    with pytest.raises(UsageError, match=r"no format is meant by the ending '\.docx'"):
        results["Comparison"].save(tmp_path / "flips.docx")


def test_rows_are_plain(results: dict[str, Any]) -> None:
    rows = results["Report"].to_rows()
    columns, values = verdict_rows(results["Report"])
    assert [tuple(row.values()) for row in rows] == values
    assert list(rows[0]) == [column.name for column in columns]
    assert len(rows) == len(results["Report"].verdicts)
    changes = results["Comparison"].to_rows()
    assert [row["kind"] for row in changes] == [one.kind for one in results["Comparison"].changes]
    for row in changes:
        if row["old_start"] is not None:
            assert results["Comparison"].old.source[row["old_start"] :].startswith(row["old_words"].split("\n")[0])
    findings = results["Judgement"].to_rows()
    assert [row["id"] for row in findings] == [one.id for one in results["Judgement"].findings]
    clauses = results["Clauses"].to_rows()
    source = results["Clauses"].text.content
    assert all(source[row["start"] : row["end"]] == row["text"] for row in clauses)
    assert sum(row["provision"] for row in clauses) == len(results["Clauses"].provisions)
    assert [row["verdict"] for row in results["Claims"].to_rows()] == [one.verdict for one in results["Claims"]]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writerows(rows)
    assert out.getvalue().count("iea-2020-09") > 100


def test_frames_have_the_rows_and_their_kinds(results: dict[str, Any]) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is missing: pip install -e '.[pandas]'")
    for name in ("Report", "Comparison", "Judgement", "Clauses", "Claims"):
        rows = results[name].to_rows()
        frame = results[name].to_frame()
        assert list(frame.columns) == list(rows[0])
        assert frame.shape == (len(rows), len(rows[0]))
    frame = results["Report"].to_frame()
    for column in COLUMNS:
        kind = str(frame[column.name].dtype)
        assert kind in {"text": ("str", "object"), "integer": ("Int64",), "date": ("datetime64[s]",), "truth": ("bool",)}[column.kind], column.name
    assert frame.groupby("relation").size().to_dict() == {
        relation: sum(verdict.relation == relation for verdict in results["Report"].verdicts) for relation in {verdict.relation for verdict in results["Report"].verdicts}
    }
    assert frame.instrument_date.min() == pandas.Timestamp("2020-09-01")
    assert frame.review_date.isna().all()
    nothing = replace(results["Report"], verdicts=()).to_frame()
    assert list(nothing.dtypes) == list(frame.dtypes)
    assert len(nothing) == 0


def test_days_of_any_century_stand_in_a_frame() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is missing: pip install -e '.[pandas]'")
    old = compliance.make_report(instruments=compliance.text("1. No one may recruit.", "old", date="1215-06-15"))
    frame = old.to_frame()
    assert frame.instrument_date[0].date() == date(1215, 6, 15)
    assert pandas.api.types.is_datetime64_any_dtype(frame.instrument_date)


def test_a_format_without_a_name_is_none(results: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        results["Report"].save(tmp_path / "a.json", "")
    assert [problem.code for problem in caught.value.problems] == ["unknown-name"]


def test_half_of_a_pair_stands_in_a_frame_and_in_a_file(tmp_path: Path) -> None:
    pytest.importorskip("pandas", reason="pandas is missing: pip install -e '.[pandas]'")
    report = compliance.make_report(instruments=compliance.text("1. No one may recruit.", "half", title="a \ud800 b"))
    assert set(report.to_frame().instrument_title) == {"a \ufffd b"}
    for format in (*FORMATS, *FILES):
        report.save(tmp_path / format, format)
    assert json.loads((tmp_path / "json").read_text("utf-8"))["instruments"][0]["title"] == "a \ud800 b"


def test_polars_takes_the_rows(results: dict[str, Any]) -> None:
    polars = pytest.importorskip("polars", reason="polars is missing")
    frame = polars.DataFrame(results["Report"].to_rows(), infer_schema_length=None)
    assert frame.height == len(results["Report"].verdicts)
    assert frame["instrument_date"].dtype == polars.Date


def test_without_pandas_the_extra_is_named(results: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError) as caught:
        results["Report"].to_frame()
    (problem,) = caught.value.problems
    assert problem.code == "extra-missing"
    assert "pip install 'compliance[pandas]'" in problem.next_step
    extras = (ROOT / "pyproject.toml").read_text("utf-8").split("[project.optional-dependencies]")[1].split("\n[")[0]
    assert re.search(r"^pandas = \[", extras, re.MULTILINE)
    assert results["Report"].to_rows()
