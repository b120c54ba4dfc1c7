"""Norms read from clauses: the hand-read sets, and the properties that hold for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.norm_scores import score
from compliance.disk import language_files
from compliance.norms.extract import sentence_list_norms
from compliance.norms.grammar import Grammar, parse_grammar

SHARED = Path(__file__).resolve().parents[3] / "shared" / "norms"


@pytest.mark.parametrize(("name", "floor"), [("doha", 52), ("a", 54), ("b", 36)])
def test_norms_read_by_hand(name: str, floor: int, grammar: Grammar) -> None:
    path = SHARED / f"{name}.yaml"
    if not path.exists():
        pytest.skip(f"the hand-read norms are not here: {path}")
    fully, total, _ = score(path, grammar, failures=False)
    assert fully >= floor, f"{fully} of {total}"


def test_own_set_of_norms(grammar: Grammar) -> None:
    path = Path(__file__).parent.parent / "golden" / "norms" / "clauses.yaml"
    fully, total, _ = score(path, grammar, failures=False)
    assert fully == total


@pytest.mark.parametrize(
    ("text", "modality", "action"),
    [
        ("Members shall not recruit foreigners.", "prohibition", "recruit"),
        ("Members must refrain from recruiting foreigners.", "prohibition", "recruit"),
        ("No one may recruit foreigners.", "prohibition", "recruit"),
        ("In urgent cases the Registrar may recruit foreigners.", "permission", "recruit"),
        ("For official trips the office shall not recruit foreigners.", "prohibition", "recruit"),
        ("It is forbidden to recruit foreigners.", "prohibition", "recruit"),
        ("Recruiting foreigners is prohibited.", "prohibition", "recruit"),
        ("In no way can they recruit foreigners.", "prohibition", "recruit"),
        ("They do not have the right to recruit foreigners.", "prohibition", "recruit"),
        ("Members shall not refrain from recruiting foreigners.", "obligation", "recruit"),
        ("Members may recruit foreigners.", "permission", "recruit"),
        ("Nobody is forbidden to recruit foreigners.", "permission", "recruit"),
        ("Do not recruit foreigners.", "prohibition", "recruit"),
        ("The Commission recruited foreigners.", "declaratory", "recruit"),
    ],
)
def test_one_modality_in_many_words(text: str, modality: str, action: str, grammar: Grammar) -> None:
    norms = sentence_list_norms(text, grammar)
    assert [(norm.modality, norm.action) for norm in norms] == [(modality, action)]


@pytest.mark.parametrize(
    ("text", "modalities"),
    [
        ("In May members shall recruit foreigners.", {"obligation"}),
        ("Members who joined in May shall not recruit foreigners.", {"prohibition"}),
        ("Members shall not recruit foreigners after 3 May.", {"prohibition"}),
        ("The council met in May to recruit foreigners.", set()),
        ("No One May Recruit Foreigners.", {"prohibition"}),
        ("NO ONE COMING IN MAY RECRUIT FOREIGNERS.", {"prohibition"}),
        ("Members of clause 3 may recruit foreigners.", {"permission"}),
    ],
)
def test_a_month_gives_nobody_leave(text: str, modalities: set[str], grammar: Grammar) -> None:
    assert {norm.modality for norm in sentence_list_norms(text, grammar)} == modalities


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The Emirate will prevent foreigners from recruiting.", "prohibition"),
        ("The Emirate will not allow foreigners to recruit.", "prohibition"),
        ("The Emirate shall ensure that foreigners do not recruit.", "prohibition"),
        ("The Emirate allows foreigners to recruit.", "permission"),
        ("The Emirate shall instruct foreigners to recruit.", "obligation"),
        ("The Emirate shall instruct foreigners not to recruit.", "prohibition"),
        ("The Emirate shall not prevent foreigners from recruiting.", "permission"),
    ],
)
def test_what_is_seen_to(text: str, modality: str, grammar: Grammar) -> None:
    (norm,) = sentence_list_norms(text, grammar)
    (inner,) = norm.embedded
    assert (inner.modality, inner.action) == (modality, "recruit")
    assert inner.bearer is not None
    assert inner.bearer.text == "foreigners"


GRAMMAR = parse_grammar(language_files())
WORDS = st.sampled_from(
    ["shall", "not", "must", "no", "one", "recruit", "train", "host", ",", "and", "or", "who", "that", "if", "unless", "without", "permission", "the", "foreigners", "to", "from", "refrain", "of", "in", "Afghanistan", ".", ";", "may", "be", "prohibited", "is", "are", "they", "only", "except", "ensure", "prevent", "allow", "neither", "nor", "it", "for", "3", "(", ")", "'", "should"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_any_soup_of_cue_words_is_read_without_a_crash(words: list[str]) -> None:
    text = " ".join(words)
    for norm in sentence_list_norms(text, GRAMMAR):
        for inner in norm.walk():
            for part in (inner.action_words, inner.cue_words, inner.bearer, inner.object, *inner.conditions, *inner.exceptions):
                if part is not None:
                    assert text[part.start : part.end] == part.text


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    for norm in sentence_list_norms(text, GRAMMAR):
        assert 0 <= norm.start <= norm.end <= len(text)


def test_slots_quote_the_source(grammar: Grammar) -> None:
    for path in sorted((Path(__file__).parent.parent / "golden" / "norms").glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text("utf-8")):
            for norm in sentence_list_norms(entry["text"], grammar):
                for part in (norm.bearer, norm.object, *(role.words for role in norm.roles)):
                    if part is not None:
                        assert entry["text"][part.start : part.end] == part.text
