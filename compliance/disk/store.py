"""The user's cache folder: entries under keys, each with the digest of its own bytes.

Takes a kind, a key and bytes; gives the bytes again, or nothing. Whatever is wrong with the folder or an entry (missing, cut short,
altered, of another user, open to others, not to be written) is no error: the entry is then not there. What a key is made of is left to
those who use this.

The digest finds damage and slips. It is no signature: who may write as this user may write entries too, and might as well change the
tool. Against other users an entry counts only where it and its folder belong to this user and nobody else may write to them.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys

from compliance.disk.seen import unheard

MAGIC = b"compliance-cache/1 "
MAX_BYTES = 64_000_000
#: How many entries of a kind are kept; the oldest go first.
KEPT = 200


def switched_off() -> bool:
    """Whether the user wants no cache."""
    return os.environ.get("COMPLIANCE_NO_CACHE", "") not in ("", "0")


def root() -> str:
    """The cache folder, or nothing where the user wants none or has no home."""
    if switched_off():
        return ""
    named = os.environ.get("COMPLIANCE_CACHE", "")
    if named:
        return os.path.abspath(named)
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return os.path.join(local, "compliance", "cache") if local else ""
    shared = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(shared):
        return os.path.join(shared, "compliance")
    home = os.path.expanduser("~")
    return os.path.join(home, ".cache", "compliance") if os.path.isabs(home) else ""


def fetch(kind: str, key: str) -> bytes | None:
    """The bytes that were kept under a key, or None."""
    with unheard():
        return _fetch(kind, key)


def keep(kind: str, key: str, payload: bytes) -> None:
    """Keep bytes under a key, whole or not at all. Where that cannot be done, nothing happens."""
    with unheard():
        _keep(kind, key, payload)


def _fetch(kind: str, key: str) -> bytes | None:
    top = root()
    if not top:
        return None
    folder = os.path.join(top, kind)
    try:
        if not (_ours(os.lstat(top)) and _ours(os.lstat(folder))):
            return None
        handle = os.open(os.path.join(folder, key), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with open(handle, "rb") as file:
            about = os.fstat(handle)
            if not stat.S_ISREG(about.st_mode) or not _ours(about) or about.st_size > MAX_BYTES:
                return None
            data = file.read()
    except (OSError, ValueError):
        return None
    head, _, payload = data.partition(b"\n")
    return payload if head == _head(kind, key, payload) else None


def _keep(kind: str, key: str, payload: bytes) -> None:
    top = root()
    if not top or len(payload) > MAX_BYTES // 2:
        return
    folder = os.path.join(top, kind)
    temporary = os.path.join(folder, f".{key}.{os.getpid()}")
    try:
        for one in (top, folder):
            os.makedirs(one, mode=0o700, exist_ok=True)
            if not _ours(os.lstat(one)):
                return
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            with open(handle, "wb") as file:
                file.write(_head(kind, key, payload) + b"\n" + payload)
            os.replace(temporary, os.path.join(folder, key))
        except OSError:
            os.unlink(temporary)
            return
        _prune(folder)
    except OSError:
        return


def _head(kind: str, key: str, payload: bytes) -> bytes:
    """The first line of an entry: the digest covers its kind and key too, so that an entry counts under its own name only."""
    return MAGIC + hashlib.sha256(f"{kind}/{key}\n".encode() + payload).hexdigest().encode()


def _ours(about: os.stat_result) -> bool:
    """Whether a file or folder belongs to this user and nobody else may write to it."""
    if sys.platform == "win32":
        return not stat.S_ISLNK(about.st_mode)
    return about.st_uid == os.geteuid() and not about.st_mode & 0o022 and not stat.S_ISLNK(about.st_mode)


def _prune(folder: str) -> None:
    """Drop the oldest entries beyond the number that is kept."""
    with os.scandir(folder) as entries:
        found = [(entry.stat(follow_symlinks=False).st_mtime, entry.path) for entry in entries]
    for _, path in sorted(found)[: max(0, len(found) - KEPT)]:
        os.unlink(path)
