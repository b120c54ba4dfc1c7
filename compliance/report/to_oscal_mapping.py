"""Report -> OSCAL mapping collection (1.2.1, JSON).

Takes a report; gives one mapping for each instrument, from its provisions to the elements of the agreement, which are controls of the catalog
(``to_oscal_catalog``). A contradiction, for which OSCAL has no relationship, is a map in our own namespace with a qualifier; a provision and the elements that it
does not address are one map that says so, since OSCAL lets nobody infer anything from what is not mapped.
"""

from __future__ import annotations

from typing import Any

from compliance.errors import Problem, UsageError
from compliance.model.mapping import Verdict
from compliance.model.report import ProvisionNote, Report, ReviewNote, SourceNote
from compliance.report.oscal_parts import (
    NS,
    OWN_RELATIONSHIPS,
    RELATIONSHIPS,
    Names,
    identity,
    key_of,
    line,
    markup,
    metadata,
    names_of,
    prop,
    resource,
    written,
)
from compliance.report.reviewed import DECIDED
from compliance.report.standing import Standing
from compliance.report.to_oscal_catalog import catalog_id


class OutsideEnumerationError(ValueError):
    """A relationship is none of those that its namespace allows."""


def to_oscal_mapping(report: Report) -> str:
    """The mapping collection as JSON text. Raises UsageError where no instrument has a provision to map."""
    return written({"mapping-collection": as_data(report)})


def as_data(report: Report) -> dict[str, Any]:
    """The mapping collection as plain data."""
    names = names_of(report)
    mappings = [made for source in report.instruments if (made := _mapping(source, report, names)) is not None]
    if not mappings:
        raise UsageError(Problem("", 0, 0, "oscal-nothing-to-map", "no instrument has a provision, and OSCAL knows no mapping without a map", "look with `compliance parse FILE` at how the text is read"))
    identifier = catalog_id(report)
    decided = any(not one.stale for one in report.reviews)
    texts = [*([report.agreement] if report.agreement else []), *report.instruments]
    return {
        "uuid": identity("mapping-collection", *key_of(report)),
        "metadata": metadata(report, f"Provisions held against commitments: {report.pack_title}"),
        "provenance": {
            "method": "hybrid" if decided else "automation",
            "matching-rationale": "semantic",
            "status": "complete",
            "mapping-description": "Each provision is held against each element by the rules of the pack. The maps speak of the words of the texts, never of conduct. "
            "A map in another namespace with the relationship “contrary” is a contradiction."
            + (" Maps with a property “reviewer” were decided by a person." if decided else ""),
        },
        "mappings": mappings,
        "back-matter": {"resources": [*(resource(text, identifier) for text in texts), *([] if report.agreement else [_pack(report, identifier)])]},
    }


def relationship_of(verdict: Verdict) -> str:
    """OSCAL's word for a supporting verdict, seen from the provision: its facets tell a wider one from one that says the same, and a narrower one from one that only meets it."""
    # What a person decided does not rest on the facets, which are those of the engine.
    facets = {facet.relation for facet in verdict.facets if verdict.row != DECIDED} - {"not-asked"}
    if verdict.relation == "addresses":
        here = [line(e.quote) for e in verdict.evidence if e.document == verdict.instrument]
        there = [line(e.quote) for e in verdict.evidence if e.document != verdict.instrument]
        return "equal-to" if here and here == there else "superset-of" if "wider" in facets else "equivalent-to"
    if verdict.relation == "partially-addresses":
        return "subset-of" if facets <= {"equal", "narrower"} and "narrower" in facets else "intersects-with"
    return {"contradicts": "contrary", "does-not-address": "no-relationship"}[verdict.relation]


def _mapping(source: SourceNote, report: Report, names: Names) -> dict[str, Any] | None:
    standing = Standing(report)
    own = [(verdict, note) for verdict in report.verdicts if verdict.instrument == source.id and verdict.element in names.elements and (note := standing.note(verdict)) is not None]
    # What a person decided is told, be it that nothing is addressed.
    told = [(verdict, note, review) for verdict, note in own if (review := standing.decision(verdict)) is not None or verdict.relation != "does-not-address"]
    maps = [_map(verdict, names.provision(note), str(number), report, names, review) for (verdict, note, review), number in zip(told, _numbers([verdict for verdict, _, _ in told]), strict=True)]
    maps += _silent(own, {(note.start, verdict.element) for verdict, note, _ in told}, report, names)
    if not maps:
        return None
    mapped = {names.provision(note) for verdict, note in own if verdict.relation != "does-not-address"}
    reached = {verdict.element for verdict, _ in own if verdict.relation in ("addresses", "partially-addresses")}
    full = {verdict.element for verdict, _ in own if verdict.relation == "addresses"}
    unmapped = [name for one, name in zip(report.provisions, names.provisions, strict=True) if one.instrument == source.id and name not in mapped]
    gaps = [names.elements[one.id] for one in report.elements if one.id not in reached]
    key = (*key_of(report), source.id)
    target = f"#{identity('resource', report.agreement.id, report.agreement.sha256)}" if report.agreement else f"#{identity('resource', report.pack_id, report.pack_version)}"
    made: dict[str, Any] = {
        "uuid": identity("mapping", *key),
        "source-resource": {"ns": NS, "type": "instrument", "href": f"#{identity('resource', source.id, source.sha256)}"},
        "target-resource": {"ns": NS, "type": "agreement" if report.agreement else "rule-pack", "href": target},
        "maps": maps,
        "coverage": {"generation-method": "share-of-elements-addressed", "target-coverage": round(len(full) / len(report.elements), 4)},
    }
    if unmapped:
        made["source-gap-summary"] = {"uuid": identity("source-gap", *key), "unmapped-controls": [{"with-ids": unmapped}]}
    if gaps:
        made["target-gap-summary"] = {"uuid": identity("target-gap", *key), "unmapped-controls": [{"with-ids": gaps}]}
    return made


