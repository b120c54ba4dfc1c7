"""What a lawyer looks at twice."""

from __future__ import annotations

import random

import pytest

from compliance.changes import marks
from compliance.changes.compare import compare_trees
from compliance.changes.marks import Names, compile_mark_words
from compliance.changes.script import language_of
from compliance.clauses.parse import parse_source
from compliance.comparing import load_mark_words
from compliance.disk import change_words
from compliance.model.change import Change


def test_a_name_is_found_among_few_words_and_among_many() -> None:
    words = load_mark_words("en")
    text = "The Supplier, called so here, gives the goods to the Buyer_2 and a Bank-Note to Émile's bank. Émile is glad, and the supplier2 too. Goods are sold; Rome is far, Rome."
    few, many = Names(words, text, "It lies in Rome."), Names(words, text, "It lies in Rome.")
    for letter in range(100):
        assert chr(ord("A") + letter % 26) + "x" * letter not in many
    found = {name for name in ("Supplier", "Buyer", "Bank-Note", "Bank", "Émile", "Goods", "Rome", "It", "The") if name in few}
    assert found == {"Supplier", "Buyer", "Bank-Note", "Émile", "Rome"} == {name for name in (*found, "Bank", "Goods", "It", "The") if name in many}


def test_many_names_are_looked_up_in_one_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []
    usual = marks._places
    monkeypatch.setattr(marks, "_places", lambda source, word: searched.append(word) or usual(source, word))
    names = Names(load_mark_words("en"), "the party pays the sum to a bank. " * 400)
    assert not any("A" + "x" * (at % 50) + "abcdefghij"[at % 10] + "y" * (at // 50) in names for at in range(2_000))
    assert 0 < len(searched) <= 2 * marks._LOOKED_UP


def test_a_long_text_without_white_space_is_read_near_its_edits_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    usual = marks._find
    monkeypatch.setattr(marks, "_find", lambda text, low, high, words: read.append(high - low) or usual(text, low, high, words))
    draw = random.Random(3)
    old = "".join(draw.choice("国家尊重人权的法律和不") for _ in range(20_000))
    new = "".join(char if draw.random() < 0.9 else "民" for char in old)
    compare_trees(parse_source("old", old), parse_source("new", new), load_mark_words("en"))
    assert len(read) > 1_000
    assert max(read) < 500


HEAD = "1. The Supplier agrees with the Buyer, and with the Recipient, on all of it.\n2. "


def change(old: str, new: str, language: str = "en", head: str = HEAD) -> Change:
    changes = compare_trees(parse_source("old", head + old), parse_source("new", head + new), load_mark_words(language))
    (found,) = [one for one in changes if one.kind != "unchanged"]
    return found


@pytest.mark.parametrize(
    ("old", "new", "marks"),
    [
        ("They are not allowed to move.", "They are allowed to move.", ("negation",)),
        ("It is lawful to hold arms here.", "It is unlawful to hold arms here.", ("negation",)),
        ("No member shall be paid for it.", "Every member shall be paid for it.", ("negation",)),
        ("The Supplier shall pay the price.", "The Supplier may pay the price.", ("modal",)),
        ("The Supplier shall pay it within thirty (30) days.", "The Supplier shall pay it within sixty (60) days.", ("number",)),
        ("The Supplier shall pay the price.", "The Buyer shall pay the price.", ("party",)),
        ("Goods are paid on 12 May 2020.", "Goods are paid on 13 May 2020.", ("date",)),
        ("Goods are paid on 2020-05-12 at noon.", "Goods are paid on 2020-06-12 at noon.", ("date",)),
        ("Goods are paid under section 5(2) above.", "Goods are paid under section 6(2) above.", ("reference",)),
        ("It shall tell all it knows.", "It shall tell all it knows, except what is secret.", ("exception",)),
        ("It shall tell all it knows, save what is secret.", "It shall tell all it knows.", ("exception",)),
        ("It may sell the goods and the ship.", "It may sell the goods or the ship.", ("condition",)),
        ("It may sell the goods.", "It may sell the goods if the price is paid.", ("condition",)),
        ("It may sell red goods and ships.", "It may sell green goods and ships.", ()),
    ],
)
def test_marks(old: str, new: str, marks: tuple[str, ...]) -> None:
    found = change(old, new)
    assert found.marks == marks
    assert {kind for edit in found.edits for kind in edit.marks} == set(marks)
    assert all(not edit.marks for edit in found.edits if edit.op == "equal")


def test_the_number_of_a_clause_is_no_number_of_its_words() -> None:
    old, new = HEAD + "It may sell red goods and ships.", "0. This stands in front of all.\n" + HEAD.replace("2.", "3.").replace("1.", "2.") + "It may sell green goods and ships."
    changes = compare_trees(parse_source("old", old), parse_source("new", new), load_mark_words("en"))
    assert [one.marks for one in changes if one.old and one.new] == [(), ()]


def test_french() -> None:
    assert change("Le mineur ne peut pas agir seul.", "Le mineur peut agir seul.", "fr", "1. Tout est dit dans ce texte.\n2. ").marks == ("negation",)


def test_a_language_without_data_knows_digits() -> None:
    assert load_mark_words("zu") == compile_mark_words({})
    assert change("Izinsuku 10 zedwa", "Izinsuku 20 zedwa", "zu", "1. Umbhalo\n2. ").marks == ("number",)


@pytest.mark.parametrize("language", ["ar", "en", "fa", "fr", "ps"])
def test_no_word_stands_in_two_lists(language: str) -> None:
    data = change_words(language)
    lists = [data.get(name, []) for name in ("negation", "modal", "exception", "condition", "exchanged", "number", "date", "party")]
    assert all(len(words) == len(set(words)) for words in lists)
    allowed = {"no one", "personne", "jan"}
    seen: set[str] = set()
    for words in lists:
        assert not (set(words) & seen) - allowed, set(words) & seen
        seen |= set(words)


@pytest.mark.parametrize(
    ("old", "new", "mark"),
    [
        ("The fee is 5 EUR a day.", "The fee is 5 USD a day.", "number"),
        ("After a thirty-day wait it ends.", "After a sixty-day wait it ends.", "number"),
        ("It is kept at -5 degrees here.", "It is kept at 5 degrees here.", "number"),
        ("They pay the maximum fee for it.", "They pay the minimum fee for it.", "condition"),
        ("They answer jointly for all of it.", "They answer severally for all of it.", "condition"),
        ("It ends within 30 days from now.", "It ends within 30 business days from now.", "number"),
        ("Goods are paid on 31 Jan. 2020 here.", "Goods are paid on 28 Feb. 2020 here.", "date"),
        ("Goods are paid under § 5 above.", "Goods are paid under § 6 above.", "reference"),
    ],
)
def test_more_marks(old: str, new: str, mark: str) -> None:
    assert mark in change(old, new).marks


def test_money_is_saved_without_an_exception() -> None:
    assert change("The agent shall save money for it.", "The agent shall spend money for it.").marks == ()


def test_a_point_under_other_leading_words() -> None:
    old = "1. The Licensee may:\n(a) copy the software on its own machines;\n(b) lend the software to its staff.\n2. The Licensee may not:\n(a) sell the software to any person.\n"
    new = "1. The Licensee may:\n(a) lend the software to its staff.\n2. The Licensee may not:\n(a) sell the software to any person.\n(b) copy the software on its own machines;\n"
    (moved,) = [one for one in compare_trees(parse_source("old", old), parse_source("new", new), load_mark_words("en")) if one.kind == "moved"]
    assert moved.led_by == ("The Licensee may:", "The Licensee may not:")
    assert moved.marks == ("negation",)


def test_a_clause_that_is_gone_says_what_it_refused() -> None:
    old = HEAD + "The Buyer shall pay for all of it.\n3. The Buyer shall not resell the goods, except to the State.\n"
    (gone,) = [one for one in compare_trees(parse_source("old", old), parse_source("new", old[: old.index("3.")]), load_mark_words("en")) if one.kind == "removed"]
    assert gone.marks == ("negation", "modal", "exception")


@pytest.mark.parametrize(
    ("old", "new", "language"),
    [("هر کس باید این فرمان را بخواند", "هر کس نباید این فرمان را بخواند", "fa"), ("لا يجوز نقل السلاح إلى المدينة", "يجوز نقل السلاح إلى المدينة", "ar"), ("دا کار نشي کولای ټول خلک", "دا کار کولای ټول خلک", "ps")],
)
def test_negations_of_other_languages(old: str, new: str, language: str) -> None:
    assert language_of(old, "en") == language
    assert "negation" in change(old, new, language, "1. متن\n2. ").marks
