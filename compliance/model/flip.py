"""Which verdicts changed between two texts, and through which words.

A flip belongs to one element of a pack and to one change of a comparison, so that whoever reads it can go from the verdict
to the words that were changed, and back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from compliance.model.change import Edit
from compliance.model.mapping import Relation, Status

FlipKind = Literal["changed", "appeared", "vanished", "held"]

#: What a flip comes from: the ``words`` of the clause itself; its ``context``, which is what it is read with (a heading, a lead-in, an
#: addressee, or a clause beside it); that the clause was ``added`` or ``removed``. Nothing is behind what ``held``.
Because = Literal["words", "context", "added", "removed", ""]


class VerdictSide(NamedTuple):
    """A verdict in one of the two texts: the provision as printed, what it does to the element, and the words that show it.

    ``words == source[start:end]`` of the text on its side.
    """

    provision: str
    relation: Relation
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """What became of the verdicts on one element in the clauses of one change.

    ``change`` is an index into the changes of the comparison. ``old`` and ``new`` hold the verdicts other than
    ``does-not-address`` on each side, in the order of the text. ``through`` are the edits that did it, never an equal one; for
    ``because="context"`` they are those of the other changes that ``contexts`` names, again by index.
    """

    kind: FlipKind
    element: str
    old: tuple[VerdictSide, ...]
    new: tuple[VerdictSide, ...]
    through: tuple[Edit, ...]
    because: Because
    change: int
    contexts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverageChange:
    """The status of an element under the old text alone, and under the new one alone."""

    element: str
    old_status: Status
    new_status: Status


@dataclass(frozen=True, slots=True)
class FlipReport:
    """What a change of wording did to the verdicts of a pack.

    ``verdicts`` stand in the order of the changes, then of the pack's elements; ``coverage`` holds every element, in the pack's order.
    """

    pack_id: str
    pack_version: str
    verdicts: tuple[VerdictChange, ...]
    coverage: tuple[CoverageChange, ...]

    @property
    def flips(self) -> tuple[VerdictChange, ...]:
        """The verdicts that did not hold."""
        return tuple(verdict for verdict in self.verdicts if verdict.kind != "held")
