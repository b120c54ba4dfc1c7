"""``compliance check --watch``: judge again whenever a file of the project changes.

Looks at the content of the files every half second, so that it needs nothing of the system and a save that changes nothing is none. What
cannot be judged (a file that is half-written, say) is shown, and the watch goes on. It ends with Ctrl-C, and then with 130 as any command
that is interrupted: the last judgement may have been a bad one, so that an end is never a pass.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import NoReturn

import typer

from compliance import disk
from compliance.errors import ComplianceError, Gathering
from compliance.model.check import CheckConfig, Judgement
from compliance.report.check_watch import changed_words, turned_words, verdict_words, watching_words
from compliance.tasks.check import run_check
from compliance.tasks.configure import Options, configure
from compliance.tasks.watched import watched_files

SECONDS = 0.5


def watch_project(options: Options, today: Callable[[], date], whole: Callable[[Judgement], str]) -> NoReturn:
    """Judge, show it whole, and from then on what changed. Ends with KeyboardInterrupt alone."""
    files: tuple[str, ...] = ()
    seen: dict[str, str] | None = None
    last: Judgement | None = None
    while True:
        files = _files(options, files)
        now = disk.digests(files)
        if now != seen:
            if seen is not None:
                _say(["", *changed_words(seen, now)])
            judgement = _judged(options, today())
            if judgement is not None:
                _say(whole(judgement).splitlines() if last is None else [*turned_words(last, judgement), verdict_words(judgement)])
                last = judgement
            if seen is None:
                _say(["", watching_words(len(now))])
            seen = now
        time.sleep(SECONDS)


def _files(options: Options, before: tuple[str, ...]) -> tuple[str, ...]:
    """The files to look at; while the configuration cannot be read, those of before as well."""
    gathering = Gathering()
    config = _attempt(lambda: configure(options, gathering))
    found = watched_files(config) if config is not None else ()
    return tuple(dict.fromkeys((*found, *before))) if gathering.problems or config is None else found


def _judged(options: Options, today: date) -> Judgement | None:
    """The judgement, or none where there cannot be one: then the reasons are shown."""
    try:
        gathering = Gathering()
        return run_check(configure(options, gathering), today, gathering)[1]
    except ComplianceError as error:
        problems: Sequence[object] = error.problems
    except OSError as error:  # a file went away between one look and the next
        problems = [f"{error.filename}: {error.strerror}"]
    _say([], [*(str(problem) for problem in problems), "This cannot be judged as it is; the watch goes on."])
    return None


def _attempt(step: Callable[[], CheckConfig]) -> CheckConfig | None:
    try:
        return step()
    except (ComplianceError, OSError):
        return None


def _say(lines: Sequence[str], complaints: Sequence[str] = ()) -> None:
    """Lines for a reader who waits for them."""
    for line in lines:
        typer.echo(line)
    for line in complaints:
        typer.echo(line, err=True)
    sys.stdout.flush()
    sys.stderr.flush()
