"""Leave for one finding, and what becomes of it when something is wrong with it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from compliance.checks.identity import fingerprint
from compliance.errors import InputError
from tests.checks.project import CONFIG, SOUND, judge, make, run, seen

LOUD = SOUND + "3. Anyone may lend books.\n"
WITH = CONFIG + 'waivers = "waivers.toml"\n'
WORDS = fingerprint("Anyone may lend books")
GOOD = f"""# who, why, until when
[[waiver]]
code = "contradiction"
element = "1.lend"
provision = "house/3"
words = "{WORDS}"
reason = "agreed with the keeper"
owner = "Amina"
created = 2026-01-01
expires = 2026-06-30
"""
PLACE = "waivers.toml:2:1"
LEFT = ("contradiction", "rules/house.txt:5:4")


def test_a_good_waiver_waives_its_finding(tmp_path: Path) -> None:
    found = judge(make(tmp_path, LOUD, WITH, waivers__toml=GOOD))
    assert [(one.code, one.state, one.reason) for one in found.findings] == [("contradiction", "waived", "agreed with the keeper")]
    assert not found.failed
    assert run(tmp_path, "--today", "2026-06-30").returncode == 0


def test_the_check_shows_the_fingerprint_of_the_words(tmp_path: Path) -> None:
    make(tmp_path, LOUD)
    assert f"(words {WORDS})" in " ".join(run(tmp_path, "--all").stdout.split())
    assert [one["fingerprint"] for one in json.loads(run(tmp_path, "-f", "json").stdout)["findings"]] == [WORDS]


FAULTY = {
    "no reason": (GOOD.replace('reason = "agreed with the keeper"\n', ""), "waiver-no-reason"),
    "a reason that says nothing": (GOOD.replace("agreed with the keeper", " "), "waiver-no-reason"),
    "no owner": (GOOD.replace("Amina", ""), "waiver-no-reason"),
    "no day of making": (GOOD.replace("created = 2026-01-01\n", ""), "waiver-no-reason"),
    "no end": (GOOD.replace("expires = 2026-06-30\n", ""), "waiver-no-reason"),
    "past its end": (GOOD.replace("2026-06-30", "2026-02-28"), "waiver-expired"),
    "other words": (GOOD.replace(WORDS, "0" * 12), "waiver-changed"),
    "another element": (GOOD.replace("1.lend", "2.quiet"), "waiver-unused"),
    "another provision": (GOOD.replace("house/3", "house/4"), "waiver-unused"),
    "another finding": (GOOD.replace("[[waiver]]", '[[waiver]]\nfinding = "0000000000000000"').replace("1.lend", "2.quiet"), "waiver-unused"),
}


@pytest.mark.parametrize("kind", FAULTY)
def test_a_faulty_waiver_waives_nothing_and_is_a_finding_at_its_line(kind: str, tmp_path: Path) -> None:
    text, code = FAULTY[kind]
    found = judge(make(tmp_path, LOUD, WITH, waivers__toml=text))
    assert sorted(seen(found)) == sorted([LEFT, (code, PLACE)])
    assert {one.state for one in found.findings} == {"new"}
    assert run(tmp_path, "--today", "2026-03-01").returncode == 1


def test_a_waiver_of_words_that_changed_is_a_finding(tmp_path: Path) -> None:
    found = judge(make(tmp_path, LOUD.replace("Anyone may", "Anyone is allowed to"), WITH, waivers__toml=GOOD))
    assert ("waiver-changed", PLACE) in seen(found)
    assert "Anyone is allowed to lend books" in next(one.message for one in found.findings if one.code == "waiver-changed")


def test_a_waiver_outlives_its_finding_as_a_finding(tmp_path: Path) -> None:
    assert seen(judge(make(tmp_path, SOUND, WITH, waivers__toml=GOOD))) == [("waiver-unused", PLACE)]


def test_one_waiver_waives_one_finding(tmp_path: Path) -> None:
    found = judge(make(tmp_path, LOUD + "4. Anyone may lend books.\n", WITH, waivers__toml=GOOD))
    assert sorted((one.spot.line, one.state) for one in found.findings) == [(5, "waived"), (6, "new")]
    by_id = next(one.id for one in found.findings if one.state == "waived")
    twice = GOOD + GOOD.replace("[[waiver]]", f'[[waiver]]\nfinding = "{by_id}"')
    found = judge(make(tmp_path, LOUD, WITH, waivers__toml=twice))
    assert sorted((one.code, one.state) for one in found.findings) == [("contradiction", "waived"), ("waiver-unused", "new")]


REFUSED = {
    "a pattern for the element": (GOOD.replace('"1.lend"', '"1.*"'), "config-value", 4),
    "a pattern for everything": (GOOD.replace('"house/3"', '"*"'), "config-value", 5),
    "no element": (GOOD.replace('element = "1.lend"\n', ""), "config-value", 2),
    "no provision": (GOOD.replace('provision = "house/3"\n', ""), "config-value", 2),
    "no words": (GOOD.replace(f'words = "{WORDS}"\n', ""), "config-value", 2),
    "an unknown key": (GOOD + "expire = 2027-01-01\n", "config-key", 11),
    "an unknown code": (GOOD.replace('"contradiction"', '"contradictions"'), "config-name", 3),
    "a fault of a waiver": (GOOD.replace('"contradiction"', '"waiver-unused"'), "config-value", 3),
    "a code that is waived by id": (GOOD.replace('"contradiction"', '"surplus"'), "config-value", 3),
    "no day": (GOOD.replace("2026-06-30", '"whenever"'), "config-value", 10),
    "an end that never comes": (GOOD.replace("2026-06-30", "false"), "config-value", 10),
    "an end in no calendar": (GOOD.replace("2026-06-30", "0"), "config-value", 10),
    "an end before the beginning": (GOOD.replace("2026-06-30", "2025-06-30"), "config-value", 10),
    "a number for a text": (GOOD.replace('"Amina"', "7"), "config-value", 8),
    "twice the same": (GOOD + "\n" + GOOD, "config-value", 13),
    "something else in the file": ("all = true\n" + GOOD, "config-key", 1),
    "no tables": ('waiver = "all"\n', "config-value", 1),
    "no TOML": (GOOD + "[[waiver\n", "config-syntax", 11),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_waiver_that_is_not_understood_stops_the_check_at_its_line(kind: str, tmp_path: Path) -> None:
    text, code, line = REFUSED[kind]
    make(tmp_path, LOUD, WITH, waivers__toml=text)
    with pytest.raises(InputError) as caught:
        judge(tmp_path)
    assert [(p.path, p.code, p.line) for p in caught.value.problems] == [("waivers.toml", code, line)]
    assert caught.value.problems[0].next_step


def test_the_block_that_waive_prints_is_complete_but_for_the_person(tmp_path: Path) -> None:
    make(tmp_path, LOUD, WITH, waivers__toml="")
    assert run(tmp_path).returncode == 1  # an empty file holds no waiver, and hides nothing
    (tmp_path / "waivers.toml").write_text("# none yet\n", "utf-8")
    id_ = judge(tmp_path).findings[0].id
    done = run(tmp_path, id_, "--today", "2026-01-01", command="waive")
    assert done.returncode == 0, done.stderr
    (tmp_path / "waivers.toml").write_text(done.stdout, "utf-8")
    assert [one.code for one in judge(tmp_path).findings] == ["contradiction", "waiver-no-reason"]
    filled = done.stdout.replace('reason = ""', 'reason = "so \\"agreed\\""').replace('owner = ""', 'owner = "Amina"')
    (tmp_path / "waivers.toml").write_text(filled, "utf-8")
    assert [(one.state, one.reason) for one in judge(tmp_path).findings] == [("waived", 'so "agreed"')]
    twice = run(tmp_path, id_, "--today", "2026-01-01", command="waive")
    assert (twice.returncode, "usage-waive" in twice.stderr) == (2, True)
    unknown = run(tmp_path, id_[:-1] + "x", command="waive")
    assert (unknown.returncode, f"did you mean {id_}?" in unknown.stderr) == (2, True)


@pytest.mark.parametrize("rules", [LOUD, SOUND.replace("lend", "show"), SOUND + "3. Nobody may burn books.\n", SOUND.replace("2. ", "5. The clock strikes.\n6. ").replace("sing", "run")])
def test_every_finding_can_be_waived_by_its_block(rules: str, tmp_path: Path) -> None:
    from datetime import date

    from compliance.report.known_text import waiver_block

    found = judge(make(tmp_path, rules)).findings
    assert found
    blocks = "".join(waiver_block(one, date(2026, 1, 1)) for one in found).replace('= ""', '= "x"')
    after = judge(make(tmp_path, rules, WITH, waivers__toml=blocks), today="2026-02-01").findings
    assert [replace(one, state="new", reason="") for one in after] == list(found)
    assert {one.state for one in after} == {"waived"}


def test_faults_cannot_be_waived(tmp_path: Path) -> None:
    make(tmp_path, SOUND, WITH, waivers__toml=GOOD)
    id_ = judge(tmp_path).findings[0].id
    done = run(tmp_path, id_, "--today", "2026-03-01", command="waive")
    assert (done.returncode, "usage-waive" in done.stderr) == (2, True)


def test_heads_inside_long_texts_are_no_heads(tmp_path: Path) -> None:
    text = GOOD.replace('"agreed with the keeper"', '"""as in\n[[waiver]]\nof old"""') + "expire = 1\n"
    make(tmp_path, LOUD, WITH, waivers__toml=text)
    with pytest.raises(InputError) as caught:
        judge(tmp_path)
    assert [(p.code, p.line) for p in caught.value.problems] == [("config-key", 13)]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = REFUSED["a pattern for the element"][0] + REFUSED["an unknown key"][0].replace("house/3", "house/9")
    make(tmp_path, LOUD, WITH, waivers__toml=text)
    with pytest.raises(InputError) as caught:
        judge(tmp_path)
    assert [p.line for p in caught.value.problems] == [4, 21]
