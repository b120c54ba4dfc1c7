"""The page on configuration: its examples run, and it has every key there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compliance.checks import config, reviews, waivers
from compliance.checks.identity import fingerprint
from compliance.model.check import LEVELS
from tests.checks.project import judge, run

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "reference" / "configuration.md").read_text("utf-8")
BLOCK = re.compile(r"```\w+ (\S+)\n(.*?)```", re.DOTALL)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The texts and the pack of the tutorial, and the files of this page without the other configuration."""
    for page in ((DOCS / "tutorial" / "your-own-pack.md").read_text("utf-8"), PAGE):
        for name, text in BLOCK.findall(page):
            if name != "pyproject.toml":
                (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_the_examples_hold_together(project: Path) -> None:
    found = judge(project)
    assert [(one.code, one.subject, one.state) for one in found.findings] == [("contradiction", "house-rules/2 1.secret", "waived")]
    assert not found.failed
    assert [one.element for one in judge(project, profile="final").findings if one.state == "new"] == [""]  # the dogs


def test_the_profiles_are_what_the_page_says(project: Path) -> None:
    codes = {profile: run(project, "--today", "2026-03-01", *(["--profile", profile] if profile else [])).returncode for profile in ("", "draft", "final")}
    assert codes == {"": 0, "draft": 0, "final": 1}


def test_the_waiver_and_the_review_do_what_the_page_says(project: Path) -> None:
    text = (project / "reviews.toml").read_text("utf-8")
    (project / "reviews.toml").write_text("# none\n", "utf-8")
    without = {one.subject for one in judge(project).findings if one.state == "new"}
    (project / "reviews.toml").write_text(text, "utf-8")
    assert "house-rules/3 2.saturday" in without
    assert "house-rules/3 2.saturday" not in {one.subject for one in judge(project).findings}
    assert fingerprint("The reading room closes on Saturdays in August.") in text


def test_the_table_of_pyproject_is_one(project: Path) -> None:
    (project / "compliance.toml").unlink()
    (project / "pyproject.toml").write_text(dict(BLOCK.findall(PAGE))["pyproject.toml"], "utf-8")
    assert run(project).returncode == 1
    assert run(project, "--profile", "draft").returncode == 0


@pytest.mark.parametrize("key", [*config._TEXTS, *config._LISTS, *config._POLICY, "profiles", "elements", "at-least", "by", "severity", *waivers._TEXTS, *waivers._DAYS, *reviews._TEXTS])
def test_every_key_is_on_the_page(key: str) -> None:
    assert re.search(rf"(`|`\[+){key}(\.NAME)?(\]+`|`)|^{key} = ", PAGE, re.MULTILINE), key


def test_the_levels_are_those_of_the_page_on_findings() -> None:
    assert "(findings.md)" in PAGE
    listed = (DOCS / "reference" / "findings.md").read_text("utf-8")
    assert all(f"## `{code}`" in listed for code in LEVELS)
