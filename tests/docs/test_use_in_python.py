"""The pages on Python: every example runs and prints what stands there; every verb, argument, result and part of one is told."""

from __future__ import annotations

import contextlib
import importlib.util
import inspect
import io
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

import compliance
from compliance import api, results
from compliance.report.formats import BY_ENDING

ROOT = Path(__file__).resolve().parents[2]
HOW_TO = (ROOT / "docs" / "how-to" / "use-in-python.md").read_text("utf-8")
REFERENCE = (ROOT / "docs" / "reference" / "python.md").read_text("utf-8")
VERBS = ("text", "make_report", "diff", "check", "parse", "explain", "check_claims")


def test_the_how_to_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    printed: str | None = ""
    ran = compared = 0
    for kind, block in re.findall(r"```(python(?: pandas)?|output)\n(.*?)```", HOW_TO, re.DOTALL):
        if kind == "output":
            if printed is not None:
                assert printed == block
            compared += 1
            continue
        if kind == "python pandas" and importlib.util.find_spec("pandas") is None:
            printed = None
            continue
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(block, "page", "exec"), names)
        printed = out.getvalue()
        ran += 1
    assert compared == 7
    assert ran == HOW_TO.count("```python\n") + (importlib.util.find_spec("pandas") is not None)
    assert {path.name for path in tmp_path.iterdir()} == {"report.html", "report.json", "changes.md"}


def test_the_three_lines_of_the_readme_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas", reason="pandas is missing: pip install -e '.[pandas]'")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my-decree.txt").write_text("1. No one may recruit.\n", "utf-8")
    (block,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert len(block.splitlines()) == 3
    names: dict[str, Any] = {}
    exec(block, names)
    assert len(names["report"].to_frame()) == len(names["report"].verdicts)


def sections() -> dict[str, str]:
    """What the reference says under each name."""
    parts = re.split(r"^### `(\w+)`$", REFERENCE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_reference_tells_every_name() -> None:
    assert set(sections()) == set(compliance.__all__) - {"errors", "__version__"}
    assert {name for name, value in vars(api).items() if inspect.isfunction(value) and value.__module__ == api.__name__ and not name.startswith("_")} == set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_the_reference_tells_every_argument(verb: str) -> None:
    rows = re.findall(r"^\| (`.*?) \|", sections()[verb], re.MULTILINE)
    assert [name for row in rows for name in re.findall(r"`(\w+)`", row)] == list(inspect.signature(getattr(compliance, verb)).parameters)
    assert inspect.signature(getattr(compliance, verb)).return_annotation in (*compliance.__all__, "Text")


@pytest.mark.parametrize("name", ["Report", "Verdict", "Comparison", "Judgement", "Clauses", "Claims", "Explanation"])
def test_the_reference_tells_every_part(name: str) -> None:
    kind = getattr(compliance, name)
    told = re.findall(r"`(\w+)`", sections()[name])
    missing = [field.name for field in fields(kind) if field.name not in told]
    missing += [part for part, value in vars(kind).items() if isinstance(value, property) and part not in told]
    assert missing == []


def test_the_reference_tells_every_method_and_format() -> None:
    shared = [name for name in vars(results.Shown) if not name.startswith("_")]
    assert re.findall(r"^\| `(\w+)\(", REFERENCE, re.MULTILINE) == shared
    told = REFERENCE.split("| `save(")[1].split("\n")[0]
    assert set(re.findall(r"`(\.\w+)`", told)) == set(BY_ENDING)


def test_the_picture_is_shown_and_small() -> None:
    picture = ROOT / "docs" / "pictures" / "notebook.png"
    assert "../pictures/notebook.png" in HOW_TO
    assert picture.stat().st_size < 120_000
