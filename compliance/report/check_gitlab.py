"""Judgement -> GitLab code quality: an array of the documented fields and no others.

Takes a judgement and gives its new findings; GitLab holds two such files against each other by fingerprint.
"""

from __future__ import annotations

from compliance.model.check import CheckFinding, Judgement
from compliance.model.finding import Severity
from compliance.report.check_json import json_text
from compliance.report.check_wording import message_words, of_state, place_path

_SEVERITY: dict[Severity, str] = {"error": "major", "warning": "minor", "note": "info"}


def to_gitlab(judgement: Judgement) -> str:
    """The new findings, the severest first. Those with one fingerprint would be shown as one: each has its own id."""
    return json_text([_issue(finding) for finding in of_state(judgement, "new")])


def _issue(finding: CheckFinding) -> dict[str, object]:
    return {
        "description": message_words(finding),
        "check_name": finding.code,
        "fingerprint": finding.id,
        "severity": _SEVERITY[finding.severity],
        "location": {"path": place_path(finding.spot.path), "lines": {"begin": finding.spot.line}},
    }
