"""The provisions of a tree: the smallest clauses of the operative part that are held against commitments.

Takes a clause tree and gives its provisions in document order, each with the lead-ins, headings and addressee above it. A
lead-in that is a whole sentence is a provision itself.
"""

from __future__ import annotations

from compliance.model.clause import Clause, ClauseTree, Provision

Range = tuple[int, int]
_NUMBERED = frozenset({"article", "paragraph", "point"})
_OPEN = (":", "—", "–", "-", ",", ";")


def provisions(tree: ClauseTree) -> tuple[Provision, ...]:
    """All provisions of a tree."""
    reader = _Reader(tree)
    reader.read(tree.root, (), ())
    return tuple(reader.found)


class _Reader:
    def __init__(self, tree: ClauseTree) -> None:
        self.tree = tree
        self.source = tree.source
        self.found: list[Provision] = []
        self.addressee: Range | None = None
        self.titles: list[Range] = []

    def read(self, clause: Clause, headings: tuple[Range, ...], lead_ins: tuple[Range, ...]) -> None:
        """Go through the children of a clause."""
        chapeau: tuple[Range, ...] = ()
        wrapups = tuple(_words(child) for child in clause.children if child.kind == "wrapup")
        for child in clause.children:
            if child.kind == "addressee":
                self.addressee = (self.addressee[0], child.text_end) if self.addressee else _words(child)
            elif child.kind == "title":
                self.titles.append(_words(child))
            elif child.kind == "chapter":
                title = (_words(child),) if child.text_start < child.text_end else ()
                self.read(child, (*headings, *title), lead_ins)
                chapeau = ()
            elif child.kind == "chapeau":
                chapeau = (_words(child),)
            elif child.kind in _NUMBERED or (child.kind == "prose" and child.text_start < child.text_end):
                self._numbered(child, headings, (*lead_ins, *chapeau), wrapups)
            elif child.kind == "prose":
                for sentence in child.children:
                    if sentence.kind == "sentence":
                        self._add(sentence, sentence.label, _words(sentence), headings, lead_ins, ())

    def _numbered(self, clause: Clause, headings: tuple[Range, ...], lead_ins: tuple[Range, ...], wrapups: tuple[Range, ...]) -> None:
        if clause.heading_start < clause.heading_end:
            headings = (*headings, (clause.heading_start, clause.heading_end))
        own = _words(clause)
        inner = [child for child in clause.children if child.kind in _NUMBERED or child.kind == "prose"]
        has_words = own[0] < own[1]
        if not inner:
            if has_words:
                self._add(clause, clause.label, own, headings, lead_ins, wrapups)
            else:
                self.read(clause, headings, lead_ins)
            return
        text = self.source[own[0] : own[1]].rstrip()
        opens = has_words and (text.endswith(_OPEN) or text[-1].isalnum())
        if has_words and not opens:
            self._add(clause, clause.label, own, headings, lead_ins, ())
        self.read(clause, headings, (*lead_ins, own) if opens else lead_ins)

    def _add(self, clause: Clause, label: str, words: Range, headings: tuple[Range, ...], lead_ins: tuple[Range, ...], wrapups: tuple[Range, ...]) -> None:
        above = headings or tuple(self.titles[-1:])
        self.found.append(Provision(clause, label, *words, lead_ins, above, wrapups, self.addressee))


def _words(clause: Clause) -> Range:
    return clause.text_start, clause.text_end
