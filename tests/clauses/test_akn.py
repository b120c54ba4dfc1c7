"""Akoma Ntoso: valid against the OASIS schema, lossless, and closed to attacks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from compliance import disk
from compliance.clauses.akn_read import read_akn, read_wids
from compliance.clauses.akn_write import write_akn
from compliance.clauses.parse import parse_clauses
from compliance.errors import InputError
from compliance.model.text import Provenance, Text

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
TEXTS = ["doha-part-ii", "iea-2020-09", "iea-2021-02"]
OTHER = "1. Members shall:\n(a) host no one;\n(b) train no one.\n2. All others may leave.\n\nSincerely,\n\nThe Office\n"


def made(content: str) -> Text:
    return Text("t", content, Provenance("t", "", "2020", "year", "en", False, "", ""), "0" * 64, "t.txt")


def schema() -> etree.XMLSchema:
    path = DATA / "schemas" / "akomantoso30.xsd"
    if not path.exists():
        pytest.skip("the OASIS schema is not beside the project")
    return etree.XMLSchema(etree.parse(str(path)))


@pytest.mark.parametrize("name", TEXTS)
def test_the_corpus_is_valid_and_comes_back(name: str) -> None:
    text = disk.load_text(name)
    tree = parse_clauses(text)
    data = write_akn(text, tree)
    assert read_akn(data, document="x") == (text, tree)
    assert data == write_akn(text, tree)
    schema().assertValid(etree.fromstring(data))


def test_points_are_valid_and_come_back() -> None:
    text = made(OTHER)
    tree = parse_clauses(text)
    data = write_akn(text, tree)
    assert read_akn(data, document="x") == (text, tree)
    schema().assertValid(etree.fromstring(data))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(["1. A shall go.", "2. B may stay.", "(a) one", "(b) two", "", "Chapter I: X", "Sincerely,", "Whereas it is,",
                                 "To all,", "# H", "prose here. And more.", "\x00\x0bodd\ufffe", "Article 3", "- dash"]), max_size=14))  # fmt: skip
def test_any_text_comes_back(lines: list[str]) -> None:
    text = made("\r\n".join(lines))
    tree = parse_clauses(text)
    assert read_akn(write_akn(text, tree), document="x") == (text, tree)


def test_changed_words_are_noticed() -> None:
    text = disk.load_text("doha-part-ii")
    data = write_akn(text, parse_clauses(text)).replace(b"<p>The Islamic Emirate", b"<p>The Other Emirate", 1)
    with pytest.raises(InputError, match="akn-words-differ"):
        read_akn(data, document="x")


@pytest.mark.parametrize("path", sorted((DATA / "xml-attacks").glob("*.x*")) if DATA.exists() else [], ids=lambda p: p.name)
def test_attacks_end_in_a_clear_error(path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_akn(path.read_bytes(), document="x", path=path.name)
    (problem,) = caught.value.problems
    assert problem.code.startswith("akn-")
    assert problem.next_step


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"no xml", "akn-not-xml"),
        (b"<a/>", "akn-not-akn"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "akn-doctype"),
        (b"<akomaNtoso>" + b"<p>" * 400 + b"</p>" * 400 + b"</akomaNtoso>", "akn-too-deep"),
        (b"<akomaNtoso/>", "akn-not-akn"),
    ],
)
def test_what_is_no_akoma_ntoso(data: bytes, code: str) -> None:
    with pytest.raises(InputError, match=code):
        read_akn(data, document="x")


@pytest.mark.parametrize("path", sorted((DATA / "akn").glob("*.xml")) if DATA.exists() else [], ids=lambda p: p.name)
def test_files_of_others_lose_no_word(path: Path) -> None:
    text, tree = read_akn(path.read_bytes(), document="x")
    assert "".join(tree.source[c.start : c.own_end] for c in tree.root.walk()) == text.content
    root = etree.fromstring(path.read_bytes())
    read = "".join(text.content.split())
    bodies = [e for e in root.iter() if isinstance(e.tag, str) and etree.QName(e).localname in ("body", "mainBody", "judgmentBody", "portionBody")]
    assert bodies
    for body in bodies:
        for child in (c for c in body if isinstance(c.tag, str)):
            words = "".join("".join(child.xpath(".//text()[not(parent::comment())]")).split())
            assert words[:4000] in read


def test_former_identities_are_valid_and_come_back() -> None:
    text = made(OTHER)
    tree = parse_clauses(text)
    wids = {"para_2": "para_1", "para_1__point_a": "para_9__point a", "para_1": "para_1", "nobody": "else"}
    data = write_akn(text, tree, wids=wids)
    schema().assertValid(etree.fromstring(data))
    assert read_akn(data, document="x") == (text, tree)
    kept = {eid: wid for eid, wid in wids.items() if eid != wid}
    assert read_wids(data) == kept
    assert write_akn(*read_akn(data, document="x"), wids=read_wids(data)) == data
    found = {element.get("eId"): element.get("wId") for element in etree.fromstring(data).iter() if element.get("wId")}
    assert found == {"para_2": "para_1", "para_1__point_a": "para_9__point_a"}


def test_without_former_identities_nothing_is_written() -> None:
    text = made(OTHER)
    tree = parse_clauses(text)
    assert write_akn(text, tree, wids={}) == write_akn(text, tree)
    assert b"wId" not in write_akn(text, tree)
    assert read_wids(write_akn(text, tree)) == {}


def test_former_identities_of_other_makers_are_read() -> None:
    data = b'<akomaNtoso><act><body><section eId="sec_2" wId="sec_1"><num>2</num><content><p>A.</p></content></section><section eId="sec_3"><num>3</num></section></body></act></akomaNtoso>'
    assert read_wids(data) == {"sec_2": "sec_1"}


@pytest.mark.parametrize("damage", [b'"wids": 5', b'"wids": {"para_2": 5}'])
def test_a_damaged_record_of_former_identities_is_noticed(damage: bytes) -> None:
    text = made(OTHER)
    data = write_akn(text, parse_clauses(text), wids={"para_2": "para_1"})
    assert data.count(b'"wids": {"para_2": "para_1"}') == 1
    with pytest.raises(InputError, match="akn-record"):
        read_wids(data.replace(b'"wids": {"para_2": "para_1"}', damage))
