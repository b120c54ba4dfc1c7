"""``compliance baseline``: what is known made, shown and pruned."""

from __future__ import annotations

from typing import Annotated

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
from compliance.errors import Gathering

app = typer.Typer(help="Findings that are known: create, show, prune.", no_args_is_help=True, rich_markup_mode=None)


@app.command("create", short_help="Take all findings of today up into the baseline.")
def create(
    agreement: AgreementOption = None,
    instrument: InstrumentOption = None,
    rules: PacksOption = None,
    config: ConfigOption = None,
    profile: ProfileOption = None,
    baseline: BaselineOption = None,
    waivers: WaiversOption = None,
    today: TodayOption = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a baseline that is there; findings that it holds keep their day.")] = False,
) -> None:
    """Take all findings of today up into the baseline, so that only new ones fail. Example: compliance baseline create --baseline baseline.json"""
    from compliance.report.wording import counted
    from compliance.tasks.configure import configure
    from compliance.tasks.known import create_baseline

    gathering = Gathering()
    day = day_of(today, gathering)
    asked = configure(options_of(agreement, instrument, rules, config, profile, baseline, waivers), gathering)
    entries = create_baseline(asked, day, force, gathering)
    emit(f"{asked.baseline}: {counted(len(entries), 'known finding', 'known findings')}\n", None)


@app.command("show")
def show(config: ConfigOption = None, baseline: BaselineOption = None, today: TodayOption = None) -> None:
    """List the known findings, the oldest first, with their age. Example: compliance baseline show"""
    from compliance.report.known_text import baseline_text
    from compliance.tasks.configure import configure
    from compliance.tasks.known import show_baseline

    gathering = Gathering()
    day = day_of(today, gathering)
    entries = show_baseline(configure(options_of(config=config, baseline=baseline), gathering), gathering)
    emit(baseline_text(entries, day), None)


@app.command("prune")
def prune(
    agreement: AgreementOption = None,
    instrument: InstrumentOption = None,
    rules: PacksOption = None,
    config: ConfigOption = None,
    profile: ProfileOption = None,
    baseline: BaselineOption = None,
    waivers: WaiversOption = None,
    today: TodayOption = None,
) -> None:
    """Take findings that are found no more out of the baseline. Example: compliance baseline prune"""
    from compliance.report.check_wording import plain
    from compliance.report.wording import counted
    from compliance.tasks.configure import configure
    from compliance.tasks.known import prune_baseline

    gathering = Gathering()
    day = day_of(today, gathering)
    asked = configure(options_of(agreement, instrument, rules, config, profile, baseline, waivers), gathering)
    gone, left = prune_baseline(asked, day, gathering)
    rows = [f"taken out: {plain(one.id)} {one.code} {plain(one.subject)} (since {one.since})" for one in gone]
    emit("\n".join([*rows, f"{asked.baseline}: {counted(left, 'known finding', 'known findings')}"]) + "\n", None)
