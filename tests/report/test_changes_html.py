"""A comparison as a page: closed, linked and escaped, with both texts in it word for word, and right-to-left words left in peace."""

from __future__ import annotations

import html.parser
import re
from typing import Any

import pytest
from hypothesis import given

from compliance.model.change import Comparison, Edit
from compliance.model.flip import FlipReport, VerdictChange, VerdictSide
from compliance.report.changes_html import View, to_html
from compliance.report.changes_pieces import words_of
from tests.report.comparisons import Link, by_hand, decree
from tests.report.strategies import comparisons

VIEWS: tuple[View, ...] = ("side", "inline")
_TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "bdi", "ul", "li",
    "a", "del", "ins", "details", "summary", "div", "span", "b", "br", "footer",
}  # fmt: skip


class Page(html.parser.HTMLParser):
    """Tags, ids, links, and the rows of the table of changes cell by cell."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.cells: list[tuple[dict[str, Any], str]] = []
        self._in: list[int] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if tag == "td":
            self._in.append(len(self.cells))
            self.cells.append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "td":
            self._in.pop()

    def handle_data(self, data: str) -> None:
        for at in self._in:
            self.cells[at] = (self.cells[at][0], self.cells[at][1] + data)


@given(comparisons())
def test_the_page_is_closed_linked_and_escaped(comparison: Comparison) -> None:
    for view in VIEWS:
        out = to_html(comparison, view)
        page = Page(out)
        assert page.tags <= _TAGS
        assert not {name for name in page.attributes if name.startswith("on") or name in ("src", "style")}
        assert len(page.ids) == len(set(page.ids))
        assert {link[1:] for link in page.links} <= set(page.ids)
        assert all(link.startswith("#") for link in page.links)
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]", out)
        assert "url(" not in out


@given(comparisons())
def test_all_words_of_both_texts_stand_side_by_side(comparison: Comparison) -> None:
    cells = ["".join(text.split()) for _, text in Page(to_html(comparison)).cells]
    for version, spans in ((comparison.old, [s for c in comparison.changes for s in c.old]), (comparison.new, [s for c in comparison.changes for s in c.new])):
        for span in spans:
            words = "".join(words_of(version.source, span).split())
            assert any(_same(words, cell) for cell in cells), words


def _same(words: str, cell: str) -> bool:
    """Whether a cell holds the words; a joiner or a direction mark may be named in one and stand in the other."""
    plain = [re.sub("[\u200b-\u200f\u061c]|⟨U\\+(?:200[B-F]|061C)⟩", "", text) for text in (words, cell)]
    return plain[1].startswith(plain[0])


def test_rows_stand_side_by_side() -> None:
    page = Page(to_html(decree()))
    rows = [(attrs.get("class"), text) for attrs, text in page.cells]
    at = rows.index(("w old", "They are not allowed to move to another location without permission of the branch."))
    assert rows[at + 1] == ("n new", "3reworded")
    assert rows[at + 2] == ("w new", "They are allowed to move to another location without permission of the branch.negation dropped: “not”")


def test_split_and_merged_clauses_span_rows() -> None:
    page = Page(to_html(decree()))
    spanning = [text for attrs, text in page.cells if attrs.get("rowspan") == "2"]
    assert spanning == ["5merged", "Avoid contact with civilians. In case of problems contact the officials.", "8", "Whoever wants to come obtains permission. Without it nobody comes."]


@pytest.mark.parametrize("view", VIEWS)
def test_a_moved_clause_is_linked_both_ways(view: View) -> None:
    out = to_html(decree(), view)
    page = Page(out)
    assert page.links.count("#para_2") == 1
    assert page.links.count("#old-para_9") == 1
    assert 'moved up to <a href="#para_2"><bdi>2</bdi></a>' in out
    assert out.index('id="old-para_9"') > out.index('id="para_9"')  # the place it left is the last of the old text


def test_the_list_links_to_the_words() -> None:
    out = to_html(decree())
    assert '<li><a href="#para_3"><bdi>2</bdi> → <bdi>3</bdi></a> <bdi>negation dropped: “not”</bdi></li>' in out
    assert '<del class="look" title="negation">not</del>' in out


def test_inline_holds_both_sides_in_one_cell() -> None:
    out = to_html(decree(), "inline")
    assert "within <del>thirty</del> <ins>sixty</ins> days" in out
    assert "permission. <ins" in out


def test_unchanged_clauses_are_folded_with_their_words() -> None:
    links: list[Link] = [("unchanged", [at], [at], []) for at in range(3)] + [("renumbered", [3], [3], [])]
    out = to_html(by_hand([("1", "A."), ("2", "B."), ("", "C."), ("3", "D.")], [("1", "A."), ("2", "B."), ("", "C."), ("4", "D.")], links))
    assert "<summary><bdi>1, 2 and 1 unnumbered line unchanged; 3 renumbered 4</bdi></summary>" in out
    assert out.count("<details>") == 1
    assert "A.</div>" in out


def test_right_to_left_words_keep_order_language_and_joiners() -> None:
    old, new = [("1", "کارت نمی\u200cتواند (OMS) تمدید شود.")], [("1", "کارت نمی\u200cتواند (UN) تمدید شود.")]
    out = to_html(by_hand(old, new, [("reworded", [0], [0], [])], language="prs"), "inline")
    assert '<div lang="prs" dir="rtl">کارت نمی\u200cتواند (<del>OMS</del> <ins>UN</ins>) تمدید شود.</div>' in out
    assert "del,ins{unicode-bidi:isolate" in out


def test_a_joiner_that_came_is_seen() -> None:
    out = to_html(by_hand([("1", "می خواهد")], [("1", "می\u200cخواهد")], [("reworded", [0], [0], [])], language="fa"), "inline")
    assert "⟨U+200C⟩" in out


@pytest.mark.parametrize(("language", "attribute"), [("en", ' lang="en" dir="auto"'), ("", ' dir="auto"'), ('x" onload="y', ' dir="auto"'), ("fa-AF", ' lang="fa-AF" dir="auto"')])
def test_the_language_is_told_where_it_is_one(language: str, attribute: str) -> None:
    assert f"<div{attribute}><ins>Pay.</ins></div>" in to_html(by_hand([], [("1", "Pay.")], [("added", [], [0], [])], language=language))


def test_verdicts_link_to_the_clause() -> None:
    side = VerdictSide("2", "contradicts", "may", 0, 3)
    flip = VerdictChange("changed", "3.host", (side,), (side._replace(relation="addresses"),), (Edit("delete", "not", ("negation",)),), "words", 2)
    out = to_html(decree(), verdicts=FlipReport("doha", "1", (flip,), ()))
    assert '<li><a href="#para_3">3.host</a>: <bdi>verdict changed, 2 contradicts before, 2 addresses now (through the words)</bdi><br><del class="look" title="negation">not</del></li>' in out


def test_a_comparison_of_nothing_is_a_page() -> None:
    for view in VIEWS:
        assert "No clause changed." in to_html(by_hand([], [], []), view)
