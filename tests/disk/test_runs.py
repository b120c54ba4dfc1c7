"""A run that is answered from its record writes the same bytes, and any change of what it saw has it made again."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from compliance.checks.identity import fingerprint
from compliance.disk import runs, seen, store
from tests.checks import project

ROOT = Path(__file__).resolve().parents[2]
#: Prints, behind what the command writes, whether the run was made (the pipeline was loaded) or answered from a record.
RUN = "import atexit, sys\nfrom compliance.cli.front import run\natexit.register(lambda: print('made' if 'compliance.pipeline' in sys.modules else 'answered', file=sys.stderr))\nsys.argv[0] = 'compliance'\nrun()"


class Desk:
    """A folder with a pack, a base that it extends and a text, and runs in it."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("COMPLIANCE_")} | {"COMPLIANCE_CACHE": str(top / "cache"), "PYTHONPATH": str(ROOT)}
        self.work = top / "work"
        self.work.mkdir()
        shutil.copytree(ROOT / "rules" / "doha", self.work / "base")
        (self.work / "own").mkdir()
        (self.work / "own" / "pack.yaml").write_text("id: own\nversion: 0.0.1\ntitle: t\ndescription: d\nextends: ../base\n", "utf-8")
        shutil.copytree(ROOT / "texts" / "iea-2020-09", self.work / "decree")
        self.script = RUN
        self.ask = ("report", "-r", "./own", "-i", "decree")

    def run(self, *arguments: str, **environment: str) -> tuple[int, bytes, bool]:
        """Exit code, what was written, and whether the run was made."""
        done = subprocess.run([sys.executable, "-c", self.script, *(arguments or self.ask)], cwd=self.work, env=self.environment | environment, capture_output=True, check=False)
        return done.returncode, done.stdout, done.stderr.endswith(b"made\n")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_it_writes_the_same_bytes_and_with_no_cache_too(desk: Desk) -> None:
    first, second = desk.run(), desk.run()
    assert (first[0], first[2]) == (0, True)
    assert second == (0, first[1], False)
    assert desk.run(*desk.ask, "--no-cache") == first
    assert desk.run(COMPLIANCE_NO_CACHE="1") == first
    assert b"3.recruit" in first[1]


def changed(path: Path, old: str, new: str) -> None:
    """Another byte of the same length, and the same times: only the bytes tell."""
    before, text = path.stat(), path.read_text("utf-8")
    assert old in text
    assert len(old) == len(new)
    path.write_text(text.replace(old, new, 1), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("decree/text.txt", "e", "o"),
        ("decree/provenance.yaml", "2020-09", "2020-08"),
        ("own/pack.yaml", "0.0.1", "0.0.2"),
        ("base/pack.yaml", "\nversion: 0", "\nversion: 1"),
        ("base/lexicon.yaml", "recruit", "recruut"),
        ("base/commitments.yaml", "# yaml", "# Yaml"),
        ("base/cases/asylum.yaml", "# yaml", "# Yaml"),
    ],
)
def test_a_changed_byte_has_it_made_again(desk: Desk, file: str, old: str, new: str) -> None:
    desk.run()
    assert not desk.run()[2]
    changed(desk.work / file, old, new)
    code, out, made = desk.run()
    assert made
    assert (code, out) == desk.run(*desk.ask, "--no-cache")[:2]


def test_what_appears_or_goes_has_it_made_again(desk: Desk) -> None:
    desk.run()
    (desk.work / "own" / "more.txt").write_text("what is no part of a pack", "utf-8")
    assert desk.run()[0] == 2
    (desk.work / "own" / "more.txt").unlink()
    assert not desk.run()[2]
    (desk.work / "decree" / "provenance.yaml").unlink()
    assert desk.run()[2]


def test_a_file_that_comes_before_a_built_in_one_is_seen(desk: Desk) -> None:
    ask = ("report", "-i", "iea-2020-09")
    desk.run(*ask)
    assert not desk.run(*ask)[2]
    (desk.work / "iea-2020-09").write_text("1. No one may recruit.\n", "utf-8")
    assert desk.run(*ask)[2]


def test_other_arguments_another_folder_another_environment_are_another_run(desk: Desk) -> None:
    desk.run()
    assert desk.run(*desk.ask, "-f", "json")[2]
    assert desk.run(NO_COLOR="1")[2]
    shutil.copytree(desk.work, desk.top / "copy")
    desk.work = desk.top / "copy"
    assert desk.run()[2]


def test_mistakes_are_never_kept(desk: Desk) -> None:
    changed(desk.work / "base" / "taxonomy.yaml", "relation: narrower", "relation: narrowwr")
    first, second = desk.run(), desk.run()
    assert first[0] == second[0] == 2
    assert second[2]
    assert not (desk.top / "cache" / "runs").exists()


