"""The finished tree: places, labels and identities of all clauses.

Takes the draft of a text and gives the frozen tree. Identities follow the Akoma Ntoso Naming Convention 1.0: element
abbreviation and number, with the identity of the nearest clause that makes the number unique in front of it.
"""

from __future__ import annotations

from collections import Counter

from compliance.clauses.draft import Draft
from compliance.clauses.node import Node
from compliance.model.clause import Clause, ClauseKind, ClauseTree
from compliance.model.finding import Finding
from compliance.sentences import split_sentences

_ABBREVIATION: dict[ClauseKind, str] = {
    "chapter": "chp", "article": "art", "paragraph": "para", "point": "point", "chapeau": "intro", "wrapup": "wrapup",
    "prose": "p", "sentence": "s", "metadata": "metadata", "title": "title", "letterhead": "letterhead", "docNumber": "docNumber", "docDate": "docDate",
    "invocation": "invocation", "addressee": "addressee", "salutation": "salutation", "opening": "opening", "recital": "rec",
    "close": "close", "signature": "signature", "blank": "blank", "unread": "unread",
}  # fmt: skip
_NUMBERED = frozenset({"chapter", "article", "paragraph", "point"})
_CITED = frozenset({"article", "paragraph", "point"})  # their numbers are cited with those of the clauses under them
_UNIQUE = frozenset({"chapter", "article", "paragraph"})


def build_tree(draft: Draft) -> ClauseTree:
    """The tree of a draft, with findings about breaks and missing provisions added."""
    holders = _holders(draft.root)
    _sentences(draft, holders)
    _leading_blank(draft)
    _breaks(draft, holders)
    numbers = Counter([(node.kind, node.number) for holder in holders for node in holder.children or () if node.number and node.kind in _NUMBERED])
    builder = _Builder(draft.source, numbers, _restarting(holders, numbers))
    del holders
    root = builder.clause(draft.root, len(draft.source), "", "", False)
    findings = list(draft.findings)
    if not any(clause.kind in ("paragraph", "point", "sentence", "article") for clause in root.walk()):
        findings.append(Finding(draft.document, 0, min(len(draft.source), 80), "no-provisions", "no provision was found in this text", "warning"))
    return ClauseTree(draft.document, draft.source, root, tuple(sorted(findings)))


def _holders(root: Node) -> list[Node]:
    """The nodes that have others under them, in document order."""
    out: list[Node] = []
    stack = [root]
    while stack:
        node = stack.pop()
        out.append(node)
        stack += [child for child in reversed(node.children or ()) if child.children]
    return out


def _sentences(draft: Draft, holders: list[Node]) -> None:
    """Give every paragraph of prose its sentences as children."""
    for node in [child for holder in holders for child in holder.children or () if child.kind == "prose" and not child.children]:
        sentences: list[Node] = []
        for start, end in split_sentences(draft.source, node.text_start, node.text_end):
            sentence = Node("sentence", start, node)
            sentence.text_start, sentence.text_end = start, end
            sentences.append(sentence)
        if sentences:
            node.children = sentences
            node.text_start = node.text_end = node.start


def _leading_blank(draft: Draft) -> None:
    """White space before the first line is a clause of its own, so that nothing falls outside."""
    first = draft.root.children[0].start if draft.root.children else len(draft.source)
    if first > 0:
        blank = Node("blank", 0, draft.root)
        draft.root.children = [blank, *(draft.root.children or [])]


def _breaks(draft: Draft, holders: list[Node]) -> None:
    """Report a blank line between two numbered clauses of a list whose others follow one another directly."""
    for node in holders:
        items = [child for child in node.children or () if child.kind in ("paragraph", "point")]
        parted = [child for child in items[1:] if child.gap]
        if parted and len(items) >= 5 and len(parted) * 3 < len(items):
            for child in parted:
                words = f"a blank line without a heading parts number {child.number} from the number before it"
                draft.find("unmarked-break", child.start, child.start + 1, words, "note", child.number)


