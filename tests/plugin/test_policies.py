"""Policies as tests, in a repository of somebody else's."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest

from tests.projects import BOUND, DECREE, FREED, project, turn

HOLD = ["1.waste is addressed", "2.warning is addressed", "1.waste is not contradicted", "2.warning is not contradicted", "3.ferry is not contradicted"]


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    """A project with a test of its own."""
    project(tmp_path)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_own.py").write_text("def test_own():\n    pass\n", "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\ncompliance_config = compliance.toml\n", "utf-8")
    return tmp_path


@lru_cache(maxsize=1)
def _registered() -> bool:
    """Whether the plugin is there by itself."""
    return "compliance_packs" in subprocess.run([sys.executable, "-m", "pytest", "--help"], capture_output=True, text=True, check=True).stdout


def tried(folder: Path, *more: str, cwd: Path | None = None) -> tuple[int, str]:
    """The exit code of pytest and what it prints."""
    command = [sys.executable, "-m", "pytest", "-v", "-rx", "-p", "no:cacheprovider", "--rootdir", str(folder), *more]
    if not _registered():
        command += ["-p", "compliance.pytest_plugin"]  # an environment installed before the entry point was there
    done = subprocess.run(command, cwd=cwd or folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", env={**os.environ, "COLUMNS": "200"}, check=False)
    return done.returncode, done.stdout


def test_each_thing_that_is_asked_is_an_item(towns: Path) -> None:
    code, said = tried(towns)
    assert code == 0, said
    for name in HOLD:
        assert f"compliance.toml::{name} PASSED" in said
    assert "compliance.toml::3.ferry is addressed XFAIL" in said
    assert "is answered in part only" in said
    assert "below the threshold (error)" in said
    assert "6 passed, 1 xfailed" in said


def test_what_fails_says_where_which_words_and_what_next(towns: Path) -> None:
    turn(towns / DECREE, BOUND, FREED)
    code, said = tried(towns)
    assert code == 1
    assert "compliance.toml::1.waste is addressed FAILED" in said
    assert "compliance.toml::1.waste is not contradicted FAILED" in said
    assert f"{DECREE}:3:4: error contradiction decree/1 contradicts 1.waste" in said
    assert "“Businesses and residents must discharge waste into the river”" in said
    assert "1.waste: “Nobody puts waste into the river.”" in said
    assert "next: change the words" in said
    assert "2 failed, 4 passed, 1 xfailed" in said
    assert "Traceback" not in said
    turn(towns / DECREE, FREED, BOUND)
    assert tried(towns)[0] == 0


def test_every_other_finding_is_an_item(towns: Path) -> None:
    (towns / DECREE).write_text((towns / DECREE).read_text("utf-8") + "4. Dogs stay outside.\n", "utf-8")
    turn(towns / "compliance.toml", 'unread = "warning"', 'surplus = "error"')
    code, said = tried(towns)
    assert code == 1
    assert "compliance.toml::surplus decree/4 " in said
    assert f"{DECREE}:6:4: error surplus decree/4 answers to no element" in said


def test_report_only_and_profile(towns: Path) -> None:
    turn(towns / DECREE, BOUND, FREED)
    turn(towns / "compliance.toml", "report-only = false", "report-only = true")
    code, said = tried(towns)
    assert code == 0
    assert "this run only reports" in said
    assert "4 passed, 3 xfailed" in said
    turn(towns / "compliance.toml", "report-only = true", "report-only = false")
    turn(towns / DECREE, FREED, BOUND)
    (towns / "pytest.ini").write_text("[pytest]\ncompliance_config = compliance.toml\ncompliance_profile = final\n", "utf-8")
    assert "compliance.toml::3.ferry is addressed FAILED" in tried(towns)[1]


@pytest.mark.parametrize(("name", "broken", "code"), [("compliance.toml", "agreement = \n", "config-syntax"), ("rules/river/pack.yaml", "id: x\n", "pack-missing-key"), ("compliance.toml", "agrement = 'x'\n", "config-key")])
def test_what_cannot_be_judged_is_one_item_that_fails(name: str, broken: str, code: str, towns: Path) -> None:
    (towns / name).write_text(broken, "utf-8")
    ended, said = tried(towns)
    assert ended == 1
    assert "compliance.toml::can be judged FAILED" in said
    assert code in said
    assert "1 failed, 1 passed" in said
    assert "Traceback" not in said


def test_a_configuration_beside_the_folders_of_tests_is_collected(towns: Path) -> None:
    (towns / "pytest.ini").write_text("[pytest]\ntestpaths = tests\ncompliance_config = compliance.toml\ncompliance_packs = rules/river\n", "utf-8")
    code, said = tried(towns)
    assert code == 0
    assert "40 passed, 1 xfailed" in said  # 34 cases, 5 that hold, one of its own
    assert "1 passed" in tried(towns, "tests")[1]  # whoever names folders gets these


@pytest.mark.parametrize("option", ["compliance_config = complianse.toml", "compliance_packs = rules/rever"])
def test_a_path_that_leads_nowhere_is_an_error(option: str, towns: Path) -> None:
    (towns / "pytest.ini").write_text(f"[pytest]\n{option}\n", "utf-8")
    code, said = tried(towns)
    assert code == 4
    assert "name what is not there" in said


def test_from_another_folder_and_in_pyproject(towns: Path) -> None:
    turn(towns / DECREE, BOUND, FREED)
    code, said = tried(towns, "..", cwd=towns / "tests")
    assert code == 1
    assert f"{DECREE}:3:4: error contradiction" in said
    table = (towns / "compliance.toml").read_text("utf-8").replace("[[", "[[tool.compliance.").replace("\n[levels]", "\n[tool.compliance.levels]").replace("[profiles", "[tool.compliance.profiles")
    (towns / "compliance.toml").unlink()
    (towns / "pyproject.toml").write_text(f"[tool.compliance]\n{table}", "utf-8")
    (towns / "pytest.ini").write_text("[pytest]\ncompliance_config = pyproject.toml\n", "utf-8")
    assert "pyproject.toml::1.waste is addressed FAILED" in tried(towns)[1]


def test_nothing_is_collected_unasked(towns: Path) -> None:
    (towns / "pytest.ini").write_text("[pytest]\n", "utf-8")
    assert "1 passed" in tried(towns)[1]
