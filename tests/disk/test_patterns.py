"""Patterns of paths: as the standard library reads them, but no folder is passed by because it cannot be read, and no link goes in circles."""

from __future__ import annotations

import glob
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance import disk
from compliance.disk.patterns import meant
from compliance.errors import InputError

FILES = ["a.txt", "b.txt", "c.md", ".hidden.txt", "in/a.txt", "in/deep/b.txt", "in/deep/.x/c.txt", "[odd]/a.txt", "other/c.txt", "other/deep/d.txt"]
PARTS = st.sampled_from(["*", "**", "*.txt", "?.txt", "in", "deep", "[ab].txt", "[[]odd]", "a.txt", ".*", "none", "o*", "[!a].txt"])


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> str:
    top = tmp_path_factory.mktemp("tree")
    for name in FILES:
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text("x", "utf-8")
    return str(top)


@settings(max_examples=300)
@given(parts=st.lists(PARTS, min_size=1, max_size=4))
def test_as_the_standard_library(parts: list[str], tree: str) -> None:
    if parts[-1] == "**":
        parts = [*parts, "*"]
    pattern = "/".join(parts)
    assert meant(pattern, tree) == {name.rstrip("/") for name in glob.glob(pattern, root_dir=tree, recursive=True)}
    assert meant(f"{tree}/{pattern}", ".") == {name.rstrip("/") for name in glob.glob(f"{tree}/{pattern}", recursive=True)}


def test_a_link_is_followed_and_never_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "in" / "a.txt").write_text("x", "utf-8")
    (tmp_path / "out" / "b.txt").write_text("x", "utf-8")
    (tmp_path / "in" / "again").symlink_to(".")
    (tmp_path / "in" / "up").symlink_to("..")
    (tmp_path / "in" / "out").symlink_to("../out")
    assert meant("in/**/*.txt", str(tmp_path)) == {"in/a.txt", "in/out/b.txt", "in/up/out/b.txt"}


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "shut").mkdir()
    (tmp_path / "open" / "a.txt").write_text("x", "utf-8")
    real = os.listdir

    def listed(path: str) -> list[str]:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "listdir", listed)
    for pattern in ("**/*.txt", "*/*.txt", "shut/*.txt"):
        with pytest.raises(InputError, match=r"shut: input-unreadable .*Permission denied"):
            disk.matching(pattern, str(tmp_path))
    assert disk.matching("open/*.txt", str(tmp_path)) == ["open/a.txt"]
