"""How provisions answer to elements: facets, verdicts, coverage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from compliance.model.span import Evidence

#: The order is the order of reports: strongest statement first.
Relation = Literal["addresses", "partially-addresses", "contradicts", "does-not-address"]
RELATIONS: tuple[Relation, ...] = ("addresses", "partially-addresses", "contradicts", "does-not-address")

#: How the provision's value of a facet stands to the element's, as sets.
SetRelation = Literal["equal", "narrower", "wider", "overlapping", "disjoint", "unknown", "not-asked"]

Status = Literal["addressed", "partially-addressed", "contradicted", "contested", "unaddressed"]


@dataclass(frozen=True, slots=True)
class Facet:
    """One dimension in which a norm and an element are compared.

    ``provision`` and ``element`` are what each side says, in plain words; ``why`` is the published reason of the
    taxonomy edge or rule that was used, or empty where the two are the same.
    """

    name: str
    provision: str
    element: str
    relation: SetRelation
    why: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One provision held against one element.

    ``row`` is the row of the published table (docs/reference/table.md) that decided, ``laws`` the rewrite laws in the
    order in which they were used, ``evidence`` the words on both sides: first the instrument's, last the agreement's.
    ``near_miss`` marks a ``does-not-address`` in which all facets but one hold.
    """

    instrument: str
    provision: str
    element: str
    relation: Relation
    rationale: str
    limits: tuple[str, ...]
    facets: tuple[Facet, ...]
    evidence: tuple[Evidence, ...]
    row: str
    laws: tuple[str, ...] = ()
    rule: str = ""
    norm: str = ""
    near_miss: bool = False

    @property
    def key(self) -> str:
        """How a provision is named across instruments: ``iea-2020-09/10``."""
        return f"{self.instrument}/{self.provision}"


@dataclass(frozen=True, slots=True)
class StatusAt:
    """The status of an element once the instruments up to and including ``instrument`` are taken together."""

    instrument: str
    date: str
    status: Status


@dataclass(frozen=True, slots=True)
class Coverage:
    """An element after all instruments. ``missing`` is what no supporting provision reaches, in plain words."""

    element: str
    status: Status
    by: tuple[str, ...]
    contradicted_by: tuple[str, ...]
    missing: tuple[str, ...]
    timeline: tuple[StatusAt, ...] = ()
