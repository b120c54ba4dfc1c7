"""Texts -> clause trees: the corpus, other forms of numbering, odd things, and the law that nothing is lost."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.clauses.numbering import FORMS, read_markers
from compliance.clauses.parse import parse_clauses, parse_source
from compliance.clauses.provisions import provisions
from compliance.disk import load_text
from compliance.model.clause import ClauseTree
from compliance.sentences import split_sentences

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def rejoined(tree: ClauseTree) -> str:
    return "".join(tree.source[clause.start : clause.own_end] for clause in tree.root.walk())


def outline(tree: ClauseTree) -> list[tuple[str, str]]:
    return [(clause.kind, clause.label or clause.number) for clause in tree.root.walk() if clause.kind not in ("document", "blank")]


@pytest.mark.parametrize("form", [f for f in FORMS if f.example], ids=lambda f: f.id)
def test_each_form_of_number(form: object) -> None:
    assert any(marker.form.id == form.id for marker in read_markers(form.example))  # type: ignore[attr-defined]
    assert not any(marker.form.id == form.id for marker in read_markers(form.counterexample))  # type: ignore[attr-defined]


def test_the_agreement() -> None:
    tree = parse_clauses(load_text("doha-part-ii"))
    assert rejoined(tree) == tree.source
    assert outline(tree) == [("title", ""), ("title", ""), ("chapeau", ""), *[("paragraph", str(n)) for n in range(1, 6)]]
    assert [c.eid for c in tree.root.walk() if c.kind == "paragraph"] == [f"para_{n}" for n in range(1, 6)]


def test_september() -> None:
    tree = parse_clauses(load_text("iea-2020-09"))
    assert rejoined(tree) == tree.source
    parts = provisions(tree)
    assert [p.label for p in parts] == [str(n) for n in range(1, 27)]
    assert [c.eid for c in tree.root.walk() if c.kind == "paragraph"] == [f"para_{n}" for n in range(1, 27)]
    assert next(tree.words(c) for c in tree.root.children if c.kind == "chapter") == "Introduction"
    assert len([c for c in tree.root.children if c.kind == "chapter"]) == 3
    third = next(p for p in parts if p.label == "3")
    assert tree.source[third.start : third.end].endswith("Sources of funding")
    (gap,) = [f for f in tree.findings if f.code == "unmarked-break"]
    assert tree.source[gap.start :].startswith("14. ")


def test_february() -> None:
    tree = parse_clauses(load_text("iea-2021-02"))
    assert rejoined(tree) == tree.source
    assert [kind for kind, _ in outline(tree)] == [
        "title", "title", "letterhead", "letterhead", "letterhead", "docNumber", "docDate", "invocation", "addressee", "salutation",
        "opening", "prose", "sentence", "sentence", "close", "signature",
    ]  # fmt: skip
    assert [p.label for p in provisions(tree)] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Order\n\n1. One must go.\n", ["1"]),
        ("Chapter One: Rules for foreign mujahedeen\n\n1. They must go.\n2. They may stay.\n", ["1", "2"]),
        ("Article 1.\nAll must go.\n\nArticle 2.\nNone may stay.\n", ["1", "2"]),
        ("Article 10. All must go.\nArticle 11. None may stay.\n", ["10", "11"]),
        ("(10) All must go.\n(11) None may stay.\n", ["10", "11"]),
        ("10) All must go.\n11) None may stay.\n", ["10", "11"]),
        ("§ 10 All must go.\n§ 11 None may stay.\n", ["10", "11"]),
        ("Section 4 Entry\n(a) All must go.\n(b) None may stay.\n", ["4(a)", "4(b)"]),
        ("1. Members shall:\n(a) host no one;\n(b) train no one:\n  (i) here;\n  (ii) there.\n2. All may go.\n", ["1(a)", "1(b)(i)", "1(b)(ii)", "2"]),
        ("CHAPTER III\n\n1. All must go.\n\nCHAPTER IV\n\n1. None may stay.\n", ["1", "1"]),
        ("All must go. None may stay.\n", ["1", "2"]),
        ("1.1 All must go.\n1.2 None may stay.\n", ["1.1", "1.2"]),
    ],
)
def test_other_numbering(text: str, labels: list[str]) -> None:
    tree = parse_source("t", text)
    assert rejoined(tree) == text
    assert [p.label for p in provisions(tree)] == labels
    eids = [clause.eid for clause in tree.root.walk() if clause.eid]
    assert len(eids) == len(set(eids))


def test_a_lead_in_governs_its_points() -> None:
    tree = parse_source("t", "1. Members shall not:\n(a) host foreigners;\n(b) train them.\n")
    first = provisions(tree)[0]
    assert [tree.source[a:b] for a, b in first.lead_ins] == ["Members shall not:"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1. A shall go.\n2. B shall go.\n4. C shall go.\n", "number-gap"),
        ("1. A shall go.\n2. B shall go.\n2. C shall go.\n", "number-duplicate"),
        ("1. A shall go.\n\x00\x01 odd\n2. B shall go.\n", "control-character"),
        ("", "no-provisions"),
    ],
)
def test_odd_things_are_found(text: str, code: str) -> None:
    tree = parse_source("t", text)
    assert code in {finding.code for finding in tree.findings}
    assert rejoined(tree) == text


LINES = st.lists(
    st.sampled_from(["1. A shall go.", "2. B may stay.", "3. No one may.", "(a) one;", "(b) two.", "(i) three", "", " ", "\t", "Chapter I: X", "Sincerely,",
                     "Whereas it is,", "To all,", "# H", "prose here. And more.", "\x00odd\u202e", "Article 3", "- dash", "of the", "12/02/2021", "No. 4",
                     "a very long line " * 20, "\ufeff", "ends:", "— and", "§ 3 x", "II.", "A. x"]),
    max_size=30,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(LINES, st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
def test_every_character_is_accounted_for(lines: list[str], end: str) -> None:
    text = end.join(lines)
    tree = parse_source("t", text)
    assert rejoined(tree) == text
    for clause in tree.root.walk():
        assert clause.start <= clause.text_start <= clause.text_end <= clause.end
    provisions(tree)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert rejoined(parse_source("t", text)) == text


def test_sentences() -> None:
    text = "No. 5 of Art. 3 applies. Mr. A. Smith paid 3.5 million. “He may go.” Others stay! Why? i.e. nothing."
    assert [text[a:b] for a, b in split_sentences(text, 0, len(text))] == [
        "No. 5 of Art. 3 applies.", "Mr. A. Smith paid 3.5 million.", "“He may go.”", "Others stay!", "Why? i.e. nothing.",
    ]  # fmt: skip


@pytest.mark.skipif(not DATA.exists(), reason="the shared data are not beside the project")
@pytest.mark.parametrize("path", sorted((DATA / "treaties").glob("*.md")) if DATA.exists() else [], ids=lambda p: p.stem)
def test_treaties(path: Path) -> None:
    source = path.read_text("utf-8")
    tree = parse_source("t", source)
    assert rejoined(tree) == source
    headings = re.findall(r"^#+ (?:Article|Art\.) ([\dIVXLC]+)", source, re.MULTILINE)
    found = [c.number for c in tree.root.walk() if c.kind == "article"]
    missing = [number for number in headings if number not in found]
    assert not missing


@pytest.mark.skipif(not DATA.exists(), reason="the shared data are not beside the project")
def test_contracts_are_read_whole() -> None:
    documents = json.loads((DATA / "contract-nli" / "dev.json").read_text("utf-8"))["documents"]
    chosen = sorted(documents, key=lambda d: hashlib.sha256(str(d["id"]).encode()).hexdigest())[:40]
    for document in chosen:
        tree = parse_source("t", document["text"])
        assert rejoined(tree) == document["text"]
        assert provisions(tree)


def test_a_dotted_number_goes_under_its_number_not_under_a_letter_of_the_same_place() -> None:
    source = "2. Duties\n\n2.1 The recipient shall:\n\n(a) keep it secret;\n\n(b) return it.\n\n2.2 The recipient may copy it.\n"
    assert [part.label for part in provisions(parse_source("t", source))] == ["2.1(a)", "2.1(b)", "2.2"]


def test_numbered_clauses_behind_recitals_are_no_part_of_the_last_recital() -> None:
    source = "RECITALS\n\n(A) The parties talk.\n\n(B) They share plans.\n\n1. Secrecy\n\nThe plans are secret.\n\n2. Return\n\nThe plans go back.\n"
    assert [part.label for part in provisions(parse_source("t", source))][:4] == ["A", "B", "1", "2"]


def test_numbers_that_an_item_announces_stay_below_it() -> None:
    source = "(a) The recipient shall:\n\n1. keep it secret;\n\n2. return it.\n\n(b) Nothing else is asked.\n"
    assert [part.label for part in provisions(parse_source("t", source))][:3] == ["a(1)", "a(2)", "b"]


@pytest.mark.parametrize("line", ["Issued in May 2021", "Decree of May 2021", "Kabul, May 2021", "DECREE OF MAY 2021", "May 2021", "The council met in May"])
def test_a_line_that_ends_in_the_month_of_may_is_a_title_and_no_lead_in(line: str) -> None:
    tree = parse_source("x", f"Decree of the council\n{line}\n\n1. Foreigners are free to train here.\n")
    assert [clause.kind for clause in tree.root.children] == ["title", "title", "paragraph"]


@pytest.mark.parametrize("line", ["All employees may", "Those of clause 3 may", "EMPLOYEES MAY"])
def test_a_line_that_breaks_off_at_may_is_a_lead_in(line: str) -> None:
    tree = parse_source("x", f"Decree of the council\n{line}\n\n1. train here.\n")
    assert [clause.kind for clause in tree.root.children] == ["title", "chapeau", "paragraph"]
