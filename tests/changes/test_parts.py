"""One clause cut in several: the parts together are more like the whole than any of them alone."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.changes.likeness import Profile, Weights
from compliance.changes.parts import BESIDE, HELD, grow

WHOLE = "ant bee cat dog elk fox gnu hen ibex jay kite lark mole newt owl pig quail rat seal toad".split()


def grown(whole: Sequence[str], seed: int, *pieces: Sequence[str], held: float = HELD) -> tuple[int, ...] | None:
    weights = Weights(([" ".join(whole)], [" ".join(piece) for piece in pieces]))
    profiles = [Profile(" ".join(piece), weights) for piece in pieces]
    found = grow(Profile(" ".join(whole), weights), (seed,), lambda at: 0 <= at < len(pieces), profiles.__getitem__, weights, held)
    return found and found[0]


def test_two_halves_are_the_whole() -> None:
    assert grown(WHOLE, 0, WHOLE[:12], WHOLE[12:]) == (0, 1)
    assert grown(WHOLE, 1, WHOLE[:12], WHOLE[12:], held=BESIDE) == (0, 1)


def test_what_is_the_whole_itself_is_no_part_of_it() -> None:
    assert grown(WHOLE, 1, WHOLE, [*WHOLE[:7], "yak", "zebu", "wasp"]) is None


def test_a_neighbour_that_says_other_things_is_no_part() -> None:
    assert grown(WHOLE, 0, WHOLE[:12], ["yak", "zebu", "wasp", "vole", *WHOLE[:2]]) is None
