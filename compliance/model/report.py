"""One report, which every output format reads and none adds to."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.model.finding import Finding
from compliance.model.mapping import Coverage, Relation, Verdict
from compliance.model.span import Evidence, Place


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What a report says about a text it read."""

    id: str
    title: str
    issuer: str
    date: str
    date_precision: str
    language: str
    translation: bool
    source: str
    sha256: str
    changed: bool


@dataclass(frozen=True, slots=True)
class ElementNote:
    """An element as a report shows it: its own words, and the commitment it belongs to."""

    id: str
    commitment: str
    title: str
    quote: str
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class CommitmentNote:
    """A commitment with its words as quoted from the agreement."""

    id: str
    title: str
    text: str
    elements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProvisionNote:
    """A provision as a report shows it. ``norms`` are one-line readings, in plain words."""

    instrument: str
    label: str
    eid: str
    heading: str
    text: str
    start: int
    end: int
    place: Place
    norms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutsideNote:
    """Words of an instrument that no provision holds (a title, a letterhead, a lead-in), with the kind of clause they are."""

    instrument: str
    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding with the line and column where it stands."""

    finding: Finding
    place: Place


@dataclass(frozen=True, slots=True)
class ReviewNote:
    """What a person decided about a pair, and what the engine had said of it. ``words`` is the fingerprint of the words that it is about.

    ``stale`` says why it decides nothing any more; it is empty where the decision holds. ``instrument`` and ``provision`` are where the
    words stand now; for a stale one, where its file says that they stand.
    """

    instrument: str
    provision: str
    element: str
    relation: Relation
    reviewer: str
    date: str
    reason: str
    words: str
    engine: tuple[Relation, ...] = ()
    engine_rationale: str = ""
    stale: str = ""

    @property
    def key(self) -> str:
        """How the provision is named across instruments; a stale review may name it in another way."""
        return f"{self.instrument}/{self.provision}" if self.instrument else self.provision


@dataclass(frozen=True, slots=True)
class Report:
    """The gap report. Tuples are in the order in which they are to be shown; nothing depends on the clock. ``pack_sha256`` is the digest of the rule pack, empty where it is not known."""

    pack_id: str
    pack_version: str
    pack_title: str
    agreement: SourceNote | None
    instruments: tuple[SourceNote, ...]
    commitments: tuple[CommitmentNote, ...]
    elements: tuple[ElementNote, ...]
    provisions: tuple[ProvisionNote, ...]
    verdicts: tuple[Verdict, ...]
    coverage: tuple[Coverage, ...]
    surplus: tuple[str, ...]
    findings: tuple[PlacedFinding, ...]
    outside: tuple[OutsideNote, ...] = ()
    reviews: tuple[ReviewNote, ...] = ()
    pack_sha256: str = ""
