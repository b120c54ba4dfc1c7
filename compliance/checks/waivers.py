"""Waivers: leave for single findings, each with its reason, its owner and its end.

Takes the tables of a waivers file and the findings of a run; gives the findings with those that are waived marked so, and a finding for
each waiver that has a fault. A waiver with a fault waives nothing, and none waives more than one finding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from compliance.checks.baseline import shortened
from compliance.checks.identity import fingerprint, identity
from compliance.checks.rows import Row, read_rows
from compliance.errors import InputError, Problem
from compliance.model.check import LEVELS, CheckFinding, FindingCode, Policy
from compliance.model.known import Waiver

_NAMES = ("finding", "code", "element", "provision", "words")
_TEXTS = (*_NAMES, "reason", "owner")
_DAYS = ("created", "expires")
#: Findings that are waived by code and element; all others have no element of their own and are waived by id.
_BY_ELEMENT = ("gap", "partial", "contradiction")
#: Findings that cannot be waived: they are about waivers and reviews themselves.
FAULTS = ("stale-review", *(code for code in LEVELS if code.startswith("waiver-")))


def read_waivers(table: Mapping[str, Any], path: str, source: str) -> tuple[Waiver, ...]:
    """The waivers of a file. Raises InputError with every mistake at its line: an unknown key, a pattern, a waiver that names no single finding."""
    out: list[Waiver] = []
    problems: list[Problem] = []
    named: dict[str, int] = {}
    for row in read_rows(table, "waiver", path, source):
        waiver = _waiver(row)
        if not row.problems:
            if waiver.name in named:
                row.wrong("config-value", f"{waiver.name!r} is waived at line {named[waiver.name]} already", "keep one of the two")
            named.setdefault(waiver.name, row.first)
        problems += row.problems
        out.append(waiver)
    if problems:
        raise InputError(*problems)
    return tuple(out)


def _waiver(row: Row) -> Waiver:
    row.known((*_TEXTS, *_DAYS))
    texts = {key: row.text(key) for key in _TEXTS}
    days = {key: row.day(key) for key in _DAYS}
    for key in _NAMES:
        if any(mark in texts[key] for mark in "*?"):
            row.wrong("config-value", f"{key} cannot be the pattern {texts[key]!r}: a waiver is for one finding", "name the finding: compliance check shows its id", key)
    code = texts["code"]
    if code and code not in LEVELS:
        row.wrong("config-name", f"there is no finding {code!r}", f"use one of {', '.join(LEVELS)}", "code")
    elif code in FAULTS:
        row.wrong("config-value", f"a finding {code!r} cannot be waived", "mend what it is about", "code")
    elif not texts["finding"]:
        _by_names(row, texts)
    if not texts["words"]:
        row.wrong("config-value", "a waiver states the fingerprint of the words it is about", "compliance waive ID prints it", "words")
    if days["created"] and days["expires"] and days["expires"] < days["created"]:
        row.wrong("config-value", "expires is before created", "write a later day", "expires")
    return Waiver(row.spot, **texts, **days)


def _by_names(row: Row, texts: Mapping[str, str]) -> None:
    """A waiver without an id names code and element, and for a contradiction the provision."""
    code = texts["code"]
    if code and code not in _BY_ELEMENT:
        row.wrong("config-value", f"a finding {code!r} is waived by its id", 'write finding = "..."; compliance check shows the id', "code")
        return
    needed = ("code", "element", *(("provision",) if code == "contradiction" else ()))
    missing = [key for key in needed if not texts[key]]
    if missing:
        row.wrong("config-value", f"this waiver names no single finding: {' and '.join(missing)} missing", "name the finding by its id, or by code, element and provision")


def waive(findings: Sequence[CheckFinding], waivers: Sequence[Waiver], today: str, policy: Policy) -> tuple[list[CheckFinding], list[CheckFinding]]:
    """The findings with those waived marked, and the faults of waivers as findings."""
    waived: dict[str, str] = {}
    faults: list[CheckFinding] = []
    for waiver in waivers:
        met, fault, said, step = _meets(waiver, findings)
        if not fault:
            fault, said, step = _fault(waiver, today)
        if not fault and met is not None and met.id in waived:
            fault, said, step = "waiver-unused", "another waiver is for this finding already", "take it out"
        if fault:
            level = policy.level(fault)
            if level != "off":
                about = (waiver.name, waiver.words)
                message = f"the waiver for {waiver.name} holds no longer: {said}"
                faults.append(CheckFinding(identity(fault, *about), fault, level, waiver.name, message, step, waiver.spot, element=waiver.element))
        elif met is not None:
            waived[met.id] = waiver.reason
    return [replace(finding, state="waived", reason=waived[finding.id]) if finding.id in waived else finding for finding in findings], faults


_Met = tuple[CheckFinding | None, FindingCode | None, str, str]


def _meets(waiver: Waiver, findings: Sequence[CheckFinding]) -> _Met:
    """The finding that a waiver is for, or the fault that it is for none."""
    may = [finding for finding in findings if finding.code not in FAULTS]
    alike = [finding for finding in may if waiver.code and (finding.code, finding.element, provision_of(finding)) == (waiver.code, waiver.element, waiver.provision)]
    if waiver.finding:
        met = [finding for finding in may if finding.id == waiver.finding and _named_alike(waiver, finding)]
    else:
        met = [finding for finding in alike if fingerprint(finding.words) == waiver.words]
    if met and fingerprint(met[0].words) == waiver.words:
        return met[0], None, "", ""
    if changed := met or alike:
        now = changed[0]
        said = f"the words are now “{shortened(now.words)}”"
        return None, "waiver-changed", said, f"look at the words again, then write the new waiver (compliance waive {now.id}) or take it out"
    return None, "waiver-unused", "there is no such finding", "take it out"


def _named_alike(waiver: Waiver, finding: CheckFinding) -> bool:
    """Whether what a waiver says beside the id fits the finding."""
    said = ((waiver.code, finding.code), (waiver.element, finding.element), (waiver.provision, provision_of(finding)))
    return all(not stated or stated == is_so for stated, is_so in said)


def _fault(waiver: Waiver, today: str) -> tuple[FindingCode | None, str, str]:
    missing = [key for key in ("reason", "owner", *_DAYS) if not getattr(waiver, key)]
    if missing:
        return "waiver-no-reason", f"{', '.join(missing)} not stated", f"state {', '.join(missing)}, or take it out"
    if waiver.expires < today:
        return "waiver-expired", f"it expired on {waiver.expires}", "mend the finding, or decide again and write a later day"
    return None, "", ""


def provision_of(finding: CheckFinding) -> str:
    """The provision of a finding as ``instrument/label``; empty where it is about none."""
    return finding.subject.removesuffix(f" {finding.element}") if finding.provision else ""
