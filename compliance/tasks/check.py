"""A configuration -> its texts and packs judged -> findings with their places, and what of them is known.

Knows where things stand on the disk; what counts as a finding is for ``checks`` to say. What cannot be used (packs, texts, baseline,
waivers, reviews) is all looked at before anything is judged, and reported at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from compliance import disk
from compliance.checks.baseline import read_baseline
from compliance.checks.conclude import Matrix, conclude
from compliance.checks.judge import find, in_order, named
from compliance.checks.reviews import stale_findings, unknown_elements
from compliance.checks.waivers import read_waivers
from compliance.clauses.opening import holds_xml, open_text
from compliance.errors import Gathering, Problem
from compliance.model.check import CheckConfig, CheckFinding, Judgement, Spot
from compliance.model.known import BaselineEntry, Review, Waiver
from compliance.model.pack import RulePack
from compliance.model.report import Report
from compliance.model.span import Place
from compliance.model.text import Text
from compliance.packs.parsed import Parsed
from compliance.pipeline import judge, load_inputs
from compliance.report.reviewed import apply_reviews
from compliance.report.wording import matrix
from compliance.tasks.reviewed import load_review_file


@dataclass(frozen=True, slots=True)
class Loaded:
    """A pack and its texts, ready to be judged."""

    ref: str
    pack: RulePack
    agreement: Text | None
    texts: list[Text]


@dataclass(frozen=True, slots=True)
class Judged:
    """What was judged: one report for each pack, and the findings of all of them."""

    reports: tuple[Report, ...]
    findings: tuple[CheckFinding, ...]


def run_check(config: CheckConfig, today: date, gathering: Gathering | None = None) -> tuple[Judged, Judgement]:
    """Everything that the configuration names, judged, with baseline and waivers laid over it.

    Raises ComplianceError with the problems of all of it, and those that ``gathering`` holds already.
    """
    gathering = gathering or Gathering()
    baseline = gathering.attempt(load_baseline, config) or ()
    waivers = gathering.attempt(load_waivers, config) or ()
    reviews = gathering.attempt(load_reviews, config) or ()
    loaded = load_all(config, gathering, reviews)
    gathering.settle()
    judged = judge_loaded(config, loaded, reviews)
    # The day counts for waivers alone: what was judged is the same until the next of them expires.
    disk.holds_until(min((waiver.expires for waiver in waivers if waiver.expires >= today.isoformat()), default=""))
    return judged, conclude(config, judged.reports, judged.findings, _matrix(judged.reports), baseline, waivers, today.isoformat())


def judge_all(config: CheckConfig) -> Judged:
    """Every pack of the configuration against its texts, reviews laid over. Raises with all problems; never leaves a text or pack out."""
    gathering = Gathering()
    reviews = gathering.attempt(load_reviews, config) or ()
    loaded = load_all(config, gathering, reviews)
    gathering.settle()
    return judge_loaded(config, loaded, reviews)


def load_baseline(config: CheckConfig) -> tuple[BaselineEntry, ...]:
    """The entries of the configured baseline, none where none is configured. One that is missing is an error."""
    return read_baseline(disk.read_words(config.baseline), config.baseline) if config.baseline else ()


def load_waivers(config: CheckConfig) -> tuple[Waiver, ...]:
    """The configured waivers."""
    if not config.waivers:
        return ()
    table, source = disk.load_toml(config.waivers, may_be_empty=True)
    return read_waivers(table, config.waivers, source)


def load_reviews(config: CheckConfig) -> tuple[Review, ...]:
    """The configured reviews."""
    return load_review_file(config.reviews) if config.reviews else ()


def load_all(config: CheckConfig, gathering: Gathering, reviews: Sequence[Review] = ()) -> list[Loaded]:
    """Every pack with its texts; what is wrong with any of them, or named and not there, is noted in ``gathering``."""
    loaded: list[Loaded] = []
    for ref in dict.fromkeys(config.rules):
        one = gathering.attempt(load_inputs, config.agreement or None, config.instruments, ref)
        if one is not None:
            loaded.append(Loaded(ref, *one))
    texts = {text.path: text for one in loaded for text in (*((one.agreement,) if one.agreement else ()), *one.texts)}
    for text in texts.values():
        if holds_xml(text):
            gathering.attempt(open_text, text)
    if len(loaded) == len(set(config.rules)):
        gathering.problems += unknown_names(config, [one.pack for one in loaded], reviews)
    silent = [one.ref for one in loaded if not one.texts]
    if not gathering.problems and (silent or not loaded):
        where = config.path or ", ".join(silent)
        step = "name one with -i FILE, or under instruments in compliance.toml"
        gathering.problems.append(Problem(where, 0, 0, "nothing-to-judge", "there is no instrument to judge", step))
    return loaded


def judge_loaded(config: CheckConfig, loaded: Sequence[Loaded], reviews: Sequence[Review] = ()) -> Judged:
    """Packs and texts judged, reviews laid over."""
    reports: list[Report] = []
    findings: list[CheckFinding] = []
    for one in loaded:
        texts = [*([one.agreement] if one.agreement is not None else []), *one.texts]
        report, stale = apply_reviews(judge(one.pack, one.agreement, one.texts), reviews)
        places = _Places(texts)
        findings += find(report, config.policy, places, _element_spots(report, places, disk.pack_commitments(one.ref)))
        findings += stale_findings(stale, config.policy)
        if config.policy.dead_rules:
            from compliance.tasks.dead_rules import dead_rules  # the cases of a pack are read only for this

            findings += dead_rules(one.ref, disk.load_pack_folder(one.ref), config.policy)
        reports.append(report)
    return Judged(tuple(reports), tuple(in_order(findings)))


def _matrix(reports: Sequence[Report]) -> Matrix:
    """The rows of the matrix of all reports: those of one provision as one."""
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for report in reports:
        for instrument, label, marks in matrix(report)[0]:
            rows.setdefault((instrument, label), {}).update(marks)
    return tuple((instrument, label, tuple(marks.items())) for (instrument, label), marks in rows.items())


class _Places:
    """Characters of a text -> lines and columns of its file."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._texts = {text.id: text for text in texts}

    def __call__(self, document: str, start: int, end: int) -> Spot:
        """The place; of a text that was read out of another format only the file is known."""
        text = self._texts[document]
        if holds_xml(text):
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


def unknown_names(config: CheckConfig, packs: Sequence[RulePack], reviews: Sequence[Review]) -> list[Problem]:
    """A problem for each element that policy or reviews name and no pack has: such a rule would never be broken."""
    known = tuple(dict.fromkeys(id_ for pack in packs for id_ in pack.asked))
    elements = [*(rule.elements for rule in config.policy.require), *(rule.elements for rule in config.policy.forbid)]
    patterns = dict.fromkeys(pattern for some in elements for pattern in some)
    problems = [_no_element(config, pattern, known) for pattern in patterns if not any(named(id_, (pattern,)) for id_ in known)]
    return [*problems, *unknown_elements(reviews, known)]


def _no_element(config: CheckConfig, pattern: str, known: Sequence[str]) -> Problem:
    lines = disk.read_words(config.path).splitlines() if config.path else []
    line = next((number for number, words in enumerate(lines, 1) if f'"{pattern}"' in words), 0)
    excerpt = lines[line - 1] if line else ""
    column = excerpt.find(f'"{pattern}"') + 1
    step = f"use one of {', '.join(known)}, or a pattern such as 3.*"
    return Problem(config.path, line, column, "config-name", f"no element of a pack is meant by {pattern!r}", step, excerpt)
