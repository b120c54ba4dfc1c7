"""What a start loads: the list of modules is held, and options are read alike with and without typer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from compliance import __version__
from compliance.cli import light
from compliance.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
RUN = "import atexit, sys\nfrom compliance.cli.front import run\natexit.register(lambda: print('\\n'.join(sys.modules), file=sys.stderr))\nsys.argv[0] = 'compliance'\nrun()"
#: What no start may load that does not read packs, compare texts or read a command line with typer.
HEAVY = {"pydantic", "pydantic_core", "typer", "click", "rich", "lxml", "difflib", "asyncio", "importlib.metadata", "inspect", "dataclasses", "subprocess", "socket", "tempfile", "logging", "email", "urllib.request", "diff_match_patch", "yaml"}


def loaded(folder: Path, *arguments: str) -> tuple[str, set[str]]:
    """What the command prints, and what was loaded beyond what Python itself loads."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMPLIANCE_")} | {"COMPLIANCE_CACHE": str(folder / "cache"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", RUN, *arguments], env=environment, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    bare = subprocess.run([sys.executable, "-c", "import sys; print('\\n'.join(sys.modules))"], env=environment, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout, set(done.stderr.split()) - set(bare.stdout.split())


def test_the_version_needs_next_to_nothing(tmp_path: Path) -> None:
    out, modules = loaded(tmp_path, "--version")
    assert out == f"compliance {__version__}\n"
    assert modules <= {"__future__", "compliance", "compliance.cli", "compliance.cli.front", "atexit"}


@pytest.mark.parametrize("command", ["check", "report", "diff"])
def test_a_run_that_is_known_loads_neither_engine_nor_options(tmp_path: Path, command: str) -> None:
    first, _ = loaded(tmp_path, command)
    second, modules = loaded(tmp_path, command)
    assert second == first
    ours = {name for name in modules if name.startswith("compliance")}
    assert ours == {"compliance", "compliance.cli", "compliance.cli.front", "compliance.disk", "compliance.disk.runs", "compliance.disk.seen", "compliance.disk.stamp", "compliance.disk.store", "compliance.disk.streams"}
    assert not modules & (HEAVY | {"typing", "pathlib"})


@pytest.mark.parametrize("command", ["check", "report"])
def test_a_run_that_has_to_be_made_loads_no_more_than_it_needs(tmp_path: Path, command: str) -> None:
    _, modules = loaded(tmp_path, command, "--no-cache")
    allowed = {"inspect", "dataclasses", "yaml"}
    assert not modules & (HEAVY - allowed)
    assert not {name for name in modules if name.startswith(("compliance.changes", "compliance.conflicts", "compliance.score", "compliance.suggest"))}
    assert not modules & {"compliance.report.to_html", "compliance.report.to_json", "compliance.cli.main", "compliance.packs.models"}


@pytest.mark.parametrize("command", ["check", "report"])
def test_a_run_with_a_known_pack_loads_no_yaml(tmp_path: Path, command: str) -> None:
    loaded(tmp_path, command)
    text = tmp_path / "decree.txt"
    text.write_text("1. No one may recruit.\n", "utf-8")
    _, modules = loaded(tmp_path, command, "-i", "decree.txt")
    assert not modules & {"yaml", "pydantic", "typer", "compliance.packs.load", "compliance.packs.yaml_text"}


@pytest.mark.parametrize("command", light.OPTIONS)
def test_options_are_those_of_typer(command: str) -> None:
    (function,) = [one.callback for one in app.registered_commands if one.name == command]
    hints = get_type_hints(function, include_extras=True)
    for name, (written, how) in light.OPTIONS[command].items():
        kind, option = get_args(hints[name])
        # In Annotated, typer takes the first of the names for a default until it reads them.
        assert set(written) == {option.default, *option.param_decls}
        assert kind in {"flag": (bool,), "often": (list[str] | None,), "once": (str, str | None)}[how], name


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], {}),
        (["-f", "json"], {"format": "json"}),
        (["-i", "a", "--instrument", "b", "-r", "nda"], {"instrument": ["a", "b"], "rules": "nda"}),
        (["-a", "a", "-o", "out"], {"agreement": "a", "output": "out"}),
        (["--help"], None),
        (["-f"], None),
        (["-f", "-o"], None),
        (["-f", "json", "-f", "html"], None),
        (["-fjson"], None),
        (["--format=json"], None),
        (["--width", "100"], None),
        (["--", "x"], None),
        (["x"], None),
    ],
)
def test_only_the_plain_is_read(words: list[str], expected: dict[str, Any] | None) -> None:
    assert light.values("report", words) == expected


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    environment = {**os.environ, "COMPLIANCE_NO_CACHE": "1"}
    done = subprocess.run([sys.executable, "-m", "compliance", *arguments], env=environment, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("words", [["-f", "nope"], ["-i", "nowhere.txt"], ["--fail-on", "nope", "--today", "nope"], ["-r", "nope", "--output", "nope:x"], ["--baseline", "nowhere.json"]])
def test_errors_of_a_check_are_the_same_both_ways(tmp_path: Path, words: list[str]) -> None:
    """An option with an equals sign is read by typer alone."""
    assert run(tmp_path, "check", *words) == run(tmp_path, "check", *words, "--profile=")
    assert run(tmp_path, "check", *words)[0] == 2


@pytest.mark.parametrize("words", [["-f", "nope"], ["-i", "nowhere.txt"], ["-r", "nope"], ["-r", "nda"]])
def test_errors_are_the_same_both_ways(tmp_path: Path, words: list[str]) -> None:
    """A width is read by typer alone, so it takes the other way to the same words."""
    assert run(tmp_path, "report", *words) == run(tmp_path, "report", *words, "--width", "80")
    assert run(tmp_path, "report", *words)[0] == 2


def test_no_cache_may_stand_anywhere(tmp_path: Path) -> None:
    for words in (["--no-cache", "report"], ["report", "--no-cache"], ["--no-cache", "--version"]):
        assert run(tmp_path, *words)[0] == 0
    assert "--no-cache" in run(tmp_path, "--help")[1]


def test_after_two_hyphens_it_is_a_name(tmp_path: Path) -> None:
    code, _, err = run(tmp_path, "parse", "--", "--no-cache")
    assert code == 2
    assert "--no-cache" in err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no device that is always full")
@pytest.mark.parametrize("cached", [False, True])
@pytest.mark.parametrize("words", [["diff", "--color", "never"], ["check"], ["report"], ["--version"], ["--help"]])
def test_a_result_that_cannot_be_written_is_none(tmp_path: Path, words: list[str], cached: bool) -> None:
    environment = {**os.environ, "COMPLIANCE_CACHE": str(tmp_path / "cache"), "COMPLIANCE_NO_CACHE": "" if cached else "1"}
    for _ in range(2 if cached else 1):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([sys.executable, "-m", "compliance", *words], env=environment, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert done.returncode == 2, done.stderr
        assert done.stderr.startswith("output-unwritable cannot write the result: ")
        assert "\n    next: " in done.stderr
        assert len(done.stderr.splitlines()) == 2
    assert not (tmp_path / "cache" / "runs").exists()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no device that is always full")
def test_an_answer_from_a_record_that_cannot_be_written_is_none(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMPLIANCE_")} | {"COMPLIANCE_CACHE": str(tmp_path / "cache")}
    ask = [sys.executable, "-m", "compliance", "report"]
    subprocess.run(ask, env=environment, cwd=tmp_path, capture_output=True, check=True)
    assert len(list((tmp_path / "cache" / "runs").iterdir())) == 1
    with open("/dev/full", "wb") as full:
        done = subprocess.run(ask, env=environment, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.split(" cannot")[0]) == (2, "output-unwritable")
