"""``compliance score``: the engine against human codings."""

from __future__ import annotations

from typing import Annotated

import typer

from compliance.cli.options import AgreementOption, InstrumentOption, OutputOption, PackOption, emit, one_of


def score(
    coding: Annotated[list[str], typer.Argument(metavar="CODING...", help="Coding files in YAML; with several, agreement between the readers too.")],
    agreement: AgreementOption = None,
    instrument: InstrumentOption = None,
    rules: PackOption = "doha",
    format: Annotated[str, typer.Option("-f", "--format", help="text or json.")] = "text",
    output: OutputOption = None,
) -> None:
    """Compare verdicts with what careful readers coded. Example: compliance score my-coding.yaml"""
    one_of(format, ("text", "json"), "format")
    from compliance.pipeline import score_files
    from compliance.score.show import scores_json, scores_text

    scores, readers = score_files(coding, agreement, instrument or (), rules)
    emit((scores_json if format == "json" else scores_text)(scores, readers), output)
