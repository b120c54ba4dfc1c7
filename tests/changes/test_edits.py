"""The generator of edits: its truth holds of its texts, and a seed gives the same pair anywhere."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from bisect import bisect_left
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.edit_phrases import likeness
from benchmarks.edit_scores import EqualRun, Ground, score, score_runs
from benchmarks.edit_texts import STYLES, Style, words
from benchmarks.edits import ALIKE, Pair, Span, TruthChange, make_pair
from compliance.model.change import Change, ClauseSpan, Edit

ROOT = Path(__file__).resolve().parents[2]
CASES = [(style, clauses, seed) for style in STYLES for clauses, seed in ((100, 1), (100, 2), (1_000, 3), (1_000, 4))]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: "-".join(map(str, case)))
def pair(request: pytest.FixtureRequest) -> Pair:
    style, clauses, seed = request.param
    return make_pair(seed, clauses, rate=0.1, style=style)


def test_the_spans_of_the_truth_are_both_texts(pair: Pair) -> None:
    for text, spans in ((pair.old, [span for change in pair.truth for span in change.old]), (pair.new, [span for change in pair.truth for span in change.new])):
        spans.sort()
        assert spans[0][0] == 0
        assert [end for _, end in spans] == [*(start for start, _ in spans[1:]), len(text)]
        assert len(spans) == len(set(spans))
    assert len([span for change in pair.truth for span in change.old]) == pair.clauses


def test_what_is_unchanged_stands_in_both_texts_letter_for_letter(pair: Pair) -> None:
    same = [change for change in pair.truth if change.kind == "unchanged"]
    assert len(same) > 5
    for change in same:
        assert pair.old[slice(*change.old[0])].rstrip("\n") == pair.new[slice(*change.new[0])].rstrip("\n")


def test_every_kind_has_the_clauses_that_it_speaks_of(pair: Pair) -> None:
    for change in pair.truth:
        sizes = len(change.old), len(change.new)
        if change.kind == "added":
            assert sizes == (0, 1)
        elif change.kind == "removed":
            assert sizes == (1, 0)
        elif change.kind == "split":
            assert sizes[0] == 1
            assert sizes[1] in (2, 3)
        elif change.kind == "merged":
            assert sizes[1] == 1
            assert sizes[0] in (2, 3)
        else:
            assert sizes == (1, 1)
            assert ("reworded" in (change.kind, *change.also)) == (body(pair.old, change.old[0]) != body(pair.new, change.new[0]))


def body(text: str, span: Span) -> str:
    """The words of a clause without its number; no text of the generator begins with a digit or a bracket of its own."""
    line = text[slice(*span)].strip()
    first, _, rest = line.partition(" ")
    if first in ("Chapter", "Article", "Section"):
        return rest.partition(" ")[2]
    return rest if first[0].isdigit() or first[0] == "(" else line


def test_split_and_merged_clauses_share_their_words(pair: Pair) -> None:
    for change in pair.truth:
        if change.kind in ("split", "merged"):
            old, new = (Counter(" ".join(body(text, span) for span in spans).lower().replace(";", "").replace(".", "").split())
                        for text, spans in ((pair.old, change.old), (pair.new, change.new)))
            assert likeness(old, new) > 0.7, change


def test_what_moved_needs_as_many_moves_as_the_truth_says(pair: Pair) -> None:
    """The clauses that stayed are in order, and no explanation of the new order takes fewer moved clauses than the truth's, blocks told from their shorter side."""
    ground = Ground(pair)
    kept = sorted((olds[0], news[0]) for change, olds, news in ground.changes if olds and news)
    stayed = sorted((olds[0], news[0]) for change, olds, news in ground.changes if olds and news and change.group < 0)
    assert [n for _, n in stayed] == sorted(n for _, n in stayed)
    least = len(kept) - longest_increasing([n for _, n in kept])
    assert least == sum(min(len(block), len(jumped)) for block, jumped in ground.groups)
    assert all(("moved" in (change.kind, *change.also)) == (change.group >= 0) for change in pair.truth)


