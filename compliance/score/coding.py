"""A human coding: what readers find in the words of the texts.

Takes parsed YAML of a coding file; gives its entries, or problems with places. The engine never reads a coding to decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

CodedRelation = Literal["addresses", "partially-addresses", "contradicts"]
Certainty = Literal["clear", "likely", "arguable"]


@dataclass(frozen=True, slots=True)
class Coded:
    """One coded pair: element, relation, how certain, how many readers list it, and why."""

    element: str
    relation: CodedRelation
    certainty: Certainty = "clear"
    readers: int = 1
    why: str = ""


@dataclass(frozen=True, slots=True)
class CodingFile:
    """A coding file: the agreement, its elements, and entries by instrument and provision. What is not listed is
    ``does-not-address``."""

    coding: dict[str, dict[str, tuple[Coded, ...]]]
    agreement: str = ""
    elements: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One coded verdict, flat."""

    instrument: str
    provision: str
    element: str
    relation: str
    certainty: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What is compared: instrument, provision, element, relation."""
        return self.instrument, self.provision, self.element, self.relation


def entries(coding: CodingFile) -> tuple[Entry, ...]:
    """All entries of a coding, in order."""
    return tuple(
        Entry(instrument, provision, one.element, one.relation, one.certainty)
        for instrument, by_provision in coding.coding.items()
        for provision, coded in by_provision.items()
        for one in coded
    )


def unknown_names(coding: CodingFile, provisions: Mapping[str, set[str]], elements: set[str]) -> list[tuple[tuple[str | int, ...], str]]:
    """Places (as paths into the file) and words for entries that name no instrument, provision or element that was judged."""
    out: list[tuple[tuple[str | int, ...], str]] = []
    for instrument, by_provision in coding.coding.items():
        if instrument not in provisions:
            out.append((("coding", instrument), f"no instrument {instrument!r} was judged"))
            continue
        for provision, coded in by_provision.items():
            if provision not in provisions[instrument]:
                out.append((("coding", instrument, provision), f"{instrument} has no provision {provision!r}"))
            for at, one in enumerate(coded):
                if one.element not in elements:
                    out.append((("coding", instrument, provision, at, "element"), f"there is no element {one.element!r}"))
    return out
