"""Norms of two instruments that concern one act of a pack: what one allows and the other forbids.

Takes the readings of provisions; gives pairs in which an act is allowed or ordered by one text and forbidden by another, for persons
who may be the same. What is allowed only under a condition is narrowed by a plain prohibition; what is allowed outright conflicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.mapping.persons import Persons
from compliance.mapping.readings import Reading
from compliance.model.conflict import ConflictKind, NormPair
from compliance.model.pack import RulePack
from compliance.model.span import Evidence

_OPENS = frozenset(["permission", "right", "power", "obligation"])


@dataclass(frozen=True, slots=True)
class ReadProvision:
    """A provision of an instrument with its readings."""

    evidence: Evidence
    label: str
    readings: tuple[Reading, ...]


def meet(provisions: Sequence[ReadProvision], pack: RulePack) -> tuple[NormPair, ...]:
    """The pairs of provisions of different instruments whose acts meet with opposed modality, each pair once."""
    out: list[NormPair] = []
    for at, first in enumerate(provisions):
        for second in provisions[at + 1 :]:
            if first.evidence.document != second.evidence.document:
                found = _between(first, second, pack)
                if found is not None:
                    out.append(found)
    return tuple(out)


def _between(first: ReadProvision, second: ReadProvision, pack: RulePack) -> NormPair | None:
    best: tuple[ConflictKind, str] | None = None
    for a in first.readings:
        for b in second.readings:
            for opening, closing in ((a, b), (b, a)):
                found = _opposed(opening, closing, pack)
                if found is not None and (best is None or found[0] == "modality"):
                    best = found
    if best is None:
        return None
    return NormPair(best[0], best[1], 1.0, "concepts", first.evidence, second.evidence, first.label, second.label)


def _opposed(opening: Reading, closing: Reading, pack: RulePack) -> tuple[ConflictKind, str] | None:
    if opening.act is None or closing.act is None or opening.act.act != closing.act.act:
        return None
    if any(reading.sanction or reading.enforces for reading in (opening, closing)):
        return None  # what a sanction implies is said by the norm that it enforces
    if opening.modality not in _OPENS or closing.modality != "prohibition":
        return None
    if not (_may_be_same(opening.agent, closing.agent, pack) and _may_be_same(opening.patient, closing.patient, pack)):
        return None
    act = pack.taxonomy.acts[opening.act.act].label
    if closing.conditions or closing.exceptions:
        return None
    if opening.conditions or opening.exceptions or opening.norm.derived:
        return "narrowing", f"One allows to {act} under a condition, the other forbids it without one."
    return "modality", f"One allows or orders to {act}, the other forbids it."


def _may_be_same(one: Persons, other: Persons, pack: RulePack) -> bool:
    """Whether persons may be the same; those that cannot be read are not shown to be others."""
    if not one.known or not other.known or one.everyone or other.everyone or not one.classes or not other.classes:
        return True
    classes = pack.taxonomy.persons
    for a in one.classes:
        for b in other.classes:
            first, second = classes.get(a), classes.get(b)
            if a == b or (first and (b in first.includes or b in first.overlaps)) or (second and (a in second.includes or a in second.overlaps)):
                return True
    return False
