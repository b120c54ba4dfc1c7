"""Mutants: for each kind one that a case tells and that lives without the case; the quick judgement against the whole engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from compliance import disk
from compliance.disk import load_pack_folder
from compliance.mapping.lexicon import Lexicon
from compliance.mapping.quick import reach, relations
from compliance.mapping.relate import read_provision, relate
from compliance.model.pack import RulePack
from compliance.packs.cases import failing
from compliance.packs.mutants import Mutant, changed, mutants
from compliance.packs.shorten import shortened
from compliance.pipeline import judge_sentence, load_grammar, read_text
from compliance.tasks.cases import CaseReader, Gates, run_gates
from tests.packs.tiny import FACETS, SIGNALS, load


def survivors(found: Gates) -> list[tuple[str, str]]:
    return [(mutant.row, mutant.mutation) for mutant in found.proof.survivors]


@pytest.mark.parametrize(("files", "total"), [(FACETS, 32), (SIGNALS, 24)])
def test_all_mutants_are_told_and_nothing_is_missing(files: dict[str, str], total: int) -> None:
    found = run_gates(load(files))
    assert (survivors(found), found.proof.total, found.proof.told) == ([], total, 1.0)
    assert found.passed


#: Words of the cases that are taken away, and what lives then.
LIVES = [
    (FACETS, "Anyone may lend books", [("lexicon/persons/1 anyone heads “anyone”", "drop-phrase")]),
    (FACETS, "Nobody may show books", [("taxonomy/edges/show to lend", "flip-relation")]),
    (FACETS, "to the porter", [("lexicon/acts/1 lend verbs “hand out”", "shorten-last")]),
    (FACETS, "maps of town", [("taxonomy/interests/books includes “maps”", "drop-concept"), ("lexicon/interests/2 maps", "drop-row"), ("lexicon/nouns/goods “map”", "drop-word")]),
    (FACETS, "maps to the town", [("lexicon/interests/2 maps phrases “map of town”", "shorten-first")]),
    (FACETS, "shelves of books", [("lexicon/acts/1 lend", "widen-object")]),
    (FACETS, "school books", [("lexicon/interests/1 books unless “school book”", "drop-exclusion")]),
    (FACETS, "copy books", [("lexicon/acts/1 lend unless “gifts”", "drop-exclusion"), ("lexicon/nouns/gifts “copy”", "drop-word")]),
    (FACETS, "Paid clerks may not show", [("rules/staff-show", "drop-row"), ("rules/staff-show", "flip-relation")]),
    (FACETS, "- {text: Clerks may not", [("lexicon/persons/2 staff", "widen-modifiers")]),
    (FACETS, "Paid clerks may show", [("taxonomy/persons/anyone", "swap-any-none")]),
    (SIGNALS, "play drum rolls", [("signals/quiet words “<noise> ... night|dark” “dark”", "drop-word"), ("signals/lists/noise “drum roll”", "drop-word")]),
    (SIGNALS, "must not shout", [("signals/quiet words “not shout”", "drop-phrase"), ("signals/quiet words “not shout”", "swap-any-none")]),
    (SIGNALS, "forbidden to shout", [("signals/quiet words “not shout”", "shorten-first")]),
    (SIGNALS, "dance at night", [("signals/quiet words “<noise> ... night|dark”", "shorten-first"), ("signals/quiet words “<noise> ... night|dark”", "shorten-last")]),
    (SIGNALS, "indoors", [("signals/quiet unless “indoors”", "drop-exclusion")]),
    (SIGNALS, "Staff must", [("signals/quiet also “guest”", "widen-also")]),
    (SIGNALS, "Guests sing", [("signals/quiet", "widen-modality")]),
    (SIGNALS, "with the consent", [("signals/loud reserved “consent”", "widen-reserved")]),
    (SIGNALS, "unless the host", [("signals/quiet outside “exception”", "widen-outside")]),
    (SIGNALS, "Guests may sing at noon", [("commitments/1.quiet", "swap-settles")]),
]


@pytest.mark.parametrize(("files", "words", "lives"), LIVES, ids=[words for _, words, _ in LIVES])
def test_without_its_case_a_mutant_lives(files: dict[str, str], words: str, lives: list[tuple[str, str]]) -> None:
    found = run_gates(load(files, (words,)))
    assert survivors(found) == lives
    assert not found.passed


def test_flipped_and_widened_elements_live_without_the_cases_of_their_side() -> None:
    left = load(FACETS, ("[addresses]", "[contradicts]", "[partially-addresses]"))
    lives = set(survivors(run_gates(left)))
    assert {("commitments/1.lend", "flip-modality"), ("lexicon/acts/2 show", "flip-modality"), ("rules/staff-show", "flip-modality"), ("taxonomy/edges/show to lend", "drop-row")} <= lives


# -- the quick judgement against the whole engine ------------------------------------------------------------------------


def killed_by_the_engine(pack: RulePack, mutant: Mutant) -> bool:
    """Whether some case that passes fails on the pack with the change, each judged anew by the whole engine."""
    grammar, other = load_grammar(), changed(pack, mutant)
    plain, lexicon = Lexicon(pack), Lexicon(other)
    for case in pack.cases:
        if not failing(case, judge_sentence(case.heading, case.text, pack, grammar, plain), pack.claims):
            if failing(case, judge_sentence(case.heading, case.text, other, grammar, lexicon), other.claims):
                return True
    return False


@pytest.mark.parametrize("files", [FACETS, SIGNALS])
@pytest.mark.parametrize("words", ["", "maps", "must not", "Anyone"])
def test_mutants_are_told_as_the_whole_engine_tells_them(files: dict[str, str], words: str) -> None:
    pack = load(files, (words,) if words else ())
    told = CaseReader(pack).told
    assert [(m.row, m.mutation) for m in mutants(pack) if told(m)] == [(m.row, m.mutation) for m in mutants(pack) if killed_by_the_engine(pack, m)]


def _sample(pack: RulePack, step: int) -> list[Mutant]:
    by_kind: dict[tuple[str, str], list[Mutant]] = {}
    for mutant in mutants(pack):
        by_kind.setdefault((mutant.part, mutant.mutation), []).append(mutant)
    return [mutant for same in by_kind.values() for mutant in same[:: max(1, len(same) // step)][:step]]


def test_a_sample_of_the_built_in_mutants_is_told_as_the_whole_engine_tells_it(doha: RulePack) -> None:
    few = replace(doha, cases=doha.cases[::9])
    told = CaseReader(few).told
    for mutant in _sample(few, 2):
        assert told(mutant) == killed_by_the_engine(few, mutant), (mutant.row, mutant.mutation)


def test_quick_relations_are_those_of_the_engine(doha: RulePack) -> None:
    grammar, lexicon = load_grammar(), Lexicon(doha)
    reader = CaseReader(doha)
    for at, case in enumerate(doha.cases):
        assert reader.pairs(at) == judge_sentence(case.heading, case.text, doha, grammar, lexicon), case.text
    for name in doha.head.instruments:
        read = read_text(disk.load_text(name), grammar)
        verdicts, _ = relate(name, read.tree, read.provisions, read.norms, doha)
        readings = [(part.label, read_provision(read.tree, part, clause, lexicon, doha)) for part, clause in zip(read.provisions, read.norms, strict=True)]
        assert relations(readings, doha, reach(doha)) == {(v.element, v.relation) for v in verdicts if v.relation != "does-not-address"}


def test_the_cases_of_signals_are_judged_as_by_the_engine() -> None:
    nda, grammar = load_pack_folder("nda"), load_grammar()
    lexicon, reader = Lexicon(nda), CaseReader(nda)
    for at, case in enumerate(nda.cases):
        assert reader.pairs(at) == judge_sentence(case.heading, case.text, nda, grammar, lexicon), case.text


# -- small parts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "short"),
    [
        ("soil of the emirate", [("shorten-first", "emirate"), ("shorten-last", "soil")]),
        ("military training camp", [("shorten-first", "training camp"), ("shorten-last", "military training")]),
        ("our soil", [("shorten-first", "soil")]),
        ("soil", []),
        ("<do>", []),
    ],
)
def test_shortened(phrase: str, short: list[tuple[str, str]]) -> None:
    assert list(shortened(phrase)) == short


def test_a_verb_loses_its_particle_alone() -> None:
    assert list(shortened("hand out", verb=True)) == [("shorten-last", "hand")]


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ('[sing, drum roll]', '[sing, drum roll, roll]', "signals/lists/noise “drum roll”"),
        ('"not shout"]', '"not shout", "guest ... not shout"]', "signals/quiet words “guest ... not shout”"),
        ('unless: ["indoors"]', 'unless: ["indoors", "indoors gently"]', "signals/quiet unless “indoors gently”"),
        ('also: ["guest"]', 'also: ["guest|host", "guest"]', "signals/quiet also “guest|host”"),
    ],
)
def test_what_another_answers_for_is_shadowed_and_gives_no_mutants(old: str, new: str, row: str) -> None:
    pack = load(SIGNALS, signals=(old, new))
    assert row in run_gates(pack).shadowed
    assert not [mutant.row for mutant in mutants(pack) if mutant.row.startswith(row)]


Change = tuple[dict[str, str], dict[str, tuple[str, str]], Callable[[Gates], tuple[str, ...]], str]
IDLE: list[Change] = [
    (FACETS, {"lexicon": ("  gifts: [copy]", "  gifts: [copy]\n  toys: [ball]")}, lambda g: g.dead, "lexicon/nouns/toys: no row names it"),
    (FACETS, {"taxonomy": ("  show: {", "  sell: {label: sell, why: w}\n  show: {")}, lambda g: g.dead, "taxonomy/acts/sell: no row of the lexicon names it"),
    (FACETS, {"lexicon": ("[map of town]", "[map of town, map and plan]")}, lambda g: g.dead, "lexicon/interests/2 maps phrases “map and plan”: no noun phrase holds it"),
    (FACETS, {"lexicon": ("[map of town]", "[map of town, old map of town]")}, lambda g: g.shadowed, "lexicon/interests/2 maps phrases “old map of town”"),
    (FACETS, {"lexicon": ("[lend, hand out]", "[lend, hand out, lend]")}, lambda g: g.shadowed, "lexicon/acts/1 lend verbs “lend”: stands twice"),
    (FACETS, {"lexicon": ("  - {act: show", "  - {act: lend, verbs: [lend], object: [goods], unless: [gifts]}\n  - {act: show")}, lambda g: g.shadowed, "lexicon/acts/2 lend verbs “lend”"),
    (SIGNALS, {"signals": ("  noise: [", "  silence: [hush]\n  noise: [")}, lambda g: g.dead, "signals/lists/silence: no pattern names it"),
    (SIGNALS, {"signals": ("outside: [exception]", "outside: [exception]\n    within: [exception]")}, lambda g: g.dead, "signals/quiet: within and outside ask for the opposite"),
    (SIGNALS, {"signals": ('"not shout"]', '"not shout", "indoors"]')}, lambda g: g.dead, "signals/quiet words “indoors”: an exclusion of the row holds it"),
    (SIGNALS, {"signals": ("  loud:", '  louder: {element: "1.quiet", relation: contradicts, modality: [permission], words: ["loudly sing"], reserved: [persons], why: w}\n  loud:')},
     lambda g: g.shadowed, "signals/louder: loud speaks wherever it does"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "change", "gate", "row"), IDLE, ids=[row for *_, row in IDLE])
def test_idle_rows(files: dict[str, str], change: dict[str, tuple[str, str]], gate: Callable[[Gates], tuple[str, ...]], row: str) -> None:
    plain, found = run_gates(load(files)), run_gates(load(files, **change))
    assert row in gate(found)
    assert row not in gate(plain)
    assert not found.passed


def test_three_planted_mistakes_are_three() -> None:
    """A case less, a list that nothing names, and a phrase that another one holds."""
    files = {**SIGNALS, "signals.yaml": SIGNALS["signals.yaml"].replace('["indoors"]', '["indoors", "indoors gently"]')}
    found = run_gates(load(files, ("Guests are forbidden",), signals=("  noise: [", "  silence: [hush]\n  noise: [")))
    told = [*found.unmet, *found.never_held_back, *(row for row, _ in survivors(found)), *found.dead, *found.shadowed]
    assert told == ["signals/quiet words “not shout”", "signals/lists/silence: no pattern names it", "signals/quiet unless “indoors gently”"]


@pytest.mark.parametrize("name", ["doha", "nda"])
def test_the_gates_run_on_the_built_in_packs(name: str) -> None:
    pack = load_pack_folder(name)
    found = run_gates(pack)
    assert found.proof.total == len(list(mutants(pack)))
    assert 0 < found.proof.told <= 1
    known = {(mutant.row, mutant.mutation) for mutant in mutants(pack)}
    assert set(survivors(found)) <= known
