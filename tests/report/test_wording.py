"""What the report says of a contested element follows the relations that its verdicts have."""

from __future__ import annotations

import csv
import io
import re

import pytest

from compliance.disk import load_pack_folder
from compliance.model.report import Report
from compliance.model.text import Provenance, Text
from compliance.pipeline import judge, make_report
from compliance.report.formats import FORMATS
from compliance.report.to_text import to_text
from compliance.report.wording import safe, summary

FULL = "The Recipient may disclose Confidential Information to its consultants."
AGAINST = "The Recipient shall not disclose Confidential Information to any third party."
OPEN = "The Recipient may reverse engineer the samples."


def held(*provisions: str) -> Report:
    """A report of the pack nda on one made-up agreement."""
    content = "Agreement\n\n" + "".join(f"{number}. {words}\n" for number, words in enumerate(provisions, 1))
    source = Text("mine", content, Provenance("mine", "", "", "unknown", "en", False, "", ""), "0" * 64, "mine.txt")
    return judge(load_pack_folder("nda"), None, [source])


def relations(report: Report, element: str) -> set[str]:
    return {v.relation for v in report.verdicts if v.element == element and v.relation != "does-not-address"}


@pytest.mark.parametrize("provisions", [(FULL, AGAINST), (f"{FULL} {AGAINST}",)], ids=["two provisions", "one provision"])
def test_addressed_in_full_and_contradicted_is_said_so(provisions: tuple[str, ...]) -> None:
    report = held(*provisions)
    assert relations(report, "nda-7") == {"addresses", "contradicts"}
    said = " ".join(summary(report))
    assert re.search(r"address \d+ \([^)]*nda-7[^)]*\) in full", said)
    assert re.search(r"\(nda-7\) is contradicted by some provision; nda-7 is addressed in full too\.", said)
    assert "partly addressed" not in said
    assert "others" not in said
    for name, write in FORMATS.items():
        if name == "csv":  # a row for each verdict, and no status
            assert {row["relation"] for row in csv.DictReader(io.StringIO(write(report))) if row["element"] == "nda-7"} >= {"addresses", "contradicts"}
        elif name != "json" and not name.startswith("oscal"):  # these are data: a status is a word of theirs
            assert "contested: addressed in full and contradicted" in write(report).lower(), name


def test_addressed_in_part_and_contradicted_is_said_so() -> None:
    report = make_report()
    assert relations(report, "3.host") == {"partially-addresses", "contradicts"}
    assert re.search(r"; [^;]*3\.host[^;]* are partly addressed too\.", summary(report)[1])
    assert "contested: partly addressed and contradicted" in FORMATS["markdown"](report)


def test_nothing_found_is_said_so() -> None:
    said = summary(held("Dogs stay outside."))
    assert "address none in full and none only in part." in said[0]
    assert said[1] == "None is contradicted by any provision."


@pytest.mark.parametrize("width", [40, 60, 80])
def test_blocks_of_the_matrix_stand_one_blank_line_apart(width: int) -> None:
    out = to_text(held(FULL, AGAINST, OPEN), width)
    block = out[out.index("Provisions by elements") : out.index("Commitment 1")]
    assert "\n\n\n" not in block.rstrip("\n")
    assert re.findall(r"nda-\d+", block) == [f"nda-{n}" for n in (1, 2, 3, 4, 5, 7, 8, 10, 11, 12, 13, 15, 16, 17, 18, 19, 20)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("نمی\u200cتواند", "نمی\u200cتواند"), ("n\u200cot", "n⟨U+200C⟩ot"), ("\u200cتواند", "⟨U+200C⟩تواند"), ("pay\u202e100", "pay⟨U+202E⟩100")],
)
def test_joiners_that_a_word_needs_stay_and_other_hidden_characters_are_named(text: str, shown: str) -> None:
    assert safe(text) == shown
