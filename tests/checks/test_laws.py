"""What an id is made of: the words, and nothing around them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.checks.identity import fingerprint, identity
from tests.checks.project import judge, make

PROVISIONS = ("Nobody may show books.", "Anyone may lend books.", "Nobody may burn books.", "The porter waters the roses.", "Guests may sing.")
OTHERS = ("The clock strikes at noon.", "The cat sleeps.", "Visitors ring the bell.")


def ids(rules: str, name: str = "rules/house.txt") -> set[str]:
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), "x", **{name: rules})
        if name != "rules/house.txt":
            (Path(folder) / "rules" / "house.txt").unlink()
        return {finding.id for finding in judge(Path(folder)).findings}


def text(provisions: list[str], first: int = 1, step: int = 1) -> str:
    return "House rules\n\n" + "".join(f"{first + at * step}. {words}\n" for at, words in enumerate(provisions))


USUAL = ids(text(list(PROVISIONS)))


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(PROVISIONS), first=st.integers(1, 30), name=st.sampled_from(("house", "rules-of-may", "a b")), above=st.lists(st.sampled_from(("", "The Gazette of the House", "  ", "Number 4")), max_size=3))
def test_moving_renumbering_and_renaming_change_no_id(order: list[str], first: int, name: str, above: list[str]) -> None:
    assert len(USUAL) >= 7
    moved = text(order, first)
    assert ids("".join(f"{line}\n\n" for line in above) + moved, f"rules/{name}.txt") == USUAL


@settings(max_examples=10, deadline=None)
@given(before=st.lists(st.sampled_from(OTHERS), min_size=1, max_size=3, unique=True))
def test_provisions_put_before_change_no_id_of_the_others(before: list[str]) -> None:
    more = ids(text([*before, *PROVISIONS]))
    assert more > USUAL
    assert len(more - USUAL) == len(before)  # each of them is surplus


@settings(max_examples=10, deadline=None)
@given(at=st.integers(0, len(PROVISIONS) - 1))
def test_other_words_have_another_id(at: int) -> None:
    changed = list(PROVISIONS)
    changed[at] = changed[at].replace("books", "maps").replace("roses", "lilies").replace("sing", "sing a drum roll")
    assert ids(text(changed)) != USUAL


@given(words=st.text(max_size=40), around=st.sampled_from(("{}", " {}", "{}\n", "\t{} \n")))
def test_case_and_white_space_are_not_part_of_words(words: str, around: str) -> None:
    assert fingerprint(around.format(words)) == fingerprint(words)
    assert identity("gap", words) == identity("gap", around.format(words))


@given(one=st.text("ab ", max_size=6), other=st.text("ab ", max_size=6))
def test_words_that_differ_differ(one: str, other: str) -> None:
    alike = " ".join(one.split()) == " ".join(other.split())
    assert (fingerprint(one) == fingerprint(other)) == alike
    assert identity("gap", one, other) != identity("partial", one, other)
    assert (identity("gap", one, "x") == identity("gap", other, "x")) == alike
