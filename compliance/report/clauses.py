"""A text as read -> a tree for the terminal, or JSON of format ``compliance-clauses/1``."""

from __future__ import annotations

import json
import textwrap
from dataclasses import asdict
from typing import Any

from compliance.model.clause import Clause
from compliance.model.norm import ClauseNorms, Norm
from compliance.model.span import Place
from compliance.report.build import Read, in_words, note
from compliance.report.wording import safe, shortened


def _norm(norm: Norm) -> dict[str, Any]:
    def words(*parts: Any) -> str:
        return "; ".join(part.text for part in parts if part is not None)

    return {
        "modality": norm.modality,
        "bearer": words(norm.bearer),
        "bearer_from": norm.bearer_from,
        "action": norm.action,
        "particle": norm.particle,
        "object": words(norm.object),
        "condition": words(*norm.conditions, *norm.temporal),
        "exception": words(*norm.exceptions),
        "purpose": words(*norm.purposes),
        "trigger": words(norm.trigger),
        "cue": norm.cue,
        "cue_words": norm.cue_words.text,
        "force": norm.force,
        "exclusive": norm.exclusive,
        "derived": norm.derived,
        "laws": list(norm.laws),
        "roles": [{"kind": r.kind, "preposition": r.preposition, "text": r.words.text, "start": r.words.start, "end": r.words.end} for r in norm.roles],
        "start": norm.start,
        "end": norm.end,
        "embedded": [_norm(inner) for inner in norm.embedded],
    }


def _by_clause(read: Read) -> dict[tuple[int, int], ClauseNorms]:
    return {(p.start, p.end): norms for p, norms in zip(read.provisions, read.norms, strict=True)}


def clauses_json(read: Read) -> str:
    """Every clause with its place and, where it is a provision, its norms."""
    norms = _by_clause(read)
    source = read.tree.source
    rows: list[dict[str, Any]] = []
    for clause in read.tree.root.walk():
        if clause.kind in ("document", "blank"):
            continue
        own = norms.get((clause.text_start, clause.text_end))
        rows.append(
            {
                "eid": clause.eid,
                "kind": clause.kind,
                "number": clause.number,
                "label": clause.label,
                "start": clause.text_start,
                "end": clause.text_end,
                "text": source[clause.text_start : clause.text_end],
                "heading": source[clause.heading_start : clause.heading_end],
                "provision": own is not None,
                "norms": [_norm(norm) for norm in own.norms] if own else [],
                "derived": [_norm(norm) for norm in own.derived] if own else [],
            }
        )
    findings = [{**asdict(f), "line": Place.at(source, f.start).line, "column": Place.at(source, f.start).column} for f in read.tree.findings]
    data = {"format": "compliance-clauses/1", "document": asdict(note(read.text)), "clauses": rows, "findings": findings}
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def clauses_tree(read: Read) -> str:
    """The tree with its clauses, shortened, and the norms under each provision; lines are of 80 columns as far as the depth allows."""
    norms = _by_clause(read)
    out: list[str] = []

    def line(words: str, depth: int) -> None:
        indent = "  " * depth
        out.append(textwrap.fill(words, max(80, len(indent) + 40), initial_indent=indent, subsequent_indent=indent + "    ", break_on_hyphens=False))

    def show(clause: Clause, depth: int) -> None:
        if clause.kind not in ("document", "blank"):
            words = shortened(read.tree.words(clause), 90)
            heading = safe(read.tree.heading(clause))
            name = " ".join(part for part in (clause.kind, clause.label or clause.number, f"[{clause.eid}]") if part)
            line(f"{name} {heading + ': ' if heading else ''}{words}".rstrip(), depth)
            own = norms.get((clause.text_start, clause.text_end))
            if own is not None:
                for said in [safe(in_words(norm)) for norm in own.norms] or ["no norm was read"]:
                    line(f"> {said}", depth + 1)
        for child in clause.children:
            show(child, depth + (clause.kind != "document"))

    show(read.tree.root, 0)
    for finding in read.tree.findings:
        place = Place.at(read.tree.source, finding.start)
        out.append(f"{finding.document}:{place.line}:{place.column}: {finding.code} {safe(finding.message)}")
    return "\n".join(out) + "\n"
