"""The data of a comparison is enough to make each text from the other, and is valid whatever the texts hold."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.comparing import compare_texts
from compliance.disk import load_text
from compliance.model.change import Change, Comparison, Edit
from compliance.model.flip import CoverageChange, FlipReport, VerdictChange, VerdictSide
from compliance.model.text import Provenance, Text
from compliance.report.changes_json import to_json
from tests.report.comparisons import by_hand, decree, version
from tests.report.strategies import comparisons


def rebuilt(data: dict[str, Any], side: str) -> str:
    """One text from the changes alone."""
    other = {"old": "insert", "new": "delete"}[side]
    parts: list[tuple[int, str]] = []
    for change in data["changes"]:
        words = "".join(edit["text"] for edit in change["edits"] if edit["op"] != other)
        at = 0
        for start, end in change[f"{side}_spans"]:
            parts.append((start, words[at : at + end - start]))
            at += end - start
        assert at == len(words)
    parts.sort()
    out = ""
    for start, words in parts:
        assert start == len(out)
        out += words
    return out


def converted(data: dict[str, Any], text: str, side: str) -> str:
    """The other text from one of them: what the changes keep is taken from ``text``, not from the data."""
    other = {"old": "new", "new": "old"}[side]
    gone = {"old": "delete", "new": "insert"}[side]
    parts: list[tuple[int, str]] = []
    for change in data["changes"]:
        source = "".join(text[start:end] for start, end in change[f"{side}_spans"])
        made, at = "", 0
        for edit in change["edits"]:
            if edit["op"] == gone:
                at += len(edit["text"])
            elif edit["op"] == "equal":
                made += source[at : at + len(edit["text"])]
                at += len(edit["text"])
            else:
                made += edit["text"]
        at = 0
        for start, end in change[f"{other}_spans"]:
            parts.append((start, made[at : at + end - start]))
            at += end - start
    return "".join(words for _, words in sorted(parts))


def _holds(comparison: Comparison) -> None:
    data = json.loads(to_json(comparison))
    old, new = comparison.old.source, comparison.new.source
    assert rebuilt(data, "old") == old
    assert rebuilt(data, "new") == new
    assert converted(data, old, "old") == new
    assert converted(data, new, "new") == old


def test_every_kind_of_change_can_be_undone() -> None:
    _holds(decree())


def test_a_real_pair_can_be_undone() -> None:
    old = load_text("iea-2020-09")
    words = old.content.replace("are not allowed to move", "are allowed to move").replace("compulsory", "mandatory")
    lines = words.splitlines(keepends=True)
    moved = lines.pop(next(at for at, line in enumerate(lines) if line.startswith("22.")))
    lines.insert(next(at for at, line in enumerate(lines) if line.startswith("9.")), moved)
    _holds(compare_texts(old, Text("new", "".join(lines), Provenance("New", "", "", "unknown", "en", False, "", ""), "0" * 64, "new.txt")))


@settings(deadline=None)
@given(comparisons())
def test_any_pair_can_be_undone(comparison: Comparison) -> None:
    _holds(comparison)


def test_a_change_without_edits_holds_its_words_all_the_same() -> None:
    made = by_hand([("1", "Pay now."), ("2", "Go.")], [("1", "Pay later.")], [("reworded", [0], [0], []), ("removed", [1], [], [])])
    bare = Comparison(made.old, made.new, tuple(Change(c.kind, c.old, c.new, c.matched_by, c.score) for c in made.changes))
    _holds(bare)


def test_the_contract() -> None:
    data = json.loads(to_json(decree()))
    assert list(data) == ["format", "old", "new", "summary", "changes"]
    assert data["format"] == "compliance-diff/1"
    assert list(data["old"]) == ["id", "title", "sha256"]
    assert data["summary"] == {"reworded": 3, "added": 1, "removed": 1, "moved": 1, "split": 1, "merged": 1, "renumbered": 1, "unchanged": 0}
    split = data["changes"][-1]
    assert list(split) == ["kind", "also", "old", "new", "old_eids", "new_eids", "matched_by", "score", "old_spans", "new_spans", "marks", "edits"]
    assert (split["kind"], split["old"], split["new"]) == ("split", ["8"], ["8", "9"])
    assert split["new_eids"] == ["para_8", "para_9"]
    assert len(split["new_spans"]) == 2
    dropped = data["changes"][2]
    assert "negation" in dropped["marks"]
    assert {"op": "delete", "text": " not", "marks": ["negation"]} in dropped["edits"]
    assert all("marks" not in edit for change in data["changes"] for edit in change["edits"] if edit["op"] == "equal")


def test_a_clause_without_number_is_named_by_its_identity() -> None:
    data = json.loads(to_json(by_hand([("", "Whereas.")], [("", "Whereas!")], [("reworded", [0], [0], [])])))
    assert data["changes"][0]["old"] == ["prose_1"]


@pytest.mark.parametrize("nasty", ["\udcff", "\x00\x1b[31m", "\u202e\u2066", "\u2028", "\ufeff\u200b", "\x7f\x9b"])
def test_what_cannot_be_seen_is_written_as_json_writes_it(nasty: str) -> None:
    source = f"a{nasty}b"
    whole = Change("added", (), (by_hand([], [("", source)], [("added", [], [0], [])]).changes[0].new[0]._replace(end=len(source)),), edits=(Edit("insert", source),))
    text = to_json(Comparison(version("old", "", "en", ""), version("new", nasty, "en", source), (whole,)))
    text.encode("utf-8")  # no half of a pair is left
    assert not set(nasty) - {"[", "3", "1", "m"} & set(text)
    data = json.loads(text)
    assert data["changes"][0]["edits"][0]["text"] == source
    assert data["new"]["title"] == nasty


def test_verdicts_stand_beside_the_changes() -> None:
    side = VerdictSide("2", "addresses", "not allowed", 0, 11)
    flip = VerdictChange("vanished", "3.host", (side,), (), (Edit("delete", "not", ("negation",)),), "words", 2)
    data = json.loads(to_json(decree(), FlipReport("doha", "1", (flip,), (CoverageChange("3.host", "addressed", "unaddressed"),))))
    assert data["pack"] == {"id": "doha", "version": "1"}
    assert data["verdicts"][0]["old"] == [{"provision": "2", "relation": "addresses", "words": "not allowed", "start": 0, "end": 11}]
    assert data["verdicts"][0]["through"] == [{"op": "delete", "text": "not", "marks": ["negation"]}]
    assert data["changes"][data["verdicts"][0]["change"]]["new"] == ["3"]
    assert data["coverage"] == [{"element": "3.host", "old_status": "addressed", "new_status": "unaddressed"}]


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_titles_come_back(title: str) -> None:
    made = Comparison(version("old", title, "en", ""), version("new", title, "en", ""), ())
    assert json.loads(to_json(made))["old"]["title"] == title
