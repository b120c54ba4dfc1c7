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


def build_tree(draft: Draft) -> ClauseTree:
    """The tree of a draft, with findings about breaks and missing provisions added."""
    nodes = _all(draft.root)
    _sentences(draft, nodes)
    _leading_blank(draft)
    _breaks(draft, nodes)
    numbers = Counter([(node.kind, node.number) for node in nodes if node.number and node.kind in _NUMBERED])
    builder = _Builder(draft.source, numbers, _restarting(nodes, numbers))
    root = builder.clause(draft.root, len(draft.source), "", "", False)
    tree = ClauseTree(draft.document, draft.source, root)
    findings = list(draft.findings)
    if not any(clause.kind in ("paragraph", "point", "sentence", "article") for clause in root.walk()):
        findings.append(Finding(draft.document, 0, min(len(draft.source), 80), "no-provisions", "no provision was found in this text", "warning"))
    return ClauseTree(tree.document, tree.source, tree.root, tuple(sorted(findings)))


def _all(node: Node) -> list[Node]:
    out: list[Node] = []
    stack = [node]
    while stack:
        current = stack.pop()
        out.append(current)
        if current.children:
            stack.extend(reversed(current.children))
    return out


def _sentences(draft: Draft, nodes: list[Node]) -> None:
    """Give every paragraph of prose its sentences as children."""
    for node in nodes:
        if node.kind != "prose" or node.children:
            continue
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


def _breaks(draft: Draft, nodes: list[Node]) -> None:
    """Report a blank line between two numbered clauses of a list whose others follow one another directly."""
    for node in nodes:
        if not node.children:
            continue
        items = [child for child in node.children if child.kind in ("paragraph", "point")]
        parted = [child for child in items[1:] if child.gap]
        if parted and len(items) >= 5 and len(parted) * 3 < len(items):
            for child in parted:
                words = f"a blank line without a heading parts number {child.number} from the number before it"
                draft.find("unmarked-break", child.start, child.start + 1, words, "note", child.number)


def _restarting(nodes: list[Node], numbers: Counter[tuple[ClauseKind, str]]) -> bool:
    """Whether paragraphs are numbered anew in each article, so that none is cited without it; they may be numbered through the text."""
    if numbers[("paragraph", "1")] > 1:
        return True
    for node in nodes:
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
        """The clause of a node that reaches to ``end``; ``context`` is the identity that makes numbers below unique."""
        eid = self._eid(node, context)
        own_label = self._label(node, label, restarts)
        children = node.children or ()
        first = children[0].start if children else end
        inner_context = eid if node.kind in ("chapter", "article", "paragraph", "point", "prose") else context
        frozen: list[Clause] = []
        for index, child in enumerate(children):
            child_end = children[index + 1].start if index + 1 < len(children) else end
            unique = self.numbers[(child.kind, child.number)] == 1 if child.number[:1].isdigit() or child.kind == "chapter" else False
            unique = unique and not (self.restarting and node.kind == "article" and child.kind == "paragraph")
            outer = "" if unique and child.kind in ("chapter", "article", "paragraph") else inner_context
            frozen.append(self.clause(child, child_end, outer, own_label if node.kind in ("article", "paragraph", "point") else label if node.kind == "prose" else "", not unique))
        start = node.start
        text_start, text_end = (node.text_start, node.text_end) if node.text_start >= 0 else (min(first, end), min(first, end))
        if text_end > first:
            text_end = max(text_start, first)
            while text_end > text_start and self.source[text_end - 1].isspace():
                text_end -= 1
        heading = (node.heading_start, node.heading_end) if node.heading_start >= 0 else (0, 0)
        if node.kind == "document":
            start, text_start, text_end = 0, 0, 0
        if node.kind == "blank":
            text_start = text_end = start
        return Clause(node.kind, eid, node.number, own_label, start, end, first, text_start, text_end, *heading, tuple(frozen))

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
