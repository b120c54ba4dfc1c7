"""A pack's cases, run.

Takes a case and the relations that its text comes to; says what is missing and what is too much. A case passes when every expected
relation comes out and nothing but expected and tolerated ones does, and where it says which side settles a claim, that side does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from compliance.model.pack import Case, Claim

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case with what is missing and what is too much."""

    case: Case
    missing: tuple[tuple[str, str], ...]
    surplus: tuple[tuple[str, str], ...]

    @property
    def passed(self) -> bool:
        """Whether nothing is missing and nothing is too much."""
        return not self.missing and not self.surplus


_CHOICE = re.compile(r"\{([^{}]*\|[^{}]*)\}")


def expanded(case: Case) -> tuple[Case, ...]:
    """The cases that one stands for: ``{hide|conceal}`` in its text gives one for each alternative, the first of every other choice kept.

    So a list of words is tried word by word, and not in all combinations.
    """
    choices = [match.group(1).split("|") for match in _CHOICE.finditer(case.text)]
    if not choices:
        return (case,)
    picks = [[0] * len(choices)]
    for at, words in enumerate(choices):
        picks += [[pick if other == at else 0 for other in range(len(choices))] for pick in range(1, len(words))]
    return tuple(replace(case, text=_picked(case.text, choices, pick)) for pick in picks)


def _picked(text: str, choices: Sequence[Sequence[str]], picks: Sequence[int]) -> str:
    words = iter([choice[pick] for choice, pick in zip(choices, picks, strict=True)])
    return _CHOICE.sub(lambda _: next(words), text)


def failing(case: Case, found: Pairs, claims: Mapping[str, Claim]) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]] | None:
    """What is missing and what is too much of a case's relations; nothing where it passes."""
    expected = frozenset((id_, relation) for id_, relations in case.expect.items() for relation in relations)
    tolerated = frozenset((id_, relation) for id_, relations in case.tolerate.items() for relation in relations)
    missing: list[tuple[str, str]] = sorted(expected - found)
    surplus = tuple(sorted(found - expected - tolerated))
    for id_, side in case.settles.items():
        met = sides(found, id_)
        if (claims[id_].settles if len(met) == 2 else "".join(met)) != side:
            missing.append((id_, f"settled by {side}"))
    return (tuple(missing), surplus) if missing or surplus else None


def sides(found: Pairs, claim: str) -> frozenset[str]:
    """The sides on a claim that relations take: support, contradiction, both or none."""
    return frozenset("contradiction" if relation == "contradicts" else "support" for id_, relation in found if id_ == claim)


def result_of(case: Case, found: Pairs, claims: Mapping[str, Claim]) -> CaseResult:
    """The result of one case whose text comes to the relations ``found``."""
    return CaseResult(case, *(failing(case, found, claims) or ((), ())))
