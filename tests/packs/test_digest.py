"""The digest of a pack: what judges is in it, and nothing else."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from compliance.disk import load_pack_folder, load_rules
from compliance.disk.files import corpus


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(corpus("rules") / "doha", tmp_path / "mine"))


def test_it_is_that_of_the_lines_that_sha256sum_prints(pack: Path) -> None:
    names = sorted(str(path.relative_to(pack)) for path in pack.rglob("*.yaml"))
    judging = [name for name in names if not name.startswith("cases/") and name != "survivors.yaml"]
    lines = "".join(f"{hashlib.sha256((pack / name).read_bytes()).hexdigest()}  {name}\n" for name in judging)
    assert load_pack_folder(str(pack)).sha256 == hashlib.sha256(lines.encode()).hexdigest()


def test_it_is_the_same_with_and_without_cases(pack: Path) -> None:
    before = load_pack_folder(str(pack)).sha256
    assert load_rules(str(pack)).sha256 == before
    (pack / "survivors.yaml").unlink()
    assert load_rules(str(pack)).sha256 == before


def test_a_changed_comment_changes_it(pack: Path) -> None:
    before = load_rules(str(pack)).sha256
    file = pack / "lexicon" / sorted(path.name for path in (pack / "lexicon").iterdir())[0] if (pack / "lexicon").is_dir() else pack / "lexicon.yaml"
    file.write_text(file.read_text("utf-8") + "# a remark\n", "utf-8")
    assert load_rules(str(pack)).sha256 != before


def test_the_pack_below_counts(tmp_path: Path, pack: Path) -> None:
    mine = tmp_path / "above"
    mine.mkdir()
    (mine / "pack.yaml").write_text("id: above\nversion: 1.0.0\ntitle: Above\ndescription: On top of another.\nextends: ../mine\n", "utf-8")
    before = load_rules(str(mine)).sha256
    assert before != load_rules(str(pack)).sha256
    rules = pack / "taxonomy.yaml"
    rules.write_text(rules.read_text("utf-8") + "# a remark\n", "utf-8")
    assert load_rules(str(mine)).sha256 != before
