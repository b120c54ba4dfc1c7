"""The cache folder: what is kept comes back, and what is wrong in any way is not there."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.disk import store

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="owners and modes are of POSIX")


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("COMPLIANCE_NO_CACHE", raising=False)
    monkeypatch.setenv("COMPLIANCE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_is_kept_comes_back(top: Path) -> None:
    assert store.fetch("runs", "k") is None
    store.keep("runs", "k", b"words\nand more\n")
    assert store.fetch("runs", "k") == b"words\nand more\n"
    store.keep("runs", "k", b"others")
    assert store.fetch("runs", "k") == b"others"
    assert [path.name for path in top.rglob("*") if path.is_file()] == ["k"]


@POSIX
def test_the_folder_is_closed_to_others(top: Path) -> None:
    store.keep("runs", "k", b"words")
    assert (top.stat().st_mode & 0o777, (top / "runs").stat().st_mode & 0o777, (top / "runs" / "k").stat().st_mode & 0o777) == (0o700, 0o700, 0o600)


def whole(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"recruit", b"recruits"),
        lambda data: data.replace(b"r", b"q", 1),
        lambda data: data[:-1],
        lambda data: data + b" ",
        lambda data: b"",
        lambda data: b"{}",
        lambda data: data.replace(b"compliance-cache/1", b"compliance-cache/2"),
        lambda data: os.urandom(400),
    ],
)
def test_an_altered_entry_is_not_there(top: Path, change: Callable[[bytes], bytes]) -> None:
    store.keep("compiled", "k", b'{"phrases": ["recruit"]}')
    whole(top / "compiled" / "k", change)
    assert store.fetch("compiled", "k") is None


def test_an_entry_counts_under_its_own_name_alone(top: Path) -> None:
    store.keep("runs", "a", b"words")
    (top / "runs" / "b").write_bytes((top / "runs" / "a").read_bytes())
    os.chmod(top / "runs" / "b", 0o600)
    (top / "compiled").mkdir(mode=0o700)
    (top / "compiled" / "a").write_bytes((top / "runs" / "a").read_bytes())
    os.chmod(top / "compiled" / "a", 0o600)
    assert (store.fetch("runs", "a"), store.fetch("runs", "b"), store.fetch("compiled", "a")) == (b"words", None, None)


@POSIX
@pytest.mark.parametrize("part", ["", "runs", "runs/k"])
def test_what_others_may_write_to_is_not_there(top: Path, part: str) -> None:
    store.keep("runs", "k", b"words")
    os.chmod(top / part, (top / part).stat().st_mode | 0o020)
    assert store.fetch("runs", "k") is None


@POSIX
@pytest.mark.parametrize("part", ["", "runs", "runs/k"])
def test_what_belongs_to_another_user_is_not_there(top: Path, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store.keep("runs", "k", b"words")
    if os.geteuid() == 0:
        os.chown(top / part, 12345, -1)
    else:
        mine = os.geteuid()
        monkeypatch.setattr(os, "geteuid", lambda: mine + 1)
    assert store.fetch("runs", "k") is None


@POSIX
@pytest.mark.parametrize("part", ["", "runs", "runs/k"])
def test_a_link_is_not_followed(top: Path, part: str) -> None:
    store.keep("runs", "k", b"words")
    there = top / part
    there.rename(top.parent / "elsewhere")
    there.symlink_to(top.parent / "elsewhere")
    assert store.fetch("runs", "k") is None
    store.keep("runs", "k", b"others")
    if part != "runs/k":
        assert not [path for path in (top.parent / "elsewhere").rglob("k") if b"others" in path.read_bytes()]


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    monkeypatch.delenv("COMPLIANCE_NO_CACHE", raising=False)
    monkeypatch.setenv("COMPLIANCE_CACHE", str(tmp_path / "file" / "cache"))
    store.keep("runs", "k", b"words")
    assert store.fetch("runs", "k") is None
    assert (tmp_path / "file").read_text("utf-8") == "in the way"


def test_a_disk_that_is_full_leaves_nothing_behind(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(old: str, new: str) -> None:
        raise OSError(28, "No space left on device")

    store.keep("runs", "k", b"words")
    monkeypatch.setattr(os, "replace", full)
    store.keep("runs", "k", b"others")
    assert store.fetch("runs", "k") == b"words"
    assert [path.name for path in top.rglob("*") if path.is_file()] == ["k"]


def test_the_oldest_entries_go(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "KEPT", 3)
    for at in range(5):
        store.keep("runs", f"k{at}", b"words")
        os.utime(top / "runs" / f"k{at}", (at, at))
    store.keep("runs", "k5", b"words")
    assert sorted(path.name for path in (top / "runs").iterdir()) == ["k3", "k4", "k5"]


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {"HOME": "/home/me"}, "/home/me/.cache/compliance"),
        ("linux", {"HOME": "/home/me", "XDG_CACHE_HOME": "/var/me"}, "/var/me/compliance"),
        ("linux", {"HOME": "/home/me", "XDG_CACHE_HOME": "relative"}, "/home/me/.cache/compliance"),
        ("linux", {"HOME": "/home/me", "COMPLIANCE_CACHE": "/own"}, "/own"),
        ("linux", {"HOME": "/home/me", "COMPLIANCE_CACHE": "/own", "COMPLIANCE_NO_CACHE": "1"}, ""),
        ("linux", {"HOME": "/home/me", "COMPLIANCE_CACHE": "/own", "COMPLIANCE_NO_CACHE": "0"}, "/own"),
        ("linux", {"HOME": "nowhere"}, ""),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/compliance/cache"),
        ("win32", {}, ""),
    ],
)
@POSIX
def test_where_it_is(platform: str, environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CACHE_HOME", "COMPLIANCE_CACHE", "COMPLIANCE_NO_CACHE", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert store.root() == expected
