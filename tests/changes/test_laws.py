"""What holds for every pair of texts: the changes are a patch, of both texts nothing is left out, and a text is its own equal."""

from __future__ import annotations

import os
import subprocess
import sys

from hypothesis import example, given, settings
from hypothesis import strategies as st

from compliance.changes.apply import apply_changes, invert
from compliance.changes.compare import compare_trees
from compliance.clauses.parse import parse_source
from compliance.comparing import load_mark_words
from compliance.model.change import Change
from tests.changes.versions import versions

ANY = st.text(alphabet=st.one_of(st.sampled_from("ab12.()\n\r\t \u00a0\u200f\u0301'-#*:;"), st.characters(exclude_categories=["Cs"])), max_size=120)


def compare(old: str, new: str) -> tuple[Change, ...]:
    return compare_trees(parse_source("old", old), parse_source("new", new), load_mark_words("en"))


@settings(max_examples=1500, deadline=None)
@given(versions())
@example(("1. a b c\n", ""))
@example(("", "1. a b c\n"))
@example(("1. \n2. \n", "1. \n"))
def test_the_changes_turn_one_version_into_the_other_and_back(pair: tuple[str, str]) -> None:
    old, new = pair
    changes = compare(old, new)
    assert apply_changes(changes, old) == new
    assert apply_changes(invert(changes), new) == old


@settings(max_examples=600, deadline=None)
@given(ANY, ANY)
def test_the_changes_turn_any_text_into_any_other(old: str, new: str) -> None:
    changes = compare(old, new)
    assert apply_changes(changes, old) == new
    assert apply_changes(invert(changes), new) == old


@settings(max_examples=400, deadline=None)
@given(versions())
def test_every_clause_of_both_texts_is_in_one_change(pair: tuple[str, str]) -> None:
    changes = compare(*pair)
    for side, text in zip(("old", "new"), pair, strict=True):
        spans = sorted((span.start, span.end) for change in changes for span in getattr(change, side))
        assert [start for start, _ in spans] == [0, *(end for _, end in spans[:-1])][: len(spans)]
        assert (spans[-1][1] if spans else 0) == len(text)


@settings(max_examples=400, deadline=None)
@given(versions())
def test_a_text_is_its_own_equal(pair: tuple[str, str]) -> None:
    for text in pair:
        assert {change.kind for change in compare(text, text)} <= {"unchanged"}


@settings(max_examples=200, deadline=None)
@given(versions())
def test_edits_cut_no_word(pair: tuple[str, str]) -> None:
    for change in compare(*pair):
        for before, after in zip(change.edits, change.edits[1:], strict=False):
            for op in ("insert", "delete"):
                texts = [edit.text for edit in (before, after) if edit.op != op]
                if len(texts) == 2 and {before.op, after.op} != {"delete", "insert"}:
                    assert not (texts[0][-1:].isalnum() and texts[1][:1].isalnum()) or any(ord(char) > 0x2FFF for char in texts[0][-1:] + texts[1][:1])


def test_the_order_of_hashes_changes_nothing() -> None:
    script = (
        "from compliance.changes.compare import compare_trees\n"
        "from compliance.clauses.parse import parse_source\n"
        "from compliance.comparing import load_mark_words\n"
        "import random\n"
        "words = 'the party shall not pay any sum within thirty days unless agreed in writing by both sides or else return all goods'.split()\n"
        "draw = random.Random(7)\n"
        "old = [' '.join(draw.choices(words, k=12)) for _ in range(60)]\n"
        "new = [text if draw.random() < 0.6 else ' '.join(draw.choices(words, k=12)) for text in draw.sample(old, 55)]\n"
        "lay = lambda texts: ''.join(f'{n}. {text}\\n' for n, text in enumerate(texts, 1))\n"
        "print(compare_trees(parse_source('a', lay(old)), parse_source('b', lay(new)), load_mark_words('en')))\n"
    )
    outputs = {subprocess.run([sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True).stdout for seed in ("0", "1", "2")}
    assert len(outputs) == 1
