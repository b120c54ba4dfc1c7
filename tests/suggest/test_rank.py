"""Suggestions: the measure against a worked pair and a library, the ranking's laws, and the command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.pipeline import make_report
from compliance.suggest.ngrams import Vectors, alike, grams
from compliance.suggest.rank import Key, rank
from compliance.tasks.suggestions import suggest_pairs

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ["recruit fighters", "recruitment of a fighter", "issue visas", "plant trees along the road", ""]


def test_the_grams_of_a_word() -> None:
    assert grams("tax") == (" ta", "tax", "ax ", " tax", "tax ", " tax ")
    assert grams("a") == (" a ",)


def test_likeness_of_letters() -> None:
    vectors = Vectors(TEXTS)
    assert vectors.cosine(0, 0) == pytest.approx(1)
    assert vectors.cosine(0, 1) > vectors.cosine(0, 2)
    assert vectors.cosine(0, 3) < 0.1
    assert vectors.cosine(0, 4) == 0


@given(st.lists(st.text(max_size=30), min_size=2, max_size=6))
def test_cosines_are_symmetric_and_bounded(texts: list[str]) -> None:
    vectors = Vectors(texts)
    for a in range(len(texts)):
        for b in range(len(texts)):
            assert 0 <= vectors.cosine(a, b) <= 1
            assert vectors.cosine(a, b) == vectors.cosine(b, a)


def test_the_same_as_the_library() -> None:
    text = pytest.importorskip("sklearn.feature_extraction.text", reason="scikit-learn is not installed")
    made = text.TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5)).fit_transform(TEXTS[:4])
    theirs = (made @ made.T).toarray()
    vectors = Vectors(TEXTS[:4])
    for a in range(4):
        for b in range(4):
            assert vectors.cosine(a, b) == pytest.approx(theirs[a][b])


def test_covered_pairs_are_left_out_and_ties_keep_the_order() -> None:
    provisions = [Key("d", "1", (("recruit fighters", 0, 16),)), Key("d", "2", (("recruit fighters", 20, 36),))]
    elements = [Key("", "e", (("recruit", 0, 0),)), Key("", "f", (("recruit", 0, 0),))]
    found = rank(provisions, elements, frozenset({("d", "1", "e")}), 0.0)
    assert [(one.provision, one.element) for one in found] == [("1", "f"), ("2", "e"), ("2", "f")]
    assert found[1].shared_here[0].start == 20


def test_what_is_shown_as_shared_are_words_that_carry_matter() -> None:
    provisions = [Key("d", "1", (("recruiting the fighters of the place", 0, 36),)), Key("d", "2", (("of the", 40, 46),))]
    found = rank(provisions, [Key("", "e", (("the recruitment of a fighter", 0, 0),))], frozenset(), 0.0, frozenset({"the", "of"}))
    assert [one.provision for one in found] == ["1"]
    assert [(here.quote, there.quote) for here, there in zip(found[0].shared_here, found[0].shared_there, strict=True)] == [("recruiting", "recruitment"), ("fighters", "fighter")]
    assert found[0].asks == "the recruitment of a fighter"


def test_words_are_alike_by_their_beginning() -> None:
    assert alike("tax", "tax") == 1
    assert alike("residence", "residing") > alike("residence", "resolve") > 0
    assert alike("location", "migration") == 0


def test_shared_words_stand_where_they_are_said_to_stand() -> None:
    from compliance import disk

    found = suggest_pairs(None, (), "doha")
    sources = {name: disk.load_text(name).content for name in disk.load_pack_folder("doha").head.instruments}
    for one in found:
        assert len(one.shared_here) == len(one.shared_there) > 0
        assert all(sources[one.instrument][word.start : word.end] == word.quote for word in one.shared_here)
        assert all(one.asks[word.start : word.end] == word.quote for word in one.shared_there)


def test_no_suggestion_has_a_verdict() -> None:
    verdicts = {(v.instrument, v.provision, v.element) for v in make_report().verdicts if v.relation != "does-not-address"}
    found = suggest_pairs(None, (), "doha")
    assert found
    assert not {(one.instrument, one.provision, one.element) for one in found} & verdicts
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


NDA = """1. The Recipient shall return all papers when the talks end.
2. The existence of this agreement is to be kept from the press.
3. Lunch is served at noon.
"""


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "compliance", "suggest", *words], capture_output=True, text=True, cwd=folder, env={"PYTHONPATH": str(ROOT)}, check=False)


def test_a_pack_of_claims_has_suggestions_that_say_what_the_claim_asks(tmp_path: Path) -> None:
    (tmp_path / "nda.txt").write_text(NDA, "utf-8")
    data = json.loads(run(tmp_path, "-r", "nda", "-i", "nda.txt", "-f", "json").stdout)["suggestions"]
    assert data
    assert all(": " in one["asks"] and one["there"] is None for one in data)
    text = run(tmp_path, "-r", "nda", "-i", "nda.txt", "--top", "2")
    assert text.returncode == 0
    assert data[0]["asks"].split(":")[0] in text.stdout
    assert "noon" not in text.stdout


@pytest.mark.parametrize(("words", "code"), [(["-r", "nda"], "nothing-to-judge"), (["-r", "nope"], "pack-missing"), (["-i", "missing.txt"], "input-missing"), (["-f", "xml"], "unknown-name")])
def test_what_cannot_be_judged_has_code_2(words: list[str], code: str, tmp_path: Path) -> None:
    done = run(tmp_path, *words)
    assert done.returncode == 2
    assert code in done.stderr
    assert done.stdout == ""


def test_nothing_to_suggest_is_said(tmp_path: Path) -> None:
    for form in ("text", "markdown"):
        assert "There is no pair to suggest" in run(tmp_path, "--at-least", "1", "-f", form).stdout


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_the_command(form: str) -> None:
    command = [sys.executable, "-m", "compliance", "suggest", "--top", "3", "-f", form]
    first, second = (subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env={"PYTHONHASHSEED": seed}, check=True).stdout for seed in "12")
    assert first == second
    assert "not verdicts" in first
    if form == "json":
        assert len(json.loads(first)["suggestions"]) == 3
    if form == "text":
        assert max(map(len, first.splitlines())) <= 80
