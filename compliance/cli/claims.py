"""``compliance claims``: statements about the texts, held against their words."""

from __future__ import annotations

from typing import Annotated

import typer

from compliance.cli.options import AgreementOption, InstrumentOption, OutputOption, PackOption, emit, one_of


def claims(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Claims in YAML: id, about, kind, text and, where wanted, the verdict that is expected.")],
    agreement: AgreementOption = None,
    instrument: InstrumentOption = None,
    rules: PackOption = "doha",
    expect: Annotated[bool, typer.Option("--expect", help="Exit with 1 where a verdict is not the one that the file expects.")] = False,
    format: Annotated[str, typer.Option("-f", "--format", help="text, json or markdown.")] = "text",
    output: OutputOption = None,
) -> None:
    """Check statements about the texts: confirmed, partly, not-found or refuted, with the words that carry the verdict.

    Example: compliance claims my-claims.yaml -i my-decree.txt --expect
    """
    one_of(format, ("text", "json", "markdown"), "format")
    from compliance.report.claims import claims_json, claims_markdown, claims_text
    from compliance.tasks.claims import check_claims

    texts, results = check_claims(file, agreement, instrument or (), rules, expect=expect)
    show = {"text": claims_text, "json": claims_json, "markdown": claims_markdown}[format]
    emit(show(texts, results), output)
    if expect and any(one.as_expected is False for one in results):
        raise typer.Exit(1)
