"""What ``compliance check`` does once its options are read; without what reads a command line.

Takes the options; writes what was asked for and gives the exit code. Raises ComplianceError with all that kept it from judging.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from compliance.cli.writing import emit
from compliance.errors import ComplianceError, Gathering, Problem

if TYPE_CHECKING:
    from datetime import date

    from compliance.model.check import Judgement, Level
    from compliance.tasks.configure import Options

_SEVERITIES = ("note", "warning", "error")


def run_check_command(
    agreement: str | None = None, instrument: Sequence[str] | None = None, rules: Sequence[str] | None = None, config: str | None = None, profile: str | None = None,
    fail_on: str | None = None, report_only: bool = False, format: str = "text", output: str | None = None, outputs: Sequence[str] | None = None,
    baseline: str | None = None, waivers: str | None = None, today: str | None = None, changed_since: str | None = None, watch: bool = False, all: bool = False,
) -> int:  # fmt: skip
    """Judge, write, and give 1 where a new finding stands at or above the threshold, else 0."""
    from compliance.report.check_formats import CHECK_FORMATS
    from compliance.tasks.check import run_check
    from compliance.tasks.configure import configure, unknown

    gathering = Gathering()
    if fail_on is not None and fail_on not in _SEVERITIES:
        gathering.problems.append(unknown(fail_on, _SEVERITIES, "severity"))
        fail_on = None
    day = day_of(today, gathering)
    if format not in CHECK_FORMATS:
        gathering.problems.append(unknown(format, tuple(CHECK_FORMATS), "format"))
    targets = _targets(format, output, outputs or (), tuple(CHECK_FORMATS), gathering)
    options = options_of(agreement, instrument, rules, config, profile, baseline, waivers, fail_on, report_only)  # type: ignore[arg-type]
    if watch:
        if changed_since is not None or output is not None or outputs or format != "text":
            gathering.problems.append(Problem("", 0, 0, "usage-watch", "--watch shows text on the terminal and nothing else", "leave out -f, -o, --output and --changed-since"))
        gathering.settle()
        from compliance.cli.watch import watch_project

        watch_project(options, lambda: day_of(today, Gathering()), lambda judgement: _text(judgement, True, all))
    try:
        asked = configure(options, gathering)
        _, judgement = run_check(asked, day, gathering)
        if changed_since is not None:
            from compliance.tasks.since import since_revision  # git, and what compares texts

            judgement = since_revision(changed_since, options, asked, judgement, day)
    except ComplianceError as error:
        gathering.problems = list(error.problems)
        gathering.attempt(_write_failed, options, format, output, targets, error.problems)
        gathering.settle()
        raise
    named = _named(judgement, asked.path)
    shown = _text(judgement, output is None, all) if format == "text" else CHECK_FORMATS[format](named)
    files = {path: _text(judgement, False, all) if kind == "text" else CHECK_FORMATS[kind](named) for kind, path in targets}
    _write({**files, **({output: shown} if output is not None else {})})
    if output is None:
        emit(shown, None)
    return 1 if judgement.failed and not judgement.report_only else 0


def options_of(
    agreement: str | None = None, instruments: Sequence[str] | None = None, rules: Sequence[str] | None = None, config: str | None = None, profile: str | None = None,
    baseline: str | None = None, waivers: str | None = None, fail_on: Level | None = None, report_only: bool = False,
) -> Options:  # fmt: skip
    """What was said on the command line, as the commands that judge a project hand it on."""
    from compliance.tasks.configure import Options

    return Options(config or "", profile or "", agreement or "", tuple(instruments or ()), tuple(rules or ()), fail_on, report_only, baseline or "", waivers or "")


def day_of(text: str | None, gathering: Gathering) -> date:
    """The day that is named, else that of the clock; one that is none is noted."""
    from datetime import date

    from compliance import disk
    from compliance.checks.config import is_day

    if text is not None and is_day(text):
        return date.fromisoformat(text)
    if text is not None:
        gathering.problems.append(Problem("", 0, 0, "usage-day", f"--today must be a day, not {text!r}", "write it as 2026-01-31"))
    return disk.today()


def _targets(format: str, output: str | None, outputs: Sequence[str], known: Sequence[str], gathering: Gathering) -> list[tuple[str, str]]:
    """Format and path of each ``--output``. The first colon parts them, so that a drive letter stays with its path."""
    from compliance.tasks.configure import unknown

    out: list[tuple[str, str]] = []
    paths = {os.path.realpath(output)} if output is not None else set()
    for one in outputs:
        kind, colon, path = one.partition(":")
        if not colon or not path:
            gathering.problems.append(Problem("", 0, 0, "usage-output", f"--output needs FORMAT:PATH, not {one!r}", "write --output sarif:check.sarif"))
        elif kind not in known:
            gathering.problems.append(unknown(kind, known, "format"))
        elif os.path.realpath(path) in paths:
            gathering.problems.append(Problem(path, 0, 0, "usage-output", "two outputs would be written here", "give each its own path"))
        else:
            out.append((kind, path))
            paths.add(os.path.realpath(path))
    return out


def _named(judgement: Judgement, config: str) -> Judgement:
    """The judgement as machines read it: the same from every folder of the project."""
    if not config:
        return judgement
    from compliance.tasks.naming import project_names

    name = project_names(config)
    if name is None:
        return judgement
    from compliance.checks.renamed import renamed  # only a run from below or beside needs it

    return renamed(judgement, name)


def _text(judgement: Judgement, to_terminal: bool, everything: bool) -> str:
    from compliance.report.check_text import to_text

    terminal = to_terminal and sys.stdout.isatty()
    width = 80
    if terminal:
        import shutil

        width = min(shutil.get_terminal_size((80, 24)).columns, 100)
    return to_text(judgement, width, colour=terminal and not _plain_wanted(), everything=everything)


def _plain_wanted() -> bool:
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


def _write(files: dict[str, str]) -> None:
    if files:
        from compliance.disk import write_all

        write_all(files)


def _write_failed(options: Options, format: str, output: str | None, targets: Sequence[tuple[str, str]], problems: Sequence[Problem]) -> None:
    """Where SARIF was asked for, a log that says that nothing was judged: an upload must not find yesterday's clean one."""
    paths = [path for kind, path in targets if kind == "sarif"]
    if format == "sarif" and output is not None:
        paths.append(output)
    if not paths and format != "sarif":
        return
    from dataclasses import replace

    from compliance.report.check_sarif import failed_sarif
    from compliance.tasks.configure import configuration
    from compliance.tasks.naming import project_names

    name = project_names(configuration(options))
    log = failed_sarif([replace(problem, path=name(problem.path)) for problem in problems] if name is not None else problems)
    _write(dict.fromkeys(paths, log))
    if format == "sarif" and output is None:
        emit(log, None)