def _restarting(holders: list[Node], numbers: Counter[tuple[ClauseKind, str]]) -> bool:
    """Whether paragraphs are numbered anew in each article, so that none is cited without it; they may be numbered through the text."""
    if numbers[("paragraph", "1")] > 1:
        return True
    for node in holders:
        if node.kind == "article":
            first = next((child for child in node.children or () if child.kind == "paragraph"), None)
            if first is not None and first.number.isdigit() and first.value > 1:
                return False
    return True


class _Builder:
    """Freezes nodes; counts what has no number."""

    def __init__(self, source: str, numbers: Counter[tuple[ClauseKind, str]], restarting: bool) -> None:
        self.source = source
        self.numbers = numbers
        self.restarting = restarting
        self.used: dict[str, int] = {}
        self.ordinals: Counter[str] = Counter()
        self.sentence = 0

    def clause(self, node: Node, end: int, context: str, label: str, restarts: bool) -> Clause:
        """The clause of a node that reaches to ``end``; ``context`` is the identity that makes numbers below unique. Empties the node."""
        kind = node.kind
        eid = self._eid(node, context)
        own_label = self._label(node, label, restarts)
        start, first = node.start, end
        frozen: tuple[Clause, ...] = ()
        if node.children:
            first = node.children[0].start
            inner = eid if kind in _NUMBERED or kind == "prose" else context
            frozen = self._children(node, end, inner, own_label if kind in _CITED else label if kind == "prose" else "")
        text_start, text_end = node.text_start, node.text_end
        if text_start < 0:
            text_start = text_end = min(first, end)
        if text_end > first:
            text_end = max(text_start, first)
            while text_end > text_start and self.source[text_end - 1].isspace():
                text_end -= 1
        if kind == "document":
            start = text_start = text_end = 0
        elif kind == "blank":
            text_start = text_end = start
        heading_start, heading_end = (node.heading_start, node.heading_end) if node.heading_start >= 0 else (0, 0)
        return Clause(kind, eid, node.number, own_label, start, end, first, text_start, text_end, heading_start, heading_end, frozen)

    def _children(self, node: Node, end: int, context: str, label: str) -> tuple[Clause, ...]:
        """The clauses under a node. Its own list is given up: parents and children that hold each other would stay in memory."""
        children, node.children = node.children or [], None
        anew = self.restarting and node.kind == "article"
        ends = [child.start for child in children[1:]]
        ends.append(end)
        numbers = self.numbers
        out: list[Clause] = []
        for child, child_end in zip(children, ends, strict=True):
            kind = child.kind
            unique = (kind == "chapter" or child.number[:1].isdigit()) and numbers[(kind, child.number)] == 1 and not (anew and kind == "paragraph")
            outer = "" if unique and kind in _UNIQUE else context
            out.append(self.clause(child, child_end, outer, label, not unique))
        return tuple(out)

    def _eid(self, node: Node, context: str) -> str:
        if node.kind == "document":
            return ""
        name = _ABBREVIATION[node.kind]
        number = node.number
        if number and not number.isalnum():
            number = "".join(char for char in number if char.isalnum() or char in ".-").replace(".", "-")
        if not number:
            self.ordinals[f"{context}/{name}"] += 1
            number = str(self.ordinals[f"{context}/{name}"])
        elif node.kind == "chapter" and node.value:
            number = str(node.value)
        eid = f"{context}__{name}_{number}" if context else f"{name}_{number}"
        count = self.used.get(eid, 0) + 1
        self.used[eid] = count
        return eid if count == 1 else f"{eid}-{count}"

    def _label(self, node: Node, label: str, restarts: bool) -> str:
        """How a reader cites a clause: the number as printed, points behind what holds them."""
        if node.kind == "sentence":
            self.sentence += 1
            return str(self.sentence)
        number = node.number
        if not number:
            if node.kind in ("paragraph", "point"):
                self.ordinals[f"{label}/bullet"] += 1
                return f"{label}({self.ordinals[f'{label}/bullet']})" if label else str(self.ordinals["/bullet"])
            return ""
        if node.kind == "point" or (node.kind == "paragraph" and label and (restarts or not number[0].isdigit()) and not number.startswith(f"{label}.")):
            return number if number.startswith(f"{label}.") and label else f"{label}({number})"
        return number
