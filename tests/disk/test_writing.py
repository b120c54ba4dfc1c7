"""Several files written in one go: all of them, or none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from compliance.disk import write_all, write_folder
from compliance.errors import InputError


def test_all_are_written(tmp_path: Path) -> None:
    write_all({str(tmp_path / "a"): "a", str(tmp_path / "b"): b"b"})
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {"a": "a", "b": "b"}


def test_what_is_in_the_way_of_any_is_told_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError) as caught:
        write_all({str(tmp_path / "a"): "a", str(tmp_path / "none" / "b"): "b", str(tmp_path / "folder"): "c"})
    assert [problem.code for problem in caught.value.problems] == ["output-folder", "output-folder"]
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize("fails_at", [0, 1, 2])
def test_a_file_that_cannot_be_moved_leaves_all_as_they_were(fails_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("old", "utf-8")
    (tmp_path / "c").write_text("old", "utf-8")
    moved, real = 0, os.replace

    def move(source: str, target: str | Path) -> None:
        nonlocal moved
        moved += 1
        if moved == fails_at + 1:
            raise PermissionError(13, "Permission denied")
        real(source, target)

    monkeypatch.setattr(os, "replace", move)
    with pytest.raises(InputError) as caught:
        write_all({str(tmp_path / name): "new" for name in "abc"})
    assert [(problem.code, Path(problem.path).name) for problem in caught.value.problems] == [("output-unwritable", "abc"[fails_at])]
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {"a": "old", "c": "old"}


def test_a_folder_gets_all_of_its_files_or_none(tmp_path: Path) -> None:
    (tmp_path / "page" / "b").mkdir(parents=True)
    with pytest.raises(InputError, match="output-folder"):
        write_folder(str(tmp_path / "page"), {"a": "a", "b": "b"})
    assert [path.name for path in (tmp_path / "page").iterdir()] == ["b"]


def test_a_folder_that_was_made_for_nothing_is_taken_away(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="output-unwritable"):
        write_folder(str(tmp_path / "new" / "page"), {"a": "a", "b" * 300: "b"})
    assert not list(tmp_path.iterdir())
    write_folder(str(tmp_path / "new" / "page"), {"a": "a"})
    assert (tmp_path / "new" / "page" / "a").read_text("utf-8") == "a"


@pytest.mark.parametrize(("name", "code"), [("", "output-folder"), ("x" * 300, "output-unwritable"), ("file", "output-folder"), ("file/page", "output-unwritable")])
def test_what_is_no_name_of_a_folder(name: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("words", "utf-8")
    with pytest.raises(InputError) as caught:
        write_folder(name, {"a": "a"})
    assert [problem.code for problem in caught.value.problems] == [code]
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
