"""Verdicts that flip between two versions: which, through which words, and never through a number."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance import disk
from compliance.clauses.akn_write import write_akn
from compliance.clauses.opening import open_text
from compliance.comparing import compare_texts
from compliance.errors import ComplianceError
from compliance.model.flip import FlipReport, VerdictChange
from compliance.model.text import Provenance, Text
from compliance.tasks.flips import flips

DECREE = disk.load_text("iea-2020-09").content
DIRECTIVE = disk.load_text("iea-2021-02").content
NDA = """Mutual Non-Disclosure Agreement

1. "Confidential Information" means any business or technical information that the Discloser gives to the Recipient, in writing or orally.
2. The Recipient shall not use the Confidential Information for any purpose other than to evaluate a purchase of the samples.
3. The Recipient may disclose the Confidential Information to its employees who need to know it.
4. The Recipient shall not reverse engineer the samples that embody the Confidential Information.
5. The Recipient shall not solicit any employee of the Discloser.
6. Upon termination of this Agreement the Recipient shall return or destroy all Confidential Information, except that it may keep one copy for its records.
7. The Recipient may make three copies of the Confidential Information.
8. The obligations of secrecy survive the termination of this Agreement for 5 years.
"""


def text(content: str, path: str = "t.txt") -> Text:
    return Text("t", content, Provenance("t", "", "", "unknown", "en", False, "", ""), "0" * 64, path)


def flipped(old: str, new: str, pack: str = "doha") -> FlipReport:
    first, second = text(old), text(new)
    return flips(compare_texts(first, second), first, second, pack)


def swap(source: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    return source


def told(flip: VerdictChange) -> tuple[str, str, set[str], set[str], str]:
    return flip.kind, flip.element, {side.relation for side in flip.old}, {side.relation for side in flip.new}, flip.because


def through(flip: VerdictChange) -> list[tuple[str, str]]:
    return [(edit.op, edit.text.strip()) for edit in flip.through]


def test_a_not_taken_out_flips_the_verdict() -> None:
    found = flipped(DECREE, swap(DECREE, ("should not interfere in affairs of any country", "should interfere in affairs of any country")))
    assert {told(flip)[:2] for flip in found.flips} == {("changed", "1"), ("changed", "3.threaten"), ("changed", "4.no-threat")}
    for flip in found.flips:
        assert told(flip)[2:] == ({"partially-addresses", "contradicts"}, {"contradicts"}, "words")
        assert through(flip) == [("delete", "not")]
        assert {side.provision for side in (*flip.old, *flip.new)} == {"8"}


def test_each_side_quotes_its_text() -> None:
    new = swap(DECREE, ("In no way can threaten", "May threaten"), ("They shall not recruit", "They shall recruit"))
    found = flipped(DECREE, new)
    assert len(found.flips) == 4
    for verdict in found.verdicts:
        for source, sides in ((DECREE, verdict.old), (new, verdict.new)):
            assert all(source[side.start : side.end] == side.words for side in sides)


def test_of_several_changed_words_those_are_named_that_did_it() -> None:
    new = swap(DECREE, ("In no way can threaten another country's government or its citizens", "In any way can threaten the other country's government or the citizens"))
    found = flipped(DECREE, new)
    assert [through(flip) for flip in found.flips] == [[("delete", "no"), ("insert", "any")]] * 3


def test_each_sentence_flips_through_its_own_words() -> None:
    old = "Order\n\n1. Foreign fighters shall not recruit members. They shall not train members.\n"
    by = {flip.element: flip for flip in flipped(old, swap(old, ("shall not recruit", "shall recruit"), ("shall not train", "shall train"))).flips}
    assert {"3.recruit", "3.train"} <= by.keys()
    for element in ("3.recruit", "3.train"):
        assert told(by[element])[::2] == ("changed", {"partially-addresses"}, "words")
        assert told(by[element])[3] == {"contradicts"}
        assert through(by[element]) == [("delete", "not")]


def test_a_heading_is_context() -> None:
    found = flipped(DECREE, swap(DECREE, ("Third Chapter: Foreign tribal refugees and mujahedeen's living", "Third Chapter: Living")))
    changed = {flip.change for flip in found.flips}
    assert found.flips
    for flip in found.flips:
        assert flip.because == "context"
        assert through(flip) == [("delete", "Foreign tribal refugees and mujahedeen's living"), ("insert", "Living")]
        assert len(flip.contexts) == 1
        assert not changed & set(flip.contexts)


def test_a_lead_in_is_context() -> None:
    old = "Order\n\n1. Foreign fighters shall not:\n(a) recruit members;\n(b) train members.\n"
    found = flipped(old, old.replace("shall not:", "may:"))
    assert {flip.element for flip in found.flips} >= {"3.recruit", "3.train"}
    assert {(flip.because, tuple(through(flip))) for flip in found.flips} == {("context", (("delete", "shall not"), ("insert", "may")))}


def test_a_clause_that_was_removed_or_added() -> None:
    start, end = DECREE.index("10. In no way"), DECREE.index("11. Should")
    less = DECREE[:start] + DECREE[end:]
    gone, come = flipped(DECREE, less), flipped(less, DECREE)
    elements = {"1", "3.threaten", "4.no-threat"}
    assert {(flip.kind, flip.because, flip.element) for flip in gone.flips} == {("vanished", "removed", element) for element in elements}
    assert {(flip.kind, flip.because, flip.element) for flip in come.flips} == {("appeared", "added", element) for element in elements}
    assert all("threaten another country" in edit.text for flip in (*gone.flips, *come.flips) for edit in flip.through)


def test_in_prose_the_sentence_is_told() -> None:
    found = flipped(DIRECTIVE, swap(DIRECTIVE, ("no one can place", "anyone can place"), ("further punishment", "punishment")))
    assert {flip.element for flip in found.flips} == {"2.instruct", "3.recruit", "3.host"}
    for flip in found.flips:
        assert through(flip) == [("delete", "no one"), ("insert", "anyone")]
        assert {side.relation for side in flip.new} == {"contradicts"}


def test_a_sanction_flips_with_the_norm_that_it_is_for() -> None:
    old = "Order\n\n1. No one may recruit foreign fighters.\n2. Dogs stay outside.\n3. Anyone who commits such an act shall be dismissed.\n"
    found = flipped(old, swap(old, ("No one may recruit", "Everyone may recruit")))
    sanction = next(flip for flip in found.flips if flip.old and flip.old[0].provision == "3")
    assert told(sanction) == ("vanished", "3.recruit", {"partially-addresses"}, set(), "context")
    assert through(sanction) == [("delete", "No one"), ("insert", "Everyone")]


def test_coverage_is_told_for_every_element_in_order() -> None:
    found = flipped(NDA, swap(NDA, ("shall not reverse engineer", "may reverse engineer")), "nda")
    pack = disk.load_pack_folder("nda")
    assert [change.element for change in found.coverage] == list(pack.asked)
    assert (found.pack_id, found.pack_version) == ("nda", pack.head.version)
    assert [(c.element, c.old_status, c.new_status) for c in found.coverage if c.old_status != c.new_status] == [("nda-11", "addressed", "contradicted")]


@pytest.mark.parametrize(
    ("pair", "says", "words"),
    [
        (("shall not reverse engineer", "may reverse engineer"), ("changed", "nda-11", {"addresses"}, {"contradicts"}, "words"), [("delete", "shall not"), ("insert", "may")]),
        (("shall not solicit", "may solicit"), ("changed", "nda-18", {"addresses"}, {"contradicts"}, "words"), [("delete", "shall not"), ("insert", "may")]),
        (("may make three copies", "may make no copies"), ("changed", "nda-17", {"addresses"}, {"contradicts"}, "words"), [("delete", "three"), ("insert", "no")]),
        ((", except that it may keep one copy for its records", ""), ("vanished", "nda-20", {"addresses"}, set(), "words"), [("delete", ", except that it may keep one copy for its records")]),
    ],
)  # fmt: skip
def test_a_non_disclosure_agreement(pair: tuple[str, str], says: tuple[str, str, set[str], set[str], str], words: list[tuple[str, str]]) -> None:
    (flip,) = flipped(NDA, swap(NDA, pair), "nda").flips
    assert told(flip) == says
    assert through(flip) == words


def test_nothing_flips_where_nothing_changed() -> None:
    for source, pack in ((DECREE, "doha"), (NDA, "nda")):
        found = flipped(source, source, pack)
        assert found.verdicts
        assert found.flips == ()
        assert all((verdict.through, verdict.because) == ((), "") for verdict in found.verdicts)


def test_every_verdict_stands_in_one_change() -> None:
    new = swap(DECREE, ("They shall not recruit", "They shall recruit"))
    found = flipped(DECREE, new)
    pairs = [(verdict.change, verdict.element) for verdict in found.verdicts]
    assert len(pairs) == len(set(pairs))
    report = flipped(DECREE, DECREE)
    assert sum(len(verdict.old) for verdict in found.verdicts) == sum(len(verdict.old) for verdict in report.verdicts)


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 60))
def test_other_numbers_and_another_order_flip_nothing(chance: random.Random, first: int) -> None:
    head, _, rest = DECREE.partition("7. Should strictly")
    clauses = re.findall(r"^\d+\. (.*)$", f"7. Should strictly{rest}", re.MULTILINE)
    assert len(clauses) == 20
    chance.shuffle(clauses)
    new = head + "".join(f"{first + number}. {words}\n" for number, words in enumerate(clauses, 7))
    found = flipped(DECREE, new)
    assert len(found.verdicts) > 20
    assert found.flips == ()
    assert all(change.old_status == change.new_status for change in found.coverage)


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(["{}. ", "({}) ", "§ {} ", "Article {} - "]))
def test_other_numbers_and_markers_flip_nothing_in_an_agreement(chance: random.Random, marker: str) -> None:
    title, *clauses = (line.partition(". ")[2] or line for line in NDA.splitlines() if line)
    tail = clauses[1:]
    chance.shuffle(tail)
    new = f"{title}\n\n" + "".join(f"{marker.format(number)}{words}\n" for number, words in enumerate([clauses[0], *tail], 1))
    assert flipped(NDA, new, "nda").flips == ()


def test_akoma_ntoso_on_one_side_is_told_by_place() -> None:
    first = text(DECREE)
    new = text(swap(DECREE, ("They shall not recruit", "They shall recruit")))
    second = text(write_akn(*open_text(new)).decode(), "t.xml")
    (flip,) = flips(compare_texts(first, second), first, second, "doha").flips
    assert (flip.kind, flip.element, flip.because) == ("changed", "3.recruit", "words")
    assert through(flip) == [("delete", "not")]


def test_where_nothing_can_be_tried_the_words_of_the_clause_come_first() -> None:
    """Of the three verdicts on 10 that vanish, two do through its words and one through the heading; without a trial that is not known."""
    heading = ("Third Chapter: Foreign tribal refugees and mujahedeen's living", "Third Chapter: The guests' living")
    plain = text(DECREE), text(swap(DECREE, heading, ("In no way can threaten", "May threaten")))
    marked = tuple(text(write_akn(*open_text(side)).decode(), "t.xml") for side in plain)
    of_ten: list[list[str]] = []
    for first, second in ((plain[0], plain[1]), (plain[0], marked[1]), (marked[0], marked[1])):
        found = flips(compare_texts(first, second), first, second, "doha").flips
        assert {flip.because for flip in found if flip.old[0].provision == "8"} == {"context"}
        assert all(flip.through for flip in found)
        of_ten.append([flip.because for flip in found if flip.old[0].provision == "10"])
    assert of_ten == [["words", "words", "context"], ["words", "words", "context"], ["words", "words", "words"]]


def test_what_cannot_be_used_is_said() -> None:
    one = text(DECREE)
    with pytest.raises(ComplianceError, match="pack-missing"):
        flips(compare_texts(one, one), one, one, "nope")
    with pytest.raises(ComplianceError, match="input-missing"):
        flips(compare_texts(one, one), one, one, "doha", "nowhere.txt")


def test_a_verdict_whose_words_stand_in_a_lead_in_belongs_to_its_point() -> None:
    """Two points of one number: neither the number nor the words of the lead-in tell them apart."""
    points = "(a) make copies of the Confidential Information; and\n(b) solicit any employee of the Discloser.\n"
    old = f"Agreement\n\n1. The Recipient shall not:\n{points}2. The Recipient shall not:\n{points}"
    found = flipped(old, old.replace("2. The Recipient shall not", "2. The Recipient may"), "nda")
    assert {told(flip)[:2] for flip in found.flips} >= {("changed", "nda-18")}
    (flip,) = (flip for flip in found.flips if flip.element == "nda-18")
    assert (flip.because, through(flip)) == ("context", [("delete", "shall not"), ("insert", "may")])
    held = [verdict for verdict in found.verdicts if verdict.element == "nda-18" and verdict.kind == "held"]
    assert len(held) == 1
    assert held[0].change < flip.change
