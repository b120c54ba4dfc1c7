"""A source text and what is known about where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DatePrecision = Literal["day", "month", "year", "unknown"]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a text comes from.

    ``date`` is ISO 8601 cut to its precision (``2020-09`` for a month) or empty; ``sha256`` is the digest of the
    bytes as received, so that a changed text is noticed.
    """

    title: str
    issuer: str
    date: str
    date_precision: DatePrecision
    language: str
    translation: bool
    source: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text as decoded, its identity, and its provenance. ``path`` is how the user named the file."""

    id: str
    content: str
    provenance: Provenance
    sha256: str
    path: str

    @property
    def changed(self) -> bool:
        """Whether the bytes differ from the digest recorded when the text was received."""
        return bool(self.provenance.sha256) and self.provenance.sha256 != self.sha256


#: How a verb takes a text: by the path of a file or a built-in id, or the text itself.
Source = str | Text
