"""``compliance report``: the gap report."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from compliance.cli.options import AgreementOption, InstrumentOption, OutputOption, PackOption
from compliance.cli.reporting import write_report


def report(
    agreement: AgreementOption = None,
    instrument: InstrumentOption = None,
    rules: PackOption = "doha",
    format: Annotated[str, typer.Option("-f", "--format", help="text, markdown, html, json, oscal-mapping or oscal-catalog (OSCAL 1.2.1).")] = "text",
    output: OutputOption = None,
    width: Annotated[Optional[int], typer.Option("--width", min=40, max=400, help="Columns of the text format.")] = None,  # noqa: UP045
) -> None:
    """Print the gap report: which words answer which commitment, and which commitments nobody answers.

    Without options it runs on the built-in corpus. Example: compliance report -i my-decree.txt -f html -o report.html
    """
    write_report(agreement, instrument, rules, format, output, width)
