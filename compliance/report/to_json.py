"""Report -> JSON, format ``compliance-report/1``.

Takes a report and gives the contract of docs/reference/json.md: stable bytes, sorted where order has no meaning, one final
line end, no clock and no path of the machine.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from compliance.model.report import Report, SourceNote


def to_json(report: Report) -> str:
    """The whole report as JSON text."""
    return json.dumps(as_data(report), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _source(source: SourceNote) -> dict[str, Any]:
    return asdict(source)


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "format": "compliance-report/1",
        "agreement": _source(report.agreement) if report.agreement else None,
        "instruments": [_source(source) for source in report.instruments],
        "pack": {"id": report.pack_id, "version": report.pack_version, "title": report.pack_title, "sha256": report.pack_sha256},
        "commitments": [asdict(commitment) for commitment in report.commitments],
        "elements": [asdict(element) for element in report.elements],
        "provisions": [asdict(provision) for provision in report.provisions],
        "verdicts": [
            {
                "instrument": verdict.instrument,
                "provision": verdict.provision,
                "element": verdict.element,
                "relation": verdict.relation,
                "rationale": verdict.rationale,
                "limits": list(verdict.limits),
                "facets": {facet.name: facet.relation for facet in verdict.facets},
                "facet_details": [asdict(facet) for facet in verdict.facets],
                "evidence": [asdict(evidence) for evidence in verdict.evidence],
                "row": verdict.row,
                "rule": verdict.rule,
                "laws": list(verdict.laws),
                "norm": verdict.norm,
                "near_miss": verdict.near_miss,
            }
            for verdict in report.verdicts
        ],
        "coverage": [asdict(one) for one in report.coverage],
        "reviews": [asdict(one) for one in report.reviews],
        "surplus": list(report.surplus),
        "findings": [{**asdict(placed.finding), "line": placed.place.line, "column": placed.place.column} for placed in report.findings],
    }
