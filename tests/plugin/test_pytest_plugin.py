"""The pytest plugin in a repository of somebody else's."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "your-own-pack.md").read_text("utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the pack of the tutorial and one test of its own."""
    for _, name, body in re.findall(r"```(\w+)(?: (\S+))?\n(.*?)```", PAGE, re.DOTALL):
        if name:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(body, "utf-8")
    (tmp_path / "test_own.py").write_text("def test_own():\n    pass\n", "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\ncompliance_packs = library-pack\n", "utf-8")
    return tmp_path


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", "--rootdir", str(folder)]
    if "compliance_packs" not in subprocess.run([sys.executable, "-m", "pytest", "--help"], capture_output=True, text=True, check=True).stdout:
        command += ["-p", "compliance.pytest_plugin"]  # an environment installed before the entry point was there
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)


def test_each_case_is_an_item(repository: Path) -> None:
    done = run(repository)
    assert done.returncode == 0, done.stdout
    assert "19 passed" in done.stdout
    assert "Staff must not reveal loan records" in done.stdout


def test_a_case_that_fails_says_what_came_out(repository: Path) -> None:
    cases = repository / "library-pack" / "cases" / "loans.yaml"
    cases.write_text(cases.read_text("utf-8").replace('{"2.saturday": [contradicts]}', '{"2.saturday": [addresses]}'), "utf-8")
    done = run(repository)
    assert done.returncode == 1
    assert "missing: 2.saturday addresses" in done.stdout
    assert "too much: 2.saturday contradicts" in done.stdout
    assert "2 failed, 17 passed" in done.stdout


def test_a_broken_pack_fails_with_its_problems(repository: Path) -> None:
    (repository / "library-pack" / "pack.yaml").write_text("id: x\n", "utf-8")
    done = run(repository)
    assert done.returncode != 0
    assert "pack-missing-key" in done.stdout
    assert "Traceback" not in done.stdout


def test_nothing_is_collected_unasked(repository: Path) -> None:
    (repository / "pytest.ini").write_text("[pytest]\n", "utf-8")
    assert "1 passed" in run(repository).stdout
