"""``provenance.yaml``: where a text comes from.

Takes the path of such a file; gives a ``Provenance``, or an InputError with every mistake in it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from compliance.disk.data import load_yaml
from compliance.errors import InputError
from compliance.model.text import Provenance
from compliance.packs.validate import validate


class ProvenanceFile(BaseModel):
    """``provenance.yaml`` beside a text: where it comes from, and the digest of its bytes as received."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    issuer: str = ""
    date: str = ""
    date_precision: Literal["day", "month", "year", "unknown"] = "unknown"
    language: str = "en"
    translation: bool = False
    source: str = ""
    sha256: str = ""


def read_provenance(path: Path) -> Provenance:
    """The provenance that a file states."""
    parsed = load_yaml(path)
    found = validate(parsed, ProvenanceFile, parsed.data) if not parsed.problems else None
    if found is None:
        raise InputError(*parsed.problems)
    return Provenance(**found.model_dump())
