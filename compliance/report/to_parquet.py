"""Report -> the table of verdicts as Parquet.

Takes a report; gives the bytes of a Parquet file with the columns of ``rows``, each of its kind, and with tool, pack and the digests of
all texts in the metadata of its schema. Needs pyarrow, which the extra ``parquet`` brings.
"""

from __future__ import annotations

from compliance.errors import Problem, UsageError
from compliance.model.report import Report
from compliance.report.rows import sound, table_metadata, verdict_rows


def to_parquet(report: Report) -> bytes:
    """The table of verdicts as the bytes of a Parquet file. Raises UsageError where pyarrow is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UsageError(Problem("", 0, 0, "extra-missing", "the format parquet needs pyarrow, which is not installed", "pip install 'compliance[parquet]'")) from None
    columns, rows = verdict_rows(report)
    kinds = {"text": pyarrow.string(), "integer": pyarrow.int64(), "date": pyarrow.date32(), "truth": pyarrow.bool_()}
    fields = [pyarrow.field(column.name, kinds[column.kind], nullable=column.optional, metadata={"meaning": column.meaning}) for column in columns]
    values = [[sound(row[at]) for row in rows] for at in range(len(columns))]
    table = pyarrow.table(values, schema=pyarrow.schema(fields, metadata={name: sound(text) for name, text in table_metadata(report).items()}))
    out = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(table, out)
    return bytes(out.getvalue().to_pybytes())
