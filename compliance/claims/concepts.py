"""The concepts of a rule pack as claims use them: how acts, persons and interests stand to one another.

Takes a pack; gives yes or no. Concepts only ever make a part of a claim "near" or an act the same; what is said is said by words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from compliance.model.pack import Concept, PersonClass, RulePack


@dataclass(frozen=True, slots=True)
class NormConcepts:
    """The concepts that a pack reads in one norm, by name."""

    acts: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    patients: frozenset[str] = frozenset()
    interests: frozenset[str] = frozenset()


NO_CONCEPTS = NormConcepts()


@dataclass(frozen=True)
class World:
    """The concepts of one pack and their edges."""

    acts: Mapping[tuple[str, str], str]
    persons: Mapping[str, PersonClass | Concept]
    interests: Mapping[str, PersonClass | Concept]

    def same_act(self, one: NormConcepts, other: NormConcepts) -> bool:
        """Whether two norms name one act of the pack."""
        return bool(one.acts & other.acts)

    def near_act(self, one: NormConcepts, other: NormConcepts) -> str:
        """Why two norms name acts of which one is a case of the other or overlaps with it; nothing where they do not."""
        pairs = sorted((a, b) for a in one.acts for b in other.acts)
        return next((why for a, b in pairs if (why := self.acts.get((a, b)) or self.acts.get((b, a), ""))), "")

    def persons_meet(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether classes of persons may share members."""
        return _meet(one, other, self.persons)

    def interests_meet(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether interests share a part."""
        return _meet(one, other, self.interests)


def world_of(pack: RulePack) -> World:
    """The concepts of a pack."""
    return World({(edge.from_, edge.to): edge.why for edge in pack.taxonomy.edges}, pack.taxonomy.persons, pack.taxonomy.interests)


def _meet(one: Iterable[str], other: Iterable[str], kinds: Mapping[str, PersonClass | Concept]) -> bool:
    others = list(other)
    return any(a == b or _beside(a, b, kinds) or _beside(b, a, kinds) for a in one for b in others)


def _beside(one: str, other: str, kinds: Mapping[str, PersonClass | Concept]) -> bool:
    kind = kinds.get(one)
    return kind is not None and (other in kind.includes or other in kind.overlaps or bool(getattr(kind, "everyone", False)))
