"""Akoma Ntoso -> text and clause tree.

Takes the bytes of a file, ours or of another maker. Ours give back exactly what was written, after a check that the words in the
elements are still the ones recorded; others are read by local names, with identities kept as they are. Input is not trusted:
no DTD, no entities, no network, limits on size and depth.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from lxml import etree

from compliance.clauses.akn_names import CONTAINERS, OWN, READ_AS, folded
from compliance.errors import InputError, Problem
from compliance.model.clause import Clause, ClauseTree
from compliance.model.finding import Finding
from compliance.model.text import Provenance, Text

MAX_BYTES = 50_000_000
MAX_DEPTH = 256
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read_akn(data: bytes, *, document: str, path: str = "") -> tuple[Text, ClauseTree]:
    """The text and tree of an Akoma Ntoso file. ``document`` names it where it does not name itself.

    Raises InputError: akn-too-large, akn-doctype, akn-not-xml, akn-too-deep, akn-not-akn, akn-words-differ.
    """
    root = _parse(data, path)
    record = root.find(f".//{{{OWN}}}record")
    if record is not None and record.text:
        return _ours(root, record.text, path)
    return _others(root, data, document, path)


def read_wids(data: bytes, *, path: str = "") -> dict[str, str]:
    """The eIds of the clauses that had another one in the first version of the document, each with that one (its wId).

    Raises InputError as ``read_akn`` does.
    """
    root = _parse(data, path)
    record = root.find(f".//{{{OWN}}}record")
    if record is not None and record.text:
        found = _record(record.text, path).get("wids", {})
        if isinstance(found, dict) and all(isinstance(wid, str) for wid in found.values()):
            return found
        raise _damaged(path)
    pairs = ((element.get("eId") or element.get("id"), element.get("wId")) for element in root.iter())
    return {eid: wid for eid, wid in pairs if eid and wid and eid != wid}


def _record(record: str, path: str) -> dict[str, Any]:
    """What this tool wrote into a file of its own."""
    try:
        data = json.loads(record)
    except (ValueError, RecursionError) as error:
        raise _damaged(path) from error
    if not isinstance(data, dict):
        raise _damaged(path)
    return data


def _damaged(path: str) -> InputError:
    return _fail(path, 0, "akn-record", "the record of this tool inside the file is damaged", "export the file again, or remove the element proprietary")


def _fail(path: str, line: Any, code: str, message: str, step: str) -> InputError:
    return InputError(Problem(path, line, 1 if line else 0, code, message, step))


def _parse(data: bytes, path: str) -> etree._Element:
    if len(data) > MAX_BYTES:
        raise _fail(path, 0, "akn-too-large", f"the file is larger than {MAX_BYTES // 1_000_000} MB", "cut it into parts")
    found = _DOCTYPE.search(data)
    if found is not None:
        line = data.count(b"\n", 0, found.start()) + 1
        raise _fail(path, line, "akn-doctype", "a DOCTYPE or entity declaration is not allowed", "remove it; Akoma Ntoso needs none")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        code = "akn-too-deep" if "depth" in str(error).lower() else "akn-not-xml"
        raise InputError(Problem(path, line or 1, (column or 0) + 1, code, f"this is not well-formed XML: {error.msg}", "mend the file or export it again")) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _fail(path, 1, "akn-doctype", "a DOCTYPE or entity declaration is not allowed", "remove it; Akoma Ntoso needs none")
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise _fail(path, 0, "akn-too-deep", f"elements are nested deeper than {MAX_DEPTH} levels", "flatten the file")
    if etree.QName(root).localname != "akomaNtoso":
        raise _fail(path, root.sourceline or 1, "akn-not-akn", f"the root element is {etree.QName(root).localname!r}, not 'akomaNtoso'", "give an Akoma Ntoso file, or plain text")
    return root


def _ours(root: etree._Element, record: str, path: str) -> tuple[Text, ClauseTree]:
    """What we wrote ourselves, provided that nobody changed the words in the elements."""
    data = _record(record, path)
    try:
        fields = dict(data["text"])
        fields["provenance"] = Provenance(**fields["provenance"])
        text = Text(**fields)
        tree = ClauseTree(text.id, text.content, unpack(data["tree"]), tuple(Finding(**finding) for finding in data["findings"]))
    except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        raise _damaged(path) from error
    for element in root.iter():
        start, end = element.get(f"{{{OWN}}}start"), element.get(f"{{{OWN}}}end")
        if start is None or end is None:
            continue
        if not (start.isdecimal() and end.isdecimal()) or folded(_own_words(element)) != folded(text.content[int(start) : int(end)]):
            raise _fail(path, element.sourceline or 1, "akn-words-differ", f"the words of {element.get('eId')!r} are not the ones recorded",
                        "remove the element proprietary to have the file read as it stands")  # fmt: skip
    return text, tree


def unpack(row: list[Any]) -> Clause:
    """The clause of nested lists made by ``akn_write.pack``."""
    kind, eid, number, label, start, end, own_end, text_start, text_end, heading_start, heading_end, children = row
    inner = tuple(unpack(child) for child in children)
    return Clause(kind, eid, number, label, start, end, own_end, text_start, text_end, heading_start, heading_end, inner)


def _own_words(element: etree._Element) -> str:
    """The words of a clause's element without those of the clauses inside it, its number and its heading."""
    name = etree.QName(element).localname
    if name == "chapter":
        return next((_words(child) for child in element if _local(child) == "heading"), "")
    out: list[str] = []

    def walk(node: etree._Element, top: bool) -> None:
        if not top and (node.get(f"{{{OWN}}}start") is not None or etree.QName(node).localname in ("num", "heading")):
            return
        out.append(node.text or "")
        for child in node:
            walk(child, False)
            out.append(child.tail or "")

    walk(element, True)
    return "".join(out)


