"""A pair of texts that share words and that no verdict covers."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.model.span import Evidence


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A provision and an element that a reader may want to look at. ``score`` is a likeness of letters from 0 to 1, no probability;
    ``shared_here`` and ``shared_there`` are the words that make it, pairwise: the first of the one with the first of the other. Offsets of
    ``shared_there`` are those of ``asks`` (``document`` is empty), which says in the pack's words what the element asks for."""

    instrument: str
    provision: str
    element: str
    asks: str
    score: float
    shared_here: tuple[Evidence, ...]
    shared_there: tuple[Evidence, ...]
    here: Evidence | None
    there: Evidence | None
