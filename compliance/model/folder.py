"""Two folders of texts compared: which texts are the same one, and what happened to each."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.model.change import Comparison
from compliance.model.flip import FlipReport


@dataclass(frozen=True, slots=True)
class TextPair:
    """One text in both folders. ``score`` is the likeness of their words where the names differ, else 1.

    ``verdicts`` are there where a pack was named.
    """

    old: str
    new: str
    score: float
    comparison: Comparison
    verdicts: FlipReport | None = None

    @property
    def renamed(self) -> bool:
        """Whether the text goes by another name now."""
        return self.old != self.new


@dataclass(frozen=True, slots=True)
class FolderComparison:
    """All pairs in the order of their new names, and the names of the texts that only one folder has."""

    pairs: tuple[TextPair, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
