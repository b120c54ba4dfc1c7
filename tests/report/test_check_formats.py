"""What holds of a check in every format: one count of what fails, the same bytes from run to run, nothing loaded that is not asked for."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from compliance.model.check import LEVELS, Judgement
from compliance.report.check_formats import CHECK_FORMATS
from compliance.report.check_wording import CODES, covers, failing
from tests.report.judgements import corpus, judgements, mixed

ROOT = Path(__file__).resolve().parents[2]
_RANK = {"blocker": 0, "critical": 0, "major": 0, "error": 0, "minor": 1, "warning": 1, "info": 2, "note": 2}


def _said(text: str, made: Judgement) -> int:
    """The count in the sentence on the exit code."""
    if made.fail_on == "off":
        assert "the threshold is off" in " ".join(text.split())
        return 0
    found = re.search(r"Exit code [01]: (no|\d+) new findings? stands? at or above", " ".join(text.split()))
    assert found
    return 0 if found.group(1) == "no" else int(found.group(1))


def counts(made: Judgement) -> dict[str, int]:
    """How many new findings at or above the threshold each format tells, read from its own data where it has them."""
    out = {name: write(made) for name, write in CHECK_FORMATS.items()}
    limit = {"error": 0, "warning": 1, "note": 2, "off": -1}[made.fail_on]
    sarif = json.loads(out["sarif"])["runs"][0]["results"]
    suite = etree.fromstring(out["junit"].encode())[0]
    failures = len(list(suite.iter("failure")))
    told = int(next(one for one in suite.iter("property") if one.get("name") == "failing").get("value") or "")
    assert failures == (0 if made.report_only else told)
    data = json.loads(out["json"])
    assert data["summary"]["failing"] == sum(one["fails"] for one in data["findings"])
    return {
        "text": _said(out["text"], made),
        "json": data["summary"]["failing"],
        "sarif": sum(result["baselineState"] == "new" and _RANK[result["level"]] <= limit for result in sarif),
        "junit": told,
        "github": _said(out["github"], made),
        "summary": _said(out["summary"], made),
        "gitlab": sum(_RANK[issue["severity"]] <= limit for issue in json.loads(out["gitlab"])),
    }


@settings(deadline=None)
@given(judgements())
def test_no_two_formats_disagree_on_what_fails(made: Judgement) -> None:
    found = counts(made)
    assert found.keys() == CHECK_FORMATS.keys()
    assert set(found.values()) == {failing(made)}


@pytest.mark.parametrize(("made", "number"), [(mixed(), 2), (mixed(fail_on="warning"), 3), (mixed(fail_on="note"), 4), (mixed(fail_on="off", failed=False), 0), (mixed(report_only=True), 2)])
def test_what_fails(made: Judgement, number: int) -> None:
    assert set(counts(made).values()) == {number}


def test_the_corpus_in_every_format() -> None:
    assert set(counts(corpus()).values()) == {12}


@settings(deadline=None)
@given(judgements())
def test_the_exit_code_does_not_depend_on_the_format(made: Judgement) -> None:
    code = int(made.failed and not made.report_only)
    assert json.loads(CHECK_FORMATS["json"](made))["exit_code"] == code
    assert json.loads(CHECK_FORMATS["sarif"](made))["runs"][0]["invocations"][0]["exitCode"] == code
    for name in ("text", "github", "summary"):
        assert f"Exit code {code}: " in " ".join(CHECK_FORMATS[name](made).split())
    assert ("<failure" in CHECK_FORMATS["junit"](made)) == bool(code)


@settings(deadline=None)
@given(judgements())
def test_nothing_hidden_gets_through_and_no_folder_of_the_machine(made: Judgement) -> None:
    for name, write in CHECK_FORMATS.items():
        out = write(made)
        out.encode("utf-8")
        assert out == "" or out.endswith("\n")
        assert not {"\u202e", "\u202c", "\u2066", "\u200b", "\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\ufffe", "\udcff", "\r"} & set(out) - ({"\ufffe"} if name not in ("json", "junit") else set())
        if name != "text":  # which shows a path as it was given
            assert "/home/someone" not in out


@settings(deadline=None)
@given(judgements())
def test_json_holds_every_finding_with_its_very_words(made: Judgement) -> None:
    data = json.loads(CHECK_FORMATS["json"](made))
    assert data["format"] == "compliance-check/1"
    assert [(one["id"], one["state"], one["words"], one["message"], one["reason"]) for one in data["findings"]] == [(one.id, one.state, one.words, one.message, one.reason) for one in made.findings]
    assert [one["since"] for one in data["fixed"]] == [one.since for one in made.fixed]
    for state in ("new", "known", "waived"):
        assert sum(data["summary"][state].values()) == sum(one.state == state for one in made.findings)


def test_every_key_of_the_json_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "json.md").read_text("utf-8").split("## `compliance-check/1`")[1]
    data = json.loads(CHECK_FORMATS["json"](mixed()))
    for key in {*data, *data["findings"][0], *data["findings"][0]["place"], *data["fixed"][0], *data["matrix"][0], *data["summary"]} - {"format"}:
        assert re.search(rf"\b{key}\b", page), key


_PROGRAM = """
import hashlib
from compliance.report.check_formats import CHECK_FORMATS
from tests.report.judgements import corpus, mixed
for name, write in sorted(CHECK_FORMATS.items()):
    print(name, hashlib.sha256((write(corpus()) + write(mixed())).encode()).hexdigest())
"""


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    here = "".join(f"{name} {hashlib.sha256((write(corpus()) + write(mixed())).encode()).hexdigest()}\n" for name, write in sorted(CHECK_FORMATS.items()))
    for seed in ("0", "4711"):
        done = subprocess.run([sys.executable, "-c", _PROGRAM], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True, cwd=ROOT)
        assert done.stdout == here


def test_only_the_format_that_is_asked_for_is_loaded() -> None:
    program = "import sys; import compliance.report.check_formats; print(sorted(n for n in sys.modules if n.startswith('compliance.report.check_') or n in ('json', 'urllib.parse', 'lxml')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['compliance.report.check_formats']"


def test_every_code_has_its_words() -> None:
    assert list(CODES) == list(LEVELS)


def test_the_words_of_a_finding_are_those_at_its_place() -> None:
    files: dict[str, list[str]] = {}
    quoted = 0
    for one in corpus().findings:
        for spot, words in ((one.spot, one.words), *((other.spot, other.words) for other in one.others)):
            lines = files.setdefault(spot.path, (ROOT / spot.path).read_text("utf-8").split("\n"))
            assert covers(spot, words)
            assert spot.line == spot.end_line
            assert lines[spot.line - 1][spot.column - 1 : spot.end_column - 1] == words
            quoted += 1
    assert quoted > len(corpus().findings)
    assert all(one.others[-1].element == one.element for one in corpus().findings if one.code == "contradiction")
