"""``compliance suggest``: pairs that no verdict covers and that share words."""

from __future__ import annotations

from typing import Annotated

import typer

from compliance.cli.options import AgreementOption, InstrumentOption, OutputOption, PackOption, emit, one_of


def suggest(
    agreement: AgreementOption = None,
    instrument: InstrumentOption = None,
    rules: PackOption = "doha",
    top: Annotated[int, typer.Option("--top", min=1, max=10_000, help="How many to show.")] = 10,
    at_least: Annotated[float, typer.Option("--at-least", min=0.0, max=1.0, help="The least likeness, from 0 to 1.")] = 0.0,
    format: Annotated[str, typer.Option("-f", "--format", help="text, markdown or json.")] = "text",
    output: OutputOption = None,
) -> None:
    """Rank pairs that no verdict covers, as suggestions to look at, never as verdicts. Example: compliance suggest --top 5"""
    one_of(format, ("text", "markdown", "json"), "format")
    from compliance.report.suggestions import suggestions_json, suggestions_markdown, suggestions_text
    from compliance.tasks.suggestions import suggest_pairs

    found = suggest_pairs(agreement, instrument or (), rules, at_least)[:top]
    show = {"text": suggestions_text, "markdown": suggestions_markdown, "json": suggestions_json}[format]
    emit(show(found), output)
