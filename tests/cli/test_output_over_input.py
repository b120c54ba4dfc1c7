"""A result never takes the place of a file that it was made from, whichever command writes it and by whatever name the file is called."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from compliance import disk
from tests.checks.project import CONFIG, make, run

KNOWN = 'baseline = "known.json"\nwaivers = "waivers.toml"\nreviews = "reviews.toml"\n'
FILES = {"known.json": '{"format": "compliance-baseline/1",\n "findings": [\n ]}\n', "waivers.toml": "", "reviews.toml": "# none yet\n", "rules/house.txt.provenance.yaml": "title: House rules\n"}
INPUTS = ["charter.txt", "rules/house.txt", "rules/house.txt.provenance.yaml", "compliance.toml", "pack/commitments.yaml", "known.json", "waivers.toml", "reviews.toml"]
COMMANDS = {
    "report": ("report -a charter.txt -i rules/house.txt -r pack", ["charter.txt", "rules/house.txt", "rules/../rules/house.txt", "pack/pack.yaml"]),
    "report as JSON": ("report -a charter.txt -i rules/house.txt -r pack -f json", ["rules/house.txt"]),
    "diff": ("diff charter.txt rules/house.txt", ["charter.txt", "rules/house.txt"]),
    "diff with a pack": ("diff charter.txt rules/house.txt -r pack -f html", ["charter.txt", "pack/signals.yaml"]),
    "parse": ("parse charter.txt -f akn", ["charter.txt", "./charter.txt"]),
    "conflicts": ("conflicts charter.txt rules/house.txt", ["rules/house.txt"]),
}


def words(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packs come from the cache the second time, and are inputs all the same."""
    monkeypatch.setenv("COMPLIANCE_NO_CACHE", "")
    monkeypatch.setenv("COMPLIANCE_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.mark.parametrize("place", INPUTS)
@pytest.mark.parametrize("how", ["-o", "--output"])
def test_check(place: str, how: str, tmp_path: Path) -> None:
    make(tmp_path, config=CONFIG + KNOWN, **FILES)
    before = words(tmp_path)
    for _ in range(2):
        done = run(tmp_path, how, place if how == "-o" else f"json:{place}", "--output", "junit:new.xml")
        assert (done.returncode, done.stdout) == (2, "")
        assert f"{place}: output-is-input" in done.stderr
        assert words(tmp_path) == before


@pytest.mark.parametrize("name", COMMANDS)
def test_other_commands(name: str, tmp_path: Path) -> None:
    make(tmp_path, config=None)
    before = words(tmp_path)
    command, places = COMMANDS[name]
    for place in places:
        done = run(tmp_path, "-o", place, command=command)
        assert (done.returncode, done.stdout) == (2, ""), done.stdout
        assert f"{place}: output-is-input" in done.stderr
        assert words(tmp_path) == before
    assert run(tmp_path, "-o", "new.out", command=command).returncode in (0, 1)
    assert run(tmp_path, "-o", "new.out", command=command).returncode in (0, 1)  # what was written before is no input


def test_a_link_to_an_input_is_that_input(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "soft").symlink_to("charter.txt")
    os.link(tmp_path / "charter.txt", tmp_path / "hard")
    before = words(tmp_path)
    for link in ("soft", "hard"):
        assert "output-is-input" in run(tmp_path, "-o", link).stderr
    assert words(tmp_path) == before


def test_a_result_that_a_pattern_takes_in_is_not_written_again(tmp_path: Path) -> None:
    """The first result would be an instrument of the second run, and so on."""
    make(tmp_path, config=CONFIG.replace("rules/*.txt", "**/*.txt"))
    assert run(tmp_path, "-o", "out.txt").returncode == 0
    done = run(tmp_path, "-o", "out.txt")
    assert (done.returncode, "out.txt: output-is-input" in done.stderr) == (2, True)


def test_a_log_of_failure_takes_no_place_either(tmp_path: Path) -> None:
    make(tmp_path)
    before = words(tmp_path)
    done = run(tmp_path, "-i", "none.txt", "-a", "charter.txt", "--output", "sarif:charter.txt")
    assert done.returncode == 2
    assert "none.txt: input-missing" in done.stderr
    assert words(tmp_path) == before


def test_a_baseline_is_there_to_be_written_anew(tmp_path: Path) -> None:
    make(tmp_path, config=CONFIG + KNOWN, **FILES)
    assert run(tmp_path, "--force", command="baseline create").returncode == 0
    assert run(tmp_path, command="baseline prune").returncode == 0


def test_who_calls_the_package_may_write_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("1. All must register.\n", "utf-8")
    disk.write_atomically(str(path), disk.load_text(str(path)).content.upper())
    assert path.read_text("utf-8") == "1. ALL MUST REGISTER.\n"
