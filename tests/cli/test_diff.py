"""``compliance diff`` as a user runs it: every format, revisions, exit codes, and each error with its next step."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
OLD = "Order\n\n1. No one may recruit foreign fighters.\n2. The gardener waters the roses in the morning.\n3. Fees are due within thirty (30) days.\n"
NEW = "Order\n\n1. Everyone may recruit foreign fighters.\n2. Horses are fed at noon in the stable.\n3. The gardener waters the roses in the morning.\n4. Fees are due within sixty (60) days.\n"
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


def run(*arguments: str, cwd: Path, **around: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "compliance", "diff", *arguments]
    env = {"PATH": os.environ["PATH"], "HOME": str(cwd), **around}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False, env=env)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.txt").write_text(OLD, "utf-8")
    (tmp_path / "new.txt").write_text(NEW, "utf-8")
    return tmp_path


def git(folder: Path, *words: str) -> None:
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, env={"PATH": os.environ["PATH"], "HOME": str(folder), **who})


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository in which ``texts/rules.txt`` was OLD, is NEW in the last commit, and is NEW without its last line on the disk."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    (tmp_path / "texts").mkdir()
    git(tmp_path, "init", "-q")
    for number, content in enumerate((OLD, NEW), 1):
        (tmp_path / "texts" / "rules.txt").write_text(content, "utf-8")
        git(tmp_path, "add", "texts")
        git(tmp_path, "commit", "-q", "-m", f"version {number}")
        git(tmp_path, "tag", f"v{number}")
    (tmp_path / "texts" / "rules.txt").write_text(NEW.rsplit("4. Fees", 1)[0], "utf-8")
    return tmp_path


# -- formats -----------------------------------------------------------------------------------------------------------


def test_without_arguments_the_built_in_decrees_are_compared(tmp_path: Path) -> None:
    data = json.loads(run("-f", "json", cwd=tmp_path).stdout)
    assert data["format"] == "compliance-diff/1"
    assert (data["old"]["id"], data["new"]["id"]) == ("iea-2020-09", "iea-2021-02")


def test_text_is_told_without_colour_and_in_80_columns(folder: Path) -> None:
    done = run("old.txt", "new.txt", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "[-No one-] {+Everyone+} may recruit" in done.stdout
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert max(map(len, run("old.txt", "new.txt", "--width", "50", cwd=folder).stdout.splitlines())) <= 50


def test_unchanged_clauses_are_shown_on_request(folder: Path) -> None:
    assert "waters the roses" not in run("old.txt", "new.txt", cwd=folder).stdout
    assert "waters the roses" in run("old.txt", "new.txt", "--all", cwd=folder).stdout


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_what_is_written_is_what_is_printed_and_the_same_under_any_seed(form: str, folder: Path) -> None:
    printed = [run("old.txt", "new.txt", "-r", "doha", "-f", form, cwd=folder, PYTHONHASHSEED=seed).stdout for seed in "12"]
    assert run("old.txt", "new.txt", "-r", "doha", "-f", form, "-o", "out", cwd=folder).stdout == ""
    assert printed == [(folder / "out").read_text("utf-8")] * 2
    assert str(folder) not in printed[0]


def test_a_page_side_by_side_and_inline(folder: Path) -> None:
    side, inline = run("old.txt", "new.txt", "-f", "html", cwd=folder).stdout, run("old.txt", "new.txt", "-f", "html", "--inline", cwd=folder).stdout
    assert side.startswith("<!DOCTYPE html>")
    assert 'class="changes side"' in side
    assert 'class="changes inline"' in inline


def test_verdicts_that_flip(folder: Path) -> None:
    data = json.loads(run("old.txt", "new.txt", "-r", "doha", "-f", "json", cwd=folder).stdout)
    flip = next(verdict for verdict in data["verdicts"] if verdict["element"] == "3.recruit")
    assert (flip["kind"], flip["because"]) == ("changed", "words")
    assert [edit["text"].strip() for edit in flip["through"]] == ["No one", "Everyone"]
    assert {"element": "3.recruit", "old_status": "partially-addressed", "new_status": "contradicted"} in data["coverage"]
    assert data["pack"]["id"] == "doha"
    said = " ".join(run("old.txt", "new.txt", "-r", "doha", cwd=folder).stdout.split())
    assert "Verdicts that flip" in said
    assert "3.recruit as a whole: partially addressed before, contradicted now" in said


def test_the_agreement_may_be_named(folder: Path) -> None:
    given = run("old.txt", "new.txt", "-r", "doha", "-a", "doha-part-ii", cwd=folder)
    assert given.stdout == run("old.txt", "new.txt", "-r", "doha", cwd=folder).stdout
    assert "input-missing" in run("old.txt", "new.txt", "-r", "doha", "-a", "nowhere.txt", cwd=folder).stderr


def test_a_word_file_is_signed_and_dated(folder: Path) -> None:
    import zipfile

    assert run("old.txt", "new.txt", "-f", "docx", "--author", "Ada L.", "--date", "2026-01-31", "-o", "out.docx", cwd=folder).returncode == 0
    body = zipfile.ZipFile(folder / "out.docx").read("word/document.xml").decode()
    assert 'w:author="Ada L."' in body
    assert 'w:date="2026-01-31T00:00:00Z"' in body
    piped = subprocess.run([sys.executable, "-m", "compliance", "diff", "old.txt", "new.txt", "-f", "docx"], capture_output=True, cwd=folder, check=True)
    assert piped.stdout.startswith(b"PK")


def test_akoma_ntoso_keeps_the_identity_of_what_was_renumbered(folder: Path) -> None:
    assert run("old.txt", "new.txt", "-f", "akn", "-o", "new.xml", cwd=folder).returncode == 0
    wids = {element.get("eId"): element.get("wId") for element in etree.parse(str(folder / "new.xml")).iter(f"{AKN}paragraph")}
    assert wids == {"para_1": None, "para_2": "para_2-2", "para_3": "para_2", "para_4": "para_3"}
    # What was renumbered before keeps the identity that it had then, also where the old text is Akoma Ntoso itself.
    (folder / "third.txt").write_text(NEW.replace("3. The gardener", "4. The gardener").replace("4. Fees", "5. Fees").replace("2. Horses", "2. Dogs bark at night.\n3. Horses"), "utf-8")
    assert run("new.xml", "third.txt", "-f", "akn", "-o", "third.xml", cwd=folder).returncode == 0
    wids = {element.get("eId"): element.get("wId") for element in etree.parse(str(folder / "third.xml")).iter(f"{AKN}paragraph")}
    assert wids == {"para_1": None, "para_2": "para_2-3", "para_3": "para_2-2", "para_4": "para_2", "para_5": "para_3"}
    assert run("third.txt", "third.xml", "--exit-code", cwd=folder).returncode == 0
    # Reading and writing it again loses none.
    again = subprocess.run([sys.executable, "-m", "compliance", "parse", "third.xml", "-f", "akn"], capture_output=True, cwd=folder, check=True)
    assert again.stdout == (folder / "third.xml").read_bytes()


def test_other_scripts_come_through_any_locale(folder: Path) -> None:
    (folder / "a.txt").write_text("فرمان\n\n1. هیچ کس نمی‌تواند اسب را به خانه بیاورد.\n2. سگ‌ها بیرون می‌مانند.\n", "utf-8")
    (folder / "b.txt").write_text("فرمان\n\n1. هیچ کس نمی‌تواند گاو را به خانه بیاورد.\n2. سگ‌ها بیرون می‌مانند.\n", "utf-8")
    for form in ("text", "markdown", "html", "json"):
        done = run("a.txt", "b.txt", "-f", form, cwd=folder, LC_ALL="C", PYTHONIOENCODING="ascii")
        assert (done.returncode, done.stderr) == (0, "")
        assert "اسب" in done.stdout
        assert "گاو" in done.stdout


def test_plain_texts_are_compared_without_what_reads_packs(folder: Path) -> None:
    code = (
        "import sys\nfrom compliance.cli.main import app\ntry:\n    app()\nexcept SystemExit:\n    pass\n"
        "print(*sorted({'yaml', 'lxml', 'compliance.norms', 'compliance.packs', 'compliance.pipeline'} & set(sys.modules)), file=sys.stderr)"
    )

    def loaded(*options: str) -> list[str]:
        command = [sys.executable, "-c", code, "diff", "old.txt", "new.txt", "-o", "out", *options]
        done = subprocess.run(command, capture_output=True, text=True, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
        return done.stderr.split()

    for form in ("text", "html", "markdown", "json", "docx"):
        assert loaded("-f", form) == []
    assert loaded("-f", "akn") == ["lxml"]
    assert "compliance.packs" in loaded("-r", "doha")


# -- exit codes and colour -----------------------------------------------------------------------------------------------


def test_exit_code_says_whether_something_changed_only_when_asked(folder: Path) -> None:
    (folder / "same.txt").write_text(OLD.replace("roses in", "roses  in"), "utf-8")
    assert run("old.txt", "new.txt", cwd=folder).returncode == 0
    assert run("old.txt", "new.txt", "--exit-code", cwd=folder).returncode == 1
    assert run("old.txt", "same.txt", "--exit-code", cwd=folder).returncode == 0
    assert run("old.txt", "nowhere.txt", "--exit-code", cwd=folder).returncode == 2


def terminal(folder: Path, *arguments: str, **around: str) -> tuple[int, str]:
    """The exit code of the command on a terminal, and what it shows there."""
    ours, theirs = pty.openpty()
    env = {"PATH": os.environ["PATH"], "TERM": "xterm", **around}
    with subprocess.Popen([sys.executable, "-m", "compliance", "diff", *arguments], stdout=theirs, stderr=theirs, cwd=folder, env=env) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                data = os.read(ours, 65536)
            except OSError:
                break
            if not data:
                break
            shown += data
        os.close(ours)
        return process.wait(), shown.decode("utf-8", "replace")


def test_colour_is_for_terminals(folder: Path) -> None:
    assert "\x1b[" in terminal(folder, "old.txt", "new.txt")[1]
    assert "\x1b[" not in terminal(folder, "old.txt", "new.txt", NO_COLOR="1")[1]
    assert "\x1b[" not in terminal(folder, "old.txt", "new.txt", "--color", "never")[1]
    assert "\x1b[" in run("old.txt", "new.txt", "--color", "always", cwd=folder).stdout


def test_a_word_file_is_not_thrown_on_a_terminal(folder: Path) -> None:
    code, shown = terminal(folder, "old.txt", "new.txt", "-f", "docx")
    assert code == 2
    assert "output-terminal" in shown
    assert "name a file with -o" in shown


# -- revisions -----------------------------------------------------------------------------------------------------------


def kinds(done: subprocess.CompletedProcess[str]) -> set[str]:
    assert done.returncode == 0, done.stderr
    return {change["kind"] for change in json.loads(done.stdout)["changes"]}


def test_a_text_against_its_revision(repository: Path) -> None:
    texts = repository / "texts"
    assert kinds(run("--rev", "HEAD", "rules.txt", "-f", "json", cwd=texts)) == {"unchanged", "removed"}
    assert kinds(run("--rev", "HEAD", "texts/rules.txt", "-f", "json", cwd=repository)) == {"unchanged", "removed"}
    assert "added" in kinds(run("--rev", "v1", "rules.txt", "-f", "json", cwd=texts))
    data = json.loads(run("--rev", "HEAD~1", "rules.txt", "-f", "json", cwd=texts).stdout)
    assert (data["old"]["id"], data["new"]["id"]) == ("rules-head-1", "rules")


def test_two_revisions_of_a_text(repository: Path) -> None:
    both = run("--rev", "v1..v2", "texts/rules.txt", "-f", "json", cwd=repository)
    assert kinds(both) == {"unchanged", "reworded", "added", "renumbered"}
    assert run("--rev", "v1..", "texts/rules.txt", "-f", "json", cwd=repository).stdout.replace('"rules-head"', '"rules-v2"') == both.stdout
    (repository / "texts" / "rules.txt").unlink()
    assert kinds(run("--rev", "v2..v1", "texts/rules.txt", "-f", "json", cwd=repository)) >= {"removed", "reworded"}


def test_a_folder_with_a_text_has_revisions_too(repository: Path) -> None:
    decree = repository / "decree"
    decree.mkdir()
    (decree / "text.txt").write_text(OLD, "utf-8")
    (decree / "provenance.yaml").write_text("title: The order\nsha256: " + "0" * 64 + "\n", "utf-8")
    git(repository, "add", "decree")
    git(repository, "commit", "-q", "-m", "decree")
    (decree / "text.txt").write_text(NEW, "utf-8")
    data = json.loads(run("--rev", "HEAD", "decree", "-f", "json", cwd=repository).stdout)
    assert (data["old"]["title"], data["old"]["id"], data["new"]["id"]) == ("The order", "decree-head", "decree")


def test_a_hook_of_another_repository_does_not_mislead(repository: Path) -> None:
    done = run("--rev", "HEAD", "texts/rules.txt", "-f", "json", cwd=repository, GIT_DIR="/nowhere/.git", GIT_WORK_TREE="/nowhere")
    assert kinds(done) == {"unchanged", "removed"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--rev", "nosuch", "texts/rules.txt"], "git-revision"),
        (["--rev", "--output=x", "texts/rules.txt"], "git-revision"),
        (["--rev", "v1...v2", "texts/rules.txt"], "git-revision"),
        (["--rev", "v1:texts", "texts/rules.txt"], "git-revision"),
        (["--rev", "v1", "texts/other.txt"], "git-file"),
        (["--rev", "v1", "nowhere/rules.txt"], "input-missing"),
    ],
)
def test_revisions_that_are_not_there(arguments: list[str], code: str, repository: Path) -> None:
    before = sorted(repository.rglob("*"))
    refused(run(*arguments, cwd=repository), code)
    assert sorted(repository.rglob("*")) == before


def test_all_that_is_wrong_with_revisions_is_told_at_once(repository: Path) -> None:
    done = run("--rev", "nosuch..nowhere", "texts/rules.txt", cwd=repository)
    refused(done, "git-revision")
    assert done.stderr.count("git-revision") == 2


def test_a_file_outside_of_any_repository(folder: Path) -> None:
    refused(run("--rev", "HEAD", "old.txt", cwd=folder, GIT_CEILING_DIRECTORIES=str(folder.parent)), "git-no-repository")


def test_no_git(folder: Path) -> None:
    refused(run("--rev", "HEAD", "old.txt", cwd=folder, PATH=str(folder)), "git-missing")


def test_git_that_fails_is_quoted(folder: Path) -> None:
    tool = folder / "bin" / "git"
    tool.parent.mkdir()
    tool.write_text("#!/bin/sh\necho 'fatal: detected dubious ownership' >&2\nexit 128\n", "utf-8")
    tool.chmod(0o755)
    done = run("--rev", "HEAD", "old.txt", cwd=folder, PATH=f"{tool.parent}:/usr/bin:/bin")
    refused(done, "git-failed")
    assert "dubious ownership" in done.stderr


# -- errors --------------------------------------------------------------------------------------------------------------


def refused(done: subprocess.CompletedProcess[str], code: str) -> None:
    assert (done.returncode, done.stdout) == (2, "")
    assert code in done.stderr
    assert "next:" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["old.txt"], "usage-diff"),
        (["old.txt", "new.txt", "old.txt"], "usage-diff"),
        (["--rev", "HEAD"], "usage-diff"),
        (["--rev", "HEAD", "old.txt", "new.txt"], "usage-diff"),
        (["--rev", "HEAD", "--base", "old.txt", "new.txt"], "usage-diff"),
        (["--base", "old.txt"], "usage-diff"),
        (["--base", "old.txt", "old.txt", "new.txt", "-r", "doha"], "usage-diff"),
        (["--base", "old.txt", "old.txt", "new.txt", "-f", "docx", "-o", "x"], "usage-diff"),
        (["old.txt", "new.txt", "-a", "doha-part-ii"], "usage-diff"),
        (["old.txt", "new.txt", "-r", "doha", "-f", "akn"], "usage-diff"),
        (["old.txt", "new.txt", "--inline"], "usage-diff"),
        (["old.txt", "new.txt", "--author", "A"], "usage-diff"),
        (["old.txt", "new.txt", "-f", "docx", "--date", "yesterday", "-o", "x"], "usage-diff"),
        (["old.txt", "new.txt", "-f", "json", "--all"], "usage-diff"),
        (["old.txt", "new.txt", "-f", "html", "--width", "100"], "usage-diff"),
        (["old.txt", "new.txt", "-f", "json", "--color", "always"], "usage-diff"),
        (["--base", "old.txt", "old.txt", "new.txt", "--all"], "usage-diff"),
        (["old.txt", "new.txt", "-f", "pdf"], "unknown-name"),
        (["old.txt", "new.txt", "--color", "sometimes"], "unknown-name"),
        (["old.txt", "new.txt", "-r", "dohha"], "pack-missing"),
        (["old.txt", "new.txt", "-o", "nowhere/x"], "output-folder"),
    ],
)  # fmt: skip
def test_what_does_not_go_together(arguments: list[str], code: str, folder: Path) -> None:
    refused(run(*arguments, cwd=folder), code)
    assert not (folder / "x").exists()


def test_all_that_does_not_go_together_is_told_at_once(folder: Path) -> None:
    done = run("old.txt", "--inline", "--author", "A", "-a", "doha-part-ii", cwd=folder)
    assert done.stderr.count("usage-diff") == 4
    done = run("old.txt", "new.txt", "-f", "markdown", "--all", "--width", "90", "--color", "always", cwd=folder)
    assert [line for line in done.stderr.splitlines() if line.startswith("usage-diff")] == [
        f"usage-diff {option} is for text, and this is markdown" for option in ("--all", "--width", "--color always")
    ]


def test_no_colour_holds_in_every_format(folder: Path) -> None:
    for format in ("text", "html", "markdown", "json"):
        assert run("old.txt", "new.txt", "-f", format, "--color", "never", cwd=folder).stdout == run("old.txt", "new.txt", "-f", format, cwd=folder).stdout


def test_bad_texts_are_told_together(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    done = run("empty.txt", "nowhere.txt", cwd=folder)
    refused(done, "input-empty")
    assert "input-missing" in done.stderr


def test_xml_that_is_not_safe_is_refused(folder: Path) -> None:
    (folder / "bomb.xml").write_text('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "utf-8")
    refused(run("old.txt", "bomb.xml", cwd=folder), "akn-doctype")
    (folder / "torn.xml").write_text("<akomaNtoso><p>", "utf-8")
    done = run("torn.xml", "bomb.xml", cwd=folder)
    refused(done, "akn-doctype")
    assert "torn.xml:1" in done.stderr


def test_the_examples_of_the_help_are_options_that_exist(folder: Path) -> None:
    said = " ".join(run("--help", cwd=folder).stdout.split())
    for option in ("--rev", "--base", "--rules", "--agreement", "--inline", "--all", "--width", "--color", "--author", "--date", "--exit-code", "--output"):
        assert option in said
    assert re.search(r"Examples?: compliance diff", said)