def test_an_error_of_the_tool_is_never_kept(desk: Desk) -> None:
    broken = RUN.replace("sys.argv[0]", "import compliance.pipeline\ncompliance.pipeline.judge = lambda *a: 1 / 0\nsys.argv[0]")
    done = subprocess.run([sys.executable, "-c", broken, *desk.ask], cwd=desk.work, env=desk.environment, capture_output=True, check=False)
    assert done.returncode == 3
    assert b"internal error: ZeroDivisionError" in done.stderr
    assert desk.run()[2]


def test_an_altered_record_is_not_used(desk: Desk) -> None:
    first = desk.run()
    (path,) = (desk.top / "cache" / "runs").iterdir()
    data = path.read_bytes()
    assert b"recruit" in data
    path.write_bytes(data.replace(b"recruit", b"recruut", 1))
    assert desk.run() == first
    path.write_bytes(data[: len(data) // 2])
    assert desk.run() == first


@pytest.mark.parametrize("change", [{"seen": [[]]}, {"seen": None}, {"seen": [[1, 2, 3]]}, {"out": []}, {"out": "\u0416"}, {"code": "x"}, {"days": ["x"]}, {"files": 1}, {"made by": ""}])
def test_a_record_of_another_shape_is_none(desk: Desk, change: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    first = desk.run()
    (path,) = (desk.top / "cache" / "runs").iterdir()
    monkeypatch.setenv("COMPLIANCE_CACHE", str(desk.top / "cache"))
    monkeypatch.delenv("COMPLIANCE_NO_CACHE", raising=False)
    whole = json.loads(path.read_bytes().partition(b"\n")[2])
    store.keep("runs", path.name, json.dumps(whole).encode())
    assert desk.run() == (*first[:2], False)
    store.keep("runs", path.name, json.dumps({**whole, **change}).encode())
    assert desk.run() == first


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")
def test_a_cache_that_cannot_be_written_is_no_error(desk: Desk) -> None:
    (desk.top / "cache").write_text("in the way", "utf-8")
    first = desk.run()
    assert first[0] == 0
    assert desk.run() == first


def test_files_are_written_again(desk: Desk) -> None:
    ask = (*desk.ask, "-f", "json", "-o", "out.json")
    desk.run(*ask)
    first = (desk.work / "out.json").read_bytes()
    (desk.work / "out.json").unlink()
    code, out, made = desk.run(*ask)
    assert (code, out, made) == (0, b"", False)
    assert (desk.work / "out.json").read_bytes() == first
    shutil.rmtree(desk.top / "cache")


def test_other_code_or_another_library_is_another_tool(desk: Desk, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "compliance", tmp_path / "tool" / "compliance", ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("rules", "texts"):
        shutil.copytree(ROOT / part, tmp_path / "tool" / part)
    desk.environment["PYTHONPATH"] = str(tmp_path / "tool")
    desk.run()
    assert not desk.run()[2]
    changed(tmp_path / "tool" / "compliance" / "mapping" / "table.py", "Takes", "takes")
    assert desk.run()[2]


def test_language_data_are_seen(desk: Desk, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "compliance", tmp_path / "tool" / "compliance", ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("rules", "texts"):
        shutil.copytree(ROOT / part, tmp_path / "tool" / part)
    desk.environment["PYTHONPATH"] = str(tmp_path / "tool")
    for name in ("words.yaml", "cues.yaml", "inflections.txt"):
        desk.run()
        assert not desk.run()[2]
        path = tmp_path / "tool" / "compliance" / "norms" / "english" / name
        path.write_bytes(path.read_bytes() + (b"zzzz zzzz:B\n" if name.endswith(".txt") else b"# more\n"))
        assert desk.run()[2], name


@pytest.mark.parametrize("look", ["open({!r}).read()", "import os; os.listdir({!r}[:-9])", "import subprocess; subprocess.run([sys.executable, '-c', ''])"])
def test_what_is_read_past_the_record_keeps_the_run_from_being_kept(desk: Desk, look: str) -> None:
    outside = desk.top / "outside" / "words.txt"
    outside.parent.mkdir()
    outside.write_text("words", "utf-8")
    past = RUN.replace("sys.argv[0]", f"import compliance.pipeline\nold = compliance.pipeline.judge\ndef judge(*a):\n    {look.format(str(outside))}\n    return old(*a)\ncompliance.pipeline.judge = judge\nsys.argv[0]")
    done = subprocess.run([sys.executable, "-c", past, *desk.ask], cwd=desk.work, env=desk.environment, capture_output=True, check=False)
    assert done.returncode == 0
    assert not (desk.top / "cache" / "runs").exists()


def test_code_from_the_folder_at_hand_keeps_the_run_from_being_kept(desk: Desk) -> None:
    (desk.work / "textwrap.py").write_text("from importlib.util import spec_from_file_location, module_from_spec\nimport os\nspec = spec_from_file_location('textwrap', os.path.join(os.path.dirname(os.__file__), 'textwrap.py'))\nreal = module_from_spec(spec)\nspec.loader.exec_module(real)\nglobals().update(vars(real))\n", "utf-8")
    first = desk.run()
    assert first[0] == 0
    assert desk.run() == first


def test_a_check_holds_until_the_next_waiver_expires(desk: Desk) -> None:
    waiver = f'[[waiver]]\ncode = "contradiction"\nelement = "1.lend"\nprovision = "house/3"\nwords = "{fingerprint("Anyone may lend books")}"\nreason = "agreed with the keeper"\nowner = "Amina"\n'
    project.make(desk.work, project.SOUND + "3. Anyone may lend books.\n", project.CONFIG + 'waivers = "waivers.toml"\n', waivers__toml=waiver + "created = 2030-01-01\nexpires = 2030-02-01\n")

    def on(day: str) -> tuple[int, bytes, bool]:
        desk.script = f"import time\ntime.strftime = lambda *a: {day!r}\n" + RUN
        return desk.run("check")

    code, first, made = on("2030-01-01")
    assert (code, made) == (0, True)
    assert on("2030-01-31") == (0, first, False)
    assert on("2030-02-01") == (0, first, False)
    code, after, made = on("2030-02-02")
    assert (code, made) == (1, True)
    assert on("2031-01-01") == (1, after, False)
    assert on("2030-01-31") == (0, first, True)


@pytest.mark.parametrize(("file", "words"), [("compliance.toml", "# more"), ("waivers.toml", "# more"), ("more.txt", "1. No one may recruit."), ("baseline.json", " ")])
def test_settings_of_a_check_are_seen(desk: Desk, file: str, words: str) -> None:
    (desk.work / "compliance.toml").write_text('rules = ["doha"]\ninstruments = ["*.txt"]\nwaivers = "waivers.toml"\nbaseline = "baseline.json"\n', "utf-8")
    (desk.work / "waivers.toml").write_text("# none\n", "utf-8")
    (desk.work / "one.txt").write_text("1. Members may leave.\n", "utf-8")
    assert desk.run("baseline", "create")[0] == 0
    first = desk.run("check")
    assert first[0] == 0
    assert desk.run("check") == (*first[:2], False)
    path = desk.work / file
    path.write_text((path.read_text("utf-8") if path.exists() else "") + f"\n{words}\n", "utf-8")
    assert desk.run("check")[2]


def test_outputs_of_a_check_are_written_again(desk: Desk) -> None:
    ask = ("check", "--output", "sarif:a.sarif", "--output", "json:b.json")
    desk.run(*ask)
    first = [(desk.work / name).read_bytes() for name in ("a.sarif", "b.json")]
    for name in ("a.sarif", "b.json"):
        (desk.work / name).unlink()
    assert not desk.run(*ask)[2]
    assert [(desk.work / name).read_bytes() for name in ("a.sarif", "b.json")] == first


def test_all_outputs_of_a_check_are_written_again_where_some_stand(desk: Desk) -> None:
    ask = ("check", "--output", "sarif:a.sarif", "--output", "json:b.json")
    for name in ("a.sarif", "b.json"):
        (desk.work / name).write_text("old", "utf-8")
    desk.run(*ask)
    assert not desk.run(*ask)[2]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_run_that_wrote_into_a_pipe_is_not_kept(desk: Desk) -> None:
    os.mkfifo(desk.work / "pipe")
    read: list[bytes] = []
    for _ in range(2):
        reader = threading.Thread(target=lambda: read.append((desk.work / "pipe").read_bytes()))
        reader.start()
        assert desk.run("report", "-f", "json", "-o", "pipe")[2]
        reader.join(10)
    assert read[0] == read[1] != b""
    assert not (desk.top / "cache" / "runs").exists()


@pytest.mark.parametrize("words", [("check", "--watch"), ("check", "--changed-since", "HEAD"), ("check", "--changed-since=HEAD"), ("baseline", "show"), ("waive", "x"), ("review", "x"), ("init",)])
def test_what_goes_on_or_asks_the_clock_or_git_is_never_asked_for(desk: Desk, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPLIANCE_CACHE", str(desk.top / "cache"))
    monkeypatch.delenv("COMPLIANCE_NO_CACHE", raising=False)
    assert runs.request(("check",))
    assert not runs.request(words)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_check_against_a_revision_is_made_each_time(desk: Desk) -> None:
    project.make(desk.work)
    for words in (("init", "-q"), ("add", "."), ("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "first")):
        subprocess.run(["git", *words], cwd=desk.work, check=True)
    first = desk.run("check", "--changed-since", "HEAD")
    assert first[0] == 0
    kept = sorted((desk.top / "cache" / "compiled").iterdir())
    assert kept
    assert desk.run("check", "--changed-since", "HEAD") == first
    assert first[2]
    assert not (desk.top / "cache" / "runs").exists()
    # What was read of the files of then, which lie in a folder that is gone, is not kept either.
    assert sorted((desk.top / "cache" / "compiled").iterdir()) == kept


def test_idle_rows_are_found_in_a_pack_that_is_known(desk: Desk) -> None:
    lexicon = project.PACK["lexicon.yaml"].replace("verbs: [show]", "verbs: [show, show]")
    project.make(desk.work, project.SOUND, project.CONFIG + "dead-rules = true\n", **{"pack/lexicon.yaml": lexicon})
    first = desk.run("check", "-f", "json")
    assert "stands twice" in first[1].decode()
    assert desk.run("check", "-f", "json") == (*first[:2], False)
    shutil.rmtree(desk.top / "cache" / "runs")
    assert desk.run("check", "-f", "json") == first


def test_a_day_is_part_of_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    record = seen.start()
    try:
        day = seen.today()
        assert record.days == (day, day)
        seen.holds_until("2999-01-01")
        assert record.days == (day, "2999-01-01")
    finally:
        seen.stop()
    assert seen.same_day(day, day)
    assert not seen.same_day("2999-01-01", "2999-01-02")
    assert not seen.same_day("1999-01-01", "1999-01-02")


def test_a_file_that_changes_during_the_run_spoils_the_record(tmp_path: Path) -> None:
    record = seen.start()
    try:
        (tmp_path / "a").write_bytes(b"1")
        seen.read(tmp_path / "a")
        (tmp_path / "a").write_bytes(b"2")
        assert not record.spoiled
        seen.read(tmp_path / "a")
        assert record.spoiled
    finally:
        seen.stop()


def test_what_was_noted_is_looked_at_again(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "c").write_bytes(b"1")
    (tmp_path / "a" / ".hidden").write_bytes(b"1")
    record = seen.start()
    try:
        assert seen.tree(tmp_path / "a") == ["c"]
        assert seen.names(tmp_path / "a") == [".hidden", "b", "c"]
        assert (seen.is_file(tmp_path / "x"), seen.is_dir(tmp_path / "a"), seen.exists(tmp_path / "a" / "c")) == (False, True, True)
        assert seen.read(tmp_path / "a" / "c") == b"1"
        assert seen.real(tmp_path / "a" / ".." / "a") == os.path.realpath(tmp_path / "a")
    finally:
        seen.stop()
    rows = [(kind, path, found) for (kind, path), found in record.noted.items()]
    assert len(rows) == 7
    assert [seen.same(*row) for row in rows] == [True] * 7
    (tmp_path / "a" / "b" / "d").write_bytes(b"1")
    (tmp_path / "a" / "c").write_bytes(b"2")
    (tmp_path / "x").write_bytes(b"")
    assert [(row[0], os.path.basename(row[1])) for row in rows if not seen.same(*row)] == [("tree", "a"), ("is", "x"), ("file", "c")]
    assert not seen.same("unknown", str(tmp_path), "")


def test_each_name_of_the_environment_that_is_read_is_part_of_the_request() -> None:
    asked = {name for path in (ROOT / "compliance").rglob("*.py") for name in re.findall(r"""environ(?:\.get\(|\[)["'](\w+)["']""", path.read_text("utf-8"))}
    of_the_cache = {"COMPLIANCE_NO_CACHE", "COMPLIANCE_CACHE", "LOCALAPPDATA", "XDG_CACHE_HOME"}
    assert "NO_COLOR" in asked
    assert asked - of_the_cache <= set(runs.ENVIRONMENT)


def test_only_the_door_asks_the_clock() -> None:
    asks = [path.relative_to(ROOT).as_posix() for path in (ROOT / "compliance").rglob("*.py") if re.search(r"\b(?:date\.today|datetime\.now|datetime\.utcnow|time\.time|strftime|localtime)\(", path.read_text("utf-8"))]
    assert asks == ["compliance/disk/seen.py"]
