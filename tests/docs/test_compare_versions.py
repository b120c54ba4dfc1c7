"""The page on comparing versions: every text, command and output in it is tried."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "compare-versions.md"


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A folder with the texts of the page, a repository with two revisions, and two folders."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    texts = re.findall(r"`([\w.-]+\.txt)`:\n\n```text\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert [name for name, _ in texts] == ["old.txt", "new.txt", "theirs.txt"]
    for name, content in texts:
        (tmp_path / name).write_text(content, "utf-8")
    rules = tmp_path / "rules" / "decree.txt"
    rules.parent.mkdir()
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), **who}
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True, env=env)
    for tag, name in (("first", "old.txt"), ("second", "new.txt")):
        shutil.copy(tmp_path / name, rules)
        for words in (["add", "rules"], ["commit", "-q", "-m", tag], ["tag", tag]):
            subprocess.run(["git", *words], cwd=tmp_path, check=True, env=env)
    for folder, files in (("before", {"nda.txt": "old.txt"}), ("after", {"agreement.txt": "new.txt"})):
        (tmp_path / folder).mkdir()
        for name, source in files.items():
            shutil.copy(tmp_path / source, tmp_path / folder / name)
    (tmp_path / "after" / "notice.txt").write_text("Notice\n\n1. Horses are fed at noon.\n", "utf-8")
    return tmp_path


def test_the_page_holds(workplace: Path) -> None:
    printed = ""
    commands = outputs = 0
    for kind, block in re.findall(r"```(sh|output)\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL):
        if kind == "output":
            assert block in printed
            outputs += 1
            continue
        for line in block.strip().splitlines():
            words = shlex.split(line)
            assert words[:2] == ["compliance", "diff"]
            done = subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True, encoding="utf-8", cwd=workplace, check=False)
            assert (done.returncode, done.stderr) == (0, ""), line
            assert ("-o" in words) == (done.stdout == ""), line
            printed = done.stdout
            commands += 1
    assert (commands, outputs) == (11, 5)
    for name in ("changes.docx", "changes.html", "changes-inline.html", "changes.md", "new.xml"):
        assert (workplace / name).stat().st_size > 500
    assert 'wId="para_3"' in (workplace / "new.xml").read_text("utf-8")
