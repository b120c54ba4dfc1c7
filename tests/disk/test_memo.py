"""What is worked out of files comes from the cache as it was made, and is made again when a byte of what it was made from changes."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from compliance import disk
from compliance.disk import memo, seen, stamp, store
from compliance.errors import PackError
from compliance.model.pack import RulePack
from compliance.packs.shape import plain, reader
from compliance.packs.yaml_text import parse_yaml
from compliance.pipeline import make_report
from compliance.reading import load_grammar
from compliance.report.to_json import to_json

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache that is in use, and a pack beside it that extends another."""
    monkeypatch.delenv("COMPLIANCE_NO_CACHE", raising=False)
    monkeypatch.setenv("COMPLIANCE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(memo, "_used", True)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "rules" / "doha", tmp_path / "base")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "pack.yaml").write_text("id: own\nversion: 0.0.1\ntitle: t\ndescription: d\nextends: ../base\n", "utf-8")
    load_grammar.cache_clear()
    yield tmp_path
    load_grammar.cache_clear()


def read(monkeypatch: pytest.MonkeyPatch, ref: str = "./own") -> tuple[RulePack, bool]:
    """The pack, and whether it was made of its files."""
    made = []
    whole = sys.modules["compliance.disk.packs"]._pack
    with monkeypatch.context() as patch:
        patch.setattr("compliance.disk.packs._pack", lambda *a: (made.append(a), whole(*a))[1])
        return disk.load_rules(ref), bool(made)


def entries(top: Path) -> list[Path]:
    return sorted((top / "cache" / "compiled").iterdir()) if (top / "cache").is_dir() else []


@pytest.mark.parametrize("ref", ["doha", "nda", "./own"])
def test_a_pack_comes_back_as_it_was_made(top: Path, ref: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first, made = read(monkeypatch, ref)
    second, again = read(monkeypatch, ref)
    assert (made, again) == (True, False)
    assert second == first
    assert repr(second) == repr(first)
    monkeypatch.setenv("COMPLIANCE_NO_CACHE", "1")
    assert read(monkeypatch, ref) == (first, True)
    assert not first.cases


def test_a_pack_as_plain_data_is_the_same_pack(doha: RulePack) -> None:
    assert reader(RulePack)(json.loads(json.dumps(plain(doha)))) == doha


@pytest.mark.parametrize("file", ["own/pack.yaml", *sorted(path.relative_to(ROOT / "rules" / "doha").as_posix().join(("base/", "")) for path in (ROOT / "rules" / "doha").rglob("*.yaml"))])
def test_one_byte_of_any_file_of_it_or_of_its_base_counts(top: Path, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read(monkeypatch)
    path = top / file
    path.write_bytes(path.read_bytes() + b"#")
    anew = read(monkeypatch)
    # The digest is that of the bytes that judge, and nothing else of the pack changes.
    assert (replace(anew[0], sha256=first[0].sha256), anew[1]) == (first[0], True)
    assert read(monkeypatch) == (anew[0], False)


def test_a_new_file_counts(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(monkeypatch)
    (top / "base" / "README.md").write_text("words", "utf-8")
    assert read(monkeypatch)[1]


def test_a_pack_with_mistakes_is_never_kept(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = top / "base" / "cases" / "asylum.yaml"
    path.write_text(path.read_text("utf-8").replace("cases:", "casses:"), "utf-8")
    for _ in range(2):
        with pytest.raises(PackError, match="casses"):
            disk.load_rules("./own")
    assert entries(top) == []


def test_an_altered_phrase_is_not_used(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = read(monkeypatch)
    (entry,) = entries(top)
    data = entry.read_bytes()
    assert data.count(b'"recruit"')
    entry.write_bytes(data.replace(b'"recruit"', b'"reject!"'))
    assert read(monkeypatch) == (first, True)


@pytest.mark.parametrize("made", [None, [], {}, "x", {"head": 1}, {"head": {"id": "x"}}])
def test_an_entry_of_another_shape_is_none(top: Path, made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = read(monkeypatch)
    (entry,) = entries(top)
    whole = json.loads(entry.read_bytes().partition(b"\n")[2])
    for payload in ({**whole, "seen": [[[], 1, 2]]}, {**whole, "made": made}, {"made": whole["made"]}, {**whole, "seen": [["file"]]}, [], None):
        store.keep("compiled", entry.name, json.dumps(payload).encode())
        assert read(monkeypatch) == (first, True)


def test_other_code_is_another_key(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(monkeypatch)
    monkeypatch.setattr(stamp, "_stamp", "0" * 64)
    assert read(monkeypatch)[1]
    monkeypatch.setattr(stamp, "_stamp", "")
    before = entries(top)
    assert read(monkeypatch)[1]
    assert entries(top) == before


def test_another_user_or_an_open_file_is_none(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(monkeypatch)
    (entry,) = entries(top)
    entry.chmod(0o666)
    assert read(monkeypatch)[1] == (sys.platform != "win32")


def test_commitments_keep_their_places(top: Path) -> None:
    first = disk.pack_commitments("./own")
    assert [one.path for one in first] == ["base/commitments.yaml"]
    second = disk.pack_commitments("./own")
    assert second == first
    assert second is not first
    assert [(one.keys, one.values) for one in second] == [(one.keys, one.values) for one in first]
    assert ("commitments", "1") in first[0].keys


@pytest.mark.parametrize("name", ["words.yaml", "cues.yaml", "inflections.txt"])
def test_language_tables_are_told_by_their_bytes(top: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    files = disk.language_files()
    first = load_grammar()
    load_grammar.cache_clear()
    second = load_grammar()
    assert (second.tags, second.openers, second.cues, second.verbs) == (first.tags, first.openers, first.cues, first.verbs)
    old, new = {"words.yaml": ("shall", "shallt"), "cues.yaml": ("id: ", "id: x-"), "inflections.txt": ("abandoned abandon:P", "abandoned abase:P")}[name]
    assert old in files[name]
    monkeypatch.setattr(disk, "language_files", lambda: {**files, name: files[name].replace(old, new, 1)})
    load_grammar.cache_clear()
    third = load_grammar()
    assert (third.tags, third.cue_rows, third.lemma("abandoned", "P")) != (first.tags, first.cue_rows, first.lemma("abandoned", "P"))


def test_provenance_is_told_by_its_bytes(top: Path) -> None:
    shutil.copytree(ROOT / "texts" / "iea-2020-09", top / "decree")
    first = disk.load_text("decree")
    assert disk.load_text("decree") == first
    path = top / "decree" / "provenance.yaml"
    path.write_text(path.read_text("utf-8").replace("2020-09", "2020-08"), "utf-8")
    assert disk.load_text("decree").provenance.date == "2020-08"


def test_a_report_is_the_same_with_and_without(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = to_json(make_report())
    assert len(entries(top)) > 3
    assert to_json(make_report()) == first
    monkeypatch.setenv("COMPLIANCE_NO_CACHE", "1")
    assert to_json(make_report()) == first


def test_a_library_writes_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMPLIANCE_NO_CACHE", raising=False)
    monkeypatch.setenv("COMPLIANCE_CACHE", str(tmp_path / "cache"))
    disk.load_rules("doha")
    assert not (tmp_path / "cache").exists()


def test_what_a_part_saw_belongs_to_the_whole(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = []
    for _ in range(2):
        record = seen.start()
        try:
            disk.load_rules("./own")
        finally:
            seen.stop()
        noted.append(record.noted)
    assert noted[0] == noted[1]
    assert ("file", str(Path("own") / "pack.yaml")) in noted[0]
    assert parse_yaml((top / "own" / "pack.yaml").read_text("utf-8"), "").data["id"] == "own"
