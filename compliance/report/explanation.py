"""Why a verdict is what it is, in plain text.

Takes a report and a pair, a rule, or a code; gives the derivation: facets on both sides, laws, the row that decided, the
words, and what would have to be different.
"""

from __future__ import annotations

import re
import textwrap

from compliance.mapping.table import ROWS
from compliance.model.mapping import Verdict
from compliance.model.pack import Rule
from compliance.model.report import Report
from compliance.report.wording import safe, shortened

WIDTH = 80


def _fill(text: str, indent: str = "", rest: str | None = None) -> str:
    return textwrap.fill(safe(text), WIDTH, initial_indent=indent, subsequent_indent=indent if rest is None else rest)


def explain_pair(report: Report, key: str, element: str) -> str:
    """The derivation of all verdicts of one provision and one element."""
    instrument, _, label = key.partition("/")
    provision = next(p for p in report.provisions if p.instrument == instrument and p.label == label)
    asked = next(e for e in report.elements if e.id == element)
    out = [_fill(f"{key}: {provision.text}", "", "    "), _fill(f"{element} ({asked.title}): {asked.quote}", "", "    "), ""]
    out += [_fill(f"norm: {norm}", "  ", "      ") for norm in provision.norms] or ["  no norm was read"]
    for verdict in report.verdicts:
        if verdict.key == key and verdict.element == element:
            out += ["", *_derivation(verdict)]
    return "\n".join(out) + "\n"


def _derivation(verdict: Verdict) -> list[str]:
    out = [_fill(f"{verdict.relation}: {verdict.rationale}", "", "  ")]
    if verdict.facets:
        out.append("")
        out.append(f"  {'facet':<10} {'relation':<12} provision / element")
        for facet in verdict.facets:
            out.append(f"  {facet.name:<10} {facet.relation:<12} {shortened(facet.provision, 52)}")
            out.append(f"  {'':<10} {'':<12} / {shortened(facet.element, 50)}")
            if facet.why:
                out.append(_fill(f"because: {facet.why}", " " * 26))
    out.append("")
    row = f"rule {verdict.rule}" if verdict.rule else f"row {verdict.row}: {ROWS.get(verdict.row, '')}"
    out.append(_fill(f"decided by {row}", "  ", "    "))
    if verdict.laws:
        out.append(_fill("laws used: " + ", ".join(verdict.laws), "  ", "    "))
    for limit in verdict.limits:
        out.append(_fill(f"- {limit}", "  ", "    "))
    if verdict.relation == "does-not-address":
        failing = [f for f in verdict.facets if f.relation in ("disjoint", "unknown")]
        if verdict.near_miss and failing:
            out.append(_fill("nearest miss: all else holds; it would answer if " + " and ".join(f"the {f.name} were “{f.element}”" for f in failing[:1]), "  ", "    "))
        elif failing:
            out.append(_fill("what fails: " + ", ".join(f"{f.name} ({f.relation})" for f in failing), "  ", "    "))
    elif verdict.relation == "partially-addresses" and verdict.limits:
        out.append(_fill("without these limits it would address the element in full", "  ", "    "))
    for evidence in verdict.evidence:
        out.append(_fill(f"{evidence.document} [{evidence.start}:{evidence.end}]: “{shortened(evidence.quote)}”", "  ", "    "))
    return out


def explain_rule(id_: str, rule: Rule) -> str:
    """A rule of a pack as plain text."""
    out = [f"rule {id_}: {rule.element} -> {rule.relation}", _fill(rule.why, "  "), f"  acts: {', '.join(rule.acts)}", f"  modality: {', '.join(rule.modality)}"]
    if rule.persons:
        out.append(f"  persons: {', '.join(rule.persons)}")
    return "\n".join([*out, *(f"  limit: {limit}" for limit in rule.limits)]) + "\n"


def explain_code(code: str, pages: str) -> str | None:
    """The page of a finding or error code, cut from the reference of errors; nothing when it has none."""
    match = re.search(rf"^## `?{re.escape(code)}`?$\n(.*?)(?=^## |\Z)", pages, re.MULTILINE | re.DOTALL)
    return f"{code}\n{match.group(1).rstrip()}\n" if match else None
