"""Texts, a pack and a file of reviews -> the report with what persons decided laid over it.

The problems of all of them are raised together. What a decision does to a report is for ``report.reviewed`` to work out.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance import disk
from compliance.checks.reviews import read_reviews, unknown_elements
from compliance.errors import Gathering, InputError
from compliance.model.known import Review
from compliance.model.report import Report
from compliance.model.text import Source
from compliance.pipeline import make_report
from compliance.report.reviewed import apply_reviews


def reviewed_report(agreement: Source | None, instruments: Sequence[Source], pack: str, reviews: str) -> Report:
    """The gap report as ``make_report`` gives it, with the reviews of a file laid over it.

    Raises InputError with the problems of texts, pack and reviews.
    """
    gathering = Gathering()
    report = gathering.attempt(make_report, agreement, instruments, pack)
    decided = gathering.attempt(_load, reviews) or ()
    if report is not None:
        gathering.problems += unknown_elements(decided, [element.id for element in report.elements])
    if report is None or gathering.problems:
        raise InputError(*dict.fromkeys(gathering.problems))
    return apply_reviews(report, decided)[0]


def _load(path: str) -> tuple[Review, ...]:
    table, source = disk.load_toml(path)
    return read_reviews(table, path, source)
