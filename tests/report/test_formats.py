"""All formats say the same, and a hostile text does no harm in any of them."""

from __future__ import annotations

import html.parser
import json
import re

import pytest

from compliance.disk import load_pack_folder, load_text
from compliance.model.report import Report
from compliance.model.text import Provenance, Text
from compliance.pipeline import judge, make_report
from compliance.report.changes_wording import legible
from compliance.report.formats import FORMATS
from compliance.report.to_text import to_text
from compliance.report.wording import matrix, ranges, safe, shortened

HOSTILE = (
    "<script>alert(1)</script> | Order `x` *y*\n\n1. No one may shelter foreign fighters <img src=x onerror=alert(2)>.\n"
    "2. Foreign fighters may \u202enot\u202c raise money | a | b |.\n3. =cmd() & \"quotes\" shall be kept \x07 clean.\n"
)


@pytest.fixture(scope="module")
def hostile() -> Report:
    source = Text("evil", HOSTILE, Provenance("<b>title</b> | x", "", "", "unknown", "en", False, "", ""), "0" * 64, "evil.txt")
    return judge(load_pack_folder("doha"), load_text("doha-part-ii"), [source])


@pytest.fixture(scope="module")
def corpus() -> Report:
    return make_report()


class Page(html.parser.HTMLParser):
    """Collects tags and ids of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in ("meta", "br", "link", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("which", ["hostile", "corpus"])
def test_html_is_closed_escaped_and_linked(which: str, request: pytest.FixtureRequest) -> None:
    report: Report = request.getfixturevalue(which)
    page = Page()
    page.feed(FORMATS["html"](report))
    assert not page.open
    assert page.tags.count("script") == 1  # the page's own
    assert "img" not in page.tags
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") for link in page.links)
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_control_and_direction_marks_are_shown(hostile: Report) -> None:
    for name, write in FORMATS.items():
        out = write(hostile)
        if name != "json":
            assert "\u202e" not in out
            assert "\x07" not in out
            assert "202E" in out


def test_markdown_rows_have_one_shape(hostile: Report) -> None:
    out = FORMATS["markdown"](hostile)
    table = [line for line in out.splitlines() if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in table if "3\\.host" in line or line.startswith("| evil/")} == {13}
    assert "<script>" not in out.replace("\\<script\\>", "")


def test_all_formats_give_the_same_verdicts(corpus: Report) -> None:
    data = json.loads(FORMATS["json"](corpus))
    hits = [v for v in data["verdicts"] if v["relation"] != "does-not-address"]
    text, page, markdown = FORMATS["text"](corpus), FORMATS["html"](corpus), FORMATS["markdown"](corpus)
    count = len(hits)
    assert count == 36
    assert len(re.findall(r"^  [+~x] \S+/\S+ ", text, re.MULTILINE)) == count
    assert len(re.findall(r"<strong class=", page)) == count
    assert len(re.findall(r"^- \*\*", markdown, re.MULTILINE)) == count


def test_json_quotes_are_the_source(corpus: Report) -> None:
    data = json.loads(FORMATS["json"](corpus))
    for verdict in data["verdicts"]:
        for evidence in verdict["evidence"]:
            source = load_text(evidence["document"]).content
            assert source[evidence["start"] : evidence["end"]] == evidence["quote"]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_text_keeps_its_width(width: int, corpus: Report, hostile: Report) -> None:
    for report in (corpus, hostile):
        assert max(map(len, to_text(report, width).splitlines())) <= max(width, 40)


def test_matrix_holds_every_provision_once(corpus: Report) -> None:
    rows, silent = matrix(corpus)
    labels = [(i, label) for i, label, _ in rows] + [(i, label) for i, labels in silent.items() for label in labels]
    assert sorted(labels) == sorted((p.instrument, p.label) for p in corpus.provisions)


def test_small_words() -> None:
    assert ranges(["2", "5", "6", "7", "11", "12", "3(b)"]) == "2, 5-7, 11, 12, 3(b)"
    assert ranges(["9", "10(1)", "10(2)", "10(3)", "11(3)", "11(4)", "12(a)", "12(b)", "12(c)", "12(1)", "13", "(2)", "(3)", "(4)"]) == "9, 10(1)-10(3), 11(3), 11(4), 12(a)-12(c), 12(1), 13, (2)-(4)"
    assert ranges(["4(z)", "4({)", "5(02)", "5(3)", "6(1", "6(2", "6(3", "7(i)", "7(ii)", "7(iii)"]) == "4(z), 4({), 5(02), 5(3), 6(1, 6(2, 6(3, 7(i), 7(ii), 7(iii)"
    assert ranges(["1", "02", "3", "۴", "۵", "9" * 5000]) == f"1, 02, 3, ۴, ۵, {'9' * 5000}"
    assert safe("a\u200eb\tc") == "a⟨U+200E⟩b c"
    assert safe("\ufdd0\ufffe\U0001ffff\ufdcf\ufdf0\ufffd") == "⟨U+FDD0⟩⟨U+FFFE⟩⟨U+1FFFF⟩\ufdcf\ufdf0\ufffd"
    assert legible("a \uffff") == "a ⟨U+FFFF⟩"
    assert shortened("word " * 200, 60).count("[…]") == 1
