"""A pack on top of another: added names, replaced names, clashes, cycles, and bases that are not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compliance.disk import load_pack_folder
from compliance.errors import ComplianceError
from compliance.mapping.lexicon import Lexicon
from compliance.pipeline import check_pack, judge_sentence, load_grammar

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "your-own-pack.md").read_text("utf-8")
HEAD = "id: branch\nversion: 0.1.0\ntitle: t\ndescription: d\nextends: ../library-pack\n"


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    """The pack of the tutorial, and beside it a folder for one that extends it."""
    for _, name, body in re.findall(r"```(\w+)(?: (\S+))?\n(.*?)```", PAGE, re.DOTALL):
        if name:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(body, "utf-8")
    folder = tmp_path / "branch"
    folder.mkdir()
    (folder / "pack.yaml").write_text(HEAD, "utf-8")
    return folder


def add(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, "utf-8")


def problems(folder: Path) -> list[str]:
    with pytest.raises(ComplianceError) as caught:
        load_pack_folder(str(folder))
    return [str(problem) for problem in caught.value.problems]


def test_an_empty_extension_is_its_base(branch: Path) -> None:
    base, pack = load_pack_folder(str(branch.parent / "library-pack")), load_pack_folder(str(branch))
    assert pack.head.id == "branch"
    assert (pack.commitments, pack.signals, pack.cases) == (base.commitments, base.signals, base.cases)


def test_rows_are_added_and_may_use_the_base(branch: Path) -> None:
    add(branch, "signals.yaml", 'signals:\n  sold: {element: "1.secret", relation: contradicts, modality: [permission], words: ["sell ... <loans>"], why: Loans are sold.}\n')
    pack = load_pack_folder(str(branch))
    assert set(pack.signals.signals) == {"kept-secret", "shared", "closed", "sold"}
    found = judge_sentence("", "Staff may sell loan records.", pack, load_grammar(), Lexicon(pack))
    assert found == {("1.secret", "contradicts")}


def test_a_name_is_replaced_only_where_the_head_says_so(branch: Path) -> None:
    add(branch, "signals.yaml", 'signals:\n  closed: {element: "2.saturday", relation: contradicts, words: ["bolt ... saturday"], why: Bolted.}\n')
    (one,) = problems(branch)
    assert "signals.yaml:2:3: pack-duplicate" in one
    assert "replaces: [closed]" in one
    add(branch, "pack.yaml", HEAD + "replaces: [closed]\n")
    assert load_pack_folder(str(branch)).signals.signals["closed"].words == ("bolt ... saturday",)


def test_replacing_nothing_is_a_mistake(branch: Path) -> None:
    add(branch, "pack.yaml", HEAD + "replaces: [closed]\n")
    (one,) = problems(branch)
    assert "pack.yaml:6" in one
    assert "'closed' is not replaced" in one


def test_a_name_that_neither_has_is_a_mistake(branch: Path) -> None:
    add(branch, "signals.yaml", 'signals:\n  sold: {element: "1.secrets", relation: contradicts, words: ["sell ... <lones>"], why: w.}\n')
    found = problems(branch)
    assert len(found) == 2
    assert any("did you mean '1.secret'" in one for one in found)


def test_a_base_that_is_not_there(branch: Path) -> None:
    add(branch, "pack.yaml", HEAD.replace("../library-pack", "../libary"))
    (one,) = problems(branch)
    assert "pack-missing" in one


def test_a_cycle_is_said(branch: Path) -> None:
    add(branch, "pack.yaml", HEAD.replace("../library-pack", "../branch"))
    (one,) = problems(branch)
    assert "pack-cycle" in one


def test_a_built_in_pack_can_be_extended(branch: Path) -> None:
    add(branch, "pack.yaml", HEAD.replace("../library-pack", "doha"))
    add(branch, "lexicon.yaml", "acts:\n  - {act: recruit, verbs: [conscript], object: [persons], why: One more word.}\n")
    pack = load_pack_folder(str(branch))
    assert len(pack.elements) == 11
    found = judge_sentence("", "No one may conscript foreigners.", pack, load_grammar(), Lexicon(pack))
    assert ("3.recruit", "partially-addresses") in found


def test_a_base_that_is_not_there_is_said_at_its_name_with_all_else(branch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(branch, "pack.yaml", HEAD.replace("../library-pack", "../libary-pack") + "titel: t\n")
    add(branch, "signals.yaml", 'signals:\n  sold: {element: "1.secret", relation: contradict, words: ["sell"], why: w.}\n')
    monkeypatch.chdir(branch.parent)
    base, unknown, value = problems(Path("branch"))
    assert base.startswith("branch/pack.yaml:5:10: pack-missing")
    assert "\n    extends: ../libary-pack\n             ^\n" in base
    assert "did you mean '../library-pack'?" in base
    assert unknown.startswith("branch/pack.yaml:6:1: pack-unknown-key")
    assert value.startswith("branch/signals.yaml:2:41: pack-value")


def test_mistakes_of_the_base_hide_none_of_the_pack(branch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    below = branch.parent / "library-pack" / "signals.yaml"
    below.write_text(below.read_text("utf-8").replace("why:", "wy:", 1), "utf-8")
    add(branch, "signals.yaml", 'signals:\n  sold: {element: "1.secret", relation: contradict, words: ["sell"], why: w.}\n')
    monkeypatch.chdir(branch.parent)
    own, its = problems(Path("branch"))
    assert own.startswith("branch/signals.yaml:2:41: pack-value")
    assert its.startswith("library-pack/signals.yaml:")


def test_a_cycle_stands_at_the_name_that_closes_it(branch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    below = branch.parent / "library-pack" / "pack.yaml"
    below.write_text(below.read_text("utf-8") + "extends: ../branch\n", "utf-8")
    monkeypatch.chdir(branch)
    (one,) = problems(Path("."))
    line = len(below.read_text("utf-8").splitlines())
    assert one.startswith(f"../library-pack/pack.yaml:{line}:10: pack-cycle"), one
    assert Path(one.split(":")[0]).is_file()


def test_a_base_of_the_wrong_kind_is_one_mistake(branch: Path) -> None:
    add(branch, "pack.yaml", HEAD.replace("../library-pack", "[a]"))
    (one,) = problems(branch)
    assert "pack.yaml:5:10: pack-value text is expected here" in one


def test_what_no_words_reach_stands_where_the_base_asks_it(branch: Path) -> None:
    add(branch, "commitments.yaml", 'commitments:\n  "9": {title: t, quote: q, claims: {"9.own": {title: t, quote: q, kind: duty, quantifier: all, settles: support}}}\n')
    add(branch.parent / "library-pack", "commitments.yaml", (branch.parent / "library-pack" / "commitments.yaml").read_text("utf-8") + (
        '  "8": {title: t, quote: q, claims: {"8.below": {title: t, quote: q, kind: duty, quantifier: all, settles: support}}}\n'
    ))  # fmt: skip
    found = [str(problem).splitlines()[0] for problem in check_pack(str(branch))[1]]
    assert [line.rpartition("/")[2].partition(":")[0] for line in found] == ["commitments.yaml"] * 2
    assert [line.rpartition(" ")[2] for line in found] == ["'9.own'", "'8.below'"]
    assert ["library-pack" in line.split(" ")[0] for line in found] == [False, True]
