"""How the result of a command is written, and names that options take; without what reads a command line.

Takes text or bytes and where they go; gives nothing, or an error that says why they cannot go there.
"""

from __future__ import annotations

import sys

from compliance.errors import Problem, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def one_of(value: str, known: Iterable[str], what: str) -> str:
    """``value`` when it is known; else UsageError with a suggestion."""
    names = list(known)
    if value in names:
        return value
    import difflib  # only a mistake needs it

    close = difflib.get_close_matches(value, names, n=1)
    step = f"did you mean {close[0]!r}?" if close else f"use one of {', '.join(names)}"
    raise UsageError(Problem("", 0, 0, "unknown-name", f"there is no {what} {value!r}", step))


def chosen_format(said: str | None, output: str | None, known: Iterable[str]) -> str:
    """The format that was said; else the one that the ending of the file to write means, and text where it means none.

    Raises UsageError for a format that the command has not.
    """
    names = list(known)
    if said is not None:
        return one_of(said, names, "format")
    if output is None or "." not in output:
        return "text"
    from compliance.report.formats import BY_ENDING, OTHERS

    ending = output[output.rindex(".") :].lower()
    meant = BY_ENDING.get(ending, "" if ending in OTHERS else "text")
    if meant not in names:
        raise UsageError(Problem(output, 0, 0, "unknown-name", f"this command has no format for the ending {ending!r}", f"say one with -f: {', '.join(names)}"))
    return meant


def only_a_terminal(called: str, output: str | None) -> list[Problem]:
    """What is wrong where bytes, ``called`` so in a message, would go to a terminal; nothing where they go to a file or a pipe."""
    if output is None and sys.stdout.isatty():
        return [Problem("", 0, 0, "output-terminal", f"{called} cannot be shown on a terminal", "name a file with -o")]
    return []


def emit(text: str | bytes, output: str | None) -> None:
    """Write to a file, whole or not at all, or to standard output."""
    if output is not None:
        from compliance.disk import write_atomically

        write_atomically(output, text)
        return
    from compliance.disk.streams import pour

    pour(sys.stdout, text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace"))
