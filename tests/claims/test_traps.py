"""Statements that are nearly what a text says. Each is one that a careless reader would confirm, or would refute."""

from __future__ import annotations

import pytest

from compliance.claims.concepts import world_of
from compliance.claims.judge import Judge
from compliance.disk import load_pack_folder
from compliance.model.claim import Claim
from compliance.model.text import Provenance, Text
from compliance.tasks.claims import ClaimReader, load_claim_words


def verdict(source: str, statement: str) -> str:
    pack = load_pack_folder("doha")
    reader = ClaimReader(pack, load_claim_words())
    claim = Claim("c", (), "norm", statement)
    text = reader.text(Text("t", source, Provenance("Rules", "", "", "unknown", "en", False, "", ""), "0" * 64, "t.txt"))
    return Judge(load_claim_words(), world_of(pack)).judge(claim, reader.claim(claim), [text]).verdict


@pytest.mark.parametrize(
    ("source", "statement"),
    [
        ("The committee shall inspect every plot twice a year.", "The committee must be inspected twice a year."),
        ("The committee shall inspect every plot.", "Every plot shall inspect the committee."),
        ("Drivers who hold a licence may use the yard.", "Drivers who do not hold a licence may use the yard."),
        ("Members must pay unless they are ill.", "Members must pay if they are ill."),
        ("Guests may stay until Monday.", "Guests may stay after Monday."),
        ("Staff may copy records with the consent of the director.", "Staff may copy records without the consent of the director."),
        ("Tenants may keep hens.", "Tenants must keep hens."),
        ("Tenants may keep hens.", "Everyone may keep hens."),
        ("Tenants may keep hens in the yard.", "Tenants may keep hens."),
        ("Tenants may keep white hens.", "Tenants may keep hens."),
        ("No guest may smoke in the hall.", "No guest may smoke."),
        ("Each party will prevent its agents from bribing officials.", "The agents will prevent each party from bribing officials."),
    ],
)
def test_not_confirmed(source: str, statement: str) -> None:
    assert verdict(f"1. {source}\n", statement) != "confirmed"


@pytest.mark.parametrize(
    ("source", "statement"),
    [
        ("Staff shall not disclose records other than with the consent of the director.", "Staff may disclose records with the consent of the director."),
        ("Staff shall not disclose records except with consent.", "Staff may disclose records with consent."),
        ("No loan shall be extended unless the curator agrees.", "A loan may be extended if the curator agrees."),
        ("Refugees are not allowed to move without permission.", "Refugees may move with permission."),
        ("Guests shall not leave before noon.", "Guests may leave after noon."),
        ("They shall refrain from travelling to enemy areas.", "They must travel."),
        ("Drivers who hold no licence shall not use the yard.", "Drivers who hold a licence may use the yard."),
        ("Tenants must not burn waste on their plots.", "The committee may burn waste on the plots."),
    ],
)
def test_not_refuted(source: str, statement: str) -> None:
    assert verdict(f"1. {source}\n", statement) != "refuted"


@pytest.mark.parametrize(
    ("source", "statement", "expected"),
    [
        ("The committee shall inspect every plot twice a year.", "Every plot must be inspected by the committee.", "confirmed"),
        ("Refugees are not allowed to move without permission.", "Refugees may move without permission.", "refuted"),
        ("Refugees are not allowed to move without permission.", "Refugees must not move without permission.", "confirmed"),
        ("Copies may be made only with the approval of the director.", "Copies must not be made with the approval of the director.", "refuted"),
        ("No guest may smoke in the hall.", "Guests may smoke in the hall.", "refuted"),
        ("It is prohibited to hide weapons.", "Nobody may conceal weapons.", "confirmed"),
        ("Each party will prevent its agents from bribing officials.", "Each party will prevent its agents from bribing officials.", "confirmed"),
    ],
)
def test_told_right(source: str, statement: str, expected: str) -> None:
    assert verdict(f"1. {source}\n", statement) == expected
