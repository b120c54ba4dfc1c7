"""What a run has seen of the disk, so that the same run can be answered from its record as long as all of it is the same.

The rest of this room looks at the disk through the functions here. Each says what it finds and, while a record is kept, notes it:
the digest of a file's bytes, what stands at a path, the names in a folder, where a path leads, the day. ``same`` looks again. No time
of a file is ever looked at. Only the standard library's lightest modules are loaded here.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import time
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    PathLike = str | os.PathLike[str]

SEPARATOR = "\0"


class Record:
    """What one run saw and wrote. ``spoiled`` says why it must not be answered from a record, or nothing."""

    __slots__ = ("days", "noted", "spoiled", "written")

    def __init__(self) -> None:
        self.noted: dict[tuple[str, str], str] = {}
        self.written: dict[str, bytes] = {}
        self.days: tuple[str, str] | None = None
        self.spoiled = ""

    def note(self, kind: str, path: str, found: str) -> None:
        """Note what was found; a path at which two different things were found spoils the record."""
        if self.noted.setdefault((kind, path), found) != found:
            self.spoiled = self.spoiled or f"{path} changed meanwhile"


_record: Record | None = None
#: Files that were read, as whole paths, where the process is that of one command; else None.
_inputs: set[str] | None = None


def start() -> Record:
    """Begin to keep a record."""
    global _record
    _record = Record()
    return _record


def stop() -> None:
    """Keep no record any longer."""
    global _record
    _record = None


@contextmanager
def part() -> Iterator[Record]:
    """A record of what is seen within, which belongs to the whole record too."""
    global _record
    whole, _record = _record, Record()
    own = _record
    try:
        yield own
    finally:
        _record = whole
        if whole is not None:
            note_all([(kind, path, found) for (kind, path), found in own.noted.items()])
            whole.written |= own.written
            whole.days = own.days if whole.days is None else whole.days
            whole.spoiled = whole.spoiled or own.spoiled
        # The day is no part of what is looked at again.
        own.spoiled = own.spoiled or ("it hangs on the day" if own.days else "")


def note_all(rows: Sequence[tuple[str, str, str]]) -> None:
    """Note what has been looked at again."""
    for kind, path, _ in rows:
        if kind == "file":
            _read_in(path)
    if _record is not None:
        for row in rows:
            _record.note(*row)


def spoil(why: str) -> None:
    """Say that the run depends on what cannot be looked at again."""
    if _record is not None:
        _record.spoiled = _record.spoiled or why


def guard_inputs() -> None:
    """Remember from now on which files are read, so that none of them is written over."""
    global _inputs
    _inputs = set()


def is_input(path: PathLike) -> bool:
    """Whether this is a file that was read since ``guard_inputs``, by whatever name."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return False
    return any(_same_file(found, one) for one in _inputs or ())


def _same_file(found: os.stat_result, path: str) -> bool:
    try:
        return os.path.samestat(found, os.stat(path))
    except OSError:
        return False


def _read_in(path: PathLike) -> None:
    if _inputs is not None:
        _inputs.add(os.path.abspath(os.fspath(path)))


# -- looking ----------------------------------------------------------------------------------------------------------


def read(path: PathLike, most: int = -1) -> bytes:
    """The bytes of a file, or its first ``most``. Raises OSError."""
    try:
        with unheard(), open(path, "rb") as file:
            data = file.read(most)
    except OSError:
        spoil(f"{os.fspath(path)} could not be read")
        raise
    _read_in(path)
    if _record is not None:
        _record.note("file", os.fspath(path), digest(data))
    return data


def is_file(path: PathLike) -> bool:
    """Whether a file stands there."""
    return _looked("is", path, _is) == "file"


def is_dir(path: PathLike) -> bool:
    """Whether a folder stands there."""
    return _looked("is", path, _is) == "folder"


def is_link(path: PathLike) -> bool:
    """Whether a link stands there, wherever it leads."""
    return _looked("link", path, _link) != ""


def exists(path: PathLike) -> bool:
    """Whether anything stands there."""
    return _looked("is", path, _is) != ""


def names(folder: PathLike) -> list[str]:
    """The names in a folder, sorted. Raises OSError."""
    return _split(_looked("names", folder, _names))


def tree(folder: PathLike) -> list[str]:
    """The files in a folder and those below it, with ``/`` between names, in order, without hidden ones. No link to a folder is followed."""
    return _split(_looked("tree", folder, _tree))


def matching(pattern: str, folder: str) -> list[str]:
    """What in a folder a pattern (``*``, ``?``, ``**``) stands for, sorted. Raises OSError where a folder on the way cannot be read."""
    return _split(_looked("matching", f"{folder}{SEPARATOR}{pattern}", _matching))


def real(path: PathLike) -> str:
    """Where a path leads, links followed."""
    return _looked("real", path, os.path.realpath)


def today() -> str:
    """The day, as 2026-01-31. The run is then good for this day, unless ``holds_until`` says more."""
    day = time.strftime("%Y-%m-%d")
    if _record is not None and _record.days is None:
        _record.days = (day, day)
    return day


def holds_until(day: str) -> None:
    """Say that what the run made of the day is the same on each day up to ``day``, or on all that come where it is empty."""
    if _record is not None and _record.days is not None:
        _record.days = (_record.days[0], day or "9999-12-31")


