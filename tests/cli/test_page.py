"""``compliance report --html-assets``: three files in a folder, and a clear word where something else is asked for too."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from compliance.cli.main import app
from compliance.errors import UsageError
from compliance.pipeline import make_report
from compliance.report.to_html import html_files, to_html


def test_the_page_and_its_files_are_written(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["report", "--html-assets", str(tmp_path / "page")])
    assert (done.exit_code, done.output) == (0, "")
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "page").iterdir()}
    assert written == html_files(make_report())


def test_the_page_in_one_file(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["report", "-f", "html", "-o", str(tmp_path / "r.html")]).exit_code == 0
    assert (tmp_path / "r.html").read_text("utf-8") == to_html(make_report())


@pytest.mark.parametrize(("more", "word"), [(["-f", "json"], "json"), (["-o", "x.html"], "x.html")])
def test_neither_another_format_nor_another_place_goes_with_it(more: list[str], word: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["report", "--html-assets", str(tmp_path / "page"), *more])
    assert isinstance(done.exception, UsageError)
    assert done.exception.problems[0].code == "usage-html-assets"
    assert word in done.exception.problems[0].message
    assert not (tmp_path / "page").exists()
