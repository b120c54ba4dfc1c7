"""What holds for the Word file of every pair of texts: accepted it is the new one, rejected the old one, and Word may open it."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from compliance.report.changes_docx import to_docx
from compliance.report.docx_words import shown
from compliance.report.interleave import interleave
from compliance.report.runs import NEW_SIDE, OLD_SIDE
from tests.changes.versions import versions
from tests.report.docx_check import complaints
from tests.report.docx_text import accepted, rejected
from tests.report.pairs import compared, lines, made_up

ANY = st.text(alphabet=st.one_of(st.sampled_from("ab12.()\n\r\t \x07\x85\u2028\u200f\u0301د'-#*<&"), st.characters()), max_size=100)


def holds(old: str, new: str) -> None:
    made = compared(old, new)
    data = to_docx(made)
    assert accepted(data) == shown(lines(new))
    assert rejected(data) == shown(lines(old))
    assert complaints(data) == []


@settings(max_examples=500, deadline=None)
@given(versions())
@example(made_up(2))
@example(("1. a b c\n2. d e f\n", "2. d e f\n1. a b c"))
@example(("1. a.\r\n\r\n\n2. b.\r\n", "2. b.\n\n1. a.\n\n"))
def test_accepted_the_new_text_rejected_the_old_one(pair: tuple[str, str]) -> None:
    holds(*pair)


@settings(max_examples=300, deadline=None)
@given(ANY, ANY)
@example("\r", "\n\r")
@example("a\r\r\nb", "a\n\rb")
def test_of_any_two_texts(old: str, new: str) -> None:
    holds(old, new)


@settings(max_examples=300, deadline=None)
@given(versions())
def test_the_runs_hold_both_texts(pair: tuple[str, str]) -> None:
    runs, _ = interleave(compared(*pair))
    for side, text in zip((OLD_SIDE, NEW_SIDE), pair, strict=True):
        assert "".join(run.text for run in runs if run.status in side) == lines(text)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**6).map(made_up))
@example(made_up(16))
@example(made_up(38))
def test_no_line_end_stays_between_words_that_came(pair: tuple[str, str]) -> None:
    came = ("insert", "move-to")
    runs, _ = interleave(compared(*pair))
    for before, run, after in zip(runs, runs[1:], runs[2:], strict=False):
        assert not (run.text == "\n" and run.status == "equal" and before.status in came and after.status in came)


@settings(max_examples=100, deadline=None)
@given(versions())
def test_a_text_against_itself_has_no_change(pair: tuple[str, str]) -> None:
    for text in pair:
        assert {run.status for run in interleave(compared(text, text))[0]} <= {"equal"}
