"""Changed words tried one by one: what a hunk is, what a text is with it and without it, and what is concluded."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.changes.compare import compare_trees
from compliance.clauses.parse import parse_source
from compliance.model.change import Change
from compliance.tasks.flip_causes import Pairs, Range, Trial, hunks, replaced

OLD = "Order\n\n1. One shall keep the red books. Two shall keep the blue pens.\n2. Three stays.\n"
NEW = "Order\n\n1. One may keep the green books. Two shall keep the blue pens.\n3. Three stays.\n"


def changes(old: str, new: str) -> tuple[Change, ...]:
    return compare_trees(parse_source("t", old), parse_source("t", new))


def reworded(old: str = OLD, new: str = NEW) -> Change:
    (change,) = (change for change in changes(old, new) if change.kind == "reworded")
    return change


def trial(says: dict[str, str], change: Change | None = None) -> Trial:
    """A trial in which each key says its value on the element ``e`` where its words stand in the clause."""

    def said(source: str, ranges: tuple[Range, ...]) -> Pairs:
        words = " ".join(source[low:high] for low, high in ranges)
        return frozenset(("e", relation) for key, relation in says.items() if all(part in words for part in key.split("+")))

    return Trial(change or reworded(), OLD, NEW, said, said, 10)


def test_hunks_are_words_and_their_places() -> None:
    found = hunks(reworded())
    assert [(hunk.taken.strip(), hunk.put.strip()) for hunk in found] == [("shall", "may"), ("red", "green")]
    for hunk in found:
        assert "".join(OLD[low:high] for low, high in hunk.old) == hunk.taken
        assert "".join(NEW[low:high] for low, high in hunk.new) == hunk.put


def test_another_number_is_no_hunk() -> None:
    (number,) = (change for change in changes(OLD, NEW) if change.kind == "renumbered")
    assert [edit for edit in number.edits if edit.op != "equal"]
    assert hunks(number) == ()


def test_the_words_that_do_it_alone() -> None:
    found = trial({"shall keep the red": "addresses", "shall keep the green": "addresses", "may keep": "contradicts"})
    (hunk,) = found.alone("e", frozenset({"addresses"}), frozenset({"contradicts"}))
    assert (hunk.taken.strip(), hunk.put.strip()) == ("shall", "may")


def test_words_that_do_it_together_only() -> None:
    found = trial({"shall+red": "addresses", "shall keep the green": "partially-addresses", "may keep the red": "partially-addresses", "may+green": "contradicts"})
    sides = frozenset({"addresses"}), frozenset({"contradicts"})
    assert found.alone("e", *sides) == ()
    assert found.together("e", sides[1])
    assert not found.together("e", frozenset({"partially-addresses"}))


def test_what_was_not_judged_concludes_nothing() -> None:
    silent = Trial(reworded(), OLD, NEW, lambda *_: None, lambda *_: None, 10)
    assert silent.alone("e", frozenset(), frozenset()) == ()
    assert not silent.together("e", frozenset())


def test_too_many_hunks_are_not_tried_one_by_one() -> None:
    few = Trial(reworded(), OLD, NEW, lambda *_: frozenset({("e", "x")}), lambda *_: frozenset(), 1)
    assert few.alone("e", frozenset(), frozenset({"x"})) == ()
    assert few.together("e", frozenset({"x"}))


WORDS = st.lists(st.sampled_from("alpha beta gamma delta not shall may the a of , ;".split()), min_size=4, max_size=14).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(WORDS, WORDS, st.integers(1, 9))
def test_with_all_hunks_the_old_clause_says_the_new_words(first: str, second: str, number: int) -> None:
    old = f"Order\n\n1. Every member {first} in the house of the garden.\n2. Three stays.\n"
    new = f"Order\n\n{number}. Every member {second} in the house of the garden.\n{number + 1}. Three stays.\n"
    for change in changes(old, new):
        if not change.old or not change.new:
            continue
        found = hunks(change)
        put, there = replaced(old, change.old, [(hunk.old, hunk.put) for hunk in found])
        back, here = replaced(new, change.new, [(hunk.new, hunk.taken) for hunk in found])
        assert said(put, there) == said(new, [(span.start, span.end) for span in change.new])
        assert said(back, here) == said(old, [(span.start, span.end) for span in change.old])
        assert put[: there[0][0]] == old[: change.old[0].start]
        assert put[there[-1][1] :] == old[change.old[-1].end :]


def said(source: str, ranges: list[Range] | tuple[Range, ...]) -> list[str]:
    """The words of some clauses without their numbers."""
    return [word for low, high in ranges for word in source[low:high].split() if not word[:-1].isdigit()]
