"""The files that texts and packs are read from, and digests of them: for whoever wants to know whether one changed.

Takes names of texts and packs as the other files of this room do; gives paths, and digests of what stands there. Nothing here fails on a
file that is missing, half-written or unreadable: it is then one that is not there.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from compliance.disk.files import list_texts


def text_paths(ref: str) -> list[str]:
    """The file of a text and that of its provenance, whether they are there or not; none for a built-in text."""
    path = Path(ref)
    if path.is_dir():
        return [f"{ref.rstrip('/')}/{name}" for name in ("text.txt", "provenance.yaml")]
    return [ref, f"{ref}.provenance.yaml"] if path.exists() or ref not in list_texts() else []


def pack_paths(ref: str) -> list[str]:
    """The files of a pack and of those that it builds on, as they are now; none for a built-in pack."""
    from compliance.disk.packs import pack_folders  # brings pydantic and yaml

    out: list[str] = []
    for folder in pack_folders(ref):
        for top, inner, files in os.walk(folder):
            inner[:] = [name for name in inner if not name.startswith(".")]
            out += [Path(top, name).as_posix() for name in files if not name.startswith(".")]
    return sorted(out)


def digests(paths: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of each file that can be read; those that cannot are left out."""
    out: dict[str, str] = {}
    for path in paths:
        try:
            with open(path, "rb") as file:
                out[path] = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            continue
    return out
