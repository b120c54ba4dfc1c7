"""Statutes as they are published: compound numbers, titles said twice, metadata, emphasis and amendment marks, definitions."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from lxml import etree

from compliance.clauses import numerals
from compliance.clauses.akn_read import read_akn
from compliance.clauses.akn_write import write_akn
from compliance.clauses.lines import metadata
from compliance.clauses.numbering import read_markers
from compliance.clauses.parse import parse_source
from compliance.clauses.provisions import provisions
from compliance.disk import load_text
from compliance.model.clause import ClauseTree
from compliance.model.text import Provenance, Text
from tests.clauses.test_akn import schema
from tests.clauses.test_parse import DATA, outline, rejoined

ACTS = DATA / "versions" / "irish-acts"
CODE = DATA / "versions" / "code-civil"

METADATA = '---\ntitle: "Oil Act 2007"\nrank: act\nkeywords:\n  - oil\n  - stocks\n---\n'
SECTIONS = (
    "# Oil Act 2007\n\n## PART 1 Preliminary\n\n##### 1. **Short title.**\n\n**1**.— (1) This Act may be cited as the Oil Act 2007.\n\n"
    "(2) This Act shall come into operation in May.\n\n##### 2. Interpretation.\n\n**2**.— In this Act—\n\n“ Agency ” means the body named in *section 3*;\n\n"
    "F1[“oil company” means any person that—\n\n(*a*) imported oil, or\n\nF2[(*b*) stored it;]\n\n“tank” includes a cistern.\n\n"
    "##### 2A. F3[Stocks.\n\n**2A**.—(1)(*a*) The Agency shall keep stocks.\n\n(*b*) It may sell them.\n\n(1A) It shall count them.\n\n(2) It shall report.]\n"
)  # fmt: skip


def findings(tree: ClauseTree) -> list[str]:
    return [finding.code for finding in tree.findings]


def labels(tree: ClauseTree, *kinds: str) -> list[str]:
    return [clause.label for clause in tree.root.walk() if clause.kind in kinds]


@pytest.mark.parametrize("number", ["17-1", "21-25-1", "L. 111-1", "21A", "23bis", "5 ter", "R*123-4", "44DA"])
@pytest.mark.parametrize("line", ["Article {}", "## Article {}", "Article {} - Nationality", "**Article {}**", "Article {}. Whoever goes shall say so."])
def test_a_compound_number_is_one_number(number: str, line: str) -> None:
    (marker,) = read_markers(line.format(number))
    assert (marker.form.id, marker.number) == ("article", number)
    tree = parse_source("t", line.format(number) + "\n\nHe may go.\n")
    article = next(clause for clause in tree.root.walk() if clause.kind == "article")
    assert article.label == number
    assert rejoined(tree) == tree.source


def test_the_identity_of_a_compound_number() -> None:
    source = "Article 17\n\nA shall go.\n\nArticle 17-1\n\nB shall go.\n\nArticle 18\n\nC shall go.\n"
    assert [clause.eid for clause in parse_source("t", source).root.children] == ["art_17", "art_17-1", "art_18"]


def test_no_range_of_numbers_is_a_heading_inside_a_sentence() -> None:
    source = "1. The rules of\nArticle 5-7 of the Act shall apply.\n2. None may stay.\n"
    assert labels(parse_source("t", source), "article", "paragraph") == ["1", "2"]


@pytest.mark.parametrize(
    ("before", "after", "goes_on"),
    [
        ("17", "18", True), ("17", "17-1", True), ("17-12", "18", True), ("21-25", "21-25-1", True), ("21-25-1", "21-26", True), ("5", "5 bis", True),
        ("5 bis", "5 ter", True), ("44D", "44DA", True), ("44DA", "44E", True), ("17", "17-3", False), ("17-1", "17-3", False), ("17-1", "19", False),
        ("17-1", "17", False), ("5 ter", "5 bis", False),
    ],
)  # fmt: skip
def test_compound_numbers_in_order(before: str, after: str, goes_on: bool) -> None:
    assert numerals.follows(numerals.steps(before), numerals.steps(after)) is goes_on
    source = f"Article 1\n\nA shall go.\n\nArticle {before}\n\nB shall go.\n\nArticle {after}\n\nC shall go.\n"
    odd = [finding for finding in parse_source("t", source).findings if finding.subject == after]
    assert (not odd) is goes_on


def test_a_code_numbers_each_division_anew() -> None:
    source = "".join(f"Article L. {number}\n\nA shall go.\n\n" for number in ("111-1", "111-2", "121-1", "121-3"))
    assert [finding.message for finding in parse_source("t", source).findings if finding.subject == "L. 121-3"] == [
        "the number L. 121-3 follows where L. 121-2 was expected"
    ]
    assert not any(finding.subject == "L. 121-1" for finding in parse_source("t", source).findings)


def test_a_title_said_twice_is_one_article_and_the_rule_below_it_no_words() -> None:
    source = "## Article 17\n\nArticle 17\n----\nLa loi est la\nmême pour tous.\n\n## Article 17-1\n\nArticle 17-1\n----\nElle entre en vigueur.\n"
    tree = parse_source("t", source)
    assert [(clause.eid, tree.words(clause)) for clause in tree.root.children] == [("art_17", "La loi est la\nmême pour tous."), ("art_17-1", "Elle entre en vigueur.")]
    assert findings(tree) == ["number-gap"]
    assert rejoined(tree) == source
    # another number is another article
    other = parse_source("t", source.replace("\nArticle 17-1\n", "\nArticle 18\n"))
    assert [clause.label for clause in other.root.children] == ["17", "17-1", "18"]


def test_a_list_below_a_numbered_heading_is_no_second_title() -> None:
    tree = parse_source("t", "## 1. Purpose\n\n1. All must go.\n\n2. None may stay.\n\n## 2. Scope\n\nThis is for all.\n")
    assert labels(tree, "article", "paragraph") == ["1", "1(1)", "1(2)", "2"]


def test_metadata_is_one_clause_and_no_provision() -> None:
    source = METADATA + SECTIONS
    tree = parse_source("t", source)
    first = tree.root.children[0]
    assert (first.kind, first.eid) == ("metadata", "metadata_1")
    assert tree.words(first) == METADATA.removeprefix("---\n").removesuffix("\n---\n")
    assert rejoined(tree) == source
    assert not findings(tree)
    assert all(part.start > first.end for part in provisions(tree))
    assert provisions(tree) == provisions(parse_source("t", source))


@pytest.mark.parametrize("source", ["---\n\n1. All must go.\n", "---\nAll must go.\n---\n", "---\ntitle: x\n", "Act\n---\ntitle: x\n---\n", "---\n---\n"])
def test_a_rule_alone_begins_no_metadata(source: str) -> None:
    assert metadata(source) is None
    assert "metadata" not in {clause.kind for clause in parse_source("t", source).root.walk()}


@pytest.mark.parametrize("row", ["key: value\n  more\n", "- :a\n", "-:\n", "a-:\n", "\n", "# x\n", "key" + " " * 50 + ":\n", "a" * 50 + "\n"])
def test_metadata_that_do_not_end_are_read_in_time(row: str) -> None:
    start = time.process_time()
    assert metadata("---\nkey: value\n" + row * 20_000) is None
    assert time.process_time() - start < 2


def test_metadata_name_the_text(tmp_path: Path) -> None:
    (tmp_path / "act.md").write_text(METADATA + SECTIONS, "utf-8")
    assert load_text(str(tmp_path / "act.md")).provenance.title == "Oil Act 2007"
    (tmp_path / "wide.md").write_text(f"---\ntitle:{' ' * 100_000}x\n---\n\n1. All must go.\n", "utf-8")
    assert load_text(str(tmp_path / "wide.md")).provenance.title == "x"
    (tmp_path / "other.md").write_text("---\nrank: act\n---\n\nOrder\n\n1. All must go.\n", "utf-8")
    assert load_text(str(tmp_path / "other.md")).provenance.title == "Order"


def test_a_statute_comes_back_from_akoma_ntoso() -> None:
    text = Text("t", METADATA + SECTIONS, Provenance("t", "", "2007", "year", "en", False, "", ""), "0" * 64, "t.md")
    tree = parse_source("t", text.content)
    data = write_akn(text, tree)
    assert read_akn(data, document="x") == (text, tree)
    schema().assertValid(etree.fromstring(data))


def test_sections_of_an_act() -> None:
    tree = parse_source("t", SECTIONS)
    assert [row for row in outline(tree) if row[0] != "sentence"] == [
        ("title", ""), ("chapter", "1"), ("article", "1"), ("paragraph", "1(1)"), ("paragraph", "1(2)"), ("article", "2"), ("prose", ""), ("prose", ""),
        ("point", "2(a)"), ("point", "2(b)"), ("prose", ""), ("article", "2A"), ("paragraph", "2A(1)"), ("point", "2A(1)(a)"), ("point", "2A(1)(b)"),
        ("paragraph", "2A(1A)"), ("paragraph", "2A(2)"),
    ]  # fmt: skip
    assert not findings(tree)
    assert rejoined(tree) == SECTIONS
    articles = {clause.number: clause for clause in tree.root.walk() if clause.kind == "article"}
    assert tree.heading(articles["1"]) == "Short title."
    assert tree.words(articles["2"]) == "In this Act—"
    eids = [clause.eid for clause in tree.root.walk() if clause.eid]
    assert len(eids) == len(set(eids))
    company = [part for part in provisions(tree) if part.label.startswith("2(")]
    assert [tree.source[part.start : part.end] for part in company] == ["imported oil, or", "stored it;]"]
    assert [[tree.source[a:b] for a, b in part.lead_ins] for part in company] == [["In this Act—", "“oil company” means any person that—"]] * 2


@pytest.mark.parametrize(
    ("line", "number", "words"),
    [
        ("(*a*) the Agency", "a", " the Agency"), ("*(b)* the Agency", "b", " the Agency"), ("**2**. All", "2", " All"), ("**37A.**—(1) In", "37A", "(1) In"),
        ("**78.**(1) In", "78", "(1) In"), ("F43[(1) For", "1", " For"), ("[F12 (3A) For", "3A", " For"), ("__3__) x", "3", " x"), ("1.—(1) x", "1", "(1) x"),
        ("(i)*Part 5A*", "i", "*Part 5A*"), ("*F4[(aa)*relevant", "aa", "relevant"), ("3° Les autres", "3", " Les autres"), ("(iii)section 2", "iii", "section 2"),
    ],
)  # fmt: skip
def test_marks_around_a_number_are_looked_through(line: str, number: str, words: str) -> None:
    marker = read_markers(line)[0]
    assert (marker.number, line[marker.end :]) == (number, words)


@pytest.mark.parametrize("line", ["***", "*I* am", "F16 aircraft", "*emphasis* is", "__________", "_", "(*)", "[F12 ]", "F1[…]", "F1["])
def test_marks_alone_are_no_number(line: str) -> None:
    assert not read_markers(line)


def test_a_word_glued_to_brackets_is_a_point_only_in_its_place() -> None:
    assert labels(parse_source("t", "1. Who is:\n\n(i)here; or\n\n(ii)there,\n\nmay go.\n"), "point") == ["1(i)", "1(ii)"]
    assert labels(parse_source("t", "1. All must go.\n\n(s)he who stays pays.\n\n2. None may stay.\n"), "paragraph", "point") == ["1", "2"]


def test_a_point_on_the_line_of_its_clause() -> None:
    source = "5. (a) Members shall host no one.\n(b) They shall train no one.\n6. (a) is not a list here.\n"
    tree = parse_source("t", source)
    assert labels(tree, "paragraph", "point") == ["5", "5(a)", "5(b)", "6"]
    assert rejoined(tree) == source


def test_an_inserted_letter_needs_the_letter_before_it() -> None:
    assert labels(parse_source("t", "1. It holds:\n(a) one;\n(b) two;\n(ba) three;\n(c) four.\n"), "point") == ["1(a)", "1(b)", "1(ba)", "1(c)"]
    assert labels(parse_source("t", "1. It holds:\n(a) one;\n(by) two;\n(c) four.\n"), "point") == ["1(a)", "1(c)"]


@pytest.mark.skipif(not ACTS.exists(), reason="the shared data are not beside the project")
@pytest.mark.parametrize("side", ["before", "after"])
@pytest.mark.parametrize("path", sorted(ACTS.glob("*.truth.json")) if ACTS.exists() else [], ids=lambda p: p.name.split(".")[0])
def test_every_section_of_the_acts_is_found(path: Path, side: str) -> None:
    wanted = json.loads(path.read_text("utf-8"))[f"{side}_sections"]
    source = path.with_name(path.name.replace("truth.json", f"{side}.md")).read_text("utf-8")
    tree = parse_source("t", source)
    assert [clause.number for clause in tree.root.walk() if clause.kind == "article"] == wanted
    assert rejoined(tree) == source
    assert tree.root.children[0].kind == "metadata"


@pytest.mark.skipif(not CODE.exists(), reason="the shared data are not beside the project")
@pytest.mark.parametrize("path", sorted(CODE.glob("*.md")) if CODE.exists() else [], ids=lambda p: p.name)
def test_every_article_of_the_code_is_found_once(path: Path) -> None:
    source = path.read_text("utf-8")
    tree = parse_source("t", source)
    wanted = [line.removeprefix("## Article ") for line in source.splitlines() if line.startswith("## Article ")]
    articles = [clause for clause in tree.root.walk() if clause.kind == "article"]
    assert [clause.label for clause in articles] == wanted
    assert [clause.eid for clause in articles] == [f"art_{number}" for number in wanted]
    assert not any(tree.words(clause).startswith(("-", "Article")) for clause in articles)
    assert set(findings(tree)) <= {"number-gap"}
    assert rejoined(tree) == source


def test_a_long_paragraph_is_read_in_time() -> None:
    start = time.process_time()
    tree = parse_source("t", "Order\n\n" + "All must go. " * 40_000)
    assert len(provisions(tree)) == 40_000
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("above", "labels_of"),
    [
        ("1. All must go.\n", ["1", "2"]), ("1. All must go;\n", ["1", "2"]), ("1. All must go, as said in Sec.\n", ["1"]), ("1. All must go, as said in article\n", ["1"]),
        ("1. All must go as No.\n", ["1"]), ("1. All must go\n\n", ["1", "2"]),
    ],
)  # fmt: skip
def test_the_next_number_is_a_clause_unless_the_line_above_points_at_it(above: str, labels_of: list[str]) -> None:
    assert labels(parse_source("t", f"{above}2. Nobody may stay.\n"), "paragraph") == labels_of


def test_numbers_of_five_digits_only_follow() -> None:
    source = "".join(f"{number}. All must go.\n" for number in range(1, 10_010))
    assert labels(parse_source("t", "Order\n\n" + source), "paragraph")[-1] == "10009"
    assert labels(parse_source("t", "1. All must go.\n\n12345. That is a sum.\n"), "paragraph") == ["1"]


@pytest.mark.parametrize("text", ["1. A\ufffd go.\n", "1. A\u200b go.\n", "\x1f\n1. A.\n", "1. A.\x1f\n2. B.\n", "\ufeff1. A.\n2.\ufeff B.\n"])
def test_characters_that_cannot_be_seen_are_found_wherever_they_stand(text: str) -> None:
    assert findings(parse_source("t", text)).count("control-character") == 1


def test_digits_of_other_scripts_number_clauses_and_are_cited_as_printed() -> None:
    source = "فرمان\n\nماده ۱. همه افراد باید نام خود را ثبت کنند.\nماده ۲. هیچ کس نباید سفر کند.\n\n(۱) همه باید کارت داشته باشند.\n(۲) هیچ گروه نباید تهدید کند.\n"
    clauses = [clause for clause in parse_source("fa", source).root.walk() if clause.number]
    assert [(clause.kind, clause.number) for clause in clauses] == [("article", "۱"), ("article", "۲"), ("paragraph", "۱"), ("paragraph", "۲")]
    assert source[clauses[0].text_start : clauses[0].text_end] == "همه افراد باید نام خود را ثبت کنند."


def test_numbers_before_a_dash_are_believed_where_a_second_one_stands() -> None:
    source = "Decree\n\n1- All refugees register.\n2- No one travels.\n"
    assert [clause.number for clause in parse_source("dash", source).root.walk() if clause.number] == ["1", "2"]
    assert not [clause for clause in parse_source("dash", "Decree\n\n10- All refugees register.\n").root.walk() if clause.number]
