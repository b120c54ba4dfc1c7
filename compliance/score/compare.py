"""Verdicts against codings.

Takes the keys of the engine's verdicts and the entries of one or more codings over the same cells; gives the score that the
formats print: found by certainty, verdicts that no reader lists, precision and recall by relation, kappa, differences.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from compliance.score.coding import Entry
from compliance.score.measure import Share, kappa

Key = tuple[str, str, str, str]
Cell = tuple[str, str, str]
RELATIONS = ("addresses", "partially-addresses", "contradicts")
CERTAINTIES = ("clear", "likely", "arguable")


@dataclass(frozen=True, slots=True)
class RelationScore:
    """One relation: how many of the verdicts are listed, and how many of the listed ones were found."""

    relation: str
    precision: Share
    recall: Share


@dataclass(frozen=True, slots=True)
class Score:
    """The engine against one coding, with the agreement of several readers where there are several."""

    coding: str
    cells: int
    found: tuple[tuple[str, Share], ...]
    relations: tuple[RelationScore, ...]
    contradiction: RelationScore
    unlisted: tuple[Key, ...]
    missed: tuple[Entry, ...]
    kappa: float
    kappa_required: float


def compare(name: str, verdicts: Iterable[Key], coded: Sequence[Entry], cells: Sequence[Cell]) -> Score:
    """The score of ``verdicts`` (without ``does-not-address``) against one coding. ``cells`` are all pairs judged.

    ``kappa`` compares with everything listed, ``kappa_required`` with the clear and likely entries, arguable ones left free.
    """
    got = set(verdicts)
    listed = {entry.key for entry in coded}
    required = {entry.key for entry in coded if entry.certainty != "arguable"}
    found = tuple(
        (certainty, Share(len({e.key for e in coded if e.certainty == certainty} & got), len({e.key for e in coded if e.certainty == certainty})))
        for certainty in CERTAINTIES
    )
    relations = tuple(_relation(relation, got, listed, required) for relation in RELATIONS)
    free = listed - required
    return Score(
        coding=name,
        cells=len(cells),
        found=found,
        relations=relations,
        contradiction=relations[-1],
        unlisted=tuple(sorted(got - listed)),
        missed=tuple(sorted(entry for entry in coded if entry.key not in got)),
        kappa=kappa(_labels(cells, got), _labels(cells, listed)),
        kappa_required=kappa(_labels(cells, got - free), _labels(cells, required)),
    )


def _relation(relation: str, got: set[Key], listed: set[Key], required: set[Key]) -> RelationScore:
    own = {key for key in got if key[3] == relation}
    asked = {key for key in required if key[3] == relation}
    return RelationScore(relation, Share(len(own & listed), len(own)), Share(len(asked & own), len(asked)))


def _labels(cells: Sequence[Cell], keys: set[Key]) -> list[frozenset[str]]:
    by_cell: dict[Cell, set[str]] = {}
    for instrument, provision, element, relation in keys:
        by_cell.setdefault((instrument, provision, element), set()).add(relation)
    return [frozenset(by_cell.get(cell, ())) for cell in cells]


def reader_agreement(codings: Sequence[tuple[str, Sequence[Entry]]], cells: Sequence[Cell]) -> tuple[tuple[str, str, float], ...]:
    """Cohen's kappa between each pair of codings, on the cell."""
    out: list[tuple[str, str, float]] = []
    for index, (name, coded) in enumerate(codings):
        for other, theirs in codings[index + 1 :]:
            first, second = _labels(cells, {e.key for e in coded}), _labels(cells, {e.key for e in theirs})
            out.append((name, other, kappa(first, second)))
    return tuple(out)
