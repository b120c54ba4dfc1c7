"""Judgement -> JSON, format ``compliance-check/1``; and how every format made of JSON is written.

Takes a judgement and gives the contract of docs/reference/json.md: everything that was found, waived and known findings too. Every
character that cannot be seen is escaped, so that the file can be shown anywhere and still holds the very words.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

from compliance.checks.identity import fingerprint
from compliance.model.check import CheckFinding, Judgement, Spot
from compliance.report.check_wording import by_severity, exit_code, failing, fails, of_state, place_path

_HIDDEN = re.compile(r"[^\x00-\x7e]")


def to_json(judgement: Judgement) -> str:
    """The whole judgement as JSON text."""
    return json_text(as_data(judgement))


def json_text(data: Any) -> str:
    """Plain data as JSON: one final line end; control, direction and private characters and halves of pairs as ``\\uXXXX``."""
    return _HIDDEN.sub(_escaped, json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)) + "\n"


def _escaped(match: re.Match[str]) -> str:
    char = match.group()
    if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else json.dumps(char)[1:-1]


def as_data(judgement: Judgement) -> dict[str, Any]:
    """The judgement as plain data."""
    data: dict[str, Any] = {
        "format": "compliance-check/1",
        "profile": judgement.profile,
        "packs": list(judgement.packs),
        "texts": list(judgement.texts),
        "elements": list(judgement.elements),
        "required": list(judgement.required),
        "forbidden": list(judgement.forbidden),
        "fail_on": judgement.fail_on,
        "report_only": judgement.report_only,
        "failed": judgement.failed,
        "exit_code": exit_code(judgement),
        "summary": {
            "new": by_severity(of_state(judgement, "new")),
            "known": by_severity(of_state(judgement, "known")),
            "waived": by_severity(of_state(judgement, "waived")),
            "fixed": len(judgement.fixed),
            "failing": failing(judgement),
        },
        "findings": [_finding(finding, judgement) for finding in judgement.findings],
        "fixed": [{"id": one.id, "code": one.code, "subject": one.subject, "since": one.since} for one in judgement.fixed],
        "matrix": [{"instrument": instrument, "provision": provision, "marks": dict(marks)} for instrument, provision, marks in judgement.matrix],
    }
    if judgement.since is not None:
        from compliance.report.check_since import since_data  # brings what shows comparisons

        data["since"] = since_data(judgement.since)
    return data


def _finding(finding: CheckFinding, judgement: Judgement) -> dict[str, Any]:
    return {
        "id": finding.id,
        "code": finding.code,
        "severity": finding.severity,
        "state": finding.state,
        "fails": fails(finding, judgement),
        "subject": finding.subject,
        "message": finding.message,
        "next_step": finding.next_step,
        "pack": finding.pack,
        "element": finding.element,
        "provision": finding.provision,
        "place": _place(finding.spot),
        "words": finding.words,
        "fingerprint": fingerprint(finding.words),
        "others": [{"element": other.element, "place": _place(other.spot), "words": other.words} for other in finding.others],
        "evidence": [{"document": one.document, "start": one.start, "end": one.end, "quote": one.quote} for one in finding.evidence],
        "since": finding.since,
        "reason": finding.reason,
    }


def _place(spot: Spot) -> dict[str, Any]:
    return {"path": place_path(spot.path), "line": spot.line, "column": spot.column, "end_line": spot.end_line, "end_column": spot.end_column}
