"""How a sentence is read: force, bearer, act, thing, conditions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.conflicts.profile import profile
from compliance.conflicts.statements import Statement
from compliance.pipeline import load_conflict_words


def read(text: str) -> tuple[Statement, ...]:
    return profile(text, load_conflict_words()).statements


@pytest.mark.parametrize(
    ("text", "force", "bearer", "act"),
    [
        ("The Tenant shall repair the roof.", "must", "tenant", "repair"),
        ("The Tenant shall not repair the roof.", "not", "tenant", "repair"),
        ("The Tenant may repair the roof.", "may", "tenant", "repair"),
        ("The Tenant is not obliged to repair the roof.", "exempt", "tenant", "repair"),
        ("The Tenant has no obligation to carry out repairs.", "exempt", "tenant", "repair"),
        ("The Tenant shall refrain from repairing the roof.", "not", "tenant", "repair"),
        ("The Tenant shall not be prohibited from repairing the roof.", "may", "tenant", "repair"),
        ("The Tenant agrees not to repair the roof.", "not", "tenant", "repair"),
        ("The Tenant undertakes to repair the roof.", "must", "tenant", "repair"),
        ("The roof shall be repaired by the Tenant.", "must", "tenant", "repair"),
        ("Neither party may repair the roof.", "not", "", "repair"),
        ("Under no circumstances shall the roof be repaired.", "not", "", "repair"),
        ("Repair of the roof is prohibited.", "not", "", "repair"),
        ("The Tenant shall use reasonable efforts to repair the roof.", "must", "tenant", "repair"),
        ("The Tenant has the right from time to time to repair the roof.", "may", "tenant", "repair"),
        ("Nothing in these rules shall require the Tenant to repair the roof.", "exempt", "", "repair"),
    ],
)
def test_force_bearer_and_act(text: str, force: str, bearer: str, act: str) -> None:
    one = read(text)[0]
    assert one.force == force
    assert act in one.acts
    if bearer:
        assert one.bearer == bearer


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("If it rains, the Tenant shall close the roof.", ["if"]),
        ("The Tenant shall close the roof if it rains.", ["if"]),
        ("The Tenant shall close the roof only if it rains.", ["only"]),
        ("The Tenant shall close the roof even if it rains.", ["against"]),
        ("The Tenant shall close the roof unless it rains.", ["unless"]),
        ("The Tenant shall close the roof until it rains.", ["until"]),
        ("Should it rain, the Tenant shall close the roof.", ["if"]),
        ("The Tenant shall close the roof without the Landlord's consent.", ["unless"]),
        ("The Tenant shall close the roof without delay.", []),
        ("The roof shall be subject to approval.", []),
        ("The Tenant shall close the roof.", []),
    ],
)
def test_conditions(text: str, kinds: list[str]) -> None:
    assert [condition.kind for condition in read(text)[0].conditions] == kinds


def test_what_a_condition_says_is_no_matter_of_the_norm() -> None:
    plain, conditional = read("The Tenant shall close the roof.")[0], read("If the storm is strong, the Tenant shall close the roof.")[0]
    assert plain.words == conditional.words


def test_a_month_is_no_modal_verb() -> None:
    assert len(read("The Tenant shall paint the wall by 1 May 2024.")) == 1


def test_a_sentence_with_two_cues_has_two_statements() -> None:
    assert [one.force for one in read("The Tenant shall paint the wall and shall not remove the door.")] == ["must", "not"]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for one in read(text):
        assert one.force in ("must", "not", "may", "exempt", "stated")
