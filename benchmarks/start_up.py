"""How long the command takes to start and to answer, beside bare Python and the tools that are its peers.

    python benchmarks/start_up.py [RUNS]

Every row is a process of its own on the same small inputs, and is printed as soon as it is measured. A row is run RUNS times (15 by default;
fewer where that takes more than SECONDS, but three at least), each time right after ``python -c pass``, so that a busy machine slows both alike; the
row gives medians and minima, and their ratios to bare Python in the same turns. All of it takes less than five minutes. Nothing is written outside a
temporary folder. A peer that is not installed beside this Python or on the path is named as such; install peers into an environment of
their own, and put it on the path. semgrep is run without its version check and its metrics, which would otherwise open connections.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

#: How many runs a row has at least, and for how long it is run beyond them.
LEAST, SECONDS = 3, 9.0
RULE = 'rules:\n- id: recruit\n  pattern-regex: recruit\n  message: names recruiting\n  languages: [generic]\n  severity: WARNING\n'


@dataclass(frozen=True)
class Row:
    """One line of the table: a command, what of the environment it has otherwise, and what is put in order before each run."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    before: Callable[[], None] = lambda: None
    fine: tuple[int, ...] = (0,)


def own_rows(folder: Path) -> list[Row]:
    """The rows of this tool."""
    compliance = [sys.executable, "-m", "compliance"] if (script := _script("compliance")) is None else [script]
    (folder / "old.txt").write_text("1. All must register.\n2. No one may leave.\n", "utf-8")
    (folder / "new.txt").write_text("1. All may register.\n2. No one may leave at night.\n", "utf-8")
    bytecode = folder / "bytecode"
    no_bytecode = {"PYTHONPYCACHEPREFIX": str(bytecode), "PYTHONDONTWRITEBYTECODE": "1"}
    rows = [Row("compliance --version", [*compliance, "--version"])]
    for words in (["check"], ["report"], ["diff", str(folder / "old.txt"), str(folder / "new.txt")]):
        if not _known(compliance, words[0]):
            continue
        name, command = f"compliance {words[0]}", [*compliance, *words]
        # Each row has a cache of its own, which no other row fills or empties.
        places = [folder / f"{words[0]}-{number}" for number in range(3)]
        kept = [{"COMPLIANCE_CACHE": str(place)} for place in places]
        rows += [
            Row(f"{name}, the same again", command, kept[0], fine=(0, 1)),
            Row(f"{name}, a text has changed", command, kept[1], partial(_emptied, places[1] / "runs"), fine=(0, 1)),
            Row(f"{name}, no cache yet", command, kept[2], partial(_emptied, places[2]), fine=(0, 1)),
            Row(f"{name} --no-cache", [*command, "--no-cache"], fine=(0, 1)),
        ]
        if words[0] != "diff":
            rows.append(Row(f"{name} --no-cache, no .pyc", [*command, "--no-cache"], no_bytecode, partial(_emptied, bytecode), fine=(0, 1)))
    return rows


def _emptied(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def peer_rows(folder: Path) -> tuple[list[Row], list[str]]:
    """The rows of the peers that are installed, and the names of those that are not."""
    (folder / "small.py").write_text("import os\n\n\nprint(os.name)\n", "utf-8")
    (folder / "small.yaml").write_text("---\nname: small\n", "utf-8")
    (folder / "small.sql").write_text("SELECT a FROM b\n", "utf-8")
    (folder / "rule.yaml").write_text(RULE, "utf-8")
    (folder / "words.txt").write_text("No one may recruit.\n", "utf-8")
    quiet = {"SEMGREP_ENABLE_VERSION_CHECK": "0", "SEMGREP_SEND_METRICS": "off"}
    wanted = [
        Row("ruff --version", ["ruff", "--version"]),
        Row("ruff check", ["ruff", "check", "--no-cache", "--isolated", str(folder / "small.py")], fine=(0, 1)),
        Row("yamllint", ["yamllint", str(folder / "small.yaml")]),
        Row("sqlfluff --version", ["sqlfluff", "--version"]),
        Row("sqlfluff lint", ["sqlfluff", "lint", "--dialect", "ansi", str(folder / "small.sql")], fine=(0, 1)),
        Row("semgrep --version", ["semgrep", "--version"], quiet),
        Row("semgrep, one rule", ["semgrep", "scan", "--metrics=off", "--disable-version-check", "--config", str(folder / "rule.yaml"), str(folder / "words.txt")], quiet),
    ]
    rows = [Row(row.name, [path, *row.command[1:]], row.environment, row.before, row.fine) for row in wanted if (path := _script(row.command[0]))]
    return rows, list(dict.fromkeys(row.command[0] for row in wanted if not _script(row.command[0])))


def _script(name: str) -> str | None:
    """The program of this name beside this Python, or on the path."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


def _known(compliance: list[str], command: str) -> bool:
    return subprocess.run([*compliance, command, "--help"], capture_output=True, check=False).returncode == 0


def measure(row: Row, bare: list[str], runs: int, folder: Path) -> tuple[list[float], list[float]]:
    """Seconds of the row and of bare Python, turn by turn. Raises SystemExit where a command does not do what it is for."""
    base = {name: value for name, value in os.environ.items() if not name.startswith(("COMPLIANCE_", "PYTHON"))} | {"COMPLIANCE_CACHE": str(folder / "other")}
    own: list[float] = []
    unit: list[float] = []
    began = time.perf_counter()
    for turn in range(-1, runs):
        if turn >= LEAST and time.perf_counter() - began > SECONDS:
            break
        plain = _took(bare, base, folder, (0,), "python -c pass")
        row.before()
        took = _took(row.command, base | row.environment, folder, row.fine, row.name)
        if turn >= 0:  # the first turn fills caches of the machine
            unit.append(plain)
            own.append(took)
    return own, unit


def _took(command: list[str], environment: dict[str, str], folder: Path, fine: tuple[int, ...], name: str) -> float:
    began = time.perf_counter()
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, check=False)
    took = time.perf_counter() - began
    if done.returncode not in fine:
        raise SystemExit(f"{name} ended with {done.returncode}: {done.stderr.decode('utf-8', 'replace')[-500:]}")
    return took


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    bare = [sys.executable, "-c", "pass"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        peers, missing = peer_rows(folder)
        print("| command | runs | median, ms | x bare | least, ms | x bare |\n| --- | ---: | ---: | ---: | ---: | ---: |", flush=True)
        for row in [Row("python -c pass", bare), *own_rows(folder), *peers]:
            found, unit = measure(row, bare, runs, folder)
            middle, least = statistics.median(found), min(found)
            print(f"| {row.name} | {len(found)} | {middle * 1000:.0f} | {middle / statistics.median(unit):.1f} | {least * 1000:.0f} | {least / min(unit):.1f} |", flush=True)
    for one in missing:
        print(f"| {one} | not installed | | | | |")


if __name__ == "__main__":
    main()
