"""Clause tree -> Akoma Ntoso 3.0.

Takes a text and its tree; gives XML that is valid against the OASIS schema and carries, in a namespace of its own, everything
needed to get the same text and tree back. The words stand in proper elements, so that other readers find them. No clock.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict

from lxml import etree

from compliance.clauses.akn_names import AKN, BODY, ENDING, OWN, PREAMBLE, PREFACE, legal
from compliance.model.clause import Clause, ClauseTree
from compliance.model.text import Text

_PHASES = ("preface", "preamble", "mainBody", "conclusions")


def write_akn(text: Text, tree: ClauseTree, *, name: str = "", wids: Mapping[str, str] | None = None) -> bytes:
    """The document as UTF-8 XML. ``name`` is the document's kind ("agreement", "decree"); "instrument" by default.

    ``wids`` gives to the eId of a clause the one that it had in the first version of the document, where that is another.
    """
    root = etree.Element(f"{{{AKN}}}akomaNtoso", nsmap={None: AKN, "c": OWN})  # type: ignore[dict-item]  # the stubs forget the default namespace
    document = _sub(root, "doc", name=name or "instrument")
    kept = {eid: wid for eid, wid in sorted((wids or {}).items()) if eid and wid and wid != eid}
    writer = _Writer(tree, kept)
    _meta(_sub(document, "meta"), text, tree, kept)
    current = 0
    part: etree._Element | None = None
    for index, child in enumerate(tree.root.children):
        phase = max(current, _phase(child))
        if phase == 3 and any(_phase(later) < 3 for later in tree.root.children[index + 1 :]):
            phase = 2
        if part is None or phase != current:
            if phase == 3 and document.find(f"{{{AKN}}}mainBody") is None:
                writer.empty(_sub(document, "mainBody"))
            part = _sub(document, _PHASES[phase])
            current = phase
        if child.kind != "blank":
            writer.write(part, child, phase)
    if document.find(f"{{{AKN}}}mainBody") is None:
        body = etree.Element(f"{{{AKN}}}mainBody")
        writer.empty(body)
        end = document.find(f"{{{AKN}}}conclusions")
        document.append(body) if end is None else end.addprevious(body)
    for part in document:
        if part.tag != f"{{{AKN}}}meta" and not len(part):
            _sub(part, "p")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False)


def _sub(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{AKN}}}{tag}", {key.rstrip("_"): legal(value) for key, value in attributes.items()})


def _phase(clause: Clause) -> int:
    """Which part of the document a clause belongs to by its kind; blanks and unread lines go where they stand."""
    if clause.kind in ("blank", "unread", "metadata") or clause.kind in PREFACE:
        return 0
    return 1 if clause.kind in PREAMBLE else 3 if clause.kind in ENDING else 2


def _meta(meta: etree._Element, text: Text, tree: ClauseTree, wids: Mapping[str, str]) -> None:
    """Identification after FRBR (part 1 of the standard, section 5), and our own record of text, tree and findings."""
    provenance = text.provenance
    date = (provenance.date + "-01-01"[len(provenance.date) - 4 :])[:10] if provenance.date else "0001-01-01"
    uri = f"/akn/un/doc/{date}/{text.id}"
    identification = _sub(meta, "identification", source="#compliance")
    for level, suffix in (("Work", ""), ("Expression", f"/{provenance.language or 'en'}@"), ("Manifestation", f"/{provenance.language or 'en'}@.xml")):
        part = _sub(identification, f"FRBR{level}")
        _sub(part, "FRBRthis", value=f"{uri}{suffix}")
        _sub(part, "FRBRuri", value=f"{uri}{suffix}")
        _sub(part, "FRBRdate", date=date, name="Generation")
        _sub(part, "FRBRauthor", href="#issuer")
        if level == "Work":
            _sub(part, "FRBRcountry", value="un")
        if level == "Expression":
            _sub(part, "FRBRlanguage", language={"en": "eng"}.get(provenance.language, provenance.language or "eng"))
    references = _sub(meta, "references", source="#compliance")
    _sub(references, "TLCOrganization", eId="issuer", href="/ontology/organization/issuer", showAs=provenance.issuer or "unknown")
    _sub(references, "TLCOrganization", eId="compliance", href="/ontology/organization/compliance", showAs="compliance")
    own = _sub(meta, "proprietary", source="#compliance")
    record: dict[str, object] = {
        "text": {**asdict(text)},
        "tree": pack(tree.root),
        "findings": [asdict(finding) for finding in tree.findings],
    }
    if wids:
        record["wids"] = wids
    etree.SubElement(own, f"{{{OWN}}}record").text = json.dumps(record, ensure_ascii=True, sort_keys=True)


def pack(clause: Clause) -> list[object]:
    """A clause as nested lists: its fields in order, its children last."""
    fields = [clause.kind, clause.eid, clause.number, clause.label, clause.start, clause.end, clause.own_end,
              clause.text_start, clause.text_end, clause.heading_start, clause.heading_end]  # fmt: skip
    return [*fields, [pack(child) for child in clause.children]]


def _id(eid: str) -> str:
    """An identity as the schema allows it: legal characters, no white space."""
    return "_".join(legal(eid).split()) or "e"


class _Writer:
    """Writes clauses as elements; keeps every eId unique."""

    def __init__(self, tree: ClauseTree, wids: Mapping[str, str]) -> None:
        self.tree = tree
        self.wids = wids
        self.used: Counter[str] = Counter({"issuer": 1, "compliance": 1})

    def empty(self, part: etree._Element) -> None:
        """A part that has to be there and has no words."""
        _sub(part, "p")

    def _marks(self, element: etree._Element, clause: Clause) -> None:
        """The identity and the place of a clause, on its element."""
        eid = _id(clause.eid)
        self.used[eid] += 1
        element.set("eId", eid if self.used[eid] == 1 else f"{eid}-dup{self.used[eid]}")
        if clause.eid in self.wids and self.used[eid] == 1:
            element.set("wId", _id(self.wids[clause.eid]))
        element.set(f"{{{OWN}}}start", str(clause.text_start))
        element.set(f"{{{OWN}}}end", str(clause.text_end))

    def write(self, part: etree._Element, clause: Clause, phase: int) -> None:
        """One clause and all under it."""
        words = legal(self.tree.words(clause))
        if phase == 0:
            line = _sub(part, "p")
            if clause.kind in PREFACE:
                inline = _sub(line, PREFACE[clause.kind])
                if clause.kind == "docDate":
                    inline.set("date", "0001-01-01")
                inline.text = words
                self._marks(inline, clause)
            else:
                line.text = words
                self._marks(line, clause)
        elif phase == 1:
            box = _sub(part, "formula" if clause.kind == "invocation" else "container", name=clause.kind)
            self._marks(box, clause)
            _sub(box, "p").text = words
        elif phase == 3:
            line = _sub(part, "p")
            if clause.kind == "signature":
                inline = _sub(line, "signature")
                inline.text = words
                self._marks(inline, clause)
            else:
                line.text = words
                self._marks(line, clause)
        else:
            self._body(part, clause)

    def _body(self, parent: etree._Element, clause: Clause) -> None:
        tag = BODY.get(clause.kind)
        element = _sub(parent, tag) if tag else _sub(parent, "hcontainer", name=clause.kind)
        self._marks(element, clause)
        words, heading = legal(self.tree.words(clause)), legal(self.tree.heading(clause))
        if clause.number:
            _sub(element, "num").text = legal(clause.number)
        if clause.kind == "chapter":
            heading, words = words, ""
        if heading:
            _sub(element, "heading").text = heading
        children = [child for child in clause.children if child.kind != "blank"]
        if children and all(child.kind == "sentence" and not child.children for child in children):
            line = _sub(_sub(element, "content"), "p")
            line.text = words or None
            for child in children:
                span = _sub(line, "span")
                span.text = legal(self.tree.words(child))
                span.tail = " "
                self._marks(span, child)
        elif children:
            if words:
                _sub(_sub(element, "intro"), "p").text = words
            for child in children:
                self._body(element, child)
        else:
            _sub(_sub(element, "content"), "p").text = words
