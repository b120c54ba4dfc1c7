"""The clause tree while it grows: open divisions and lists, paragraphs that wait for their place, findings.

Takes what the readers of lines decide and keeps the nodes in document order. Knows nothing about what lines mean.
"""

from __future__ import annotations

from compliance.clauses import shape
from compliance.clauses.lines import Line
from compliance.clauses.node import Node
from compliance.clauses.numbering import RANK_CLAUSE, Marker
from compliance.clauses.sequence import Level, Place
from compliance.model.clause import ClauseKind
from compliance.model.finding import Finding, Severity
from compliance.sentences import split_sentences

DEEPEST = 32
"""How many divisions and lists may be open inside each other."""

_OPEN_ENDS = (":", "—", "–")


class Draft:
    """A text half read: ``stack`` holds the open levels, ``latest`` the node added last."""

    def __init__(self, document: str, source: str) -> None:
        self.document = document
        self.source = source
        self.root = Node("document", 0)
        self.latest = self.root
        self.stack: list[Level] = []
        self.last_seen: dict[str, int] = {}  # the last number of every list that was closed
        self.loose: list[Node] = []  # unnumbered paragraphs below a numbered clause, until it is known whose they are
        self.findings: list[Finding] = []
        self.body = False
        self.ended = False

    def find(self, code: str, start: int, end: int, message: str, severity: Severity = "note", subject: str = "") -> None:
        """Record something odd."""
        self.findings.append(Finding(self.document, start, end, code, message, severity, subject))

    @property
    def holder(self) -> Node:
        """The node that an unnumbered paragraph would go under."""
        return self.stack[-1].node if self.stack else self.root

    def add(self, kind: ClauseKind, line: Line, parent: Node | None = None) -> Node:
        """A node of ``kind`` with the words of ``line``, at the end of ``parent`` (the innermost division if None)."""
        node = Node(kind, line.start, self.holder if parent is None else parent)
        node.text_start, node.text_end = line.start, line.end
        node.last = line.text
        node.lines = 1
        node.gap = line.gap
        return self.hang(node)

    def hang(self, node: Node) -> Node:
        """Put a node at the end of its parent."""
        parent = node.parent or self.root
        if parent.children is None:
            parent.children = [node]
        else:
            parent.children.append(node)
        self.latest = node
        return node

    def extend(self, node: Node, line: Line) -> None:
        """Let the words of ``node`` go on to the end of ``line``."""
        if node.text_start < 0:
            node.text_start = line.start
        node.text_end = line.end
        node.last = line.text
        node.lines += 1

    def open(self, kind: ClauseKind, line: Line, marker: Marker, place: Place) -> Node:
        """A numbered or titled node at ``place``; what was open below it is closed."""
        depth = place.depth
        if depth >= DEEPEST:
            self.find("deep-nesting", line.start, line.end,
                      f"this clause lies more than {DEEPEST} levels deep; it is kept at level {DEEPEST}", "warning")  # fmt: skip
            depth = DEEPEST - 1
        self.close(depth)
        stack = self.stack
        start = line.start
        node = Node(kind, start, stack[-1].node if stack else self.root)
        node.marker = marker
        node.number = marker.number
        node.value = marker.value
        node.gap = line.gap
        node.last = text = line.text
        end = marker.end
        if end < len(text):
            while text[end].isspace():
                end += 1
            node.text_start = start + end
            node.text_end = line.end
            node.lines = 1
            if marker.hashes:
                self.undress(node)
        stack.append(Level(marker.key, marker.value, marker.path, node, marker.form.rank, marker.hashes, line.indent))
        return self.hang(node)

    def follow(self, line: Line, marker: Marker) -> None:
        """The next clause of the innermost list, in the place of the one before it."""
        stack = self.stack
        level = stack[-1]
        nested = len(stack) > 1
        parent = stack[-2].node if nested else self.root
        node = Node("point" if nested and stack[-2].rank == RANK_CLAUSE else "paragraph", line.start, parent)
        node.marker = marker
        node.number = marker.number
        node.value = level.value = marker.value
        node.gap = line.gap
        node.last = text = line.text
        end = marker.end
        if end < len(text):
            while text[end].isspace():
                end += 1
            node.text_start = line.start + end
            node.text_end = line.end
            node.lines = 1
        level.node = self.latest = node
        level.indent = line.indent
        if parent.children is None:
            parent.children = []
        parent.children.append(node)

    def undress(self, node: Node) -> None:
        """Leave the marks of emphasis around a title out of its words."""
        words = self.source[node.text_start : node.text_end]
        bare = words.strip("*_ \t")
        if bare:
            node.text_start += words.index(bare)
            node.text_end = node.text_start + len(bare)

    def close(self, depth: int) -> None:
        """Close all levels from ``depth`` on; remember where their numbers stopped."""
        stack = self.stack
        if len(stack) > depth:
            for level in stack[depth:]:
                self.last_seen[level.key] = level.value
            del stack[depth:]

    def close_lists(self) -> None:
        """Close all lists, so that the innermost chapter or article holds what follows."""
        self.settle(None)
        depth = len(self.stack)
        while depth and self.stack[depth - 1].rank >= RANK_CLAUSE:
            depth -= 1
        self.close(depth)

    def settle(self, depth: int | None) -> None:
        """Give waiting paragraphs their place, now that the next numbered clause goes to ``depth`` (None: none does).

        Where the numbering goes on they belong to the clause above them, else they stand after the list.
        """
        if not self.loose:
            return
        loose, self.loose = self.loose, []
        if depth is None:
            level = len(self.stack)
            while level and self.stack[level - 1].rank >= RANK_CLAUSE:
                level -= 1
            self.close(level)
            for node in loose:
                self._hang_loose(node, self.holder)
            return
        # "They shall also:" before the next number is a lead-in of what follows.
        announces = depth < len(self.stack) and loose[-1].last.endswith(_OPEN_ENDS)
        lead_in = loose.pop() if announces else None
        owner = self.stack[min(depth, len(self.stack) - 1)].node
        for node in loose:
            if owner.children is None:
                owner.text_end, owner.last = node.text_end, node.last
                owner.lines += node.lines
            else:
                self._hang_loose(node, owner)
        if lead_in is not None:
            parent = self.stack[depth].node.parent or self.root
            self.close(depth)
            lead_in.kind, lead_in.parent = "chapeau", parent
            self.hang(lead_in)

    def _hang_loose(self, node: Node, parent: Node) -> None:
        node.kind = "wrapup" if shape.starts_small(node.last) and node.lines == 1 else "prose"
        node.parent = parent
        self.hang(node)

    def lead_in(self) -> None:
        """Make the paragraph before a list its chapeau, where it announces one; sentences before that stay prose."""
        node = self.latest
        if node.kind not in ("prose", "sentence") or not (node.last.endswith(_OPEN_ENDS) or not shape.closes(node.last)):
            return
        sentences = split_sentences(self.source, node.text_start, node.text_end)
        if len(sentences) < 2:
            node.kind = "chapeau"
            return
        chapeau = Node("chapeau", sentences[-1][0], node.parent)
        chapeau.text_start, chapeau.text_end = sentences[-1]
        chapeau.last = node.last
        node.text_end = sentences[-2][1]
        self.hang(chapeau)
