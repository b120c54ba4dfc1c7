"""A clause while its text is still being read.

Nodes know where they begin; where they end follows from the node after them, so that nothing can fall between two.
"""

from __future__ import annotations

from compliance.clauses.numbering import Marker
from compliance.model.clause import ClauseKind


class Node:
    """A clause in the making. Places are -1 while unknown; ``lines`` counts the lines of its own words."""

    __slots__ = (
        "children", "gap", "heading_end", "heading_start", "kind", "last", "lines", "marker", "number", "parent", "start",
        "text_end", "text_start", "value",
    )  # fmt: skip

    def __init__(self, kind: ClauseKind, start: int, parent: Node | None = None) -> None:
        self.kind = kind
        self.start = start
        self.parent = parent
        self.text_start = -1
        self.text_end = -1
        self.heading_start = -1
        self.heading_end = -1
        self.marker: Marker | None = None
        self.number = ""
        self.value = 0
        self.lines = 0
        self.gap = False
        self.last = ""
        self.children: list[Node] | None = None

    @property
    def words(self) -> bool:
        """Whether the node has words of its own beside a heading."""
        return self.text_start >= 0
