"""Report -> OSCAL catalog (1.2.1, JSON).

Takes a report; gives the agreement's commitments as controls with their elements as controls under them, and the provisions of each instrument as
controls of a group of their own, so that every name in the mapping (``to_oscal_mapping``) is found here. Judges nothing.
"""

from __future__ import annotations

from typing import Any

from compliance.model.report import CommitmentNote, ElementNote, ProvisionNote, Report, SourceNote
from compliance.report.oscal_parts import (
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


def to_oscal_catalog(report: Report) -> str:
    """The catalog as JSON text."""
    return written({"catalog": as_data(report)})


def catalog_id(report: Report) -> str:
    """The UUID of the catalog of a report."""
    return identity("catalog", *key_of(report))


def as_data(report: Report) -> dict[str, Any]:
    """The catalog as plain data; what would be empty is left out, as OSCAL wants it."""
    names = names_of(report)
    groups = [_agreement(report, names)]
    groups += [group for source in report.instruments if (group := _instrument(source, report, names)) is not None]
    texts = [*([report.agreement] if report.agreement else []), *report.instruments]
    identifier = catalog_id(report)
    resources = [resource(text, identifier) for text in texts]
    return {
        "uuid": identifier,
        "metadata": metadata(report, f"Commitments and provisions: {report.pack_title}"),
        "groups": groups,
        **({"back-matter": {"resources": resources}} if resources else {}),
    }


def _agreement(report: Report, names: Names) -> dict[str, Any]:
    by_id = {element.id: element for element in report.elements}
    status = {one.element: one.status for one in report.coverage}
    title = report.agreement.title if report.agreement else report.pack_title
    controls = [_commitment(one, [by_id[id_] for id_ in one.elements if id_ in by_id], status, names) for one in report.commitments]
    return {"id": "agreement", "class": "agreement", "title": markup(title), **({"controls": controls} if controls else {})}


def _commitment(one: CommitmentNote, elements: list[ElementNote], status: dict[str, Any], names: Names) -> dict[str, Any]:
    name = names.commitments[one.id]
    controls = [_element(element, status.get(element.id, ""), names) for element in elements]
    return {
        "id": name, "class": "commitment", "title": markup(one.title), "props": [prop("label", one.id, own=False)],
        "parts": [_statement(name, one.text)], **({"controls": controls} if controls else {}),
    }  # fmt: skip


def _element(one: ElementNote, status: str, names: Names) -> dict[str, Any]:
    name = names.elements[one.id]
    props = [prop("label", one.id, own=False)]
    if status:
        props.append(prop("coverage-status", status))
    if one.evidence is not None:
        props += [prop("start", str(one.evidence.start)), prop("end", str(one.evidence.end))]
    return {"id": name, "class": "element", "title": markup(one.title), "props": props, "parts": [_statement(name, one.quote)]}


def _instrument(source: SourceNote, report: Report, names: Names) -> dict[str, Any] | None:
    own = [(one, name) for one, name in zip(report.provisions, names.provisions, strict=True) if one.instrument == source.id]
    if not own:
        return None
    return {"id": names.instruments[source.id], "class": "instrument", "title": markup(source.title), "controls": [_provision(one, name) for one, name in own]}


def _provision(one: ProvisionNote, name: str) -> dict[str, Any]:
    props = [prop("label", one.label, own=False), prop("start", str(one.start)), prop("end", str(one.end)), *([prop("eid", one.eid)] if one.eid else [])]
    title = f"{one.label}: {one.heading}" if one.heading else line(one.label)
    return {"id": name, "class": "provision", "title": markup(title), "props": props, "parts": [_statement(name, one.text)]}


def _statement(name: str, text: str) -> dict[str, Any]:
    return {"id": f"{name}_smt", "name": "statement", "prose": markup(text)}
