"""A pack's cases against its mutants: which changes no case would notice.

Takes the pack and a way to run some of its cases on another pack; gives the survivors, those that the pack explains, and explanations that
explain nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from compliance.model.pack import RulePack, Survivor
from compliance.packs.mutants import Mutant, mutants

#: Runs the cases at the given places on a pack; True when all pass.
Holds = Callable[[RulePack, Sequence[int]], bool]
#: The places of the cases that can tell a mutant: those that hold its words, and in which its row was met.
Touching = Callable[[Mutant], Sequence[int]]


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


def prove(pack: RulePack, holds: Holds, touching: Touching) -> Proof:
    """Run the cases that can tell each mutant."""
    total = 0
    lived: list[Mutant] = []
    for mutant in mutants(pack):
        total += 1
        places = touching(mutant)
        if not places or holds(mutant.pack, places):
            lived.append(mutant)
    used: set[int] = set()
    explained: list[Mutant] = []
    left: list[Mutant] = []
    for mutant in lived:
        why = [at for at, one in enumerate(pack.survivors) if _explains(one, mutant)]
        used |= set(why)
        (explained if why else left).append(mutant)
    unused = tuple(one for at, one in enumerate(pack.survivors) if at not in used)
    return Proof(total, tuple(left), tuple(explained), unused)


def _explains(one: Survivor, mutant: Mutant) -> bool:
    return one.mutation in ("any", mutant.mutation) and fnmatchcase(mutant.row, one.row.replace("[", "[[]"))
