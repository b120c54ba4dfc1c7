"""``compliance check --watch``, in a process of its own, with real edits."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from compliance import disk
from compliance.errors import Gathering
from compliance.tasks.configure import Options, configure
from compliance.tasks.watched import watched_files
from tests.projects import BOUND, DECREE, FREED, project, run, turn

PATIENCE = 60  # seconds until a line has to come; a healthy watch needs one or two


class Watch:
    """A running watch: its lines as they come, standard error among them."""

    def __init__(self, folder: Path, *more: str) -> None:
        command = [sys.executable, "-m", "compliance", "check", "--watch", *more]
        self.process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", env={**os.environ, "PYTHONUNBUFFERED": "1"})
        self.lines: queue.Queue[str] = queue.Queue()
        self.said: list[str] = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def until(self, words: str) -> list[str]:
        """The lines up to one that holds these words."""
        out: list[str] = []
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                out.append(self.lines.get(timeout=0.2))
            except queue.Empty:
                assert self.process.poll() is None, self.said + out
                continue
            if words in out[-1]:
                self.said += out
                return out
        raise AssertionError(f"never said {words!r}: {self.said + out}")

    def stop(self) -> int:
        """End it as Ctrl-C does; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=PATIENCE)

    def close(self) -> None:
        """End it whatever it does."""
        self.process.kill()
        self.process.wait()
        self.reader.join()
        assert self.process.stdout
        self.process.stdout.close()


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    watching = Watch(project(tmp_path))
    yield watching
    watching.close()


def test_an_edit_is_judged_and_its_taking_back_as_well(watch: Watch, tmp_path: Path) -> None:
    first = watch.until("Watching ")
    assert "1 new finding: 1 warning." in first
    turn(tmp_path / DECREE, BOUND, FREED)
    red = watch.until("The check ")
    assert f"{DECREE} changed" in red
    assert any(line.startswith(f"  new: {DECREE}:3:4: error contradiction decree/1 contradicts 1.waste") for line in red)
    assert red[-1] == "3 new findings: 2 errors and 1 warning. The check fails."
    turn(tmp_path / DECREE, FREED, BOUND)
    green = watch.until("The check ")
    assert sum(line.startswith("  fixed: ") for line in green) == 2
    assert green[-1] == "1 new finding: 1 warning. The check passes."
    assert watch.stop() == 130
    assert "Traceback" not in "\n".join(watch.said)


def test_half_written_files_are_shown_and_the_watch_goes_on(watch: Watch, tmp_path: Path) -> None:
    watch.until("Watching ")
    goes_on = "the watch goes on"
    for name, broken in (("compliance.toml", b'agreement = "texts/agr'), ("rules/river/signals.yaml", b"lists:\n  put: [dis"), (DECREE, b""), (DECREE, b"1. \xff\xfe")):
        whole = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(broken)
        told = watch.until(goes_on)
        assert any(name in line for line in told)
        (tmp_path / name).write_bytes(whole)
        assert watch.until("The check ")[-2] == "  no finding is new, none is fixed"
    (tmp_path / DECREE).unlink()
    assert any("input-missing" in line for line in watch.until(goes_on))
    assert watch.stop() == 130
    assert "Traceback" not in "\n".join(watch.said)


def test_what_comes_later_is_seen(watch: Watch, tmp_path: Path) -> None:
    watch.until("Watching ")
    turn(tmp_path / "compliance.toml", '["texts/decree.txt"]', '["texts/*.txt"]')
    watch.until("The check ")
    (tmp_path / "texts" / "second.txt").write_text("Second decree\n\n1. The mill may dump sewage into the river.\n", "utf-8")
    assert "texts/second.txt added" in watch.until("The check fails")


def test_a_project_that_is_broken_from_the_start(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "compliance.toml").write_text("agreement = \n", "utf-8")
    watch = Watch(tmp_path)
    try:
        assert any("config-syntax" in line for line in watch.until("Watching "))
        (tmp_path / "compliance.toml").write_text(disk.template("project")["compliance.toml"], "utf-8")
        watch.until("Exit code 0")
        assert watch.stop() == 130
    finally:
        watch.close()


@pytest.mark.parametrize("more", [["-f", "json"], ["-o", "x"], ["--output", "sarif:x"], ["--changed-since", "HEAD"]])
def test_it_shows_text_alone(more: list[str], tmp_path: Path) -> None:
    done = run(project(tmp_path), "check", "--watch", *more)
    assert done.returncode == 2
    assert "usage-watch" in done.stderr


def test_all_that_a_judgement_rests_on_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path)
    monkeypatch.chdir(tmp_path)
    base = tmp_path / "rules" / "base"
    base.mkdir()
    for name in ("pack.yaml", "commitments.yaml", "signals.yaml"):
        (base / name).write_text((tmp_path / "rules/river" / name).read_text("utf-8").replace("id: river", "id: base"), "utf-8")
        (tmp_path / "rules/river" / name).unlink()
    (tmp_path / "rules/river/pack.yaml").write_text("id: river\nversion: 0.1.0\ntitle: t\ndescription: d\nextends: ../base\n", "utf-8")
    turn(tmp_path / "compliance.toml", '# waivers = "waivers.toml"', 'waivers = "waivers.toml"')
    files = set(watched_files(configure(Options(), Gathering())))
    assert {"compliance.toml", "texts/agreement.txt", "texts/decree.txt.provenance.yaml", "waivers.toml", "rules/base/signals.yaml", "rules/river/cases/river.yaml"} <= files


def test_built_in_texts_and_packs_are_not_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert watched_files(configure(Options(), Gathering())) == ()
