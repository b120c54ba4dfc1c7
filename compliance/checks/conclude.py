"""Findings, and what is known of them -> the judgement of a run.

Lays waivers and the baseline over findings, and says whether a new one stands at or above the threshold. Which findings there are is
decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance.checks.baseline import mark_known
from compliance.checks.judge import asked, in_order
from compliance.checks.waivers import waive
from compliance.model.check import CheckConfig, CheckFinding, Judgement, Level
from compliance.model.known import BaselineEntry, Waiver
from compliance.model.report import Report

Matrix = tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
RANK: dict[Level, int] = {"note": 0, "warning": 1, "error": 2}


def conclude(
    config: CheckConfig,
    reports: Sequence[Report],
    findings: Sequence[CheckFinding],
    rows: Matrix,
    baseline: Sequence[BaselineEntry] = (),
    waivers: Sequence[Waiver] = (),
    today: str = "",
) -> Judgement:
    """What a run comes to. ``rows`` are those of the matrix; ``today`` is the ISO day by which waivers expire."""
    policy = config.policy
    marked, faults = waive(findings, waivers, today, policy)
    known, fixed = mark_known(in_order([*marked, *faults]) if faults else marked, baseline)
    sources = [source.id for report in reports for source in (*((report.agreement,) if report.agreement else ()), *report.instruments)]
    elements = tuple(dict.fromkeys(element.id for report in reports for element in report.elements))
    required, forbidden = asked(policy, elements)
    return Judgement(
        findings=tuple(known),
        fixed=tuple(fixed),
        packs=tuple(dict.fromkeys(report.pack_id for report in reports)),
        texts=tuple(dict.fromkeys(sources)),
        elements=elements,
        matrix=rows,
        profile=config.profile,
        fail_on=policy.fail_on,
        report_only=policy.report_only,
        failed=any(reaches(finding, policy.fail_on) for finding in known if finding.state == "new"),
        required=required,
        forbidden=forbidden,
    )


def reaches(finding: CheckFinding, threshold: Level) -> bool:
    """Whether a finding stands at or above a threshold."""
    return threshold != "off" and RANK[finding.severity] >= RANK[threshold]
