"""A comparison on a terminal: what stands there, that it fits, and that nothing rests on colour."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.model.change import Comparison, Edit
from compliance.model.flip import CoverageChange, FlipReport, VerdictChange, VerdictSide
from compliance.report.changes_text import to_text
from compliance.report.columns import columns, filled, laid_out
from tests.report.comparisons import Link, by_hand, decree
from tests.report.strategies import comparisons

_STYLE = re.compile(r"\x1b\[[0-9;]*m")


def body(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())


def test_the_whole_page() -> None:
    assert to_text(decree()).splitlines()[3:] == """\
3 clauses reworded, 1 added, 1 removed, 1 moved, 1 split, 1 merged, 1 only
renumbered. 2 changes touch a negation, a modal verb, an exception, a number, a
date, a party or a condition.

Look at these
-------------
  ! 2 -> 3: negation dropped: “not”
  ! 6: modal verb changed: “shall” to “may”

What changed
------------
  1 reworded
    The branch registers all refugees across the country within [-thirty-]
    {+sixty+} days of their arrival.

  9 -> 2 moved up
    They should promise that they will not invite [...]

  2 -> 3 reworded
    They are [-not-] allowed to move to another location without permission
    [...]
    ! negation dropped: “not”

  3 renumbered 4

  4, 5 -> 5 merged
    Avoid contact with civilians[-. 5-]. In case of problems contact the
    officials.

  6 reworded
    They [-shall-] {+may+} obey the rules in all circumstances.
    ! modal verb changed: “shall” to “may”

  7 removed
    [-No other flag is used.-]

  7 added
    {+Cards carry a photograph.+}

  8 -> 8, 9 split
    Whoever wants to come obtains permission. {+9.+} Without it nobody comes.

