"""What is known: made, kept apart from what is new, reported when it is fixed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.checks.baseline import ALWAYS_NEW, age, mark_known, prune, read_baseline, take_up, write_baseline
from compliance.errors import InputError
from compliance.model.check import LEVELS, CheckFinding, Spot
from tests.checks.project import CONFIG, SOUND, judge, make, run

LOUD = SOUND + "3. Anyone may lend books.\n"
KNOWN = CONFIG + 'baseline = "baseline.json"\n'


def finding(id_: str, code: str = "gap", **other: object) -> CheckFinding:
    made = CheckFinding(id_, code, "error", "s", "m", "n", Spot("p", 1, 1, 1, 1), words=f"words of {id_}")  # type: ignore[arg-type]
    return replace(made, **other)  # type: ignore[arg-type]


findings = st.lists(st.builds(finding, st.sampled_from("abcde"), st.sampled_from([code for code in LEVELS if code not in ALWAYS_NEW])), max_size=8)


@given(findings)
def test_what_was_taken_up_is_known_and_nothing_is_fixed(found: list[CheckFinding]) -> None:
    found = list({one.id: one for one in found}.values()) * 2
    entries = take_up(found, "2026-01-01")
    marked, fixed = mark_known(found, entries)
    assert all(one.state == "known" and one.since == "2026-01-01" for one in marked)
    assert fixed == []
    assert prune(found, entries) == entries


@given(findings, st.permutations(range(3)))
def test_the_file_says_what_was_written_in_any_order(found: list[CheckFinding], order: list[int]) -> None:
    found = list({one.id: one for one in found}.values())
    entries = take_up(found, "2026-01-01")
    text = write_baseline(entries)
    assert read_baseline(text, "b") == entries
    assert write_baseline(take_up([*found[order[0] :], *found[: order[0]]], "2026-01-01")) == text
    assert len(text.splitlines()) == (len(entries) + 3 if entries else 2)


@given(st.integers(1, 3), st.integers(0, 5))
def test_an_entry_covers_no_more_than_its_count(count: int, now: int) -> None:
    entries = take_up([finding("a")] * count, "2026-01-01")
    marked, fixed = mark_known([finding("a")] * now, entries)
    assert sum(one.state == "known" for one in marked) == min(count, now)
    assert sum(one.state == "new" for one in marked) == max(0, now - count)
    assert bool(fixed) == (now < count)
    assert [one.count for one in prune([finding("a")] * now, entries)] == ([min(count, now)] if now else [])


@pytest.mark.parametrize("code", sorted(ALWAYS_NEW))
def test_some_findings_are_never_known(code: str) -> None:
    found = [finding("a", code)]
    assert take_up(found, "2026-01-01") == ()
    entries = (replace(take_up([finding("a")], "2026-01-01")[0], code=code),)
    assert mark_known(found, entries)[0][0].state == "new"
    with pytest.raises(InputError) as caught:
        read_baseline(write_baseline(entries), "b.json")
    assert (caught.value.problems[0].code, caught.value.problems[0].line) == ("baseline-form", 3)


def test_waived_findings_are_not_taken_up_and_stay_waived() -> None:
    assert take_up([finding("a", state="waived")], "2026-01-01") == ()
    marked, fixed = mark_known([finding("a", state="waived")], take_up([finding("a")], "2026-01-01"))
    assert (marked[0].state, fixed) == ("waived", [])


def test_ages() -> None:
    assert age("2026-01-01", date(2026, 2, 1)) == 31
    assert age("2026-02-01", date(2026, 1, 1)) == 0


ROW = json.loads(write_baseline(take_up([finding("a")], "2026-01-01")))["findings"][0]
def test_what_cannot_be_seen_is_escaped() -> None:
    entries = take_up([finding("a", words="\u202eevil\u202c \x1b[31m\U000e0041 é")], "2026-01-01")
    text = write_baseline(entries)
    assert all(char.isprintable() or char == "\n" for char in text)
    assert read_baseline(text, "b") == entries


@pytest.mark.parametrize("key", ['"findings": [], "findings"', '"\\u0066indings"'])
def test_a_file_written_oddly_is_read_or_refused(key: str) -> None:
    text = json.dumps({"format": "compliance-baseline/1", "findings": [ROW, 3]}).replace('"findings"', key)
    with pytest.raises(InputError) as caught:
        read_baseline(text, "b")
    assert [(p.code, p.line) for p in caught.value.problems] == [("baseline-form", 1)]


BROKEN = {
    "no JSON": ("{", "json-syntax", 1),
    "another format": ('{"format": "x/1", "findings": []}', "baseline-form", 1),
    "a list": ("[]", "baseline-form", 1),
    "a key too many": ('{"format": "compliance-baseline/1", "findings": [], "all": true}', "baseline-form", 1),
    **{
        name: (json.dumps({"format": "compliance-baseline/1", "findings": [ROW, row]}, indent=1), "baseline-form", 14)
        for name, row in {
            "an entry that is none": 3, "a key missing": {k: v for k, v in ROW.items() if k != "since"}, "an unknown code": {**ROW, "id": "b", "code": "gaps"},
            "no day": {**ROW, "id": "b", "since": "soon"}, "no count": {**ROW, "id": "b", "count": 0}, "a count that is none": {**ROW, "id": "b", "count": True},
            "an id twice": ROW, "no id": {**ROW, "id": ""}, "a number for a text": {**ROW, "id": 3},
        }.items()
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_baseline_stops_the_check_at_its_line(kind: str, tmp_path: Path) -> None:
    text, code, line = BROKEN[kind]
    with pytest.raises(InputError) as caught:
        read_baseline(text, "baseline.json")
    assert [(p.code, p.line) for p in caught.value.problems] == [(code, line)]
    assert caught.value.problems[0].next_step


def test_the_story_of_a_baseline(tmp_path: Path) -> None:
    make(tmp_path, LOUD, KNOWN)
    missing = run(tmp_path)
    assert (missing.returncode, "baseline.json: input-missing" in missing.stderr) == (2, True)
    made = run(tmp_path, "--today", "2026-01-01", command="baseline create")
    assert (made.returncode, made.stdout) == (0, "baseline.json: 1 known finding\n")
    assert run(tmp_path).returncode == 0
    again = run(tmp_path, command="baseline create")
    assert (again.returncode, "baseline.json: baseline-exists" in again.stderr) == (2, True)
    # Moved, renumbered, in another file: still known. Another one: new.
    (tmp_path / "rules" / "house.txt").unlink()
    (tmp_path / "rules" / "other.txt").write_text("House rules\n\n1. Anyone may lend books.\n2. Guests must not sing at night.\n4. Nobody may lend books.\n", "utf-8")
    assert run(tmp_path).returncode == 0
    (tmp_path / "rules" / "more.txt").write_text("More rules\n\n1. Anyone may lend books.\n", "utf-8")
    more = judge(tmp_path)
    assert sorted(one.state for one in more.findings) == ["known", "new"]
    assert more.failed
    assert run(tmp_path).returncode == 1
    forced = run(tmp_path, "--force", "--today", "2026-02-01", command="baseline create")
    assert forced.stdout == "baseline.json: 2 known findings\n"
    shown = run(tmp_path, "--today", "2026-02-11", command="baseline show").stdout
    assert "41 days (since 2026-01-01) contradiction" in shown
    assert "10 days (since 2026-02-01) contradiction" in shown
    assert shown.endswith("2 known findings, the oldest 41 days old.\n")
    # Fixed: told, and taken out by command alone.
    (tmp_path / "rules" / "more.txt").unlink()
    before = (tmp_path / "baseline.json").read_text("utf-8")
    assert [one.since for one in judge(tmp_path).fixed] == ["2026-02-01"]
    assert "Found no more: 1" in run(tmp_path, "--all").stdout
    assert (tmp_path / "baseline.json").read_text("utf-8") == before
    pruned = run(tmp_path, command="baseline prune")
    assert pruned.stdout.splitlines()[-1] == "baseline.json: 1 known finding"
    assert pruned.stdout.startswith("taken out: ")
    assert judge(tmp_path).fixed == ()


@pytest.mark.parametrize("command", ["baseline create", "baseline show", "baseline prune"])
def test_the_file_has_to_be_named(command: str, tmp_path: Path) -> None:
    done = run(make(tmp_path), command=command)
    assert (done.returncode, "baseline-unnamed" in done.stderr) == (2, True)


def test_a_baseline_that_cannot_be_read_is_made_again_by_force_alone(tmp_path: Path) -> None:
    make(tmp_path, LOUD, KNOWN, baseline__json="{")
    assert "baseline.json:1:2: json-syntax" in run(tmp_path, command="baseline prune").stderr
    assert run(tmp_path, command="baseline create").returncode == 2
    assert (tmp_path / "baseline.json").read_text("utf-8") == "{"
    assert run(tmp_path, "--force", command="baseline create").returncode == 0
    assert run(tmp_path).returncode == 0
