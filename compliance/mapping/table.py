"""The published table: facets -> relation.

Takes one reading and one element, evaluates every facet without early exit, and picks the first row that holds. The rows
are numbered as in docs/reference/table.md, which a test keeps in step with ``ROWS``.
"""

from __future__ import annotations

from dataclasses import dataclass

from compliance.mapping import persons as people
from compliance.mapping.readings import Reading
from compliance.model.mapping import Facet, Relation, SetRelation
from compliance.model.pack import Concept, Element, RulePack

ROWS: dict[str, str] = {
    "1": "the words state or define, and the element asks for no statement: does not address",
    "2": "the act is disjoint from the element's, or cannot be read: does not address",
    "3": "what the act is directed at is disjoint from the element's interest: does not address",
    "4": "what the act is directed at cannot be read, and the act is not harmful in itself or names a target: does not address",
    "5": "the persons are disjoint from those of the element: does not address",
    "6": "a derived prohibition of an act that only overlaps, or a permission that only an exception implies: does not address",
    "7": "the element requires a measure and the act is one of its kind: partially addresses, or addresses when the standard is named",
    "8": "the modality is opposed, but nobody is named to whom the element could apply: does not address",
    "9": "the modality is opposed and the act equal, narrower, wider or overlapping: contradicts",
    "10": "the modality is aligned and something falls short: partially addresses",
    "11": "the modality is aligned and every facet equal or wider, nothing reserved: addresses",
    "rule": "a rule of the pack says what facets cannot",
    "link": "a sanction carries the relation of the norm it enforces",
}

