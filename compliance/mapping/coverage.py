"""Verdicts -> coverage of each element, and what answers to no element.

Takes the verdicts of all instruments in date order; gives the status of every element on the union of all provisions, how it
stood after each instrument, and what no supporting provision reaches.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance.model.mapping import Coverage, Status, StatusAt, Verdict
from compliance.model.pack import RulePack

_SUPPORT = ("addresses", "partially-addresses")


def status_of(verdicts: Sequence[Verdict]) -> Status:
    """The status of one element, given its verdicts: support and contradiction together are contested."""
    relations = {verdict.relation for verdict in verdicts}
    supported = bool(relations & set(_SUPPORT))
    if "contradicts" in relations:
        return "contested" if supported else "contradicted"
    if "addresses" in relations:
        return "addressed"
    return "partially-addressed" if supported else "unaddressed"


def cover(pack: RulePack, verdicts: Sequence[Verdict], instruments: Sequence[tuple[str, str]]) -> tuple[Coverage, ...]:
    """The coverage of every element, in the pack's order. ``instruments`` are (id, date), in the order of their dates."""
    return cover_elements(tuple(pack.asked), verdicts, instruments)


def cover_elements(elements: Sequence[str], verdicts: Sequence[Verdict], instruments: Sequence[tuple[str, str]]) -> tuple[Coverage, ...]:
    """The coverage of these elements, in their order."""
    out: list[Coverage] = []
    for id_ in elements:
        own = [verdict for verdict in verdicts if verdict.element == id_]
        supporting = [verdict for verdict in own if verdict.relation in _SUPPORT]
        seen: list[Verdict] = []
        timeline: list[StatusAt] = []
        for instrument, date in instruments:
            seen += [verdict for verdict in own if verdict.instrument == instrument]
            timeline.append(StatusAt(instrument, date, status_of(seen)))
        out.append(
            Coverage(
                element=id_,
                status=status_of(own),
                by=tuple(verdict.key for verdict in supporting),
                contradicted_by=tuple(verdict.key for verdict in own if verdict.relation == "contradicts"),
                missing=_missing(supporting),
                timeline=tuple(timeline),
            )
        )
    return tuple(out)


def _missing(supporting: Sequence[Verdict]) -> tuple[str, ...]:
    """What no supporting provision reaches: the limits that all of them share."""
    if not supporting:
        return ("no provision answers to it",)
    if any(verdict.relation == "addresses" for verdict in supporting):
        return ()
    shared = [limit for limit in supporting[0].limits if all(limit in verdict.limits for verdict in supporting[1:])]
    return tuple(f"every provision that answers has this limit: {limit}" for limit in shared) or ("no provision answers to it without some limit",)


def surplus(verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    """The provisions that answer to no element, in order."""
    keys = dict.fromkeys(verdict.key for verdict in verdicts)
    answering = {verdict.key for verdict in verdicts if verdict.relation != "does-not-address"}
    return tuple(key for key in keys if key not in answering)
