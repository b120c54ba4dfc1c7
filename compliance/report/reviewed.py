"""A report with what reviewers decided laid over it.

Takes a report and reviews; gives the report as it would be if the engine had come to their relations, with coverage and surplus worked
out anew, and the reviews that decide nothing any more. A verdict that a person decided has the row ``review`` and says who, when and why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compliance.checks.reviews import Stale, placed
from compliance.mapping.coverage import cover_elements, surplus
from compliance.model.known import Review
from compliance.model.mapping import Verdict
from compliance.model.report import ProvisionNote, Report
from compliance.model.span import Evidence

DECIDED = "review"


def apply_reviews(report: Report, reviews: Sequence[Review]) -> tuple[Report, tuple[Stale, ...]]:
    """The report with the relation of each reviewed pair replaced, and the reviews whose words do not stand in it. Reviews of elements that it does not have are left alone."""
    elements = tuple(element.id for element in report.elements)
    fit, stale = placed([review for review in reviews if review.element in elements], report.provisions)
    if not fit:
        return report, tuple(stale)
    decided = {(note.instrument, note.label, review.element): (note, review) for note, review in fit}
    asked = {element.id: element.evidence for element in report.elements}
    verdicts: list[Verdict] = []
    done: set[tuple[str, str, str]] = set()
    for verdict in report.verdicts:
        pair = (verdict.instrument, verdict.provision, verdict.element)
        if pair not in decided:
            verdicts.append(verdict)
        elif pair not in done:
            done.add(pair)
            verdicts.append(_decided(verdict, *decided[pair], asked[verdict.element]))
    dates = [(source.id, source.date) for source in report.instruments]
    new = replace(report, verdicts=tuple(verdicts), coverage=cover_elements(elements, verdicts, dates), surplus=surplus(verdicts))
    return new, tuple(stale)


def _decided(verdict: Verdict, note: ProvisionNote, review: Review, asked: Evidence | None) -> Verdict:
    """The verdict as a person decided it. Its words are the whole provision, as those are what the review is about."""
    part = (f"does so in part only, as {review.reviewer} decided",)
    limits = () if review.relation != "partially-addresses" else verdict.limits if verdict.relation == review.relation else part
    own = Evidence(note.instrument, note.start, note.end, note.text)
    return replace(
        verdict, relation=review.relation, rationale=review.said, limits=limits, evidence=(own, *((asked,) if asked is not None else ())), row=DECIDED, rule="", near_miss=False
    )
