"""The table of concordance of a Word file: every pair of the report is in it, on broad sheets, with links to the words."""

from __future__ import annotations

import json
import re

import pytest

from compliance.model.report import Report
from compliance.pipeline import make_report
from compliance.report.formats import FORMATS
from compliance.report.to_docx import to_docx
from tests.browser.made_up import made_up
from tests.report.docx_text import W, document
from tests.report.record_text import style, tables, words

SILENT = "does not address"


@pytest.fixture(scope="module")
def corpus() -> Report:
    return make_report()


@pytest.fixture(scope="module")
def word(corpus: Report) -> bytes:
    return to_docx(corpus)


def pairs(rows: list[list[str]]) -> list[tuple[str, str, str]]:
    """All pairs of a concordance as (element, provision, relation)."""
    out = []
    element = ""
    for named, provisions, relation, remark in rows:
        element = named.rsplit("\n", 1)[-1].split(" – ")[0]
        if not provisions:
            assert (relation, remark) == ("", "No provision was held against it.")
            continue
        rest = re.fullmatch(r"all(?: others)? \((\d+)\)", provisions)
        before = len(out)
        for line in remark.split(". Why not: ")[0].split("; ") if rest else [provisions]:
            instrument, _, labels = line.partition("/")
            out += [(element, f"{instrument}/{label}", relation.split(",")[0].replace(" ", "-")) for label in unfolded(labels)]
        assert not rest or len(out) - before == int(rest[1])
    return out


def unfolded(labels: str) -> list[str]:
    """ "1-3, 5(a)" as its labels."""
    out: list[str] = []
    for part in labels.split(", "):
        run = re.fullmatch(r"(\d+)-(\d+)", part)
        out += [str(number) for number in range(int(run[1]), int(run[2]) + 1)] if run else [part]
    return out


@pytest.mark.parametrize("which", ["corpus", "made up"])
def test_the_concordance_holds_every_relation_of_every_pair(which: str, corpus: Report) -> None:
    report = corpus if which == "corpus" else made_up(200, 3)
    ((head, *rows),) = tables(to_docx(report), "Table of concordance")
    assert head == ["commitment, element", "provision", "relation", "remark"]
    data = json.loads(FORMATS["json"](report))
    expected = [(v["element"], f"{v['instrument']}/{v['provision']}", v["relation"]) for v in data["verdicts"]]
    assert sorted(pairs(rows)) == sorted(expected)
    remarks = [row[3] for row in rows]
    for verdict in data["verdicts"]:
        if verdict["relation"] != "does-not-address" or verdict["near_miss"]:
            limits = f" Limits: {'; '.join(verdict['limits'])}." if verdict["limits"] else ""
            assert verdict["rationale"] + limits in remarks


def test_heads_of_tables_are_repeated_and_rows_do_not_split(word: bytes) -> None:
    for table in document(word)[0].findall(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert not any(heads[1:])
    concordance = max(document(word)[0].findall(f"{W}tbl"), key=len)
    assert concordance.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None


def test_the_concordance_has_broad_sheets_and_the_rest_upright_ones(word: bytes) -> None:
    under, sheets = "", []
    for element in document(word)[0].iter(f"{W}p", f"{W}pgSz"):
        if element.tag == f"{W}pgSz":
            sheets.append((under, element.get(f"{W}orient")))
        elif style(element) == "Heading1":
            under = words(element)
    assert sheets == [("Gaps", None), ("Table of concordance", "landscape"), ("What this document was made from", None)]


def test_links_lead_from_the_concordance_to_the_sections(word: bytes) -> None:
    body = document(word)[0]
    named = {mark.get(f"{W}name"): words(mark.getparent()) for mark in body.iter(f"{W}bookmarkStart")}
    concordance = max(body.findall(f"{W}tbl"), key=len)
    for row in concordance.findall(f"{W}tr")[1:]:
        links = [("".join(link.itertext()), named[link.get(f"{W}anchor")]) for link in row.iter(f"{W}hyperlink")]
        element, target = links[0]
        assert target.startswith(f"{element} – ")
        cells = [words(cell) for cell in row.findall(f"{W}tc")]
        if not cells[2].startswith(SILENT):
            relation, verdict = links[1]
            assert relation == cells[2]
            assert verdict.startswith(f"{relation} {cells[1]}: ")
