"""LibreOffice opens the Word files: with every change accepted it saves the new text, with every change rejected the old one.

One LibreOffice works through all files of the module, with a profile of its own, so that it disturbs no other.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from compliance.model.change import Comparison
from compliance.report.changes_docx import to_docx
from compliance.report.docx_words import shown
from tests.report.docx_text import accepted, document, rejected
from tests.report.pairs import compared, decree, lines, made_up

OFFICE = shutil.which("soffice")
QUIET = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
SECONDS = 180


def _python_with_uno() -> str:
    """A Python that can speak with LibreOffice, or nothing."""
    beside = Path(OFFICE).resolve().with_name("python") if OFFICE else None
    for python in ("/usr/bin/python3", str(beside) if beside else "", shutil.which("python3") or ""):
        if python and Path(python).exists() and subprocess.run([python, "-c", "import uno"], check=False, **QUIET).returncode == 0:
            return python
    return ""


PYTHON = _python_with_uno() if OFFICE else ""
pytestmark = pytest.mark.skipif(
    not PYTHON, reason="LibreOffice with its Python module uno is not installed (Debian: libreoffice-writer-nogui python3-uno)"
)

FARSI = "۱. هیچ\u200cکس اجازه ندارد [Article 5] به کشور دیگری برود.\n۲. ثبت نام لازم است.\n"
PAIRS = {
    "decree": decree(),
    "back": decree()[::-1],
    "farsi": (FARSI, FARSI.replace("ندارد", "دارد") + "۳. پایان.\n"),
    "spaces": ("1.  Two  spaces\u00a0and \u2011 signs \u200f.\n\n\n\t2. A tab.\n", "1.  Two  spaces\u00a0and \u2011 more \u200f.\n\n\t\t2. A tab. \n"),
    "moved-first": ("1. May not go at all.\n\n2. Bees fly to the hills.\n", "2. Bees fly to the hills.\n1. May not go at all.\n\n\n"),
    # blank lines among lines that come
    "blank": ("1. One.\n\n4. Four.\n", "1. One.\n2. Two.\n\n3. Three.\n4. Four.\n"),
    "blank-last": ("1. One goes.\n\n", "1. One goes.\n2. Two comes here.\n\n3. Three.\n"),
    "nothing": ("", "1. One.\n"),
    "unseen": ("\x0c1. One\x0c stays\x85 here\u2028.\n\x0c\n", "\x0c1. One\x0c goes\x85 here\u2028.\n\x0c\n2. Two\x7f.\n"),
    **{f"made-up-{seed}": made_up(seed) for seed in range(40)},
}


def without_marks(made: Comparison) -> Comparison:
    """The same without marks: a LibreOffice without a screen has no window for the comments that they become."""
    changes = (
        change._replace(edits=tuple(edit._replace(marks=()) for edit in change.edits)) for change in made.changes
    )
    return dataclasses.replace(made, changes=tuple(changes))


def started(profile: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """LibreOffice, without a screen and with a profile of its own."""
    command = [OFFICE or "", "--headless", "--norestore", "--nologo", f"-env:UserInstallation={profile.as_uri()}", *arguments]
    return subprocess.Popen(command, start_new_session=True, **QUIET)


def ended(office: subprocess.Popen[bytes], seconds: int) -> None:
    """Waits until it has ended, or ends it and what it started."""
    try:
        office.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(office.pid, signal.SIGKILL)
        office.wait()
        raise


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of what LibreOffice saved."""
    folder = tmp_path_factory.mktemp("office")
    for name, pair in PAIRS.items():
        (folder / f"{name}.docx").write_bytes(to_docx(without_marks(compared(*pair))))
    pipe = f"compliance-{os.getpid()}"
    office = started(folder / "profile", f"--accept=pipe,name={pipe};urp")
    try:
        script = Path(__file__).with_name("office.py")
        done = subprocess.run([PYTHON, str(script), pipe, str(folder)], check=False, timeout=SECONDS, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    except BaseException:
        os.killpg(office.pid, signal.SIGKILL)
        office.wait()
        raise
    ended(office, 30)
    return folder


@pytest.mark.parametrize("name", PAIRS)
def test_accepted_it_is_the_new_text_and_rejected_the_old_one(saved: Path, name: str) -> None:
    old, new = PAIRS[name]
    assert lines((saved / f"{name}.accepted.txt").read_text("utf-8-sig")) == shown(lines(new))
    assert lines((saved / f"{name}.rejected.txt").read_text("utf-8-sig")) == shown(lines(old))


def test_changes_moves_and_comments_outlive_a_save(tmp_path: Path) -> None:
    old, new = decree()
    (tmp_path / "decree.docx").write_bytes(to_docx(compared(old, new), author="A. Reader", date="2020-10-01"))
    ended(started(tmp_path / "profile", "--convert-to", "docx:Office Open XML Text", "--outdir", str(tmp_path / "out"), str(tmp_path / "decree.docx")), SECONDS)
    data = (tmp_path / "out" / "decree.docx").read_bytes()
    assert accepted(data) == lines(new)
    assert rejected(data) == lines(old)
    text = [" ".join("".join(comment.itertext()).split()) for comment in document(data, "word/comments.xml")]
    assert 'negation dropped: "not"' in text
    kinds = {element.tag.split("}")[1] for element in document(data).iter() if isinstance(element.tag, str)}
    assert {"ins", "del", "moveFrom", "moveTo"} <= kinds
