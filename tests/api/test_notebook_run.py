"""The notebook of the documentation: it comes without outputs, its cells run, and a real kernel shows what they give."""

from __future__ import annotations

import ast
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

import compliance

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "use-in-python.ipynb"
CELLS = [cell for cell in json.loads(NOTEBOOK.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]


def test_it_comes_without_outputs_and_in_one_form() -> None:
    held = json.loads(NOTEBOOK.read_text("utf-8"))
    assert NOTEBOOK.read_text("utf-8") == json.dumps(held, indent=1, ensure_ascii=False) + "\n"
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in CELLS)
    assert set(held["metadata"]) == {"kernelspec", "language_info"}


def test_its_cells_run_without_a_kernel() -> None:
    names: dict[str, Any] = {}
    shown = []
    for cell in CELLS:
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop()
        assert isinstance(last, ast.Expr)
        exec(compile(tree, "cell", "exec"), names)
        shown.append(eval(compile(ast.Expression(last.value), "cell", "eval"), names))
    assert [type(one) for one in shown] == [compliance.Report, compliance.Verdict, compliance.Comparison, compliance.Clauses, list]
    assert shown[2].flips is not None
    assert [flip.kind for flip in shown[2].flips.flips] == ["changed"]


def test_a_real_kernel_shows_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run by nbconvert, in a process of its own; what is shown is the same as ``_repr_html_`` gives, and the page has no more of ours than that."""
    pytest.importorskip("ipykernel", reason="ipykernel is missing: pip install -e '.[notebook]'")
    pytest.importorskip("nbconvert", reason="nbconvert is missing: pip install -e '.[notebook]'")
    import subprocess
    import sys

    (tmp_path / "run.ipynb").write_bytes(NOTEBOOK.read_bytes())
    environment = {**os.environ, "IPYTHONDIR": str(tmp_path / "ipython"), "JUPYTER_CONFIG_DIR": str(tmp_path / "jupyter"), "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime")}
    words = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "run.ipynb", "--output", "done.ipynb"]
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    outputs = [cell["outputs"] for cell in json.loads((tmp_path / "done.ipynb").read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert [len(one) for one in outputs] == [1] * len(CELLS)
    shown = [one["data"] for (one,) in outputs]
    assert "".join(shown[0]["text/html"]) == compliance.make_report()._repr_html_()
    assert "".join(shown[0]["text/plain"]) == repr(compliance.make_report())
    assert ["text/html" in data for data in shown] == [True, True, True, True, False]
    assert (tmp_path / "done.ipynb").stat().st_size < 60_000
    page = subprocess.run([sys.executable, "-m", "nbconvert", "--to", "html", "--stdout", "done.ipynb"], cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", check=True)
    assert page.stdout.count('<div class="cmpl">') == 4
    assert not re.search(r'<div class="cmpl">(?:(?!</div>\s*</div>).)*<script', page.stdout, re.DOTALL)
