"""What checks types reads the package as it is meant: a script of a user passes, and one with mistakes does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

GOOD = """
from pathlib import Path

import compliance
from compliance.errors import InputError

decree: Path = Path("decree.txt")


def contradicted(report: compliance.Report) -> list[str]:
    return [one.element for one in report.coverage if one.status == "contradicted"]


def main() -> int:
    try:
        report = compliance.make_report(instruments=[decree, "iea-2020-09", compliance.text("1. No one may recruit.")], rules="doha")
    except InputError as error:
        print(*(problem.next_step for problem in error.problems))
        return 2
    quotes: list[str] = [verdict.evidence[0].quote for verdict in report.verdicts]
    print(quotes, contradicted(report), report.to("json"))
    report.save(Path("report.html"))
    comparison = compliance.diff(decree, "iea-2021-02", rules="doha")
    if comparison.flips is not None:
        print([flip.element for flip in comparison.flips.flips])
    judgement = compliance.check(today="2026-01-31")
    clauses = compliance.parse(decree)
    print([norm.modality for own in clauses.norms for norm in own.norms])
    for result in compliance.check_claims("claims.yaml"):
        print(result.verdict)
    print(str(compliance.explain("10", "3.threaten")), compliance.__version__)
    return 0 if judgement.passes else 1
"""
BAD = """
import compliance

compliance.make_raport()
compliance.make_report(instruments=3)
length: int = compliance.make_report().to("json")
compliance.parse("iea-2020-09").verdicts
"""


def checked(folder: Path, script: str) -> tuple[int, str]:
    """The exit code of mypy --strict on a script that stands by itself, and what it prints."""
    path = folder / "script.py"
    path.write_text(script, "utf-8")
    words = ["--strict", "--no-error-summary", "--no-color-output", "--config-file=", "--cache-dir", str(folder / "cache"), path.name]
    done = subprocess.run([sys.executable, "-m", "mypy", *words], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_script_is_checked(tmp_path: Path) -> None:
    assert checked(tmp_path, GOOD) == (0, "")
    code, said = checked(tmp_path, BAD)
    assert code == 1
    codes = [line.rsplit("[", 1)[1].rstrip("]") for line in said.splitlines() if ": error:" in line]
    assert codes == ["attr-defined", "arg-type", "assignment", "attr-defined"]
