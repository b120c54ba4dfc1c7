"""``provenance.yaml``: where a text comes from.

Takes the path of such a file; gives a ``Provenance``, or an InputError with every mistake in it.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from pathlib import Path

from compliance.disk.data import load_yaml
from compliance.disk.memo import remembered
from compliance.errors import InputError
from compliance.model.text import DatePrecision, Provenance


@dataclass(frozen=True, slots=True)
class ProvenanceFile:
    """``provenance.yaml`` beside a text: where it comes from, and the digest of its bytes as received."""

    title: str
    issuer: str = ""
    date: str = ""
    date_precision: DatePrecision = "unknown"
    language: str = "en"
    translation: bool = False
    source: str = ""
    sha256: str = ""


def read_provenance(path: Path) -> Provenance:
    """The provenance that a file states."""
    return remembered("provenance", (str(path),), lambda: _read(path), astuple, lambda data: Provenance(*data))


def _read(path: Path) -> Provenance:
    from compliance.packs.validate import validate  # brings yaml

    parsed = load_yaml(path)
    found = validate(parsed, ProvenanceFile, parsed.data) if not parsed.problems else None
    if found is None:
        raise InputError(*parsed.problems)
    return Provenance(*astuple(found))
