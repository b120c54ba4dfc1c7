"""Options read without typer, for the commands that have to start at once.

Takes the words of a command line; gives the call that they ask for, or nothing for anything out of the ordinary: help, a mistake, an
option with a number. Those are for typer. A test holds that what is read here is what typer reads.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

#: The options of a command by the name of its parameter: how they are written, and whether they are given once, often, or without a value.
OPTIONS: dict[str, dict[str, tuple[tuple[str, ...], str]]] = {
    "report": {
        "agreement": (("-a", "--agreement"), "once"),
        "instrument": (("-i", "--instrument"), "often"),
        "rules": (("-r", "--rules"), "once"),
        "format": (("-f", "--format"), "once"),
        "output": (("-o", "--output"), "once"),
        "reviews": (("--reviews",), "once"),
    },
    "check": {
        "agreement": (("-a", "--agreement"), "once"),
        "instrument": (("-i", "--instrument"), "often"),
        "rules": (("-r", "--rules"), "often"),
        "config": (("--config",), "once"),
        "profile": (("--profile",), "once"),
        "fail_on": (("--fail-on",), "once"),
        "report_only": (("--report-only",), "flag"),
        "format": (("-f", "--format"), "once"),
        "output": (("-o",), "once"),
        "outputs": (("--output",), "often"),
        "baseline": (("--baseline",), "once"),
        "waivers": (("--waivers",), "once"),
        "today": (("--today",), "once"),
        "all": (("--all",), "flag"),
    },
}


def values(command: str, words: Sequence[str]) -> dict[str, Any] | None:
    """The values of the options by the name of their parameter; None where the words are not for this reader."""
    known = {word: (name, how) for name, (written, how) in OPTIONS[command].items() for word in written}
    found: dict[str, Any] = {}
    waiting = list(reversed(words))
    while waiting:
        word = waiting.pop()
        if word not in known:
            return None
        name, how = known[word]
        if how == "flag":
            found[name] = True
            continue
        # A word with a hyphen in front may be a value or a mistake, and an option that is given twice may be one.
        if not waiting or waiting[-1].startswith("-") or (how == "once" and name in found):
            return None
        if how == "often":
            found.setdefault(name, []).append(waiting.pop())
        else:
            found[name] = waiting.pop()
    return found


def call(arguments: Sequence[str]) -> Callable[[], int] | None:
    """What the arguments ask for, ready to be called for its exit code; None where typer has to read them."""
    if not arguments or arguments[0] not in OPTIONS:
        return None
    found = values(arguments[0], arguments[1:])
    if found is None:
        return None
    action = {"check": _check, "report": _report}[arguments[0]]
    return lambda: action(**found)


def _check(**options: Any) -> int:
    from compliance.cli.checking import run_check_command

    return run_check_command(**options)


def _report(**options: Any) -> int:
    from compliance.cli.reporting import write_report

    write_report(**options)
    return 0
