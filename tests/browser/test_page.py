"""The page in a browser: filters, keys, deep links, without script, on a phone, on paper, and for those who do not see it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from compliance.model.report import Report

Open = Callable[..., Any]
ALL = ("corpus", "contract", "hostile", "large", "files")
LOOKS = [(name, width, scheme) for name in ("corpus", "contract", "hostile") for width in (1280, 390) for scheme in ("light", "dark")]
LOOKS += [("large", 1280, "light"), ("files", 390, "dark")]


def _hits(report: Report) -> list[Any]:
    return [verdict for verdict in report.verdicts if verdict.relation != "does-not-address"]


def _shown(page: Any, what: str = ".verdict") -> int:
    return int(page.evaluate("what => [...document.querySelectorAll(what)].filter(node => !node.closest('[hidden]')).length", what))


def _focused(page: Any) -> str:
    """The id of what has the focus, or of the verdict whose summary has it."""
    return str(page.evaluate("() => { const at = document.activeElement; return at.id || (at.tagName === 'SUMMARY' && at.parentElement.id) || at.name || at.tagName; }"))


def _in_view(page: Any, anchor: str) -> bool:
    return bool(page.evaluate("name => { const box = document.getElementById(name).getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight && box.height > 0; }", anchor))


def _wait(page: Any, condition: str) -> None:
    """Waits for something to hold; the page itself forbids that words are run as a script, so it is asked from outside."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(25)
    raise AssertionError(condition)


# ---- looks ----


@pytest.mark.parametrize(("name", "width", "scheme"), LOOKS)
def test_axe_finds_nothing_and_nothing_runs_over_the_side(name: str, width: int, scheme: str, open_page: Open) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing: pip install -e '.[browser]'")
    page = open_page(name, width=width, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = axe.Axe().run(page, options={"preload": False})  # it would fetch the style, which the page forbids
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found.response["violations"]] == []
    assert len(found.response["passes"]) > 20


@pytest.mark.parametrize("name", ALL)
def test_a_page_says_all_without_script(name: str, reports: dict[str, Report], open_page: Open) -> None:
    report = reports["corpus" if name == "files" else name]
    page = open_page(name, java_script_enabled=False)
    assert page.locator("form").is_hidden()
    assert page.locator(".verdict").count() == len(_hits(report)) > 0
    assert page.locator(".verdict[open] .sides").count() == len(_hits(report))
    assert page.locator(".verdict .sides").last.is_visible()
    assert page.locator(".provision").count() == len(report.provisions)


def test_a_status_is_a_shape_and_a_word(open_page: Open) -> None:
    page = open_page("corpus", forced_colors="active")
    shapes = page.evaluate("() => Object.fromEntries([...document.querySelectorAll('.cell, .together td')].map(n => [n.textContent, getComputedStyle(n, '::before').content.split('/')[0].replace(/[\" ]/g, '')]))")
    assert shapes == {"partly": "◐", "contradicts": "✕", "contested": "◐✕", "contradicted": "✕", "nobody": "○"}


def test_hostile_words_are_shown_and_do_nothing(open_page: Open) -> None:
    page = open_page("hostile")
    assert page.title() == "Gap report: Part II of the US-Taliban agreement of 29 February 2020"
    assert page.locator("img").count() == 0
    words = page.locator("main").inner_text()
    assert "<img src=x onerror=" in words
    assert "⟨U+202E⟩" in words
    assert "⟨U+0007⟩" in words
    assert page.locator("[dir=rtl][lang=prs]").count() >= 1
    assert page.evaluate("getComputedStyle(document.querySelector('.provision [dir=rtl]')).direction") == "rtl"


def test_on_paper_everything_is_open(open_page: Open) -> None:
    page = open_page("corpus")
    page.keyboard.press("o")
    assert page.locator(".verdict[open]").count() == 0
    page.emulate_media(media="print")
    assert page.locator("form").is_hidden()
    assert page.evaluate("[...document.querySelectorAll('main details')].filter(d => !d.closest('form')).every(d => d.lastElementChild.getBoundingClientRect().height > 0)")
    assert page.evaluate("getComputedStyle(document.querySelector('.matrix thead')).display") == "table-header-group"
    assert page.evaluate("getComputedStyle(document.querySelector('.from'), '::after').content") == '" (#iea-2020-09.8)"'
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".verdict[open]").count() == 0


def test_the_pdf_holds_every_quote(open_page: Open, reports: dict[str, Report], tmp_path: Any) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed (Debian: apt-get install poppler-utils)")
    path = tmp_path / "page.pdf"
    open_page("corpus").pdf(path=str(path), format="A4")
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True)
    words = re.sub(r"\W+", "", done.stdout)
    for verdict in _hits(reports["corpus"]):
        for evidence in verdict.evidence:
            first = re.sub(r"\W+", "", evidence.quote)[:60]
            assert first in words, evidence.quote
    assert "#iea-2020-09.8" in done.stdout  # links are printed
    assert done.stdout.count("2.message") >= 3


