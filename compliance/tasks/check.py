"""A configuration -> its texts and packs judged -> findings with their places.

Knows where things stand on the disk; what counts as a finding is for ``checks`` to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compliance import disk
from compliance.checks.judge import find, in_order, named
from compliance.errors import ComplianceError, InputError, Problem, UsageError
from compliance.model.check import CheckConfig, CheckFinding, Spot
from compliance.model.pack import RulePack
from compliance.model.report import Report
from compliance.model.span import Place
from compliance.model.text import Text
from compliance.packs.parsed import Parsed
from compliance.pipeline import judge, load_inputs, open_text


@dataclass(frozen=True, slots=True)
class Judged:
    """What was judged: one report for each pack, and the findings of all of them."""

    reports: tuple[Report, ...]
    findings: tuple[CheckFinding, ...]


def judge_all(config: CheckConfig) -> Judged:
    """Every pack of the configuration against its texts. Raises with the problems of all packs and texts; never leaves one out."""
    problems: list[Problem] = []
    loaded: list[tuple[str, RulePack, Text | None, list[Text]]] = []
    for ref in config.rules:
        try:
            loaded.append((ref, *load_inputs(config.agreement or None, config.instruments, ref)))
        except ComplianceError as error:
            problems += error.problems
    if problems:
        raise InputError(*dict.fromkeys(problems))
    silent = [ref for ref, _, _, texts in loaded if not texts]
    if silent or not loaded:
        where = config.path or ", ".join(silent)
        raise UsageError(Problem(where, 0, 0, "nothing-to-judge", "there is no instrument to judge", "name one with -i FILE, or under instruments in compliance.toml"))
    reports: list[Report] = []
    findings: list[CheckFinding] = []
    for ref, pack, agreement, texts in loaded:
        report = judge(pack, agreement, texts)
        places = _Places([*([agreement] if agreement is not None else []), *texts])
        spots = _element_spots(report, places, disk.pack_commitments(ref))
        _known_elements(config, report)
        findings += find(report, config.policy, places, spots)
        reports.append(report)
    return Judged(tuple(reports), tuple(in_order(findings)))


class _Places:
    """Characters of a text -> lines and columns of its file."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._texts = {text.id: text for text in texts}
        self._read = {text.id: open_text(text)[0].content == text.content for text in texts}

    def __call__(self, document: str, start: int, end: int) -> Spot:
        """The place; of a text that was read out of another format only the file is known."""
        text = self._texts[document]
        if not self._read[document]:
            return Spot(text.path, 1, 1, 1, 1)
        first, last = Place.at(text.content, start), Place.at(text.content, max(start, end))
        return Spot(text.path, first.line, first.column, last.line, last.column)


def _element_spots(report: Report, places: _Places, files: Sequence[Parsed]) -> dict[str, Spot]:
    """Where each element stands: its words in the agreement, else its entry in the pack."""
    out: dict[str, Spot] = {}
    for element in report.elements:
        if element.evidence is not None:
            out[element.id] = places(element.evidence.document, element.evidence.start, element.evidence.end)
            continue
        for file in files:
            path = next((p for kind in ("claims", "elements") if (p := ("commitments", element.commitment, kind, element.id)) in file.keys), None)
            if path is not None:
                line, column = file.keys[path]
                out[element.id] = Spot(file.path, line, column, line, column + len(element.id))
                break
        else:
            out[element.id] = Spot(files[0].path if files else report.pack_id, 1, 1, 1, 1)
    return out


def _known_elements(config: CheckConfig, report: Report) -> None:
    """Raises UsageError for a policy that names elements which no pack has: such a rule would never be broken."""
    patterns = [pattern for rule in config.policy.require for pattern in rule.elements] + [pattern for rule in config.policy.forbid for pattern in rule.elements]
    names = ", ".join(element.id for element in report.elements)
    problems = [
        Problem(config.path, 0, 0, "config-name", f"no element of the pack {report.pack_id} is meant by {pattern!r}", f"use one of {names}, or a pattern such as 3.*")
        for pattern in patterns
        if not any(named(element.id, (pattern,)) for element in report.elements)
    ]
    if problems and len(config.rules) == 1:
        raise UsageError(*dict.fromkeys(problems))
