"""Numbers with their units: what is read, what is equal, what cannot both hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.conflicts.quantities import Quantity, apart, meets, other_things, quantities
from compliance.pipeline import load_conflict_words


def read(text: str) -> tuple[Quantity, ...]:
    words = load_conflict_words()
    return quantities(text, words.amounts, words.forms.one)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("within thirty (30) days", [("time", 30, "most")]),
        ("upon one (1) week's notice", [("time", 7, "exact")]),
        ("no less than 15 business days before", [("time", 15, "least")]),
        ("pays $5,000 per month", [("money dollar/month", 5000, "exact")]),
        ("pays six thousand dollars", [("money dollar", 6000, "exact")]),
        ("a sum of two hundred and fifty euros", [("money euro", 250, "exact")]),
        ("bears five percent", [("percent", 5, "exact")]),
        ("bears 12.5 %", [("percent", 12.5, "exact")]),
        ("meets four times a year", [("often", 4, "exact")]),
        ("meets quarterly", [("often", 4, "exact")]),
        ("on the tenth day", [("day", 10, "exact")]),
        ("works at most 35 hours per week", [("time/week", 35 / 24, "most")]),
        ("under Section 7.1 or 7.2 of the terms", []),
        ("4.3 The tenant pays", []),
        ("one of the parties", []),
    ],
)
def test_what_is_read(text: str, wanted: list[tuple[str, float, str]]) -> None:
    assert [(one.dimension, pytest.approx(one.value, rel=1e-3), one.bound) for one in read(text)] == wanted


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("within 30 days", "within thirty (30) days"),
        ("within 14 days", "within two weeks"),
        ("for 24 months", "for two years"),
        ("bears 5%", "bears five percent"),
        ("meets quarterly", "meets four times a year"),
        ("on March 1, 2024", "on 1 March 2024"),
        ("at least 20 units", "at most 40 units"),
        ("at least 20 hours", "exactly 30 hours"),
    ],
)
def test_what_can_both_hold(first: str, second: str) -> None:
    assert apart(read(first), read(second)) is None
    assert read(first)[0].dimension == read(second)[0].dimension


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("within 30 days", "within six weeks"),
        ("pays $5,000", "pays 6 thousand dollars"),
        ("by 1 May 2024", "by 2 May 2024"),
        ("at most 35 hours per week", "at least 40 hours per week"),
        ("meets at least four times a year", "meets once a year"),
    ],
)
def test_what_cannot(first: str, second: str) -> None:
    assert apart(read(first), read(second)) is not None


def test_identifiers_tell_things_apart() -> None:
    assert other_things(read("finish phase one"), read("finish phase two"))
    assert other_things(read("pay the first instalment"), read("pay the second instalment"))
    assert not other_things(read("finish phase one"), read("finish phase 1"))


@given(st.text(max_size=60))
def test_places_are_places_of_the_text(text: str) -> None:
    for one in read(text):
        assert " ".join(text[one.span[0] : one.span[1]].split()) == one.text


_BOUND = st.sampled_from(["exact", "least", "most"])


@given(st.floats(0, 1000), st.floats(0, 1000), _BOUND, _BOUND)
def test_meeting_is_symmetric(first: float, second: float, bound: str, other: str) -> None:
    a, b = Quantity("time", first, bound, "", (0, 0)), Quantity("time", second, other, "", (0, 0))  # type: ignore[arg-type]
    assert meets(a, b) == meets(b, a)
    assert meets(a, a)
