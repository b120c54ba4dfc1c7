"""Passages: the scopes of a contract's long sentences, in words of our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.clauses.parse import parse_source
from compliance.clauses.provisions import provisions
from compliance.passages.read import Passage, read_passages
from compliance.pipeline import load_scopes


def passages(text: str) -> list[Passage]:
    tree = parse_source("text", text)
    return [passage for part in provisions(tree) for passage in read_passages(tree, part, load_scopes())]


def of(text: str, word: str) -> Passage:
    """The first passage whose own words hold a word."""
    return next(passage for passage in passages(text) if word in passage.words[passage.own :])


@pytest.mark.parametrize(
    ("text", "word", "modality"),
    [
        ("1. The Recipient shall not publish the plans.", "publish", "prohibition"),
        ("1. Neither party may publish the plans.", "publish", "prohibition"),
        ("1. The Recipient may publish the plans.", "publish", "permission"),
        ("1. The Recipient agrees not to publish the plans.", "publish", "prohibition"),
        ("1. Nothing in this Agreement shall prevent the Recipient from publishing the plans.", "publish", "permission"),
        ("1. The Recipient shall publish the plans.", "publish", "obligation"),
        ("1. The plans are blue.", "blue", ""),
        ("1. The plans of May 2021 are blue.", "blue", ""),
        ("1. The plans drawn in May are blue.", "blue", ""),
    ],
)
def test_the_modality_of_a_passage(text: str, word: str, modality: str) -> None:
    assert of(text, word).modality == modality


def test_an_exception_frees_what_it_excepts() -> None:
    found = of("1. The Recipient shall not show the plans to any person except its gardeners.", "gardener")
    assert (found.modality, "exception" in found.scopes, found.reserved) == ("permission", True, frozenset({"persons"}))


def test_consent_frees_nothing() -> None:
    found = passages("1. The Recipient shall not show the plans to anyone unless the Owner consents in writing.")
    assert {passage.modality for passage in found} == {"prohibition"}
    assert all("consent" in passage.reserved for passage in found)


def test_an_item_keeps_the_lead_in_of_its_list() -> None:
    found = of("1. The Recipient shall not: (a) copy the plans; (b) sell the plans.", "sell")
    assert found.modality == "prohibition"
    assert "shall" in found.words[: found.own]


def test_a_list_of_exclusions() -> None:
    text = "1. This duty shall not apply to plans that: (a) are public; or (b) come from a third party."
    assert all("exclusion" in passage.scopes for passage in passages(text)[1:])


def test_a_definition_is_one() -> None:
    assert "definition" in of("1. “Plans” means all drawings of the garden.", "drawing").scopes


def test_a_new_clause_has_its_own_modality() -> None:
    text = "1. The Recipient may keep one plan, provided that it shall not show the plan to others."
    assert (of(text, "keep").modality, of(text, "show").modality) == ("permission", "prohibition")


@given(st.text(alphabet="ab (i)(a);:,.“”\n1", max_size=120))
def test_passages_stay_inside_their_text(text: str) -> None:
    for passage in passages(text):
        assert 0 <= passage.start < passage.end <= len(text)
        assert passage.head <= passage.own <= len(passage.words)
