"""What ``compliance report`` does once its options are read; without what reads a command line.

Takes the options; writes the report. Raises ComplianceError.
"""

from __future__ import annotations

import sys

from compliance.cli.writing import chosen_format, emit, only_a_terminal
from compliance.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from compliance.model.report import Report

#: Formats that hold verdicts and nothing else.
_VERDICTS_ALONE = ("csv", "parquet")


def write_report(
    agreement: str | None = None, instrument: Sequence[str] | None = None, rules: str = "doha", format: str | None = None, output: str | None = None, width: int | None = None,
    reviews: str | None = None,
) -> None:
    """Make the gap report and write it; without a format, in the one that the ending of ``output`` means."""
    from compliance.report.formats import CALLED, FILES, FORMATS

    format = chosen_format(format, output, (*FORMATS, *FILES))
    if format in FILES:
        problems = only_a_terminal(CALLED[format], output)
        if problems:
            raise UsageError(*problems)
    made = made_report(agreement, instrument, rules, reviews)
    if format == "text":
        from compliance.report.to_text import to_text

        emit(to_text(made, width or _columns()), output)
    else:
        emit((FILES if format in FILES else FORMATS)[format](made), output)
    if format in _VERDICTS_ALONE:
        _tell_stale(made)


def _tell_stale(report: Report) -> None:
    """Say on the terminal what a table of verdicts has no place for."""
    from compliance.report.wording import review_words, safe

    for one in report.reviews:
        if one.stale:
            print(f"stale review: {safe(review_words(one))}", file=sys.stderr)


def made_report(agreement: str | None, instrument: Sequence[str] | None, rules: str, reviews: str | None) -> Report:
    """The gap report; with what people decided, where a file of reviews is named."""
    if reviews is None:
        from compliance.pipeline import make_report

        return make_report(agreement, instrument or (), rules)
    from compliance.tasks.reviewed import reviewed_report

    return reviewed_report(agreement, instrument or (), rules, reviews)


def _columns() -> int:
    if not sys.stdout.isatty():
        return 80
    import shutil

    return min(shutil.get_terminal_size((80, 24)).columns, 100)
