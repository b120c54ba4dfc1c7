"""A report and a policy -> findings.

Takes reports (one for each pack), the places of their words and a policy; gives the findings, each with its id, its place, the words
and the next step. What was known or waived is decided elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Literal

from compliance.checks.identity import identity
from compliance.model.check import CheckFinding, FindingCode, Forbid, Level, Policy, Quoted, Require, Spot
from compliance.model.finding import Severity
from compliance.model.mapping import Coverage, Verdict
from compliance.model.report import ElementNote, ProvisionNote, Report

Places = Callable[[str, int, int], Spot]
"""The place of characters of a text, by the text's id."""

UNREAD = frozenset({"unread-line", "unread-words", "unread-act", "no-norm", "no-provisions"})
_ORDER: dict[Level, int] = {"error": 0, "warning": 1, "note": 2, "off": 3}
_ENDS = {4: "-12-31", 7: "-31"}


def find(report: Report, policy: Policy, places: Places, element_spots: dict[str, Spot]) -> list[CheckFinding]:
    """All findings of one report. ``element_spots`` says where each element stands: in the agreement, else in the pack."""
    finder = _Finder(report, policy, places, element_spots)
    finder.coverage()
    finder.contradictions()
    finder.surplus()
    finder.texts()
    return in_order(finder.found)


def in_order(findings: Sequence[CheckFinding]) -> list[CheckFinding]:
    """The severest first, then by place; of findings with one id the first, where the same words stand twice each is numbered."""
    ordered = sorted(findings, key=lambda f: (_ORDER[f.severity], f.spot.path, f.spot.line, f.spot.column, f.code, f.subject))
    seen: Counter[str] = Counter()
    out: list[CheckFinding] = []
    for finding in ordered:
        seen[finding.id] += 1
        out.append(finding if seen[finding.id] == 1 else _numbered(finding, seen[finding.id]))
    return out


def _numbered(finding: CheckFinding, number: int) -> CheckFinding:
    return replace(finding, id=identity(finding.code, finding.id, str(number)))


