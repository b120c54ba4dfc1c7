"""The gap report as a Word file: sound, whole, saying what the other formats say, and unharmed by what its texts hold."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from compliance.checks.identity import fingerprint
from compliance.disk import load_pack_folder, load_text
from compliance.model.check import Spot
from compliance.model.known import Review
from compliance.model.report import Report
from compliance.model.text import Provenance, Text
from compliance.pipeline import judge, make_report
from compliance.report.docx_pieces import Bookmarks, Words, paragraph
from compliance.report.reviewed import apply_reviews
from compliance.report.to_docx import to_docx
from compliance.report.to_text import to_text
from compliance.report.wording import summary
from tests.report.docx_text import W, document
from tests.report.record_check import record_complaints
from tests.report.record_text import everything, headings, style, tables, verdicts, words
from tests.report.test_page import reports

PASHTO = "د اسلامي امارت فرمان\n\n۱. هیڅوک حق نه لري چې د متحدو ایالتونو (United States) امنیت ته ګواښ پېښ کړي.\n۲. مهاجرین نمی\u200cتوانند اسناد سفر بگیرند.\n3. No one may shelter foreign fighters, مهاجرین یا مجاهدین.\n"
HOSTILE = (
    "<script>alert(1)</script> | Order &amp; ]]>\n\n1. No one may shelter foreign fighters <w:p/> \x0c on \x0b page\x85 two\u2028lines.\n"
    '2. Foreign fighters may \u202enot\u202c raise money {TOC \\o} | a |.\n3. =cmd() & "quotes" shall be \x07 \x00 \x1b[31m \ufffe kept \ud800 clean.\n'
)


def held(content: str, language: str = "en", title: str = "mine") -> Report:
    """The report of one instrument held against the agreement of the built-in corpus."""
    source = Text("mine", content, Provenance(title, "<i>issuer</i>", "2022-03", "month", language, False, "a & b", ""), "0" * 64, "mine.txt")
    return judge(load_pack_folder("doha"), load_text("doha-part-ii"), [source])


@pytest.fixture(scope="module")
def corpus() -> Report:
    return make_report()


@pytest.fixture(scope="module")
def word(corpus: Report) -> bytes:
    return to_docx(corpus)


def folded(text: str) -> str:
    return " ".join(text.split())


# -- what stands in it ---------------------------------------------------------------------------------------------------


def test_the_file_is_sound(word: bytes) -> None:
    assert record_complaints(word) == []


def test_the_title_says_what_was_compared(word: bytes, corpus: Report) -> None:
    body = document(word)[0]
    assert [(style(one), words(one)) for one in body[:2]] == [("Title", "Gap report"), ("Subtitle", "Part II of the US-Taliban agreement of 29 February 2020")]
    rows = [[words(cell) for cell in row] for row in ([c for c in r if c.tag == f"{W}tc"] for r in body[2].findall(f"{W}tr"))]
    assert rows[0] == ["role", "text", "date", "sha256"]
    assert [row[0] for row in rows[1:]] == ["agreement", "instrument", "instrument"]
    assert [row[2] for row in rows[1:]] == ["29 February 2020", "September 2020", "12 February 2021"]
    for row, source in zip(rows[1:], [corpus.agreement, *corpus.instruments], strict=True):
        assert source is not None
        assert source.title in row[1]
        assert row[3] == source.sha256[:16]
        assert source.sha256 in everything(word)


def test_the_answer_is_that_of_the_other_formats(word: bytes, corpus: Report) -> None:
    entries = [words(one) for one in document(word)[0].findall(f"{W}p") if style(one) == "ListParagraph"]
    assert entries[:3] == summary(corpus)
    assert folded(" ".join(entries[:3])) in folded(to_text(corpus, 400))


def test_every_element_stands_in_the_table_of_coverage(word: bytes, corpus: Report) -> None:
    ((head, *rows),) = tables(word, "How each element stands")
    assert head == ["element", "what it asks", "status", "addressed by", "contradicted by"]
    assert [row[0] for row in rows] == [one.element for one in corpus.coverage]
    by = {row[0]: row for row in rows}
    assert by["3.host"][2:] == ["contested: partly addressed and contradicted", "iea-2020-09/22, 23, 26\niea-2021-02/1, 2", "iea-2020-09/1, 15, 26"]
    assert by["2.message"][2:] == ["not addressed", "nobody", "nobody"]


def test_each_commitment_has_a_section_with_its_words(word: bytes, corpus: Report) -> None:
    found = headings(word)
    for commitment in corpus.commitments:
        at = found.index((1, f"Commitment {commitment.id}: {commitment.title}"))
        own = found[at + 1 :]
        own = own[: next(n for n, (level, _) in enumerate(own) if level == 1)]
        assert [heading.split(" – ")[0] for level, heading in own if level == 2] == list(commitment.elements)
    said = [folded(words(one)) for one in document(word)[0].findall(f"{W}p") if style(one) == "Quote"]
    assert said == [folded(commitment.text) for commitment in corpus.commitments]


def test_every_verdict_quotes_both_sides_with_the_words_marked(word: bytes, corpus: Report) -> None:
    found = verdicts(word)
    hits = [v for v in corpus.verdicts if v.relation != "does-not-address"]
    assert len(found) == len(hits) == 36
    lines = {(heading.split(" – ")[0], line): sides for heading, line, sides in found}
    assert len(lines) == len(found)
    for verdict in hits:
        own, theirs = lines[verdict.element, f"{verdict.relation.replace('-', ' ', 1) if verdict.relation != 'partially-addresses' else 'partially addresses'} {verdict.key}: {verdict.rationale}"]
        joined = [folded(" ".join(own)), folded(" ".join(theirs))]
        for evidence in verdict.evidence:
            side = joined[evidence.document == "doha-part-ii"]
            assert folded(evidence.quote) in side
        for limit in verdict.limits:
            assert limit in everything(word)


def test_marked_words_are_bold_and_underlined(word: bytes) -> None:
    style_of = next(one for one in document(word, "word/styles.xml").iter(f"{W}style") if one.get(f"{W}styleId") == "Decisive")
    properties = style_of.find(f"{W}rPr")
    assert properties is not None
    assert {child.tag.removeprefix(W) for child in properties} == {"b", "bCs", "u"}


def test_what_is_missing_and_what_comes_near_is_said(word: bytes, corpus: Report) -> None:
    said = everything(word).split("\n")
    for one in corpus.coverage:
        assert set(one.missing) <= set(said)
    near = [f"{v.key}: {v.rationale}" for v in corpus.verdicts if v.near_miss]
    assert len(near) == 7
    assert set(near) <= set(said)


# -- links, contents, sheets ---------------------------------------------------------------------------------------------


def words_of(link: object) -> str:
    return "".join(text.text or "" for text in link.iter(f"{W}t"))  # type: ignore[attr-defined]


def test_the_contents_are_filled_in(word: bytes) -> None:
    body = document(word)[0]
    entries = [(int(style(one)[-1]), words(one), one) for one in body.findall(f"{W}p") if style(one) in ("TOC1", "TOC2")]
    assert [entry[:2] for entry in entries] == [heading for heading in headings(word) if heading[0] < 3]
    named = {mark.get(f"{W}name"): words(mark.getparent()) for mark in body.iter(f"{W}bookmarkStart")}
    assert all(named[next(one.iter(f"{W}hyperlink")).get(f"{W}anchor")] == text for _, text, one in entries)
    assert [code.text for code in body.iter(f"{W}instrText")] == [' TOC \\o "1-2" \\n \\h \\z ']
    assert entries[0][2].find(f"{W}r/{W}fldChar").get(f"{W}fldCharType") == "begin"
    assert entries[-1][2].findall(f"{W}r/{W}fldChar")[-1].get(f"{W}fldCharType") == "end"


def test_sheets_are_counted_and_tool_and_pack_named(word: bytes) -> None:
    footer = document(word, "word/footer1.xml")
    assert [code.text for code in footer.iter(f"{W}instrText")] == [" PAGE ", " NUMPAGES "]
    assert re.search(r"Made by compliance \S+ with rule pack doha 0\.1\.0", "".join(footer.itertext()))
    language = next(document(word, "word/styles.xml").iter(f"{W}lang"))
    assert language.get(f"{W}val") == "en-GB"


# -- persons' decisions --------------------------------------------------------------------------------------------------


def test_what_a_person_decided_is_told() -> None:
    report = held("1. No one may shelter foreign fighters.\n")
    assert "Decisions of persons" not in everything(to_docx(report))
    note = report.provisions[0]
    review = Review(Spot("r", 1, 1, 1, 1), "mine/1", fingerprint(note.text), "3.host", "addresses", "A. Reader", "2026-01-31", "fighters are those who pose a threat")
    decided, stale = apply_reviews(report, [review, replace(review, element="3.train", words="0" * 12)])
    assert len(stale) == 1
    data = to_docx(decided)
    assert record_complaints(data) == []
    ((_, first, second),) = tables(data, "Decisions of persons")
    assert first == ["mine/1, 3.host", "addresses", "partially addresses", "A. Reader, 2026-01-31", "fighters are those who pose a threat"]
    assert "; STALE, it holds no longer: " in second[4]
    assert any("A. Reader" in line for _, line, _ in verdicts(data))


# -- writing from right to left ------------------------------------------------------------------------------------------


def test_words_from_right_to_left_run_so() -> None:
    report = held(PASHTO, "ps", "د اسلامي امارت فرمان")
    data = to_docx(report)
    assert record_complaints(data) == []
    first = next(one for one in document(data)[0].iter(f"{W}p") if "هیڅوک" in words(one))
    assert first.find(f"{W}pPr/{W}bidi") is not None
    runs = {words_of(run): run.find(f"{W}rPr") for run in first.iter(f"{W}r")}
    assert {text for text, properties in runs.items() if properties.find(f"{W}rtl") is None} == {"United States"}
    spoken = {(lang.get(f"{W}val"), lang.get(f"{W}bidi")) for lang in first.iter(f"{W}lang")}
    assert spoken == {("ps", None), (None, "ps")}
    assert "نمی\u200cتوانند" in everything(data)  # a joiner that the writing needs stays
    english = next(one for one in document(data)[0].findall(f"{W}p") if words(one).startswith("Commitment 3"))
    assert english.find(f"{W}pPr/{W}bidi") is None
    row = next(row for row in document(data)[0].iter(f"{W}tr") if "mine; <i>issuer</i>" in words(row))
    assert "د اسلامي امارت فرمان" in words(row)
    assert row.find(f".//{W}bidi") is None  # a title stands in a line of the report itself


# -- texts that mean no good ---------------------------------------------------------------------------------------------


def test_a_hostile_text_does_no_harm() -> None:
    data = to_docx(held(HOSTILE, title="<b>title</b>\x0c {HYPERLINK}"))
    assert record_complaints(data) == []
    said = everything(data)
    assert "<script>" not in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    for sign in (0x0B, 0x0C, 0x85, 0x2028, 0x202E, 0x07, 0x00, 0x1B, 0xFFFE, 0xD800):
        assert f"U+{sign:04X}" in said
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]", said)
    assert {code.text for code in document(data)[0].iter(f"{W}instrText")} == {' TOC \\o "1-2" \\n \\h \\z '}
    assert not list(document(data, "word/_rels/document.xml.rels").iterfind("*[@TargetMode='External']"))


@settings(deadline=None)
@given(reports())
def test_whatever_a_text_says_the_file_is_sound(report: Report) -> None:
    data = to_docx(report)
    assert record_complaints(data) == []
    for part in ("docProps/core.xml", "word/header1.xml", "word/footer1.xml"):
        document(data, part)


def test_a_report_of_next_to_nothing() -> None:
    data = to_docx(Report("p", "1", "", None, (), (), (), (), (), (), (), ()))
    assert record_complaints(data) == []
    assert "Of no element, the words of no instrument" in everything(data)


def test_places_have_names_that_word_takes() -> None:
    places = Bookmarks()
    names = [places.name("element", id_) for id_ in ("3.recruit", "3-recruit", "3.RECRUIT", "و" * 50, "x" * 80, "x" * 81, "")]
    assert names[0] == "element_3_recruit"
    assert len({name.lower() for name in names}) == len(names)
    assert all(re.fullmatch(r"[a-z][A-Za-z0-9_]{0,39}", name) for name in names)
    assert places.name("element", "3-recruit") == names[1]


def test_a_word_style_and_its_link_go_around_each_direction() -> None:
    made = paragraph([Words("see "), Words("کابل now", "Strong", "place")])
    assert made.count("<w:hyperlink ") == 1
    assert made.count('<w:rStyle w:val="Strong"/>') == 2
    assert made.count("<w:rtl/>") == 1


# -- the checks can fail, and the bytes stay -----------------------------------------------------------------------------

BREAKS = [
    ('w:pStyle w:val="Quote"', 'w:pStyle w:val="Quotation"', "no such style: Quotation"),
    ('w:numId w:val="1"', 'w:numId w:val="7"', "no such list: 7"),
    ('w:name="element_3_host"', 'w:name="element_3_train"', "a place named 2 times"),
    ('w:anchor="element_3_host"', 'w:anchor="element_4_host"', "a link to no place"),
    ('w:fldCharType="end"', 'w:fldCharType="separate"', "fields that do not end"),
    ("<w:bookmarkEnd ", '<w:bookmarkEnd w:x="1" ', ""),
    ("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", "<w:trPr><w:tblHeader/><w:cantSplit/></w:trPr>", "trPr in the wrong order"),
    ('<w:gridCol w:w="2900"/>', "", "a row that does not fit its table"),
    ("</w:p>\n</w:tc>", "</w:p>\n<w:bookmarkStart/></w:tc>", "a cell that does not end with a paragraph"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), BREAKS)
def test_the_check_sees_what_is_wrong(old: str, new: str, words: str, word: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            text = before.read(name).decode()
            if name == "word/document.xml":
                assert old in text
                text = text.replace(old, new)
            after.writestr(name, text)
    found = record_complaints(out.getvalue())
    assert any(words in one for one in found) if words else found == []


DIGEST = """
import hashlib, sys
from compliance.pipeline import make_report
from compliance.report.to_docx import to_docx
print(hashlib.sha256(to_docx(make_report())).hexdigest())
"""


def test_the_bytes_are_the_same_in_every_run(word: bytes) -> None:
    here = hashlib.sha256(word).hexdigest()
    root = Path(__file__).resolve().parents[2]
    for seed, zone in (("1", "Asia/Kabul"), ("77", "America/New_York")):
        done = subprocess.run([sys.executable, "-c", DIGEST], check=True, capture_output=True, text=True, cwd=root, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone})
        assert done.stdout.strip() == here
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
