"""The face of the package: cheap to import, the same names at run time and for whoever checks types, none of them that of a room."""

from __future__ import annotations

import ast
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import compliance

PACKAGE = Path(compliance.__file__).parent


def modules_after(code: str) -> set[str]:
    """The modules of the package that a fresh interpreter has loaded after ``code``."""
    done = subprocess.run([sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_it_loads_nothing() -> None:
    bare = modules_after("")
    assert modules_after("import compliance\nassert compliance.__version__") - bare == {"compliance"}


def test_a_verb_loads_what_it_needs() -> None:
    words = "compliance.text('1. All may go.')"
    found = modules_after(f"import compliance\ncompliance.diff({words}, {words})")
    assert "compliance.changes.compare" in found
    assert not {name for name in found if name.startswith(("compliance.norms", "compliance.packs", "compliance.mapping", "compliance.cli"))}
    assert not found & {"pandas", "IPython", "yaml", "pydantic", "typer", "lxml"}
    found = modules_after(f"import compliance\ncompliance.make_report(instruments={words})._repr_html_()")
    assert not found & {"pandas", "IPython", "pydantic", "typer", "compliance.report.to_html", "compliance.changes.compare"}


def test_every_name_is_there() -> None:
    assert len(set(compliance.__all__)) == len(compliance.__all__)
    for name in compliance.__all__:
        assert getattr(compliance, name) is not None
        assert name in dir(compliance)
    with pytest.raises(AttributeError, match="no attribute 'raport'; its verbs are check, check_claims, diff, explain, make_report, parse, text"):
        compliance.raport  # type: ignore[attr-defined]  # noqa: B018  # the name is wrong on purpose


def test_the_stub_names_what_is_there() -> None:
    stub = ast.parse((PACKAGE / "__init__.pyi").read_text("utf-8"))
    named = {alias.asname for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    named |= {node.target.id for node in stub.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)}
    assert named == set(compliance.__all__)
    homes = {alias.name: node.module for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    for name, home in homes.items():
        if name != "errors":
            assert getattr(compliance, name).__module__ == home


def test_no_verb_is_called_like_a_room() -> None:
    """A room binds its name in the package when it is loaded, whatever stood there."""
    rooms = {module.name for module in pkgutil.iter_modules([str(PACKAGE)])}
    assert {"report", "claims", "checks"} <= rooms
    assert not (set(compliance.__all__) - {"errors"}) & rooms


def test_nobody_inside_asks_the_face_for_a_verb() -> None:
    """Lower rooms know the version of the package and no more of its face."""
    asked = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "compliance" and node.level == 0:
                asked |= {alias.name for alias in node.names}
    assert "__version__" in asked
    assert not asked & (set(compliance.__all__) - {"__version__", "errors"})


def test_types_are_shipped() -> None:
    assert (PACKAGE / "py.typed").is_file()
