"""A report with what reviewers decided laid over it.

Takes a report and reviews; gives the report as it would be if the engine had come to their relations, with coverage and surplus worked
out anew, and the reviews that decide nothing any more. A verdict that a person decided has the row ``review`` and says who, when and why;
the report itself lists every review, with what the engine had said, and with why it holds no longer where it does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compliance.checks.reviews import Stale, placed
from compliance.mapping.coverage import cover_elements, surplus
from compliance.model.known import Review
from compliance.model.mapping import Relation, Verdict
from compliance.model.report import ProvisionNote, Report, ReviewNote
from compliance.model.span import Evidence
from compliance.report.standing import Standing

DECIDED = "review"


def apply_reviews(report: Report, reviews: Sequence[Review]) -> tuple[Report, tuple[Stale, ...]]:
    """The report with the relation of each reviewed pair replaced, and the reviews whose words do not stand in it. Reviews of elements that it does not have are left alone."""
    elements = tuple(element.id for element in report.elements)
    fit, stale = placed([review for review in reviews if review.element in elements], report.provisions)
    notes = _notes(report, fit, stale)
    if not fit:
        return (replace(report, reviews=notes) if stale else report), tuple(stale)
    decided = {(note.instrument, note.start, review.element): (note, review) for note, review in fit}
    standing = Standing(report)
    asked = {element.id: element.evidence for element in report.elements}
    verdicts: list[Verdict] = []
    done: set[tuple[str, int, str]] = set()
    for verdict in report.verdicts:
        about = standing.note(verdict)
        pair = (verdict.instrument, about.start if about is not None else -1, verdict.element)
        if pair not in decided:
            verdicts.append(verdict)
        elif pair not in done:
            done.add(pair)
            verdicts.append(_decided(verdict, *decided[pair], asked[verdict.element]))
    dates = [(source.id, source.date) for source in report.instruments]
    new = replace(report, verdicts=tuple(verdicts), coverage=cover_elements(elements, verdicts, dates), surplus=surplus(verdicts), reviews=notes)
    return new, tuple(stale)


def _notes(report: Report, fit: Sequence[tuple[ProvisionNote, Review]], stale: Sequence[Stale]) -> tuple[ReviewNote, ...]:
    """What the report says of reviews, with those that it had before: what holds in the order of provisions and elements, then what is stale."""
    said: dict[tuple[str, str, str], list[Verdict]] = {}
    about: dict[tuple[str, int, str], list[Verdict]] = {}
    standing = Standing(report)
    for verdict in report.verdicts:
        said.setdefault((verdict.instrument, verdict.provision, verdict.element), []).append(verdict)
        note = standing.note(verdict)
        if note is not None:
            about.setdefault((note.instrument, note.start, verdict.element), []).append(verdict)
    before = {(one.instrument, one.provision, one.element, one.words): one for one in report.reviews if not one.stale}
    holding = dict(before)
    decided: set[tuple[str, str, str, str]] = set()
    for note, review in fit:
        pair = (note.instrument, note.label, review.element, review.words)
        if pair in decided:  # the same words a second time under one number
            continue
        decided.add(pair)
        earlier, verdicts = before.get(pair), about.get((note.instrument, note.start, review.element), [])
        engine = earlier.engine if earlier else tuple(verdict.relation for verdict in verdicts)
        rationale = earlier.engine_rationale if earlier else " ".join(verdict.rationale for verdict in verdicts)
        holding[pair] = _note(review, *pair[:2], engine, rationale)
    gone = [one for one in report.reviews if one.stale]
    for one in stale:
        instrument, slash, label = one.review.provision.partition("/")
        instrument, label = (instrument, label) if slash else ("", instrument)
        verdicts = said.get((instrument, label, one.review.element), [])
        gone.append(_note(one.review, instrument, label, tuple(verdict.relation for verdict in verdicts), " ".join(verdict.rationale for verdict in verdicts), one.why))
    provisions = {(note.instrument, note.label): at for at, note in reversed(list(enumerate(report.provisions)))}
    elements = {element.id: at for at, element in enumerate(report.elements)}
    return (*sorted(holding.values(), key=lambda one: (provisions[one.instrument, one.provision], elements[one.element])), *dict.fromkeys(gone))


def _note(review: Review, instrument: str, label: str, engine: tuple[Relation, ...], rationale: str, stale: str = "") -> ReviewNote:
    return ReviewNote(instrument, label, review.element, review.relation, review.reviewer, review.date, review.reason, review.words, engine, rationale, stale)


def _decided(verdict: Verdict, note: ProvisionNote, review: Review, asked: Evidence | None) -> Verdict:
    """The verdict as a person decided it. Its words are the whole provision, as those are what the review is about."""
    part = (f"does so in part only, as {review.reviewer} decided",)
    limits = () if review.relation != "partially-addresses" else verdict.limits if verdict.relation == review.relation else part
    own = Evidence(note.instrument, note.start, note.end, note.text)
    return replace(
        verdict, relation=review.relation, rationale=review.said, limits=limits, evidence=(own, *((asked,) if asked is not None else ())), row=DECIDED, rule="", near_miss=False
    )
