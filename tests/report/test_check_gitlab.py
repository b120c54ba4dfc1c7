"""GitLab code quality of a check: the documented fields with their types, no others, and one fingerprint each."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from jsonschema import Draft7Validator

from compliance.model.check import Judgement
from compliance.report.check_gitlab import to_gitlab
from tests.report.judgements import corpus, judgement, judgements, mixed

FIELDS: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "additionalProperties": False,
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!/|\./|[A-Za-z]:\\)[^\\]+$"},
                    "lines": {"type": "object", "additionalProperties": False, "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}


def issues(made: Judgement) -> list[dict[str, Any]]:
    text = to_gitlab(made)
    text.encode("utf-8")
    found = json.loads(text)
    Draft7Validator(FIELDS).validate(found)
    prints = [issue["fingerprint"] for issue in found]
    assert len(set(prints)) == len(prints)
    return list(found)


@given(judgements())
def test_any_judgement_has_the_documented_fields(made: Judgement) -> None:
    assert len(issues(made)) == sum(one.state == "new" for one in made.findings)


def test_new_findings_alone_the_severest_first() -> None:
    assert [(issue["check_name"], issue["severity"]) for issue in issues(mixed())] == [("gap", "major"), ("contradiction", "major"), ("unread", "minor"), ("surplus", "info")]
    assert issues(judgement()) == []


def test_the_corpus() -> None:
    found = issues(corpus())
    assert len(found) == 52
    assert found[0]["location"] == {"path": "texts/doha-part-ii/text.txt", "lines": {"begin": 8}}
