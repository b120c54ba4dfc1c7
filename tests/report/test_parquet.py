"""The table of verdicts as Parquet, read by the library that wrote it."""

from __future__ import annotations

import io
import json
import sys

import pyarrow.parquet
import pytest
from hypothesis import given, settings

from compliance import __version__
from compliance.errors import UsageError
from compliance.model.report import Report
from compliance.pipeline import make_report
from compliance.report.rows import verdict_rows
from compliance.report.to_parquet import to_parquet
from tests.report.test_page import reports


@pytest.fixture(scope="module")
def corpus() -> Report:
    return make_report()


def read(data: bytes) -> pyarrow.Table:
    return pyarrow.parquet.read_table(io.BytesIO(data), use_threads=False)  # its threads have ended a whole process on their way out


def test_columns_types_and_values(corpus: Report) -> None:
    table = read(to_parquet(corpus))
    columns, rows = verdict_rows(corpus)
    kinds = {"text": "string", "integer": "int64", "date": "date32[day]", "truth": "bool"}
    assert [(field.name, str(field.type), field.nullable) for field in table.schema] == [(c.name, kinds[c.kind], c.optional) for c in columns]
    assert list(zip(*(column.to_pylist() for column in table.columns), strict=True)) == [tuple(row) for row in rows]
    assert {name: table.schema.field(name).metadata[b"meaning"].decode() for name in table.schema.names} == {c.name: c.meaning for c in columns}


def test_metadata_name_what_it_was_made_from(corpus: Report) -> None:
    said = {key.decode(): value.decode() for key, value in read(to_parquet(corpus)).schema.metadata.items()}
    assert (said["format"], said["tool"], said["pack"], said["pack_version"]) == ("compliance-verdicts/1", f"compliance {__version__}", corpus.pack_id, corpus.pack_version)
    assert json.loads(said["instruments"]) == {source.id: source.sha256 for source in corpus.instruments}
    assert corpus.agreement is not None
    assert json.loads(said["agreement"]) == {corpus.agreement.id: corpus.agreement.sha256}


def test_the_same_report_is_the_same_bytes(corpus: Report) -> None:
    assert to_parquet(corpus) == to_parquet(corpus)


@settings(max_examples=20, deadline=None)
@given(reports())
def test_whatever_a_text_says_it_is_a_table(report: Report) -> None:
    assert read(to_parquet(report)).num_rows == len(report.verdicts)


def test_where_the_library_is_missing_the_extra_is_named(corpus: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError) as wrong:
        to_parquet(corpus)
    assert [(p.code, p.next_step) for p in wrong.value.problems] == [("extra-missing", "pip install 'compliance[parquet]'")]
