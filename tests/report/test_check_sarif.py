"""SARIF of a check: valid against the published schema, a place for every result, nothing that moves with a line, no clean look when it failed."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from jsonschema.validators import validator_for

from compliance.errors import Problem
from compliance.model.check import LEVELS, Judgement, Quoted, Spot
from compliance.report.check_sarif import failed_sarif, to_sarif, uri
from tests.report.judgements import corpus, finding, judgement, judgements, mixed

SCHEMA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "schemas" / "sarif-schema-2.1.0.json"
needs_schema = pytest.mark.skipif(not SCHEMA.is_file(), reason=f"the published schema is not beside the checkout ({SCHEMA.name})")


@lru_cache(maxsize=1)
def _validator() -> Any:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    kind = validator_for(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def run_of(text: str) -> dict[str, Any]:
    (run,) = json.loads(text)["runs"]
    return dict(run)


def check(text: str) -> dict[str, Any]:
    """The run of a log, after all that the schema does not say."""
    run = run_of(text)
    text.encode("utf-8")
    rules = run["tool"]["driver"]["rules"]
    used = {result["ruleId"] for result in run["results"]}
    assert {rule["id"] for rule in rules} == used
    for rule in rules:
        assert set(rule) >= {"shortDescription", "fullDescription", "help", "defaultConfiguration"}
        assert set(rule["help"]) == {"text", "markdown"}
        assert 1 <= len(rule["properties"]["tags"]) <= 5
    places = [location for result in run["results"] for location in (*result["locations"], *result.get("relatedLocations", ()))]
    for location in places:
        physical = location["physicalLocation"]
        region, target = physical["region"], physical["artifactLocation"]["uri"]
        assert region["startLine"] >= 1
        assert region["startColumn"] >= 1
        assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])
        parts = urlsplit(target)
        assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
        assert target.isascii()
        assert not target.startswith("/")
        assert "\\" not in target
        assert physical["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert len(result["locations"]) == 1
    return run


@needs_schema
@pytest.mark.parametrize("made", [mixed(), judgement(), mixed(report_only=True, profile="final/1")], ids=["mixed", "clean", "report-only"])
def test_valid(made: Judgement) -> None:
    text = to_sarif(made)
    _validator().validate(json.loads(text))
    check(text)


@needs_schema
def test_the_corpus_is_valid() -> None:
    text = to_sarif(corpus())
    _validator().validate(json.loads(text))
    assert len(check(text)["results"]) == len(corpus().findings)


@needs_schema
@settings(max_examples=30, deadline=None)
@given(judgements())
def test_any_judgement_is_valid(made: Judgement) -> None:
    text = to_sarif(made)
    _validator().validate(json.loads(text))
    run = check(text)
    assert len(run["results"]) == sum(one.state != "waived" for one in made.findings)
    assert "someone" not in text


@needs_schema
@given(judgements())
@settings(max_examples=10, deadline=None)
def test_any_failed_run_is_valid_and_does_not_look_clean(made: Judgement) -> None:
    problems = [Problem(one.spot.path, number % 2, 0, one.code, one.message, one.next_step) for number, one in enumerate(made.findings)]
    text = failed_sarif(problems)
    _validator().validate(json.loads(text))
    (invocation,) = run_of(text)["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    assert len(invocation["toolExecutionNotifications"]) == len(problems)


def test_a_failed_run_names_every_problem_and_its_place() -> None:
    text = failed_sarif([Problem("texts/a b.txt", 3, 0, "input-encoding", "no UTF-8", "save it as UTF-8"), Problem("", 0, 0, "unknown-name", "no such format")])
    first, second = run_of(text)["invocations"][0]["toolExecutionNotifications"]
    assert first["message"]["text"] == "input-encoding: no UTF-8 Next: save it as UTF-8"
    place = first["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]) == ("texts/a%20b.txt", {"startLine": 3, "startColumn": 1})
    assert (second["level"], "locations" in second) == ("error", False)
    assert run_of(text)["results"] == []


def test_a_result() -> None:
    run = check(to_sarif(mixed()))
    assert [(result["ruleId"], result["level"], result["baselineState"]) for result in run["results"]] == [
        ("gap", "error", "new"), ("contradiction", "error", "new"), ("unread", "warning", "new"), ("surplus", "note", "new"), ("gap", "error", "unchanged"),
    ]  # fmt: skip
    contradiction = run["results"][1]
    assert contradiction["message"]["text"] == "iea-2020-09/1 contradicts 3.host “do not host”. Next: add a provision that does"
    assert contradiction["partialFingerprints"] == {"complianceFinding/v1": "0000000000000003"}
    (other,) = contradiction["relatedLocations"]
    assert other["physicalLocation"]["artifactLocation"]["uri"] == "texts/agreement.txt"
    assert other["physicalLocation"]["region"]["snippet"] == {"text": "host"}
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"][0]["exitCode"] == 1
    assert [rule["defaultConfiguration"]["level"] for rule in run["tool"]["driver"]["rules"]] == [LEVELS[code] for code in ("gap", "contradiction", "surplus", "unread")]


def test_more_results_than_a_forge_takes_are_left_off_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compliance.report.check_sarif.MOST", 3)
    run = check(to_sarif(mixed()))
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning"]
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"] == "2 of 5 findings are left off here, as forges take no more than 3."
    assert "toolExecutionNotifications" not in run_of(to_sarif(judgement(finding(1))))["invocations"][0]


def test_the_exit_code_is_that_of_the_run() -> None:
    for made, code in ((mixed(), 1), (mixed(report_only=True), 0), (judgement(), 0)):
        (invocation,) = run_of(to_sarif(made))["invocations"]
        assert (invocation["executionSuccessful"], invocation["exitCode"]) == (True, code)


def test_a_fingerprint_stays_when_the_line_moves() -> None:
    here, there = (run_of(to_sarif(judgement(finding(7, spot=Spot("a.txt", line, 1, line, 2)))))["results"][0] for line in (1, 40))
    assert here["partialFingerprints"] == there["partialFingerprints"]
    assert here["locations"] != there["locations"]


def test_words_that_are_not_those_of_the_place_are_no_snippet() -> None:
    one = finding(1, words="Nobody lends books.", spot=Spot("rules/x/commitments.yaml", 9, 7, 9, 12))
    assert "snippet" not in run_of(to_sarif(judgement(one)))["results"][0]["locations"][0]["physicalLocation"]["region"]
    two = finding(1, words="Nobody\nlends", spot=Spot("a.txt", 9, 7, 10, 6), others=(Quoted(Spot("a.txt", 9, 7, 9, 12), "books"),))
    result = run_of(to_sarif(judgement(two)))["results"][0]
    assert result["locations"][0]["physicalLocation"]["region"]["snippet"] == {"text": "Nobody\nlends"}
    assert result["relatedLocations"][0]["message"]["text"] == "Read with these words: “books”"


@pytest.mark.parametrize(
    ("path", "target"),
    [("texts/a b.txt", "texts/a%20b.txt"), ("a:b.txt", "a%3Ab.txt"), ("texts\\a.txt", "texts/a.txt"), ("./x/../a#1?.txt", "a%231%3F.txt"), ("/home/someone/a.txt", "a.txt"),
     ("C:\\someone\\a.txt", "a.txt"), ("../a.txt", "../a.txt"), ("décret.txt", "d%C3%A9cret.txt"), ("d\udce9cret.txt", "d%E9cret.txt"), ("", "unnamed"), ("//host/a.txt", "a.txt")],
)  # fmt: skip
def test_a_path_as_a_uri(path: str, target: str) -> None:
    assert uri(path) == target
    assert unquote(target, errors="surrogateescape").isprintable() or "\udce9" in path
