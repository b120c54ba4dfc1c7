"""What the tool itself is at this moment: its version, its code, and the versions of what it is built on.

Gives one digest, which is part of every key and of every record: what other code has made is never used.
"""

from __future__ import annotations

import hashlib
import os
import sys

from compliance import __version__
from compliance.disk.seen import PACKAGE

_BUILT_ON = ("diff_match_patch", "lxml", "pydantic", "pydantic_core", "pyyaml", "typer")
_stamp: str | None = None


def stamp() -> str:
    """The digest of version, code, libraries and interpreter; empty where the code cannot be read. Worked out once."""
    global _stamp
    if _stamp is None:
        _stamp = fresh_stamp()
    return _stamp


def fresh_stamp() -> str:
    """The same, worked out anew."""
    found = hashlib.sha256(repr((__version__, sys.version, sys.platform, sys.flags.optimize, _libraries())).encode())
    try:
        _add_code(found)
    except OSError:
        return ""
    return found.hexdigest()


def _add_code(found: hashlib._Hash) -> None:
    """Every file of code of the package, and of the style and script of its pages, by name and bytes."""
    waiting = [PACKAGE]
    while waiting:
        folder = waiting.pop()
        for name in sorted(os.listdir(folder)):
            path = f"{folder}/{name}"
            if name.endswith((".py", ".css", ".js")):
                with open(path, "rb") as file:
                    data = file.read()
                found.update(f"{path[len(PACKAGE):]}:{len(data)}:".encode())
                found.update(data)
            elif "." not in name and name not in ("__pycache__", "_corpus") and os.path.isdir(path):
                waiting.append(path)


def _libraries() -> list[str]:
    """The versions of the libraries: the names of the folders in which installers note them."""
    found: set[str] = set()
    for folder in dict.fromkeys(sys.path):
        if folder.endswith(("site-packages", "dist-packages")):
            try:
                listed = os.listdir(folder)
            except OSError:
                continue
            found |= {name for name in listed if name.endswith((".dist-info", ".egg-info")) and name.lower().replace("-", "_").startswith(_BUILT_ON)}
    return sorted(found)
