"""``compliance report --reviews`` and ``compliance review --from``: what people decided comes back, says so everywhere, and goes stale with the words."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from compliance.checks.identity import fingerprint
from compliance.disk import load_text
from compliance.pipeline import make_report
from compliance.report.to_xlsx import to_xlsx
from tests.checks.project import CONFIG, SOUND, judge, make, seen
from tests.checks.project import run as in_project
from tests.report.workbooks import DAY, filled, opened, places, row_of

HIT, STALE = ("iea-2020-09/10", "3.threaten"), ("iea-2020-09/9", "3.fundraise")
ENTRIES = {HIT: ("addresses", "Amina", "all are meant", DAY), STALE: ("does-not-address", "Bo", "ransom is none", DAY)}
BEFORE = "ransom"


def run(*arguments: str, cwd: Path, cache: bool = False) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COMPLIANCE_NO_CACHE": "" if cache else "1", "COMPLIANCE_CACHE": str(cwd / "cache"), "COMPLIANCE_DEBUG": ""}
    if cache:
        del environment["COMPLIANCE_NO_CACHE"]
    return subprocess.run([sys.executable, "-m", "compliance", *arguments], capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False, env=environment)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A decree, a workbook in which two pairs are decided, and the decree with the words of one of them changed."""
    place = tmp_path_factory.mktemp("reviewed")
    decree = load_text("iea-2020-09").content
    assert decree.count(BEFORE) == 1
    (place / "iea-2020-09.txt").write_text(decree, "utf-8")
    (place / "changed").mkdir()
    (place / "changed" / "iea-2020-09.txt").write_text(decree.replace(BEFORE, "money"), "utf-8")
    (place / "decided.xlsx").write_bytes(filled(to_xlsx(make_report(None, [str(place / "iea-2020-09.txt")])), ENTRIES))
    return place


