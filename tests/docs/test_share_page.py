"""The page on sharing the report: its addresses lead somewhere, its keys are those of the page, its pictures are small."""

from __future__ import annotations

import re
from pathlib import Path

from compliance.pipeline import make_report
from compliance.report.page_assets import asset
from compliance.report.page_top import _KEYS
from compliance.report.to_docx import to_docx
from compliance.report.to_html import SCRIPT, to_html
from tests.report.record_text import headings

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "how-to" / "share-the-report.md").read_text("utf-8")


def test_every_address_leads_somewhere() -> None:
    addresses = re.findall(r"`(?:report\.html)?#([^`]+)`", PAGE)
    assert len(addresses) == 7
    ids = set(re.findall(r' id="([^"]+)"', to_html(make_report())))
    assert set(addresses) <= ids


def test_every_key_is_told_and_works() -> None:
    keys = [key for key, _ in _KEYS]
    assert [key for row in re.findall(r"^\| (`.*?) \|", PAGE.split("| key |")[1].split("\n\n")[0], re.MULTILINE) for key in re.findall(r"`([^`]+)`", row)] == keys
    script = asset(SCRIPT)
    for key in keys:
        assert re.search(rf'^    "?{re.escape(key)}"?: \(?\w*', script, re.MULTILINE) or (key == "Esc" and '"Escape"' in script), key


def test_what_the_word_file_is_said_to_hold_is_in_it() -> None:
    data = to_docx(make_report())
    named = {words for level, words in headings(data) if level == 1}
    assert {"The answer", "How each element stands", "Gaps", "Table of concordance", "Surplus", "Findings", "Method"} <= named
    parts = PAGE.split("## Send it to a lawyer")[1].split("\n## ")[0]
    assert [part[:2] for part in parts.split("\n") if part[:1].isdigit()] == ["1.", "2.", "3.", "4.", "5."]
    assert parts.index("all gaps") < parts.index("The table of concordance") < parts.index("Surplus, findings")
    told = [words for level, words in headings(data) if level == 1]
    assert told.index("Gaps") < told.index("Table of concordance") < told.index("Surplus") < told.index("Findings")


def test_pictures_are_shown_and_small() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").glob("report-*.png"))
    assert len(pictures) == 7
    for picture in pictures:
        assert picture.name in PAGE
        assert picture.stat().st_size < 200_000