These are statements on words; what they change in law is for a reader to say.
""".splitlines()


def test_colour_says_the_same_words() -> None:
    plain, coloured = to_text(decree()), to_text(decree(), colour=True)
    assert "\x1b[31;9mnot\x1b[0m" in coloured
    assert "\x1b[32;4msixty\x1b[0m" in coloured
    assert "[-" not in coloured
    bare = body(_STYLE.sub("", coloured))
    assert bare == body(re.sub(r"\[-|-\]|\{\+|\+\}", "", plain))


def test_everything_leaves_no_word_out() -> None:
    whole = body(to_text(decree(), everything=True))
    assert "[...]" not in whole
    assert "3 -> 4 renumbered Allegiance is compulsory." in whole
    assert "They should promise that they will not invite any other group." in whole


def test_no_change() -> None:
    same = by_hand([("1", "Pay.")], [("1", "Pay.")], [("unchanged", [0], [0], [])])
    out = to_text(same)
    assert "No clause changed.\n" in out
    assert "What changed" not in out
    spaced = Comparison(same.old, same.new.__class__("new", "", "0" * 64, "en", "1. Pay. \n"), same.changes)
    assert "No clause changed; the texts differ in white space" in body(to_text(spaced))


def _numbers(old: range, new: range) -> Comparison:
    links: list[Link] = [("renumbered", [at], [at], []) for at in range(len(old))]
    return by_hand([(str(n), f"Rule {at}.") for at, n in enumerate(old)], [(str(n), f"Rule {at}.") for at, n in enumerate(new)], links)


def test_a_run_of_new_numbers_is_one_line() -> None:
    out = to_text(_numbers(range(3, 22), range(4, 23)))
    assert "\n  3-21 renumbered 4-22\n" in out
    assert "No words changed: 19 clauses only renumbered." in out


def test_the_same_numbers_under_another_name_are_told_so() -> None:
    assert "  7-9 under another name\n" in to_text(_numbers(range(7, 10), range(7, 10)))


def test_another_distance_is_another_line() -> None:
    out = to_text(by_hand([("1", "A."), ("2", "B."), ("3", "C.")], [("2", "A."), ("3", "B."), ("7", "C.")], [("renumbered", [at], [at], []) for at in range(3)]))
    assert "  1, 2 renumbered 2, 3\n  3 renumbered 7\n" in out


def test_a_heading_does_not_part_a_run_and_a_numbered_clause_does() -> None:
    old = [("1", "A."), ("", "Of flags"), ("2", "B."), ("5", "C."), ("6", "D.")]
    new = [("2", "A."), ("", "Of flags"), ("3", "B."), ("5", "C."), ("7", "D.")]
    kinds = ("renumbered", "unchanged", "renumbered", "unchanged", "renumbered")
    out = to_text(by_hand(old, new, [(kind, [at], [at], []) for at, kind in enumerate(kinds)]))  # type: ignore[misc]
    assert "  1, 2 renumbered 2, 3\n  6 renumbered 7\n" in out


def test_clauses_that_moved_together_have_one_heading() -> None:
    old = [("1", "Stay here."), ("2", "Pay the fee."), ("3", "Keep the book open."), ("4", "Close the door.")]
    new = [("1", "Pay the fee."), ("2", "Keep the book shut."), ("3", "Close the door."), ("4", "Stay here.")]
    links: list[Link] = [("moved", [1], [0], ["renumbered"]), ("moved", [2], [1], ["reworded", "renumbered"]), ("moved", [3], [2], ["renumbered"]), ("renumbered", [0], [3], [])]
    out = body(to_text(by_hand(old, new, links)))
    assert "2-4 -> 1-3 moved up together (3 clauses) Pay the fee." in out
    assert "3 -> 2 moved up, reworded Keep the book [-open-] {+shut+}." in out
    assert out.count("moved up") == 2


def test_clauses_that_moved_from_two_places_have_a_heading_each() -> None:
    old = [("1", "Stay here."), ("2", "Pay the fee."), ("3", "Keep the book."), ("4", "Close the door.")]
    new = [("1", "Pay the fee."), ("2", "Close the door."), ("3", "Stay here."), ("4", "Keep the book.")]
    links: list[Link] = [("moved", [1], [0], []), ("moved", [3], [1], []), ("renumbered", [0], [2], []), ("renumbered", [2], [3], [])]
    out = to_text(by_hand(old, new, links))
    assert "  2 -> 1 moved up\n" in out
    assert "  4 -> 2 moved up\n" in out


def test_a_move_down_is_told_from_a_move_up() -> None:
    old = [("1", "First of all."), ("2", "Second."), ("3", "Third.")]
    new = [("1", "Second."), ("2", "Third."), ("3", "First of all.")]
    out = to_text(by_hand(old, new, [("renumbered", [1], [0], []), ("renumbered", [2], [1], []), ("moved", [0], [2], ["renumbered"])]))
    assert "  1 -> 3 moved down\n" in out


def test_long_stretches_are_shortened_between_two_changes() -> None:
    many = " ".join(f"w{at}" for at in range(40))
    out = body(to_text(by_hand([("1", f"old {many} end")], [("1", f"new {many} stop")], [("reworded", [0], [0], [])])))
    assert "[-old-] {+new+} w0 w1 w2 w3 w4 w5 w6 w7 [...] w32 w33 w34 w35 w36 w37 w38 w39 [-end-] {+stop+}" in out


def test_what_was_taken_out_is_never_shortened() -> None:
    many = " ".join(f"w{at}" for at in range(400))
    assert f"[-{many}-]" in body(to_text(by_hand([("1", many)], [], [("removed", [0], [], [])])))


def test_a_clause_without_number_is_named_by_its_place() -> None:
    old, new = [("4", "Pay."), ("", "Words here."), ("", "More words.")], [("4", "Pay."), ("", "Words here."), ("", "More of them.")]
    out = to_text(by_hand(old, new, [("unchanged", [0], [0], []), ("unchanged", [1], [1], []), ("reworded", [2], [2], [])]))
    assert "  paragraph 2 after 4 reworded\n" in out


def test_only_a_few_words_of_a_clause_stand_in_the_list() -> None:
    old, new = [("1", "a 1 b 2 c 3 d not e 4 f")], [("1", "a 5 b 6 c 7 d e 8 f")]
    look = body(to_text(by_hand(old, new, [("reworded", [0], [0], [])]))).partition("What changed")[0]
    assert "! 1: negation dropped: “not”; number changed: “1” to “5”; number changed: “2” to “6”; and 2 more" in look


def test_verdicts_that_flip() -> None:
    side = VerdictSide("2", "addresses", "not allowed", 0, 11)
    flip = VerdictChange("vanished", "3.host", (side,), (), (Edit("delete", "not", ("negation",)),), "words", 2)
    held = VerdictChange("held", "1.register", (side,), (side,), (), "", 0)
    out = body(to_text(decree(), verdicts=FlipReport("doha", "1", (held, flip), (CoverageChange("3.host", "addressed", "unaddressed"),))))
    assert "Verdicts that flip ------------------ 3.host: verdict vanished, 2 addresses before, nothing now (through the words) [-not-]" in out
    assert "3.host as a whole: addressed before, unaddressed now" in out
    assert "1.register" not in out
    assert "Every verdict held." in to_text(decree(), verdicts=FlipReport("doha", "1", (held,), ()))


def _fits(text: str, width: int) -> None:
    for line in text.split("\n"):
        shown = _STYLE.sub("", line)
        assert sum(0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in shown) <= width, line


@given(comparisons(), st.integers(40, 120), st.booleans(), st.booleans())
def test_no_line_is_wider_than_asked(comparison: Comparison, width: int, colour: bool, everything: bool) -> None:
    _fits(to_text(comparison, width, colour, everything), width)


@pytest.mark.parametrize("width", range(40, 121, 5))
def test_wide_and_long_words_fit(width: int) -> None:
    old = [("1", "漢字" * 90), ("2", "x" * 300 + " y"), ("3", "e\u0301" * 200)]
    new = [("1", "漢字" * 80 + "仮名"), ("2", "x" * 299 + "z y"), ("3", "e\u0301" * 200)]
    comparison = by_hand(old, new, [("reworded", [0], [0], []), ("reworded", [1], [1], []), ("unchanged", [2], [2], [])])
    for colour in (False, True):
        _fits(to_text(comparison, width, colour, everything=True), width)


def test_lines_are_filled_and_hold_every_word() -> None:
    lines = laid_out([Edit("equal", "one two "), Edit("delete", "three four"), Edit("insert", "five"), Edit("equal", ", six")], 20, "  ", "    ")
    assert lines == ["  one two [-three", "    four-] {+five+},", "    six"]
    assert filled("", 20) == []
    assert columns("漢字a") == 5
