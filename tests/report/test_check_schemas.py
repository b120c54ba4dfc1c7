"""Reports for build servers with no finding, one, many, and none but suppressed ones: each valid by its published schema, and each saying as many."""

from __future__ import annotations

import json

import pytest
from lxml import etree

from compliance.model.check import LEVELS, Judgement
from compliance.report.check_gitlab import to_gitlab
from compliance.report.check_junit import to_junit
from compliance.report.check_sarif import to_sarif
from tests.report import test_check_gitlab, test_check_junit, test_check_sarif
from tests.report.judgements import finding, judgement

WAIVED = tuple(finding(number, state="waived", reason="agreed") for number in range(1, 4))
KNOWN = tuple(finding(number, state="known", since="2026-01-02") for number in range(1, 4))
#: The judgement; how many results SARIF has (waived ones are left out), and how many issues GitLab (new ones alone).
CASES: dict[str, tuple[Judgement, int, int]] = {
    "none": (judgement(), 0, 0),
    "one": (judgement(finding(1)), 1, 1),
    "one of each code": (judgement(*(finding(number, code) for number, code in enumerate(LEVELS, 1))), len(LEVELS), len(LEVELS)),
    "many": (judgement(*(finding(number) for number in range(1, 1001))), 1000, 1000),
    "waived": (judgement(*WAIVED), 0, 0),
    "known": (judgement(*KNOWN), 3, 0),
    "one beside waived and known": (judgement(finding(9), *WAIVED, *(finding(10 + number, state="known") for number in range(3))), 4, 1),
}


@pytest.mark.parametrize("name", CASES)
def test_sarif(name: str) -> None:
    made, results, _ = CASES[name]
    run = test_check_sarif.check(to_sarif(made))
    assert len(run["results"]) == results
    assert len({result["partialFingerprints"]["complianceFinding/v1"] for result in run["results"]}) == results
    if not test_check_sarif.SCHEMA.is_file():
        pytest.skip(f"the published schema is not beside the checkout ({test_check_sarif.SCHEMA.name})")
    test_check_sarif._validator().validate(json.loads(to_sarif(made)))


@pytest.mark.parametrize("name", CASES)
def test_junit(name: str) -> None:
    made, _, new = CASES[name]
    suite = test_check_junit.suite(made)
    failing = sum(one.state == "new" and one.severity == "error" for one in made.findings)
    assert suite.get("failures") == str(len(list(suite.iter("failure"))))
    assert (suite.get("failures") == "0") is (failing == 0)
    assert new or suite.get("failures") == "0"
    if not test_check_junit.SCHEMA.is_file():
        pytest.skip(f"the published schema is not beside the checkout ({test_check_junit.SCHEMA.name})")
    test_check_junit._schema().assertValid(etree.fromstring(to_junit(made).encode("utf-8")))


@pytest.mark.parametrize("name", CASES)
def test_gitlab(name: str) -> None:
    """GitLab publishes no schema: its documented fields are written down in the test of the format."""
    made, _, issues = CASES[name]
    assert len(test_check_gitlab.issues(made)) == issues
    assert json.loads(to_gitlab(made)) is not None
