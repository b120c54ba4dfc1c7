"""The published table: documentation and code are one, and each row decides some case."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.clauses.parse import parse_source
from compliance.clauses.provisions import provisions
from compliance.mapping.lexicon import Lexicon
from compliance.mapping.readings import Around, ProvisionReader
from compliance.mapping.relate import relate
from compliance.mapping.table import ROWS, judge
from compliance.model.mapping import Verdict
from compliance.model.pack import RulePack
from compliance.norms.extract import extract_norms
from compliance.norms.grammar import Grammar

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "table.md"


def test_the_page_prints_every_row() -> None:
    page = PAGE.read_text("utf-8")
    for row, words in ROWS.items():
        assert f"| {row} | {words} |" in page


def verdict(heading: str, text: str, element: str, doha: RulePack, grammar: Grammar) -> list[Verdict]:
    tree = parse_source("t", f"{heading}\n\n1. {text}\n")
    parts = provisions(tree)
    found, _ = relate("t", tree, parts, extract_norms(tree, parts, grammar), doha, lexicon=Lexicon(doha))
    return [v for v in found if v.element == element]


@pytest.mark.parametrize(
    ("row", "relation", "element", "text"),
    [
        ("1", "does-not-address", "3.recruit", "The Commission recruited foreign fighters."),
        ("2", "does-not-address", "3.recruit", "Members shall keep the wells clean."),
        ("3", "does-not-address", "3.threaten", "No one may interfere in the affairs of our departments."),
        ("4", "does-not-address", "3.threaten", "No one may interfere."),
        ("5", "does-not-address", "3.host", "Officials shall shelter the villagers."),
        ("7", "partially-addresses", "4.migration-law", "All refugees shall be registered."),
        ("8", "does-not-address", "3.train", "Officials may train members of the Islamic Emirate."),
        ("9", "contradicts", "3.host", "Officials shall shelter foreign fighters."),
        ("10", "partially-addresses", "3.recruit", "Foreign fighters shall not recruit anyone."),
        ("11", "addresses", "3.recruit", "No one shall recruit fighters."),
    ],
)
def test_each_row_decides(row: str, relation: str, element: str, text: str, doha: RulePack, grammar: Grammar) -> None:
    found = verdict("Order", text, element, doha, grammar)
    assert (relation, row) in [(v.relation, v.row) for v in found]


def test_row_six_keeps_weak_links_apart(doha: RulePack, grammar: Grammar) -> None:
    lexicon = Lexicon(doha)
    tree = parse_source("t", "Order\n\n1. Only foreign fighters may bring in new persons.\n")
    parts = provisions(tree)
    (norms,) = extract_norms(tree, parts, grammar)
    readings = ProvisionReader(lexicon, doha, Around()).read(norms)
    rows = {judge(reading, "3.host", doha.elements["3.host"], doha).row for reading in readings if reading.norm.derived}
    assert rows == {"6"}


def test_support_and_contradiction_stand_side_by_side(doha: RulePack, grammar: Grammar) -> None:
    text = "Foreign fighters shall not recruit villagers, and foreign groups may recruit foreigners."
    assert {v.relation for v in verdict("Order", text, "3.recruit", doha, grammar)} == {"partially-addresses", "contradicts"}


def test_a_sanction_points_back(doha: RulePack, grammar: Grammar) -> None:
    source = "Order\n\n1. No one shall hide foreign fighters.\n2. Anyone who commits such an act shall be dismissed.\n"
    tree = parse_source("t", source)
    parts = provisions(tree)
    found, _ = relate("t", tree, parts, extract_norms(tree, parts, grammar), doha, lexicon=Lexicon(doha))
    (link,) = [v for v in found if v.provision == "2" and v.element == "3.host"]
    assert (link.relation, link.row) == ("partially-addresses", "link")
    assert any("sanction" in limit for limit in link.limits)


def test_a_sanction_names_its_article(doha: RulePack, grammar: Grammar) -> None:
    source = "Article 1.\nNo one shall hide foreign fighters.\n\nArticle 2.\nNo one shall recruit fighters.\n\nArticle 3.\nWhoever violates Article 1 shall be dismissed.\n"
    tree = parse_source("t", source)
    parts = provisions(tree)
    found, _ = relate("t", tree, parts, extract_norms(tree, parts, grammar), doha, lexicon=Lexicon(doha))
    assert {v.element for v in found if v.provision == "3" and v.row == "link"} == {"3.host"}
