"""The words of claims: senses, shapes, and what a claim asks for."""

from __future__ import annotations

import pytest

from compliance.claims.shapes import kind_of, shape_of, wanted
from compliance.claims.words import DoubleSenseError, compile_words
from compliance.disk import claim_data
from compliance.model.claim import Claim
from compliance.passages.lemma import BaseForms
from compliance.tasks.claims import load_claim_words


@pytest.mark.parametrize(
    ("one", "other"),
    [("dismissal", "dismisses"), ("registration", "registered"), ("surveillance", "monitoring"), ("foreigners", "foreign"), ("Al-Qa'ida", "Al Qaeda"), ("organisation", "organizations"),
     ("approval", "approve"), ("verification", "checked"), ("raise funds", "fundraising"), ("on their own", "on his own authority")],
)  # fmt: skip
def test_words_that_say_the_same(one: str, other: str) -> None:
    words = load_claim_words()
    assert words.senses(one) == words.senses(other) != frozenset()


@pytest.mark.parametrize(("one", "other"), [("commitment", "commits"), ("department", "departs"), ("terrorist", "terrorism"), ("funding", "fundraising"), ("commission", "section"), ("host", "hide"), ("threat", "attack")])
def test_words_that_do_not(one: str, other: str) -> None:
    words = load_claim_words()
    assert not words.senses(one) & words.senses(other)


def test_no_word_of_a_text_or_of_whoever_is_meant_names_an_organ() -> None:
    words = load_claim_words()
    assert words.sense("committee") not in words.texts | words.generic


def test_a_word_with_two_senses_is_a_mistake() -> None:
    data = {**claim_data(), "same": [["hide", "conceal"], ["conceal", "cover"]]}
    words = load_claim_words()
    with pytest.raises(DoubleSenseError):
        compile_words(data, BaseForms(lambda word: word), words.is_verb)


@pytest.mark.parametrize(
    ("text", "form", "what", "kind"),
    [
        ("The word rent does not occur.", "words-absent", "rent", "absence"),
        ("The name Kabul appears in the decree.", "words-present", "Kabul", "reference"),
        ("Nothing in the decree mentions fundraising.", "unmentioned", "fundraising", "absence"),
        ("The rules set no deadline.", "unmentioned", "deadline", "absence"),
        ("The decree is silent on asylum.", "unmentioned", "asylum", "absence"),
        ("No provision forbids kidnapping.", "unforbidden", "kidnapping", "absence"),
        ("No clause allows tenants to keep pigs.", "unallowed", "tenants to keep pigs", "absence"),
        ("There are no instructions to monitor guests.", "unordered", "monitor guests", "absence"),
        ("The decree mentions jihad.", "mention", "jihad", "reference"),
        ("Breach leads to dismissal.", "breach", "dismissal", "norm"),
        ("Whoever breaks the rules is expelled.", "breach", "expelled", "norm"),
        ("Guests must register.", "norm", "Guests must register.", "norm"),
        ("“Guests must register”", "norm", "“Guests must register”", "quotation"),
    ],
)
def test_shapes(text: str, form: str, what: str, kind: str) -> None:
    words = load_claim_words()
    shape = shape_of(Claim("c", (), "norm", text), words)
    assert (shape.form, shape.what) == (form, what)
    assert kind_of(text, words) == kind


def test_alternatives_are_told_apart() -> None:
    groups = wanted("links with Al Qaeda to be renounced or broken", load_claim_words())
    assert [[" ".join(idea.surface for idea in alternative) for alternative in group] for group in groups] == [["links"], ["Qaeda"], ["renounced", "broken"]]
    (group,) = wanted("a deadline or a first step", load_claim_words())
    assert [[idea.surface for idea in alternative] for alternative in group] == [["deadline"], ["first", "step"]]
