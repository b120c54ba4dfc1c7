"""Judgement -> SARIF 2.1.0, for code scanning.

Takes a judgement, or the problems of a run that could not judge, and gives a log that a forge takes in: every result at a place in a
file, known by what it is about and not by its line; waived findings are left out, and a run that failed does not look clean.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from compliance import __version__
from compliance.errors import Problem
from compliance.model.check import LEVELS, CheckFinding, FindingCode, Judgement, Quoted, Spot
from compliance.report.check_json import json_text
from compliance.report.check_wording import CODES, covers, exit_code, exit_words, message_words, of_state, place_path
from compliance.report.wording import safe

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
#: Forges refuse a run with more results than this.
MOST = 25_000


def to_sarif(judgement: Judgement) -> str:
    """New and known findings as the results of one run; where they are too many for a forge, the mildest are left off and the log says so."""
    found = [*of_state(judgement, "new"), *of_state(judgement, "known")]
    shown = found[:MOST]
    rules = [code for code in CODES if any(finding.code == code for finding in shown)]
    invocation: dict[str, Any] = {"executionSuccessful": True, "exitCode": exit_code(judgement), "exitCodeDescription": exit_words(judgement)}
    if len(found) > MOST:
        text = f"{len(found) - MOST} of {len(found)} findings are left off here, as forges take no more than {MOST}."
        invocation["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": text}}]
    return _log([_rule(code) for code in rules], [_result(finding, rules.index(finding.code)) for finding in shown], invocation, judgement.profile)


def failed_sarif(problems: Sequence[Problem]) -> str:
    """The log of a run that could not judge: no result, and every problem as an error of the tool."""
    invocation = {
        "executionSuccessful": False,
        "exitCode": 2,
        "exitCodeDescription": "Exit code 2: could not judge.",
        "toolExecutionNotifications": [_notification(problem) for problem in problems],
    }
    return _log([], [], invocation, "")


def uri(path: str) -> str:
    """A relative path as a relative URI: forward slashes, everything else that is not plain percent-encoded."""
    return quote(_bytes(place_path(path)), safe="/")


def _bytes(path: str) -> bytes:
    """The bytes of a file's name: those that are no UTF-8 stand in it as halves of pairs."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")


def _log(rules: list[dict[str, Any]], results: list[dict[str, Any]], invocation: dict[str, Any], profile: str) -> str:
    run = {
        "tool": {"driver": {"name": "compliance", "version": __version__, "semanticVersion": __version__, "rules": rules}},
        # The category of a run must be the same from run to run, or a forge shows every finding twice.
        "automationDetails": {"id": f"compliance-check/{safe(profile).replace('/', '-') or 'default'}/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder in which compliance check runs, or that of its configuration where this lies above or elsewhere."}}},
        "invocations": [invocation],
        "results": results,
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: FindingCode) -> dict[str, Any]:
    words = CODES[code]
    level = LEVELS[code]
    more = f"compliance explain {code}"
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in code.split("-")),
        "shortDescription": {"text": words.title},
        "fullDescription": {"text": words.meaning},
        "help": {"text": f"{words.meaning} `{more}` says what to do next.", "markdown": f"{words.meaning}\n\n`{more}` says what to do next."},
        "defaultConfiguration": {"level": "none" if level == "off" else level},
        "properties": {"tags": ["compliance", _tag(code)]},
    }


def _tag(code: FindingCode) -> str:
    """What a code is about: the answers of provisions, the texts, or the project's own records."""
    if code in ("gap", "partial", "contradiction", "surplus"):
        return "coverage"
    return "records" if code.startswith(("waiver", "stale", "dead")) else "texts"


def _result(finding: CheckFinding, index: int) -> dict[str, Any]:
    out: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": message_words(finding)},
        "locations": [{"physicalLocation": _physical(finding.spot, finding.words)}],
        "partialFingerprints": {"complianceFinding/v1": finding.id},
        "baselineState": "new" if finding.state == "new" else "unchanged",
        "properties": {name: value for name, value in (("subject", safe(finding.subject)), ("pack", safe(finding.pack)), ("element", safe(finding.element))) if value},
    }
    if finding.others:
        out["relatedLocations"] = [_related(other, number) for number, other in enumerate(finding.others, 1)]
    return out


def _related(other: Quoted, number: int) -> dict[str, Any]:
    name = f"The words of {safe(other.element)}" if other.element else "Read with these words"
    text = f"{name}: “{safe(other.words)}”"
    return {"id": number, "physicalLocation": _physical(other.spot, other.words), "message": {"text": text}}


def _physical(spot: Spot, words: str) -> dict[str, Any]:
    end = max(spot.end_column, spot.column) if spot.end_line == spot.line else spot.end_column
    region: dict[str, Any] = {"startLine": spot.line, "startColumn": spot.column, "endLine": spot.end_line, "endColumn": end}
    # An element that a pack states itself stands at its name there, which is not its words.
    if covers(spot, words):
        region["snippet"] = {"text": words}
    return {"artifactLocation": {"uri": uri(spot.path), "uriBaseId": ROOT}, "region": region}


def _notification(problem: Problem) -> dict[str, Any]:
    step = f" Next: {safe(problem.next_step)}" if problem.next_step else ""
    out: dict[str, Any] = {
        "level": "error",
        "message": {"text": f"{safe(problem.code)}: {safe(problem.message)}{step}"},
        "properties": {"code": safe(problem.code)},
    }
    if problem.path:
        physical: dict[str, Any] = {"artifactLocation": {"uri": uri(problem.path), "uriBaseId": ROOT}}
        if problem.line:
            physical["region"] = {"startLine": problem.line, "startColumn": max(problem.column, 1)}
        out["locations"] = [{"physicalLocation": physical}]
    return out
