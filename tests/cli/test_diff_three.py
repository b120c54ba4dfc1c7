"""``compliance diff --base``: conflicts first, in every format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from tests.cli.test_diff import refused, run

BASE = "Order\n\n1. Fees are due within thirty days.\n2. Dogs stay outside.\n3. Cats may enter the kitchen.\n4. Guests shall sign the book.\n"
FIRST = BASE.replace("thirty", "sixty").replace("may enter", "may not enter") + "5. Mules stay in the stable.\n"
SECOND = BASE.replace("thirty", "ninety").replace("sign the book", "sign the visitors' book") + "5. Horses are fed at noon.\n"


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    for name, content in (("base", BASE), ("first", FIRST), ("second", SECOND)):
        (tmp_path / f"{name}.txt").write_text(content, "utf-8")
    return tmp_path


def three(folder: Path, *options: str) -> str:
    done = run("--base", "base.txt", "first.txt", "second.txt", *options, cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_conflicts_come_first(drafts: Path) -> None:
    said = three(drafts)
    order = ["Changed in both drafts, differently", "Changed in the first draft only", "Changed in the second draft only", "Added"]
    assert [said.index(title) for title in order] == sorted(said.index(title) for title in order)
    conflict = said[said.index(order[0]) : said.index(order[1])]
    assert "[-thirty-] {+sixty+}" in conflict
    assert "[-thirty-] {+ninety+}" in conflict
    assert "{+not+}" in said[said.index(order[1]) : said.index(order[2])]
    assert "visitors" in said[said.index(order[2]) : said.index(order[3])]
    assert "Mules" in said[said.index(order[3]) :]
    assert "Horses" in said[said.index(order[3]) :]
    assert "Dogs" not in said
    assert "1 clause of the base changed in both drafts, differently, 1 in the first only" in " ".join(said.split())
    assert max(map(len, said.splitlines())) <= 80
    assert "\x1b" not in said
    assert "\x1b[" in three(drafts, "--color", "always")


def test_the_same_in_markdown(drafts: Path) -> None:
    said = three(drafts, "-f", "markdown")
    assert [line for line in said.splitlines() if line.startswith("## ")] == [
        "## Changed in both drafts, differently", "## Changed in the first draft only", "## Changed in the second draft only", "## Added",
    ]  # fmt: skip
    assert "~~thirty~~ **sixty**" in said
    assert "~~thirty~~ **ninety**" in said


def test_the_same_as_a_page(drafts: Path) -> None:
    (drafts / "second.txt").write_text(SECOND.replace("Horses", "<b>Horses</b>"), "utf-8")
    page = etree.HTML(three(drafts, "-f", "html"))
    assert page.xpath("//h2/text()") == ["Changed in both drafts, differently", "Changed in the first draft only", "Changed in the second draft only", "Added"]
    assert [words.strip() for words in page.xpath("//ins/text()")][:2] == ["sixty", "ninety"]
    assert page.xpath("//b") == []
    assert any("<b>Horses</b>" in words for words in page.xpath("//ins/text()"))
    assert page.xpath("//script | //link | //img") == []


def test_numbers_are_those_of_each_draft(tmp_path: Path) -> None:
    """What both drafts changed or added alike may bear another number in each, as one of them has a clause more before it."""
    base = "1. Alpha shall pay the fee.\n2. Beta shall keep the goods in a dry place.\n"
    new, roof = "Gamma may inspect the stores at any time of the day.", "Delta shall mend the roof before winter comes."
    cold = base.replace("dry", "cold")
    (tmp_path / "base.txt").write_text(base, "utf-8")
    (tmp_path / "first.txt").write_text(cold.replace("2. ", f"2. {new}\n3. ") + f"4. {roof}\n", "utf-8")
    (tmp_path / "second.txt").write_text(cold + f"3. {roof}\n", "utf-8")
    said = three(tmp_path)
    assert "both drafts, now 3 in the first and 2 in the second:" in said
    assert "4 (3 in the second) added in both" in said
    assert "2 added in the first" in said
    (tmp_path / "second.txt").write_text(cold.replace("2. ", f"2. {new}\n3. ") + f"4. {roof}\n", "utf-8")
    said = three(tmp_path)
    assert "both drafts, now 3:" in said
    assert "4 added in both" in said
    (tmp_path / "first.txt").write_text(cold, "utf-8")
    (tmp_path / "second.txt").write_text(cold, "utf-8")
    assert "both drafts:" in three(tmp_path)


def test_the_data_hold_every_clause_of_the_base(drafts: Path) -> None:
    data = json.loads(three(drafts, "-f", "json"))
    assert data["format"] == "compliance-diff-three/1"
    assert "".join(BASE[slice(*clause["span"])] for clause in data["clauses"]) == BASE
    assert {clause["label"]: clause["changed_by"] for clause in data["clauses"] if clause["label"]} == {"1": "conflict", "2": "neither", "3": "old", "4": "new"}
    for side in ("old", "new"):
        assert data[side]["format"] == "compliance-diff/1"
        assert data[side]["old"]["id"] == "base"
        for clause in data["clauses"]:
            assert clause["span"] in data[side]["changes"][clause[f"{side}_change"]]["old_spans"]
    assert [(one["old_change"] is None, one["new_change"] is None) for one in data["added"]] == [(False, True), (True, False)]


def test_both_alike_is_told_once(drafts: Path) -> None:
    (drafts / "second.txt").write_text(FIRST, "utf-8")
    said = three(drafts)
    assert "Changed in both drafts alike" in said
    assert said.count("{+sixty+}") == 1
    assert "5 added in both" in said


def test_what_moved_and_what_went(drafts: Path) -> None:
    (drafts / "first.txt").write_text("Order\n\n1. Dogs stay outside.\n2. Cats may enter the kitchen.\n3. Guests shall sign the book.\n4. Fees are due within thirty days.\n", "utf-8")
    (drafts / "second.txt").write_text(BASE.replace("2. Dogs stay outside.\n3. Cats", "2. Cats").replace("4. Guests", "3. Guests"), "utf-8")
    said = three(drafts)
    assert "moved" in said
    assert "first draft, now 4" in said
    assert "2 removed in the second" in said


def test_exit_code(drafts: Path) -> None:
    assert run("--base", "base.txt", "first.txt", "second.txt", "--exit-code", cwd=drafts).returncode == 1
    assert run("--base", "base.txt", "base.txt", "base.txt", "--exit-code", cwd=drafts).returncode == 0


def test_every_text_that_cannot_be_read_is_named(drafts: Path) -> None:
    (drafts / "first.txt").write_bytes(b"")
    done = run("--base", "nowhere.txt", "first.txt", "second.txt", cwd=drafts)
    refused(done, "input-missing")
    assert "first.txt: input-empty" in done.stderr


def test_inline_is_for_two_texts(drafts: Path) -> None:
    refused(run("--base", "base.txt", "first.txt", "second.txt", "-f", "html", "--inline", cwd=drafts), "usage-diff")
