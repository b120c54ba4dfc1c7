"""``compliance check``: the texts of a project judged by its policy; the exit code says how it went."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from compliance.cli.checking import day_of as day_of  # found here too, beside the options
from compliance.cli.checking import options_of as options_of
from compliance.cli.checking import run_check_command
from compliance.cli.options import AgreementOption, InstrumentOption

PacksOption = Annotated[Optional[list[str]], typer.Option("-r", "--rules", metavar="PACK", help="A rule pack: a built-in name or a folder. May be given often.")]  # noqa: UP045
ConfigOption = Annotated[Optional[str], typer.Option("--config", metavar="FILE", help="The configuration, instead of the nearest compliance.toml or pyproject.toml.")]  # noqa: UP045
ProfileOption = Annotated[Optional[str], typer.Option("--profile", metavar="NAME", help="The profile of the configuration to judge by.")]  # noqa: UP045
BaselineOption = Annotated[Optional[str], typer.Option("--baseline", metavar="FILE", help="Findings that are known.")]  # noqa: UP045
WaiversOption = Annotated[Optional[str], typer.Option("--waivers", metavar="FILE", help="Findings that are waived, each with its reason.")]  # noqa: UP045
TodayOption = Annotated[Optional[str], typer.Option("--today", metavar="DATE", help="The day to judge by, as 2026-01-31; for waivers that expire.")]  # noqa: UP045


def check(
    agreement: AgreementOption = None,
    instrument: InstrumentOption = None,
    rules: PacksOption = None,
    config: ConfigOption = None,
    profile: ProfileOption = None,
    fail_on: Annotated[Optional[str], typer.Option("--fail-on", metavar="SEVERITY", help="note, warning or error: from where a new finding fails the check.")] = None,  # noqa: UP045
    report_only: Annotated[bool, typer.Option("--report-only", help="Exit with 0 whatever is found; 2 and 3 stay.")] = False,
    format: Annotated[str, typer.Option("-f", "--format", help="text, json, sarif, junit, github, summary or gitlab.")] = "text",
    output: Annotated[Optional[str], typer.Option("-o", metavar="FILE", help="Write here instead of the terminal.")] = None,  # noqa: UP045
    outputs: Annotated[Optional[list[str]], typer.Option("--output", metavar="FORMAT:PATH", help="Write this format there as well. May be given often.")] = None,  # noqa: UP045
    baseline: BaselineOption = None,
    waivers: WaiversOption = None,
    today: TodayOption = None,
    changed_since: Annotated[Optional[str], typer.Option("--changed-since", metavar="REV", help="Count what was found at this git revision already as known, and say which verdicts flip.")] = None,  # noqa: UP045
    watch: Annotated[bool, typer.Option("--watch", help="Judge again whenever a file of the project changes, until Ctrl-C.")] = False,
    all: Annotated[bool, typer.Option("--all", help="List known, waived and fixed findings too, and whole words.")] = False,
) -> None:
    """Judge the texts of a project by its policy. Exit code 0: clean; 1: a new finding at or above the threshold; 2: could not judge; 3: internal error.

    The project is the nearest compliance.toml; without one it is the built-in corpus. `compliance init` writes one, `compliance explain CODE` says what a finding means.

    Examples: compliance check --output sarif:check.sarif --output junit:check.xml; compliance check --profile draft --changed-since HEAD~1
    """
    code = run_check_command(
        agreement, instrument, rules, config, profile, fail_on, report_only, format, output, outputs, baseline, waivers, today, changed_since, watch, all
    )
    if code:
        raise typer.Exit(code)
