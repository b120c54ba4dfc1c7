"""How two norms stand to each other: duplicates, conflicts, and norms that narrow one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from compliance.model.span import Evidence

#: ``modality``: the same act with another modality, in like words; ``structure``: the same in other words; ``object``: another
#: object, number, date or party of the same act; ``condition``: conditions that clash or that one of the two lacks.
ConflictKind = Literal["duplicate", "modality", "structure", "object", "condition", "narrowing"]
KINDS: tuple[ConflictKind, ...] = ("duplicate", "modality", "structure", "object", "condition", "narrowing")


@dataclass(frozen=True, slots=True)
class NormPair:
    """Two norms that meet. ``why`` is one plain sentence, ``likeness`` the share of weighted words that they have in common, or 1
    where concepts and not words were compared (``by`` says which). ``firm`` pairs were read to be about one act on one thing, or have the
    same words; others have like words only."""

    kind: ConflictKind
    why: str
    likeness: float
    by: Literal["words", "concepts"]
    first: Evidence
    second: Evidence
    first_label: str
    second_label: str
    firm: bool = True
