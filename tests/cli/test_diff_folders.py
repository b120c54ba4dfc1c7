"""``compliance diff`` of two folders: what is paired, what is new, and what cannot be read."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from lxml import etree

from tests.cli.test_diff import NEW, OLD, refused, run

STAY = "House rules\n\n1. Dogs stay outside.\n2. Cats may enter the kitchen, and they shall leave it before supper.\n"
GONE = "Notice\n\n1. Horses are fed at noon.\n"


@pytest.fixture
def both(tmp_path: Path) -> Path:
    """Two folders: one text changed, one renamed (and changed a little), one the same, one removed, one added."""
    for side, texts in (
        ("a", {"rules.txt": OLD, "house/stay.md": STAY, "deep/er/same/text.txt": GONE + "2. Mules too.\n", "gone.txt": GONE, ".hidden.txt": "x\n", "notes.pdf": "no text\n"}),
        ("b", {"rules.txt": NEW, "house/pets.md": STAY.replace("supper", "dinner"), "deep/er/same/text.txt": GONE + "2. Mules too.\n", "new.txt": "Fees\n\n1. Fees fall due.\n"}),
    ):
        for name, content in texts.items():
            path = tmp_path / side / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
    return tmp_path


def test_texts_are_paired_by_name_then_by_words(both: Path) -> None:
    data = json.loads(run("a", "b", "-f", "json", cwd=both).stdout)
    assert data["format"] == "compliance-diff-set/1"
    assert [(pair["old_name"], pair["new_name"]) for pair in data["pairs"]] == [("deep/er/same", "deep/er/same"), ("house/stay.md", "house/pets.md"), ("rules.txt", "rules.txt")]
    assert [pair["format"] for pair in data["pairs"]] == ["compliance-diff/1"] * 3
    assert [pair["likeness"] for pair in data["pairs"]][::2] == [1.0, 1.0]
    assert 0.6 <= data["pairs"][1]["likeness"] < 1
    assert (data["added"], data["removed"]) == (["new.txt"], ["gone.txt"])
    assert {change["kind"] for change in data["pairs"][0]["changes"]} == {"unchanged"}


def test_a_table_first_then_a_section_for_each_that_changed(both: Path) -> None:
    said = run("a", "b", cwd=both).stdout
    assert said.startswith("3 texts in both folders, 2 of them changed, 1 renamed; 1 added, 1 removed.\n")
    table, _, rest = said.partition("\n\n")[2].partition("\n\n")
    assert [line.split(":")[0].strip() for line in table.splitlines() if line.startswith("  ") and not line.startswith("      ")] == [
        "deep/er/same", "house/stay.md -> house/pets.md (renamed, 95% of the words alike)", "rules.txt", "new.txt", "gone.txt",
    ]  # fmt: skip
    assert "deep/er/same" not in rest
    assert "[-No one-] {+Everyone+}" in rest
    assert "[-supper-] {+dinner+}" in rest
    assert max(map(len, said.splitlines())) <= 80
    assert "deep/er/same\n====" in run("a", "b", "--all", cwd=both).stdout


def test_markdown_has_one_first_heading(both: Path) -> None:
    said = run("a", "b", "-f", "markdown", cwd=both).stdout
    assert re.findall(r"^# .*$", said, re.MULTILINE) == ["# Changes of wording in a folder"]
    assert [line.replace("\\", "") for line in re.findall(r"^## (.*)$", said, re.MULTILINE) if "rules" in line] == ["rules.txt"]
    assert "| gone" in said.replace("\\", "")


@pytest.mark.parametrize("view", [[], ["--inline"]])
def test_every_link_of_the_page_leads_to_one_place(view: list[str], both: Path) -> None:
    page = etree.HTML(run("a", "b", "-f", "html", *view, cwd=both).stdout)
    ids = page.xpath("//@id")
    links = [link[1:] for link in page.xpath("//a/@href")]
    assert len(ids) == len(set(ids))
    assert links
    assert set(links) <= set(ids)
    assert len(page.xpath("//section")) == 2
    assert len(page.xpath("//main")) == 1


def test_verdicts_flip_text_by_text(both: Path) -> None:
    pairs = json.loads(run("a", "b", "-r", "doha", "-f", "json", cwd=both).stdout)["pairs"]
    flipped = {pair["new_name"]: [verdict["element"] for verdict in pair["verdicts"] if verdict["kind"] != "held"] for pair in pairs}
    assert flipped["rules.txt"] == ["3.recruit"]
    assert flipped["deep/er/same"] == flipped["house/pets.md"] == []


def test_exit_code(both: Path) -> None:
    assert run("a", "b", cwd=both).returncode == 0
    assert run("a", "b", "--exit-code", cwd=both).returncode == 1
    assert run("a", "a", "--exit-code", cwd=both).returncode == 0
    (both / "c").mkdir()
    (both / "c" / "other.txt").write_text(OLD, "utf-8")
    (both / "d").mkdir()
    (both / "d" / "another.txt").write_text(OLD, "utf-8")
    assert run("c", "d", "--exit-code", cwd=both).returncode == 1  # it goes by another name


def test_every_text_that_cannot_be_read_is_named(both: Path) -> None:
    (both / "a" / "bad.txt").write_bytes(b"Ordre\n\n1. h\xe9berger\n")
    (both / "b" / "empty.md").write_bytes(b"")
    (both / "b" / "house" / "bad.xml").write_text("<akomaNtoso><p>", "utf-8")
    (both / "a" / "house" / "bad.xml").write_text("<akomaNtoso/>", "utf-8")
    done = run("a", "b", "-o", "out", cwd=both)
    refused(done, "input-encoding")
    assert "a/bad.txt:3" in done.stderr
    assert "b/empty.md: input-empty" in done.stderr
    assert not (both / "out").exists()


def test_broken_xml_is_named(both: Path) -> None:
    for side, name in (("a", "bad.xml"), ("b", "bad.xml"), ("b", "alone.xml")):
        (both / side / name).write_text("<akomaNtoso><p>", "utf-8")
    done = run("a", "b", cwd=both)
    refused(done, "akn-not-xml")
    assert "a/bad.xml" in done.stderr
    assert "b/bad.xml" in done.stderr
    assert "b/alone.xml" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["a", "b", "-f", "docx", "-o", "x"], "usage-diff"),
        (["a", "b", "-f", "akn"], "usage-diff"),
        (["a", "b/rules.txt"], "input-folder"),
        (["iea-2020-09", "b"], "input-folder"),
        (["a", "empty"], "nothing-to-compare"),
        (["a", "b", "-r", "nope"], "pack-missing"),
        (["--base", "a", "a", "b"], "input-folder"),
        (["--rev", "HEAD", "a"], "git-no-repository"),
    ],
)
def test_what_is_no_pair_of_folders(arguments: list[str], code: str, both: Path) -> None:
    (both / "empty").mkdir()
    refused(run(*arguments, cwd=both, GIT_CEILING_DIRECTORIES=str(both.parent)), code)


def test_a_folder_with_a_text_is_one_text(both: Path) -> None:
    assert json.loads(run("a/deep/er/same", "b/rules.txt", "-f", "json", cwd=both).stdout)["format"] == "compliance-diff/1"


def test_a_folder_that_cannot_be_read_is_no_empty_one(both: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may read everything is not kept out by a mode, so the refusal is made up."""
    from compliance import disk

    listed = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("house"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found, problems = disk.load_folder(str(both / "a"))
    assert set(found) == {"rules.txt", "gone.txt", "deep/er/same"}
    assert [(problem.path, problem.code) for problem in problems] == [(str(both / "a" / "house"), "input-unreadable")]
