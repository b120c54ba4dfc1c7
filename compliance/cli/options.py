"""Options that several commands share, and how their results are written."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Annotated, Optional

import typer

from compliance.errors import Problem, UsageError

AgreementOption = Annotated[
    Optional[str], typer.Option("-a", "--agreement", metavar="TEXT", help="The text that commits: a path or a built-in id.")  # noqa: UP045
]
InstrumentOption = Annotated[
    Optional[list[str]], typer.Option("-i", "--instrument", metavar="TEXT", help="A text held against it: a path or a built-in id. May be given often.")  # noqa: UP045
]
PackOption = Annotated[str, typer.Option("-r", "--rules", metavar="PACK", help="The rule pack: a built-in name or a folder.")]
OutputOption = Annotated[Optional[str], typer.Option("-o", "--output", metavar="FILE", help="Write here instead of the terminal.")]  # noqa: UP045


def one_of(value: str, known: Iterable[str], what: str) -> str:
    """``value`` when it is known; else UsageError with a suggestion."""
    names = list(known)
    if value in names:
        return value
    close = difflib.get_close_matches(value, names, n=1)
    step = f"did you mean {close[0]!r}?" if close else f"use one of {', '.join(names)}"
    raise UsageError(Problem("", 0, 0, "unknown-name", f"there is no {what} {value!r}", step))


def emit(text: str | bytes, output: str | None) -> None:
    """Write to a file, whole or not at all, or to standard output."""
    if output is not None:
        from compliance.disk import write_atomically

        write_atomically(output, text)
    elif isinstance(text, bytes):
        typer.get_binary_stream("stdout").write(text)
    else:
        typer.get_binary_stream("stdout").write(text.encode("utf-8", "backslashreplace"))
