"""Paths as seen from the working folder -> paths as seen from the project, for what machines read.

A terminal wants a path that can be opened from here; a forge wants the same one wherever the check was started. So reports for machines
name files from the working folder where the configuration lies in it, as in a run from the top of a repository, and else from the folder of the
configuration. What the configuration says is for others to read.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from compliance import disk


def project_names(config: str) -> Callable[[str], str] | None:
    """What gives a path as seen from here its name in the project of the configuration ``config``; None where it is the same for all."""
    folder = os.path.dirname(config)
    if not os.path.isabs(config) and not folder.startswith(".."):
        return None
    here = os.getcwd()
    try:
        inside = os.path.commonpath([here, os.path.abspath(folder)]) == here
    except ValueError:  # another drive
        inside = False
    base = here if inside else os.path.abspath(folder)
    return lambda path: _from(base, path)


def _from(base: str, path: str) -> str:
    # A built-in file goes by the same name everywhere.
    if not path or not (os.path.isabs(path) or path.startswith("..") or disk.exists(path)):
        return path
    try:
        return Path(os.path.relpath(path, base)).as_posix()
    except ValueError:  # another drive
        return path
