"""A real browser for the tests of the page: Debian's chromium without a window, driven by Playwright. Where either is missing, they are skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from compliance.disk import load_pack_folder, load_text
from compliance.model.report import Report
from compliance.model.text import Provenance, Text
from compliance.pipeline import judge, make_report
from compliance.report.to_html import html_files, to_html
from tests.browser.made_up import made_up

DECREE = """<script>document.title = "taken"</script> | Order

1. No one may shelter foreign fighters <img src=x onerror="document.title='taken'">.
2. Foreign fighters may \u202enot\u202c raise money & "keep" it.
3. هیچ کس نمی\u200cتواند جنگجویان خارجی را پناه دهد؛ (No one may shelter foreign fighters).
4. No one may recruit foreign fighters.
5. =cmd() \x07 shall be kept.
"""
CONTRACT = """Mutual Non-Disclosure Agreement

1. Definition. "Confidential Information" means any information disclosed by one party to the other, whether in writing, orally or by inspection.

2. Duties. The Receiving Party shall:

(a) use the Confidential Information solely for the purpose of evaluating a business relationship;
(b) not disclose the Confidential Information to any third party except to its employees and advisers who need to know it.

3. Return. Upon request, the Receiving Party shall promptly return or destroy all Confidential Information, except that it may retain one copy for its records.

4. No licence. Nothing in this Agreement grants the Receiving Party any right or licence in the Confidential Information.

5. Term. The obligations of confidentiality shall survive the termination of this Agreement for a period of five years.
"""


def _text(id_: str, content: str, language: str = "en") -> Text:
    return Text(id_, content, Provenance(f"<b>{id_}</b>", "", "2024-05", "month", language, False, "https://example.org/a?b=1&c=<d>", ""), "0" * 64, f"{id_}.txt")


REPORTS: dict[str, Callable[[], Report]] = {
    "corpus": make_report,
    "contract": lambda: judge(load_pack_folder("nda"), None, [_text("our-nda", CONTRACT)]),
    "hostile": lambda: judge(load_pack_folder("doha"), load_text("doha-part-ii"), [_text("order", DECREE, "prs")]),
    "large": lambda: made_up(verdicts=430, findings=50),
}


@pytest.fixture(scope="session")
def reports() -> dict[str, Report]:
    return {name: make() for name, make in REPORTS.items()}


@pytest.fixture(scope="session")
def pages(reports: dict[str, Report], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The addresses of the pages by name; ``files`` is the corpus with style and script beside it."""
    folder = tmp_path_factory.mktemp("pages")
    out = {}
    for name, report in reports.items():
        path = folder / f"{name}.html"
        path.write_text(to_html(report), "utf-8")
        out[name] = path.as_uri()
    for name, text in html_files(reports["corpus"]).items():
        (folder / name).write_text(text, "utf-8")
    return {**out, "files": (folder / "index.html").as_uri()}


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is missing: pip install -e '.[browser]'")
    found = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no chromium is installed (Debian: apt-get install chromium)")
    with api.sync_playwright() as playwright:
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"] if root else [])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Any, pages: dict[str, str]) -> Iterator[Callable[..., Any]]:
    """Opens a page by name, in a context of its own; afterwards nothing may have been asked of the network or said on the console."""
    contexts = []
    asked: list[str] = []
    said: list[str] = []

    def opened(name: str, anchor: str = "", width: int = 1280, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(pages[name] + anchor)
        return page

    yield opened
    for context in contexts:
        context.close()
    folder = Path(next(iter(pages.values()))).parent.name
    assert [url for url in asked if not url.startswith("file://") or Path(url.partition("#")[0]).parent.name != folder] == []
    assert said == []
