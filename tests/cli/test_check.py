"""``compliance check`` as a user runs it: where its configuration stands, what it writes, how it ends, and what it refuses."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest

from compliance.errors import InputError
from tests.checks.project import CONFIG, SOUND, judge, make, run, seen

LOUD = SOUND + "3. Anyone may lend books.\n"
PLACED = "rules/house.txt:5:4"


def test_without_a_configuration_the_built_in_corpus_is_judged(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 1
    assert "texts/doha-part-ii/text.txt" in done.stdout
    assert str(tmp_path) not in done.stdout
    assert run(tmp_path).stdout == done.stdout


# ---- where the configuration stands ----


def test_the_nearest_configuration_wins_and_its_paths_are_its_own(tmp_path: Path) -> None:
    make(tmp_path, SOUND)
    inner = make(tmp_path / "a" / "b", LOUD)
    deep = inner / "c" / "d"
    deep.mkdir(parents=True)
    done = run(deep)
    assert done.returncode == 1
    assert f"../../{PLACED}: error contradiction" in done.stdout
    assert run(tmp_path / "a").returncode == 0


def test_a_table_of_pyproject_is_a_configuration(tmp_path: Path) -> None:
    table = '[project]\nname = "x"\nrules = ["none"]\n\n[tool.compliance]\n' + CONFIG
    make(tmp_path, LOUD, None, pyproject__toml=table)
    assert run(tmp_path).returncode == 1
    assert seen(judge(tmp_path)) == [("contradiction", PLACED)]
    (tmp_path / "pyproject.toml").write_text(table.replace("rules = [\"pack\"]", "rulez = ['pack']"), "utf-8")
    done = run(tmp_path)
    assert (done.returncode, "pyproject.toml:8:1: config-key" in done.stderr) == (2, True)


def test_a_pyproject_without_the_table_is_passed_by(tmp_path: Path) -> None:
    make(tmp_path, LOUD)
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text('[project]\nname = "compliance"\n', "utf-8")
    assert f"../{PLACED}" in run(inner).stdout
    (inner / "pyproject.toml").write_text("this is [no TOML\n", "utf-8")
    assert f"../{PLACED}" in run(inner).stdout


    (inner / "pyproject.toml").write_text("", "utf-8")
    assert f"../{PLACED}" in run(inner).stdout


@pytest.mark.parametrize("what", ["a folder", "a link that leads nowhere", "an empty file"])
def test_a_configuration_that_cannot_be_read_is_not_passed_by(what: str, tmp_path: Path) -> None:
    """Whoever passes it by judges by another policy, or judges the built-in corpus."""
    make(tmp_path)
    inner = tmp_path / "inner"
    inner.mkdir()
    if what == "a folder":
        (inner / "compliance.toml").mkdir()
    elif what == "an empty file":
        (inner / "compliance.toml").write_text("\n", "utf-8")
    else:
        (inner / "compliance.toml").symlink_to("gone.toml")
    done = run(inner)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.match(r"compliance\.toml: input-(folder|missing|empty) ", done.stderr)


@pytest.mark.parametrize(("file", "code"), [("waivers", 0), ("reviews", 2), ("baseline", 2)])
def test_an_empty_file(file: str, code: int, tmp_path: Path) -> None:
    """Without waivers more is found, so none may be left; a review may be stricter than the engine, so its file must not come up empty unseen."""
    make(tmp_path, SOUND, CONFIG + f'{file} = "{file}.toml"\n', **{f"{file}.toml": ""})
    assert run(tmp_path).returncode == code


def test_a_broken_pyproject_that_may_hold_the_table_stops_the_check(tmp_path: Path) -> None:
    make(tmp_path, LOUD, None, pyproject__toml="[tool.compliance\n")
    done = run(tmp_path)
    assert (done.returncode, "pyproject.toml:1:17: config-syntax" in done.stderr) == (2, True)


def test_two_configurations_in_one_folder_are_an_error(tmp_path: Path) -> None:
    make(tmp_path, SOUND, pyproject__toml="[tool.compliance]\n")
    done = run(tmp_path)
    assert (done.returncode, "compliance.toml: config-two" in done.stderr) == (2, True)
    assert run(tmp_path, "--config", "compliance.toml").returncode == 0
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nname = 'compliance'\n", "utf-8")
    assert run(tmp_path).returncode == 0


def test_a_configuration_may_be_named(tmp_path: Path) -> None:
    make(tmp_path / "here", SOUND)
    make(tmp_path / "there", LOUD)
    done = run(tmp_path / "here", "--config", "../there/compliance.toml")
    assert (done.returncode, f"../there/{PLACED}" in done.stdout) == (1, True)
    assert "input-missing" in run(tmp_path, "--config", "none.toml").stderr
    (tmp_path / "pyproject.toml").write_text("", "utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")
    assert "config-name" in run(tmp_path, "--config", "pyproject.toml").stderr


def test_options_lie_over_the_configuration(tmp_path: Path) -> None:
    make(tmp_path, LOUD, CONFIG + 'fail-on = "error"\n', **{"sound.txt": SOUND, "charter2.txt": "Charter\n\n1. Nobody lends books.\n2. Guests are quiet at night.\n"})
    assert run(tmp_path).returncode == 1
    assert run(tmp_path, "-i", "sound.txt").returncode == 0
    assert "charter2.txt:3:4: note surplus" in run(tmp_path, "-i", "*.txt", "-a", "charter.txt").stdout
    assert run(tmp_path, "--report-only").returncode == 0
    assert run(tmp_path, "-r", "nope").returncode == 2
    assert run(tmp_path, "--config", "compliance.toml", "-r", "doha", "-i", "sound.txt").returncode == 1


def test_built_in_texts_and_packs_are_named_by_id(tmp_path: Path) -> None:
    (tmp_path / "compliance.toml").write_text('agreement = "doha-part-ii"\ninstruments = ["iea-2021-02"]\nrules = ["doha"]\n', "utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    done = run(inner)
    assert (done.returncode, "texts/doha-part-ii/text.txt:" in done.stdout) == (1, True)
    (inner / "iea-2021-02").mkdir()
    done = run(inner)
    assert (done.returncode, "ambiguous-name" in done.stderr) == (2, True)


def test_a_folder_called_like_a_built_in_pack_is_named_with_its_path(tmp_path: Path) -> None:
    make(tmp_path, LOUD, CONFIG.replace('"pack"', '"./nda"'))
    (tmp_path / "pack").rename(tmp_path / "nda")
    assert seen(judge(tmp_path)) == [("contradiction", PLACED)]


# ---- patterns ----


def test_patterns_are_sorted_meet_no_text_twice_and_leave_the_agreement_out(tmp_path: Path) -> None:
    config = CONFIG.replace('["rules/*.txt"]', '["**/*.txt", "rules/*.txt", "rules/b.txt"]')
    make(tmp_path, LOUD, config, **{"rules/b.txt": "Rules\n\n1. The cat sleeps.\n", "rules/b.txt.provenance.yaml": "title: b\n", "rules/.hidden.txt": "x"})
    assert seen(judge(tmp_path)) == [("contradiction", PLACED), ("surplus", "rules/b.txt:3:4")]


def test_a_pattern_that_meets_nothing_is_an_error_at_its_line(tmp_path: Path) -> None:
    make(tmp_path, SOUND, CONFIG.replace('["rules/*.txt"]', '["rules/*.txt", "decrees/*.txt"]'))
    done = run(tmp_path)
    assert (done.returncode, "compliance.toml:2:32: config-glob" in done.stderr) == (2, True)
    assert run(tmp_path, "-i", "none*.txt").stderr.count("config-glob") == 2  # its own, and that of the configuration


def test_a_name_with_signs_of_a_pattern_is_a_name_where_it_is_there(tmp_path: Path) -> None:
    make(tmp_path, SOUND, CONFIG.replace("rules/*.txt", "rules/[1] house.txt"), **{"rules/[1] house.txt": LOUD})
    assert seen(judge(tmp_path)) == [("contradiction", "rules/[1] house.txt:5:4")]


@pytest.mark.parametrize("named", ["charter.txt", "rules/../charter.txt", "link.txt"])
def test_the_agreement_is_no_instrument(named: str, tmp_path: Path) -> None:
    """Its own words would answer all that they ask."""
    make(tmp_path, SOUND.replace("Nobody may lend books.", "The porter waters the roses."), CONFIG.replace('["rules/*.txt"]', f'["rules/*.txt", "{named}"]'))
    (tmp_path / "link.txt").symlink_to("charter.txt")
    done = run(tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "charter.txt: agreement-twice" in done.stderr
    assert run(tmp_path, "-i", "rules/house.txt").returncode == 1
    assert "agreement-twice" in run(tmp_path, "-i", named).stderr


# ---- profiles and thresholds ----

PROFILES = CONFIG + '[profiles.draft]\nfail-on = "error"\nlevels = {contradiction = "note"}\n[profiles.final]\nfail-on = "note"\n'


def test_profiles(tmp_path: Path) -> None:
    make(tmp_path, SOUND + "3. The cat sleeps.\n", PROFILES)
    assert [run(tmp_path, *arguments).returncode for arguments in ([], ["--profile", "draft"], ["--profile", "final"])] == [0, 0, 1]
    make(tmp_path, LOUD, PROFILES)
    assert [run(tmp_path, *arguments).returncode for arguments in ([], ["--profile", "draft"], ["--profile", "final"])] == [1, 0, 1]
    done = run(tmp_path, "--profile", "finale")
    assert (done.returncode, "did you mean 'final'?" in done.stderr) == (2, True)
    empty = tmp_path / "none"
    empty.mkdir()
    (tmp_path / "compliance.toml").unlink()
    assert (run(empty, "--profile", "x").returncode, "config-name" in run(empty, "--profile", "x").stderr) == (2, True)


@pytest.mark.parametrize(("level", "code"), [("note", 1), ("warning", 1), ("error", 0)])
def test_the_threshold(level: str, code: int, tmp_path: Path) -> None:
    make(tmp_path, SOUND.replace("lend", "show"))
    assert run(tmp_path, "--fail-on", level).returncode == code


def test_report_only_says_the_same_and_hides_no_failure_to_judge(tmp_path: Path) -> None:
    make(tmp_path, LOUD)
    usual, only = run(tmp_path), run(tmp_path, "--report-only")
    assert (usual.returncode, only.returncode) == (1, 0)
    assert usual.stdout.split("Exit code")[0] == only.stdout.split("Exit code")[0]
    assert run(tmp_path, "--report-only", "-i", "none.txt").returncode == 2


# ---- outputs ----


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github", "summary", "gitlab"])
def test_the_exit_code_does_not_depend_on_the_format(form: str, tmp_path: Path) -> None:
    make(tmp_path, LOUD)
    done = run(tmp_path, "-f", form)
    assert (done.returncode, bool(done.stdout)) == (1, True)
    assert str(tmp_path) not in done.stdout
    written = run(tmp_path, "-f", form, "-o", "out")
    assert (written.returncode, written.stdout) == (1, "")
    assert (tmp_path / "out").read_text("utf-8") == done.stdout
    assert run(tmp_path, "-f", form, "-i", "none.txt").returncode == 2
    make(tmp_path)
    assert run(tmp_path, "-f", form).returncode == 0


def test_several_outputs_in_one_run(tmp_path: Path) -> None:
    make(tmp_path, LOUD)
    done = run(tmp_path, "--output", "sarif:out.sarif", "--output", "json:out.json", "--output", "text:out.txt")
    assert done.returncode == 1
    assert done.stdout == (tmp_path / "out.txt").read_text("utf-8") == run(tmp_path).stdout
    for form in ("sarif", "json"):
        assert (tmp_path / f"out.{form}").read_text("utf-8") == run(tmp_path, "-f", form).stdout


def test_the_first_colon_parts_format_and_path(tmp_path: Path) -> None:
    make(tmp_path, SOUND)
    path = "C:\\out.json" if sys.platform == "win32" else "C:out.json"
    assert run(tmp_path, "--output", f"json:{path}").returncode == 0
    if sys.platform != "win32":
        assert json.loads((tmp_path / "C:out.json").read_text("utf-8"))
    done = run(tmp_path, "--output", "C:\\out.json")
    assert (done.returncode, "there is no format 'C'" in done.stderr) == (2, True)


def test_outputs_are_written_all_or_none(tmp_path: Path) -> None:
    make(tmp_path, LOUD, **{"old.json": "old"})
    before = sorted(tmp_path.rglob("*"))
    for bad in ("sarif:no/such/folder.sarif", "sarif:rules"):
        done = run(tmp_path, "--output", "json:old.json", "--output", "junit:new.xml", "--output", bad)
        assert (done.returncode, done.stdout) == (2, "")
        assert "output-folder" in done.stderr
    assert (tmp_path / "old.json").read_text("utf-8") == "old"
    assert sorted(tmp_path.rglob("*")) == before


WRONG = {
    "no path": (["--output", "sarif"], "usage-output"),
    "an empty path": (["--output", "sarif:"], "usage-output"),
    "one path twice": (["--output", "text:a", "--output", "json:a"], "usage-output"),
    "the main path again": (["-o", "a", "--output", "json:./a"], "usage-output"),
    "one path by two names": (["-o", "rules/../a", "--output", "json:pack/../a"], "usage-output"),
    "an unknown format": (["-f", "jsn"], "did you mean 'json'?"),
    "an unknown format of a file": (["--output", "srif:a"], "did you mean 'sarif'?"),
    "an unknown severity": (["--fail-on", "eror"], "did you mean 'error'?"),
    "no day": (["--today", "2026-02-30"], "usage-day"),
    "an unknown option": (["--fail"], "No such option"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_wrong_options(kind: str, tmp_path: Path) -> None:
    arguments, said = WRONG[kind]
    make(tmp_path, LOUD)
    before = sorted(tmp_path.rglob("*"))
    done = run(tmp_path, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


# ---- fail closed ----


def test_everything_that_stops_the_check_is_told_at_once(tmp_path: Path) -> None:
    config = CONFIG.replace('["rules/*.txt"]', '["rules/*.txt", "none.txt", "no/*.txt"]') + 'baseline = "b.json"\nwaivers = "w.toml"\nreviews = "r.toml"\nfail-onn = "note"\n[levels]\ngap = "loud"\n'
    make(tmp_path, LOUD, config, **{"b.json": "{", "w.toml": "[[waiver]]\nall = true\n", "rules/empty.txt": "", "charter.txt": "\x00", "pack/odd.txt": "x"})
    (tmp_path / "pack" / "taxonomy.yaml").write_text("acts: [\n", "utf-8")
    done = run(tmp_path, "--today", "soon", "--output", "sarif:out.sarif", "--output", "jsn:x")
    assert (done.returncode, done.stdout) == (2, "")
    for said in (
        "usage-day", "no format 'jsn'", "compliance.toml:7:1: config-key", "compliance.toml:9:1: config-value", "compliance.toml:2:44: config-glob", "b.json:1:2: json-syntax",
        "w.toml:2:1: config-key", "r.toml: input-missing", "none.txt: input-missing", "rules/empty.txt: input-empty", "charter.txt: input-binary", "pack/odd.txt: pack-unknown-file",
        "pack/taxonomy.yaml:",
    ):  # fmt: skip
        assert done.stderr.count(said) == 1, (said, done.stderr)
    assert "Traceback" not in done.stderr
    log = json.loads((tmp_path / "out.sarif").read_text("utf-8"))
    notes = log["runs"][0]["invocations"][0]
    assert (notes["executionSuccessful"], notes["exitCode"], log["runs"][0]["results"]) == (False, 2, [])
    assert len(notes["toolExecutionNotifications"]) == done.stderr.count("next: ")


def test_sarif_on_the_terminal_says_that_nothing_was_judged(tmp_path: Path) -> None:
    done = run(make(tmp_path), "-f", "sarif", "-i", "none.txt")
    assert done.returncode == 2
    assert json.loads(done.stdout)["runs"][0]["invocations"][0]["executionSuccessful"] is False


def test_sarif_that_cannot_be_written_hides_no_problem(tmp_path: Path) -> None:
    done = run(make(tmp_path), "-i", "none.txt", "--output", "sarif:no/such/out.sarif")
    assert done.returncode == 2
    assert "none.txt: input-missing" in done.stderr
    assert "output-folder" in done.stderr


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="whoever may read everything finds nothing unreadable")
def test_an_unreadable_file(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "rules" / "house.txt").chmod(0)
    done = run(tmp_path)
    assert (done.returncode, "rules/house.txt: input-unreadable" in done.stderr) == (2, True)


def test_nothing_to_judge(tmp_path: Path) -> None:
    make(tmp_path, SOUND, CONFIG.replace('instruments = ["rules/*.txt"]\n', ""))
    done = run(tmp_path)
    assert (done.returncode, "nothing-to-judge" in done.stderr) == (2, True)


@pytest.mark.parametrize("rule", ["require", "forbid"])
def test_a_policy_for_an_element_that_no_pack_has(rule: str, tmp_path: Path) -> None:
    policy = f'[[{rule}]]\nelements = ["1.*", "9.*"]\n'
    make(tmp_path, SOUND, CONFIG + policy)
    done = run(tmp_path)
    assert (done.returncode, "compliance.toml:5:20: config-name" in done.stderr) == (2, True)
    make(tmp_path, SOUND, CONFIG.replace('["pack"]', '["pack", "doha"]') + policy.replace("9.*", "3.*"))
    assert "config-name" not in run(tmp_path).stderr
    make(tmp_path, SOUND, CONFIG.replace('["pack"]', '["pack", "doha"]') + policy)
    assert "config-name" in run(tmp_path).stderr


@pytest.mark.parametrize(("line", "place"), [("by = false", "6:1"), ("by = 0", "6:1"), ('by = "soon"', "6:1"), ("at-least = 1", "6:1"), ("severity = []", "6:1")])
def test_values_that_would_ask_for_nothing(line: str, place: str, tmp_path: Path) -> None:
    make(tmp_path, SOUND, CONFIG + f'[[require]]\nelements = ["*"]\n{line}\n')
    with pytest.raises(InputError) as caught:
        judge(tmp_path)
    assert [f"{p.line}:{p.column} {p.code}" for p in caught.value.problems] == [f"{place} config-value"]


@pytest.mark.parametrize("key", ["instruments", "rules"])
def test_a_list_that_names_nothing(key: str, tmp_path: Path) -> None:
    make(tmp_path, SOUND, re.sub(rf"^{key} = .*$", f"{key} = []", CONFIG, flags=re.MULTILINE))
    with pytest.raises(InputError) as caught:
        judge(tmp_path)
    assert (caught.value.problems[0].code, key in caught.value.problems[0].message) == ("config-value", True)


def test_a_slip_in_the_toml(tmp_path: Path) -> None:
    for text, place in ((CONFIG + "fail-on = \n", "4:11"), (CONFIG + 'fail-on = "error', "4:17"), (CONFIG + CONFIG, "4:26")):
        make(tmp_path, SOUND, text)
        done = run(tmp_path)
        assert (done.returncode, f"compliance.toml:{place}: config-syntax" in done.stderr) == (2, True), done.stderr
        assert "next: " in done.stderr


def test_an_error_of_the_tool_itself_is_no_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from compliance.cli import front
    from compliance.disk import memo, seen
    from compliance.tasks import check

    def broken(*_: object) -> None:
        raise RuntimeError("x")

    monkeypatch.setattr(check, "judge", broken)
    monkeypatch.setattr(seen, "_inputs", None)
    monkeypatch.setattr(memo, "_used", False)  # and so again afterwards: only a process of its own may use the cache
    monkeypatch.chdir(make(tmp_path))
    monkeypatch.setattr(sys, "argv", ["compliance", "check", "--report-only"])
    with pytest.raises(SystemExit) as caught:
        front.run()
    assert caught.value.code == 3
    assert "internal error" in capsys.readouterr().err
