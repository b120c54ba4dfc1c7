"""The heaviest run in order, against a search of all runs."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from compliance.changes.order import heaviest_run


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=9))
def test_no_run_in_order_is_heavier(pairs: list[tuple[int, int]]) -> None:
    seconds, weights = [second for second, _ in pairs], [float(weight) for _, weight in pairs]
    kept = [at for at, keep in enumerate(heaviest_run(seconds, weights)) if keep]
    assert all(seconds[a] < seconds[b] for a, b in pairwise(kept))
    runs = (run for size in range(len(pairs) + 1) for run in combinations(range(len(pairs)), size) if all(seconds[a] < seconds[b] for a, b in pairwise(run)))
    assert sum(weights[at] for at in kept) == max(sum(weights[at] for at in run) for run in runs)


@given(st.lists(st.integers(0, 9), max_size=9))
def test_no_run_in_order_is_longer(seconds: list[int]) -> None:
    assert sum(heaviest_run(seconds)) == sum(heaviest_run(seconds, [1.0] * len(seconds)))
