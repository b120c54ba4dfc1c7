"""The page of a report: valid, closed, linked and escaped whatever its texts say, with every word of the instruments in it."""

from __future__ import annotations

import html.parser
import itertools
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.disk import load_text
from compliance.model.finding import Finding
from compliance.model.mapping import Coverage, Facet, StatusAt, Verdict
from compliance.model.report import (
    CommitmentNote,
    ElementNote,
    OutsideNote,
    PlacedFinding,
    ProvisionNote,
    Report,
    SourceNote,
)
from compliance.model.span import Evidence, Place
from compliance.pipeline import make_report
from compliance.report.page_text import excerpt, marked
from compliance.report.quotes import places
from compliance.report.to_html import html_files, to_html
from compliance.report.wording import matrix
from tests.browser.made_up import made_up
from tests.report.strategies import words

_VOID = {"meta", "br", "link", "input"}


class Page(html.parser.HTMLParser):
    """Tags, attributes, ids, links and words of a page; style and script are no words."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self.marks: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag == "mark":
            self.marks.append("")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self._open):
            self.words += data
        if "mark" in self._open:
            self.marks[-1] += data


@pytest.fixture(scope="module")
def corpus() -> Report:
    return make_report()


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report in which every text, name and number means no good."""
    names = st.lists(words, min_size=1, max_size=3, unique=True)
    source = lambda id_: SourceNote(id_, draw(words), draw(words), draw(st.sampled_from(("", "2020-09", "soon <b>"))), "month", draw(st.sampled_from(("en", "prs", 'x"><script>'))), True, draw(words), draw(words), draw(st.booleans()))  # noqa: E731
    instruments = tuple(source(id_) for id_ in draw(names))
    elements = tuple(ElementNote(id_, "c", draw(words), draw(words), None) for id_ in draw(names))
    provisions, verdicts = [], []
    for at, (held, label) in enumerate((held, label) for held in instruments for label in draw(names)):
        text = draw(words)
        provisions.append(ProvisionNote(held.id, label, "e", "", text, 1000 * at, 1000 * at + len(text), Place(1, 1), (draw(words),)))
        for element in elements:
            if draw(st.booleans()):
                low, high = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
                own = Evidence(held.id, 1000 * at + low, 1000 * at + high, text[low:high])
                relation = draw(st.sampled_from(("addresses", "partially-addresses", "contradicts", "does-not-address")))
                verdicts.append(Verdict(held.id, label, element.id, relation, draw(words), (draw(words),), (Facet(draw(words), draw(words), draw(words), "equal"),), (own, Evidence("pact", 0, 1, draw(words))), draw(words)))
    coverage = tuple(
        Coverage(e.id, draw(st.sampled_from(("addressed", "contested", "unaddressed"))), (), (), (draw(words),), tuple(StatusAt(s.id, s.date, "contested") for s in instruments)) for e in elements
    )
    outside = tuple(OutsideNote(held.id, "title", draw(words), 999_999, 999_999) for held in instruments)
    found = (PlacedFinding(Finding(instruments[0].id, 0, 0, "code", draw(words), "note", draw(words)), Place(1, 1)),)
    commitment = CommitmentNote("c", draw(words), draw(words), tuple(e.id for e in elements))
    return Report(draw(words), draw(words), draw(words), source("pact"), instruments, (commitment,), elements, tuple(provisions), tuple(verdicts), coverage, (draw(words),), found, outside)


@given(reports())
def test_whatever_a_text_says_the_page_is_closed_linked_and_escaped(report: Report) -> None:
    for out in (to_html(report), html_files(report)["index.html"]):
        page = Page(out)
        assert not {"img", "iframe", "object", "base", "b"} & set(page.tags)
        assert page.tags.count("script") == 1
        assert not {name for name in page.attributes if name.startswith("on") or name == "style"}
        assert len(page.ids) == len(set(page.ids))
        assert all(name and not re.search(r"\s", name) for name in page.ids)
        assert all(link.startswith("#") or link == "style.css" for link in page.links)
        assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]", out)


@pytest.mark.parametrize("large", [False, True])
def test_the_page_is_valid(large: bool, corpus: Report) -> None:
    parser = pytest.importorskip("html5lib", reason="html5lib is missing: pip install -e '.[browser]'").HTMLParser(strict=True)
    report = made_up(600, 20) if large else corpus
    for out in (to_html(report), html_files(report)["index.html"]):
        assert parser.parse(out) is not None  # raises at the first error


def test_every_word_of_the_instruments_is_in_the_page(corpus: Report) -> None:
    shown = Page(to_html(corpus)).words.split("The instruments in full", 1)[1]
    at = 0
    for source in corpus.instruments:
        for word in re.findall(r"[^\W\d]{2,}", load_text(source.id).content):  # numbers of provisions stand as their labels
            found = shown.find(word, at)
            assert found >= 0, word
    for note in corpus.outside:
        assert load_text(note.instrument).content[note.start : note.end] == note.text
    assert [note.text for note in corpus.outside if note.kind == "signature"] == ["Military Affairs Commission"]


