"""The whole table: each kind of mistake planted in a sound project, and what the command line makes of it.

One row is one mistake: what is written into which file, the code that names it, its place, and the exit code. A finding has to stand there in every
format; what keeps the check from judging has to be told on standard error, with nothing on standard output that could look clean.
"""

from __future__ import annotations

import hashlib
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from compliance.checks.identity import fingerprint
from compliance.model.check import LEVELS
from tests.checks.project import CHARTER, CONFIG, PACK, SOUND, make, run

LOUD = SOUND + "3. Anyone may lend books.\n"
WAIVERS, REVIEWS = CONFIG + 'waivers = "waivers.toml"\n', CONFIG + 'reviews = "reviews.toml"\n'
WAIVER = f"""[[waiver]]
code = "contradiction"
element = "1.lend"
provision = "house/3"
words = "{fingerprint("Anyone may lend books")}"
reason = "agreed with the keeper"
owner = "Amina"
created = 2026-01-01
expires = 2026-06-30
"""
REVIEW = f"""[[review]]
provision = "house/3"
words = "{fingerprint("Anyone may lend books.")}"
element = "1.lend"
relation = "does-not-address"
reviewer = "Amina"
date = 2026-01-01
reason = "lending among guests is meant"
"""
DIGEST = hashlib.sha256(SOUND.encode()).hexdigest()
HOUSE = "rules/house.txt"


@dataclass(frozen=True)
class Planted:
    """A mistake, and what has to come of it. ``exit`` is the code at the usual threshold; with ``--fail-on note`` each finding fails."""

    code: str
    place: str
    exit: int
    files: dict[str, str] = field(default_factory=dict)
    rules: str = SOUND
    config: str = CONFIG
    options: tuple[str, ...] = ()


FINDINGS = {
    "a decree loses its prohibition": Planted("gap", "charter.txt:3:4", 1, rules=SOUND.replace("Nobody may lend books.", "The porter waters the roses.")),
    "a prohibition becomes a permission": Planted("contradiction", f"{HOUSE}:3:4", 1, rules=SOUND.replace("Nobody may lend", "Anyone may lend")),
    "a permission against it": Planted("contradiction", f"{HOUSE}:5:4", 1, rules=LOUD),
    "an answer to a part": Planted("partial", "charter.txt:3:4", 0, rules=SOUND.replace("lend", "show")),
    "a provision about something else": Planted("surplus", f"{HOUSE}:5:4", 0, rules=SOUND + "3. The porter waters the roses.\n"),
    "words that nobody read": Planted("unread", f"{HOUSE}:5:15", 0, rules=SOUND + "3. Nobody may burn books.\n"),
    "a text that is not as recorded": Planted("text-changed", f"{HOUSE}:1:1", 1, {f"{HOUSE}.provenance.yaml": f"title: House rules\nsha256: {DIGEST}\n"}, SOUND + "\n"),
    "a quote that stands nowhere": Planted("quote-not-found", "charter.txt:1:1", 1, {"charter.txt": CHARTER.replace("Nobody lends", "No one lends")}),
    "a review of other words": Planted("stale-review", "reviews.toml:1:1", 1, {"reviews.toml": REVIEW}, LOUD.replace("Anyone may", "Everyone may"), REVIEWS),
    "a waiver without a reason": Planted("waiver-no-reason", "waivers.toml:1:1", 1, {"waivers.toml": WAIVER.replace('reason = "agreed with the keeper"\n', "")}, LOUD, WAIVERS),
    "a waiver past its day": Planted("waiver-expired", "waivers.toml:1:1", 1, {"waivers.toml": WAIVER}, LOUD, WAIVERS, ("--today", "2026-07-01")),
    "a waiver of nothing": Planted("waiver-unused", "waivers.toml:1:1", 1, {"waivers.toml": WAIVER}, SOUND, WAIVERS),
    "a waiver of other words": Planted("waiver-changed", "waivers.toml:1:1", 1, {"waivers.toml": WAIVER}, LOUD.replace("Anyone may", "Anyone can"), WAIVERS),
    "a rule that nothing needs": Planted(
        "dead-rule", "pack/lexicon.yaml:4:3", 0, {"pack/lexicon.yaml": PACK["lexicon.yaml"].replace("  gifts: [copy]", "  gifts: [copy]\n  unused: [shoe]")}, config=CONFIG + "dead-rules = true\n",
    ),
}  # fmt: skip

