"""A file of reviews -> reviews, and the gap report with them laid over.

Takes names, paths and texts; gives reviews, or a report that says who decided what and which reviews hold no longer. The file is the TOML that
``compliance review`` prints, or a workbook of ``report -f xlsx`` whose review sheet was filled in.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance import disk
from compliance.checks.reviews import read_reviews, unknown_elements
from compliance.errors import Gathering
from compliance.model.known import Review
from compliance.model.report import Report
from compliance.model.text import Source
from compliance.pipeline import make_report
from compliance.report.reviewed import apply_reviews


def load_review_file(path: str) -> tuple[Review, ...]:
    """The reviews in a file. Raises InputError with every mistake, at its line or its cell."""
    data = disk.read_data(path)
    if is_workbook(data, path):
        from compliance.checks.review_sheet import read_review_sheet  # only a workbook needs it

        return read_review_sheet(data, path)
    table, source = disk.load_toml(path)
    return read_reviews(table, path, source)


def workbook_as_tables(path: str) -> str:
    """The decisions of a workbook as the tables of a file of reviews. Raises InputError with every mistake, at its cell."""
    from compliance.checks.review_sheet import read_review_sheet
    from compliance.report.known_text import decided_block

    return "\n".join(decided_block(review) for review in read_review_sheet(disk.read_data(path), path))


def is_workbook(data: bytes, path: str) -> bool:
    """Whether a file is meant as a workbook, be it one that cannot be read: a zip, an old Excel file, or named like one."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0") or path.lower().endswith((".xlsx", ".xlsm", ".xls", ".ods"))


def reviewed_report(agreement: Source | None, instruments: Sequence[Source], pack: str, reviews: str) -> Report:
    """The gap report as ``make_report`` gives it, with the reviews of a file laid over it.

    Raises InputError with the problems of texts, pack and reviews.
    """
    gathering = Gathering()
    report = gathering.attempt(make_report, agreement, instruments, pack)
    decided = gathering.attempt(load_review_file, reviews) or ()
    if report is not None:
        gathering.problems += unknown_elements(decided, [element.id for element in report.elements])
    gathering.settle()
    assert report is not None
    return apply_reviews(report, decided)[0]
