"""What ``compliance report`` does once its options are read; without what reads a command line.

Takes the options; writes the report. Raises ComplianceError.
"""

from __future__ import annotations

import sys

from compliance.cli.writing import emit, one_of, only_a_terminal
from compliance.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def write_report(
    agreement: str | None = None, instrument: Sequence[str] | None = None, rules: str = "doha", format: str = "text", output: str | None = None, width: int | None = None
) -> None:
    """Make the gap report and write it."""
    from compliance.pipeline import make_report
    from compliance.report.formats import CALLED, FILES, FORMATS

    one_of(format, (*FORMATS, *FILES), "format")
    if format in FILES:
        problems = only_a_terminal(CALLED[format], output)
        if problems:
            raise UsageError(*problems)
    made = make_report(agreement, instrument or (), rules)
    if format == "text":
        from compliance.report.to_text import to_text

        emit(to_text(made, width or _columns()), output)
    else:
        emit((FILES if format in FILES else FORMATS)[format](made), output)


def _columns() -> int:
    if not sys.stdout.isatty():
        return 80
    import shutil

    return min(shutil.get_terminal_size((80, 24)).columns, 100)