# -- files of other makers ---------------------------------------------------------------------------------------------


class _Draft:
    """The source text while it is put together from the words of elements, one line a clause."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.size = 0

    def add(self, words: str) -> tuple[int, int]:
        """Append words and a line end; the place of the words."""
        start = self.size
        self.parts.append(words + "\n")
        self.size += len(words) + 1
        return start, start + len(words)


def _others(root: etree._Element, data: bytes, document: str, path: str) -> tuple[Text, ClauseTree]:
    draft = _Draft()
    children: list[Clause] = []
    for element in root.iter():
        if isinstance(element.tag, str) and etree.QName(element).localname in CONTAINERS and not _inside_container(element):
            children += _read_children(element, draft)
    content = "".join(draft.parts)
    if not content.strip():
        raise _fail(path, 1, "akn-not-akn", "no words were found in the body of this file", "check that it is an Akoma Ntoso document")
    title = next((line for line in content.splitlines() if line.strip()), document)[:120]
    provenance = Provenance(title, "", "", "unknown", "en", False, "", "")
    text = Text(document, content, provenance, hashlib.sha256(data).hexdigest(), path)
    tree = Clause("document", "", "", "", 0, len(content), 0, 0, 0, 0, 0, tuple(children))
    return text, ClauseTree(document, content, tree)


def _inside_container(element: etree._Element) -> bool:
    return any(isinstance(a.tag, str) and etree.QName(a).localname in CONTAINERS for a in element.iterancestors())


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _words(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())


def _read_children(element: etree._Element, draft: _Draft) -> list[Clause]:
    """The clauses of an element: hierarchy where it has any, else its words as prose, paragraph by paragraph."""
    out: list[Clause] = []
    loose: list[str] = [" ".join((element.text or "").split())]
    for child in element:
        name = _local(child)
        if name in READ_AS:
            out += _prose(loose, draft)
            out.append(_hierarchy(child, READ_AS[name], draft))
        elif name and any(_local(inner) in READ_AS for inner in child.iter() if inner is not child):
            out += _prose(loose, draft)
            out += _read_children(child, draft)
        else:
            loose.append(_words(child))
        loose.append(" ".join((child.tail or "").split()))
    return out + _prose(loose, draft)


def _prose(loose: list[str], draft: _Draft) -> list[Clause]:
    """Words that stand in no hierarchy, one clause a block; empties the list."""
    out: list[Clause] = []
    for words in filter(None, loose):
        start, end = draft.add(words)
        out.append(Clause("prose", "", "", "", start, end + 1, end + 1, start, end))
    loose.clear()
    return out


def _hierarchy(element: etree._Element, kind: Any, draft: _Draft) -> Clause:
    """One hierarchical element: number and heading on its first line, then its own words, then its clauses."""
    start = draft.size
    number = heading = ""
    rest: list[etree._Element] = []
    for child in element:
        name = _local(child)
        if name == "num" and not number:
            number = _words(child)
        elif name in ("heading", "subheading"):
            heading = f"{heading} {_words(child)}".strip()
        elif name:
            rest.append(child)
    heading_at = (0, 0)
    first = " ".join(part for part in (number, heading) if part)
    if first:
        line = draft.add(first)
        heading_at = (line[1] - len(heading), line[1]) if heading else (0, 0)
    text_at = (draft.size, draft.size)
    leading = " ".join((element.text or "").split())
    own = " ".join(part for part in [leading, *(_words(c) for c in rest if _plain(c) and _before_hierarchy(c, rest))] if part)
    if own:
        text_at = draft.add(own)
    own_end = draft.size
    children: list[Clause] = []
    for child in rest:
        if _plain(child) and _before_hierarchy(child, rest):
            continue
        if _local(child) in READ_AS:
            children.append(_hierarchy(child, READ_AS[_local(child)], draft))
        else:
            children += _read_children(child, draft)
    if kind == "chapter" and heading and not own:
        text_at, heading_at = heading_at, (0, 0)
    printed = number.strip(" .()–-")
    return Clause(kind, element.get("eId") or element.get("id") or "", printed, printed, start, draft.size, own_end, *text_at, *heading_at, tuple(children))


def _plain(element: etree._Element) -> bool:
    """Whether an element holds no hierarchy."""
    return not any(_local(inner) in READ_AS for inner in element.iter())


def _before_hierarchy(element: etree._Element, rest: list[etree._Element]) -> bool:
    """Whether an element stands before the first one with hierarchy."""
    for other in rest:
        if other is element:
            return True
        if not _plain(other):
            return False
    return True
