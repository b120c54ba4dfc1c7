"""Which words of a clause changed: whole words, one change where a reader sees one."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.changes.tokens import split_words, wording
from compliance.changes.words import word_edits

FEW = "the party shall not pay any sum within thirty days unless agreed in writing by both sides or else return all goods".split()
SHAPE = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}


def shown(old: str, new: str) -> str:
    edits = word_edits(split_words(old), split_words(new))
    assert "".join(edit.text for edit in edits if edit.op != "insert") == old
    assert "".join(edit.text for edit in edits if edit.op != "delete") == new
    return "".join(SHAPE[edit.op].format(edit.text) for edit in edits)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("within thirty (30) days", "within sixty (60) days", "within [-thirty (30)-]{+sixty (60)+} days"),
        ("are not allowed to go.", "are allowed to go.", "are [-not -]allowed to go."),
        ("a sum of 1,000.50 EUR", "a sum of 1,500.50 EUR", "a sum of [-1,000.50-]{+1,500.50+} EUR"),
        ("the non-disclosure here", "the non-exposure here", "the [-non-disclosure-]{+non-exposure+} here"),
        ("apples, pears and plums", "apples, pears, figs and plums", "apples, pears{+, figs+} and plums"),
        ("He shall pay. He shall go.", "He shall pay. He shall sing. He shall go.", "He shall pay. {+He shall sing. +}He shall go."),
        ("he may pay unless he is poor.", "he shall pay.", "he [-may-]{+shall+} pay[- unless he is poor-]."),
        ("no change", "no  change", "no [- -]{+  +}change".replace("[- -]{+  +}", "{+ +}")),
        ("د افغانستان اسلامي امارت", "د افغانستان جمهوري امارت", "د افغانستان [-اسلامي-]{+جمهوري+} امارت"),
        ("می‌خواهم بروم", "نمی‌خواهم بروم", "[-می‌خواهم-]{+نمی‌خواهم+} بروم"),
        ("国家尊重人权。", "国家不尊重人权。", "国家{+不+}尊重人权。"),
    ],
)
def test_a_reader_sees(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_long_runs_are_cut_at_words_that_stand_once() -> None:
    old = [f"word{n}" if n % 7 else "the" for n in range(3000)]
    new = [*old[:1000], "wholly", "new", *old[1000:2000], *old[2005:]]
    edits = word_edits(split_words(" ".join(old)), split_words(" ".join(new)))
    changed = {op: " ".join(edit.text.strip() for edit in edits if edit.op == op) for op in ("insert", "delete")}
    assert changed == {"insert": "wholly new", "delete": " ".join(old[2000:2005])}


def test_where_no_word_stands_once_long_texts_are_cut_at_runs_of_words() -> None:
    draw = random.Random(1)
    old = [draw.choice(FEW) for _ in range(4000)]
    new = ["all", *old[:1000], "all", "of", "it", *old[1003:3000], "notice", *old[3000:], "all"]
    edits = word_edits(split_words("one " + " ".join(old)), split_words("two " + " ".join(new)))
    gone, come = (sum(len(edit.text.split()) for edit in edits if edit.op == op) for op in ("delete", "insert"))
    assert gone < 30
    assert come < 30


def test_long_texts_with_nothing_in_common_are_one_replacement() -> None:
    draw = random.Random(2)
    old, new = (" ".join(draw.choice(FEW) for _ in range(2999)) for _ in range(2))
    edits = word_edits(split_words("one " + old + " one"), split_words("two " + new + " two"))
    assert [edit.op for edit in edits] == ["delete", "insert"]


@pytest.mark.parametrize(("word", "count"), [("بِسْمِ", 1), ("می‌خواهم", 1), ("हिन्दी", 1), ("e\u0301te\u0301", 1), ("party’s", 1), ("non-disclosure", 1), ("12/02/2021", 1), ("กำหนด", 4), ("国家", 2)])
def test_what_is_a_word(word: str, count: int) -> None:
    assert len(split_words(word)) == count


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_words_and_gaps_are_the_text_and_no_mark_stands_alone(text: str) -> None:
    words = split_words(text)
    assert words.gaps[0] + "".join(word + gap for word, gap in zip(words, words.gaps[1:], strict=True)) == text
    for at, word in enumerate(words):
        if unicodedata.category(word[0])[0] == "M":
            assert at == 0 or words.gaps[at], "a combining mark belongs to the letter before it"


@pytest.mark.parametrize(("one", "other"), [("the “end” – here", 'the "end" - here'), ("a\n b", "a b"), ("**1**. (*a*) to", "1. (a) to"), ("caf\u00e9", "cafe\u0301")])
def test_type_is_no_wording(one: str, other: str) -> None:
    assert wording(one) == wording(other)


def test_case_and_punctuation_are_wording() -> None:
    assert len({wording("the Party, too"), wording("the party, too"), wording("the Party too")}) == 3
