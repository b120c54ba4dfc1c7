"""Wilson's interval and Cohen's kappa against worked values, and the comparison of verdicts with codings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.score.coding import Entry
from compliance.score.compare import compare, reader_agreement
from compliance.score.measure import Share, kappa, wilson


def test_wilson_of_known_values() -> None:
    assert wilson(28, 34) == pytest.approx((0.665, 0.917), abs=0.001)
    assert wilson(0, 10)[0] == 0.0
    assert wilson(10, 10)[1] == 1.0
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share(pair: tuple[int, int]) -> None:
    low, high = wilson(*pair)
    assert -1e-9 <= low <= pair[0] / pair[1] <= high + 1e-9


def test_kappa_of_a_worked_table() -> None:
    """20 both yes, 5 and 10 apart, 15 both no: observed .7, expected .5, kappa .4."""
    first = ["y"] * 25 + ["n"] * 25
    second = ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    assert kappa(first, second) == pytest.approx(0.4)


def test_kappa_needs_equal_lengths() -> None:
    with pytest.raises(ValueError, match="length"):
        kappa(["a"], [])


@given(st.lists(st.sampled_from("abc"), min_size=1))
def test_kappa_with_oneself_is_one(labels: list[str]) -> None:
    assert kappa(labels, labels) == 1.0


CELLS = [("i", str(n), "e") for n in range(1, 5)]


def test_compare() -> None:
    coded = [Entry("i", "1", "e", "addresses", "clear"), Entry("i", "2", "e", "contradicts", "likely"), Entry("i", "3", "e", "contradicts", "arguable")]
    got = [("i", "1", "e", "addresses"), ("i", "3", "e", "contradicts"), ("i", "4", "e", "partially-addresses")]
    score = compare("c", got, coded, CELLS)
    assert dict(score.found) == {"clear": Share(1, 1), "likely": Share(0, 1), "arguable": Share(1, 1)}
    assert score.unlisted == (("i", "4", "e", "partially-addresses"),)
    assert [entry.provision for entry in score.missed] == ["2"]
    assert (score.contradiction.precision, score.contradiction.recall) == (Share(1, 1), Share(0, 1))


def test_reader_agreement() -> None:
    one = [Entry("i", "1", "e", "addresses", "clear")]
    other = [Entry("i", "1", "e", "contradicts", "clear")]
    assert reader_agreement([("a", one), ("b", one)], CELLS) == (("a", "b", 1.0),)
    assert reader_agreement([("a", one), ("b", other)], CELLS)[0][2] < 1.0
