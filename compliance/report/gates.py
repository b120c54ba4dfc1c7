"""What the gates of a rule pack found -> text."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from compliance.model.pack import Survivor
from compliance.packs.mutants import Mutant
from compliance.packs.prove import Proof


def gates_text(unmet: Sequence[str], never_held_back: Sequence[str], proof: Proof, repeated: Sequence[str], off_corpus: Sequence[str] | None) -> str:
    """The three gates for the terminal, each with what is missing."""
    out = ["", "Exercise: rows that the cases show both ways", ""]
    out += _listed("met by no case", unmet) + _listed("never held back by their guards in a case", never_held_back)
    told = proof.total - len(proof.survivors) - len(proof.explained)
    out += ["", f"Mutants: {proof.total}, told by a case {told}, explained {len(proof.explained)}, neither {len(proof.survivors)}"]
    out += [f"  score {proof.score:.1%} with explanations, {proof.told:.1%} by cases alone", ""]
    out += _listed("live unexplained", [_named(mutant) for mutant in proof.survivors])
    out += _listed("explanations that explain nothing", [_why(one) for one in proof.unused])
    out += ["", "Idle rows", "", *_listed("written twice", repeated)]
    if off_corpus is not None:
        out += _listed("met by none of the pack's own texts (told, not counted)", off_corpus)
    return "\n".join(out)


def _named(mutant: Mutant) -> str:
    return f"{mutant.row}: {mutant.mutation}"


def _why(one: Survivor) -> str:
    return f"{one.row}: {one.mutation}"


def _listed(title: str, names: Sequence[str]) -> list[str]:
    if not names:
        return [f"  {title}: none"]
    out = [f"  {title}: {len(names)}"]
    for name in names:
        out += textwrap.wrap(name, 79, initial_indent="    ", subsequent_indent="      ", break_long_words=False, break_on_hyphens=False)
    return out
