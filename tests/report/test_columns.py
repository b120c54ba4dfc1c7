"""Words in lines of a terminal: plain words the short way, and as edits the long one, come out alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compliance.model.change import Edit
from compliance.report.columns import columns, filled, laid_out

INDENTS = st.sampled_from(["", "  ", "    ", "– ", "法 "])


@given(st.lists(st.one_of(st.text("ab“é法\u0301 \t\n", max_size=30), st.sampled_from(["the", "porter", "waters"])), max_size=12).map(" ".join), st.integers(10, 60), INDENTS, INDENTS)
def test_plain_words_are_laid_out_as_edits_are(text: str, width: int, first: str, rest: str) -> None:
    lines = filled(text, width, first, rest)
    assert lines == laid_out([Edit("equal", text)], width, first, rest)
    assert all(columns(line) <= width for line in lines)
