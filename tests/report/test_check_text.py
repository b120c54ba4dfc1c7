"""A check in the terminal: within its width, the severest first, nothing hidden, and no line that a build server takes for a command."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.model.check import Judgement, Spot
from compliance.report.check_text import to_text
from compliance.report.check_wording import failing, plain
from compliance.report.columns import columns
from tests.report.judgements import corpus, finding, judgement, judgements, mixed, words

_HEAD = re.compile(r"^(\S.*?):(\d+):(\d+): (error|warning|note) ([a-z-]+) ", re.MULTILINE)


def test_the_page() -> None:
    assert to_text(mixed()) == """No provision answers an element (gap): 1 error
----------------------------------------------
texts/decree.txt:1:4: error gap nobody answers 3.host (1) [0000000000000001]
    “will not host”
    next: add a provision that does

A provision says the opposite of an element (contradiction): 1 error
--------------------------------------------------------------------
texts/decree.txt:3:4: error contradiction iea-2020-09/1 contradicts 3.host “do
    not host” [0000000000000003]
    “will not host”
    3.host: “host”
    next: add a provision that does

Words of a text were not understood (unread): 1 warning
-------------------------------------------------------
texts/decree.txt:5:4: warning unread nobody answers 3.host (5)
    [0000000000000005]
    next: add a provision that does

A provision answers to no element (surplus): 1 note
---------------------------------------------------
texts/decree.txt:6:4: note surplus nobody answers 3.host (6) [0000000000000006]
    “will not host”
    next: add a provision that does

4 new findings: 2 errors, 1 warning and 1 note; 1 known, 1 waived and 1 fixed.
Exit code 1: 2 new findings stand at or above the threshold (error).
"""


def test_everything_lists_what_is_known_waived_and_fixed() -> None:
    out = to_text(mixed(), everything=True)
    for said in ("(known since\n    2026-01-02)", "(waived: agreed\n    with the ministry)", "gap 3.train, known since 2025-12-01 [ffffffffffffffff]"):
        assert said in out
        assert said not in to_text(mixed())


def test_the_corpus_within_80_columns() -> None:
    out = to_text(corpus())
    assert max(columns(line) for line in out.splitlines()) <= 80
    heads = _HEAD.findall(out)
    assert len(heads) == len(corpus().findings) == 52
    assert sorted(heads, key=lambda head: ("error", "warning", "note").index(head[3])) == heads
    assert out.count("next: read these words yourself") == 1  # a step that all share stands once
    assert out.endswith(f"Exit code 1: {failing(corpus())} new findings stand at or above the threshold (error).\n")


def test_a_step_that_names_its_finding_stands_once_in_words_that_fit_all() -> None:
    out = " ".join(to_text(corpus()).split())
    assert out.count("explain PROVISION ELEMENT says why") == 1
    alone = judgement(*[one for one in corpus().findings if one.code == "contradiction"][:1])
    assert "compliance explain iea-2020-09/1 3.host says why" in " ".join(to_text(alone).split())


def test_words_of_one_place_are_quoted_once() -> None:
    out = to_text(judgement(finding(1, "contradiction", subject="a"), finding(1, "contradiction", subject="b")))
    assert (out.count("“will not host”"), out.count("(the same words)")) == (1, 1)


@settings(deadline=None)
@given(judgements(), st.integers(40, 120), st.booleans())
def test_no_line_is_wider_unless_it_is_a_place(made: Judgement, width: int, everything: bool) -> None:
    out = to_text(made, width=width, everything=everything)
    places = {plain(f"{one.spot.path}:{one.spot.line}:{one.spot.column}:") for one in made.findings}
    for line in out.split("\n"):
        assert columns(line) <= width or line in places
    for one in made.findings:
        assert (one.id in re.sub(r"\s", "", out)) == (everything or one.state == "new")


@settings(deadline=None)
@given(judgements())
def test_no_line_is_a_command_and_nothing_is_hidden(made: Judgement) -> None:
    out = to_text(made, everything=True)
    out.encode("utf-8")
    assert not {"\u202e", "\u2066", "\x07", "\x1b", "\udcff", "\u200b", "\r", "\x85", "\u2028"} & set(out)
    for line in out.splitlines():
        assert not line.lstrip().startswith("::")
        assert "##[" not in line


@given(words)
def test_a_command_is_shown_by_name(text: str) -> None:
    assert "::" not in plain(text)
    assert "##[" not in plain(text)
    assert plain("a:b::c ::: ##[d] ###[e") == "a:b⟨U+003A⟩:c ⟨U+003A⟩⟨U+003A⟩: ⟨U+0023⟩#[d] #⟨U+0023⟩#[e"


@pytest.mark.parametrize("before", [*range(60, 80), *range(310, 322)])
def test_no_break_of_a_line_makes_a_command(before: int) -> None:
    hostile = f"{'a' * before}::error::x"
    out = to_text(judgement(finding(1, message=hostile, words=hostile, next_step=hostile, subject=hostile, element=hostile, spot=Spot(hostile, 1, 1, 1, 1))), everything=True)
    assert not any(line.lstrip().startswith("::") for line in out.splitlines())
    for path in (":", "::error", ""):
        assert "\n::" not in to_text(judgement(finding(1, spot=Spot(path, 1, 1, 1, 1))))


def test_colour_is_for_titles_alone_and_off_by_default() -> None:
    coloured = to_text(mixed(), colour=True)
    assert re.sub(r"\x1b\[\d+m", "", coloured) == to_text(mixed())
    assert "\x1b[31m" in coloured


def test_a_long_place_gets_a_line_of_its_own() -> None:
    path = f"texts/{'a' * 90}.txt"
    out = to_text(judgement(finding(1, spot=Spot(path, 1, 4, 1, 17))))
    assert f"\n{path}:1:4:\n    error gap " in out


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (judgement(), "No new finding.\nExit code 0: no new finding stands at or above the threshold (error).\n"),
        (judgement(finding(1), report_only=True), "1 new finding: 1 error.\nExit code 0: 1 new finding stands at or above the threshold (error), and this\nrun only reports.\n"),
        (judgement(finding(1, "surplus")), "1 new finding: 1 note.\nExit code 0: no new finding stands at or above the threshold (error).\n"),
        (judgement(finding(1, "surplus"), fail_on="note"), "Exit code 1: 1 new finding stands at or above the threshold (note).\n"),
        (judgement(finding(1), fail_on="off"), "Exit code 0: the threshold is off, no finding fails the check.\n"),
        (judgement(finding(1, state="known")), "No new finding; 1 known.\nExit code 0: no new finding stands at or above the threshold (error).\n"),
    ],
)
def test_the_summary(made: Judgement, says: str) -> None:
    assert to_text(made).endswith(says)
