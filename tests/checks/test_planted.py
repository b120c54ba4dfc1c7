"""Mistakes planted one at a time in a sound project: each is found with its code, at its place, with its exit code."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.checks.project import CHARTER, CONFIG, PACK, SOUND, judge, make, run, seen

PLANTED = {
    "a decree loses its prohibition": (SOUND.replace("Nobody may lend books.", "The porter waters the roses."), "gap", "charter.txt:3:4", 1),
    "a permission against it": (SOUND + "3. Anyone may lend books.\n", "contradiction", "rules/house.txt:5:4", 1),
    "a weaker word": (SOUND.replace("lend", "show"), "partial", "charter.txt:3:4", 0),
    "a provision about something else": (SOUND + "3. The porter waters the roses.\n", "surplus", "rules/house.txt:5:4", 0),
    "an act no row reads": (SOUND + "3. Nobody may burn books.\n", "unread", "rules/house.txt:5:15", 0),
}


@pytest.mark.parametrize("kind", PLANTED)
def test_each_mistake_in_the_words(kind: str, tmp_path: Path) -> None:
    rules, code, place, exit_code = PLANTED[kind]
    assert seen(judge(make(tmp_path))) == []
    make(tmp_path, rules)
    assert (code, place) in seen(judge(tmp_path))
    done = run(tmp_path)
    assert done.returncode == exit_code, done.stderr
    assert f"{place}: " in done.stdout
    make(tmp_path)
    assert run(tmp_path).returncode == 0


def test_a_text_that_is_not_as_recorded(tmp_path: Path) -> None:
    digest = hashlib.sha256(SOUND.encode()).hexdigest()
    note = f"title: House rules\nsha256: {digest}\n"
    make(tmp_path, **{"rules/house.txt.provenance.yaml": note})
    assert seen(judge(tmp_path)) == []
    make(tmp_path, SOUND + "\n", **{"rules/house.txt.provenance.yaml": note})
    assert seen(judge(tmp_path)) == [("text-changed", "rules/house.txt:1:1")]
    assert run(tmp_path).returncode == 1


def test_a_quote_that_does_not_stand_in_the_agreement(tmp_path: Path) -> None:
    make(tmp_path, charter__txt=CHARTER.replace("Nobody lends", "No one lends"))
    assert ("quote-not-found", "charter.txt:1:1") in seen(judge(tmp_path))
    assert run(tmp_path).returncode == 1


DEAD = {
    "words that no row names": ("lexicon.yaml", "  gifts: [copy]", "  gifts: [copy]\n  unused: [shoe]", "pack/lexicon.yaml:4:3"),
    "words that stand twice": ("lexicon.yaml", "verbs: [show]", "verbs: [show, show]", "pack/lexicon.yaml:6:31"),
    "a word that another holds": ("lexicon.yaml", "unless: [school book]", "unless: [school book, red school book]", "pack/lexicon.yaml:11:57"),
    "an act that nothing names": ("taxonomy.yaml", "  show:", "  hide: {label: hide, why: w}\n  show:", "pack/taxonomy.yaml:3:3"),
    "a signal that speaks in no case": (
        "signals.yaml", "  loud:", '  never: {element: "2.quiet", relation: contradicts, words: ["thunder"], why: w}\n  loud:', "pack/signals.yaml:13:3",
    ),
    "a pattern that another answers for": ("signals.yaml", '["<noise>"]', '["<noise>", "sing"]', "pack/signals.yaml:14:92"),
}  # fmt: skip


@pytest.mark.parametrize("kind", DEAD)
def test_rows_that_lie_idle(kind: str, tmp_path: Path) -> None:
    file, old, new, place = DEAD[kind]
    assert PACK[file].count(old) == 1
    make(tmp_path, config=CONFIG + "dead-rules = true\n")
    assert seen(judge(tmp_path)) == []
    make(tmp_path, config=CONFIG + "dead-rules = true\n", **{f"pack/{file}": PACK[file].replace(old, new)})
    assert seen(judge(tmp_path)) == [("dead-rule", place)]
    done = run(tmp_path, "--fail-on", "warning")
    assert (done.returncode, place in done.stdout) == (1, True)
    make(tmp_path, config=CONFIG)
    assert seen(judge(tmp_path)) == []


def test_an_idle_row_of_a_base_is_placed_in_the_base(tmp_path: Path) -> None:
    base = {f"base/{name}": text for name, text in PACK.items()}
    base["base/lexicon.yaml"] = PACK["lexicon.yaml"].replace("verbs: [show]", "verbs: [show, show]")
    make(tmp_path, config=CONFIG.replace('["pack"]', '["own"]') + "dead-rules = true\n", **base)
    own = {
        "pack.yaml": "id: own\nversion: 0.0.1\ntitle: t\ndescription: d\nextends: base\n",
        "lexicon.yaml": "acts:\n  - {act: lend, verbs: [give out, give out], object: [goods], why: w}\n",
        "cases/own.yaml": 'cases:\n  - {text: Nobody may give out books., expect: {"1.lend": [addresses]}}\n',
    }
    for name, text in own.items():
        (tmp_path / "own" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "own" / name).write_text(text, "utf-8")
    (tmp_path / "own" / "pack.yaml").write_text(own["pack.yaml"].replace("extends: base", "extends: ../base"), "utf-8")
    assert sorted(seen(judge(tmp_path))) == [("dead-rule", "base/lexicon.yaml:6:31"), ("dead-rule", "own/lexicon.yaml:2:35")]
