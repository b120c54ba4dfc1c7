"""The rewrite laws, as laws: involutions, and the see-to-it table against duality."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.norms import laws

LETTERS = st.sampled_from("OFPX")


@given(LETTERS)
def test_duality_twice_is_nothing(letter: str) -> None:
    assert laws.duality(laws.duality(letter)) == letter


@given(LETTERS)
def test_a_negative_verb_is_a_negation(letter: str) -> None:
    assert laws.negative_verb(letter) == laws.duality(letter)


def test_negative_subjects_forbid() -> None:
    assert [laws.negative_subject(letter) for letter in "OPF"] == ["F", "F", "P"]


@given(st.sampled_from(["ensure", "permit", "prevent", "instruct"]), LETTERS)
def test_negated_content_is_the_dual(verb: str, letter: str) -> None:
    plain = laws.see_to_it(verb, letter, inner_negated=False)
    assert laws.see_to_it(verb, letter, inner_negated=True) == laws.duality(plain)


@pytest.mark.parametrize(
    ("verb", "outer", "inner"),
    [("prevent", "O", "F"), ("permit", "F", "F"), ("permit", "P", "P"), ("ensure", "O", "O"), ("prevent", "F", "P"), ("instruct", "O", "O")],
)
def test_see_to_it(verb: str, outer: str, inner: str) -> None:
    assert laws.see_to_it(verb, outer, inner_negated=False) == inner


def test_every_letter_has_a_name() -> None:
    assert set(laws.NAMES) == set("OFPWCX")
