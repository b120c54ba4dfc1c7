"""Readings x elements -> relations alone.

The same decisions as compliance/mapping/relate.py, without words, facets and evidence: for cases, which are judged often. A test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compliance.mapping.readings import Reading, named_provision
from compliance.mapping.rules import rule_holds
from compliance.mapping.table import relation_of, stands_to
from compliance.model.mapping import Relation
from compliance.model.pack import Element, RulePack

#: Element and relation.
Pair = tuple[str, Relation]
#: Elements by the acts that lead to them.
Reach = Mapping[str, Sequence[tuple[str, Element]]]
#: What readings come to, by all that tells them apart.
Known = dict[tuple[object, ...], Sequence[Pair]]


def reach(pack: RulePack) -> dict[str, list[tuple[str, Element]]]:
    """For every act of the pack the elements that it stands to in some way."""
    elements = pack.elements
    return {name: [(id_, one) for id_, one in elements.items() if stands_to(name, one.act, pack)[0] != "disjoint"] for name in pack.taxonomy.acts}


def relations(provisions: Sequence[tuple[str, Sequence[Reading]]], pack: RulePack, reached: Reach, known: Known | None = None) -> frozenset[Pair]:
    """The relations to elements of all provisions (label and readings) of one text together.

    ``known`` keeps what one reading comes to, for calls with the same pack and with norms that live as long.
    """
    out: set[Pair] = set()
    before: list[Pair] = []
    by_label: dict[str, list[Pair]] = {}
    for label, readings in provisions:
        own = _own(readings, pack, reached, known)
        sanction = next((reading for reading in readings if reading.enforces), None)
        out.update(own)
        if sanction is not None:
            named = next((named_provision(r.norm.trigger.text) for r in readings if r.enforces and r.norm.trigger), "")
            answered = {id_ for id_, _ in own}
            enforced = by_label.get(named, before)
            out.update((id_, "partially-addresses") for id_, relation in enforced if relation != "contradicts" and id_ not in answered)
        before = own or before
        by_label[label] = own
    return frozenset(out)


def _of_reading(reading: Reading, pack: RulePack, reached: Reach, known: Known | None) -> Sequence[Pair]:
    act = reading.act
    if act is None:
        return ()
    key = (id(reading.norm), act.act, act.flipped, act.patient_is_bearer, reading.interests, reading.means, reading.standards,
           reading.agent, reading.patient, reading.addressed, reading.heading, reading.sanction)  # fmt: skip
    pairs = None if known is None else known.get(key)
    if pairs is None:
        pairs = [(id_, relation_of(reading, element, pack)) for id_, element in reached.get(act.act, ())]
        if known is not None:
            known[key] = pairs
    return pairs


def _own(readings: Sequence[Reading], pack: RulePack, reached: Reach, known: Known | None) -> list[Pair]:
    """The strongest support and the contradiction of each element that some reading or rule gives."""
    found: dict[str, set[Relation]] = {}
    for reading in readings:
        for id_, relation in _of_reading(reading, pack, reached, known):
            found.setdefault(id_, set()).add(relation)
    for rule in pack.rules.values():
        if any(rule_holds(rule, reading) for reading in readings) and rule.element in pack.elements:
            found.setdefault(rule.element, set()).add(rule.relation)
    out: list[Pair] = []
    for id_, relations_ in found.items():
        if "addresses" in relations_:
            out.append((id_, "addresses"))
        elif "partially-addresses" in relations_:
            out.append((id_, "partially-addresses"))
        if "contradicts" in relations_:
            out.append((id_, "contradicts"))
    return out