_ALIGNED = {
    "exclude": {"prohibition"},
    "require": {"obligation", "power"},
    "declare": {"denial", "prohibition"},
}
_OPPOSED = {
    "exclude": {"obligation", "permission", "power", "right"},
    "require": {"prohibition"},
    "declare": {"permission", "right", "obligation", "power", "declaratory"},
}
_RANK = {"equal": 0, "wider": 1, "narrower": 2, "overlapping": 3, "unknown": 4, "disjoint": 5, "not-asked": 0}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the table says of one reading and one element."""

    relation: Relation
    row: str
    facets: tuple[Facet, ...]
    limits: tuple[str, ...]
    failing: int
    reading: Reading


def relation_of(reading: Reading, element: Element, pack: RulePack) -> Relation:
    """What ``judge`` comes to, without saying why: for who asks for nothing else, and often."""
    act, _, via = _act(reading, element, pack)
    if act in ("disjoint", "unknown"):
        return "does-not-address"
    flipped = via == "opposite"
    modality = _opposite(reading.modality) if flipped else reading.modality
    interest, _ = _interest(reading, element, pack)
    agent, kills = _agent(reading, element, pack)
    patient = _patient(reading, element, pack)
    aligned, opposed = modality in _ALIGNED[element.force], modality in _OPPOSED[element.force]
    limits = _limits(reading, element, pack, act, agent, patient, interest, _means(reading, element), flipped, opposed)
    return _row(reading, element, pack, act, modality, aligned, opposed, interest, agent, kills, patient, limits)[0]


def judge(reading: Reading, id_: str, element: Element, pack: RulePack) -> Judgement:
    """Hold one reading against one element."""
    act, why, via = _act(reading, element, pack)
    flipped = via == "opposite"
    modality = _opposite(reading.modality) if flipped else reading.modality
    interest, interest_why = _interest(reading, element, pack)
    agent, kills = _agent(reading, element, pack)
    patient = _patient(reading, element, pack)
    means = _means(reading, element)
    taxonomy = pack.taxonomy
    aligned = modality in _ALIGNED[element.force]
    opposed = modality in _OPPOSED[element.force]
    facets = [
        Facet("action", _act_words(reading, pack), taxonomy.acts[element.act].label, act, why),
        Facet("modality", modality + (" (derived)" if reading.norm.derived else ""), element.force, "equal" if aligned else ("disjoint" if opposed else "unknown")),
        Facet("bearer", _persons_words(reading.agent, reading.addressed, element, pack), taxonomy.persons[element.persons.person].label, agent),
    ]
    if element.patient:
        facets.append(Facet("object", people.label(reading.patient, pack), taxonomy.persons[element.patient].label, patient))
    if element.interest:
        wanted = taxonomy.interests[element.interest].label
        facets.append(Facet("interest", _labels(reading.interests, taxonomy.interests) or reading.interest_words or "not said", wanted, interest, interest_why))
    if element.means:
        facets.append(Facet("means", _labels(reading.means, taxonomy.means) or "any", taxonomy.means[element.means].label, means))
    if element.standard:
        standard: SetRelation = "equal" if element.standard in reading.standards else "unknown"
        facets.append(Facet("standard", _labels(reading.standards, taxonomy.standards) or "none named", taxonomy.standards[element.standard].label, standard))
    limits = _limits(reading, element, pack, act, agent, patient, interest, means, flipped, opposed)
    relation, row = _row(reading, element, pack, act, modality, aligned, opposed, interest, agent, kills, patient, limits)
    failing = sum((act in ("disjoint", "unknown"), not (aligned or opposed), interest == "disjoint", kills or patient == "disjoint"))
    return Judgement(relation, row, tuple(facets), limits if relation != "does-not-address" else (), failing, reading)


def _row(
    reading: Reading, element: Element, pack: RulePack, act: SetRelation, modality: str, aligned: bool, opposed: bool,
    interest: SetRelation, agent: SetRelation, kills: bool, patient: SetRelation, limits: tuple[str, ...],
) -> tuple[Relation, str]:  # fmt: skip
    """The first row that holds."""
    harm = reading.act is not None and pack.taxonomy.acts[reading.act.act].harm
    weak = reading.norm.derived and "derived-prohibition" in reading.laws and (act == "overlapping" or element.force == "declare")
    if modality in ("declaratory", "constitutive", "denial") and (element.force != "declare" or act != "equal"):
        return "does-not-address", "1"
    if act in ("disjoint", "unknown"):
        return "does-not-address", "2"
    if interest == "disjoint":
        return "does-not-address", "3"
    if interest == "unknown" and (not harm or (act == "equal" and reading.norm.object is not None)):
        return "does-not-address", "4"
    if kills or patient == "disjoint":
        return "does-not-address", "5"
    if weak:
        return "does-not-address", "6"
    if element.force == "require" and patient == "unknown":
        return "does-not-address", "5"
    if element.force == "require" and not opposed:
        if modality in ("declaratory", "constitutive", "denial"):
            return "does-not-address", "1"
        named = element.standard is None or element.standard in reading.standards
        return ("addresses", "7") if named and not limits and aligned else ("partially-addresses", "7")
    if opposed and element.force == "declare" and act != "equal":
        return "does-not-address", "8"
    if opposed and "exception-permits" in reading.laws and reading.norm.derived:
        return "does-not-address", "6"
    if opposed:
        if not _relevant(reading, element, pack):
            return "does-not-address", "8"
        return "contradicts", "9"
    if not aligned:
        return "does-not-address", "1"
    return ("partially-addresses", "10") if limits else ("addresses", "11")


def _act(reading: Reading, element: Element, pack: RulePack) -> tuple[SetRelation, str, str]:
    """How the act read stands to the element's: equal, by an edge with its reason, by its opposite, or disjoint."""
    return ("unknown", "", "") if reading.act is None else stands_to(reading.act.act, element.act, pack)


def stands_to(name: str, wanted: str, pack: RulePack) -> tuple[SetRelation, str, str]:
    """How one act stands to another, the reason, and whether by its opposite."""
    if name == wanted:
        return "equal", "", ""
    for edge in pack.taxonomy.edges:
        if edge.from_ == name and edge.to == wanted:
            return edge.relation, edge.why, ""
    opposite = pack.taxonomy.acts[name].opposite
    if opposite is not None:
        if opposite == wanted:
            return "overlapping", pack.taxonomy.acts[name].why, "opposite"
        for edge in pack.taxonomy.edges:
            if edge.from_ == opposite and edge.to == wanted:
                return "overlapping", pack.taxonomy.acts[name].why, "opposite"
    return "disjoint", "", ""


def _opposite(modality: str) -> str:
    return {"obligation": "prohibition", "prohibition": "permission", "permission": "declaratory", "power": "declaratory"}.get(modality, modality)


def _interest(reading: Reading, element: Element, pack: RulePack) -> tuple[SetRelation, str]:
    if element.interest is None:
        return "not-asked", ""
    found = reading.interests
    if not found and reading.act is not None and pack.taxonomy.acts[reading.act.act].interest:
        found = frozenset({pack.taxonomy.acts[reading.act.act].interest or ""})
    if not found:
        return "unknown", ""
    relations = [_concept(name, element.interest, pack.taxonomy.interests) for name in found]
    return min(relations, key=lambda relation: _RANK[relation]), ""


