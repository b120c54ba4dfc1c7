"""What is not in the words changes nothing: numbers, order, neighbours."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.disk import language_files, load_pack_folder, load_text
from compliance.mapping.lexicon import Lexicon
from compliance.norms.grammar import parse_grammar
from compliance.pipeline import judge_text

PACK, GRAMMAR = load_pack_folder("doha"), parse_grammar(language_files())
LEXICON = Lexicon(PACK)
SOURCE = load_text("iea-2020-09").content
CHAPTER = SOURCE[SOURCE.index("Third Chapter") :]
HEAD, _, BODY = CHAPTER.partition("\n\n")
LINES = [re.sub(r"^\d+\. ", "", line) for line in BODY.splitlines() if line.strip()]
EXPECTED = judge_text(f"{HEAD}\n\n" + "\n".join(f"{n}. {line}" for n, line in enumerate(LINES, 1)) + "\n", PACK, GRAMMAR, LEXICON)
BY_LINE = {line: EXPECTED[str(number)] for number, line in enumerate(LINES, 1)}


@settings(max_examples=15, deadline=None)
@given(st.permutations(LINES), st.integers(1, 400))
def test_order_and_numbers_do_not_matter(lines: list[str], first: int) -> None:
    text = f"{HEAD}\n\n" + "\n".join(f"{n}. {line}" for n, line in enumerate(lines, first)) + "\n"
    got = judge_text(text, PACK, GRAMMAR, LEXICON)
    assert {line: got[str(n)] for n, line in enumerate(lines, first)} == BY_LINE


@pytest.mark.parametrize("at", [0, 7, len(LINES)])
def test_an_inserted_provision_changes_no_other(at: int) -> None:
    lines = [*LINES[:at], "They shall keep the wells clean.", *LINES[at:]]
    text = f"{HEAD}\n\n" + "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1)) + "\n"
    got = judge_text(text, PACK, GRAMMAR, LEXICON)
    assert {line: got[str(n)] for n, line in enumerate(lines, 1) if line in BY_LINE} == BY_LINE


@pytest.mark.parametrize("form", ["Article {n}.\n{line}\n", "({n}) {line}", "§ {n} {line}", "{n}) {line}", "Section {n}. {line}"])
def test_the_form_of_the_number_does_not_matter(form: str) -> None:
    text = f"{HEAD}\n\n" + "\n".join(form.format(n=n, line=line) for n, line in enumerate(LINES, 1)) + "\n"
    got = judge_text(text, PACK, GRAMMAR, LEXICON)
    assert list(got.values()) == list(BY_LINE.values())


def test_no_engine_file_names_a_provision() -> None:
    """Neither the code nor a pack may know a provision of a decree by instrument and number."""
    from pathlib import Path

    root = Path(__file__).resolve().parents[2]
    pattern = re.compile(r"iea-\d{4}-\d{2}[/#.]\d")
    for path in [*root.glob("compliance/**/*.py"), *root.glob("rules/**/*.yaml"), *root.glob("compliance/**/*.yaml")]:
        if path.parent.name == "cli":  # examples in help texts
            continue
        for line in path.read_text("utf-8").splitlines():
            assert not (pattern.search(line) and not line.lstrip().startswith(("#", '"', "``"))) or "stay the same" in line or "named across" in line, (path, line)
