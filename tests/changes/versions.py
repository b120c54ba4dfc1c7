"""Pairs of texts for property tests: clauses that resemble one another, and what can happen to them between two versions."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = "the Party shall not pay any sum within thirty days unless agreed in writing by both sides , or else return ( all ) goods ; notice - party's 1,000.50 12/02/2021 د افغانستان 国家 Förderung".split()
NUMBERS = ["{n}. ", "({n}) ", "Article {n} ", "{n}) ", "", "# ", "- "]
GAPS = ["\n", "\n\n", "\r\n", "\n \n", " \n"]

words = st.lists(st.sampled_from(WORDS), min_size=0, max_size=14).map(" ".join)
clauses = st.lists(st.tuples(st.sampled_from(NUMBERS), words, st.sampled_from(GAPS)), min_size=0, max_size=9)


def lay_out(parts: list[tuple[str, str, str]]) -> str:
    """The clauses numbered in order."""
    return "".join(number.format(n=at) + text + gap for at, (number, text, gap) in enumerate(parts, 1))


@st.composite
def versions(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and the same with clauses moved, removed, added, cut, joined and reworded."""
    old = draw(clauses)
    new: list[tuple[str, str, str]] = []
    for number, text, gap in draw(st.permutations(old)) if draw(st.booleans()) else old:
        what = draw(st.sampled_from(["keep", "keep", "keep", "drop", "word", "cut", "add", "gap"]))
        if what == "drop":
            continue
        if what == "word":
            held = text.split(" ")
            held[draw(st.integers(0, len(held) - 1))] = draw(st.sampled_from(WORDS))
            text = " ".join(held)
        if what == "cut" and " " in text:
            at = text.index(" ", draw(st.integers(0, text.rindex(" "))))
            new.append((number, text[:at], gap))
            text = text[at + 1 :]
        if what == "add":
            new.append((number, draw(words), gap))
        new.append((number, text, draw(st.sampled_from(GAPS)) if what == "gap" else gap))
    return lay_out(old), lay_out(new)
