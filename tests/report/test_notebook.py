"""Outputs of a notebook: closed and escaped whatever the texts say, small however long a result is, readable without style."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.comparing import compare_texts
from compliance.disk import given_text
from compliance.model.change import Comparison
from compliance.model.check import Judgement
from compliance.model.claim import Claim, ClaimQuote, ClaimResult
from compliance.model.flip import CoverageChange, FlipReport, VerdictChange, VerdictSide
from compliance.model.mapping import Facet
from compliance.model.report import Report, ReviewNote
from compliance.model.span import Evidence
from compliance.pipeline import make_report
from compliance.reading import load_grammar, read_text
from compliance.report.notebook import COLUMNS, ROWS
from compliance.report.notebook_changes import comparison_cell
from compliance.report.notebook_report import report_cell, report_line, verdict_cell
from compliance.report.notebook_rest import claims_cell, clauses_cell, explanation_cell, judgement_cell
from tests.browser.made_up import made_up
from tests.report.judgements import corpus as corpus_judgement
from tests.report.judgements import finding, judgement, judgements
from tests.report.strategies import comparisons, words
from tests.report.test_page import Page, reports

LARGEST = 100_000
_TAGS = {
    "div", "style", "p", "b", "i", "ol", "ul", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "code", "span", "bdi", "blockquote", "br", "del", "ins", "pre",
}  # fmt: skip


def sound(out: str) -> Page:
    """An output that is closed, brings nothing but words, names nothing of the page round it, and hides no character."""
    page = Page(out)
    assert set(page.tags) <= _TAGS
    assert page.attributes <= {"class", "scope", "title", "dir", "style", "tabindex"}
    assert page.ids == page.links == []
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]", out)
    assert len(out.encode()) < LARGEST
    return page


@given(reports())
def test_a_report_of_any_words_is_sound(report: Report) -> None:
    sound(report_cell(report))
    assert "\n" not in report_line(report)
    for verdict in report.verdicts:
        sound(verdict_cell(verdict))


@given(comparisons(), words)
def test_a_comparison_of_any_words_is_sound(comparison: Comparison, said: str) -> None:
    sound(comparison_cell(comparison))
    side = VerdictSide(said, "addresses", said, 0, 1)
    edits = tuple(edit for change in comparison.changes for edit in change.edits)
    turned = tuple(VerdictChange("changed", said, (side,), (side,), edits, "context", at, (at,)) for at in range(len(comparison.changes)))
    sound(comparison_cell(comparison, FlipReport(said, said, turned, (CoverageChange(said, "contested", "addressed"),))))


@given(judgements())
def test_a_judgement_of_any_words_is_sound(made: Judgement) -> None:
    sound(judgement_cell(made))


@given(words, words, words)
def test_claims_clauses_and_explanations_of_any_words_are_sound(one: str, other: str, third: str) -> None:
    quotes = (ClaimQuote(one, Evidence(other, 0, 1, third)),) * 2
    sound(claims_cell([ClaimResult(Claim(one, (), "norm", other, "refuted"), "confirmed", third, (), quotes)]))
    sound(explanation_cell(f"{one}\n  {other}\r{third}\n"))
    text = f"1. {one}\n\n2. {other} shall not {third}\n".encode("utf-8", "replace").decode().replace("\0", "")
    sound(clauses_cell(read_text(given_text(text, title="<b>" + third.encode("utf-8", "replace").decode()), load_grammar())))


def test_a_report_of_3000_findings_is_small_and_says_what_is_left_out() -> None:
    report = made_up(3000, 3000, elements=30)
    page = sound(report_cell(report))
    rows = len({(verdict.instrument, verdict.provision) for verdict in report.verdicts if verdict.relation != "does-not-address"})
    assert f"{30 - COLUMNS} more elements are left out here; report.save('report.html') writes the whole page." in page.words
    assert f"{rows - ROWS} more provisions are left out here" in page.words
    assert "3000 findings about the texts" in page.words
    assert len(report_line(report)) < 400


def test_long_words_are_cut() -> None:
    report = made_up(60, 1)
    long = "word " * 20_000
    verdict = replace(report.verdicts[0], rationale=long, limits=(long,) * 50, facets=(Facet(long, long, long, "equal"),) * 50, evidence=(Evidence(long, 0, 1, long),) * 50)
    assert "38 more limits are left out here" in sound(verdict_cell(verdict)).words
    named = replace(report, pack_title=long, instruments=tuple(replace(source, title=long, id=long) for source in report.instruments))
    sound(report_cell(named))
    many = tuple(finding(at, message=long, words=long, subject=long) for at in range(3000))
    assert "2980 more findings are left out here" in sound(judgement_cell(judgement(*many))).words
    sound(claims_cell([ClaimResult(Claim(str(at), (), "norm", long), "confirmed", long, (), (ClaimQuote("1", Evidence("a", 0, 1, long)),) * 9) for at in range(500)]))
    sound(explanation_cell(long * 3))
    text = "".join(f"{at}. {'The party shall pay and keep all that it owes. ' * 40}\n" for at in range(1, 300))
    assert "more clauses are left out here" in sound(clauses_cell(read_text(given_text(text), load_grammar()))).words
    changed = compare_texts(given_text(text, "old"), given_text(text.replace("shall", "may").replace("owes", "owns"), "new"))
    assert "more clauses that changed are left out here" in sound(comparison_cell(changed)).words


def test_a_report_is_told_in_short() -> None:
    report = make_report()
    page = sound(report_cell(report))
    for said in ("Part II of the US-Taliban agreement", "Nobody answers to 2.message.", "29 February 2020", "b254cadfebd0", "all together", "◐ partly✕ contradicts", "○ nobody", "iea-2020-09, no relation: 2, 5-7"):
        assert said in page.words
    assert len(report_cell(report)) < 10_000
    verdict = next(verdict for verdict in report.verdicts if (verdict.key, verdict.element) == ("iea-2020-09/10", "3.threaten"))
    page = sound(verdict_cell(verdict))
    for said in ("◐ partly", "binds only foreigners", "In no way can threaten another country", "will prevent any group or individual", "narrower", "row 10"):
        assert said in page.words


def test_what_persons_decided_is_told() -> None:
    report = make_report()
    held = ReviewNote("iea-2020-09", "10", "3.threaten", "addresses", "A. Reader", "2026-01-31", "it does", "0" * 12)
    page = sound(report_cell(replace(report, reviews=(held, replace(held, stale="the words have changed")))))
    assert "1 review by a person; 1 whose words have changed, which decides nothing any more." in page.words


def test_a_judgement_is_told_in_short() -> None:
    made = corpus_judgement()
    page = sound(judgement_cell(made))
    assert "✕ The check fails" in page.words
    assert "✕ error" in page.words
    assert "● The check passes" in sound(judgement_cell(judgement())).words
    assert sound(judgement_cell(judgement(report_only=True))).words.count("finding") >= 1


@pytest.mark.parametrize("state", ["known", "waived"])
def test_findings_that_are_known_say_so(state: str) -> None:
    made = judgement(finding(1), finding(2, state=state, since="2026-01-02", reason="agreed with counsel"))
    said = sound(judgement_cell(made)).words
    assert {"known": "known since 2026-01-02", "waived": "waived: agreed with counsel"}[state] in said


@given(st.lists(st.sampled_from(("shall", "may", "not", "pay", "keep", "the", "party")), min_size=1, max_size=9))
def test_words_that_changed_are_marked(new: list[str]) -> None:
    old = "the party shall not pay"
    said = comparison_cell(compare_texts(given_text(f"1. {old}\n", "old"), given_text(f"1. {' '.join(new)}\n", "new")))
    assert ("<del" in said or "<ins" in said) == (old != " ".join(new))
