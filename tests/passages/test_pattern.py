"""Patterns: what they meet, and that their matching stays within bounds."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.passages.lemma import BaseForms
from compliance.passages.pattern import GAP, UnknownWordListError, compile_pattern, first_of
from compliance.pipeline import load_scopes


@pytest.fixture(scope="module")
def forms() -> BaseForms:
    return load_scopes().forms


def place(pattern: str, text: str, forms: BaseForms, beyond: int = 0) -> tuple[int, int] | None:
    return compile_pattern(pattern, {"staff": ["employee", "member of staff"]}, forms).find(forms.run(text), beyond)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("not disclose", "shall not disclose", (1, 3)),
        ("not disclose", "shall not ever disclose", None),
        ("not ... disclose", "shall not ever disclose", (1, 4)),
        ("disclose|reveal", "has revealed", (1, 2)),
        ("<staff>", "its members of staff", (1, 4)),
        ("to|with <staff>", "with employees", (0, 2)),
        ("need_to_know", "who need to know", (1, 4)),
        ("copy", "copies", (0, 1)),
    ],
)
def test_a_pattern_meets(pattern: str, text: str, found: tuple[int, int] | None, forms: BaseForms) -> None:
    assert place(pattern, text, forms) == found


def test_a_gap_has_an_end(forms: BaseForms) -> None:
    assert place("start ... end", "start " + "word " * GAP + "end", forms)
    assert place("start ... end", "start " + "word " * (GAP + 1) + "end", forms) is None


def test_a_place_beyond_is_asked_for(forms: BaseForms) -> None:
    assert place("copy", "copy and copy", forms, beyond=1) == (2, 3)
    assert place("copy", "copy and paste", forms, beyond=1) is None


def test_an_unknown_list_is_an_error(forms: BaseForms) -> None:
    with pytest.raises(UnknownWordListError, match="staf"):
        compile_pattern("<staf>", {"staff": ["employee"]}, forms)


@given(st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=30), st.lists(st.sampled_from(["a", "b", "...", "c|d"]), min_size=1, max_size=5))
def test_a_match_is_one(words: list[str], items: list[str]) -> None:
    """What is found begins with the first item and ends with the last."""
    while items and items[0] == "...":
        items.pop(0)
    while items and items[-1] == "...":
        items.pop()
    if not items:
        with pytest.raises(ValueError, match="no word"):
            compile_pattern("...", {}, BaseForms(str))
        return
    pattern = compile_pattern(" ".join(items), {}, BaseForms(str))
    found = first_of([pattern], words)
    if found is not None:
        start, end = found
        assert words[start] in items[0].split("|")
        assert words[end - 1] in items[-1].split("|")


def test_no_pattern_blows_up() -> None:
    pattern = compile_pattern(" ... ".join(["a"] * 12) + " ... b", {}, BaseForms(str))
    begin = time.perf_counter()
    assert pattern.find(["a"] * 400) is None
    assert time.perf_counter() - begin < 60  # a matcher that tries again would take longer than the universe is old
