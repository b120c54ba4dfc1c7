"""What is known about findings before a run: the baseline, waivers and reviews, each as its file states it."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.model.check import Spot
from compliance.model.mapping import Relation


@dataclass(frozen=True, slots=True, order=True)
class BaselineEntry:
    """A finding that was there when the baseline was made. ``words`` are what it is about, shortened; ``since`` an ISO day.

    ``count`` is how many findings of this id it covers; one more is new.
    """

    code: str
    pack: str
    element: str
    subject: str
    id: str
    words: str
    since: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Waiver:
    """Leave for one finding, named by its id, or by code, element and provision (``instrument/label``; empty for a gap).

    ``words`` is the fingerprint of the words it is about. What is not stated is empty; the two days are ISO.
    """

    spot: Spot
    finding: str
    code: str
    element: str
    provision: str
    words: str
    reason: str
    owner: str
    created: str
    expires: str

    @property
    def name(self) -> str:
        """How messages call it."""
        return self.finding or " ".join(part for part in (self.code, self.provision, self.element) if part)


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided about the words of a provision (``instrument/label``) and an element. ``words`` is their fingerprint."""

    spot: Spot
    provision: str
    words: str
    element: str
    relation: Relation
    reviewer: str
    date: str
    reason: str

    @property
    def said(self) -> str:
        """Who decided, when and why, in one phrase."""
        return f"decided by {self.reviewer} on {self.date}: {self.reason}"
