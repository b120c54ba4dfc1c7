"""Formats of a report that are bytes: into a file or a pipe as they are, and not onto a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from compliance.cli.reporting import write_report
from compliance.errors import UsageError
from compliance.pipeline import make_report
from compliance.report import formats

BYTES = bytes(range(256)) + b"\r\n\n"


@pytest.fixture
def raw(monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a made-up format."""
    monkeypatch.setitem(formats.FILES, "raw", lambda report: report.pack_id.encode() + BYTES)
    monkeypatch.setitem(formats.CALLED, "raw", "a raw file")
    return "raw"


def test_bytes_go_into_a_file_as_they_are(raw: str, tmp_path: Path) -> None:
    write_report(format=raw, output=str(tmp_path / "out"))
    assert (tmp_path / "out").read_bytes() == b"doha" + BYTES


def test_bytes_go_through_a_pipe_as_they_are(raw: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write_report(format=raw)
    assert capfdbinary.readouterr().out == b"doha" + BYTES


def test_bytes_are_not_thrown_on_a_terminal(raw: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(UsageError) as wrong:
        write_report(format=raw)
    assert [(p.code, p.message, p.next_step) for p in wrong.value.problems] == [("output-terminal", "a raw file cannot be shown on a terminal", "name a file with -o")]
    write_report(format=raw, output=str(tmp_path / "out"))
    assert (tmp_path / "out").exists()


def run(folder: Path, *words: str) -> bytes:
    """What ``compliance report`` gives through a pipe, with a cache in the folder."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMPLIANCE_")} | {"COMPLIANCE_CACHE": str(folder / "cache")}
    return subprocess.run([sys.executable, "-m", "compliance", "report", *words], cwd=folder, env=environment, check=True, capture_output=True).stdout


@pytest.mark.parametrize("name", sorted(formats.CALLED))
def test_a_run_that_is_known_gives_the_same_file(name: str, tmp_path: Path) -> None:
    first = run(tmp_path, "-f", name)
    assert first == formats.FILES[name](make_report())
    assert (tmp_path / "cache").exists()
    assert run(tmp_path, "-f", name) == first  # now from the record of the first run
    for _ in range(2):
        assert run(tmp_path, "-f", name, "-o", "out") == b""
        assert (tmp_path / "out").read_bytes() == first
        (tmp_path / "out").unlink()
    (tmp_path / "mine.txt").write_text("1. No one may recruit.\n", "utf-8")
    other = run(tmp_path, "-f", name, "-i", "mine.txt")
    assert other not in (b"", first)
    (tmp_path / "mine.txt").write_text("1. No one may train.\n", "utf-8")
    assert run(tmp_path, "-f", name, "-i", "mine.txt") not in (b"", other)


def test_every_file_has_a_name_in_messages() -> None:
    assert formats.CALLED.keys() == formats.FILES.keys()
    assert not formats.FILES.keys() & formats.FORMATS.keys()
