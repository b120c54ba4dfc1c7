"""The verbs of Python: their examples hold, they say what the commands say, they take texts as they promise, and they tell all mistakes at once."""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import compliance
from compliance import api
from compliance.errors import InputError, UsageError

ROOT = Path(__file__).resolve().parents[2]
ORDER = "Order on guests\n\n1. No one may recruit fighters from abroad.\n2. Foreign fighters may train their members.\n"


@pytest.fixture(autouse=True)
def _workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "order.txt").write_text(ORDER, "utf-8")


def command(*words: str) -> str:
    """What the command line prints."""
    done = subprocess.run([sys.executable, "-m", "compliance", *words], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def codes(caught: pytest.ExceptionInfo[compliance.errors.ComplianceError]) -> list[str]:
    return [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize("words", [b"1. No one may recruit.", None])
def test_words_are_a_string(words: Any) -> None:
    with pytest.raises(TypeError, match="the words of a text are a str"):
        compliance.text(words)


def test_examples_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testmod(api)
    assert result.failed == 0
    assert result.attempted >= 14
    for name in ("text", "make_report", "diff", "check", "parse", "explain", "check_claims"):
        assert ">>> " in (getattr(api, name).__doc__ or ""), name


def test_verbs_say_what_commands_say() -> None:
    assert compliance.make_report().to("json") == command("report", "-f", "json")
    assert compliance.make_report(instruments="order.txt").to("markdown") == command("report", "-i", "order.txt", "-f", "markdown")
    assert compliance.diff(rules="doha").to("json") == command("diff", "-r", "doha", "-f", "json")
    assert compliance.diff("order.txt", "iea-2021-02").to("text") == command("diff", "order.txt", "iea-2021-02")
    assert compliance.check(instruments="order.txt", today="2026-01-31").to("json") == command("check", "-i", "order.txt", "--today", "2026-01-31", "-f", "json")
    for format in ("tree", "json", "akn"):
        assert compliance.parse("order.txt").to(format) == command("parse", "order.txt", "-f", format)
    assert str(compliance.explain("2", "3.train", instruments="order.txt")) == command("explain", "2", "3.train", "-i", "order.txt")
    assert str(compliance.explain("unread-act")) == command("explain", "unread-act")
    claims = str(ROOT / "docs" / "reference" / "claims-example.yaml")
    for format in ("text", "json", "markdown"):
        assert compliance.check_claims(claims).to(format) == command("claims", claims, "-f", format)


def test_a_text_is_a_name_a_path_or_its_words() -> None:
    by_name = compliance.make_report(instruments="order.txt")
    assert compliance.make_report(instruments=Path("order.txt")).verdicts == by_name.verdicts
    assert compliance.make_report(instruments=[compliance.text(ORDER, "order")]).verdicts == by_name.verdicts
    both = compliance.make_report(instruments=["order.txt", compliance.text(ORDER, "order")])
    assert [source.id for source in both.instruments] == ["order", "order-2"]
    assert compliance.make_report(compliance.text("The parties will not host guests."), "order.txt").agreement is not None


def test_a_path_is_never_an_id() -> None:
    assert compliance.parse("iea-2020-09").text.id == "iea-2020-09"
    with pytest.raises(InputError) as caught:
        compliance.parse(Path("iea-2020-09"))
    assert codes(caught) == ["input-missing"]
    Path("iea-2020-09").write_text("1. Horses may be fed.\n", "utf-8")
    assert "Horses" in compliance.parse(Path("iea-2020-09")).text.content


def test_words_are_not_guessed_at() -> None:
    for words in (ORDER, "1. No one may recruit.\n", "", "  ", "a\0b", "a\rb", "x" * 5000):
        with pytest.raises(InputError) as caught:
            compliance.parse(words)
        assert codes(caught) == ["input-words"]
    for wrong in (3, b"order.txt", None, ["order.txt"]):
        with pytest.raises(TypeError):
            compliance.make_report(instruments=[wrong])  # type: ignore[list-item]  # wrong on purpose


def test_nothing_is_not_the_texts_of_the_pack() -> None:
    """A pattern that meets no file must not end in a report on other texts."""
    calls: list[Callable[[], object]] = [
        lambda: compliance.make_report(instruments=Path().glob("*.nothing")),
        lambda: compliance.explain("10", "3.threaten", instruments=[]),
        lambda: compliance.check(instruments=[], today="2026-01-31"),
        lambda: compliance.check(rules=[], today="2026-01-31"),
    ]
    for call in calls:
        with pytest.raises(InputError) as caught:
            call()
        assert codes(caught) == ["nothing-to-judge"]
    assert len(compliance.make_report().instruments) == 2


def test_a_name_too_long_for_the_system_is_no_crash() -> None:
    for name in ("x" * 300, "x" * 300 + ".txt", "y" * 4000 + "/z.txt"):
        with pytest.raises(InputError) as caught:
            compliance.parse(name)
        assert codes(caught)[0].startswith("input-")


def test_words_that_cannot_be_a_text() -> None:
    for words, date_, expected in (
        (" \n", "", ["input-empty"]),
        ("1. Half \ud83d a pair.", "", ["input-encoding"]),
        ("zero \0 byte", "", ["input-binary"]),
        ("", "2020-13", ["input-empty", "input-date"]),
        ("1. All may go.", "soon", ["input-date"]),
        ("1. All may go.", "2020-W01-1", ["input-date"]),
        ("1. All may go.", "٢٠٢٠", ["input-date"]),
    ):
        with pytest.raises(InputError) as caught:
            compliance.text(words, date=date_)
        assert codes(caught) == expected
    with pytest.raises(InputError) as caught:
        compliance.text("1. First.\n2. Half \ud83d.", "mine")
    assert str(caught.value.problems[0]).startswith("mine:2:9: input-encoding character 18 (U+D83D)")


def test_what_is_known_of_words() -> None:
    made = compliance.text("\ufeffOrder\n\n1. All may go.\n", "My Order", issuer="The office", date="2020-09", language="en")
    assert (made.id, made.content[:5], made.path) == ("my-order", "Order", "My Order")
    assert (made.provenance.title, made.provenance.issuer, made.provenance.date_precision) == ("Order", "The office", "month")
    Path("same.txt").write_bytes("\ufeffOrder\n\n1. All may go.\n".encode())
    assert compliance.parse("same.txt").text.sha256 == made.sha256
    later, sooner = compliance.text(ORDER, "later", date="2021"), compliance.text(ORDER, "sooner", date="2020-12-31")
    assert [source.id for source in compliance.make_report(instruments=[later, sooner]).instruments] == ["sooner", "later"]


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        compliance.make_report("nowhere.txt", ["neither.txt", "1.\n2."], "dohs", reviews="no-reviews.toml")
    assert codes(caught) == ["input-missing", "input-missing", "input-words", "pack-missing", "input-missing"]
    with pytest.raises(InputError) as caught:
        compliance.diff("nowhere.txt", "neither.txt", rules="dohs")
    assert codes(caught) == ["input-missing", "input-missing", "pack-missing"]
    with pytest.raises(InputError) as caught:
        compliance.check("nowhere.toml", today="soon")
    assert codes(caught) == ["usage-day", "input-missing"]
    with pytest.raises(InputError) as caught:
        compliance.check_claims("nowhere.yaml", instruments="neither.txt")
    assert codes(caught) == ["input-missing", "input-missing"]
    with pytest.raises(UsageError) as used:
        compliance.make_report(rules="dohs")
    assert codes(used) == ["pack-missing"]
    with pytest.raises(UsageError) as used:
        compliance.explain("10", "3.thraeten", instruments="iea-2020-09")
    assert used.value.problems[0].next_step == "did you mean '3.threaten'?"


def test_what_goes_not_together_is_a_mistake_of_the_caller() -> None:
    for call in (
        lambda: compliance.diff("order.txt"),
        lambda: compliance.diff("order.txt", "order.txt", agreement="doha-part-ii"),
        lambda: compliance.explain("unread-act", instruments="order.txt"),
    ):
        with pytest.raises(TypeError):
            call()


def test_a_check_takes_days_and_configurations() -> None:
    Path("compliance.toml").write_text('instruments = ["order.txt"]\nrules = ["doha"]\n[profiles.calm]\nreport-only = true\n', "utf-8")
    assert compliance.check(today=date(2026, 1, 31)) == compliance.check(Path("compliance.toml"), today="2026-01-31")
    assert compliance.check(today=datetime(2026, 1, 31, 12, 30)) == compliance.check(today="2026-01-31")
    assert compliance.check(today="2026-01-31").texts == ("doha-part-ii", "order")
    assert not compliance.check(today="2026-01-31").passes
    assert compliance.check(profile="calm", today="2026-01-31").passes


def test_reviews_are_laid_over_a_report() -> None:
    table = command("review", "order/2", "3.train", "-i", "order.txt")
    filled = table
    for key, value in (("relation", "does-not-address"), ("reviewer", "A. Reader"), ("date", "2026-01-31"), ("reason", "guests train nobody")):
        filled = os.linesep.join(f'{key} = "{value}"' if line.startswith(f"{key} =") else line for line in filled.splitlines())
    Path("reviews.toml").write_text(filled.replace('date = "2026-01-31"', "date = 2026-01-31"), "utf-8")
    report = compliance.make_report(instruments="order.txt", reviews="reviews.toml")
    found = [verdict for verdict in report.verdicts if (verdict.provision, verdict.element) == ("2", "3.train")]
    assert [(verdict.relation, verdict.row) for verdict in found] == [("does-not-address", "review")]
    assert [note.reviewer for note in report.reviews if not note.stale] == ["A. Reader"]
    Path("order.txt").write_text(ORDER.replace("train their", "train all their"), "utf-8")
    assert [bool(note.stale) for note in compliance.make_report(instruments="order.txt", reviews="reviews.toml").reviews] == [True]
    with pytest.raises(InputError) as caught:
        compliance.make_report(instruments="order.txt", rules="nda", reviews="reviews.toml")
    assert codes(caught) == ["config-name"]
