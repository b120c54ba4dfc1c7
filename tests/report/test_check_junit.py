"""JUnit of a check: valid against the schema of Jenkins, clean elements pass, names stay."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from compliance.model.check import Judgement, Spot
from compliance.report.check_junit import to_junit, xml
from tests.report.judgements import corpus, finding, judgement, judgements, mixed, words

SCHEMA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "schemas" / "junit-10-jenkins.xsd"
needs_schema = pytest.mark.skipif(not SCHEMA.is_file(), reason=f"the published schema is not beside the checkout ({SCHEMA.name})")


@lru_cache(maxsize=1)
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMA)))


def suite(made: Judgement) -> etree._Element:
    return etree.fromstring(to_junit(made).encode("utf-8"))[0]


def cases(made: Judgement) -> dict[str, str]:
    """Name -> passed, failure, skipped."""
    out: dict[str, str] = {}
    for case in suite(made).iter("testcase"):
        key = f"{case.get('classname')} {case.get('name')}"
        assert key not in out
        inner = [child.tag for child in case if child.tag != "system-out"]
        assert len(inner) <= 1
        out[key] = str(inner[0]) if inner else "passed"
    return out


@needs_schema
@pytest.mark.parametrize("made", [mixed(), judgement(), mixed(report_only=True)], ids=["mixed", "clean", "report-only"])
def test_valid(made: Judgement) -> None:
    _schema().assertValid(etree.fromstring(to_junit(made).encode("utf-8")))


@needs_schema
def test_the_corpus_is_valid() -> None:
    _schema().assertValid(etree.fromstring(to_junit(corpus()).encode("utf-8")))
    assert sum(outcome == "failure" for outcome in cases(corpus()).values()) == 12


@needs_schema
@settings(max_examples=60, deadline=None)
@given(judgements())
def test_any_judgement_is_valid(made: Judgement) -> None:
    text = to_junit(made)
    root = etree.fromstring(text.encode("utf-8"))
    _schema().assertValid(root)
    one = root[0]
    found = list(one.iter("testcase"))
    for name, number in (("tests", len(found)), ("failures", len(list(one.iter("failure")))), ("skipped", len(list(one.iter("skipped"))))):
        assert one.get(name) == str(number)
    assert {element.tag for element in root.iter()} <= {"testsuites", "testsuite", "properties", "property", "testcase", "failure", "skipped", "system-out"}


def test_what_each_finding_becomes() -> None:
    assert cases(mixed()) == {
        "compliance.contradiction 3.recruit is not contradicted": "passed",
        "compliance.answered 3.host is answered": "failure",
        "compliance.answered 2.message is answered": "passed",
        "compliance.answered 3.recruit is answered": "skipped",
        "compliance.contradiction 3.host is not contradicted by iea-2020-09/1 [0000000000000003]": "failure",
        "compliance.unread iea-2020-09/2 [0000000000000005]": "passed",
        "compliance.surplus iea-2020-09/4 [0000000000000006]": "passed",
    }
    texts = {case.get("name"): case.findtext("system-out") for case in suite(mixed()).iter("testcase")}
    assert str(texts["2.message is answered"]).endswith("known since 2026-01-02")
    assert str(texts["iea-2020-09/4 [0000000000000006]"]).endswith("below the threshold (error)")
    assert next(suite(mixed()).iter("skipped")).get("message") == "waived: agreed with the ministry"


def test_a_run_that_only_reports_has_no_failure_and_says_so() -> None:
    assert set(cases(mixed(report_only=True)).values()) == {"passed", "skipped"}
    assert "this run only reports" in to_junit(mixed(report_only=True))


def test_an_element_that_is_answered_keeps_its_name() -> None:
    clean, missed = judgement(), judgement(finding(1))
    assert cases(clean)["compliance.answered 3.host is answered"] == "passed"
    assert cases(missed)["compliance.answered 3.host is answered"] == "failure"
    assert cases(clean).keys() == cases(missed).keys()
    assert "compliance.answered 3.host is answered" not in cases(replace(clean, required=("2.message",)))


def test_names_hold_no_line_and_no_path() -> None:
    moved = [replace(one, spot=Spot("elsewhere/x.txt", 77, 1, 77, 9)) for one in mixed().findings]
    assert cases(replace(mixed(), findings=tuple(moved))) == cases(mixed())


@given(words)
def test_text_is_what_a_reader_of_xml_gets_back(text: str) -> None:
    from compliance.report.wording import safe

    read = etree.fromstring(f'<a b="{xml(safe(text))}">{xml(text)}</a>'.encode())
    assert read.get("b") == (safe(text).replace("\ufffe", "⟨U+FFFE⟩").replace("\uffff", "⟨U+FFFF⟩"))
    assert len(read) == 0