def wrote(path: PathLike, data: bytes) -> None:
    """Note that a file was written."""
    if _record is not None:
        _record.written[os.fspath(path)] = data


def _looked(kind: str, path: PathLike, look: Callable[[PathLike], str]) -> str:
    try:
        with unheard():
            found = look(path)
    except OSError:
        spoil(f"{os.fspath(path)} could not be looked at")
        raise
    if _record is not None:
        _record.note(kind, os.fspath(path), found if kind in _SHORT else digest(found.encode("utf-8", "surrogateescape")))
    return found


def _is(path: PathLike) -> str:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return ""
    return "file" if stat.S_ISREG(mode) else "folder" if stat.S_ISDIR(mode) else "other"


def _link(path: PathLike) -> str:
    return "link" if os.path.islink(path) else ""


def _matching(both: PathLike) -> str:
    from compliance.disk.patterns import meant  # only a pattern needs it

    folder, _, pattern = os.fspath(both).partition(SEPARATOR)
    return SEPARATOR.join(sorted(meant(pattern, folder)))


def _names(folder: PathLike) -> str:
    return SEPARATOR.join(sorted(os.listdir(folder)))


def _tree(folder: PathLike) -> str:
    found: list[str] = []
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(os.path.join(folder, below) if below else folder) as entries:
            for entry in entries:
                name = f"{below}/{entry.name}" if below else entry.name
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(name)
                elif entry.is_file():
                    found.append(name)
    return SEPARATOR.join(sorted(found, key=lambda name: name.split("/")))


def _split(joined: str) -> list[str]:
    return joined.split(SEPARATOR) if joined else []


# -- looking again ----------------------------------------------------------------------------------------------------

#: What is noted as it is; of all else the digest.
_SHORT = ("is", "link", "real")
_LOOKS: dict[str, Callable[[Any], str]] = {"is": _is, "link": _link, "matching": _matching, "names": _names, "tree": _tree, "real": os.path.realpath}


def digest(data: bytes) -> str:
    """The digest by which bytes are told apart."""
    return hashlib.sha256(data).hexdigest()


def same(kind: str, path: str, noted: str) -> bool:
    """Whether what was noted of a path is still so; False for a kind that is not known."""
    try:
        with unheard():
            if kind == "file":
                with open(path, "rb") as file:
                    return digest(file.read()) == noted
            found = _LOOKS[kind](path)
    except (OSError, ValueError, KeyError):
        return False
    return (found if kind in _SHORT else digest(found.encode("utf-8", "surrogateescape"))) == noted


def same_day(first: str, last: str) -> bool:
    """Whether today is one of the days from ``first`` to ``last``."""
    return first <= time.strftime("%Y-%m-%d") <= last


# -- what goes past this file -----------------------------------------------------------------------------------------

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_CODE = (".py", ".pyc", ".so", ".pyd", ".dll", ".dylib")
_PROGRAMS = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.fork", "os.startfile", "socket.connect")
_listening = False
_looking = False
_heard: set[tuple[str, str]] = set()


def unseen() -> str:
    """A file that was read or a folder that was listed past this file, or nothing.

    So code that goes past it makes runs slower and never wrong. Code of this package and whatever belongs to libraries are left out:
    their digest and their versions are part of each record. Code from elsewhere, as from the folder at hand, is not.
    """
    searched = {os.path.abspath(path) for path in (*sys.path, *sys.path_importer_cache)}
    libraries = {os.path.dirname(os.path.abspath(os.__file__)), *(path for path in searched if path.endswith(("site-packages", "dist-packages", "lib-dynload", ".zip")))}
    for event, path in sorted(_heard):
        where = os.path.abspath(path)
        if event == "open":
            own = where.startswith(PACKAGE + os.sep)
            if where.endswith(_CODE) and (own or _in(where, sys.pycache_prefix)):
                continue
            if where == os.devnull or (not own and any(_in(where, top) for top in libraries)):
                continue
        elif where in searched:
            continue
        return path
    return ""


def _in(path: str, folder: str | None) -> bool:
    return folder is not None and path.startswith(os.path.abspath(folder) + os.sep)


@contextmanager
def unheard() -> Iterator[None]:
    """What happens within is noted by whoever makes it happen, or is no input: the cache itself."""
    global _looking
    before, _looking = _looking, True
    try:
        yield
    finally:
        _looking = before


def listen() -> None:
    """Hear from now on what goes past this file. This cannot be undone, so it is for a process that is ours."""
    global _listening
    _heard.clear()
    if not _listening:
        _listening = True
        sys.addaudithook(_hear)


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if _record is None or _looking:
        return
    if event == "open":
        path, _, flags = arguments
        if isinstance(path, (str, bytes)) and not (flags or 0) & (os.O_WRONLY | os.O_RDWR):
            _heard.add((event, os.fsdecode(path)))
    elif event in ("os.listdir", "os.scandir"):
        if not isinstance(arguments[0], int):
            _heard.add((event, os.fsdecode(arguments[0] or ".")))
    elif event in _PROGRAMS:
        spoil(f"{event} cannot be looked at again")
