"""The cases of a rule pack, and what its gates found -> text or JSON.

In the terminal long lists are cut, and say by how much; everything is shown where that is asked for, and always in JSON.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from compliance.packs.cases import CaseResult
from compliance.packs.prove import Proof

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class GatesView:
    """The three gates as lists of names; ``off_corpus`` is None where the pack names no text."""

    unmet: Sequence[str]
    never_held_back: Sequence[str]
    proof: Proof
    dead: Sequence[str]
    shadowed: Sequence[str]
    off_corpus: Sequence[str] | None
    passed: bool

    @property
    def survivors(self) -> list[str]:
        """The mutants that live unexplained."""
        return [f"{mutant.row}: {mutant.mutation}" for mutant in self.proof.survivors]

    @property
    def unused(self) -> list[str]:
        """The explanations that no survivor needs."""
        return [f"{one.row}: {one.mutation}" for one in self.proof.unused]


def outcome_text(results: Sequence[CaseResult], gates: GatesView | None, *, every: bool = False) -> str:
    """Cases and gates for the terminal, each with what is missing; ``every`` shows long lists whole."""
    failed = [result for result in results if not result.passed]
    out: list[str] = []
    for result in failed:
        out += _wrapped(f"FAILED  {_one_line(result.case.text)}", "", "        ")
        out += [f"    missing {element} {relation}" for element, relation in result.missing]
        out += [f"    too much {element} {relation}" for element, relation in result.surplus]
    out.append(f"{len(results) - len(failed)} passed, {len(failed)} failed")
    if gates is not None:
        out += _gates(gates, len(failed), every)
    return "\n".join(out) + "\n"


def _gates(gates: GatesView, failed: int, every: bool) -> list[str]:
    proof = gates.proof
    told = proof.total - len(proof.survivors) - len(proof.explained)
    shown = None if every else _SHOWN
    out = ["", "1. Exercise: every row, guard and exclusion shown both ways"]
    out += _listed("speak in no case", gates.unmet, shown) + _listed("hold their row back in no case", gates.never_held_back, shown)
    out += ["", f"2. Mutants: {proof.total}, told by a case {told}, explained {len(proof.explained)}, neither {len(proof.survivors)}"]
    out += [f"  score {_percent(proof.score)} with explanations, {_percent(proof.told)} by cases alone"]
    if failed:
        out.append(f"  the cases that fail ({failed}) tell none")
    out += _listed("live unexplained", gates.survivors, shown) + _listed("explanations that explain nothing", gates.unused, shown)
    out += ["", "3. Idle rows"]
    out += _listed("cannot be met", gates.dead, shown) + _listed("shadowed by another", gates.shadowed, shown)
    if gates.off_corpus is not None:
        out += _listed("met by none of the pack's own texts (told, not counted)", gates.off_corpus, shown)
    cut = shown is not None and any(len(names) > shown for names in (gates.unmet, gates.never_held_back, gates.survivors, gates.unused, gates.dead, gates.shadowed, gates.off_corpus or ()))
    return [*out, *(["", "--all shows the lists whole."] if cut else [])]


def outcome_json(results: Sequence[CaseResult], gates: GatesView | None) -> str:
    """Cases that fail and all that the gates found, as data."""
    failed = [{"text": one.case.text, "heading": one.case.heading, "missing": _pairs(one.missing), "too_much": _pairs(one.surplus)} for one in results if not one.passed]
    out: dict[str, object] = {"format": "compliance-rules-test/1", "cases": {"passed": len(results) - len(failed), "failed": failed}}
    if gates is not None:
        proof = gates.proof
        out["exercise"] = {"unmet": list(gates.unmet), "never_held_back": list(gates.never_held_back)}
        out["mutants"] = {
            "total": proof.total, "told": proof.total - len(proof.survivors) - len(proof.explained), "score": round(proof.score, 4),
            "survivors": [_mutant(one.row, one.mutation) for one in proof.survivors], "explained": [_mutant(one.row, one.mutation) for one in proof.explained],
            "unused_explanations": [_mutant(one.row, one.mutation) for one in proof.unused],
        }  # fmt: skip
        out["idle"] = {"dead": list(gates.dead), "shadowed": list(gates.shadowed), "off_corpus": None if gates.off_corpus is None else list(gates.off_corpus)}
        out["passed"] = gates.passed and not failed
    else:
        out["passed"] = not failed
    return json.dumps(out, ensure_ascii=False, indent=1) + "\n"


def _mutant(row: str, mutation: str) -> Mapping[str, str]:
    return {"row": row, "mutation": mutation}


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"element": element, "relation": relation} for element, relation in pairs]


def _percent(share: float) -> str:
    """One decimal, never rounded up to a whole that is not there."""
    return f"{int(share * 1000) / 10:.1f}%"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(text, 79, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False)


def _listed(title: str, names: Sequence[str], shown: int | None) -> list[str]:
    if not names:
        return [f"  {title}: none"]
    out = [f"  {title}: {len(names)}"]
    for name in names[:shown]:
        out += _wrapped(name, "    ", "      ")
    return out if shown is None or len(names) <= shown else [*out, f"    and {len(names) - shown} more"]
