"""The page on signals lists the words that end a passage as the language data has them, and every scope."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compliance import disk

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "signals.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("opens", "key"),
    [("a new clause", "cuts"), ("an exception", "exceptions"), ("an exclusion", "exclusions"),
     ("an exclusion, at the end of a list's lead-in", "exclusion-leads"), ("a definition", "definitions")],
)  # fmt: skip
def test_the_words_are_those_of_the_language_data(opens: str, key: str) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {opens} |"))
    words = [word.replace("\\|", "|") for word in re.findall(r"`([^`]+)`", re.split(r"(?<!\\)\|", row)[2])]
    assert words == disk.scope_data()[key]
