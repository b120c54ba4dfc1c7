"""Sets of statements with a reader's verdict. The floors are what came out, and on none is a wrong yes or a wrong no allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.model.claim import ClaimResult
from compliance.tasks.claims import check_claims

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
SHARED = ROOT.parent / "shared" / "doha" / "claims.yaml"
GARDEN_AND_CLINIC = (str(HERE / "texts" / "garden-rules.txt"), str(HERE / "texts" / "clinic-records.txt"))


def run(file: Path, *instruments: str) -> tuple[ClaimResult, ...]:
    return check_claims(str(file), None, instruments, "doha")[1]


def wrong(results: tuple[ClaimResult, ...]) -> dict[str, tuple[str, str]]:
    return {one.claim.id: (one.claim.verdict, one.verdict) for one in results if not one.as_expected}


@pytest.mark.skipif(not SHARED.is_file(), reason="the statements after the source paper (../shared/doha/claims.yaml) are not here")
def test_the_statements_of_the_source_paper() -> None:
    results = run(SHARED)
    assert len(results) == 13
    assert len(wrong(results)) <= 2, wrong(results)


SETS = {
    "example": (ROOT / "docs" / "reference" / "claims-example.yaml", (), 12),
    "own": (HERE / "own.yaml", GARDEN_AND_CLINIC, 28),
    "second": (HERE / "second.yaml", GARDEN_AND_CLINIC, 27),
    "third": (HERE / "third.yaml", (str(HERE / "texts" / "ferry-orders.txt"),), 25),
    "fourth": (HERE / "fourth.yaml", (str(HERE / "texts" / "museum-policy.txt"),), 24),
}


@pytest.mark.parametrize("name", SETS)
def test_own_statements(name: str) -> None:
    file, texts, floor = SETS[name]
    results = run(file, *texts)
    missed = wrong(results)
    assert len(results) - len(missed) >= floor, missed
    assert not {id_: pair for id_, pair in missed.items() if pair[1] in ("confirmed", "refuted")}, "a wrong yes or no is worse than none"


@pytest.mark.parametrize("name", SETS)
def test_quotes_are_words_of_the_texts(name: str) -> None:
    file, texts, _ = SETS[name]
    read, results = check_claims(str(file), None, texts, "doha")
    sources = {text.id: text.content for text in read}
    for one in results:
        for quote in one.quotes:
            assert sources[quote.evidence.document][quote.evidence.start : quote.evidence.end] == quote.evidence.quote
        if one.verdict in ("confirmed", "refuted") and one.claim.kind == "norm" and not one.claim.text.startswith("There"):
            assert one.quotes, one.claim.id


def test_change_the_words_and_the_verdict_changes(tmp_path: Path) -> None:
    text = (HERE / "texts" / "garden-rules.txt").read_text("utf-8")
    (tmp_path / "garden-rules.txt").write_text(text.replace("must not burn waste", "may burn waste").replace("shall be warned", "shall be thanked"), "utf-8")
    before = {one.claim.id: one.verdict for one in run(HERE / "own.yaml", *GARDEN_AND_CLINIC)}
    after = {one.claim.id: one.verdict for one in run(HERE / "own.yaml", str(tmp_path / "garden-rules.txt"), GARDEN_AND_CLINIC[1])}
    assert {id_: (before[id_], after[id_]) for id_ in before if before[id_] != after[id_]} == {"g1": ("confirmed", "refuted"), "g6": ("confirmed", "partly")}
