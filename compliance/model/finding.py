"""Something about a text that a reader should look at, with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["note", "warning", "error"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One odd thing in a text: a code that has a page in the documentation, plain words, and where it stands."""

    document: str
    start: int
    end: int
    code: str
    message: str
    severity: Severity
    subject: str = ""