def test_the_workbook_that_was_written_comes_back(folder: Path) -> None:
    done = run("report", "-i", "iea-2020-09.txt", "--reviews", "decided.xlsx", "-f", "json", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    data = json.loads(done.stdout)
    decided = {(v["provision"], v["element"]): v for v in data["verdicts"] if v["row"] == "review"}
    assert {pair: v["relation"] for pair, v in decided.items()} == {("10", "3.threaten"): "addresses", ("9", "3.fundraise"): "does-not-address"}
    assert decided["10", "3.threaten"]["rationale"] == "decided by Amina on 2026-01-05: all are meant"
    assert [(r["provision"], r["element"], r["engine"], r["stale"]) for r in data["reviews"]] == [
        ("9", "3.fundraise", ["partially-addresses"], ""), ("10", "3.threaten", ["partially-addresses"], ""),
    ]  # fmt: skip


def words_of(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", text)).replace("\\", "").split())


FORMATS: dict[str, Callable[[str], str]] = {"text": words_of, "markdown": words_of, "html": words_of, "json": words_of, "oscal-mapping": words_of}


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_says_who_decided_and_what_is_stale(format: str, folder: Path) -> None:
    done = run("report", "-i", "changed/iea-2020-09.txt", "--reviews", "decided.xlsx", "-f", format, cwd=folder)
    assert done.returncode == 0
    said = FORMATS[format](done.stdout)
    for words in ("Amina", "2026-01-05", "all are meant", "Bo", "ransom is none", "for money"):
        assert words in said, words
    assert re.search("stale", said, re.IGNORECASE)
    without = words_of(run("report", "-i", "changed/iea-2020-09.txt", "-f", format, cwd=folder).stdout)
    assert "Amina" not in without


def test_the_word_file_says_so_too(folder: Path) -> None:
    assert run("report", "-i", "changed/iea-2020-09.txt", "--reviews", "decided.xlsx", "-f", "docx", "-o", "report.docx", cwd=folder).returncode == 0
    with zipfile.ZipFile(folder / "report.docx") as archive:
        said = words_of(archive.read("word/document.xml").decode("utf-8"))
    for words in ("decided by Amina on 2026-01-05: all are meant", "the tool had said “partially addresses”", "ransom is none; STALE, it holds no longer:"):
        assert words in said, words


def test_what_is_stale_decides_nothing(folder: Path) -> None:
    changed = json.loads(run("report", "-i", "changed/iea-2020-09.txt", "--reviews", "decided.xlsx", "-f", "json", cwd=folder).stdout)
    plain = json.loads(run("report", "-i", "changed/iea-2020-09.txt", "-f", "json", cwd=folder).stdout)
    assert [v for v in changed["verdicts"] if (v["provision"], v["element"]) != ("10", "3.threaten")] == [v for v in plain["verdicts"] if (v["provision"], v["element"]) != ("10", "3.threaten")]
    assert [r["stale"] != "" for r in changed["reviews"]] == [False, True]


def test_the_workbook_says_what_is_stale_and_the_tables_of_verdicts_say_it_beside(folder: Path) -> None:
    assert run("report", "-i", "changed/iea-2020-09.txt", "--reviews", "decided.xlsx", "-f", "xlsx", "-o", "next.xlsx", cwd=folder).returncode == 0
    sheet = opened((folder / "next.xlsx").read_bytes())["Review"]
    at = places(sheet)
    assert sheet.cell(row_of(sheet, *STALE), at["remark"]).value.startswith("STALE, decide anew: Bo decided")
    assert sheet.cell(row_of(sheet, *HIT), at["relation"]).value == "addresses"
    done = run("report", "-i", "changed/iea-2020-09.txt", "--reviews", "decided.xlsx", "-f", "csv", cwd=folder)
    assert done.stderr.startswith("stale review: iea-2020-09/9 3.fundraise: STALE: “does not address”, decided by Bo")
    # Fed back, the stale row is empty and the other one holds.
    again = run("report", "-i", "changed/iea-2020-09.txt", "--reviews", "next.xlsx", "-f", "json", cwd=folder)
    assert [r["reviewer"] for r in json.loads(again.stdout)["reviews"]] == ["Amina"]


def test_an_earlier_run_does_not_answer_for_other_reviews(folder: Path) -> None:
    command = ("report", "-i", "iea-2020-09.txt", "--reviews", "own.xlsx", "-f", "json")
    (folder / "own.xlsx").write_bytes((folder / "decided.xlsx").read_bytes())
    first, second = run(*command, cwd=folder, cache=True), run(*command, cwd=folder, cache=True)
    assert first.stdout == second.stdout
    assert any((folder / "cache").rglob("*"))
    book = to_xlsx(make_report(None, [str(folder / "iea-2020-09.txt")]))
    (folder / "own.xlsx").write_bytes(filled(book, {HIT: ("contradicts", "Carl", "no", DAY)}))
    third = run(*command, cwd=folder, cache=True)
    assert [(r["reviewer"], r["relation"]) for r in json.loads(third.stdout)["reviews"]] == [("Carl", "contradicts")]


def test_tables_of_a_workbook_decide_the_same(folder: Path) -> None:
    done = run("review", "--from", "decided.xlsx", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    (folder / "reviews.toml").write_text(done.stdout, "utf-8")
    by = [run("report", "-i", "iea-2020-09.txt", "--reviews", name, "-f", "json", cwd=folder).stdout for name in ("reviews.toml", "decided.xlsx")]
    assert by[0] == by[1]
    assert '"Amina"' in by[0]


@pytest.mark.parametrize("arguments", [(), ("iea-2020-09/10",), ("--from", "decided.xlsx", "10"), ("--from", "decided.xlsx", "--today", "2026-01-01")])
def test_a_review_is_about_a_pair_or_comes_from_a_workbook(arguments: tuple[str, ...], folder: Path) -> None:
    done = run("review", *arguments, cwd=folder)
    assert done.returncode == 2
    assert done.stderr.startswith("usage-review")


def test_mistakes_of_the_file_and_of_the_inputs_are_told_together(folder: Path) -> None:
    data = filled((folder / "decided.xlsx").read_bytes(), {HIT: ("agrees", "Amina", None, DAY)})
    (folder / "wrong.xlsx").write_bytes(data)
    done = run("report", "-i", "iea-2020-9.txt", "--reviews", "wrong.xlsx", cwd=folder)
    row = row_of(opened(data)["Review"], *HIT)
    assert done.returncode == 2
    assert done.stdout == ""
    assert [line.split(" ", 2)[:2] for line in done.stderr.splitlines() if not line.startswith(" ")] == [
        ["iea-2020-9.txt:", "input-missing"], [f"wrong.xlsx:{row}:9:", "review-cell"], [f"wrong.xlsx:{row}:7:", "review-cell"],
    ]  # fmt: skip


def test_a_workbook_about_another_pack_is_refused_at_its_cells(folder: Path) -> None:
    done = run("report", "-r", "nda", "-i", "iea-2020-09.txt", "--reviews", "decided.xlsx", cwd=folder)
    sheet = opened((folder / "decided.xlsx").read_bytes())["Review"]
    rows = sorted(row_of(sheet, *pair) for pair in ENTRIES)
    assert done.returncode == 2
    assert [line.split(" ")[:2] for line in done.stderr.splitlines() if not line.startswith(" ")] == [[f"decided.xlsx:{row}:2:", "config-name"] for row in rows]


@pytest.mark.parametrize(("name", "code"), [("none.xlsx", "input-missing"), ("empty.xlsx", "workbook-form"), ("page.ods", "workbook-form"), ("empty.toml", "input-empty"), ("other.toml", "config-key")])
def test_a_file_that_holds_no_reviews_is_refused(name: str, code: str, folder: Path) -> None:
    for path, text in {"empty.xlsx": "", "page.ods": "x", "empty.toml": "", "other.toml": "x = 1\n"}.items():
        (folder / path).write_text(text, "utf-8")
    done = run("report", "-i", "iea-2020-09.txt", "--reviews", name, cwd=folder)
    assert done.returncode == 2
    assert f"{name}" in done.stderr.splitlines()[0]
    assert code in done.stderr.splitlines()[0]


def test_a_check_takes_the_workbook_too(tmp_path: Path) -> None:
    loud = SOUND + "3. Anyone may lend books.\n"
    make(tmp_path, loud, CONFIG + 'reviews = "decided.xlsx"\n')
    book = tmp_path / "book.xlsx"
    done = in_project(tmp_path, "-a", "charter.txt", "-i", "rules/house.txt", "-r", "pack", "-f", "xlsx", "-o", "book.xlsx", command="report")
    assert done.returncode == 0, done.stderr
    (tmp_path / "decided.xlsx").write_bytes(filled(book.read_bytes(), {("house/3", "1.lend"): ("does-not-address", "Amina", "lending among guests is meant", DAY)}))
    assert seen(judge(tmp_path)) == [("surplus", "rules/house.txt:5:4")]
    (tmp_path / "rules" / "house.txt").write_text(loud.replace("Anyone may", "Everyone may"), "utf-8")
    found = [one for one in judge(tmp_path).findings if one.code == "stale-review"]
    sheet = opened(book.read_bytes())["Review"]
    assert [(one.spot.path, one.spot.line) for one in found] == [("decided.xlsx", row_of(sheet, "house/3", "1.lend"))]
    assert in_project(tmp_path).returncode == 1


def test_the_page_in_files_takes_reviews_too(folder: Path) -> None:
    assert run("report", "-i", "iea-2020-09.txt", "--reviews", "decided.xlsx", "--html-assets", "page", cwd=folder).returncode == 0
    assert "decided by Amina on 2026-01-05" in (folder / "page" / "index.html").read_text("utf-8")


def test_fingerprints_are_those_of_the_words(folder: Path) -> None:
    note = next(n for n in make_report(None, [str(folder / "iea-2020-09.txt")]).provisions if n.label == "10")
    sheet = opened((folder / "decided.xlsx").read_bytes())["Review"]
    seal = sheet.cell(row_of(sheet, *HIT), places(sheet)["fingerprint"]).value
    assert seal.partition("-")[0] == fingerprint(note.text)


def test_of_two_provisions_with_one_number_the_one_that_is_shown_is_decided(tmp_path: Path) -> None:
    make(tmp_path, SOUND + "2. Anyone may lend books.\n")
    book = ("-a", "charter.txt", "-i", "rules/house.txt", "-r", "pack")
    assert in_project(tmp_path, *book, "-f", "xlsx", "-o", "book.xlsx", command="report").returncode == 0
    data = (tmp_path / "book.xlsx").read_bytes()
    sheet = opened(data)["Review"]
    assert sheet.cell(row_of(sheet, "house/2", "1.lend"), places(sheet)["words"]).value == "Anyone may lend books."
    (tmp_path / "book.xlsx").write_bytes(filled(data, {("house/2", "1.lend"): ("does-not-address", "Amina", "among guests", DAY)}))
    done = in_project(tmp_path, *book, "--reviews", "book.xlsx", "-f", "json", command="report")
    assert [one["stale"] for one in json.loads(done.stdout)["reviews"]] == [""]
