"""Whole contracts: labels from verdicts, measures against worked figures, the file format, and the command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from compliance import disk
from compliance.model.mapping import Verdict
from compliance.model.pack import Claim
from compliance.model.span import Evidence
from compliance.score.contract_nli import Answer, Contract, ContractSet, read_contracts
from compliance.score.contracts import floor_answers, measure
from compliance.score.labels import label_of

ROOT = Path(__file__).resolve().parents[2]
TEXT = "1. The Recipient shall not reverse engineer the samples.\n2. The Recipient shall keep the Information secret.\n"


def verdict(relation: str) -> Verdict:
    return Verdict("a", "1", "x", relation, "", (), (), (Evidence("a", 0, 5, "words"),), "signal")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("relations", "settles", "label"),
    [
        ([], "support", "NotMentioned"),
        (["addresses"], "contradiction", "Entailment"),
        (["partially-addresses"], "support", "Entailment"),
        (["contradicts"], "support", "Contradiction"),
        (["addresses", "contradicts"], "support", "Entailment"),
        (["addresses", "contradicts"], "contradiction", "Contradiction"),
        (["does-not-address"], "support", "NotMentioned"),
    ],
)
def test_labels(relations: list[str], settles: str, label: str) -> None:
    claim = Claim(title="t", quote="q", kind="duty", quantifier="some", settles=settles)  # type: ignore[arg-type]
    assert label_of([verdict(relation) for relation in relations], claim).label == label


def test_measures_of_a_worked_set() -> None:
    """Two contracts, two elements: one right of four is C, one C missed, one wrong."""
    gold = [
        {"a": Answer("Contradiction", ((0, 10),)), "b": Answer("Entailment", ((0, 10),))},
        {"a": Answer("Contradiction", ((20, 30),)), "b": Answer("NotMentioned", ())},
    ]
    own = [
        {"a": Answer("Contradiction", ((2, 9), (50, 60))), "b": Answer("Contradiction", ((0, 10),))},
        {"a": Answer("NotMentioned", ()), "b": Answer("NotMentioned", ())},
    ]
    contracts = [Contract(n, "", (), row) for n, row in enumerate(gold)]
    found = measure(contracts, own, ["a", "b"])
    assert (found.right, found.total) == (2, 4)
    assert found.micro("Contradiction") == pytest.approx(2 * 1 / (2 * 1 + 1 + 1))
    assert found.macro("Contradiction") == pytest.approx(2 / 3)
    assert found.micro("Contradiction", "a") == 0
    assert found.evidence_found == (1, 1)
    assert (found.evidence_precision, found.evidence_recall) == (0.5, 1.0)


def test_the_floor_is_the_most_frequent_label_and_the_nearest_units() -> None:
    text = "apples are red. pears are green."
    contract = Contract(1, text, ((0, 15), (16, 32)), {"a": Answer("Entailment", ((16, 32),))})
    floor = floor_answers(ContractSet((contract,), {"a": "green pears"}), ["a"])
    assert floor[0]["a"].label == "Entailment"
    assert (16, 32) in floor[0]["a"].evidence


def file_of(tmp_path: Path, **changed: object) -> Path:
    row = {"id": 12, "text": TEXT, "spans": [[0, 57], [58, 106]], "annotation_sets": [{"annotations": {
        "nda-11": {"choice": "Entailment", "spans": [0]}, "nda-18": {"choice": "NotMentioned", "spans": []}}}], **changed}  # fmt: skip
    data = {"documents": [row], "labels": {"nda-11": {"hypothesis": "no reverse engineering"}, "nda-18": {"hypothesis": "no solicitation"}}}
    path = tmp_path / "set.json"
    path.write_text(json.dumps(data), "utf-8")
    return path


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "compliance", "score", *arguments], capture_output=True, text=True, check=False)


def test_the_command_scores_a_file(tmp_path: Path) -> None:
    done = run(str(file_of(tmp_path)), "-r", "nda", "-f", "json")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert data["figures"]["accuracy"] == 1.0
    by_element = {one["element"]: one for one in data["predictions"]}
    assert by_element["nda-11"]["label"] == "Entailment"
    start, end = by_element["nda-11"]["evidence"][0]
    assert "reverse engineer" in TEXT[start:end]
    assert by_element["nda-18"] == {"document": 12, "element": "nda-18", "label": "NotMentioned", "evidence": []}
    assert "accuracy" in run(str(file_of(tmp_path)), "-r", "nda").stdout


@pytest.mark.parametrize("changed", [{"text": 5}, {"spans": [[0, 9999]]}, {"annotation_sets": []}])
def test_a_broken_document_is_said(changed: dict[str, object], tmp_path: Path) -> None:
    done = run(str(file_of(tmp_path, **changed)), "-r", "nda")
    assert done.returncode == 2
    assert "document 1" in done.stderr
    assert "Traceback" not in done.stderr


def test_missing_keys_are_said_of_all_documents_at_once(tmp_path: Path) -> None:
    path = file_of(tmp_path)
    data = json.loads(path.read_text("utf-8"))
    whole = data["documents"][0]
    rows = [{key: value for key, value in whole.items() if key != left_out} for left_out in ("text", "spans", "id", "annotation_sets")]
    annotation = {"nda-11": {"spans": [0]}, "nda-18": {"choice": "Maybe", "spans": [7]}}
    data["documents"] = [whole, *rows, {**whole, "annotation_sets": [{"annotations": annotation}]}, []]
    path.write_text(json.dumps(data), "utf-8")
    done = run(str(path), "-r", "nda")
    assert done.returncode == 2
    for said in (
        "document 2 (id 12) has no `text`", "document 3 (id 12) has no `spans`", "document 4 has no `id`", "document 5 (id 12) has no `annotation_sets`",
        "document 6 (id 12) has no `choice` in its annotation 'nda-11'", "has the choice 'Maybe' in its annotation 'nda-18'",
        "has `spans` in its annotation 'nda-18'", "document 7 is no mapping",
    ):  # fmt: skip
        assert said in done.stderr, said
    assert done.stderr.count("document 3 ") == 1
    assert "document 1 " not in done.stderr
    assert "Error" not in done.stderr


def test_bad_files_are_said(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{,", "utf-8")
    (tmp_path / "b.json").write_text("[]", "utf-8")
    for name, code in (("a.json", "json-syntax"), ("b.json", "coding-contract"), ("missing.json", "input-missing")):
        done = run(str(tmp_path / name), "-r", "nda")
        assert (done.returncode, code in done.stderr) == (2, True), done.stderr
    assert run(str(file_of(tmp_path)), "-r", "doha").returncode == 2
    assert run(str(file_of(tmp_path)), str(file_of(tmp_path)), "-r", "nda").returncode == 2


def test_the_development_contracts_keep_their_floor() -> None:
    """The forty contracts that the rules are written on; the others are measured by hand and logged."""
    if not (ROOT / ".." / "shared" / "data" / "contract-nli" / "dev.json").is_file():
        pytest.skip("the development contracts are not beside the project")
    done = subprocess.run([sys.executable, str(ROOT / "benchmarks" / "contract_nli.py")], capture_output=True, text=True, check=True)
    figure = {line[2:46].strip(): float(line[46:52]) for line in done.stdout.splitlines() if line.startswith("  ") and line[46:52].strip()[:2] in ("0.", "1.")}
    assert figure["accuracy"] >= 0.85
    assert figure["contradiction F1, macro over commitments"] >= 0.5
    assert figure["contradiction F1, micro without technical"] >= 0.5


def test_no_signal_knows_a_contract() -> None:
    """Signals hold words alone: no digit but that of an element's name."""
    for name, row in disk.load_pack_folder("nda").signals.signals.items():
        for pattern in (*row.words, *row.also, *row.unless, *row.beside):
            assert not any(char.isdigit() for char in pattern), name


def test_a_set_for_another_pack_is_a_problem() -> None:
    _, problems = read_contracts({"documents": [], "labels": {"x-1": {}}}, ["nda-1"], "set.json")
    assert [problem.code for problem in problems] == ["coding-contract"]
