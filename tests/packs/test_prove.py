"""The gates of a pack: mutants, explanations, idle rows, and cases that stand for several."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from compliance.disk import load_pack_folder
from compliance.errors import PackError
from compliance.model.pack import Case, RulePack, Survivor
from compliance.packs.cases import expanded, failing
from compliance.packs.idle import repeated
from compliance.packs.load import load_pack
from compliance.packs.mutants import changed, mutants
from compliance.tasks.cases import CaseReader, run_gates

HEAD = "id: p\nversion: 0.0.1\ntitle: t\ndescription: d\n"
ASKS = """commitments:
  "1":
    title: quiet
    quote: Be quiet at night.
    claims:
      "1.quiet": {title: quiet, quote: Be quiet at night., kind: prohibition, quantifier: all, settles: contradiction}
"""
SIGNALS = """signals:
  quiet: {element: "1.quiet", relation: addresses, modality: [prohibition], words: ["sing", "shout"], why: Noise is forbidden.}
"""
CASES = 'cases:\n  - {text: Nobody may {sing|shout} at night., expect: {"1.quiet": [addresses]}}\n  - {text: Guests may sing.}\n'.replace("{text: Nobody may {sing|shout} at night.", '{text: "Nobody may {sing|shout} at night."')


def pack(**changed: str) -> RulePack:
    files = {"pack.yaml": HEAD, "commitments.yaml": ASKS, "signals.yaml": SIGNALS, "cases/a.yaml": CASES}
    return load_pack({**files, **{name.replace("__", "/") + ".yaml": text for name, text in changed.items()}}, "p")


def test_a_proven_pack() -> None:
    found = run_gates(pack())
    assert found.passed
    assert (found.proof.total, found.proof.told) == (6, 1.0)
    assert found.off_corpus is None


def test_a_case_less_is_a_survivor() -> None:
    found = run_gates(pack(cases__a=CASES.replace("{sing|shout}", "sing")))
    assert [(m.row, m.mutation) for m in found.proof.survivors] == [("signals/quiet words “shout”", "drop-phrase")]
    assert not found.passed
    assert found.proof.told == pytest.approx(5 / 6)


def test_a_survivor_may_be_explained_and_an_explanation_has_to_explain() -> None:
    why = 'survivors:\n  - {row: "signals/quiet*", mutation: drop-phrase, why: Shouting is rare.}\n  - {row: "signals/loud*", mutation: any, why: None.}\n'
    found = run_gates(pack(cases__a=CASES.replace("{sing|shout}", "sing"), survivors=why))
    assert [m.row for m in found.proof.explained] == ["signals/quiet words “shout”"]
    assert [one.row for one in found.proof.unused] == ["signals/loud*"]
    assert found.proof.score == 1.0
    assert not found.passed


def test_a_guard_that_no_case_needs_is_told() -> None:
    found = run_gates(pack(cases__a=CASES.replace("  - {text: Guests may sing.}\n", "")))
    assert found.never_held_back == ("signals/quiet scope",)


def test_a_row_that_no_case_meets_is_told() -> None:
    other = SIGNALS + '  drums: {element: "1.quiet", relation: addresses, words: ["drum"], why: Drums are noise.}\n'
    assert run_gates(pack(signals=other)).unmet == ("signals/drums",)


def test_repeated_words_are_told() -> None:
    assert repeated(pack(signals=SIGNALS.replace('"sing", "shout"', '"sing", "shout", "sing"'))) == ("signals/quiet words “sing”: stands twice",)


def test_mutants_are_the_same_on_every_run_and_differ_from_the_pack(doha: RulePack) -> None:
    first, second = [(m.row, m.mutation) for m in mutants(doha)], [(m.row, m.mutation) for m in mutants(doha)]
    assert first == second
    assert len(first) == len(set(first))
    assert all(changed(doha, mutant) != doha for mutant in mutants(doha))


@pytest.mark.parametrize("name", ["doha", "nda"])
def test_the_built_in_cases_hold(name: str) -> None:
    built_in = load_pack_folder(name)
    assert [result.case.text for result in CaseReader(built_in).results if not result.passed] == []


def test_a_flipped_element_is_noticed(doha: RulePack) -> None:
    reader = CaseReader(doha)
    for mutant in mutants(doha):
        if mutant.mutation == "flip-modality" and mutant.part == "elements":
            assert reader.told(mutant), mutant.row


def test_a_case_stands_for_each_of_its_words() -> None:
    texts = [case.text for case in expanded(Case(text="{a|b} and {c|d|e}"))]
    assert texts == ["a and c", "b and c", "a and d", "a and e"]
    assert expanded(Case(text="no choice {here}"))[0].text == "no choice {here}"


def test_what_a_case_misses() -> None:
    case = Case(text="t", expect={"a": ("addresses",)}, tolerate={"b": ("contradicts",)})
    assert failing(case, frozenset({("a", "addresses"), ("b", "contradicts")}), {}) is None
    assert failing(case, frozenset({("c", "addresses")}), {}) == ((("a", "addresses"),), (("c", "addresses"),))


def test_a_pattern_without_a_word_is_a_mistake() -> None:
    with pytest.raises(PackError, match="pack-pattern"):
        pack(signals=SIGNALS.replace('"shout"', '"..."'))


def test_a_survivor_is_closed() -> None:
    assert Survivor(row="a", mutation="any", why="b").why == "b"


def test_the_command_exits_with_1_when_a_gate_misses_something(tmp_path: Path) -> None:
    for name, text in (("pack", HEAD), ("commitments", ASKS), ("signals", SIGNALS), ("cases/a", CASES)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    command = [sys.executable, "-m", "compliance", "rules", "test", str(tmp_path)]
    assert subprocess.run(command, capture_output=True, text=True, check=False).returncode == 0
    (tmp_path / "cases" / "a.yaml").write_text(CASES.replace("{sing|shout}", "sing"), "utf-8")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "signals/quiet words “shout”: drop-phrase" in done.stdout
