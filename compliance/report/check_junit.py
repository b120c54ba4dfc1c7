"""Judgement -> JUnit XML, for build servers that count tests.

Takes a judgement and gives one test for everything that the policy asks of an element, passed where nothing was found, and one for each
finding. What makes the run fail is a failure, what was waived is skipped, and what is known or too mild passes and says so.
"""

from __future__ import annotations

import re

from compliance.model.check import CheckFinding, Judgement
from compliance.report.check_wording import CODES, counts_words, failing, fails, message_words, place_path, state_words
from compliance.report.wording import safe

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"})
_BARRED = re.compile("[\ufffe\uffff]")
_ANSWERED = ("gap", "partial")


def to_junit(judgement: Judgement) -> str:
    """The whole judgement as one suite. Names hold no line and no path, so that a build server knows a test again."""
    cases = [*_clean(judgement), *_found(judgement)]
    failures = sum("<failure" in case for case in cases)
    skipped = sum("<skipped" in case for case in cases)
    counts = f'tests="{len(cases)}" failures="{failures}" errors="0"'
    out = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="compliance check" {counts}>', f'  <testsuite name="compliance check" {counts} skipped="{skipped}">']
    out += ["    <properties>", *(f'      <property name="{name}" value="{xml(value)}"/>' for name, value in _properties(judgement)), "    </properties>"]
    return "\n".join([*out, *cases, f"    <system-out>{xml(counts_words(judgement))}</system-out>", "  </testsuite>", "</testsuites>", ""])


def xml(text: str) -> str:
    """Legible text for an element or an attribute; what XML does not allow is shown by name. Line ends are left as they are."""
    lines = [_BARRED.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", safe(line)) for line in text.split("\n")]
    return "\n".join(lines).translate(_ENTITIES)


def _properties(judgement: Judgement) -> list[tuple[str, str]]:
    return [
        ("profile", judgement.profile),
        ("packs", ", ".join(judgement.packs)),
        ("texts", ", ".join(judgement.texts)),
        ("fail_on", judgement.fail_on),
        ("report_only", str(judgement.report_only).lower()),
        ("failing", str(failing(judgement))),
    ]


def _clean(judgement: Judgement) -> list[str]:
    """What is asked of an element and was not missed."""
    missed = {(finding.element, finding.code in _ANSWERED) for finding in judgement.findings if finding.code in (*_ANSWERED, "contradiction")}
    out = [_case("answered", f"{element} is answered", "") for element in judgement.required if (element, True) not in missed]
    return out + [_case("contradiction", f"{element} is not contradicted", "") for element in judgement.forbidden if (element, False) not in missed]


def _found(judgement: Judgement) -> list[str]:
    out: list[str] = []
    named: set[str] = set()
    for finding in judgement.findings:
        answered = finding.code in _ANSWERED
        name = f"{finding.element} is answered" if answered else f"{_not(finding)} [{finding.id}]"
        if name in named:
            name = f"{name} [{finding.id}]"
        named.add(name)
        out.append(_case("answered" if answered else finding.code, name, _outcome(finding, judgement)))
    return out


def _not(finding: CheckFinding) -> str:
    """What did not hold."""
    if finding.code == "contradiction" and finding.element:
        return f"{finding.element} is not contradicted by {finding.subject.removesuffix(f' {finding.element}')}"
    return finding.subject or CODES[finding.code].title


def _case(kind: str, name: str, outcome: str) -> str:
    head = f'    <testcase classname="compliance.{kind}" name="{xml(safe(name))}"'
    return f"{head}>\n{outcome}\n    </testcase>" if outcome else f"{head}/>"


def _outcome(finding: CheckFinding, judgement: Judgement) -> str:
    if finding.state == "waived":
        return f'      <skipped message="{xml(safe(state_words(finding)))}"/>'
    if fails(finding, judgement) and not judgement.report_only:
        return f'      <failure type="{finding.code}" message="{xml(safe(message_words(finding)))}">{xml(_body(finding))}</failure>'
    why = state_words(finding) or ("this run only reports" if fails(finding, judgement) else f"below the threshold ({judgement.fail_on})")
    return f"      <system-out>{xml(_body(finding, why))}</system-out>"


def _body(finding: CheckFinding, why: str = "") -> str:
    """Place, words, next step and why it is no failure, a line each."""
    spot = finding.spot
    rows = [f"{safe(place_path(spot.path))}:{spot.line}:{spot.column}: {finding.severity} {finding.code} {safe(finding.message)}"]
    rows += [f"“{safe(finding.words)}”"] if finding.words else []
    rows += [f"{safe(other.element) or 'with'}: “{safe(other.words)}”" for other in finding.others]
    rows += [f"next: {safe(finding.next_step)}"] if finding.next_step else []
    return "\n".join([*rows, f"id: {finding.id}", *([safe(why)] if why else [])])
