"""What has been worked out of files before: packs, language tables, provenance.

Takes what a thing is made from and how it is made; gives it from the cache where everything it was made from is the same, byte for byte,
and else makes it and keeps it. Only the command line switches this on (``use``): whoever calls the package as a library gets no files
written. Things are kept as JSON, which holds no code. What raises is not kept.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from compliance.disk import seen, store
from compliance.disk.stamp import stamp

Thing = TypeVar("Thing")
_used = False
_keeping = True


def use() -> None:
    """Use and fill the cache from now on, where the user wants one."""
    global _used
    _used = True


@contextmanager
def unkept() -> Iterator[None]:
    """What is worked out within is not kept: the files that it is made from are gone soon."""
    global _keeping
    before, _keeping = _keeping, False
    try:
        yield
    finally:
        _keeping = before


def remembered(
    kind: str, about: Sequence[str], make: Callable[[], Thing], encode: Callable[[Thing], Any] = lambda thing: thing, decode: Callable[[Any], Thing] = lambda data: data
) -> Thing:
    """What ``make`` gives, from the cache where it is there.

    ``about`` tells it from others of its kind: names, and digests of what ``make`` is given. What ``make`` looks at on the disk is noted
    and looked at again. ``encode`` gives JSON data for it, ``decode`` makes it of them.
    """
    if not (_used and store.root() and stamp()):
        return make()
    key = seen.digest(json.dumps([kind, *about, os.getcwd(), stamp()]).encode("utf-8", "surrogateescape"))
    payload = store.fetch("compiled", key)
    if payload is not None:
        try:
            entry = json.loads(payload)
            rows = [(str(row[0]), str(row[1]), str(row[2])) for row in entry["seen"]]
            if all(seen.same(*row) for row in rows):
                thing = decode(entry["made"])
                seen.note_all(rows)
                return thing
        except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
            pass  # an entry that cannot be read is none
    with seen.part() as record:
        thing = make()
    if _keeping and not record.spoiled:
        noted = [[kind, path, found] for (kind, path), found in record.noted.items()]
        store.keep("compiled", key, json.dumps({"seen": noted, "made": encode(thing)}, separators=(",", ":")).encode("ascii"))
    return thing
