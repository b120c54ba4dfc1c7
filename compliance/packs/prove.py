"""A pack's cases against its mutants: which changes no case would notice.

Takes the pack and a way to ask whether some case tells a mutant; gives the survivors, those that the pack explains, and explanations that
explain nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import translate

from compliance.model.pack import RulePack, Survivor
from compliance.packs.mutants import Mutant, mutants

#: Whether some case does not come out as expected on the pack with the change of a mutant.
Told = Callable[[Mutant], bool]


@dataclass(frozen=True, slots=True)
class Proof:
    """How many mutants there were and which lived; ``unused`` are explanations that no survivor needs."""

    total: int
    survivors: tuple[Mutant, ...]
    explained: tuple[Mutant, ...]
    unused: tuple[Survivor, ...]

    @property
    def score(self) -> float:
        """The share of mutants that some case tells, or that the pack explains; 1.0 where there is none."""
        return 1 - len(self.survivors) / self.total if self.total else 1.0

    @property
    def told(self) -> float:
        """The share of mutants that some case tells."""
        return 1 - (len(self.survivors) + len(self.explained)) / self.total if self.total else 1.0


def prove(pack: RulePack, told: Told) -> Proof:
    """Ask the cases about each mutant."""
    total = 0
    explain = [(one.mutation, re.compile(translate(one.row.replace("[", "[[]")))) for one in pack.survivors]
    used: set[int] = set()
    explained: list[Mutant] = []
    left: list[Mutant] = []
    for mutant in mutants(pack):
        total += 1
        if not told(mutant):
            why = [at for at, (mutation, row) in enumerate(explain) if mutation in ("any", mutant.mutation) and row.match(mutant.row)]
            used.update(why)
            (explained if why else left).append(mutant)
    unused = tuple(one for at, one in enumerate(pack.survivors) if at not in used)
    return Proof(total, tuple(left), tuple(explained), unused)
