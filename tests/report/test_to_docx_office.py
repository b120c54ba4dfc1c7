"""LibreOffice opens the reports as Word files and sets them on sheets: every word is on paper, and nothing runs, loads or breaks.

One LibreOffice sets all files of the module, with a profile of its own, so that it disturbs no other.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from compliance.model.report import Report
from compliance.pipeline import make_report
from compliance.report.to_docx import to_docx
from compliance.report.wording import summary
from tests.browser.made_up import made_up
from tests.report.test_changes_docx_office import OFFICE, SECONDS, ended, started
from tests.report.test_to_docx import HOSTILE, PASHTO, held
from tests.report.test_wording import AGAINST, FULL, OPEN
from tests.report.test_wording import held as contract

TEXT, INFO = shutil.which("pdftotext"), shutil.which("pdfinfo")
pytestmark = [
    pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed (Debian: libreoffice-writer-nogui)"),
    pytest.mark.skipif(not (TEXT and INFO), reason="pdftotext and pdfinfo are not installed (Debian: poppler-utils)"),
]
NAMES = ("corpus", "contract", "hostile", "pashto", "large")


@pytest.fixture(scope="module")
def made() -> dict[str, Report]:
    return {
        "corpus": make_report(),
        "contract": contract(FULL, AGAINST, OPEN),
        "hostile": held(HOSTILE, title="<b>title</b>\x0c {HYPERLINK}"),
        "pashto": held(PASHTO, "ps", "د اسلامي امارت فرمان"),
        "large": made_up(300, 100),
    }


@pytest.fixture(scope="module")
def sheets(made: dict[str, Report], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sheets, NAME.pdf."""
    folder = tmp_path_factory.mktemp("sheets")
    for name, report in made.items():
        (folder / f"{name}.docx").write_bytes(to_docx(report))
    files = [str(folder / f"{name}.docx") for name in made]
    ended(started(folder / "profile", "--convert-to", "pdf", "--outdir", str(folder), *files), SECONDS)
    assert {path.stem for path in folder.glob("*.pdf")} == set(made)
    return folder


def words(folder: Path, name: str) -> str:
    """All words of all sheets, white space folded."""
    shown = subprocess.run([TEXT or "", "-enc", "UTF-8", str(folder / f"{name}.pdf"), "-"], check=True, capture_output=True).stdout.decode()
    return " ".join(shown.split())


def bare(text: str) -> str:
    """A text without what may change where a line is broken: white space and hyphens."""
    return re.sub(r"[\s-]", "", text)


def count(folder: Path, name: str) -> int:
    shown = subprocess.run([INFO or "", str(folder / f"{name}.pdf")], check=True, capture_output=True, text=True).stdout
    return int(re.search(r"^Pages:\s+(\d+)$", shown, re.MULTILINE)[1])  # type: ignore[index]


@pytest.mark.parametrize("name", NAMES)
def test_every_sheet_is_counted_and_the_answer_is_on_paper(sheets: Path, made: dict[str, Report], name: str) -> None:
    said, pages = words(sheets, name), count(sheets, name)
    assert re.findall(r"Page (\d+) of (\d+)", said) == [(str(page), str(pages)) for page in range(1, pages + 1)]
    for sentence in summary(made[name]):
        assert bare(sentence) in bare(said)
    assert said.count("Table of concordance") == 2  # in the contents, and where it stands
    assert "Error:" not in said  # what LibreOffice shows for a link or a field that leads nowhere


def test_the_report_of_the_corpus_is_on_paper(sheets: Path, made: dict[str, Report]) -> None:
    assert 20 <= count(sheets, "corpus") <= 45
    said = bare(words(sheets, "corpus"))
    heads = said.count("commitment,elementprovisionrelationremark")
    assert heads >= 4  # the head of the table is repeated on each of its sheets
    for verdict in made["corpus"].verdicts:
        if verdict.relation != "does-not-address":
            assert bare(verdict.rationale) in said, verdict.key


def test_a_hostile_text_is_words_on_paper(sheets: Path) -> None:
    said = words(sheets, "hostile")
    for shown in ("<w:p/>", "⟨U+000C⟩", "⟨U+0085⟩", "⟨U+202E⟩not⟨U+202C⟩", "{TOC \\o}", '=cmd() & "quotes"', "<b>title</b>", "{HYPERLINK}"):
        assert bare(shown) in bare(said), shown


def test_words_from_right_to_left_are_on_paper(sheets: Path) -> None:
    said = words(sheets, "pashto")
    assert "مهاجرین" in said
    assert "United States" in said
