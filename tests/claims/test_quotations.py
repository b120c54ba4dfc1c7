"""Quotations: how they are set does not matter, their words do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.claims.quotations import find_quotation

SOURCE = "1. Tenants must not burn\nwaste on their plots – ever. 2. The “owner’s” dog may\u00a0stay, if it is quiet."


@pytest.mark.parametrize(
    "quotation",
    ["Tenants must not burn waste", "tenants must not  burn\twaste on their plots - ever", "The 'owner's' dog may stay", "Tenants … waste", "must not [...] their plots", "[T]enants must not burn"],
)
def test_found_however_it_is_set(quotation: str) -> None:
    found = find_quotation(quotation, SOURCE)
    assert found is not None
    assert found.exact


def test_parts_stand_in_order() -> None:
    found = find_quotation("The ... dog ... quiet", SOURCE)
    assert found is not None
    assert [SOURCE[a:b] for a, b in found.spans] == ["The", "dog", "quiet"]
    again = find_quotation("quiet ... dog", SOURCE)
    assert again is None or not again.exact


def test_the_nearest_wording_is_shown_with_what_differs() -> None:
    found = find_quotation("Tenants must not burn old waste on his plots", SOURCE)
    assert found is not None
    assert not found.exact
    assert ("delete", "old") in found.differences
    assert ("insert", "their") in found.differences
    assert not found.negates


def test_a_negation_left_out_is_seen() -> None:
    found = find_quotation("Tenants must burn waste on their plots", SOURCE)
    assert found is not None
    assert found.negates


@pytest.mark.parametrize("quotation", ["completely other words than these here", "...", "", "“”"])
def test_nothing_near(quotation: str) -> None:
    assert find_quotation(quotation, SOURCE) is None


@given(st.text(max_size=200), st.text(max_size=400))
def test_any_text_is_read(quotation: str, source: str) -> None:
    found = find_quotation(quotation, source)
    if found is not None:
        assert all(0 <= a < b <= len(source) for a, b in found.spans)
        assert found.exact or found.differences


@given(st.lists(st.sampled_from(["a", "b", "not", "c"]), min_size=3, max_size=40), st.data())
def test_what_is_cut_out_is_found(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    found = find_quotation(" ".join(words[start:end]), " ".join(words))
    assert found is not None
    assert found.exact
