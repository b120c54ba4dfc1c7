"""``compliance report``: the gap report."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from compliance.cli.options import AgreementOption, InstrumentOption, OutputOption, PackOption
from compliance.cli.reporting import made_report, write_report
from compliance.cli.writing import chosen_format


def report(
    agreement: AgreementOption = None,
    instrument: InstrumentOption = None,
    rules: PackOption = "doha",
    format: Annotated[Optional[str], typer.Option("-f", "--format", help="text, markdown, html, json, docx (Word), xlsx (a workbook), csv, parquet, oscal-mapping or oscal-catalog (OSCAL 1.2.1). Without it the ending of -o says the format; else text.")] = None,  # noqa: UP045
    output: OutputOption = None,
    width: Annotated[Optional[int], typer.Option("--width", min=40, max=400, help="Columns of the text format.")] = None,  # noqa: UP045
    reviews: Annotated[Optional[str], typer.Option("--reviews", metavar="FILE", help="What people decided: a workbook of -f xlsx whose review sheet was filled in, or the tables of compliance review.")] = None,  # noqa: UP045
    html_assets: Annotated[Optional[str], typer.Option("--html-assets", metavar="DIR", help="Write the page into this folder, with its style and script in files beside it.")] = None,  # noqa: UP045
) -> None:
    """Print the gap report: which words answer which commitment, and which commitments nobody answers.

    Without options it runs on the built-in corpus. Example: compliance report -i my-decree.txt -o report.html
    """
    if html_assets is not None:
        from compliance.cli.page import check_page_options, write_page
        from compliance.report.formats import FILES, FORMATS

        check_page_options(chosen_format(format, None, (*FORMATS, *FILES)), output)
        write_page(made_report(agreement, instrument, rules, reviews), html_assets)
        return
    write_report(agreement, instrument, rules, format, output, width, reviews)
