"""The commands as a user runs them: output, exit codes, errors with place and next step."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "compliance", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False)


@pytest.mark.parametrize("name", [[], ["report"], ["diff"], ["parse"], ["explain"], ["score"], ["rules"], ["rules", "check"], ["rules", "test"], ["rules", "list"]])
def test_help_is_there(name: list[str]) -> None:
    done = run(*name, "--help")
    assert done.returncode == 0
    assert "Usage" in done.stdout


def test_version() -> None:
    assert re.fullmatch(r"compliance \d+\.\d+\.\d+\n", run("--version").stdout)


def test_report_is_the_same_twice_and_anywhere(tmp_path: Path) -> None:
    first, second = run("report", "-f", "json"), run("report", "-f", "json", cwd=tmp_path)
    assert first.returncode == 0
    assert first.stdout == second.stdout
    data = json.loads(first.stdout)
    assert data["format"] == "compliance-report/1"
    assert len({(v["instrument"], v["provision"], v["element"]) for v in data["verdicts"]}) == 308
    assert str(ROOT) not in first.stdout


def test_terminal_report_fits_80_columns() -> None:
    lines = run("report").stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines.index("Provisions by elements") < next(i for i, line in enumerate(lines) if line.startswith("Commitment 1"))


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_output_file_is_what_is_printed(form: str, tmp_path: Path) -> None:
    target = tmp_path / "out"
    done = run("report", "-f", form, "-o", str(target))
    assert (done.returncode, done.stdout) == (0, "")
    assert target.read_text("utf-8") == run("report", "-f", form).stdout
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_tutorial_holds(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "tutorial" / "first-report.md").read_text("utf-8")
    decree = re.search(r"```text\n(.*?)```", page, re.DOTALL)
    assert decree
    (tmp_path / "my-decree.txt").write_text(decree.group(1), "utf-8")
    for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL):
        for line in block.strip().splitlines():
            done = run(*line.split()[1:], cwd=tmp_path)
            assert done.returncode == 0, done.stderr
    data = json.loads(run("report", "-i", "my-decree.txt", "-f", "json", cwd=tmp_path).stdout)
    got = {(v["provision"], v["element"], v["relation"]) for v in data["verdicts"]}
    assert {("1", "3.host", "partially-addresses"), ("2", "3.fundraise", "partially-addresses"), ("3", "5.documents", "contradicts")} <= got
    (tmp_path / "other.txt").write_text("Order\n\n1. No one may shelter persons who threaten the security of other countries.\n", "utf-8")
    data = json.loads(run("report", "-i", "other.txt", "-f", "json", cwd=tmp_path).stdout)
    assert ("3.host", "addresses") in {(v["element"], v["relation"]) for v in data["verdicts"]}


def test_explain_says_why_and_why_not() -> None:
    why = run("explain", "iea-2020-09/10", "3.threaten").stdout
    assert "partially-addresses" in why
    assert "row 10" in why
    why_not = run("explain", "iea-2020-09/13", "3.threaten").stdout
    assert "nearest miss" in why_not
    assert "interest" in why_not
    rationale = " ".join(why_not.split("does-not-address:")[1].split("\n\n")[0].split())
    assert rationale.count("affairs of the relevant departments") == 1


def test_explain_a_code() -> None:
    assert "no row of the pack reads" in run("explain", "unread-act").stdout


def test_rules() -> None:
    assert "3.recruit" in run("rules", "list").stdout
    assert run("rules", "check").returncode == 0
    assert run("rules", "test", "--cases-only").returncode == 0


def test_parse_forms(tmp_path: Path) -> None:
    assert "no norm" not in run("parse", "iea-2021-02").stdout
    data = json.loads(run("parse", "iea-2020-09", "-f", "json").stdout)
    assert data["format"] == "compliance-clauses/1"
    ten = next(c for c in data["clauses"] if c["number"] == "10")
    assert (ten["eid"], ten["norms"][0]["modality"], ten["norms"][0]["action"]) == ("para_10", "prohibition", "threaten")
    assert run("parse", "iea-2020-09", "-f", "akn").stdout.startswith("<?xml")


BAD = {
    "missing": ("no-such.txt", None, "input-missing"),
    "empty": ("empty.txt", b"", "input-empty"),
    "blank": ("blank.txt", b" \n\t\n", "input-empty"),
    "binary": ("binary.txt", b"PK\x03\x04\x00\x00", "input-binary"),
    "encoding": ("latin.txt", "Ordre\n\n1. Nul ne peut héberger.\n".encode("latin-1"), "input-encoding"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input(kind: str, tmp_path: Path) -> None:
    name, content, code = BAD[kind]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    before = sorted(tmp_path.iterdir())
    done = run("report", "-i", name, "-o", "report.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert code in done.stderr
    assert name in done.stderr
    assert "next:" in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(tmp_path.iterdir()) == before


def test_wrong_encoding_names_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("Ordre\n\n1. Nul ne peut héberger.\n".encode("latin-1"))
    assert "latin.txt:3:17: input-encoding" in run("report", "-i", "latin.txt", cwd=tmp_path).stderr


def test_all_bad_inputs_are_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("report", "-i", "nowhere.txt", "-i", "empty.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert "input-missing" in done.stderr
    assert "input-empty" in done.stderr


def test_bad_texts_and_a_bad_pack_are_reported_together(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "bin.txt").write_bytes(b"PK\x00")
    done = run("report", "-i", "missing.txt", "-i", "empty.txt", "-r", "nope", "-a", "bin.txt", cwd=tmp_path)
    assert done.returncode == 2
    for said in ("missing.txt: input-missing", "empty.txt: input-empty", "nope: pack-missing", "bin.txt: input-binary"):
        assert done.stderr.count(said) == 1, done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["report", "-f", "jsn"], ["report", "-r", "dohha"], ["explain", "99", "3.host"], ["explain", "10", "3.hots"], ["nosuch"], ["report", "--nosuch"],
     ["explain", "2", "3.host"], ["report", "-o", "/nowhere/at/all/x"]],
)  # fmt: skip
def test_usage_errors_exit_with_2(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_changed_text_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "decree"
    folder.mkdir()
    (folder / "text.txt").write_text("Order\n\n1. No one may recruit fighters.\n", "utf-8")
    (folder / "provenance.yaml").write_text("title: Order\nsha256: " + "0" * 64 + "\n", "utf-8")
    done = run("report", "-i", str(folder))
    assert done.returncode == 0
    assert "text-changed" in done.stdout


def test_every_error_code_has_a_page() -> None:
    page = (ROOT / "docs" / "reference" / "errors.md").read_text("utf-8")
    pattern = re.compile(r'"((?:input|output|usage|git|yaml|pack|akn|coding|text|quote|number|unread|no|deep|control|field|unmarked|unknown|ambiguous|nothing|language|config|baseline|claim|claims|oscal|extra|workbook|review)-[a-z-]+)"')
    skip = {"no-noun", "no-longer", "text-decoration", "no-relationship", "oscal-mapping", "oscal-catalog", "oscal-version", "review-date", "review-reason"}
    keys_of_data = ROOT / "compliance" / "conflicts" / "words.py"  # names the tables of its language file, no codes
    for path in sorted({*(ROOT / "compliance").rglob("*.py")} - {keys_of_data}):
        for code in pattern.findall(path.read_text("utf-8")):
            assert code in skip or f"## `{code}`" in page, (path, code)


def test_a_folder_called_like_a_built_in_pack_is_named_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "nda").mkdir()
    assert run("rules", "check", "nda", cwd=tmp_path).returncode == 0
    done = run("rules", "check", "./nda", cwd=tmp_path)
    assert done.returncode == 2
    assert "pack-missing-file" in done.stderr


def test_akoma_ntoso_is_read_back(tmp_path: Path) -> None:
    assert run("parse", "iea-2020-09", "-f", "akn", "-o", str(tmp_path / "d.xml")).returncode == 0
    assert run("parse", str(tmp_path / "d.xml")).stdout == run("parse", "iea-2020-09").stdout
    verdicts = [json.loads(run("report", "-i", name, "-f", "json").stdout)["verdicts"] for name in ("iea-2020-09", str(tmp_path / "d.xml"))]
    assert verdicts[0] == verdicts[1]


def test_xml_that_is_not_safe_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bomb.xml").write_text('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "utf-8")
    done = run("report", "-i", "bomb.xml", cwd=tmp_path)
    assert (done.returncode, "akn-doctype" in done.stderr) == (2, True)


AGREEMENT = "Agreement\n\n1. Reverse engineering was a topic of the talks.\n2. The Recipient shall not reverse engineer the samples.\n3. Dogs stay outside.\n"


@pytest.fixture
def agreement(tmp_path: Path) -> Path:
    (tmp_path / "mine.txt").write_text(AGREEMENT, "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["reverse", "signal:reverse", "signals/reverse"])
def test_explain_a_signal_by_each_of_its_names(name: str) -> None:
    done = run("explain", name, "-r", "nda")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("signal reverse: nda-11 -> addresses\n")
    assert "modality: prohibition" in done.stdout
    assert "words (one is met" in done.stdout
    assert "<reverse>: " in done.stdout
    assert re.search(r"speaks in \d+ cases of the pack", done.stdout)
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_explain_a_claim_names_the_signal_or_the_nearest_one(agreement: Path) -> None:
    met, near, silent = (run("explain", f"mine/{number}", "nda-11", "-r", "nda", "-i", "mine.txt", cwd=agreement).stdout for number in (2, 1, 3))
    assert "decided by the signal reverse" in met
    assert "modality: prohibition (kind of claim: prohibition)" in met
    assert "nearest signal: reverse (addresses)" in near
    assert "- modality: the passage is a statement, and prohibition is asked for" in near
    assert "the words of no signal of this element are met" in silent
    for out in (met, near, silent):
        assert "unknown" not in out
        assert "decided by row" not in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["revers", "-r", "nda"], "did you mean 'reverse'"), (["signal:revers", "-r", "nda"], "'reverse'"), (["unread-akt"], "'unread-act'"),
     (["mine/1", "3.host"], "name the text with -i"), (["iea-2020-09/99", "3.host"], "did you mean 'iea-2020-09/9'")],
)  # fmt: skip
def test_explain_suggests_near_names(arguments: list[str], says: str) -> None:
    done = run("explain", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "unknown-name" in done.stderr
    assert says in done.stderr


def test_parse_shows_the_passages_that_signals_read(tmp_path: Path) -> None:
    words = "The Recipient shall not disclose the Confidential Information to any person except its employees. Confidential Information does not include public facts; and the Recipient may keep copies with the consent of the Discloser."
    (tmp_path / "mine.txt").write_text(f"Agreement\n\n1. {words}\n2. Dogs bark.\n", "utf-8")
    done = run("parse", "mine.txt", "--passages", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert max(map(len, done.stdout.splitlines())) <= 80
    flat = " ".join(done.stdout.split())
    assert "provision 1 1. prohibition; no scope; reserved for persons “The Recipient shall not disclose" in flat
    assert "2. permission; scope exception; reserved for persons" in flat
    assert re.search(r"3\. [a-z ]+; scope (definition, )?exclusion", flat)
    assert "reserved for consent" in flat
    assert "| except its employee" in flat
    assert "provision 2 1. no modality; no scope “Dogs bark”" in flat.replace("bark.”", "bark”")
    assert run("parse", "mine.txt", "--passages", "-f", "json", cwd=tmp_path).returncode == 2
    assert run("parse", "mine.txt", "--passages", "-o", "out.txt", cwd=tmp_path).stdout == ""
    assert (tmp_path / "out.txt").read_text("utf-8") == done.stdout
