"""The page of the findings: a section for every code, in the words that the formats use, and printed by ``compliance explain``."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from compliance.errors import UsageError
from compliance.model.check import LEVELS
from compliance.report.check_wording import CODES
from compliance.report.explanation import WIDTH, explain_code
from compliance.tasks.explanations import explain_name

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "findings.md").read_text("utf-8")


def test_a_section_for_every_code_and_no_other() -> None:
    assert re.findall(r"^## `([a-z-]+)`$", PAGE, re.MULTILINE) == list(LEVELS)
    assert re.findall(r"^\| \[`([a-z-]+)`\]\(#\1\) \| (\w+) \| (?:coverage|texts|records) \|$", PAGE, re.MULTILINE) == list(LEVELS.items())


@pytest.mark.parametrize("code", LEVELS)
def test_a_section_says_what_it_means_with_an_example_what_next_and_how_to_waive(code: str) -> None:
    section = explain_code(code, PAGE)
    assert section is not None
    parts = [" ".join(part.split()) for part in section.split("\n\n")]
    words = CODES[code]  # type: ignore[index]
    assert parts[0] == code
    assert parts[1] == f"{words.title}. {words.meaning}"
    assert [part.split(":")[0] for part in parts[2:]] == ["Example", "What next", "How to waive"]
    assert max(map(len, section.splitlines())) <= WIDTH


@pytest.mark.parametrize(("code", "says"), [("gap", "No provision answers an element."), ("quote-not-found", "How to waive:"), ("unread-act", "no row of the pack reads")])
def test_explain_prints_it(code: str, says: str) -> None:
    done = subprocess.run([sys.executable, "-m", "compliance", "explain", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"{code}\n\n")
    assert says in done.stdout


ERRORS = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "errors.md").read_text("utf-8")


def test_explain_has_a_page_for_every_code() -> None:
    for code in dict.fromkeys([*LEVELS, *re.findall(r"^## `([a-z-]+)`$", ERRORS, re.MULTILINE)]):
        page = explain_name(code, "doha")
        head, _, body = page.partition("\n\n")
        assert head == code
        assert len(body.split()) > 5
        assert max(map(len, page.splitlines())) <= WIDTH


def test_explain_of_an_id_says_what_to_name() -> None:
    with pytest.raises(UsageError, match="the id of a finding"):
        explain_name("0123456789abcdef", "doha")


def test_explain_suggests_a_code_of_this_page() -> None:
    done = subprocess.run([sys.executable, "-m", "compliance", "explain", "waiver-expire"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "did you mean 'waiver-expired'" in done.stderr
