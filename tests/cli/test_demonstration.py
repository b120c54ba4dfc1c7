"""The demonstration: a repository made by ``compliance init`` goes red when its decree loses a prohibition, and green again."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pytest

from tests.projects import BOUND, DECREE, FREED, committed, git, project, run, turn
from tests.report.test_check_sarif import SCHEMA, needs_schema

SENTENCE = "1. Businesses and residents must not discharge waste into the river.\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    committed(project(tmp_path))
    return tmp_path


def found(folder: Path) -> tuple[int, list[tuple[str, str, str, int]]]:
    """The exit code, and code, severity, path and line of each finding."""
    done = run(folder, "check", "-f", "json")
    assert done.stderr == ""
    return done.returncode, [(f["code"], f["severity"], f["place"]["path"], f["place"]["line"]) for f in json.loads(done.stdout)["findings"]]


WARNED = ("partial", "warning", "texts/agreement.txt", 5)


def test_it_is_green_as_it_is_written(repository: Path) -> None:
    assert found(repository) == (0, [WARNED])
    assert git(repository, "status", "--porcelain") == ""  # a check leaves nothing behind


def test_it_goes_red_when_the_decree_loses_the_word_not_and_green_again(repository: Path) -> None:
    turn(repository / DECREE, BOUND, FREED)
    assert found(repository) == (1, [("gap", "error", "texts/agreement.txt", 3), ("contradiction", "error", DECREE, 3), WARNED])
    done = run(repository, "check")
    assert done.returncode == 1
    assert re.search(rf"^{DECREE}:3:4: error contradiction decree/1 contradicts 1\.waste", done.stdout, re.MULTILINE)
    assert "Businesses and residents must discharge waste into the river" in done.stdout
    git(repository, "checkout", "-q", "--", DECREE)
    assert found(repository) == (0, [WARNED])


def test_it_goes_red_when_the_sentence_is_gone_and_green_again(repository: Path) -> None:
    turn(repository / DECREE, SENTENCE, "")
    assert found(repository) == (1, [("gap", "error", "texts/agreement.txt", 3), WARNED])
    git(repository, "checkout", "-q", "--", DECREE)
    assert found(repository) == (0, [WARNED])


def test_it_goes_red_when_the_decree_is_gone(repository: Path) -> None:
    (repository / DECREE).unlink()
    done = run(repository, "check")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{DECREE}: input-missing" in done.stderr


def test_the_stricter_profile_holds_the_warning_against_it(repository: Path) -> None:
    assert run(repository, "check", "--profile", "final").returncode == 1
    assert run(repository, "check", "--profile", "final", "--report-only").returncode == 0


@pytest.mark.parametrize("red", [False, True])
def test_the_files_for_build_servers_say_the_same(red: bool, repository: Path) -> None:
    if red:
        turn(repository / DECREE, BOUND, FREED)
    done = run(repository, "check", "--output", "sarif:out.sarif", "--output", "junit:out.xml", "--output", "gitlab:out.json", "--output", "summary:out.md")
    assert done.returncode == int(red)
    sarif = json.loads((repository / "out.sarif").read_text("utf-8"))
    results = sarif["runs"][0]["results"]
    places = {(r["ruleId"], r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], r["locations"][0]["physicalLocation"]["region"]["startLine"]) for r in results}
    assert (("contradiction", DECREE, 3) in places) is red
    assert ("partial", "texts/agreement.txt", 5) in places
    suite = ET.parse(repository / "out.xml").getroot()
    assert int(suite.attrib["failures"]) == (2 if red else 0)
    quality = json.loads((repository / "out.json").read_text("utf-8"))
    assert ((DECREE, 3) in {(row["location"]["path"], row["location"]["lines"]["begin"]) for row in quality}) is red
    assert ("The check fails" in (repository / "out.md").read_text("utf-8")) is red


@needs_schema
def test_the_sarif_of_a_red_project_is_valid(repository: Path) -> None:
    turn(repository / DECREE, BOUND, FREED)
    assert run(repository, "check", "--output", "sarif:out.sarif", "--changed-since", "HEAD").returncode == 1
    sarif = json.loads((repository / "out.sarif").read_text("utf-8"))
    assert {r["ruleId"]: r["baselineState"] for r in sarif["runs"][0]["results"]} == {"gap": "new", "contradiction": "new", "partial": "unchanged"}
    jsonschema.validate(sarif, json.loads(SCHEMA.read_text("utf-8")))


def test_the_check_is_the_same_from_below(repository: Path) -> None:
    done = run(repository / "texts", "check")
    assert done.returncode == 0
    assert "agreement.txt:5:4: warning partial" in done.stdout
