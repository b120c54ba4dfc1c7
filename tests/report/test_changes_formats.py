"""What holds of a comparison in every format: nothing hidden, nothing left out, the same bytes from run to run."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.model.change import Comparison, Edit
from compliance.model.flip import VerdictChange, VerdictSide
from compliance.report.changes_formats import CHANGES_FORMATS
from compliance.report.changes_pieces import in_context, pieces, readable
from compliance.report.changes_wording import flip_words, legible, named, numbers_words, touch_words, touches
from tests.report.comparisons import by_hand, decree
from tests.report.strategies import comparisons, words


@pytest.mark.parametrize("name", sorted(CHANGES_FORMATS))
def test_every_format_tells_every_change(name: str) -> None:
    out = CHANGES_FORMATS[name](decree())
    for word in ("reworded", "added", "removed", "moved", "split", "merged", "renumbered", "thirty", "sixty", "No other flag is used."):
        assert word in out, word


@given(comparisons())
def test_no_format_lets_a_control_or_direction_character_through(comparison: Comparison) -> None:
    for write in CHANGES_FORMATS.values():
        out = write(comparison)
        assert not {"\u202e", "\u202c", "\u2066", "\x07", "\x1b", "\udcff", "\u200b"} & set(out)
        out.encode("utf-8")


_PROGRAM = """
import hashlib
from compliance.report.changes_formats import CHANGES_FORMATS
from tests.report.comparisons import decree
for name, write in sorted(CHANGES_FORMATS.items()):
    print(name, hashlib.sha256(write(decree()).encode()).hexdigest())
"""


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    here = "".join(f"{name} {hashlib.sha256(write(decree()).encode()).hexdigest()}\n" for name, write in sorted(CHANGES_FORMATS.items()))
    for seed in ("0", "1", "4711"):
        done = subprocess.run([sys.executable, "-c", _PROGRAM], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True)
        assert done.stdout == here


@given(words)
def test_legible_words_keep_every_character_or_name_it(text: str) -> None:
    shown = legible(text)
    for char in set(text):
        assert char in shown or f"⟨U+{ord(char):04X}⟩" in shown
    assert legible("a", before="b") == "a"


@pytest.mark.parametrize(
    ("text", "right_to_left", "shown"),
    [
        ("نمی\u200cتواند", False, "نمی\u200cتواند"),  # a joiner that the writing needs
        ("n\u200cot", False, "n⟨U+200C⟩ot"),
        ("\u200cتواند", False, "⟨U+200C⟩تواند"),
        ("(الف)\u200f", True, "(الف)\u200f"),
        ("a\u200fb", False, "a⟨U+200F⟩b"),
        ("a\u202eb", True, "a⟨U+202E⟩b"),
        ("a\u00a0 \n\tb", False, "a b"),
    ],
)
def test_what_stays_and_what_is_named(text: str, right_to_left: bool, shown: str) -> None:
    assert legible(text, right_to_left=right_to_left) == shown


def test_a_joiner_stays_where_an_edit_ends_in_front_of_it() -> None:
    shown = readable([Edit("insert", "نمی"), Edit("equal", "\u200cتواند")])
    assert [edit.text for edit in shown] == ["نمی", "\u200cتواند"]


def test_markers_and_outer_white_space_are_no_words() -> None:
    made = by_hand([("22", "Pay the fee.")], [("9", "Pay the fee .")], [("moved", [0], [0], ["renumbered"])])
    assert "".join(edit.text for edit in pieces(made, made.changes[0])) == "Pay the fee ."
    assert all(edit.op == "equal" for edit in pieces(made, made.changes[0]))  # white space alone changed


@given(comparisons())
def test_pieces_hold_the_words_of_both_sides(comparison: Comparison) -> None:
    for change in comparison.changes:
        shown = pieces(comparison, change)
        for side, spans, source in (("insert", change.old, comparison.old.source), ("delete", change.new, comparison.new.source)):
            if len(spans) != 1:
                continue
            words = source[spans[0].words_start : spans[0].words_end]
            mine = "".join(edit.text for edit in shown if edit.op != side)
            assert _letters(mine).endswith(_letters(words))  # before them a marker that the other side has among its words


def _letters(text: str) -> str:
    return "".join(re.sub(r"⟨U\+([0-9A-F]+)⟩", lambda match: chr(int(match.group(1), 16)), text).split())


@given(st.lists(st.tuples(st.sampled_from(("equal", "delete", "insert")), words), max_size=6))
def test_shortening_touches_shared_words_only(runs: list[tuple[str, str]]) -> None:
    shown = [Edit(op, text) for op, text in runs]  # type: ignore[arg-type]
    out = in_context(shown, words=3)
    assert [edit for edit in out if edit.op != "equal"] == [edit for edit in shown if edit.op != "equal"]
    for before, after in zip(shown, out, strict=True):
        assert len(after.text) <= len(before.text)


def test_words_put_in_place_of_others_are_told_together() -> None:
    shown = [Edit("delete", "not", ("negation",)), Edit("equal", " "), Edit("insert", "never", ("negation",)), Edit("equal", " pay "), Edit("insert", "30", ("number", "date"))]
    assert [touch_words(touch) for touch in touches(shown)] == ["negation changed: “not” to “never”", "number and date added: “30”"]


def test_a_verdict_that_flips_by_what_it_is_read_with_names_it() -> None:
    side = VerdictSide("6", "addresses", "They shall obey", 0, 15)
    flip = VerdictChange("vanished", "3.obey", (side,), (), (Edit("delete", "not", ("negation",)),), "context", 5, (1, 2))
    assert flip_words(flip, decree()) == "verdict vanished, 6 addresses before, nothing now (through what it is read with: 9 -> 2 and 2 -> 3)"


def test_clauses_without_number_are_named_by_their_place() -> None:
    made = by_hand([("", "Whereas."), ("3", "A."), ("", "B."), ("", "C.")], [("3", "A.")], [("removed", [0], [], []), ("unchanged", [1], [0], []), ("removed", [2], [], []), ("removed", [3], [], [])])
    assert [numbers_words(change.old, change.new) for change in named(made).changes] == ["paragraph", "3", "paragraph after 3", "paragraph 2 after 3"]