def _concept(name: str, wanted: str, concepts: dict[str, Concept]) -> SetRelation:
    if name == wanted:
        return "equal"
    if wanted in concepts[name].includes:
        return "wider"
    if name in concepts[wanted].includes:
        return "narrower"
    if wanted in concepts[name].overlaps or name in concepts[wanted].overlaps:
        return "overlapping"
    return "disjoint"


def _agent(reading: Reading, element: Element, pack: RulePack) -> tuple[SetRelation, bool]:
    """How those who act stand to the persons of the element, and whether that settles the matter."""
    role, wanted = element.persons.role, element.persons.person
    if role == "promisor":
        return ("equal" if not reading.agent.known else people.compare(reading.agent, wanted, pack)), False
    if role == "addressed":
        relation = people.compare(reading.agent, wanted, pack)
        if reading.agent.everyone and (reading.act is None or reading.act.act != element.act):
            relation = "unknown"  # what nobody may do is no instruction to these persons
        told = people.compare(reading.addressed, wanted, pack) if reading.addressed.known else "unknown"
        best = min(relation, told, key=lambda r: _RANK[r])
        turned = reading.act is not None and reading.act.flipped and reading.act.act != element.act
        return best, best in ("disjoint", "unknown") or turned
    relation = people.compare(_bound(reading), wanted, pack)
    if reading.act is not None and reading.act.patient_is_bearer:
        relation = people.compare(reading.patient, wanted, pack)
    return relation, relation == "disjoint"


def _bound(reading: Reading) -> people.Persons:
    """Whom a norm binds: its agent, or, for a prohibition that names none, those whom its heading is about."""
    if not reading.agent.known and reading.norm.passive and reading.modality == "prohibition" and reading.norm.bearer is None:
        return reading.heading
    return reading.agent


def _patient(reading: Reading, element: Element, pack: RulePack) -> SetRelation:
    if element.patient is None:
        return "not-asked"
    if reading.act is not None and reading.act.patient_is_bearer and not reading.patient.known:
        words = reading.patient.words.lower().split()
        if words and words[0] not in people.PRONOUNS:
            return "disjoint"  # goods may enter, too
    return people.compare(reading.patient, element.patient, pack)


def _means(reading: Reading, element: Element) -> SetRelation:
    if element.means is None:
        return "narrower" if reading.means and reading.act is not None and element.interest else "not-asked"
    return "equal" if element.means in reading.means else "wider"


def _relevant(reading: Reading, element: Element, pack: RulePack) -> bool:
    """Whether some person of the norm is one to whom the element could apply."""
    if element.persons.role == "addressed" and not (reading.addressed.known or (reading.act is not None and reading.act.act == element.act)):
        return False
    for persons in (reading.patient, reading.agent):
        if not persons.known:
            continue
        if (persons.everyone and not persons.restricted) or persons.qualities:
            return True
        apart = {name for kind in pack.taxonomy.persons.values() if kind.quality for name in kind.apart_from}
        if persons.classes - apart:
            return True
    return element.persons.role == "addressed" and reading.act is not None and reading.act.act == element.act


