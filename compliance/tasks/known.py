"""The baseline made, shown and pruned, and the tables that waive or review: what the commands beside ``check`` do.

Takes a configuration; judges where it has to, and gives what is to be written or printed.
"""

from __future__ import annotations

import difflib
from dataclasses import replace
from datetime import date

from compliance import disk
from compliance.checks.baseline import prune, take_up, write_baseline
from compliance.checks.waivers import FAULTS
from compliance.errors import ComplianceError, Gathering, Problem, UsageError
from compliance.model.check import CheckConfig, CheckFinding, Fixed
from compliance.model.known import BaselineEntry
from compliance.report.known_text import review_block, waiver_block
from compliance.tasks.check import load_baseline, run_check


def create_baseline(config: CheckConfig, today: date, force: bool, gathering: Gathering) -> tuple[BaselineEntry, ...]:
    """Write all findings of today into the baseline; with ``force`` over one that is there, from which findings keep their day."""
    _needs_file(config, gathering)
    before: tuple[BaselineEntry, ...] = ()
    if config.baseline and disk.exists(config.baseline):
        if not force:
            gathering.problems.append(Problem(config.baseline, 0, 0, "baseline-exists", "the baseline is there already", "take fixed findings out of it with compliance baseline prune, or make it again with --force"))
        else:
            try:
                before = load_baseline(config)
            except ComplianceError:
                before = ()  # one that cannot be read is what --force is for
    _, judgement = run_check(replace(config, baseline=""), today, gathering)
    entries = take_up(judgement.findings, today.isoformat(), before)
    disk.write_atomically(config.baseline, write_baseline(entries), over_input=True)
    return entries


def show_baseline(config: CheckConfig, gathering: Gathering) -> tuple[BaselineEntry, ...]:
    """The entries of the baseline."""
    _needs_file(config, gathering)
    entries = gathering.attempt(load_baseline, config)
    gathering.settle()
    assert entries is not None
    return entries


def prune_baseline(config: CheckConfig, today: date, gathering: Gathering) -> tuple[tuple[Fixed, ...], int]:
    """Take out of the baseline what is found no more; gives what was taken out and how many entries stay."""
    _needs_file(config, gathering)
    _, judgement = run_check(config, today, gathering)
    before = load_baseline(config)
    entries = prune(judgement.findings, before)
    if entries != before:
        disk.write_atomically(config.baseline, write_baseline(entries), over_input=True)
    return judgement.fixed, len(entries)


def waiver_for(config: CheckConfig, id_: str, today: date, gathering: Gathering) -> str:
    """The table that waives the finding of an id. Raises UsageError for an id that no finding has, or one that cannot be waived."""
    _, judgement = run_check(config, today, gathering)
    found = [finding for finding in judgement.findings if finding.id == id_]
    if not found:
        close = difflib.get_close_matches(id_, [finding.id for finding in judgement.findings], n=1)
        step = f"did you mean {close[0]}?" if close else "compliance check --all shows the ids"
        raise UsageError(Problem("", 0, 0, "unknown-name", f"there is no finding {id_!r}", step))
    return waiver_block(_waivable(found[0]), today)


def _waivable(finding: CheckFinding) -> CheckFinding:
    if finding.code in FAULTS:
        raise UsageError(Problem(finding.spot.path, finding.spot.line, 1, "usage-waive", f"a finding {finding.code!r} cannot be waived", finding.next_step))
    if finding.state == "waived":
        raise UsageError(Problem("", 0, 0, "usage-waive", f"the finding {finding.id} is waived already: {finding.reason}", "change the waiver that is there"))
    return finding


def review_for(config: CheckConfig, provision: str, element: str, today: date, gathering: Gathering) -> str:
    """The table that decides about a provision (``instrument/label``, or the label where one text has it) and an element."""
    judged, _ = run_check(config, today, gathering)
    for report in judged.reports:
        if element not in {one.id for one in report.elements}:
            continue
        keys = {f"{note.instrument}/{note.label}": note for note in report.provisions}
        met = [key for key in keys if key == provision] or [key for key in keys if key.partition("/")[2] == provision]
        if len(met) > 1:
            raise UsageError(Problem("", 0, 0, "ambiguous-name", f"{provision!r} stands in several texts", f"use one of {', '.join(met)}"))
        if not met:
            close = difflib.get_close_matches(provision, list(keys), n=3)
            step = f"did you mean {' or '.join(map(repr, close))}?" if close else "compliance report shows the provisions"
            raise UsageError(Problem("", 0, 0, "unknown-name", f"there is no provision {provision!r}", step))
        relations = [verdict.relation for verdict in report.verdicts if (verdict.key, verdict.element) == (met[0], element)]
        return review_block(keys[met[0]], element, relations, today)
    known = list(dict.fromkeys(one.id for report in judged.reports for one in report.elements))
    close = difflib.get_close_matches(element, known, n=1)
    step = f"did you mean {close[0]!r}?" if close else f"use one of {', '.join(known)}"
    raise UsageError(Problem("", 0, 0, "unknown-name", f"there is no element {element!r}", step))


def _needs_file(config: CheckConfig, gathering: Gathering) -> None:
    if not config.baseline:
        step = 'write baseline = "baseline.json" into the configuration, or name it with --baseline'
        gathering.problems.append(Problem(config.path, 0, 0, "baseline-unnamed", "no file is named for the baseline", step))
