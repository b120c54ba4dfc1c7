"""Findings now and findings then -> which of them a change brought in.

Takes the judgement of a run and what was found in the same project at an earlier revision; gives the judgement in which what was there
already is known. How the earlier findings came about is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compliance.checks.conclude import RANK, reaches
from compliance.model.check import CheckFinding, Fixed, Judgement
from compliance.model.since import Since


def brought_in(now: Judgement, then: Sequence[CheckFinding], since: Since) -> Judgement:
    """The judgement with every new finding that was new then as well, and no milder, as a known one; and those of then that are gone as fixed.

    What a baseline or a waiver covered then and covers no more was brought in by whoever took it away.
    """
    before = {finding.id: finding for finding in then if finding.state == "new"}
    findings = tuple(_marked(finding, before.get(finding.id), since.revision) for finding in now.findings)
    here = {finding.id for finding in findings} | {one.id for one in now.fixed}
    gone = [Fixed(one.id, one.code, one.subject, since.revision) for one in before.values() if one.id not in here]
    failed = any(finding.state == "new" and reaches(finding, now.fail_on) for finding in findings)
    return replace(now, findings=findings, fixed=(*now.fixed, *sorted(gone, key=lambda one: (one.code, one.subject, one.id))), failed=failed, since=since)


def _marked(finding: CheckFinding, before: CheckFinding | None, revision: str) -> CheckFinding:
    if finding.state != "new" or before is None or RANK[before.severity] < RANK[finding.severity]:
        return finding
    return replace(finding, state="known", since=revision)