def _limits(
    reading: Reading, element: Element, pack: RulePack, act: SetRelation, agent: SetRelation, patient: SetRelation,
    interest: SetRelation, means: SetRelation, flipped: bool, opposed: bool,
) -> tuple[str, ...]:  # fmt: skip
    """What falls short, in plain words, facet by facet."""
    limits: list[str] = []
    taxonomy = pack.taxonomy
    asked = taxonomy.acts[element.act].label
    if reading.act is not None and (flipped or act in ("narrower", "overlapping")):
        name = taxonomy.acts[reading.act.act].label
        limits.append(f"speaks of “{name}”, which is only one way to “{asked}”" if act == "narrower" and not flipped else f"speaks of “{name}”, which only overlaps with “{asked}”")
    bound = _bound(reading) if element.persons.role == "kept-from" else reading.agent
    whom = people.label(bound, pack)
    if element.persons.role != "addressed" and bound.known and agent in ("narrower", "overlapping", "unknown"):
        if not (element.persons.role == "promisor" and agent == "narrower" and reading.agent.classes <= {"issuer"}):
            limits.append(f"{'is about' if opposed else 'binds only'} {whom}")
    if element.persons.role == "promisor" and agent == "disjoint":
        limits.append(f"{'is about' if opposed else 'binds only'} {whom}, not the promisor itself")
    if element.persons.role == "kept-from" and not bound.known and not (reading.act is not None and reading.act.patient_is_bearer):
        if not _impersonal(reading):
            limits.append("does not say who is bound")
    taken = reading.act is not None and reading.act.patient_is_bearer and reading.patient.known
    if element.persons.role == "kept-from" and taken and agent in ("narrower", "overlapping"):
        limits.append(f"is only about {people.label(reading.patient, pack)}")
    if element.persons.role == "addressed" and reading.agent.everyone and not reading.addressed.known and not opposed:
        limits.append("is addressed to everyone, not to these persons in particular")
    if element.persons.role == "addressed" and agent in ("narrower", "overlapping"):
        limits.append(f"addresses only {whom}")
    if patient in ("unknown", "overlapping") and element.patient is not None:
        shown = people.label(reading.patient, pack)
        limits.append(f"the persons ({shown}) are not shown to be {taxonomy.persons[element.patient].label}")
    elif patient == "narrower" and element.patient is not None:
        limits.append(f"is only about {people.label(reading.patient, pack)}")
    elif opposed and element.patient is None and not (reading.agent.everyone or reading.agent.qualities):
        limits.append("the persons are not shown to be those who pose a threat" if any(k.quality for k in taxonomy.persons.values()) else "the persons are not shown to be those of the element")
    elif element.patient is None and not opposed and reading.patient.classes - {"groups"} and not reading.patient.everyone:
        if reading.act is not None and not reading.act.patient_is_bearer and element.interest is None:
            limits.append(f"is only about {people.label(reading.patient, pack)}")
    described = next((role.words.text for role in reading.norm.roles if role.kind == "quality"), "")
    if described and element.patient is None and not (reading.patient.qualities or reading.agent.qualities) and not opposed and not reading.interests:
        limits.append(f"is limited to what is described: “{described}”")
    if interest == "unknown":
        limits.append("does not say against whom")
    elif interest in ("narrower", "overlapping"):
        limits.append(f"protects only {_labels(reading.interests, taxonomy.interests)}")
    if means == "narrower":
        limits.append(f"speaks only of {_labels(reading.means, taxonomy.means)}")
    for condition in reading.conditions:
        limits.append(f"holds only under a condition: “{condition.text}”")
    for exception in reading.exceptions:
        limits.append(f"has an exception: “{exception.text}”")
    for law, words in _LAW_LIMITS.items():
        if law in reading.laws and reading.norm.derived:
            limits.append(words)
    if reading.sanction:
        limits.append("is a sanction for the act, from which the prohibition is inferred")
    limits += reading.narrowed
    return tuple(dict.fromkeys(limits))


_LAW_LIMITS = {
    "derived-permission": "is implied by a prohibition that lifts with permission",
    "derived-prohibition": "is implied by a permission that is given to some only",
    "exception-permits": "is implied by an exception to a prohibition",
}


def _impersonal(reading: Reading) -> bool:
    """A prohibition of an act as such, by whomever ("recruitment is forbidden"), binds everyone."""
    if reading.norm.bearer is not None:
        return reading.agent.source == "none" and not reading.agent.words
    if reading.norm.cue.startswith("content-of-"):
        return True
    return (reading.norm.nominal or reading.norm.passive or reading.norm.cue in ("prohibited", "forbidden-to", "there-shall", "no-noun")) and reading.agent.source == "none"


def _act_words(reading: Reading, pack: RulePack) -> str:
    if reading.act is None:
        return f"“{reading.norm.action_words.text}” (not read)"
    return f"“{reading.act.words}”: {pack.taxonomy.acts[reading.act.act].label}"


def _persons_words(agent: people.Persons, addressed: people.Persons, element: Element, pack: RulePack) -> str:
    shown = people.label(agent, pack)
    if element.persons.role == "addressed" and addressed.known:
        return f"{shown}; addressed: {people.label(addressed, pack)}"
    return shown + (" (from the heading)" if agent.source == "heading" else " (from before)" if agent.source == "previous" else "")


def _labels(names: frozenset[str], concepts: dict[str, Concept]) -> str:
    return ", ".join(concepts[name].label for name in sorted(names))