def _map(verdict: Verdict, provision: str, number: str, report: Report, names: Names, review: ReviewNote | None) -> dict[str, Any]:
    relationship = relationship_of(verdict)
    contrary = verdict.relation == "contradicts"
    if relationship not in (OWN_RELATIONSHIPS if contrary else RELATIONSHIPS):
        raise OutsideEnumerationError(relationship)
    sources = {"type": "control", "id-ref": provision, "props": [p for e in verdict.evidence if e.document == verdict.instrument for p in _quoted(e.quote, e.start, e.end)]}
    targets = {"type": "control", "id-ref": names.elements[verdict.element], "props": [p for e in verdict.evidence if e.document != verdict.instrument for p in _quoted(e.quote, e.start, e.end)]}
    made: dict[str, Any] = {
        "uuid": identity("map", *key_of(report), verdict.key, verdict.element, verdict.relation, number),
        **({"ns": NS} if contrary else {}),
        "matching-rationale": "semantic",
        "relationship": relationship,
        "sources": [_without_empty(sources)],
        "targets": [_without_empty(targets)],
        "props": [prop("relation", verdict.relation), *([prop("row", verdict.row)] if verdict.row else []), *(prop("limit", limit) for limit in verdict.limits), *_reviewed(review)],
        "remarks": markup(verdict.rationale),
    }
    if contrary:
        made["qualifiers"] = [{"subject": "both", "predicate": "has-incompatibility", "category": "blocked", "description": markup(verdict.rationale)}]
    return made


def _reviewed(review: ReviewNote | None) -> list[dict[str, str]]:
    """Who decided, when and why, and what the engine had said."""
    if review is None:
        return []
    said = (("reviewer", review.reviewer), ("review-date", review.date), ("review-reason", review.reason))
    return [*(prop(name, value) for name, value in said), *(prop("engine-relation", relation) for relation in review.engine)]


def _numbers(verdicts: list[Verdict]) -> list[int]:
    """For each verdict how many before it are on the same pair with the same relation: two provisions of a text may bear one number."""
    seen: dict[tuple[str, str, str], int] = {}
    out: list[int] = []
    for one in verdicts:
        key = (one.key, one.element, one.relation)
        out.append(seen.get(key, 0))
        seen[key] = out[-1] + 1
    return out


def _silent(own: list[tuple[Verdict, ProvisionNote]], told: set[tuple[int, str]], report: Report, names: Names) -> list[dict[str, Any]]:
    """For each provision one map to all elements that it does not address."""
    by_provision: dict[str, tuple[ProvisionNote, dict[str, None]]] = {}
    for verdict, note in own:
        if (note.start, verdict.element) not in told:
            by_provision.setdefault(names.provision(note), (note, {}))[1][verdict.element] = None
    numbers: dict[str, int] = {}
    maps: list[dict[str, Any]] = []
    for provision, (note, elements) in by_provision.items():
        key = f"{note.instrument}/{note.label}"
        number = numbers[key] = numbers.get(key, 0) + 1
        maps.append(
            {
                "uuid": identity("map", *key_of(report), key, "no-relationship", *([str(number)] if number > 1 else [])),
                "matching-rationale": "semantic",
                "relationship": "no-relationship",
                "sources": [{"type": "control", "id-ref": provision, "props": _quoted(note.text, note.start, note.end)}],
                "targets": [{"type": "control", "id-ref": names.elements[element]} for element in elements],
            }
        )
    return maps


def _pack(report: Report, catalog: str) -> dict[str, Any]:
    """A rule pack that states its commitments itself, as a resource."""
    return {
        "uuid": identity("resource", report.pack_id, report.pack_version), "title": markup(report.pack_title),
        "props": [prop("id", report.pack_id), prop("version", report.pack_version)], "document-ids": [{"scheme": f"{NS}/catalog", "identifier": catalog}],
    }  # fmt: skip


def _quoted(quote: str, start: int, end: int) -> list[dict[str, str]]:
    return [prop("quote", quote), prop("place", f"{start}-{end}")]


def _without_empty(item: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if value}