def longest_increasing(values: list[int]) -> int:
    tails: list[int] = []
    for value in values:
        at = bisect_left(tails, value)
        tails[at : at + 1] = [value]
    return len(tails)


def test_nothing_inserted_is_like_anything_removed(pair: Pair) -> None:
    def bags(text: str, spans: list[Span]) -> list[Counter[str]]:
        return [Counter(body(text, span).lower().split()) for span in spans if len(body(text, span).split()) > 8]

    removed = bags(pair.old, [change.old[0] for change in pair.truth if change.kind == "removed"])
    added = bags(pair.new, [change.new[0] for change in pair.truth if change.kind == "added"])
    # the numbers of references are put in after the words were compared: hence the room
    assert all(likeness(one, other) < ALIKE + 0.1 for one in removed for other in added)


def test_all_kinds_come_up() -> None:
    for style in STYLES:
        kinds = Counter(change.kind for seed in range(4) for change in make_pair(seed, 1_000, style=style).truth)
        assert set(kinds) == {"unchanged", "reworded", "added", "removed", "moved", "renumbered", "split", "merged"}, style
        assert min(kinds.values()) >= 5


def test_most_clauses_of_a_flat_text_get_another_number() -> None:
    truth = make_pair(5, 1_000).truth
    assert sum("renumbered" in (change.kind, *change.also) for change in truth) > 600


def test_clauses_are_like_one_another_as_those_of_laws_are() -> None:
    for style in STYLES:
        pair = make_pair(1, 1_000, style=style)
        bags = [Counter(body(pair.old, change.old[0]).lower().split()) for change in pair.truth if change.old and len(body(pair.old, change.old[0]).split()) > 12]
        near = sum(any(likeness(bag, other) > 0.7 for other in bags[at + 1 : at + 60]) for at, bag in enumerate(bags))
        assert near > len(bags) * 0.1, style
        assert sum(body(pair.old, change.old[0]) in words()["short"] for change in pair.truth if change.old) > 3
        assert 20 <= len(pair.old.split()) / pair.clauses <= 45


def test_another_seed_gives_another_pair() -> None:
    assert make_pair(1, 100).old != make_pair(2, 100).old


@pytest.mark.parametrize("style", STYLES)
def test_a_seed_gives_the_same_pair_under_any_hash_seed(style: Style) -> None:
    code = f"from benchmarks.edits import make_pair; import hashlib; p = make_pair(7, 200, style={style!r}); print(hashlib.sha256(repr(p).encode()).hexdigest())"
    here = hashlib.sha256(repr(make_pair(7, 200, style=style)).encode()).hexdigest()
    for hash_seed in ("0", "1", "4242"):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": hash_seed})
        assert done.stdout.strip() == here


# -- the scores: a perfect answer gets full marks, and each kind of mistake costs ------------------------------------


def perfect(pair: Pair) -> list[Change]:
    return [said(change) for change in pair.truth]


def said(change: TruthChange, kind: str = "", also: tuple[str, ...] | None = None) -> Change:
    return Change(kind or change.kind, tuple(map(span, change.old)), tuple(map(span, change.new)), also=change.also if also is None else also)  # type: ignore[arg-type]


def span(place: Span) -> ClauseSpan:
    return ClauseSpan("paragraph", "", "", *place, *place)


def test_a_perfect_answer_gets_full_marks(pair: Pair) -> None:
    scores = score(perfect(pair), pair)
    assert (scores.f1, scores.move_recall, scores.split_recall, scores.merge_recall, scores.kinds_accuracy) == (1, 1, 1, 1, 1)
    assert (scores.moves_false, scores.split_precision, scores.merge_precision, scores.wrong) == (0, 1, 1, ())


