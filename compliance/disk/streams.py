"""Standard output and standard error where they are not what a program expects.

Takes a stream and bytes; writes them as far as somebody reads. Whoever closes a pipe early (``| head``) changes nothing about what was found,
so the command goes on to its own exit code. Only the standard library's lightest modules are loaded here.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


def pour(stream: TextIO, data: bytes) -> None:
    """Write bytes to a stream; where nobody reads any longer, the rest goes nowhere. Raises OSError where it takes no more for another reason."""
    try:
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()
    except BrokenPipeError:
        drop_rest(stream)


def drop_rest(stream: TextIO) -> None:
    """Send what is still to be written nowhere, so that the end of the process does not fail over it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def open_closed() -> None:
    """Put something in the place of a standard stream that was closed before the start, so that nothing else is written in its place.

    Writing to such a standard output fails, as the result would be lost; what would go to a closed standard error is not wanted.
    """
    if sys.stdout is None:
        sys.stdout = sys.__stdout__ = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8", closefd=False)  # type: ignore[misc]  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = sys.__stderr__ = open(os.devnull, "w", encoding="utf-8")  # type: ignore[misc]  # noqa: SIM115
