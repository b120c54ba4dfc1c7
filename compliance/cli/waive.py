"""``compliance waive`` and ``compliance review``: the tables that a person fills in and pastes into the file of waivers or reviews."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from compliance.cli.check import (
    BaselineOption,
    ConfigOption,
    PacksOption,
    ProfileOption,
    TodayOption,
    WaiversOption,
    day_of,
    options_of,
)
from compliance.cli.options import AgreementOption, InstrumentOption, emit
from compliance.errors import Gathering, Problem, UsageError


def waive(
    finding: Annotated[str, typer.Argument(metavar="ID", help="The id of a finding, as compliance check shows it in brackets.")],
    agreement: AgreementOption = None,
    instrument: InstrumentOption = None,
    rules: PacksOption = None,
    config: ConfigOption = None,
    profile: ProfileOption = None,
    baseline: BaselineOption = None,
    waivers: WaiversOption = None,
    today: TodayOption = None,
) -> None:
    """Print the table that waives one finding, to paste into the file of waivers and fill in. Example: compliance waive 6633eb49ad443b20"""
    from compliance.tasks.configure import configure
    from compliance.tasks.known import waiver_for

    gathering = Gathering()
    day = day_of(today, gathering)
    asked = configure(options_of(agreement, instrument, rules, config, profile, baseline, waivers), gathering)
    emit(waiver_for(asked, finding, day, gathering), None)


def review(
    provision: Annotated[Optional[str], typer.Argument(metavar="PROVISION", help="A provision: iea-2020-09/10, or 10 where only one text has it.")] = None,  # noqa: UP045
    element: Annotated[Optional[str], typer.Argument(metavar="ELEMENT", help="An element of a commitment, such as 3.threaten.")] = None,  # noqa: UP045
    agreement: AgreementOption = None,
    instrument: InstrumentOption = None,
    rules: PacksOption = None,
    config: ConfigOption = None,
    today: TodayOption = None,
    workbook: Annotated[Optional[str], typer.Option("--from", metavar="FILE", help="Print the tables of all decisions in this workbook of report -f xlsx instead.")] = None,  # noqa: UP045
) -> None:
    """Print the table by which a person decides about a provision and an element. Example: compliance review iea-2020-09/10 3.threaten

    With --from the tables of what was decided in a workbook. Example: compliance review --from report.xlsx > reviews.toml
    """
    if workbook is not None:
        from compliance.tasks.reviewed import workbook_as_tables

        if any(value is not None for value in (provision, element, agreement, instrument, rules, config, today)):
            raise UsageError(Problem("", 0, 0, "usage-review", "--from takes all from the workbook, and nothing else can be said beside it", "leave out the other arguments"))
        emit(workbook_as_tables(workbook), None)
        return
    if provision is None or element is None:
        raise UsageError(Problem("", 0, 0, "usage-review", "a review is about a provision and an element", "name both, or a workbook with --from FILE"))
    from compliance.tasks.configure import configure
    from compliance.tasks.known import review_for

    gathering = Gathering()
    day = day_of(today, gathering)
    asked = configure(options_of(agreement, instrument, rules, config), gathering)
    emit(review_for(asked, provision, element, day, gathering), None)
