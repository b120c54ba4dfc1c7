"""Whole runs of a command: what was asked, what was seen, what came out.

Takes the arguments of a run; answers it from the record of an earlier one when the request, the tool and everything that run saw of
the disk are the same, byte for byte. Otherwise the run is made and recorded. Only runs that judged (exit code 0 or 1) are kept.
"""

from __future__ import annotations

import io
import json
import os
import sys

from compliance.disk import seen, store
from compliance.disk.stamp import fresh_stamp, stamp
from compliance.disk.streams import pour

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, BinaryIO, TextIO

#: Commands whose runs are recorded: pure functions of what they read.
COMMANDS = frozenset({"check", "conflicts", "diff", "report", "suggest"})
#: What keeps a run from being recorded: it goes on, asks git, or tells how it is used.
NEVER = ("--changed-since", "--help", "--html-assets", "--watch")
#: What of the environment a run may hang on. A name that the tool reads has to stand here; a test holds that.
ENVIRONMENT = ("CI", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "COMPLIANCE_DEBUG", "FORCE_COLOR", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "LINES", "NO_COLOR", "TERM", "TZ", "USERPROFILE")
MAX_OUTPUT = 16_000_000


def request(arguments: Sequence[str]) -> str:
    """The key of a run: arguments, folder, environment and terminal; empty where nothing is to be recorded."""
    if not arguments or arguments[0] not in COMMANDS or any(word.startswith(NEVER) for word in arguments) or not store.root() or not stamp():
        return ""
    try:
        # A name that is not UTF-8 stays apart from every other one.
        asked = json.dumps([list(arguments), os.getcwd(), [os.environ.get(name) for name in ENVIRONMENT], [_stream(one) for one in (sys.stdout, sys.stderr)]])
    except (OSError, ValueError, AttributeError):
        return ""
    return seen.digest(asked.encode("utf-8", "surrogateescape"))


def _stream(stream: TextIO) -> list[Any]:
    size = os.get_terminal_size(stream.fileno()) if stream.isatty() else None
    return [stream.encoding, stream.errors, size and list(size)]


def replay(key: str) -> int | None:
    """Write what the run that is asked for would write, and give its exit code; None where it has to be made."""
    payload = store.fetch("runs", key)
    if payload is None:
        return None
    try:
        entry = json.loads(payload)
        if entry["made by"] != stamp() or not (entry["days"] is None or seen.same_day(*entry["days"])):
            return None
        if not all(seen.same(str(kind), str(path), str(found)) for kind, path, found in entry["seen"]):
            return None
        code, out, err = {0: 0, 1: 1}[entry["code"]], _bytes(entry["out"]), _bytes(entry["err"])
        files = {path: _bytes(data) for path, data in entry["files"]}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if files:
        from compliance.disk.writing import write_all

        write_all(files)
    for stream, data in ((sys.stdout, out), (sys.stderr, err)):
        if data:
            pour(stream, data)
    return code


def recorded(key: str, run: Callable[[], Any]) -> None:
    """Make a run, which ends in SystemExit, and keep its record where it judged."""
    seen.listen()
    record = seen.start()
    out, err = _Copy(sys.stdout.buffer), _Copy(sys.stderr.buffer)
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _wrapped(before[0], out), _wrapped(before[1], err)
    code: Any = None
    try:
        run()
        code = 0
    except SystemExit as end:
        code = end.code or 0
        raise
    finally:
        seen.stop()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        sys.stdout, sys.stderr = before
        _keep(key, record, code, out, err)


def _keep(key: str, record: seen.Record, code: Any, out: _Copy, err: _Copy) -> None:
    # Words for a terminal may be progress, which belongs to the run itself. Code that was changed meanwhile may have run in part.
    if record.spoiled or out.broken or err.broken or not (type(code) is int and code in (0, 1)) or (err.kept and err.isatty()) or seen.unseen() or stamp() != fresh_stamp():
        return
    entry = {
        "made by": stamp(),
        "days": record.days,
        "seen": [[kind, path, found] for (kind, path), found in record.noted.items()],
        "code": code,
        "out": _text(bytes(out.kept)),
        "err": _text(bytes(err.kept)),
        "files": [[path, _text(data)] for path, data in record.written.items()],
    }
    store.keep("runs", key, json.dumps(entry).encode("ascii"))


def _text(data: bytes) -> str:
    return data.decode("latin-1")


def _bytes(text: str) -> bytes:
    return text.encode("latin-1")


class _Copy(io.BufferedIOBase):
    """A stream that hands on what is written to it and keeps a copy. ``broken`` once the copy is not all of it."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self.kept = bytearray()
        self.broken = False

    def write(self, data: Any) -> int:
        try:
            self._inner.write(data)
        except BaseException:
            self.broken = True
            raise
        self.kept += data
        if len(self.kept) > MAX_OUTPUT:
            self.broken = True
            self.kept.clear()
        return len(data)

    def flush(self) -> None:
        try:
            self._inner.flush()
        except BaseException:
            self.broken = True
            raise

    def close(self) -> None:
        """Nothing: the stream behind it closes itself."""

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._inner.isatty()

    def fileno(self) -> int:
        return self._inner.fileno()


def _wrapped(stream: TextIO, copy: _Copy) -> TextIO:
    return io.TextIOWrapper(copy, encoding=stream.encoding, errors=stream.errors, line_buffering=stream.isatty(), write_through=True)  # type: ignore[type-var]
