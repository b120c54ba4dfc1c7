"""Scores -> text or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from compliance.score.compare import Score
from compliance.score.measure import Share


def _share(share: Share) -> str:
    if share.value is None:
        return f"{share.hits}/{share.total}  -"
    low, high = share.interval
    return f"{share.hits}/{share.total}  {share.value:.2f}  (95 % {low:.2f}-{high:.2f})"


def scores_text(scores: Sequence[Score], agreement: Sequence[tuple[str, str, float]]) -> str:
    """The scores for the terminal, one block a coding, then the agreement between the readers."""
    out: list[str] = []
    for score in scores:
        out += [f"Engine against {score.coding}, {score.cells} pairs", ""]
        out += [f"  found, {certainty:<9} {_share(share)}" for certainty, share in score.found]
        out += [f"  verdicts that no reader lists: {len(score.unlisted)}", ""]
        out.append(f"  {'relation':<22}{'listed of given (precision)':<36}found of clear and likely (recall)")
        out += [f"  {row.relation:<22}{_share(row.precision):<36}{_share(row.recall)}" for row in score.relations if row is not score.contradiction]
        out.append(f"  {'contradicts':<22}{_share(score.contradiction.precision):<36}{_share(score.contradiction.recall)}")
        out += ["", f"  Cohen's kappa on the cell: {score.kappa:.2f} against all entries, {score.kappa_required:.2f} with arguable ones left free", ""]
        out += [f"  not listed by a reader: {'/'.join(key[:2])} {key[2]} {key[3]}" for key in score.unlisted]
        out += [f"  not found ({entry.certainty}): {entry.instrument}/{entry.provision} {entry.element} {entry.relation}" for entry in score.missed]
        out.append("")
    out += [f"Readers {first} and {second}: Cohen's kappa {value:.2f}" for first, second, value in agreement]
    return "\n".join(out).rstrip("\n") + "\n"


def scores_json(scores: Sequence[Score], agreement: Sequence[tuple[str, str, float]]) -> str:
    """The same as data, format ``compliance-score/1``."""

    def share(one: Share) -> dict[str, Any]:
        low, high = one.interval
        return {"hits": one.hits, "total": one.total, "value": one.value, "low": round(low, 6), "high": round(high, 6)}

    data = {
        "format": "compliance-score/1",
        "scores": [
            {
                "coding": score.coding,
                "cells": score.cells,
                "found": {certainty: share(one) for certainty, one in score.found},
                "relations": {row.relation: {"precision": share(row.precision), "recall": share(row.recall)} for row in score.relations},
                "kappa": round(score.kappa, 6),
                "kappa_required": round(score.kappa_required, 6),
                "unlisted": [list(key) for key in score.unlisted],
                "missed": [[*entry.key, entry.certainty] for entry in score.missed],
            }
            for score in scores
        ],
        "readers": [{"first": first, "second": second, "kappa": round(value, 6)} for first, second, value in agreement],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
