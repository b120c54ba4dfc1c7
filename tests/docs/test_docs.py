"""The documentation points at what is there, and every command stands in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compliance.tasks.scores import score_files

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "cli.md").read_text("utf-8")
    for command in ("report", "diff", "parse", "explain", "score", "rules list", "rules check", "rules test", "check", "baseline", "waive", "review"):
        assert f"compliance {command}" in page


def test_every_relation_and_status_is_in_the_glossary() -> None:
    page = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    for word in ("addresses", "partially-addresses", "contradicts", "does-not-address", "contested", "unaddressed"):
        assert word in page


def test_the_coding_of_the_how_to_is_one(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "score-a-coding.md").read_text("utf-8")
    block = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert block
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(block.group(1), "utf-8")
    scores, readers = score_files([str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")], None, (), "doha")
    assert dict(scores[0].found)["clear"].hits == 1
    assert readers == (("a", "b", 1.0),)


def test_a_coding_with_unknown_names_is_refused(tmp_path: Path) -> None:
    from compliance.errors import InputError

    path = tmp_path / "c.yaml"
    path.write_text('coding:\n  iea-2020-09:\n    "99":\n      - {element: "3.hots", relation: contradicts}\n', "utf-8")
    with pytest.raises(InputError) as caught:
        score_files([str(path)], None, (), "doha")
    assert [problem.line for problem in caught.value.problems] == [3, 4]


def test_whoever_follows_a_page_has_the_command_on_the_path() -> None:
    for name in ("README.md", "docs/tutorial/first-report.md", "docs/tutorial/your-own-pack.md"):
        page = (ROOT / name).read_text("utf-8")
        assert ". .venv/bin/activate" in page.split("compliance report", 1)[0], name


def test_exit_code_1_is_described_alike() -> None:
    pages = [" ".join((ROOT / name).read_text("utf-8").split()) for name in ("README.md", "docs/reference/cli.md")]
    for page in pages:
        assert re.search(r"1 \(?failed rule tests, or a gate of them misses something", page)
        assert "A report with gaps or findings is clean." in page
