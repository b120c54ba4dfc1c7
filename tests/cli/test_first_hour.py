"""What somebody meets who tries the command for the first time: a text named without its option, a file named by its ending, a number
that is divided or stands twice, and a text that begins with markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_commands import run

DECREE = "Order\n\nArticle 1\nNo one may recruit fighters from abroad.\n\nArticle 2\n(1) No one may shelter foreign fighters.\n(2) The Commission shall issue travel permits to foreign fighters.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.txt").write_text(DECREE, "utf-8")
    return tmp_path


@pytest.mark.parametrize("arguments", [["report", "mine.txt"], ["report", "-i", "mine.txt", "other.txt"], ["check", "mine.txt"], ["suggest", "--top", "2", "mine.txt"]])
def test_a_text_without_its_option_is_told_how_it_is_named(arguments: list[str], folder: Path) -> None:
    done = run(*arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"No option stands in front of {arguments[-1]!r}. Each text has its own -i: -i {arguments[-1]!r}" in done.stderr


@pytest.mark.parametrize(("name", "starts"), [("a.html", b"<!doctype html>"), ("a.docx", b"PK"), ("a.XLSX", b"PK"), ("a.json", b"{"), ("a.md", b"# "), ("a.txt", b"Gap report\n="), ("a.log", b"Gap report\n="), ("a", b"Gap report\n=")])
def test_the_ending_of_the_file_says_the_format(name: str, starts: bytes, folder: Path) -> None:
    for more in ([], ["--width", "70"]):  # read at once, and by typer
        done = run("report", "-i", "mine.txt", "-o", name, *more, cwd=folder)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert (folder / name).read_bytes().lower().startswith(starts.lower())


def test_a_format_that_is_said_counts_more_than_the_ending(folder: Path) -> None:
    assert run("report", "-i", "mine.txt", "-f", "text", "-o", "a.html", cwd=folder).returncode == 0
    assert (folder / "a.html").read_text("utf-8").startswith("Gap report\n")


def test_an_ending_of_a_format_that_the_command_has_not_is_no_text(folder: Path) -> None:
    (folder / "new.txt").write_text(DECREE.replace("shelter", "host"), "utf-8")
    assert run("diff", "mine.txt", "new.txt", "-o", "changes.docx", "--author", "A. Reader", cwd=folder).returncode == 0
    assert (folder / "changes.docx").read_bytes().startswith(b"PK")
    done = run("diff", "mine.txt", "new.txt", "-o", "changes.xlsx", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "changes.xlsx: unknown-name this command has no format for the ending '.xlsx'" in done.stderr
    assert not (folder / "changes.xlsx").exists()


@pytest.mark.parametrize("name", ["2", "mine/2"])
def test_a_number_that_is_divided_names_its_parts(name: str, folder: Path) -> None:
    done = run("explain", name, "3.host", "-i", "mine.txt", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{name!r} is divided, and its parts are the provisions" in done.stderr
    assert "name one of 'mine/2(1)', 'mine/2(2)'" in done.stderr


@pytest.mark.parametrize("name", ["1", "mine/1"])
def test_a_number_that_stands_twice_in_one_text_is_explained_with_both(name: str, folder: Path) -> None:
    (folder / "mine.txt").write_text(DECREE + "\nAnnex\n\nArticle 1\nForeign fighters may train their members.\n", "utf-8")
    done = run("explain", name, "3.train", "-i", "mine.txt", cwd=folder)
    assert done.returncode == 0, done.stderr
    flat = " ".join(done.stdout.split())
    assert "mine/1: No one may recruit fighters from abroad. mine/1: Foreign fighters may train their members. 2 provisions of this text have this number" in flat
    assert "does-not-address: " in flat
    assert "contradicts: The provision allows foreigners to “train”, while “prevent training”" in flat


@pytest.mark.parametrize(("content", "title"), [
    ("# Order on guests #\n\n1. No one may recruit.\n", "Order on guests"),
    ("##Order on guests\n\n1. No one may recruit.\n", "Order on guests"),
    ("<meta charset='utf-8' />\n<!-- made by hand -->\n---\n\n## Order on guests\n\n1. No one may recruit.\n", "Order on guests"),
    ("## Rules for C#\n\n1. No one may recruit.\n", "Rules for C#"),
    ("#1 of 1999, an order\n\n1. No one may recruit.\n", "#1 of 1999, an order"),
    ("1. No one may recruit.\n", "1. No one may recruit."),
    ("---\n***\n", "mine"),
])  # fmt: skip
def test_a_title_is_a_line_of_words(content: str, title: str, folder: Path) -> None:
    (folder / "mine.txt").write_text(content, "utf-8")
    done = run("report", "-i", "mine.txt", "--width", "200", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert f"held against: mine - {title}, undated" in done.stdout


def test_an_agreement_that_a_pack_does_not_speak_of_is_said_once(folder: Path) -> None:
    (folder / "ours.txt").write_text("Agreement\n\n1. The parties keep the harbour clean.\n", "utf-8")
    told = " ".join(run("report", "-a", "ours.txt", "-i", "mine.txt", cwd=folder).stdout.split())
    assert told.count("quote-not-found") == 1
    assert "nothing that the pack doha quotes stands in ours; the commitments of this report are those of the pack, and ours was not read for its own" in told


def test_what_all_answers_lack_is_a_sentence(folder: Path) -> None:
    told = " ".join(run("report", "-i", "mine.txt", cwd=folder).stdout.split())
    assert "missing: every provision that answers has this limit: the persons (foreigners) are not shown to be those who pose a threat" in told
    assert "A addresses; P partially addresses; X contradicts" in told


def test_parse_keeps_to_eighty_columns_and_forbids_all_where_no_one_may(folder: Path) -> None:
    long = "2. The Recipient shall not disclose the Confidential Information, without the written consent of the Discloser, except to its employees where they need to know.\n"
    (folder / "mine.txt").write_text(f"Order\n\n1. No one may recruit fighters.\n{long}3. It is forbidden to recruit.\n", "utf-8")
    told = run("parse", "mine.txt", cwd=folder).stdout
    assert max(map(len, told.splitlines())) <= 80
    assert "  > prohibition of all (“No one”) | recruit fighters\n" in told
    assert "  > prohibition, nobody named | recruit\n" in told
    assert "prohibition of The Recipient | disclose" in told


@pytest.mark.parametrize("name", ["report.pdf", "report.DOC", "report.xls", "report.ods"])
def test_an_ending_that_only_other_programs_write_is_no_text(folder: Path, name: str) -> None:
    done = run("report", "-i", "mine.txt", "-o", name, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{name}: unknown-name this command has no format for the ending" in done.stderr
    assert not (folder / name).exists()