def test_moves_that_are_not_told_are_missed(pair: Pair) -> None:
    answer = [said(change, "reworded" if change.kind == "moved" else "", ()) for change in pair.truth]
    scores = score(answer, pair)
    assert (scores.moves_found, scores.moves_false, scores.f1) == (0, 0, 1)


def test_a_move_that_was_none_is_false(pair: Pair) -> None:
    ground = Ground(pair)
    excused = {each for block, jumped in ground.groups if len(jumped) <= len(block) for each in jumped}
    stayed = next(change for change, olds, news in ground.changes if change.kind == "unchanged" and (olds[0], news[0]) not in excused)
    answer = [said(change, "moved" if change is stayed else "") for change in pair.truth]
    assert score(answer, pair).moves_false == 1


def test_of_two_neighbours_either_may_be_the_one_that_moved() -> None:
    old, new = "1. a b c\n2. d e f\n3. g h i\n", "1. d e f\n2. a b c\n3. g h i\n"
    a, b, c = (0, 9), (9, 18), (18, 27)
    pair = Pair(0, "decree", 3, old, new, (TruthChange("renumbered", (b,), (a,)), TruthChange("moved", (a,), (b,), ("renumbered",), 0), TruthChange("unchanged", (c,), (c,))))
    for first, second in (("renumbered", "moved"), ("moved", "renumbered")):
        scores = score([Change(first, (span(b),), (span(a),)), Change(second, (span(a),), (span(b),)), Change("unchanged", (span(c),), (span(c),))], pair)  # type: ignore[arg-type]
        assert (scores.moves_found, scores.moves_false) == (1, 0)
    both = score([Change("moved", (span(b),), (span(a),)), Change("moved", (span(a),), (span(b),)), Change("unchanged", (span(c),), (span(c),))], pair)
    assert (both.moves_found, both.moves_false) == (1, 1)


def test_half_a_split_is_missed_and_half_a_merge(pair: Pair) -> None:
    answer = [Change("reworded", tuple(map(span, change.old[:1])), tuple(map(span, change.new[:1]))) if change.kind in ("split", "merged") else said(change) for change in pair.truth]
    scores = score(answer, pair)
    assert (scores.splits_found, scores.merges_found) == (0, 0)
    assert scores.precision == 1
    if scores.splits_true + scores.merges_true:
        assert scores.recall < 1


def test_wrong_pairs_cost_precision_and_recall(pair: Pair) -> None:
    one, two = [change for change in pair.truth if change.kind in ("unchanged", "renumbered")][3:5]
    swapped = {id(one): one._replace(new=two.new), id(two): two._replace(new=one.new)}
    scores = score([said(swapped.get(id(change), change)) for change in pair.truth], pair)
    assert scores.pairs_right == scores.pairs_true - 2
    assert scores.pairs_said == scores.pairs_true
    assert len(scores.wrong) == 4


def test_a_clause_of_the_tool_that_holds_several_is_scored_by_its_equal_text() -> None:
    old, new = "1. one two three\n2. four five six\n", "1. one two three\n2. four five nine\n"
    pair = Pair(0, "decree", 2, old, new, (TruthChange("unchanged", ((0, 17),), ((0, 17),)), TruthChange("reworded", ((17, 34),), ((17, 35),))))
    whole = Change("reworded", (span((0, 34)),), (span((0, 35)),), edits=(Edit("equal", old[:30]), Edit("delete", "six"), Edit("insert", "nine"), Edit("equal", "\n")))
    assert score([whole], pair).f1 == 1


def test_runs_of_equal_text_tie_clauses(pair: Pair) -> None:
    ground = Ground(pair)
    runs = [EqualRun(ground.old[olds[0]][0], ground.new[news[0]][0], ground.old[olds[0]][1] - ground.old[olds[0]][0]) for change, olds, news in ground.changes if change.kind == "unchanged"]
    scores = score_runs(runs, pair)
    assert scores.precision == 1
    assert scores.pairs_right == len(runs)
    assert scores.moves_found == 0
