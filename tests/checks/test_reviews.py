"""What a person decided, as long as the words stand that it was decided on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.checks.identity import fingerprint
from compliance.errors import InputError
from compliance.model.check import Spot
from compliance.model.known import Review
from compliance.model.mapping import RELATIONS
from compliance.model.report import Report
from compliance.pipeline import make_report
from compliance.report.reviewed import apply_reviews
from tests.checks.project import CONFIG, SOUND, judge, make, run, seen

LOUD = SOUND + "3. Anyone may lend books.\n"
WITH = CONFIG + 'reviews = "reviews.toml"\n'
GOOD = f"""[[review]]
provision = "house/3"
words = "{fingerprint("Anyone may lend books.")}"
element = "1.lend"
relation = "does-not-address"
reviewer = "Amina"
date = 2026-01-01
reason = "lending among guests is meant"
"""
PLACE = "reviews.toml:1:1"


def test_a_review_decides_the_pair(tmp_path: Path) -> None:
    found = judge(make(tmp_path, LOUD, WITH, reviews__toml=GOOD))
    assert seen(found) == [("surplus", "rules/house.txt:5:4")]
    assert not found.failed


def test_what_was_decided_is_said_with_the_finding(tmp_path: Path) -> None:
    said = "decided by Amina on 2026-01-01: lending among guests is meant"
    sound = GOOD.replace("house/3", "house/1").replace(fingerprint("Anyone may lend books."), fingerprint("Nobody may lend books."))
    cases = {"contradicts": "contradiction", "does-not-address": "gap", "partially-addresses": "partial"}
    for relation, code in cases.items():
        make(tmp_path, SOUND, WITH, reviews__toml=sound.replace('"does-not-address"', f'"{relation}"'))
        found = [one for one in judge(tmp_path).findings if one.code == code]
        assert [said in one.message for one in found] == [True], relation
    assert "so in part only, as Amina decided" in found[0].message
    make(tmp_path, SOUND, WITH, reviews__toml=sound.replace('"does-not-address"', '"addresses"'))
    assert seen(judge(tmp_path)) == []


STALE = {
    "other words": (LOUD.replace("Anyone may", "Everyone may"), GOOD, "now says “Everyone may lend books.”"),
    "no such provision": (SOUND, GOOD, "stand in no text any more"),
    "a text that is not given": (SOUND, GOOD.replace("house/3", "home/3"), "the text home was not given, and the words of home/3 stand in no other"),
    "words that stand twice elsewhere": (LOUD + "4. Anyone may lend books.\n", GOOD.replace("house/3", "house/9"), "stand in house/3, house/4"),
}


@pytest.mark.parametrize("kind", STALE)
def test_a_stale_review_decides_nothing_and_is_a_finding(kind: str, tmp_path: Path) -> None:
    rules, text, said = STALE[kind]
    make(tmp_path, rules)
    without = judge(tmp_path)
    found = judge(make(tmp_path, rules, WITH, reviews__toml=text))
    assert [one for one in found.findings if one.code != "stale-review"] == list(without.findings)
    stale = [one for one in found.findings if one.code == "stale-review"]
    assert [f"{one.spot.path}:{one.spot.line}:{one.spot.column}" for one in stale] == [PLACE]
    assert said in stale[0].message
    assert run(tmp_path).returncode == 1


def test_words_that_moved_keep_their_review(tmp_path: Path) -> None:
    moved = "House rules\n\n1. Anyone may lend books.\n2. Nobody may lend books.\n3. Guests must not sing at night.\n"
    make(tmp_path, "x", WITH, **{"reviews__toml": GOOD, "rules/renamed.txt": moved})
    (tmp_path / "rules" / "house.txt").unlink()
    assert seen(judge(tmp_path)) == [("surplus", "rules/renamed.txt:3:4")]


def test_a_review_is_for_one_place_of_the_words(tmp_path: Path) -> None:
    found = judge(make(tmp_path, LOUD + "4. Anyone may lend books.\n", WITH, reviews__toml=GOOD))
    assert ("contradiction", "rules/house.txt:6:4") in seen(found)
    assert ("contradiction", "rules/house.txt:5:4") not in seen(found)


REFUSED = {
    "an unknown element": (GOOD.replace("1.lend", "1.lent"), "config-name", 1),
    "an unknown relation": (GOOD.replace('"does-not-address"', '"ignores"'), "config-name", 5),
    "no reviewer": (GOOD.replace('reviewer = "Amina"\n', ""), "config-value", 1),
    "an empty reason": (GOOD.replace("lending among guests is meant", ""), "config-value", 1),
    "no date": (GOOD.replace("date = 2026-01-01\n", ""), "config-value", 1),
    "no day": (GOOD.replace("2026-01-01", '"then"'), "config-value", 7),
    "an unknown key": (GOOD + "until = 2027-01-01\n", "config-key", 9),
    "twice the same": (GOOD + GOOD, "config-value", 9),
    "another table": ("[[reviews]]\n", "config-key", 1),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_review_that_is_not_understood_stops_the_check_at_its_line(kind: str, tmp_path: Path) -> None:
    text, code, line = REFUSED[kind]
    make(tmp_path, LOUD, WITH, reviews__toml=text)
    with pytest.raises(InputError) as caught:
        judge(tmp_path)
    assert [(p.path, p.code, p.line) for p in caught.value.problems] == [("reviews.toml", code, line)]


def test_the_block_that_review_prints_waits_for_a_person(tmp_path: Path) -> None:
    make(tmp_path, LOUD, WITH, reviews__toml="# none yet\n")
    done = run(tmp_path, "3", "1.lend", "--today", "2026-01-01", command="review")
    assert done.returncode == 0, done.stderr
    assert "# the engine: contradicts\n" in done.stdout
    (tmp_path / "reviews.toml").write_text(done.stdout, "utf-8")
    assert run(tmp_path).returncode == 2
    filled = done.stdout.replace('relation = ""', 'relation = "does-not-address"').replace('= ""', '= "x"')
    (tmp_path / "reviews.toml").write_text(filled, "utf-8")
    assert run(tmp_path).returncode == 0
    for arguments, said in ((["9", "1.lend"], "no provision '9'"), (["3", "1.lent"], "did you mean '1.lend'?")):
        wrong = run(tmp_path, *arguments, command="review")
        assert (wrong.returncode, said in wrong.stderr) == (2, True)


@pytest.fixture(scope="module")
def corpus() -> Report:
    return make_report()


def review_of(report: Report, at: int, element: int, relation: str) -> Review:
    note = report.provisions[at % len(report.provisions)]
    id_ = report.elements[element % len(report.elements)].id
    return Review(Spot("r", 1, 1, 1, 1), f"{note.instrument}/{note.label}", fingerprint(note.text), id_, relation, "A", "2026-01-01", "r")  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None)
@given(at=st.integers(0, 99), element=st.integers(0, 99), relation=st.sampled_from(RELATIONS))
def test_only_the_pair_changes_and_the_totals_follow(corpus: Report, at: int, element: int, relation: str) -> None:
    review = review_of(corpus, at, element, relation)
    after, stale = apply_reviews(corpus, [review])
    assert stale == ()
    pair = (review.provision, review.element)
    assert [v.relation for v in after.verdicts if (v.key, v.element) == pair] == [relation]
    assert [v for v in after.verdicts if (v.key, v.element) != pair] == [v for v in corpus.verdicts if (v.key, v.element) != pair]
    assert [c for c in after.coverage if c.element != review.element] == [c for c in corpus.coverage if c.element != review.element]
    own = next(c for c in after.coverage if c.element == review.element)
    assert (review.provision in own.contradicted_by) == (relation == "contradicts")
    assert (review.provision in own.by) == (relation in ("addresses", "partially-addresses"))
    assert apply_reviews(after, [review]) == (after, ())
    sources = {p.instrument: p for p in after.provisions}
    assert all(v.evidence[0].quote and v.evidence[0].document in sources for v in after.verdicts if v.row == "review")


def test_no_reviews_change_nothing(corpus: Report) -> None:
    assert apply_reviews(corpus, []) == (corpus, ())
