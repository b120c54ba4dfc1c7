"""What a lawyer looks at twice."""

from __future__ import annotations

import pytest

from compliance.changes.compare import compare_trees
from compliance.changes.marks import compile_mark_words
from compliance.clauses.parse import parse_source
from compliance.comparing import load_mark_words
from compliance.disk import change_words
from compliance.model.change import Change

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
    assert load_mark_words("ps") == compile_mark_words({})
    assert change("په 10 ورځو کې", "په 20 ورځو کې", "ps", "1. متن\n2. ").marks == ("number",)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_word_stands_in_two_lists(language: str) -> None:
    data = change_words(language)
    lists = [data[name] for name in ("negation", "modal", "exception", "condition", "exchanged", "number", "date", "party")]
    assert all(len(words) == len(set(words)) for words in lists)
    allowed = {"no one", "personne"}
    seen: set[str] = set()
    for words in lists:
        assert not (set(words) & seen) - allowed, set(words) & seen
        seen |= set(words)
