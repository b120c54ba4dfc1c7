"""Where the command starts: ``compliance`` and ``python -m compliance``.

Answers what needs little itself (the version, a run that is the same as an earlier one) and hands on the rest, so that nothing is
loaded before it is needed. Turns errors into exit codes: 0 clean, 1 findings or failed rule tests, 2 could not judge, 3 internal
error.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn


def run() -> None:
    """Run the command line and exit with its code."""
    if sys.stdout is None or sys.stderr is None:
        from compliance.disk.streams import open_closed

        open_closed()
    _without_cache(sys.argv)
    if sys.argv[1:] == ["--version"]:
        _ended(_version)
    _ended(_answer)


def _without_cache(argv: list[str]) -> None:
    """Take ``--no-cache``, which may stand anywhere before ``--``, out of the arguments and heed it."""
    end = argv.index("--") if "--" in argv else len(argv)
    if "--no-cache" in argv[1:end]:
        argv[1:end] = [word for word in argv[1:end] if word != "--no-cache"]
        os.environ["COMPLIANCE_NO_CACHE"] = "1"


def _version() -> None:
    from compliance import __version__

    print(f"compliance {__version__}")


def _answer() -> None:
    """Answer from an earlier run where that is known to be the same; else make the run."""
    from compliance.disk.runs import recorded, replay, request

    key = request(sys.argv[1:])
    if not key:
        _start()
        return
    code = replay(key)
    if code is None:
        recorded(key, _start)
    else:
        raise SystemExit(code)


def _start() -> None:
    import gc

    from compliance.cli.light import call
    from compliance.disk.memo import use
    from compliance.disk.seen import guard_inputs

    # Loading makes very many objects that stay; looking through them for rubbish again and again finds none.
    gc.set_threshold(100_000, 20, 20)
    use()
    guard_inputs()
    action = call(sys.argv[1:])
    if action is not None:
        raise SystemExit(action())
    from compliance.cli.main import app

    app()


def _ended(action: Callable[[], None]) -> NoReturn:
    """Do it and exit; an error is told in words and as an exit code, never as a traceback."""
    try:
        try:
            action()
        except SystemExit:
            sys.stdout.flush()
            raise
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        raise SystemExit(130) from None
    except BrokenPipeError:
        from compliance.disk.streams import drop_rest

        for stream in (sys.stdout, sys.stderr):
            drop_rest(stream)
        raise SystemExit(2) from None  # a result goes through ``pour``: this was a mistake that was being told
    except Exception as error:
        raise SystemExit(_failed(error)) from None
    raise SystemExit(0)


def _failed(error: Exception) -> int:
    """Say what went wrong, as far as somebody reads it, and give the exit code."""
    code, told = _told(error)
    try:
        for one in told:
            print(one, file=sys.stderr)
        sys.stderr.flush()
    except BrokenPipeError:
        from compliance.disk.streams import drop_rest

        drop_rest(sys.stderr)
    return code


def _told(error: Exception) -> tuple[int, Sequence[object]]:
    """The exit code for an error, and what to say of it."""
    from compliance.errors import ComplianceError, Problem

    if isinstance(error, ComplianceError):
        return 2, error.problems
    if isinstance(error, OSError) and _full(error):
        from compliance.disk.streams import drop_rest

        drop_rest(sys.stdout)
        return 2, [Problem("", 0, 0, "output-unwritable", f"cannot write the result: {error.strerror}", "make room where it goes, or send it elsewhere")]
    if isinstance(error, FileNotFoundError) and _nowhere():
        return 2, [Problem("", 0, 0, "input-missing", "the working folder is there no longer", "go to another folder")]
    if os.environ.get("COMPLIANCE_DEBUG") == "1":
        raise error
    return 3, [f"internal error: {type(error).__name__}: {error}", "next: run again with COMPLIANCE_DEBUG=1 and report what it prints, with the text if you may share it"]


def _full(error: OSError) -> bool:
    """Whether standard output took no more. An error about a file has its name, or was told by whoever wrote the file."""
    import errno

    return error.filename is None and error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EIO, errno.EBADF)


def _nowhere() -> bool:
    """Whether the working folder was taken away."""
    try:
        os.getcwd()
    except OSError:
        return True
    return False
