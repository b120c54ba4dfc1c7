"""The little English that several rooms need."""

from __future__ import annotations

import pytest

from compliance.language import names_may


@pytest.mark.parametrize(
    ("before", "word", "after", "month"),
    [
        ("in", "May", "2021", True), ("", "May", "2021", True), ("OF", "MAY", "2021", True), ("", "may", "2021", True), ("in", "May", "", True),
        ("by", "May", "the", True), ("3", "May", "", True), ("3rd", "May", "the", True), ("since", "May", ",", True), ("IN", "MAY", "", True),
        ("one", "may", "leave", False), ("one", "May", "Leave", False), ("", "May", "travel", False), ("3", "may", "be", False), ("3", "May", "Be", False),
        ("in", "may", "stay", False), ("in", "May", "not", False), ("IN", "MAY", "STAY", False), ("in", "June", "2021", False),
    ],
)  # fmt: skip
def test_may_is_a_month_where_the_words_around_it_say_so(before: str, word: str, after: str, month: bool) -> None:
    assert names_may(before, word, after) is month
