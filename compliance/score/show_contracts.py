"""Scores of whole contracts -> text or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from compliance.score.contract_nli import LABELS, Contract
from compliance.score.contracts import Answers, Figures

#: The commitment that holds nearly half of the published contradictions; figures are given with and without it.
TECHNICAL = "nda-2"


def _rows(figures: Figures) -> dict[str, float]:
    found, decided = figures.evidence_found
    return {
        "accuracy": figures.accuracy,
        "contradiction F1, micro": figures.micro("Contradiction"),
        "contradiction F1, macro over commitments": figures.macro("Contradiction"),
        "contradiction F1, micro without technical": figures.micro("Contradiction", TECHNICAL),
        "Entailment F1, micro": figures.micro("Entailment"),
        "NotMentioned F1, micro": figures.micro("NotMentioned"),
        "evidence: some gold span found": found / decided if decided else 0.0,
        "evidence: span precision": figures.evidence_precision,
        "evidence: span recall": figures.evidence_recall,
    }


def contracts_text(name: str, contracts: Sequence[Contract], own: Figures, floor: Figures) -> str:
    """The figures for the terminal, each beside its floor."""
    out = [f"Engine against {name}: {len(contracts)} contracts, {own.total} pairs", "", f"  {'':<44}engine   floor", ""]
    ours, theirs = _rows(own), _rows(floor)
    out += [f"  {row:<44}{ours[row]:6.3f}  {theirs[row]:6.3f}" for row in ours]
    out += ["", f"  {'commitment':<12}{'right':>9}{'floor':>9}   F1 of E, C, N (- where gold has none)", ""]
    for id_, (right, total) in own.by_element.items():
        rows = own.of_class[id_]
        shares = "  ".join(f"{rows[label].f1:.2f}" if rows[label].right + rows[label].missed else "   -" for label in LABELS)
        out.append(f"  {id_:<12}{f'{right}/{total}':>9}{f'{floor.by_element[id_][0]}/{total}':>9}   {shares}")
    out += ["", "  The floor answers each commitment with its most frequent label of this file,", "  and points at the two units nearest by TF-IDF."]
    return "\n".join(out) + "\n"


def contracts_json(name: str, contracts: Sequence[Contract], answers: Sequence[Answers], own: Figures, floor: Figures) -> str:
    """The same as data, with every prediction."""
    data = {
        "format": "compliance-score/1",
        "data": name,
        "contracts": len(contracts),
        "pairs": own.total,
        "figures": {key: round(value, 6) for key, value in _rows(own).items()},
        "floor": {key: round(value, 6) for key, value in _rows(floor).items()},
        "elements": {id_: _element(own, floor, id_) for id_ in own.by_element},
        "predictions": [_prediction(contract, id_, given) for contract, given in zip(contracts, answers, strict=True) for id_ in own.by_element],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _element(own: Figures, floor: Figures, id_: str) -> dict[str, Any]:
    right, total = own.by_element[id_]
    return {"right": right, "total": total, "floor": floor.by_element[id_][0], "f1": {label: round(own.of_class[id_][label].f1, 6) for label in LABELS}}


def _prediction(contract: Contract, id_: str, given: Mapping[str, Any]) -> dict[str, Any]:
    return {"document": contract.id, "element": id_, "label": given[id_].label, "evidence": [list(span) for span in given[id_].evidence]}
