"""Why a verdict is what it is, in plain text.

Takes a report and a pair, a rule, a signal, or a code; gives the derivation: facets on both sides, laws, the row that decided, the
words, and what would have to be different.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence

from compliance.mapping.nearest import Near
from compliance.mapping.table import ROWS
from compliance.model.mapping import Verdict
from compliance.model.pack import RESERVED, Case, Rule, Signal
from compliance.model.report import Report
from compliance.report.wording import safe, shortened

WIDTH = 80
_CASES = 5
#: What each key with patterns asks for.
_PATTERNS = {
    "words": "one is met in the passage's own words",
    "also": "each is met in the passage, its lead-in or before it",
    "clause": "each is met in its clause",
    "unless": "none is met in its clause",
    "beside": "each is met somewhere in the provision",
}


def _fill(text: str, indent: str = "", rest: str | None = None) -> str:
    return textwrap.fill(safe(text), WIDTH, initial_indent=indent, subsequent_indent=indent if rest is None else rest)


def explain_pair(report: Report, key: str, element: str, near: Near | None = None) -> str:
    """The derivation of all verdicts of one provision and one element; ``near`` is the signal that comes nearest where none is met.

    Where a text counts anew in an annex, several provisions have one number: all of them are shown.
    """
    instrument, _, label = key.partition("/")
    named = [p for p in report.provisions if p.instrument == instrument and p.label == label]
    asked = next(e for e in report.elements if e.id == element)
    out = [_fill(f"{key}: {provision.text}", "", "    ") for provision in named]
    if len(named) > 1:
        out.append(_fill(f"{len(named)} provisions of this text have this number; what follows is on all of them", "", "    "))
    out += [_fill(f"{element} ({asked.title}): {asked.quote}", "", "    "), ""]
    out += [_fill(f"norm: {norm}", "  ", "      ") for provision in named for norm in provision.norms] or ["  no norm was read"]
    for verdict in report.verdicts:
        if verdict.key == key and verdict.element == element:
            out += ["", *(_claim_derivation(verdict, near) if verdict.row == "signal" else _derivation(verdict))]
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
    return [*out, *_evidence(verdict)]


def _claim_derivation(verdict: Verdict, near: Near | None) -> list[str]:
    """How signals decided: the words that were met and the passage they stand in, or what was missing."""
    out = [_fill(f"{verdict.relation}: {verdict.rationale}", "", "  "), ""]
    if verdict.relation != "does-not-address":
        for facet in verdict.facets:
            asked = {"words": "claim", "modality": "kind of claim", "scope": "cases asked for"}.get(facet.name, "claim")
            out.append(_fill(f"{facet.name}: {facet.provision} ({asked}: {facet.element})", "  ", "    "))
        name = verdict.rule.removeprefix("signal:")
        out += ["", _fill(f"decided by the signal {name}; its row: compliance explain {name} -r PACK", "  ", "    ")]
        out += [_fill(f"- {limit}", "  ", "    ") for limit in verdict.limits]
    elif near is None:
        out.append(_fill("decided by silence: the words of no signal of this element are met in the provision", "  ", "    "))
    else:
        out.append(_fill("decided by silence: every signal of this element fails in some condition", "  ", "    "))
        out.append(_fill(f"nearest signal: {near.name} ({near.relation}), whose words are met: “{shortened(near.words)}”; it fails in", "  ", "    "))
        out += [_fill(f"- {condition}", "    ", "      ") for condition in near.fails]
    return [*out, *_evidence(verdict)]


def _evidence(verdict: Verdict) -> list[str]:
    return [_fill(f"{one.document} [{one.start}:{one.end}]: “{shortened(one.quote)}”", "  ", "    ") for one in verdict.evidence]


def explain_rule(id_: str, rule: Rule) -> str:
    """A rule of a pack as plain text."""
    out = [f"rule {id_}: {rule.element} -> {rule.relation}", _fill(rule.why, "  "), f"  acts: {', '.join(rule.acts)}", f"  modality: {', '.join(rule.modality)}"]
    if rule.persons:
        out.append(f"  persons: {', '.join(rule.persons)}")
    return "\n".join([*out, *(f"  limit: {limit}" for limit in rule.limits)]) + "\n"


def explain_signal(name: str, signal: Signal, lists: Mapping[str, Sequence[str]], cases: Sequence[Case]) -> str:
    """A signal of a pack as plain text, with the ``lists`` of the pack that it names and some of the ``cases`` in which it speaks."""
    out = [f"signal {name}: {signal.element} -> {signal.relation}", _fill(signal.why, "  ")]
    for key in ("modality", "within", "outside"):
        if getattr(signal, key):
            out.append(f"  {key}: {', '.join(getattr(signal, key))}")
    if set(signal.reserved) != set(RESERVED):
        out.append(f"  reserved: {', '.join(signal.reserved) or 'nothing'}")
    for key, says in _PATTERNS.items():
        if getattr(signal, key):
            out.append(f"  {key} ({says}):")
            out += [_fill(pattern, "    ", "      ") for pattern in getattr(signal, key)]
    named = dict.fromkeys(name for key in _PATTERNS for pattern in getattr(signal, key) for name in re.findall(r"<([^<>\s|]+)>", pattern))
    out += [_fill(f"<{name}>: {', '.join(lists[name])}", "  ", "    ") for name in named]
    out += [_fill(f"limit: {limit}", "  ", "    ") for limit in signal.limits]
    if cases:
        out.append(f"  speaks in {len(cases)} {'case' if len(cases) == 1 else 'cases'} of the pack{', such as' if len(cases) > _CASES else ''}:")
        out += [_fill(f"“{case.text}”", "    ", "      ") for case in cases[:_CASES]]
    else:
        out.append("  speaks in no case of the pack")
    return "\n".join(out) + "\n"


def explain_code(code: str, pages: str) -> str | None:
    """The page of a finding or error code, cut from the pages of the reference and filled; nothing when it has none."""
    match = re.search(rf"^## `?{re.escape(code)}`?$\n(.*?)(?=^## |\Z)", pages, re.MULTILINE | re.DOTALL)
    return "\n\n".join([code, *(_fill(part) for part in match.group(1).strip().split("\n\n"))]) + "\n" if match else None
