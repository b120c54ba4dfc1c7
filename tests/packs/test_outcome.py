"""What `compliance rules test` prints: for the terminal, and as data."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from compliance.errors import PackError
from compliance.packs.mutants import mutants
from compliance.packs.prove import Proof
from compliance.report.gates import GatesView, outcome_text
from compliance.tasks.cases import CaseReader
from tests.packs.tiny import FACETS, SIGNALS, load


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def rules_test(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "compliance", "rules", "test", str(folder), *options], capture_output=True, text=True, check=False)


def test_the_outcome_as_data(tmp_path: Path) -> None:
    write(tmp_path, {**SIGNALS, "cases/a.yaml": SIGNALS["cases/a.yaml"].replace("{text: Guests must not shout., ", "{text: Guests may dance., ")})
    done = rules_test(tmp_path, "-f", "json")
    data = json.loads(done.stdout)
    assert done.returncode == 1
    assert not data["passed"]
    assert data["cases"]["failed"] == [{"text": "Guests may dance.", "heading": "", "missing": [{"element": "1.quiet", "relation": "addresses"}], "too_much": []}]
    assert {"row": "signals/quiet words “not shout”", "mutation": "drop-phrase"} in data["mutants"]["survivors"]
    assert data["mutants"]["total"] == data["mutants"]["told"] + len(data["mutants"]["survivors"]) + len(data["mutants"]["explained"])
    assert data["idle"] == {"dead": [], "shadowed": [], "off_corpus": None}


def test_the_quick_run_leaves_the_gates_out(tmp_path: Path) -> None:
    write(tmp_path, {**SIGNALS, "cases/a.yaml": "cases:\n  - {text: Guests may dance.}\n"})
    assert (rules_test(tmp_path, "--cases-only").stdout, rules_test(tmp_path, "--cases-only").returncode) == ("1 passed, 0 failed\n", 0)
    assert rules_test(tmp_path).returncode == 1


def test_long_lists_are_cut_in_the_terminal_and_whole_on_demand(tmp_path: Path) -> None:
    write(tmp_path, {**SIGNALS, "cases/a.yaml": "cases:\n  - {text: Guests may dance.}\n"})
    cut, whole = rules_test(tmp_path).stdout, rules_test(tmp_path, "--all").stdout
    assert "    and 12 more\n" in cut
    assert "--all" in cut
    assert "more\n" not in whole
    assert whole.count("signals/quiet") > cut.count("signals/quiet")
    assert all(len(line) <= 80 for text in (cut, whole) for line in text.splitlines())


def test_a_score_is_not_rounded_up_to_a_whole() -> None:
    proof = Proof(4000, tuple(mutants(load(SIGNALS)))[:1], (), ())
    view = GatesView((), (), proof, (), (), None, passed=False)
    assert "score 99.9%" in outcome_text((), view)


def test_a_case_settles_a_claim_and_names_one() -> None:
    wrong = load(SIGNALS, **{"cases/a": ('settles: {"1.quiet": contradiction}', 'settles: {"1.quiet": support}')})
    assert [result.missing for result in CaseReader(wrong).results if not result.passed] == [(("1.quiet", "settled by support"),)]
    with pytest.raises(PackError, match="there is no claim"):
        load(FACETS, **{"cases/a": ("- {text: Nobody may lend maps.}", '- {text: Nobody may lend maps., settles: {"1.lend": support}}')})