class _Finder:
    def __init__(self, report: Report, policy: Policy, places: Places, element_spots: dict[str, Spot]) -> None:
        self.report = report
        self.policy = policy
        self.places = places
        self.spots = element_spots
        self.elements = {element.id: element for element in report.elements}
        self.notes = {(note.instrument, note.label): note for note in report.provisions}
        self.found: list[CheckFinding] = []

    def add(self, code: FindingCode, severity: Severity | Literal[""], about: Sequence[str], spot: Spot, subject: str, message: str, next_step: str,
            words: str, verdict: Verdict | None = None, element: str = "", provision: str = "") -> None:  # fmt: skip
        level: Level = severity or self.policy.level(code)
        if level == "off":
            return
        self.found.append(
            CheckFinding(
                id=identity(code, self.report.pack_id, *about),
                code=code,
                severity=level,
                subject=subject,
                message=message,
                next_step=next_step,
                spot=spot,
                evidence=verdict.evidence if verdict is not None else (),
                pack=self.report.pack_id,
                element=element,
                provision=provision,
                words=words,
                others=self._others(verdict) if verdict is not None else (),
            )
        )

    def _others(self, verdict: Verdict) -> tuple[Quoted, ...]:
        """The words beside those that a verdict quotes first; where the pack states the element itself, its entry there is the other side."""
        own, *rest = verdict.evidence
        element = self.elements[verdict.element]
        out = [Quoted(self.places(one.document, one.start, one.end), one.quote, "" if one.document == own.document else element.id) for one in rest]
        if all(one.element == "" for one in out):
            out.append(Quoted(self.spots[element.id], element.quote, element.id))
        return tuple(out)

    def coverage(self) -> None:
        """What has to be answered and is not, or not as much as asked."""
        for one in self.report.coverage:
            for rule in self.policy.require:
                if named(one.element, rule.elements):
                    self._required(self.elements[one.element], one, rule)

    def _required(self, element: ElementNote, coverage: Coverage, rule: Require) -> None:
        status = status_by(coverage, rule.by)
        until = f" by {rule.by}" if rule.by else ""
        about = (element.id, element.quote, rule.by)
        if status in ("unaddressed", "contradicted"):
            against = f"; {', '.join(coverage.contradicted_by)} says the opposite" if coverage.contradicted_by and status == "contradicted" else ""
            message = f"no provision answers {element.id} “{element.title}”{until}{against}{self._decided(element.id)}"
            self.add("gap", rule.severity, about, self.spots[element.id], element.id, message, "add a provision that does, or say in the policy that it need not be answered", element.quote, element=element.id)
        elif rule.at_least == "addressed" and self._only_in_part(coverage, status, rule.by):
            missing = f": {'; '.join(coverage.missing)}" if coverage.missing else ""
            message = f"{element.id} “{element.title}” is answered in part only{until}{missing}{self._decided(element.id)}"
            self.add("partial", rule.severity, about, self.spots[element.id], element.id, message, "widen the provision, or ask for partially-addressed in the policy", element.quote, element=element.id)

    def _decided(self, element: str) -> str:
        """What reviewers decided about an element, where they did."""
        return "".join(f"; {verdict.key}: {verdict.rationale}" for verdict in self.report.verdicts if verdict.element == element and verdict.row == "review")

    def _only_in_part(self, coverage: Coverage, status: str, by: str) -> bool:
        if status == "partially-addressed":
            return True
        if status != "contested":
            return False
        dates = {source.id: source.date for source in self.report.instruments}
        return not any(v.element == coverage.element and v.relation == "addresses" and (not by or _until(dates.get(v.instrument, "")) <= by) for v in self.report.verdicts)

    def contradictions(self) -> None:
        """What says the opposite of an element."""
        for verdict in self.report.verdicts:
            if verdict.relation != "contradicts":
                continue
            rule = next((rule for rule in self.policy.forbid if named(verdict.element, rule.elements)), None)
            if rule is not None:
                self._contradiction(verdict, rule)

    def _contradiction(self, verdict: Verdict, rule: Forbid) -> None:
        own = verdict.evidence[0]
        message = f"{verdict.key} contradicts {verdict.element} “{self.elements[verdict.element].title}”: {verdict.rationale}"
        step = f"change the words, or record a waiver with its reason (compliance explain {verdict.key} {verdict.element} says why)"
        self.add("contradiction", rule.severity, (verdict.element, own.quote), self.places(own.document, own.start, own.end), f"{verdict.key} {verdict.element}",
                 message, step, own.quote, verdict, verdict.element, verdict.provision)  # fmt: skip

    def surplus(self) -> None:
        """Provisions that answer to no element."""
        for key in self.report.surplus:
            instrument, _, label = key.partition("/")
            note = self.notes[(instrument, label)]
            self.add("surplus", "", (note.text,), self._at(note), key, f"{key} answers to no element", "nothing, unless it should answer to one", note.text, provision=label)

    def _at(self, note: ProvisionNote) -> Spot:
        return self.places(note.instrument, note.start, note.end)

    def texts(self) -> None:
        """What is odd about the texts themselves."""
        sources = {source.id: source for source in (*((self.report.agreement,) if self.report.agreement else ()), *self.report.instruments)}
        for placed in self.report.findings:
            one = placed.finding
            spot = self.places(one.document, one.start, one.end)
            if one.code == "text-changed":
                self.add("text-changed", "", (one.document, sources[one.document].sha256), spot, one.document, f"{one.document}: {one.message}", "read what changed (compliance diff), then record the new digest in its provenance.yaml", "")
            elif one.code == "quote-not-found":
                self.add("quote-not-found", "", (one.message.replace(one.document, ""),), spot, one.document, one.message, "mend the quote in the rule pack, or the text", "")
            elif one.code in UNREAD:
                note = next((n for n in self.report.provisions if n.instrument == one.document and n.start <= one.start < max(n.end, n.start + 1)), None)
                where = f"{one.document}/{note.label}" if note is not None else one.document
                words = note.text[one.start - note.start : one.end - note.start] if note is not None else ""
                about = (one.code, words, note.text if note is not None else one.message)
                self.add("unread", "", about, spot, where, f"{one.code}: {one.message}", "read these words yourself: the engine did not", words, provision=note.label if note is not None else "")


def asked(policy: Policy, elements: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The elements that a policy wants answered, and those that it wants nobody to contradict, in the order of ``elements``.

    One whose findings the policy leaves out is not asked for.
    """
    heard = [rule.elements for rule in policy.require if (rule.severity or policy.level("gap")) != "off" or (rule.severity or policy.level("partial")) != "off"]
    barred = [rule.elements for rule in policy.forbid if (rule.severity or policy.level("contradiction")) != "off"]
    return tuple(e for e in elements if any(named(e, p) for p in heard)), tuple(e for e in elements if any(named(e, p) for p in barred))


def named(element: str, patterns: Sequence[str]) -> bool:
    """Whether an element is one of those that names and patterns (``3.*``, ``*``) stand for."""
    return any(fnmatchcase(element, pattern) for pattern in patterns)


def status_by(coverage: Coverage, by: str) -> str:
    """The status of an element by an ISO date; an instrument whose date is less precise counts from the end of its month or year."""
    if not by:
        return coverage.status
    status = "unaddressed"
    for step in coverage.timeline:
        if step.date and _until(step.date) <= by:
            status = step.status
    return status


def _until(date: str) -> str:
    return date + _ENDS.get(len(date), "") if date else "9999"
