"""``compliance conflicts``: the corpus, the command, and the published pairs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from compliance.tasks.conflicts import find_conflicts

ROOT = Path(__file__).resolve().parents[2]
HOUSE = [
    "The tenant shall water the garden every morning.",
    "The tenant shall not water the garden every morning.",
    "The tenant may water the garden if the landlord agrees.",
    "Guests shall sign the book at the gate.",
    "The landlord shall repair the roof within 30 days.",
    "The landlord shall repair the roof within 60 days.",
]


def run(folder: Path, *words: str, seed: str = "1") -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "compliance", "conflicts", *words], capture_output=True, text=True, cwd=folder, env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}, check=False)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "house.txt").write_text("".join(f"{n}. {norm}\n" for n, norm in enumerate(HOUSE, 1)), "utf-8")
    return tmp_path


def test_the_corpus_repeats_and_narrows_itself_and_nothing_else() -> None:
    _, found = find_conflicts((), "doha")
    met = {(p.kind, p.first.document, p.first_label, p.second.document, p.second_label) for p in found if p.firm}
    assert met == {("duplicate", "iea-2020-09", "14", "iea-2020-09", "19"), ("narrowing", "iea-2020-09", "25", "iea-2021-02", "1")}


def test_quotes_stand_where_they_are_said_to_stand() -> None:
    texts, found = find_conflicts((), "doha")
    sources = {text.id: text.content for text in texts}
    assert found
    for pair in found:
        for side in (pair.first, pair.second):
            assert sources[side.document][side.start : side.end] == side.quote


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_the_command(form: str, house: Path) -> None:
    first, second = (run(house, "house.txt", "-f", form, seed=seed) for seed in "12")
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    if form == "json":
        data = json.loads(first.stdout)
        assert data["format"] == "compliance-conflicts/1"
        assert {pair["kind"] for pair in data["pairs"] if pair["firm"]} >= {"modality", "object", "condition"}
    else:
        assert "“30 days” against “60 days”" in " ".join(first.stdout.split())
    if form == "text":
        assert max(map(len, first.stdout.splitlines())) <= 80


def test_pairs_with_like_words_only_are_listed_on_request(tmp_path: Path) -> None:
    (tmp_path / "kitchen.txt").write_text("1. The cook shall not clean the copper kettle.\n2. The cook may clean the silver kettle for the feast.\n3. Guests shall sign the book.\n", "utf-8")
    plain, listed, data = run(tmp_path, "kitchen.txt"), run(tmp_path, "kitchen.txt", "--likely"), json.loads(run(tmp_path, "kitchen.txt", "-f", "json").stdout)
    assert "1 more pair has like words only" in plain.stdout
    assert "silver kettle" not in plain.stdout
    assert "silver kettle" in listed.stdout
    assert [pair["firm"] for pair in data["pairs"]] == [False]


def test_a_text_without_pairs_says_so(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("1. Guests shall sign the book.\n2. Horses are fed at noon.\n", "utf-8")
    assert "No two norms were found" in run(tmp_path, "one.txt").stdout


def test_what_cannot_be_judged_has_code_2(tmp_path: Path) -> None:
    assert run(tmp_path, "missing.txt").returncode == 2
    assert run(tmp_path, "missing.txt", "-f", "xml").returncode == 2


def test_the_published_conflicts_are_found() -> None:
    """The aims on the half of the published pairs that is given; skipped where the data are not."""
    if not (ROOT / ".." / "shared" / "data" / "norm-conflict" / "conflicts-even.csv").is_file():
        pytest.skip("the published norm conflicts are not beside the project")
    done = subprocess.run([sys.executable, str(ROOT / "benchmarks" / "norm_conflicts.py")], capture_output=True, text=True, check=True)
    block = done.stdout.split("\npublished\n")[1].splitlines()
    rows = {line.split()[0]: line.split() for line in block if line.startswith("  ")}
    for name, least in (("modality", 0.90), ("structure", 0.80), ("object", 0.70), ("condition", 0.70)):
        assert float(rows[name][2]) >= least
    assert float(done.stdout.rsplit("contract, ", 1)[1].split()[0]) <= 2
