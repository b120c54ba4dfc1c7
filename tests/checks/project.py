"""A small project of our own: a charter, house rules, a pack and a configuration, with mistakes to be planted."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from compliance.errors import Gathering
from compliance.model.check import Judgement
from compliance.tasks.check import run_check
from compliance.tasks.configure import Options, configure
from tests.packs.tiny import FACETS, SIGNALS

CHARTER = """Charter of the reading house

1. Nobody lends books.
2. Guests are quiet at night.
"""
#: Each promise is kept, by words of its own.
SOUND = """House rules

1. Nobody may lend books.
2. Guests must not sing at night.
"""
CONFIG = """agreement = "charter.txt"
instruments = ["rules/*.txt"]
rules = ["pack"]
"""
COMMITMENTS = """commitments:
  "1":
    title: lending
    quote: Nobody lends books.
    elements:
      "1.lend": {title: no lending, quote: Nobody lends books., force: exclude, act: lend, persons: {role: kept-from, class: anyone}, interest: books}
  "2":
    title: quiet
    quote: Guests are quiet at night.
    claims:
      "2.quiet": {title: quiet, quote: Guests are quiet at night., kind: prohibition, quantifier: all, settles: contradiction}
"""
PACK = {
    **FACETS,
    "pack.yaml": "id: house\nversion: 0.1.0\ntitle: The house\ndescription: What the charter promises.\n",
    "commitments.yaml": COMMITMENTS,
    "signals.yaml": SIGNALS["signals.yaml"].replace("1.quiet", "2.quiet"),
    "cases/b.yaml": SIGNALS["cases/a.yaml"].replace("1.quiet", "2.quiet"),
}


def make(folder: Path, rules: str = SOUND, config: str | None = CONFIG, **files: str) -> Path:
    """The project in a folder; ``files`` by name, with ``__`` for a dot and ``/`` for itself, lie over it."""
    texts = {"charter.txt": CHARTER, "rules/house.txt": rules, **{f"pack/{name}": text for name, text in PACK.items()}}
    if config is not None:
        texts["compliance.toml"] = config
    texts |= {name.replace("__", "."): text for name, text in files.items()}
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def run(folder: Path, *arguments: str, command: str = "check") -> subprocess.CompletedProcess[str]:
    """A command as a user runs it there."""
    line = [sys.executable, "-m", "compliance", *command.split(), *arguments]
    return subprocess.run(line, capture_output=True, text=True, encoding="utf-8", cwd=folder, check=False, env={**os.environ, "COMPLIANCE_DEBUG": ""})


def judge(folder: Path, today: str = "2026-03-01", **options: object) -> Judgement:
    """The judgement of the project, without a process of its own."""
    gathering = Gathering()
    with contextlib.chdir(folder):
        return run_check(configure(Options(**options), gathering), date.fromisoformat(today), gathering)[1]  # type: ignore[arg-type]


def seen(judgement: Judgement) -> list[tuple[str, str]]:
    """Code and place of each finding."""
    return [(finding.code, f"{finding.spot.path}:{finding.spot.line}:{finding.spot.column}") for finding in judgement.findings]