STOPS = {
    "a text that is not there": Planted("config-glob", "compliance.toml:2:17", 2, config=CONFIG.replace("rules/*.txt", "decrees/*.txt")),
    "a text by a wrong name": Planted("input-missing", "rules/hose.txt", 2, config=CONFIG.replace("rules/*.txt", "rules/hose.txt")),
    "a text that is no text": Planted("input-binary", HOUSE, 2, rules="\0"),
    "a text without a word": Planted("input-empty", HOUSE, 2, rules=" \n"),
    "an unknown pack": Planted("pack-missing", "pakc", 2, config=CONFIG.replace('"pack"', '"pakc"')),
    "a pack with an unknown key": Planted("pack-unknown-key", "pack/lexicon.yaml:1:1", 2, {"pack/lexicon.yaml": PACK["lexicon.yaml"].replace("nouns:", "nuons:", 1)}),
    "a pack with an unknown file": Planted("pack-unknown-file", "pack/lexicn.yaml", 2, {"pack/lexicn.yaml": "acts: []\n"}),
    "a rule for an unknown element": Planted("pack-unknown-name", "pack/rules.yaml:3:14", 2, {"pack/rules.yaml": PACK["rules.yaml"].replace('"1.lend"', '"1.lent"')}),
    "an unknown key": Planted("config-key", "compliance.toml:4:1", 2, config=CONFIG + 'fail-onn = "note"\n'),
    "an unknown value": Planted("config-value", "compliance.toml:4:1", 2, config=CONFIG + 'fail-on = "never"\n'),
    "an unknown code": Planted("config-key", "compliance.toml:5:1", 2, config=CONFIG + '[levels]\ngaps = "off"\n'),
    "an unknown element": Planted("config-name", "compliance.toml:5:13", 2, config=CONFIG + '[[require]]\nelements = ["1.lent"]\n'),
    "an unknown profile": Planted("config-name", "compliance.toml", 2, options=("--profile", "final")),
    "a slip in the configuration": Planted("config-syntax", "compliance.toml:4:10", 2, config=CONFIG + "fail-on =\n"),
    "a baseline that is not there": Planted("input-missing", "known.json", 2, config=CONFIG + 'baseline = "known.json"\n'),
    "a waiver for everything": Planted("config-value", "waivers.toml:3:1", 2, {"waivers.toml": WAIVER.replace('"1.lend"', '"*"')}, LOUD, WAIVERS),
    "an unknown option": Planted("No such option", "", 2, options=("--fail",)),
    "an unknown format": Planted("unknown-name", "", 2, options=("-f", "sarf")),
    "an unknown format of a file": Planted("unknown-name", "", 2, options=("--output", "sarf:x")),
    "nothing to judge": Planted("nothing-to-judge", "compliance.toml", 2, config=CONFIG.replace('instruments = ["rules/*.txt"]\n', "")),
}  # fmt: skip


def planted(mistake: Planted, folder: Path) -> None:
    make(folder, mistake.rules, mistake.config, **mistake.files)


def test_the_project_is_sound_before(tmp_path: Path) -> None:
    done = run(make(tmp_path), "--fail-on", "note")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_table_has_every_code() -> None:
    assert {row.code for row in FINDINGS.values()} == set(LEVELS)


@pytest.mark.parametrize("kind", FINDINGS)
def test_a_finding_stands_at_its_place_in_every_format(kind: str, tmp_path: Path) -> None:
    row = FINDINGS[kind]
    planted(row, tmp_path)
    options = row.options or ("--today", "2026-03-01")
    outputs = [word for form in ("json", "sarif", "junit", "github", "gitlab", "summary") for word in ("--output", f"{form}:out.{form}")]
    done = run(tmp_path, *options, *outputs)
    assert (done.returncode, done.stderr) == (row.exit, "")
    level = LEVELS[row.code]  # type: ignore[index]
    assert f"{row.place}: {level} {row.code} " in " ".join(done.stdout.split())
    path, line, column = row.place.rsplit(":", 2)
    read = {form: (tmp_path / f"out.{form}").read_text("utf-8") for form in ("json", "sarif", "junit", "github", "gitlab", "summary")}

    found = [one for one in json.loads(read["json"])["findings"] if one["code"] == row.code]
    assert (path, int(line), int(column)) in [(one["place"]["path"], one["place"]["line"], one["place"]["column"]) for one in found]
    assert all(one["next_step"] for one in found)
    results = [one for one in json.loads(read["sarif"])["runs"][0]["results"] if one["ruleId"] == row.code]
    places = [(one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], one["locations"][0]["physicalLocation"]["region"]) for one in results]
    assert (path, int(line), int(column), level) in [(uri, at["startLine"], at["startColumn"], one["level"]) for (uri, at), one in zip(places, results, strict=True)]
    issues = [one for one in json.loads(read["gitlab"]) if one["check_name"] == row.code]
    assert {"path": path, "lines": {"begin": int(line)}} in [one["location"] for one in issues]
    # A forge shows few annotations, and a note is none of them.
    annotation = "::notice title=compliance check::.* 1 note" if level == "note" else f"::{level} file={re.escape(path)},line={line},.*title={row.code}%3A "
    assert re.search(rf"^{annotation}", read["github"], re.MULTILINE)
    assert f"{path}:{line}" in read["summary"]
    failures = [failure.text or "" for failure in ET.fromstring(read["junit"]).iter("failure")]
    assert any(f"{row.place}: {level} {row.code}" in text for text in failures) is bool(row.exit)
    assert f"{row.place}: {level} {row.code}" in read["junit"]

    assert run(tmp_path, *options, "--fail-on", "note").returncode == 1
    assert run(tmp_path, *options, "--fail-on", "note", "--report-only").returncode == 0
    explained = run(tmp_path, row.code, command="explain")
    assert (explained.returncode, explained.stdout.split("\n")[0]) == (0, row.code)


@pytest.mark.parametrize("kind", STOPS)
def test_what_keeps_it_from_judging_is_told(kind: str, tmp_path: Path) -> None:
    row = STOPS[kind]
    planted(row, tmp_path)
    for more in ((), ("--report-only",), ("--today", "2026-03-01")):
        done = run(tmp_path, *row.options, *more)
        assert (done.returncode, done.stdout) == (2, "")
        assert re.search(rf"^{re.escape(f'{row.place}: ' if row.place else '')}(Error: )?{row.code}", done.stderr, re.MULTILINE), done.stderr
        assert "Traceback" not in done.stderr
    if re.fullmatch(r"[a-z-]+", row.code):
        assert "next: " in done.stderr
        assert run(tmp_path, row.code, command="explain").returncode == 0
