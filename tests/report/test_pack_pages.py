"""Pages from a pack: one each, links that lead somewhere, everything escaped, the same on every run."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from compliance.disk import load_pack_folder
from compliance.model.pack import RulePack
from compliance.report.pack_pages import pack_pages


@pytest.mark.parametrize("name", ["doha", "nda"])
def test_a_page_for_each_and_no_dead_link(name: str) -> None:
    pack = load_pack_folder(name)
    pages = pack_pages(pack)
    assert len(pages) == 1 + len(pack.commitments) + len(pack.rules) + len(pack.signals.signals)
    for text in pages.values():
        assert set(re.findall(r"\]\(([^)]*\.md)\)", text)) <= set(pages)
        assert text.startswith("# ")
    assert pages == pack_pages(load_pack_folder(name))


def test_cases_are_the_examples() -> None:
    page = pack_pages(load_pack_folder("nda"))["commitment-11.md"]
    assert "Answers to `nda-11`:" in page
    assert "The Recipient shall not decompile the samples." in page


def test_what_a_pack_says_is_escaped(doha: RulePack) -> None:
    head = replace(doha.head, title="<script>alert(1)</script> *bold*", description="[x](javascript:y)")
    page = pack_pages(replace(doha, head=head))["index.md"]
    assert "<script>" not in page
    assert "[x](javascript:y)" not in page


def test_the_command_writes_a_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "compliance", "rules", "docs", "nda", "-o", str(tmp_path / "pages")]
    assert subprocess.run(command, capture_output=True, text=True, check=False).returncode == 0
    assert {path.name for path in (tmp_path / "pages").iterdir()} == set(pack_pages(load_pack_folder("nda")))
    (tmp_path / "file").write_text("x")
    done = subprocess.run([*command[:-1], str(tmp_path / "file")], capture_output=True, text=True, check=False)
    assert (done.returncode, "output-folder" in done.stderr) == (2, True)
