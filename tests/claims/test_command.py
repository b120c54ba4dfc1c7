"""``compliance claims``: formats, exit codes, mistakes in the file, words that mean no good."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from compliance.claims.concepts import world_of
from compliance.claims.judge import Judge
from compliance.cli.main import app
from compliance.disk import load_pack_folder
from compliance.errors import InputError, UsageError
from compliance.model.claim import Claim
from compliance.model.text import Provenance, Text
from compliance.report.claims import claims_json, claims_markdown, claims_text
from compliance.tasks.claims import ClaimReader, check_claims, load_claim_words
from tests.report.strategies import WORDS

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "claims-example.yaml"
ONE = 'claims:\n  - {id: a, about: iea-2020-09, text: "The decree does not mention kidnapping.", verdict: VERDICT}\n'


def write(tmp_path: Path, text: str) -> str:
    (tmp_path / "claims.yaml").write_text(text, "utf-8")
    return str(tmp_path / "claims.yaml")


def test_expectations_decide_the_exit_code(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["claims", write(tmp_path, ONE.replace("VERDICT", "refuted")), "--expect"]).exit_code == 0
    wrong = write(tmp_path, ONE.replace("VERDICT", "confirmed"))
    done = CliRunner().invoke(app, ["claims", wrong, "--expect"])
    assert done.exit_code == 1
    assert "refuted, but confirmed was expected" in done.stdout
    assert CliRunner().invoke(app, ["claims", wrong]).exit_code == 0


def test_formats_say_the_same_and_are_stable() -> None:
    texts, results = check_claims(str(EXAMPLE), None, (), "doha")
    data = json.loads(claims_json(texts, results))
    assert data["format"] == "compliance-claims/1"
    assert [(one["id"], one["verdict"], one["expected"]) for one in data["claims"]] == [(one.claim.id, one.verdict, one.claim.verdict) for one in results]
    text, markdown = claims_text(texts, results), claims_markdown(texts, results)
    for one in results:
        assert f"  {one.claim.id}: {one.verdict}" in text
        assert f"## {one.claim.id}: {one.verdict}" in markdown
    assert max(map(len, text.splitlines())) <= 80
    again = check_claims(str(EXAMPLE), None, (), "doha")
    assert (claims_json(*again), claims_text(*again), claims_markdown(*again)) == (claims_json(texts, results), text, markdown)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('claims:\n  - {id: a, about: iea-2020-9, text: "x"}\n  - {id: a, text: "y"}\n', [("claim-about", 2), ("claim-twice", 3)]),
        ('claims:\n  - {id: a, kind: quote, txt: "x"}\n', [("pack-unknown-key", 2), ("pack-value", 2)]),
        ('claims:\n  - {id: a, about: iea, text: ""}\n  - {id: b, about: nowhere, text: "y"}\n', [("claim-about", 3), ("pack-value", 2)]),
        ('claims: [7]\nsuorce: x\n', [("pack-unknown-key", 2)]),
        ("claims: []\n", [("claims-none", 1)]),
        ("claims: {\n", None),
    ],
)
def test_mistakes_are_reported_at_their_places(tmp_path: Path, text: str, codes: list[tuple[str, int]] | None) -> None:
    with pytest.raises(InputError) as caught:
        check_claims(write(tmp_path, text), None, (), "doha")
    found = [(problem.code, problem.line) for problem in caught.value.problems]
    assert found if codes is None else sorted(found) == sorted(codes)
    assert all(problem.next_step for problem in caught.value.problems)


def test_expectations_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="claims-no-verdict"):
        check_claims(write(tmp_path, 'claims:\n  - {id: a, text: "Nothing is said about cats."}\n'), None, (), "doha", expect=True)


def test_a_file_that_is_not_there() -> None:
    assert CliRunner().invoke(app, ["claims", "nowhere.yaml"]).exit_code != 0
    with pytest.raises(InputError, match="input-missing"):
        check_claims("nowhere.yaml", None, (), "doha")


def test_a_claim_about_no_text_is_about_all(tmp_path: Path) -> None:
    texts, (one,) = check_claims(write(tmp_path, 'claims:\n  - {id: a, text: "Nothing in the texts mentions kidnapping."}\n'), None, (), "doha")
    assert [text.id for text in texts] == ["doha-part-ii", "iea-2020-09", "iea-2021-02"]
    assert (one.verdict, one.claim.kind) == ("refuted", "absence")


def test_a_pack_without_elements_will_do(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("1. The Receiving Party shall not disclose the plans.\n", "utf-8")
    file = write(tmp_path, 'claims:\n  - {id: a, text: "The Receiving Party may disclose the plans."}\n')
    _, (one,) = check_claims(file, None, (str(tmp_path / "t.txt"),), "nda")
    assert one.verdict == "refuted"


_hostile = st.lists(st.sampled_from((*WORDS, "No commitment", "mentions", "There is no", "duty to", "or", "The word", "does not occur", "must", "may not", "...", "[")), min_size=1, max_size=14).map(" ".join)


@settings(deadline=None, max_examples=80)
@given(_hostile, _hostile, st.sampled_from(("norm", "absence", "reference", "quotation")))
def test_any_words_are_read_and_do_no_harm(statement: str, source: str, kind: str) -> None:
    pack = load_pack_folder("doha")
    reader = ClaimReader(pack, load_claim_words())
    text = Text("t", source, Provenance("t", "", "", "unknown", "en", False, "", ""), "0" * 64, "t.txt")
    claim = Claim("c", (), kind, " ".join(statement.split()))  # type: ignore[arg-type]
    read = reader.text(text)
    result = Judge(load_claim_words(), world_of(pack)).judge(claim, reader.claim(claim), [read])
    for quote in result.quotes:
        assert read.source[quote.evidence.start : quote.evidence.end] == quote.evidence.quote
    for made in (claims_text((text,), (result,)), claims_markdown((text,), (result,))):
        assert not {"\u202e", "\x07", "\x1b", "\udcff"} & set(made)
    assert "<script" not in claims_markdown((text,), (result,))
    json.loads(claims_json((text,), (result,)))
