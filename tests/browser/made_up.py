"""A report of any size, made up: so many verdicts, over instruments, provisions and elements."""

from __future__ import annotations

from compliance.model.finding import Finding
from compliance.model.mapping import Coverage, Facet, Relation, Status, StatusAt, Verdict
from compliance.model.report import CommitmentNote, ElementNote, PlacedFinding, ProvisionNote, Report, SourceNote
from compliance.model.span import Evidence, Place

_RELATIONS: tuple[Relation, ...] = ("addresses", "partially-addresses", "contradicts")
_STATUSES: tuple[Status, ...] = ("addressed", "partially-addressed", "contradicted", "contested", "unaddressed")
_WORDS = "No person bound by this instrument may {act} the goods named in schedule {n} without leave in writing, whatever another provision says of it; who does so pays {n} crowns."
_ACTS = ("carry", "store", "sell", "lend", "mend", "burn", "weigh", "count", "paint", "ship")


def made_up(verdicts: int = 3000, findings: int = 3000, instruments: int = 3, elements: int = 20) -> Report:
    """A report with so many verdicts that are no silence, and so many findings."""
    agreement = _source("pact", "A pact", "2019-01-02")
    held = tuple(_source(f"act-{at}", f"Act {at}", f"2020-{at:02}") for at in range(1, instruments + 1))
    notes = tuple(
        ElementNote(f"{at // 4 + 1}.part-{at % 4}", str(at // 4 + 1), f"nobody may {_ACTS[at % 10]} goods", f"nobody may {_ACTS[at % 10]} goods", None) for at in range(elements)
    )
    commitments = tuple(
        CommitmentNote(id_, f"goods {id_}", "; ".join(e.quote for e in notes if e.commitment == id_) + ".", tuple(e.id for e in notes if e.commitment == id_))
        for id_ in dict.fromkeys(e.commitment for e in notes)
    )
    per_provision = 5
    provisions: list[ProvisionNote] = []
    found: list[Verdict] = []
    number = 0
    while len(found) < verdicts:
        source = held[number * per_provision * instruments // max(verdicts, 1) % instruments]
        text = _WORDS.format(act=_ACTS[number % 10], n=number)
        start = 1000 * number
        label = str(number + 1)
        provisions.append(ProvisionNote(source.id, label, f"para_{label}", "", text, start, start + len(text), Place(number + 1, 1), (f"prohibition of persons | {_ACTS[number % 10]}",)))
        for at in range(min(per_provision, verdicts - len(found))):
            element = notes[(number + at) % (elements - 1)]  # the last one stays without an answer
            facets = (Facet("action", _ACTS[number % 10], element.title, "narrower"), Facet("modality", "prohibition", "exclude", "equal"))
            found.append(
                Verdict(source.id, label, element.id, _RELATIONS[(number + at) % 3], f"The provision speaks of {_ACTS[number % 10]}ing.", (f"binds only persons of class {at}",), facets,
                        (Evidence(source.id, start + 3, start + 40, text[3:40]), Evidence("pact", 0, len(element.quote), element.quote)), "7")
            )  # fmt: skip
        number += 1
    coverage = tuple(_coverage(at, element.id, held, at == elements - 1) for at, element in enumerate(notes))
    odd = tuple(
        PlacedFinding(Finding(held[at % instruments].id, at, at + 1, "unread-act", f"no row of the pack reads the act {at}", "note", f"{provisions[at % len(provisions)].instrument}/{provisions[at % len(provisions)].label}"), Place(at + 1, 1))
        for at in range(findings if provisions else 0)
    )
    return Report("made-up", "1", "A made-up pack", agreement, held, commitments, notes, tuple(provisions), tuple(found), coverage, (), odd)


def _source(id_: str, title: str, date: str) -> SourceNote:
    return SourceNote(id_, title, "An office", date, "month", "en", False, "https://example.org/texts", "0" * 64, False)


def _coverage(at: int, element: str, held: tuple[SourceNote, ...], last: bool) -> Coverage:
    status = "unaddressed" if last else _STATUSES[at % 4]
    by = () if last else ("act-1/1",)
    return Coverage(element, status, by, (), () if status == "addressed" else ("no provision answers to it without some limit",), tuple(StatusAt(source.id, source.date, status) for source in held))
