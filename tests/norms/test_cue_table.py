"""Every row of the cue table is met in its positive example and not met in its negative one."""

from __future__ import annotations

import pytest

from compliance.disk import language_files
from compliance.norms.cue_table import COMPLEMENTS, MODALITIES, Cue, parse_cues
from compliance.norms.extract import sentence_list_norms
from compliance.norms.grammar import Grammar, parse_grammar

pytestmark = pytest.mark.usefixtures("grammar")


def cues_met(text: str, grammar: Grammar) -> set[str]:
    return {inner.cue for norm in sentence_list_norms(text, grammar) for inner in norm.walk()}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "cue" in metafunc.fixturenames:
        rows = parse_grammar(language_files()).cue_rows
        metafunc.parametrize("cue", rows, ids=[row.id for row in rows])


def test_positive_example_is_met(cue: Cue, grammar: Grammar) -> None:
    assert cue.id in cues_met(cue.positive, grammar)


def test_negative_example_is_not_met(cue: Cue, grammar: Grammar) -> None:
    assert cue.id not in cues_met(cue.negative, grammar)


def test_examples_are_about_the_cue(cue: Cue) -> None:
    """A negative example that shares no word with the pattern would prove nothing."""
    words = {word for step, _ in cue.steps if not isinstance(step, str) for word in step}
    text = cue.negative.lower()
    assert not words or any(word[:4] in text or word[-4:] in text for word in words)


def test_rows_are_well_formed(grammar: Grammar) -> None:
    assert len({row.id for row in grammar.cue_rows}) == len(grammar.cue_rows)
    assert {row.complement for row in grammar.cue_rows} <= COMPLEMENTS
    assert {row.modality for row in grammar.cue_rows} | {row.negated for row in grammar.cue_rows} <= MODALITIES


@pytest.mark.parametrize(
    "row",
    [
        {"id": "x", "pattern": "a", "modality": "Q", "negated": "F", "complement": "inf", "positive": "", "negative": ""},
        {"id": "x", "pattern": "a", "modality": "O", "negated": "F", "complement": "what", "positive": "", "negative": ""},
        {"id": "x", "pattern": "a", "modality": "O", "negated": "F", "complement": "inf", "positive": "", "negative": "", "extra": "1"},
    ],
)
def test_a_broken_row_is_refused(row: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="x"):
        parse_cues({"cues": [row]})


def test_a_doubled_row_is_refused() -> None:
    row = {"id": "x", "pattern": "a", "modality": "O", "negated": "F", "complement": "inf", "positive": "", "negative": ""}
    with pytest.raises(ValueError, match="twice"):
        parse_cues({"cues": [row, row]})