# ---- links ----


@pytest.mark.parametrize("name", ["corpus", "files"])
@pytest.mark.parametrize("anchor", ["3.recruit", "iea-2020-09.23", "iea-2020-09.8:3.threaten:contradicts", "matrix", "commitment-3", "iea-2021-02"])
def test_a_deep_link_lands(name: str, anchor: str, open_page: Open) -> None:
    page = open_page(name, f"#{anchor}")
    _wait(page, "document.activeElement !== document.body")
    assert _focused(page) == anchor
    assert _in_view(page, anchor)


def test_a_cell_opens_its_evidence_and_the_focus_goes_there_and_back(open_page: Open) -> None:
    page = open_page("corpus")
    page.keyboard.press("o")
    assert page.locator(".verdict[open]").count() == 0
    cell = page.locator(".cell.contradicts").first
    target = cell.get_attribute("href")[1:]
    cell.click()
    _wait(page, "document.activeElement.tagName === 'SUMMARY'")
    assert _focused(page) == target
    assert page.locator(".verdict[open]").count() == 1
    assert _in_view(page, target)
    page.keyboard.press("b")
    assert page.evaluate("document.activeElement.className") == "cell contradicts"


def test_a_link_to_what_the_filter_hides_shows_everything_again(open_page: Open) -> None:
    page = open_page("corpus")
    page.select_option("[name=element]", label="5.documents no visas, passports or permits")
    assert _shown(page) < 10
    page.evaluate("location.hash = '#3.recruit'")
    _wait(page, "document.activeElement.id === '3.recruit'")
    assert _shown(page) == 36


# ---- filters ----


def test_filters_show_what_the_report_holds(open_page: Open, reports: dict[str, Report]) -> None:
    report = reports["corpus"]
    hits = _hits(report)
    page = open_page("corpus")
    for relation in ("addresses", "partially-addresses", "contradicts"):
        page.uncheck(f"[name=relation][value={relation[0]}]")
        assert _shown(page) == sum(v.relation != relation for v in hits)
        page.check(f"[name=relation][value={relation[0]}]")
    for at, element in enumerate(report.elements):
        page.select_option("[name=element]", str(at))
        assert _shown(page) == sum(v.element == element.id for v in hits)
        assert _shown(page, ".element") == 1
        assert _shown(page, ".matrix tr[data-i]") == len({v.key for v in hits if v.element == element.id})
    page.select_option("[name=element]", "")
    for at, source in enumerate(report.instruments):
        page.select_option("[name=instrument]", str(at))
        assert _shown(page) == sum(v.instrument == source.id for v in hits)
        assert _shown(page, ".provision") == sum(p.instrument == source.id for p in report.provisions)
        assert _shown(page, ".findings li") == sum(f.finding.document == source.id for f in report.findings)
    page.click("button[type=reset]")
    _wait(page, "document.querySelector('[data-part=state]').textContent === ''")
    assert _shown(page) == len(hits)


def test_search_wants_every_word(open_page: Open, reports: dict[str, Report]) -> None:
    page = open_page("corpus")
    page.fill("[name=words]", "JIHAD  activities")
    assert page.locator("[data-part=state]").inner_text() == "Filtered: 6 of 36 verdicts, 1 of 28 provisions, 0 of 18 findings."
    page.fill("[name=words]", "no such words")
    assert _shown(page) == _shown(page, ".provision") == _shown(page, ".findings li") == _shown(page, ".commitment") == 0


def test_keys_do_all_of_it(open_page: Open) -> None:
    page = open_page("corpus")
    page.wait_for_load_state("load")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
    page.keyboard.press("Enter")
    _wait(page, "document.activeElement.id === 'content'")
    page.wait_for_timeout(500)  # the browser may go to the address once more and take the focus along
    page.keyboard.press("/")
    _wait(page, "document.activeElement.name === 'words'")
    page.keyboard.type("nop", delay=20)  # letters are words here, not keys
    _wait(page, "document.querySelector('[name=words]').value === 'nop'")
    page.keyboard.press("Escape")
    assert page.input_value("[name=words]") == ""
    page.keyboard.press("Tab")  # to the first box
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # takes "partially addresses" out
    assert 0 < _shown(page) < 36
    page.keyboard.press("n")
    first = _focused(page)
    assert first == "iea-2020-09.8:1:contradicts"
    page.keyboard.press("n")
    second = _focused(page)
    assert second not in (first, "BODY")
    page.keyboard.press("p")
    assert _focused(page) == first
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    assert _focused(page) in ("2.message", "1")
    page.keyboard.press("m")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "group"
    page.keyboard.press("?")
    assert page.locator(".keys").is_visible()
    page.uncheck("[name=keys]")
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
