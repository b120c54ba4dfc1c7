"""What the OSCAL formats share: names, identities, strings, metadata.

Takes a report; gives tokens, UUIDs and metadata after OSCAL 1.2.1. Nothing depends on a clock: a UUID is made from what it names, and the time of the
last change is the date of the latest text. OSCAL's enumerations, which its JSON schema leaves open, stand here and are kept by who builds a map.
"""

from __future__ import annotations

import datetime
import json
import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from compliance.model.report import ProvisionNote, Report, SourceNote
from compliance.report.wording import review_words, safe

OSCAL_VERSION = "1.2.1"
#: The namespace of what OSCAL has no word for. It names and does not resolve (RFC 2606).
NS = "https://compliance.invalid/ns/oscal"
#: The values that OSCAL allows for the relationship of a map in its own namespace.
RELATIONSHIPS = frozenset(["equal-to", "equivalent-to", "subset-of", "superset-of", "intersects-with", "no-relationship"])
#: The values in our namespace: NIST IR 8477 has the word, OSCAL has none.
OWN_RELATIONSHIPS = frozenset(["contrary"])
_ROOT = uuid.uuid5(uuid.NAMESPACE_URL, NS)
_MARKS = re.compile(r"[\\`*_{}\[\]<>#|&~!$]")
_ENTITY = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_NOT_NAME = re.compile(r"[^A-Za-z0-9._-]+")
#: When no text has a date: OSCAL asks for a time, and none is known.
UNDATED = "1970-01-01T00:00:00Z"


def identity(*key: str) -> str:
    """The UUID (version 5) of what a key names."""
    return str(uuid.uuid5(_ROOT, json.dumps(key)))


def line(text: str) -> str:
    """A text as OSCAL's strings are: one line, not empty, without white space at its ends, characters that steer named."""
    return safe(text) or "-"


def markup(text: str) -> str:
    """A text as a line of Markdown in which nothing is a mark."""
    return _MARKS.sub(lambda found: _ENTITY.get(found[0], f"\\{found[0]}"), line(text))


def prop(name: str, value: str, *, own: bool = True) -> dict[str, str]:
    """A property, in our namespace unless it is one of OSCAL's."""
    return {"name": name, **({"ns": NS} if own else {}), "value": line(value)}


@dataclass(frozen=True)
class Names:
    """The tokens by which commitments, elements, instruments and provisions are called, each once in all of a report."""

    commitments: Mapping[str, str]
    elements: Mapping[str, str]
    instruments: Mapping[str, str]
    provisions: tuple[str, ...]
    by_place: Mapping[tuple[str, str, int], str]

    def provision(self, note: ProvisionNote) -> str:
        """The token of a provision."""
        return self.by_place[note.instrument, note.label, note.start]


def names_of(report: Report) -> Names:
    """The tokens of a report, in its order. Provisions by their place in the report, and by where they stand."""
    used: set[str] = set()

    def token(prefix: str, name: str) -> str:
        base = f"{prefix}-{_NOT_NAME.sub('-', name).strip('-') or 'x'}"
        made, number = base, 2
        while made in used:
            made, number = f"{base}_{number}", number + 1
        used.add(made)
        return made

    commitments = {one.id: token("commitment", one.id) for one in report.commitments}
    elements = {one.id: token("element", one.id) for one in report.elements}
    instruments = {one.id: token("instrument", one.id) for one in report.instruments}
    provisions = tuple(token("provision", f"{one.instrument}_{one.label}") for one in report.provisions)
    by_place = {(one.instrument, one.label, one.start): name for one, name in zip(report.provisions, provisions, strict=True)}
    return Names(commitments, elements, instruments, provisions, by_place)


def key_of(report: Report) -> tuple[str, ...]:
    """What a report is made of: pack, version, and the digests of all texts."""
    texts = [*([report.agreement] if report.agreement else []), *report.instruments]
    return (report.pack_id, report.pack_version, *(part for text in texts for part in (text.id, text.sha256)))


def metadata(report: Report, title: str) -> dict[str, Any]:
    """The metadata of a document made from a report."""
    texts = [*([report.agreement] if report.agreement else []), *report.instruments]
    latest = last_modified(text.date for text in texts)
    return {
        "title": markup(title),
        "last-modified": latest,
        "version": line(report.pack_version),
        "oscal-version": OSCAL_VERSION,
        "props": [prop("rule-pack", report.pack_id), *([prop("rule-pack-sha256", report.pack_sha256)] if report.pack_sha256 else []), *(prop("text", f"{text.id} sha256 {text.sha256}") for text in texts), *(prop("stale-review", review_words(one)) for one in report.reviews if one.stale)],
        "remarks": "No text has a date: the time of the last change is not known." if latest == UNDATED else "The time of the last change is the date of the latest text.",
    }


def last_modified(dates: Iterable[str]) -> str:
    """The latest of some dates (ISO 8601, cut to their precision) as a time in UTC; a month or year counts from its first day."""
    found: list[datetime.date] = []
    for text in dates:
        parts = text.split("-")
        try:
            found.append(datetime.date(*(int(part) for part in (*parts, "1", "1")[:3])))
        except ValueError:
            continue  # no date, which OSCAL could not hold
    known = [date for date in found if 1900 <= date.year <= 2999]
    return f"{max(known).isoformat()}T00:00:00Z" if known else UNDATED


def resource(source: SourceNote, catalog: str) -> dict[str, Any]:
    """A text as a resource of the back matter, with what is known of it."""
    props = [prop("id", source.id), prop("sha256", source.sha256), *(prop(name, value) for name, value in (("issuer", source.issuer), ("date", source.date), ("language", source.language)) if value)]
    return {
        "uuid": identity("resource", source.id, source.sha256),
        "title": markup(source.title),
        **({"description": markup(source.source)} if source.source else {}),
        "props": props,
        "document-ids": [{"scheme": f"{NS}/catalog", "identifier": catalog}],
    }


def written(data: dict[str, Any]) -> str:
    """A document as text: stable bytes, one final line end."""
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
