"""Workflow commands of a check, read as a runner reads them: each line is one command of ours, whatever the texts say."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.model.check import Judgement, Spot
from compliance.report.check_github import SHOWN, message_text, property_text, to_github
from compliance.report.check_wording import failing, place_path
from compliance.report.wording import safe
from tests.report.judgements import corpus, finding, judgement, judgements, mixed, words


class Command(NamedTuple):
    kind: str
    properties: dict[str, str]
    message: str


def _plain(text: str, more: bool = False) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), *((("%3A", ":"), ("%2C", ",")) if more else ()), ("%25", "%")):
        text = text.replace(code, char)
    return text


def read(text: str) -> list[Command]:
    """The commands of an output: a runner takes a line that begins with two colons, up to the next two, and splits at commas."""
    out: list[Command] = []
    for line in re.split(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", text.rstrip("\n")):
        assert line.startswith("::"), line
        head, _, message = line[2:].partition("::")
        kind, _, given_ = head.partition(" ")
        pairs = [pair.partition("=") for pair in given_.split(",")]
        out.append(Command(kind, {name: _plain(value, more=True) for name, _, value in pairs}, _plain(message)))
    return out


@given(judgements())
def test_whatever_the_texts_say_there_are_only_our_commands(made: Judgement) -> None:
    commands = read(to_github(made))
    new = [one for one in made.findings if one.state == "new"]
    kinds = [command.kind for command in commands]
    assert kinds[-1] == "notice"
    assert kinds.count("notice") == 1
    assert set(kinds) <= {"error", "warning", "notice"}
    loud = [one for one in new if one.severity != "note"]
    assert len(commands) == min(len([one for one in loud if one.severity == "error"]), SHOWN) + len([one for one in loud if one.severity == "warning"]) + 1
    for command in commands[:-1]:
        assert set(command.properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert command.properties["line"].isdecimal()
        assert command.properties["file"] in {safe(place_path(one.spot.path)) for one in new}
        assert not command.properties["file"].startswith("/")
    assert made.report_only is False or "error" not in kinds


@given(words)
def test_escaped_text_is_read_back(text: str) -> None:
    assert _plain(message_text(text)) == text
    assert _plain(property_text(text), more=True) == text
    assert not set(property_text(text)) & set(":,\r\n")


def test_an_annotation() -> None:
    first, second, third, last = read(to_github(mixed()))
    assert (first.kind, second.kind, third.kind) == ("error", "error", "warning")
    assert second.properties == {"file": "texts/decree.txt", "line": "3", "endLine": "3", "col": "4", "endColumn": "16", "title": "contradiction: iea-2020-09/1 3.host"}
    assert second.message == "iea-2020-09/1 contradicts 3.host “do not host”. Next: add a provision that does\n“will not host”\n3.host: “host”"
    assert last.message == (
        "4 new findings: 2 errors, 1 warning and 1 note; 1 known, 1 waived and 1 fixed. Not shown at a line: 1 note. "
        "Exit code 1: 2 new findings stand at or above the threshold (error)."
    )


def test_columns_only_within_one_line() -> None:
    (command, _) = read(to_github(judgement(finding(1, spot=Spot("a.txt", 3, 4, 5, 2)))))
    assert command.properties == {"file": "a.txt", "line": "3", "endLine": "5", "title": "gap: 3.host"}


@pytest.mark.parametrize("report_only", [False, True])
def test_no_more_than_are_shown(report_only: bool) -> None:
    made = judgement(*(finding(number, "gap") for number in range(15)), *(finding(number, "unread") for number in range(20, 45)), report_only=report_only)
    commands = read(to_github(made))
    kinds = [command.kind for command in commands]
    assert (kinds.count("error"), kinds.count("warning"), kinds.count("notice")) == ((0, SHOWN, 1) if report_only else (SHOWN, SHOWN, 1))
    left = "15 errors and 25 warnings" if report_only else "5 errors and 15 warnings"
    shown = "5 errors and 25 warnings" if report_only else left
    assert f"Not shown at a line: {shown}." in commands[-1].message
    assert commands[0].properties["title"] == "gap: 3.host"


def test_the_corpus() -> None:
    commands = read(to_github(corpus()))
    assert len(commands) == 2 * SHOWN + 1
    assert f"{failing(corpus())} new findings stand at or above" in commands[-1].message


@given(st.lists(st.sampled_from(("::error::x", "\n", "\r", "%0A", "::", "%", ",", ":", "##[error]", "\u2028")), min_size=1, max_size=8).map("".join))
def test_a_hostile_path_message_and_subject(text: str) -> None:
    commands = read(to_github(judgement(finding(1, spot=Spot(text, 1, 1, 1, 2), message=text, subject=text, next_step=text, words=text, element=text))))
    assert [command.kind for command in commands] == ["error", "notice"]
