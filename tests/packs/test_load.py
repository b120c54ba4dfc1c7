"""Packs: every mistake at once, in place, with a suggestion."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.disk import corpus, load_pack_folder, load_text
from compliance.errors import PackError
from compliance.model.pack import RulePack
from compliance.packs.check import check_quotes, locate, quote_spans, unreachable
from compliance.packs.load import load_pack
from compliance.packs.yaml_text import parse_yaml
from compliance.pipeline import check_pack
from tests.packs.tiny import FACETS, SIGNALS

FOLDER = corpus("rules") / "doha"
FILES = {path.relative_to(FOLDER).as_posix(): path.read_text("utf-8") for path in FOLDER.rglob("*.yaml")}


def problems(**changes: tuple[str, str]) -> list[str]:
    files = dict(FILES)
    for name, (old, new) in changes.items():
        key = name.replace("__", "/") + ".yaml"
        assert old in files[key]
        files[key] = files[key].replace(old, new, 1)
    with pytest.raises(PackError) as caught:
        load_pack(files, "p")
    return [str(problem) for problem in caught.value.problems]


def test_the_built_in_pack_is_sound(doha: RulePack) -> None:
    assert len(doha.elements) == 11
    assert not check_quotes(doha, load_text("doha-part-ii"))
    assert not unreachable(doha)
    assert set(quote_spans(doha, load_text("doha-part-ii"))) == set(doha.elements)


def test_three_mistakes_are_three_problems() -> None:
    found = problems(
        commitments=("force: exclude", "forse: exclude"),
        taxonomy=("relation: narrower", "relation: narower"),
        lexicon=("act: threaten, verbs", "act: threatn, verbs"),
    )
    text = "\n".join(found)
    assert "did you mean 'force'?" in text
    assert "did you mean 'narrower'?" in text
    assert "did you mean 'threaten'?" in text
    assert all(":" in line.split(" ")[0] for line in found)
    assert len(found) == 3


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("pack", "version: 0.1.0", "version: one", "pack-value"),
        ("pack", "id: doha", "id: doha\nid: again", "yaml-duplicate"),
        ("pack", "id: doha", "id: &a doha", "yaml"),
        ("pack", "title:", "titel:", "pack-unknown-key"),
        ("taxonomy", "from: attack", "from: atack", "pack-unknown-name"),
        ("lexicon", "object: [persons]", "object: [persns]", "pack-unknown-name"),
        ("taxonomy", "acts:", "acts: [", "yaml-syntax"),
    ],
)
def test_each_kind_of_mistake(name: str, old: str, new: str, code: str) -> None:
    if code == "yaml":
        pytest.importorskip("yaml")
        assert parse_yaml("a: &x 1\nb: *x\n", "f").problems
        return
    found = problems(**{name: (old, new)})
    assert any(code in line for line in found), found
    assert any(line.startswith(f"p/{name}.yaml:") for line in found)


def test_missing_and_unknown_files() -> None:
    files = {k: v for k, v in FILES.items() if k != "taxonomy.yaml"} | {"notes.yaml": "a: b"}
    with pytest.raises(PackError) as caught:
        load_pack(files, "p")
    assert {problem.code for problem in caught.value.problems} == {"pack-missing-file", "pack-unknown-file"}


def test_words_stay_words() -> None:
    parsed = parse_yaml("a: [no, on, 1951, 1.0, yes]\n", "f")
    assert parsed.data == {"a": ["no", "on", "1951", "1.0", "yes"]}


@pytest.mark.parametrize("text", ["[" * 3000, "a: !!python/object:x {}", "a: 1\n---\nb: 2", "a:\n\t- b", "? [a]\n: b"])
def test_hostile_yaml_is_refused(text: str) -> None:
    assert parse_yaml(text, "f").problems


def test_locate_folds_white_space() -> None:
    span = locate("a  b\nc", "d", "x a b c y")
    assert span is not None
    assert span.quote("x a b c y") == "a b c"
    assert locate("a z", "d", "x a b c y") is None


def test_a_folder_is_a_pack(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    assert load_pack_folder(str(tmp_path)).elements.keys() == load_pack_folder("doha").elements.keys()


def test_cases_pass(doha: RulePack) -> None:
    from compliance.tasks.cases import run_cases

    results = run_cases(doha)
    assert results
    assert [result for result in results if not result.passed] == []


def folder_of(tmp_path: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(PackError) as caught:
        load_pack_folder(str(folder))
    return [str(problem).replace(f"{folder}/", "", 1) for problem in caught.value.problems]


def test_a_file_that_cannot_be_read_hides_no_mistake_of_another(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, {**SIGNALS, "cases/b.yaml": "", "cases/c.yml": "cases: []\n", "notes.docx": "\0"})
    (folder / "cases" / "a.yaml").write_bytes("cases:\n  - text: Gäste\n".encode("latin-1"))
    (folder / "signals.yaml").write_text("", "utf-8")
    (folder / "pack.yaml").write_text(SIGNALS["pack.yaml"].replace("title", "titel"), "utf-8")
    found = [line.splitlines()[0] for line in problems_of(folder)]
    assert [line[: line.index(" ", line.index(" ") + 1)] for line in found] == [
        "cases/a.yaml:2:12: input-encoding",
        "cases/b.yaml:1:1: pack-empty-file",
        "cases/c.yml: pack-unknown-file",
        "notes.docx: pack-unknown-file",
        "pack.yaml:3:1: pack-unknown-key",
        "signals.yaml:1:1: pack-empty-file",
    ]


def raised(files: dict[str, str]) -> list[str]:
    with pytest.raises(PackError) as caught:
        load_pack(files, "p")
    return [str(problem).splitlines()[0] for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("files", "gone", "named"),
    [(SIGNALS, ("signals.yaml",), ["signals.yaml"]), (FACETS, ("taxonomy.yaml", "lexicon.yaml"), ["lexicon.yaml", "taxonomy.yaml"]), (FACETS, ("taxonomy.yaml",), ["taxonomy.yaml"])],
)
def test_the_missing_file_is_the_one_that_the_commitments_need(files: dict[str, str], gone: tuple[str, ...], named: list[str]) -> None:
    left = {name: text for name, text in files.items() if name not in gone}
    assert raised(left) == [f"p/{name}: pack-missing-file this file of the pack is missing" for name in named]


@pytest.mark.parametrize(("text", "code"), [("# nothing yet\n", "pack-empty-file"), ("- a\n", "pack-value")])
def test_a_lexicon_without_a_map_is_a_mistake(text: str, code: str) -> None:
    assert [line.split()[:2] for line in raised({**FACETS, "lexicon.yaml": text})] == [["p/lexicon.yaml:1:1:", code]]


def test_what_no_words_reach_stands_at_its_place(tmp_path: Path) -> None:
    more = '      "1.dark": {title: dark, quote: Lights are out., kind: duty, quantifier: all, settles: support}\n'
    folder = folder_of(tmp_path, {**SIGNALS, "commitments.yaml": SIGNALS["commitments.yaml"] + more})
    (one,) = (str(problem) for problem in check_pack(str(folder))[1])
    assert one.startswith(f"{folder}/commitments.yaml:7:7: pack-unreachable no signal speaks to '1.dark'")
    assert "signals.yaml" in one.splitlines()[-1]


def test_a_quote_that_is_not_there_stands_at_its_place(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, FILES)
    text = FILES["commitments.yaml"].replace("quote: ", "quote: Quoth ", 1)
    (folder / "commitments.yaml").write_text(text, "utf-8")
    line = 1 + text[: text.index("quote: Quoth")].count("\n")
    found = [str(problem) for problem in check_pack(str(folder))[1]]
    assert len(found) == 1
    assert found[0].startswith(f"{folder}/commitments.yaml:{line}:"), found


def test_anchors_aliases_and_tags_stand_where_they_are_written() -> None:
    text = "keep: &k [keep]\nmore: !!str 5\nboth: !x &q\n  - a\nback: &b !y [a]\nsame: *k\nword: &w a\nagain: *w\nplain: a & b * c!\n"
    found = {(problem.line, problem.column, problem.code) for problem in parse_yaml(text, "f").problems}
    alias, tag = "yaml-alias", "yaml-tag"
    assert found == {(1, 7, alias), (2, 7, tag), (3, 7, tag), (3, 10, alias), (5, 7, alias), (5, 10, tag), (6, 7, alias), (7, 7, alias), (8, 8, alias)}
    assert [(p.line, p.column, p.code) for p in parse_yaml("a: *none\n", "f").problems] == [(1, 4, alias)]


def test_an_alias_is_no_second_mistake() -> None:
    text = SIGNALS["signals.yaml"].replace("noise: [", "noise: &n [").replace("also: [\"guest\"]", "also: *n")
    assert [line.split()[1] for line in raised({**SIGNALS, "signals.yaml": text})] == ["yaml-alias"] * 2


def test_a_key_is_pointed_at_where_the_key_is_wrong() -> None:
    cases = 'cases:\n  - {text: Guests sing., expect: {"1.quite": [addresses]}, settles: {"1.quit": support}}\n'
    cases += '  - {text: Guests sing., tolerate: {"1 quiet": [addresses]}}\n'
    found = raised({**SIGNALS, "cases/a.yaml": cases})
    line, other = cases.splitlines()[1:]
    at = [(2, line.index('"1.quite"') + 1), (2, line.index('"1.quit"') + 1), (3, other.index('"1 quiet"') + 1)]
    assert {line.split(" ")[0] for line in found} == {f"p/cases/a.yaml:{row}:{column}:" for row, column in at}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("commitments:\n", "commitments: [\n", "yaml-syntax"), ("commitments:\n", "comitments:\n", "pack-unknown-key"), ("claims:", "claim:", "pack-unknown-key"),
     ("title: quiet\n", "title quiet\n", "yaml-syntax")],
)  # fmt: skip
def test_commitments_that_cannot_be_read_are_one_mistake(old: str, new: str, code: str) -> None:
    found = raised({**SIGNALS, "commitments.yaml": SIGNALS["commitments.yaml"].replace(old, new, 1)})
    assert [line.split()[1] for line in found] == [code]
    assert all(line.startswith("p/commitments.yaml:") for line in found)


def test_names_are_held_against_what_can_be_read() -> None:
    changed = {"taxonomy.yaml": FACETS["taxonomy.yaml"].replace("persons:", "person:"), "rules.yaml": FACETS["rules.yaml"].replace("acts: [show]", "acts: [shew]")}
    assert [line.split()[1] for line in raised({**FACETS, **changed})] == ["pack-unknown-name", "pack-unknown-key"]
    signals = SIGNALS["signals.yaml"].replace("lists:", "list:").replace('element: "1.quiet"', 'element: "1.quite"', 1)
    assert [line.split()[1] for line in raised({**SIGNALS, "signals.yaml": signals})] == ["pack-unknown-key", "pack-unknown-name"]


@pytest.mark.parametrize(
    ("old", "new", "place", "step"),
    [
        ('"not shout"', '"<noise ... night"', "9:39:", "did you mean '<noise>'?"),
        ('"not shout"', '"noise> ... night"', "9:39:", "did you mean '<noise>'?"),
        ('"not shout"', '"<noise>s"', "9:39:", "write a list"),
        ('"not shout"', '"_"', "9:39:", "write a word"),
        ('"not shout"', '"shout|"', "9:39:", "write a word"),
        ('"not shout"', '"..."', "9:39:", "write a word"),
        ("[sing, drum roll]", "[]", "2:3", "write a word in it"),
        ("[sing, drum roll]", '["<noise>"]', "2:3", "take one of the names out"),
        ("[sing, drum roll]", '[sing, "sing|dance"]', "2:17", "row of its own"),
        ("[sing, drum roll]", '[sing, "<drum"]', "2:17", "did you mean '<drum>'?"),
        ("[sing, drum roll]", '[sing, "-"]', "2:17", "write a word"),
    ],
)
def test_a_pattern_that_nothing_can_meet(old: str, new: str, place: str, step: str) -> None:
    text = SIGNALS["signals.yaml"].replace(old, new)
    with pytest.raises(PackError) as caught:
        load_pack({**SIGNALS, "signals.yaml": text}, "p")
    (one,) = caught.value.problems
    assert str(one).startswith(f"p/signals.yaml:{place}"), one
    assert one.code == "pack-pattern"
    assert step in one.next_step


@pytest.mark.parametrize(
    ("words", "step"),
    [("{sing|dance", "write a choice"), ("sing|dance}", "write a choice"), ("{sing|{dance|hum}}", "write a choice"), ("{sing|}", "did you mean 'sing'?"),
     ("{sing||dance}", "did you mean '{sing|dance}'?"), ("{}", "write the words"), ("{sing}", "part the words")],
)  # fmt: skip
def test_a_choice_that_is_none(words: str, step: str) -> None:
    with pytest.raises(PackError) as caught:
        load_pack({**SIGNALS, "cases/a.yaml": f'cases:\n  - {{text: "Guests {words} at noon."}}\n'}, "p")
    (one,) = caught.value.problems
    assert str(one).startswith("p/cases/a.yaml:2:12: pack-choice"), one
    assert step in one.next_step


def test_a_class_of_words_without_words() -> None:
    found = raised({**FACETS, "lexicon.yaml": FACETS["lexicon.yaml"].replace("[copy]", "[]")})
    assert found == ["p/lexicon.yaml:3:3: pack-pattern the list 'gifts' holds no word"]


@given(st.lists(st.sampled_from(["a", "b", "ab", " ", "  ", "\n", "\u00a0", "."]), max_size=14).map("".join), st.lists(st.sampled_from(["a", "b", "ab", "."]), min_size=1, max_size=3), st.integers(0, 3))
def test_a_quote_is_found_where_a_pattern_of_its_words_would_be(source: str, words: list[str], start: int) -> None:
    found = locate(" ".join(words), "x", source, start)
    match = re.compile(r"\s+".join(map(re.escape, words))).search(source, start)
    assert (found and (found.start, found.end)) == (match and match.span())
