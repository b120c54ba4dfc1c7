"""Reviews: what a person decided about the words of a provision and an element.

Takes the tables of a reviews file and the provisions of reports; says which pair each review is for, or why it is for none any more. What
a decision does to a report is for others to work out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from compliance.checks.baseline import shortened
from compliance.checks.identity import fingerprint, identity
from compliance.checks.rows import Row, read_rows
from compliance.errors import InputError, Problem
from compliance.model.check import CheckFinding, Policy
from compliance.model.known import Review
from compliance.model.mapping import RELATIONS
from compliance.model.report import ProvisionNote

_TEXTS = ("provision", "words", "element", "relation", "reviewer", "reason")


@dataclass(frozen=True, slots=True)
class Stale:
    """A review that decides nothing any more, and why."""

    review: Review
    why: str


def read_reviews(table: Mapping[str, Any], path: str, source: str) -> tuple[Review, ...]:
    """The reviews of a file. Raises InputError with every mistake at its line; all keys have to be there."""
    out: list[Review] = []
    problems: list[Problem] = []
    decided: dict[tuple[str, str, str], int] = {}
    for row in read_rows(table, "review", path, source):
        review = _review(row)
        pair = (review.words, review.element, review.provision)
        if not row.problems and pair in decided:
            row.wrong("config-value", f"{review.provision} {review.element} is decided at line {decided[pair]} already", "keep one of the two")
        decided.setdefault(pair, row.first)
        problems += row.problems
        out.append(review)
    if problems:
        raise InputError(*problems)
    return tuple(out)


def _review(row: Row) -> Review:
    row.known((*_TEXTS, "date"))
    texts = {key: row.text(key) for key in _TEXTS}
    day = row.day("date")
    missing = [key for key in (*_TEXTS, "date") if not row.values.get(key) or not (day if key == "date" else texts[key])]
    wrong_already = bool(row.problems)
    if missing and not wrong_already:
        row.wrong("config-value", f"a review states its {', '.join(missing)}", f"write {missing[0]} = ...")
    relation = next((one for one in RELATIONS if one == texts["relation"]), None)
    if texts["relation"] and relation is None:
        row.wrong("config-name", f"there is no relation {texts['relation']!r}", f"use one of {', '.join(RELATIONS)}", "relation")
    # Without a relation the row holds a mistake, and no review of the file is used.
    said = relation or "does-not-address"
    return Review(row.spot, texts["provision"], texts["words"], texts["element"], said, texts["reviewer"], day, texts["reason"])


def unknown_elements(reviews: Sequence[Review], elements: Sequence[str]) -> list[Problem]:
    """A problem for each review of an element that no pack has: it could decide nothing."""
    step = f"use one of {', '.join(elements)}"
    return [Problem(r.spot.path, r.spot.line, r.spot.column, "config-name", f"no pack has an element {r.element!r}", step) for r in reviews if r.element not in elements]


def placed(reviews: Sequence[Review], provisions: Sequence[ProvisionNote]) -> tuple[list[tuple[ProvisionNote, Review]], list[Stale]]:
    """Each review with the provision that has its words: the one that it names, else the only one. The others are stale.

    Of provisions that bear one number a review is about those that have its words.
    """
    by_words: dict[str, dict[str, list[ProvisionNote]]] = {}
    named: dict[str, ProvisionNote] = {}
    for note in provisions:
        key = f"{note.instrument}/{note.label}"
        by_words.setdefault(fingerprint(note.text), {}).setdefault(key, []).append(note)
        named[key] = note
    fit: list[tuple[ProvisionNote, Review]] = []
    stale: list[Stale] = []
    taken: set[tuple[str, str, str]] = set()
    for review in reviews:
        having = by_words.get(review.words, {})
        key = review.provision if review.provision in having else next(iter(having), "") if len(having) == 1 else ""
        if not key:
            stale.append(Stale(review, _why(review, [notes[0] for notes in having.values()], named.get(review.provision), {note.instrument for note in provisions})))
        elif (pair := (key, review.words, review.element)) in taken:
            stale.append(Stale(review, "another review decides the same words already"))
        else:
            taken.add(pair)
            fit += [(note, review) for note in having[key]]
    return fit, stale


def _why(review: Review, having: Sequence[ProvisionNote], named: ProvisionNote | None, given: Set[str]) -> str:
    if having:
        return f"its words stand in {', '.join(f'{note.instrument}/{note.label}' for note in having)}, none of which it names"
    if named is not None:
        return f"{review.provision} now says “{shortened(named.text)}”"
    text, slash, _ = review.provision.partition("/")
    if slash and text not in given:
        return f"the text {text} was not given, and the words of {review.provision} stand in no other"
    return f"the words of {review.provision} stand in no text any more"


def stale_findings(stale: Sequence[Stale], policy: Policy) -> list[CheckFinding]:
    """A finding for each review that decides nothing any more, at its place."""
    level = policy.level("stale-review")
    if level == "off":
        return []
    step = "read the words again: decide anew, with their fingerprint (compliance review PROVISION ELEMENT), or take the review out"
    return [
        CheckFinding(
            id=identity("stale-review", one.review.words, one.review.element),
            code="stale-review",
            severity=level,
            subject=f"{one.review.provision} {one.review.element}",
            message=f"what {one.review.reviewer} decided on {one.review.date} about {one.review.provision} and {one.review.element} holds no longer: {one.why}",
            next_step=step,
            spot=one.review.spot,
            element=one.review.element,
        )
        for one in stale
    ]
