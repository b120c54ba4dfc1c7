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
    contracts = [name for name in coding if name.endswith(".json")]
    if contracts:
        emit(_contracts(contracts, len(coding), rules, format), output)
        return
    from compliance.score.show import scores_json, scores_text
    from compliance.tasks.scores import score_files

    scores, readers = score_files(coding, agreement, instrument or (), rules)
    emit((scores_json if format == "json" else scores_text)(scores, readers), output)


def _contracts(files: list[str], named: int, pack: str, format: str) -> str:
    """The scores of ContractNLI files, which are judged one at a time and not beside other codings."""
    from compliance.errors import Problem, UsageError
    from compliance.score.show_contracts import contracts_json, contracts_text
    from compliance.tasks.scores import score_contract_file

    if named > 1:
        raise UsageError(Problem(files[0], 0, 0, "usage-contracts", "a ContractNLI file is scored alone", "name one file"))
    made = score_contract_file(files[0], pack)
    name = files[0].replace("\\", "/").rsplit("/", 1)[-1]
    if format == "json":
        return contracts_json(name, made.contracts, made.answers, made.own, made.floor)
    return contracts_text(name, made.contracts, made.own, made.floor)