def test_words_are_in_a_provision_or_outside_of_all_and_never_twice(corpus: Report) -> None:
    for source in corpus.instruments:
        spans = sorted([(p.start, p.end) for p in corpus.provisions if p.instrument == source.id] + [(o.start, o.end) for o in corpus.outside if o.instrument == source.id])
        assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
        text = load_text(source.id).content
        gaps = [text[left[1] : right[0]] for left, right in itertools.pairwise(spans)]
        assert {re.sub(r"[\s\d.]", "", gap) for gap in gaps} == {""}  # blanks, and the numbers of provisions


def test_anchors_are_those_of_every_run(corpus: Report) -> None:
    ids = set(Page(to_html(corpus)).ids)
    assert {"1", "3.recruit", "5.documents", "iea-2020-09.1", "iea-2020-09.23", "iea-2021-02.2", "iea-2020-09", "commitment-3", "matrix", "iea-2020-09.8:3.threaten:contradicts"} <= ids
    assert to_html(corpus) == to_html(make_report())


def test_names_that_clash_are_told_apart(corpus: Report) -> None:
    twins = tuple(replace(corpus.provisions[0], label=label) for label in ("3(b)", "3-b-"))
    page = Page(to_html(replace(corpus, provisions=(*corpus.provisions, *twins))))
    assert {"iea-2020-09.3-b-", "iea-2020-09.3-b--2"} <= set(page.ids)


def test_the_matrix_says_what_the_other_formats_say(corpus: Report) -> None:
    rows, silent = matrix(corpus)
    table = to_html(corpus).split('<table class="matrix">', 1)[1].split("</table>", 1)[0]
    short = {"addresses": "A", "partly": "P", "contradicts": "X"}
    shown = {}
    for key, cells in re.findall(r'<tr data-i="(\d+)"[^>]*>(<th scope="row">.*?)</tr>', table):
        label, *rest = re.split(r"<td>", cells)
        said = ["/".join(short[word] for word in re.findall(r">(\w+)</a>", cell)) for cell in rest]
        shown[corpus.instruments[int(key)].id, re.sub("<[^>]+>", "", label)] = {e.id: cell for e, cell in zip(corpus.elements, said, strict=True) if cell}
    assert shown == {(instrument, label): row for instrument, label, row in rows}
    assert silent
    assert "no relation: 2, 5-7, 11-14, 16-21, 24" in to_html(corpus)


def test_words_are_marked_on_both_sides(corpus: Report) -> None:
    page = Page(to_html(corpus))
    for verdict in corpus.verdicts:
        if verdict.relation != "does-not-address":
            for evidence in verdict.evidence:
                assert " ".join(evidence.quote.split()) in page.marks


@given(words, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=3))
def test_marking_drops_no_word(text: str, spans: list[tuple[int, int]]) -> None:
    assert "".join(Page(marked(text, spans)).words.split()) == "".join(Page(marked(text)).words.split())


def test_far_words_are_left_out_and_shown_to_be() -> None:
    text = "alpha " * 100 + "here " + "omega " * 100
    out = Page(excerpt(text, places(text, "here"))).words
    assert out.startswith("[…] alpha")
    assert out.endswith("omega […]")
    assert " here " in out
    assert len(out) < 600
    assert places(text, "nowhere") == []
    assert places("send a\n message", "a message") == [(5, 15)]


def test_right_to_left_words_stand_apart() -> None:
    assert marked("کارت نمی\u200cتواند") == "کارت نمی\u200cتواند"
    report = made_up(5, 1)
    persian = replace(report.provisions[0], text="کارت می‌رود", end=report.provisions[0].start + 11)
    source = replace(report.instruments[0], language="prs", title="فرمان")
    out = to_html(replace(report, provisions=(persian,), instruments=(source, *report.instruments[1:])))
    assert '<p lang="prs" dir="rtl">' in out
    assert "<bdi>فرمان</bdi>" in out


def test_nothing_is_inline_where_that_is_forbidden(corpus: Report) -> None:
    files = html_files(corpus)
    assert sorted(files) == ["index.html", "report.js", "style.css"]
    page = files["index.html"]
    assert "<style" not in page
    assert re.findall(r"<script[^>]*>[^<]*</script>", page) == ['<script src="report.js"></script>']
    assert "script-src 'self'" in page
    assert to_html(corpus).split("<body>")[1].split("<script>")[0] == page.split("<body>")[1].split("<script ")[0]


def test_a_report_of_nothing_is_a_page() -> None:
    report = made_up(0, 0, instruments=1, elements=4)
    assert "None." in to_html(report)
    assert Page(to_html(replace(report, commitments=(), elements=(), coverage=()))).tags
