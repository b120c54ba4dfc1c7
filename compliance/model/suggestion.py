"""A pair of texts that share words and that no verdict covers."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.model.span import Evidence


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A provision and an element that a reader may want to look at. ``score`` is a likeness of letters from 0 to 1, no probability;
    ``shared_here`` and ``shared_there`` are the words on both sides that make it. Offsets of ``shared_there`` are those of the agreement,
    or of the element's own title where ``document`` is empty."""

    instrument: str
    provision: str
    element: str
    score: float
    shared_here: tuple[Evidence, ...]
    shared_there: tuple[Evidence, ...]
    here: Evidence | None
    there: Evidence | None
