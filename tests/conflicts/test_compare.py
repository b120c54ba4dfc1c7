"""Norm against norm: each kind, what is no conflict, and the laws of the comparison."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.conflicts.compare import compare
from compliance.conflicts.facts import Finding
from compliance.conflicts.find import Stated, pairs, weights
from compliance.conflicts.profile import Profile, profile
from compliance.model.span import Evidence
from compliance.pipeline import load_conflict_words

ROOT = Path(__file__).resolve().parents[2]
NORMS = [
    "The tenant shall water the garden every morning.",
    "The tenant shall not water the garden every morning.",
    "The tenant may water the garden if the landlord agrees.",
    "The tenant must water the garden twice a week.",
    "Guests shall sign the book at the gate.",
    "The landlord shall repair the roof within 30 days.",
    "The landlord shall repair the roof within 60 days.",
    "The roof shall be repaired by the landlord.",
    "Unless the landlord agrees, no guest may enter the cellar.",
    "The landlord need not repair the roof.",
]
OWN = list(yaml.safe_load((ROOT / "benchmarks" / "sets" / "norm-pairs-own.yaml").read_text("utf-8"))["pairs"])
TEXTS = [*NORMS, *(text for row in OWN for text in (row["first"], row["second"]))]


@cache
def read(norm: str) -> Profile:
    return profile(norm, load_conflict_words())


def found(first: str, second: str) -> Finding | None:
    return compare(read(first), read(second), weights([read(norm) for norm in dict.fromkeys([*NORMS, first, second])]), load_conflict_words())


def kind(first: str, second: str) -> str | None:
    one = found(first, second)
    return None if one is None or not one.firm else one.kind


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        (NORMS[0], NORMS[0], "duplicate"),
        ("The tenant shall comply with the rules of the house.", "The tenant shall obey the rules of the house.", "duplicate"),
        (NORMS[0], NORMS[1], "modality"),
        ("The gardener is required to prune the roses.", "The gardener is forbidden to prune the roses.", "modality"),
        ("The gardener shall prune the roses.", "The gardener may prune the roses.", "modality"),
        ("The cook shall use pans that the owner may choose.", "The cook shall use pans that the owner shall choose.", "modality"),
        ("The caterer has the right to open the cellar.", "The caterer does not have the right to open the cellar.", "modality"),
        (NORMS[5], NORMS[9], "modality"),
        ("The guest shall not ride the horses.", "The horses may be ridden by the guest.", "structure"),
        ("No guest may ride the horses.", "The guest has the right to ride the horses.", "structure"),
        ("The cook shall set up a plan permitting the Waiter to order wine.", "The Waiter must not order wine.", "structure"),
        ("The auditor shall treat all accounts of the club as confidential.", "The auditor may disclose the accounts of the club to anyone.", "structure"),
        (NORMS[5], NORMS[6], "object"),
        ("The tenant shall pay no costs of the garden.", "The tenant shall pay all costs of the garden.", "object"),
        ("The fee shall be paid in euros.", "The fee shall be paid in yen.", "object"),
        ("The costs of the gate shall be borne by the Buyer.", "The costs of the gate shall be borne by the Seller.", "object"),
        ("The Buyer shall pay the toll.", "The Seller shall pay the toll.", "object"),
        ("Meals shall be served in the hall within 30 days.", "Meals shall be served in the hall within six weeks.", "object"),
        ("The choir shall sing on 1 May 2024.", "The choir shall sing on June 1, 2024.", "object"),
        ("The baker shall use only rye flour.", "The baker must use the wheat flour.", "object"),
        (NORMS[0], "The tenant shall water the garden every morning only if the landlord agrees.", "condition"),
        ("The guest may leave the boat if the wind is strong.", "The guest may leave the boat unless the wind is strong.", "condition"),
        ("The driver shall wait with the owner's consent.", "The driver shall wait without the owner's consent.", "condition"),
        ("If the bridge is closed, the driver may turn back.", "The driver may not turn back even if the bridge is closed.", "condition"),
        ("The clerk shall seal the box before the vote.", "The clerk shall seal the box after the vote.", "condition"),
        ("The landlord shall repair the roof.", "The landlord shall repair the roof of the barn with tiles and slates.", "narrowing"),
    ],
)
def test_kinds(first: str, second: str, wanted: str) -> None:
    assert kind(first, second) == wanted


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (NORMS[0], NORMS[4]),
        ("The tenant shall keep the seeds in the shed.", "The landlord should sweep the chimney."),
        # two prohibitions with different objects
        ("The guest shall not ride the horses.", "The guest shall not ride the pigeons."),
        # other persons
        ("The guest may open the gate.", "The porter shall not open the gate."),
        ("The Buyer shall inspect the horses.", "The Seller shall inspect the horses."),
        # other things, times, places and cases
        ("The miller shall deliver the first sack in May.", "The miller shall deliver the second sack in June."),
        ("The guest shall pay an entry fee of 10 euros.", "The guest shall pay a parking fee of 20 euros."),
        ("The cook may use wine for sauces.", "The cook shall not use wine for desserts."),
        ("If it rains, the crew may go home.", "If a strike is called, the crew may go home."),
        ("During the season the pool shall be open for ten hours.", "After the season the pool shall be open for four hours."),
        ("For each adult, the ticket shall cost five euros.", "For each child, the ticket shall cost two euros."),
        # bounds that both hold
        ("The crew shall hold at least two drills a year.", "The crew shall hold at most six drills a year."),
        # headings and definitions
        ("Entire agreement", "Entire agreement"),
        ("“Boat” means the vessel named in the first schedule.", "“Crew” means the persons named in the second schedule."),
        # the same words in another order are another matter
        ("The ferry shall sail from the north pier to the south pier.", "The swimmer shall not swim from the south pier to the north pier."),
    ],
)
def test_what_both_can_hold_is_no_conflict(first: str, second: str) -> None:
    assert kind(first, second) in (None, "narrowing")


def test_the_reason_names_the_words_of_both_sides() -> None:
    one = found("The caterer may open the cellar.", "The caterer shall not open the cellar.")
    assert one is not None
    assert "“may”" in one.why
    assert "“shall not”" in one.why
    one = found(NORMS[5], NORMS[6])
    assert one is not None
    assert "30 days" in one.why
    assert "60 days" in one.why


def test_likeness_of_words_alone_is_not_firm() -> None:
    one = found("The cook shall not clean the copper kettle.", "The cook may clean the silver kettle for the feast.")
    assert one is not None
    assert not one.firm


@settings(deadline=None)
@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS))
def test_how_two_norms_stand_does_not_depend_on_their_order(first: str, second: str) -> None:
    one, other = found(first, second), found(second, first)
    assert (one and (one.kind, one.firm, one.likeness)) == (other and (other.kind, other.firm, other.likeness))


@settings(deadline=None)
@given(st.text(max_size=80))
def test_a_norm_repeats_itself_or_says_nothing(text: str) -> None:
    assert kind(text, text) in (None, "duplicate")


@settings(deadline=None)
@given(st.sampled_from(TEXTS))
def test_shall_and_must_are_one(text: str) -> None:
    assert kind(text, text.replace("shall", "must")) in (None, "duplicate")


def test_norms_of_one_provision_are_not_held_against_each_other() -> None:
    stated = [Stated(Evidence("a", 0, 10, NORMS[0]), "1"), Stated(Evidence("a", 20, 30, NORMS[1]), "1")]
    assert pairs(stated, load_conflict_words()) == ()


def test_a_word_has_one_sense() -> None:
    from compliance import disk
    from compliance.conflicts.words import DoubleWordError, compile_words

    data = disk.conflict_data()
    data["same"] = [*data["same"], ["pay", "whistle"]]
    with pytest.raises(DoubleWordError):
        compile_words(data, load_conflict_words().forms)


def test_the_own_pairs() -> None:
    """What the set of own pairs is kept at: found as their type by type, and no firm alarm among look-alikes."""
    words = load_conflict_words()
    weight = weights([read(text) for text in dict.fromkeys(text for row in OWN for text in (row["first"], row["second"]))])
    right: dict[str, list[bool]] = {}
    for row in OWN:
        one = compare(read(row["first"]), read(row["second"]), weight, words)
        told = one.kind if one is not None and one.firm else "none"
        right.setdefault(row["type"], []).append(told == row["type"] or (row["type"] == "none" and told in ("duplicate", "narrowing")))
    assert {name: len(rows) for name, rows in right.items()} == {"modality": 17, "structure": 17, "object": 18, "condition": 17, "none": 35}
    for name, least in (("modality", 1), ("structure", 0.85), ("object", 0.9), ("condition", 0.95), ("none", 1)):
        assert sum(right[name]) >= least * len(right[name]), name
