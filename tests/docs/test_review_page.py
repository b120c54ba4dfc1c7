"""The page on reviewing verdicts in Excel: its commands run in order, with the workbook filled in between, and print what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from compliance.checks.review_sheet import ENTRIES
from compliance.model.mapping import RELATIONS
from tests.projects import run
from tests.report.workbooks import DAY, filled

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "how-to" / "review-verdicts.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PAIR = ("iea-2020-09/10", "3.threaten")


def test_the_page_holds(tmp_path: Path) -> None:
    printed: list[str] = []
    commands = 0
    for kind, about, body in BLOCK.findall(PAGE):
        if kind == "output" and about == "wrong":
            (tmp_path / "wrong.xlsx").write_bytes(filled((tmp_path / "report.xlsx").read_bytes(), {PAIR: ("addresses", "Amina", None, DAY)}))
            done = run(tmp_path, "report", "--reviews", "wrong.xlsx")
            assert (done.returncode, done.stderr) == (2, body)
        elif kind == "output":
            assert any(body.strip("\n") in out for out in printed)
        else:
            for line in body.strip().splitlines():
                words, _, target = line.partition(" > ")
                command, *arguments = shlex.split(words)
                assert command == "compliance"
                done = run(tmp_path, *arguments)
                assert (done.returncode, done.stderr) == (0, ""), line
                if target:
                    (tmp_path / target).write_text(done.stdout, "utf-8")
                printed.append(done.stdout)
                commands += 1
                if commands == 1:
                    book = tmp_path / "report.xlsx"
                    book.write_bytes(filled(book.read_bytes(), {PAIR: ("addresses", "Amina", "citizens are those of any country", DAY)}))
    assert commands == 6
    assert '"Amina"' in (tmp_path / "decided.json").read_text("utf-8")


def test_the_page_names_the_columns_and_the_relations() -> None:
    assert [name.lower() for name in re.findall(r"^\| (\w+) \|", PAGE.partition("| --- |")[2], re.MULTILINE)] == list(ENTRIES)
    assert all(f"`{relation}`" in PAGE for relation in RELATIONS)
