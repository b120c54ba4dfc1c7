"""Comparison -> JSON, format ``compliance-diff/1``.

Takes a comparison, and what it did to the verdicts of a pack where that was asked. The spans are whole clauses and the edits exact,
so that each text can be put together again from the other, byte for byte, with this data alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from compliance.model.change import Change, ClauseSpan, Comparison, Edit, Version
from compliance.model.flip import FlipReport
from compliance.report.changes_pieces import exact_edits
from compliance.report.changes_wording import counts

#: Characters that a reader of the raw file cannot see or that half a character is left of; JSON has its own way to write them.
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def to_json(comparison: Comparison, verdicts: FlipReport | None = None) -> str:
    """The whole comparison as JSON text: stable bytes, one final line end."""
    text = json.dumps(as_data(comparison, verdicts), ensure_ascii=False, indent=1, allow_nan=False)
    return _UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"


def as_data(comparison: Comparison, verdicts: FlipReport | None = None) -> dict[str, Any]:
    """The comparison as plain data."""
    data: dict[str, Any] = {
        "format": "compliance-diff/1",
        "old": _version(comparison.old),
        "new": _version(comparison.new),
        "summary": dict(counts(comparison)),
        "changes": [_change(comparison, change) for change in comparison.changes],
    }
    if verdicts is not None:
        data["pack"] = {"id": verdicts.pack_id, "version": verdicts.pack_version}
        data["verdicts"] = [{**asdict(one), "old": _sides(one.old), "new": _sides(one.new), "through": [_edit(edit) for edit in one.through]} for one in verdicts.verdicts]
        data["coverage"] = [asdict(one) for one in verdicts.coverage]
    return data


def _version(version: Version) -> dict[str, str]:
    return {"id": version.id, "title": version.title, "sha256": version.sha256}


def _change(comparison: Comparison, change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "also": list(change.also),
        "old": _labels(change.old),
        "new": _labels(change.new),
        "old_eids": [span.eid for span in change.old],
        "new_eids": [span.eid for span in change.new],
        "matched_by": change.matched_by,
        "score": round(change.score, 4),
        "old_spans": [[span.start, span.end] for span in change.old],
        "new_spans": [[span.start, span.end] for span in change.new],
        "marks": list(change.marks),
        "edits": [_edit(edit) for edit in exact_edits(comparison, change)],
    }


def _labels(spans: Sequence[ClauseSpan]) -> list[str]:
    return [span.label or span.eid for span in spans]


def _edit(edit: Edit) -> dict[str, Any]:
    data: dict[str, Any] = {"op": edit.op, "text": edit.text}
    if edit.marks:
        data["marks"] = list(edit.marks)
    return data


def _sides(sides: Sequence[Any]) -> list[dict[str, Any]]:
    return [side._asdict() for side in sides]
