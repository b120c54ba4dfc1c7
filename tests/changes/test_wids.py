"""The identity that a clause had before: kept when its number changes, given once when it is split."""

from __future__ import annotations

from compliance.changes.compare import compare_trees
from compliance.changes.wids import former_ids
from compliance.clauses.parse import parse_source

OLD = """Order

1. Every member shall keep the books of the house in the cellar.
2. The gardener waters the roses in the morning.
3. Guests shall sign the book at the gate, and they shall leave their umbrellas with the porter before they enter the great hall.
"""


def ids(old: str, new: str, known: dict[str, str] | None = None) -> dict[str, str]:
    first, second = parse_source("a", old), parse_source("b", new)
    return former_ids(compare_trees(first, second), first, second, known)


def test_a_new_number_keeps_the_identity() -> None:
    new = OLD.replace("3. Guests", "4. Guests").replace("2. The gardener", "2. Horses are fed at noon in the stable.\n3. The gardener")
    assert ids(OLD, new) == {"para_2": "para_2-2", "para_3": "para_2", "para_4": "para_3"}


def test_two_clauses_are_never_one() -> None:
    """A clause that took the number of another is told apart from it, also by those who come later."""
    second = OLD.replace("3. Guests", "4. Guests").replace("2. The gardener", "2. Horses are fed at noon in the stable.\n3. The gardener")
    third = second.replace("4. Guests", "5. Guests").replace("3. The gardener", "4. The gardener").replace("2. Horses", "2. Dogs bark at night.\n3. Horses")
    found = ids(second, third, ids(OLD, second))
    assert found == {"para_2": "para_2-3", "para_3": "para_2-2", "para_4": "para_2", "para_5": "para_3"}
    assert len({*found.values(), "para_1"}) == 5


def test_what_takes_the_number_of_a_clause_that_is_gone_needs_none() -> None:
    assert ids(OLD, OLD.replace("The gardener waters the roses in the morning", "Dogs bark")) == {}


def test_what_had_one_from_an_older_version_keeps_that() -> None:
    new = OLD.replace("3. Guests", "4. Guests").replace("2. The gardener", "2. Horses are fed at noon in the stable.\n3. The gardener")
    assert ids(OLD, new, {"para_2": "para_9"}) == {"para_3": "para_9", "para_4": "para_3"}  # nobody is para_2, so that the new one is
    assert ids(OLD, OLD, {"para_2": "para_9"}) == {"para_2": "para_9"}
    assert ids(OLD, new, {"para_2": "para_3", "para_3": "para_2"}) == {"para_2": "para_2-2", "para_4": "para_2"}  # it is again what it was


def test_the_same_numbers_need_none() -> None:
    assert ids(OLD, OLD.replace("roses", "tulips")) == {}


SPLIT = OLD.replace("3. Guests shall sign the book at the gate, and they", "3. Guests shall sign the book at the gate.\n4. They")


def test_of_a_clause_that_was_split_the_piece_with_its_number_keeps_it() -> None:
    assert ids(OLD, SPLIT) == {}


def test_where_no_piece_has_its_number_the_larger_one_keeps_it() -> None:
    assert ids(OLD, SPLIT.replace("3. Guests", "8. Guests").replace("4. They", "9. They")) == {"para_9": "para_3"}


def test_of_merged_clauses_the_one_with_the_number_counts_else_the_larger() -> None:
    assert ids(SPLIT, OLD) == {}
    assert ids(SPLIT.replace("3. Guests", "8. Guests").replace("4. They", "9. They"), OLD) == {"para_3": "para_9"}


def test_points_and_sentences_go_with_what_holds_them() -> None:
    old = "Order\n\n1. Members shall:\n(a) keep the books in the cellar;\n(b) water the roses at night.\n\nA. Rules of the house\n\nDogs stay outside. Cats may enter the kitchen.\n"
    new = old.replace("1. Members shall", "1. Nobody smokes in the house.\n2. Members shall")
    found = ids(old, new)
    assert {eid: wid for eid, wid in found.items() if "point" in eid} == {"para_2__point_a": "para_1__point_a", "para_2__point_b": "para_1__point_b"}
    prose = ids("Order\n\n1. Dogs stay outside.\n\nChapter I: House\n\nCats may enter. Birds may not.\n", "Order\n\n1. Dogs stay outside.\n\nChapter II: House\n\nCats may enter. Birds may not.\n")
    assert prose == {"chp_2": "chp_1", "chp_2__p_1": "chp_1__p_1", "chp_2__p_1__s_1": "chp_1__p_1__s_1", "chp_2__p_1__s_2": "chp_1__p_1__s_2"}
