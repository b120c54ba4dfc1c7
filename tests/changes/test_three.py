"""Two drafts and their base: who changed which clause, and what both changed differently."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.changes.compare import compare_trees
from compliance.changes.three import three_way
from compliance.clauses.parse import parse_source
from compliance.model.change import Change
from compliance.model.three import AddedClause, BaseClause

CLAUSES = [
    "Every member shall keep the books of the house in the cellar.",
    "The gardener waters the roses in the morning.",
    "Guests shall sign the book at the gate before they enter.",
    "Fees are due within thirty days of the first notice.",
    "Horses are fed at noon in the old stable behind the mill.",
    "Nobody may light a fire in the great hall during winter.",
]


def written(clauses: list[str]) -> str:
    return "Order\n\n" + "".join(f"{number}. {words}\n" for number, words in enumerate(clauses, 1))


def changes(old: str, new: str) -> tuple[Change, ...]:
    return compare_trees(parse_source("a", old), parse_source("b", new))


def three(first: list[str], second: list[str], base: list[str] = CLAUSES) -> tuple[tuple[BaseClause, ...], tuple[AddedClause, ...]]:
    source, one, other = written(base), written(first), written(second)
    return three_way(changes(source, one), changes(source, other), one, other)


def by(first: list[str], second: list[str]) -> dict[str, str]:
    """Who changed each numbered clause of the base."""
    return {clause.span.label: clause.by for clause in three(first, second)[0] if clause.span.label}


def edited(**clauses: str | None) -> list[str]:
    """The base with some clauses in other words (``c2="..."``), or without them."""
    out = [clauses.get(f"c{number}", words) for number, words in enumerate(CLAUSES, 1)]
    return [words for words in out if words is not None]


def test_every_clause_is_changed_by_neither_one_both_or_differently() -> None:
    first = edited(c2="The gardener waters the roses in the evening.", c3="Guests shall sign the book at the door before they enter.", c4="Fees are due within sixty days of the first notice.")
    second = edited(c1="Every member shall keep the books of the house in the attic.", c3="Guests shall sign the book at the door before they enter.", c4="Fees are due within ninety days of the first notice.")
    assert by(first, second) == {"1": "new", "2": "old", "3": "both", "4": "conflict", "5": "neither", "6": "neither"}


def test_a_new_number_is_no_change() -> None:
    added = [CLAUSES[0], "Dogs stay outside at night.", *CLAUSES[1:]]
    assert set(by(added, CLAUSES).values()) == {"neither"}
    assert set(by(added, edited(c5="Horses are fed at dawn in the old stable behind the mill.")).values()) == {"neither", "new"}


def test_removed_by_one_and_reworded_by_the_other_is_a_conflict() -> None:
    found = by(edited(c4=None), edited(c4="Fees are due within ninety days of the first notice."))
    assert found["4"] == "conflict"
    assert by(edited(c4=None), edited(c4=None))["4"] == "both"
    assert by(edited(c4=None), CLAUSES)["4"] == "old"


def test_moved_to_one_place_by_both_is_alike_and_to_two_places_a_conflict() -> None:
    to_end = [*CLAUSES[1:], CLAUSES[0]]
    to_third = [CLAUSES[1], CLAUSES[2], CLAUSES[3], CLAUSES[0], *CLAUSES[4:]]
    assert by(to_end, to_end)["1"] == "both"
    assert by(to_end, to_third)["1"] == "conflict"
    assert by(to_end, CLAUSES)["1"] == "old"


def test_white_space_is_no_difference() -> None:
    first = written(edited(c4="Fees are due within sixty days of the first notice."))
    second = first.replace("sixty days", "sixty\n   days")
    clauses, _ = three_way(changes(written(CLAUSES), first), changes(written(CLAUSES), second), first, second)
    assert {clause.span.label: clause.by for clause in clauses}["4"] == "both"


def test_what_was_added_by_one_or_by_both() -> None:
    dogs, cats = "Dogs stay outside at night.", "Cats may enter the kitchen after supper."
    base, first, second = written(CLAUSES), written([*CLAUSES[:2], dogs, *CLAUSES[2:], cats]), written([dogs, *CLAUSES, cats])
    ours, theirs = changes(base, first), changes(base, second)
    _, added = three_way(ours, theirs, first, second)
    words = [tuple(None if index is None else source[side[index].new[0].words_start : side[index].new[0].words_end] for index, side, source in ((one.old, ours, first), (one.new, theirs, second))) for one in added]
    assert words == [(dogs, dogs), (cats, cats)]
    assert three([*CLAUSES, dogs], CLAUSES)[1] == (AddedClause(len(CLAUSES) + 1, None),)
    assert three(CLAUSES, [*CLAUSES, dogs])[1] == (AddedClause(None, len(CLAUSES) + 1),)


def test_drafts_of_different_bases_are_refused() -> None:
    one, other = written(CLAUSES), written(CLAUSES[:3])
    with pytest.raises(ValueError, match="same base"):
        three_way(changes(one, one), changes(other, one), one, one)


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_every_clause_once_and_the_other_way_round_is_the_same(chance: random.Random) -> None:
    def draft() -> list[str]:
        out = [words.replace(" the ", f" {chance.choice(['the', 'the', 'an'])} ", 1) for words in CLAUSES if chance.random() > 0.15]
        if chance.random() > 0.5:
            out.insert(chance.randrange(len(out) + 1), chance.choice(["Dogs stay outside at night.", "Cats may enter the kitchen after supper."]))
        return out

    first, second = draft(), draft()
    clauses, added = three(first, second)
    back, added_back = three(second, first)
    source = written(CLAUSES)
    assert "".join(source[clause.span.start : clause.span.end] for clause in clauses) == source
    turned = {"old": "new", "new": "old"}
    assert [turned.get(clause.by, clause.by) for clause in clauses] == [clause.by for clause in back]
    assert {(one.old, one.new) for one in added} == {(one.new, one.old) for one in added_back}
    assert all(clause.by in ("neither", "both") for clause in three(first, first)[0])
