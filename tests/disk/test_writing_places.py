"""What is written where something stands already: a link, a pipe, a file that few may read."""

from __future__ import annotations

import json
import os
import stat
import threading
from pathlib import Path

import pytest

from compliance.disk import write_atomically
from compliance.errors import InputError


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old", "utf-8")
    (tmp_path / "link").symlink_to("real")
    write_atomically(str(tmp_path / "link"), "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text("utf-8") == "new"


def test_a_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("old", "utf-8")
    path.chmod(0o600)
    write_atomically(str(path), "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(path.read_bytes()))
    reader.start()
    write_atomically(str(path), "words")
    reader.join(10)
    assert read == [b"words"]
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="output-unwritable"):
        write_atomically(str(tmp_path / ("x" * 300)), "words")


def test_a_name_that_just_fits(tmp_path: Path) -> None:
    write_atomically(str(tmp_path / ("x" * 255)), "words")
    assert [path.read_text("utf-8") for path in tmp_path.iterdir()] == ["words"]


@pytest.mark.parametrize("name", ["a\0b", "a\ud800"])
def test_a_name_that_no_file_can_have(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        write_atomically(str(tmp_path / name), "words")
    assert [problem.code for problem in caught.value.problems] == ["output-unwritable"]
    assert not list(tmp_path.iterdir())


def test_half_of_a_pair_is_named(tmp_path: Path) -> None:
    write_atomically(str(tmp_path / "a"), '"\ud800"')
    assert json.loads((tmp_path / "a").read_text("utf-8")) == "\ud800"
