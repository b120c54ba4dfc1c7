"""How right the comparison is where the truth is known: made-up pairs by seed, and versions of real laws."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.diff_tools import ours, touched_by_changes
from benchmarks.edit_scores import Scores, score
from benchmarks.edit_texts import STYLES, Style
from benchmarks.edits import make_pair
from benchmarks.real_versions import VERSIONS, RealPair, real_pairs, score_real

PAIRS = [(100, seed) for seed in range(20)] + [(300, seed) for seed in range(6)] + [(1_000, seed) for seed in range(4)]


@cache
def total(style: Style) -> Scores:
    """The scores of all pairs of a style, added up: one pair of a hundred clauses has a split or none, which is no recall."""
    scores = Scores()
    for clauses, seed in PAIRS:
        pair = make_pair(seed, clauses, style=style)
        scores += score(ours(pair.old, pair.new), pair)
    return scores


@pytest.mark.parametrize("style", STYLES)
class TestMadeUpPairs:
    def test_clauses_are_matched(self, style: Style) -> None:
        assert total(style).f1 >= 0.98, wrong(style, "pair")

    def test_moves_are_found(self, style: Style) -> None:
        assert total(style).moves_true >= 40
        assert total(style).move_recall >= 0.95, wrong(style, "missed move")

    def test_no_move_is_made_up(self, style: Style) -> None:
        assert total(style).moves_false == 0, wrong(style, "false move")

    def test_splits_are_found(self, style: Style) -> None:
        assert total(style).splits_true >= 20
        assert total(style).split_recall >= 0.90, wrong(style, "missed split")

    def test_merges_are_found(self, style: Style) -> None:
        assert total(style).merges_true >= 20
        assert total(style).merge_recall >= 0.90, wrong(style, "missed merged")

    def test_splits_and_merges_are_not_made_up(self, style: Style) -> None:
        assert total(style).split_precision >= 0.95, wrong(style, "false split")
        assert total(style).merge_precision >= 0.95, wrong(style, "false merged")


def wrong(style: Style, what: str) -> str:
    found = [each for each in total(style).wrong if what in each.what]
    return "\n".join([f"{len(found)} of {what}, the first:", *(f"{each.what} ({each.truth})\n  old: {each.old}\n  new: {each.new}" for each in found[:8])])


REAL = [(name, form) for form in ("numbered", "bare") for name in ("IE-2007-act-19", "IE-2007-act-20", "IE-2007-act-7", "code-civil-00", "code-civil-01", "code-civil-02", "code-civil-03")]


@cache
def real(form: str) -> dict[str, RealPair]:
    return {pair.name: pair for pair in real_pairs(bare=form == "bare")}


@pytest.mark.skipif(not VERSIONS.exists(), reason=f"the versions of real laws are not here: {VERSIONS}")
@pytest.mark.parametrize(("name", "form"), REAL)
def test_every_amended_and_inserted_section_of_a_real_law_is_found(name: str, form: str) -> None:
    pair = real(form)[name]
    scores = score_real(touched_by_changes(ours(pair.old, pair.new)), pair)
    missed = [each.split(":")[0] for each in scores.missed]
    assert not missed


@pytest.mark.skipif(not VERSIONS.exists(), reason=f"the versions of real laws are not here: {VERSIONS}")
def test_all_documents_are_read_and_nothing_tells_the_answer() -> None:
    assert list(real("numbered")) == sorted(name for name, form in REAL if form == "numbered")
    for form in ("numbered", "bare"):
        for pair in real(form).values():
            assert "F1[" not in pair.new
            assert "Annotations" not in pair.new
            old = {section.number: pair.old[section.start : section.end] for section in pair.old_sections}
            new = {section.number: pair.new[section.start : section.end] for section in pair.new_sections}
            for number, status in pair.truth.items():  # what was left is the same to the letter, what was amended is not
                assert (number in old) == (status != "inserted")
                assert status == "inserted" or (old[number] == new[number]) == (status == "unchanged"), (pair.name, number)
