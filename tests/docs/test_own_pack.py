"""The tutorial on a pack of one's own, followed word by word: its files written, its commands run, its outputs compared."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "your-own-pack.md").read_text("utf-8")
BLOCK = re.compile(r"```(\w+)(?: (\S+))?\n(.*?)```", re.DOTALL)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command)
    assert words[0] == "compliance"
    return subprocess.run([sys.executable, "-m", "compliance", *words[1:]], capture_output=True, text=True, encoding="utf-8", cwd=folder, check=False)


def write_all(folder: Path) -> None:
    for _, name, body in BLOCK.findall(PAGE):
        if name:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(body, "utf-8")


def test_the_tutorial_holds_as_written(tmp_path: Path) -> None:
    printed, ran = "", 0
    for kind, name, body in BLOCK.findall(PAGE):
        if name:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(body, "utf-8")
        elif kind == "sh":
            done = run(body.strip(), tmp_path)
            assert done.returncode == 0, done.stderr
            printed, ran = done.stdout, ran + 1
        elif kind == "output":
            assert body.strip("\n") in printed
    assert ran == 5


def test_what_the_tutorial_tells_to_break_breaks(tmp_path: Path) -> None:
    write_all(tmp_path)
    rules = tmp_path / "house-rules.txt"
    rules.write_text(rules.read_text("utf-8").replace("must not disclose", "may disclose"), "utf-8")
    report = run("compliance report -a charter.txt -i house-rules.txt -r library-pack", tmp_path).stdout
    assert re.search(r"^  1 +X ", report, re.MULTILINE)
    signals = tmp_path / "library-pack" / "signals.yaml"
    signals.write_text(signals.read_text("utf-8").replace("relation: addresses", "relaton: addresses", 1), "utf-8")
    done = run("compliance rules check library-pack", tmp_path)
    assert done.returncode == 2
    assert "signals.yaml:7" in done.stderr
    assert "relation" in done.stderr


def test_three_planted_mistakes_are_three(tmp_path: Path) -> None:
    write_all(tmp_path)
    changes = {
        "signals.yaml": ("<pass-on> ... <loans>\"]\n    why", "<pass-on> ... <lones>\"]\n    why"),
        "commitments.yaml": ("kind: prohibition", "kind: prohibiton"),
        "pack.yaml": ("version: 0.1.0", "version: first"),
    }
    for name, (old, new) in changes.items():
        path = tmp_path / "library-pack" / name
        assert old in path.read_text("utf-8")
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    done = run("compliance rules check library-pack", tmp_path)
    assert done.returncode == 2
    found = [line for line in done.stderr.splitlines() if re.match(r"library-pack/\w+\.yaml:\d+:\d+: pack-", line)]
    assert len(found) == 3, done.stderr
    assert "did you mean 'loans'" in done.stderr


@pytest.mark.parametrize("text", ["1. Employees may not reveal loans.\n", "Article 1\n\nStaff shall not pass on loan records.\n", "Staff are forbidden to disclose loan records.\n"])
def test_other_words_of_a_newcomer(text: str, tmp_path: Path) -> None:
    write_all(tmp_path)
    (tmp_path / "house-rules.txt").write_text(text, "utf-8")
    report = run("compliance report -a charter.txt -i house-rules.txt -r library-pack", tmp_path)
    assert report.returncode == 0, report.stderr
    assert "1.secret loans are not passed on: ADDRESSED" in report.stdout, report.stdout
