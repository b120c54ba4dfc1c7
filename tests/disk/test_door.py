"""The one door to the disk: nobody else opens files, and a plain text comes through it without what reads packs."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import compliance
from compliance import disk
from compliance.disk.files import read_bytes
from compliance.errors import InputError

PACKAGE = Path(compliance.__file__).parent
HEAVY = ("pydantic", "yaml", "lxml", "compliance.packs.load", "compliance.model.pack", "compliance.norms", "compliance.mapping")
OPENERS = frozenset({"read_bytes", "write_text", "write_bytes", "mkstemp", "iterdir", "rglob", "glob"})


def opens_files(source: str) -> list[int]:
    """The lines of a module that open a file or list a folder."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        by_name = isinstance(called, ast.Name) and called.id == "open"
        by_method = isinstance(called, ast.Attribute) and (called.attr in OPENERS or (called.attr == "read_text" and not isinstance(called.value, ast.Name)))
        if by_name or by_method:
            found.append(node.lineno)
    return found


def test_only_one_room_opens_files() -> None:
    assert opens_files("open('x')\nPath('x').read_text()\npath.read_bytes()\n") == [1, 2, 3]
    modules = sorted(PACKAGE.rglob("*.py"))
    inside = [path for path in modules if PACKAGE / "disk" in path.parents]
    assert any(opens_files(path.read_text("utf-8")) for path in inside)
    assert {str(path): lines for path in modules if path not in inside and (lines := opens_files(path.read_text("utf-8")))} == {}


def loaded_after(code: str, *arguments: str) -> list[str]:
    """Which of the heavy modules a fresh interpreter has loaded after ``code``."""
    check = f"{code}\nimport sys\nprint(*[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", check, *arguments], capture_output=True, text=True, check=True)
    return done.stderr.split()


def test_a_plain_text_is_opened_without_what_reads_packs(tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("Order\n\n1. All must go.\n2. None may stay.\n", "utf-8")
    read = "import sys\nfrom compliance import disk\nfrom compliance.clauses.opening import open_text\ntext, tree = open_text(disk.load_text(sys.argv[1]))\nassert len(tree.root.children) == 3"
    assert loaded_after(read, str(plain)) == []
    write = f"{read}\ndisk.write_atomically(sys.argv[1] + '.out', text.content)"
    assert loaded_after(write, str(plain)) == []


def test_plain_texts_are_compared_without_what_reads_packs(tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("1. All must go.\n2. None may stay.\n", "utf-8")
    new.write_text("1. All may go.\n2. None may stay.\n", "utf-8")
    compare = (
        "import sys\nfrom compliance import disk\nfrom compliance.comparing import compare_texts\n"
        "assert len(compare_texts(disk.load_text(sys.argv[1]), disk.load_text(sys.argv[2])).changes) == 2"
    )
    assert loaded_after(compare, str(old), str(new)) == []


def test_the_command_line_shows_clauses_without_what_reads_packs(tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("1. All must go.\n", "utf-8")
    run = "import sys\nfrom compliance.cli.main import app\nsys.argv[0] = 'compliance'\ntry:\n    app()\nexcept SystemExit:\n    pass"
    # pydantic is left out of the count: the library of the command line loads it for its own use.
    ours = [name for name in loaded_after(run, "parse", str(plain)) if name != "pydantic"]
    assert ours == ["yaml", "compliance.norms"]  # the language data that norms are read by
    ours = [name for name in loaded_after(run, "parse", str(plain), "-f", "akn") if name != "pydantic"]
    assert ours == ["lxml"]


def test_a_text_with_provenance_brings_what_reads_it(tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("1. All must go.\n", "utf-8")
    (tmp_path / "plain.txt.provenance.yaml").write_text("title: An order\n", "utf-8")
    assert disk.load_text(str(plain)).provenance.title == "An order"
    read = "import sys\nfrom compliance import disk\ndisk.load_text(sys.argv[1])"
    found = set(loaded_after(read, str(plain)))
    assert "yaml" in found
    assert "pydantic" not in found
    (tmp_path / "plain.txt.provenance.yaml").write_text("titel: An order\n", "utf-8")
    read = "import sys\nfrom compliance import disk\nfrom compliance.errors import InputError\ntry:\n    disk.load_text(sys.argv[1])\nexcept InputError:\n    pass"
    assert {"pydantic", "yaml"} <= set(loaded_after(read, str(plain)))


def test_every_name_of_the_door_is_there() -> None:
    assert [name for name in disk.__all__ if not callable(getattr(disk, name))] == []
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        disk.nothing  # noqa: B018


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="this system has no such device")
def test_what_never_ends_is_read_as_far_as_a_file_may_be_long() -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(Path("/dev/zero"))
    assert [problem.code for problem in caught.value.problems] == ["input-too-large"]
