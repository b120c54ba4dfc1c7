"""What happened to a clause: kinds, matches, order."""

from __future__ import annotations

import pytest

from compliance.changes.compare import compare_trees
from compliance.clauses.parse import parse_source
from compliance.model.change import Change

CLAUSES = [
    "The Supplier shall deliver the goods to the premises of the Buyer at its own cost.",
    "The Buyer shall inspect all goods within ten days and report every defect in writing.",
    "Neither side may assign its rights to a third person without consent of the other.",
    "Disputes are settled by arbitration in Geneva under the rules of the chamber of commerce.",
    "This contract ends two years after its signature, if nobody extends it before that day.",
    "Notices are sent by registered letter to the addresses that stand on the first page.",
]


def lay(clauses: list[str]) -> str:
    return "".join(f"{at}. {text}\n" for at, text in enumerate(clauses, 1))


def compare(old: list[str] | str, new: list[str] | str) -> list[Change]:
    texts = [side if isinstance(side, str) else lay(side) for side in (old, new)]
    return list(compare_trees(parse_source("old", texts[0]), parse_source("new", texts[1])))


def told(changes: list[Change]) -> list[str]:
    """Every change but the unchanged, in words."""
    return [
        " ".join([change.kind, *change.also, "+".join(span.label for span in change.old), ">", "+".join(span.label for span in change.new)])
        for change in changes
        if change.kind != "unchanged"
    ]


def test_nothing_happened() -> None:
    assert told(compare(CLAUSES, CLAUSES)) == []


def test_a_word_changed() -> None:
    changes = compare(CLAUSES, [CLAUSES[0].replace("its own", "the Buyer's"), *CLAUSES[1:]])
    assert told(changes) == ["reworded 1 > 1"]
    assert [(edit.op, edit.text) for edit in changes[0].edits if edit.op != "equal"] == [("delete", "its own"), ("insert", "the Buyer's")]


def test_an_insertion_only_renumbers_what_follows() -> None:
    new = [*CLAUSES[:2], "Risk passes to the Buyer when the goods leave the ship at the port of arrival.", *CLAUSES[2:]]
    assert told(compare(CLAUSES, new)) == ["added  > 3", "renumbered 3 > 4", "renumbered 4 > 5", "renumbered 5 > 6", "renumbered 6 > 7"]


def test_a_removed_clause_stands_behind_what_it_followed() -> None:
    assert told(compare(CLAUSES, [*CLAUSES[:2], *CLAUSES[3:]]))[0] == "removed 3 > "


def test_the_one_clause_that_moved_has_moved() -> None:
    new = [CLAUSES[4], *CLAUSES[:4], CLAUSES[5]]
    assert told(compare(CLAUSES, new)) == ["moved renumbered 5 > 1", "renumbered 1 > 2", "renumbered 2 > 3", "renumbered 3 > 4", "renumbered 4 > 5"]


def test_a_clause_that_moved_and_was_reworded() -> None:
    new = [CLAUSES[4].replace("two years", "three years"), *CLAUSES[:4], CLAUSES[5]]
    assert told(compare(CLAUSES, new))[0] == "moved reworded renumbered 5 > 1"


def test_a_clause_cut_in_two() -> None:
    old = [*CLAUSES[:2], f"{CLAUSES[2]} {CLAUSES[3]}", *CLAUSES[4:]]
    changes = compare(old, CLAUSES)
    assert told(changes) == ["split 3 > 3+4", "renumbered 4 > 5", "renumbered 5 > 6"]
    assert changes[2].matched_by == "containment"


def test_three_clauses_made_one() -> None:
    new = [" ".join(CLAUSES[1:4]), *CLAUSES[4:]]
    assert told(compare(CLAUSES[1:], new))[0] == "merged 1+2+3 > 1"


def test_a_split_into_a_lead_in_and_points() -> None:
    old = "1. The Supplier shall deliver the goods on time, insure them against loss at sea, and hand over all papers of the shipment.\n2. " + CLAUSES[3] + "\n"
    new = "1. The Supplier shall:\n(a) deliver the goods on time;\n(b) insure them against loss at sea; and\n(c) hand over all papers of the shipment.\n2. " + CLAUSES[3] + "\n"
    assert told(compare(old, new)) == ["split reworded 1 > 1+1(a)+1(b)+1(c)"]


def test_short_clauses_that_stand_everywhere_do_not_move() -> None:
    old = ["Repealed.", *CLAUSES[:5]]
    new = [*CLAUSES[:5], "Repealed."]
    kinds = [change.kind for change in compare(old, new)]
    assert "moved" not in kinds
    assert kinds.count("removed") == kinds.count("added") == 1


@pytest.mark.parametrize("copies", [2, 5])
def test_clauses_that_stand_several_times_keep_their_place(copies: int) -> None:
    old = [*CLAUSES[:2], *["This clause is left blank on purpose by the two sides."] * copies, *CLAUSES[2:]]
    new = [*old[: 2 + copies], "A new clause says that all of this is kept secret for ten years.", *old[2 + copies :]]
    assert [row for row in told(compare(old, new)) if not row.startswith("renumbered")] == [f"added  > {3 + copies}"]


def test_a_heading_that_was_renamed_is_found_by_what_stands_under_it() -> None:
    old = "Chapter 1: Delivery\n\n" + lay(CLAUSES[:3]) + "\nChapter 2: Payment\n\n" + lay(CLAUSES[3:])
    new = old.replace("Payment", "Money and its ways")
    changes = [change for change in compare(old, new) if change.kind != "unchanged"]
    assert [(change.kind, change.old[0].kind, change.matched_by) for change in changes] == [("reworded", "chapter", "parts")] or changes[0].kind == "reworded"


def test_white_space_and_type_are_no_change_but_stand_in_the_edits() -> None:
    changes = compare(CLAUSES, lay(CLAUSES).replace("own cost", "own\n   cost").replace("signature, if", "signature , if"))
    assert told(changes) == []
    assert [edit.op for edit in changes[0].edits] == ["equal", "insert", "equal"]


def test_two_texts_with_nothing_in_common() -> None:
    changes = compare(CLAUSES[:3], ["Cats sleep.", "Fish swim in deep and cold seas far away from here."])
    assert [change.kind for change in changes] == ["removed", "removed", "removed", "added", "added"] or {change.kind for change in changes} == {"removed", "added"}


@pytest.mark.parametrize(("before", "after"), [(45, 46), (300, 303), (50, 44)])
def test_many_copies_of_one_clause_keep_their_order(before: int, after: int) -> None:
    kinds = [change.kind for change in compare(["Repealed."] * before, ["Repealed."] * after)]
    assert kinds.count("unchanged") == min(before, after)
    assert set(kinds) <= {"unchanged", "added" if after > before else "removed"}


def test_every_identity_stands_once_on_each_side() -> None:
    text = "Article 1\nTo all,\n\r\n____Sincerely,\n1.1 The Seller shall not pay. \n\n; and\n\n1. "
    spans = [span for change in compare(text, text) for span in change.old]
    assert len({span.eid for span in spans}) == len(spans)


def test_a_clause_that_differs_in_numbers_alone_is_found_where_others_stand_between() -> None:
    paid = "The Buyer shall pay the sum of {} francs to the account of the Supplier at the bank that clause {} names."
    new = [*CLAUSES[:4], *CLAUSES[4:]]
    changes = compare([paid.format(500, 4), *CLAUSES], [*new, paid.format(900, 3)])
    (change,) = [change for change in changes if "moved" in (change.kind, *change.also)]
    assert (change.kind, change.also) == ("moved", ("reworded", "renumbered"))
    assert [edit.text for edit in change.edits if edit.op == "delete"] == ["1", "500", "4"]
    assert 0.8 < change.score < 1.0


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_number_on_a_line_of_its_own_that_ends_a_sentence_is_one_of_its_words(gap: str) -> None:
    text = "1. The term of office in years is{gap}{n}{gap}2. It begins on the first day of May.{gap}{page}{gap}3. It ends by law.\n"
    changes = compare(text.format(gap=gap, n=4, page=11), text.format(gap=gap, n=14, page=12))
    assert told(changes) == ["reworded 1 > 1"], "the number of a page is no change"
    assert [(edit.op, edit.text) for edit in changes[0].edits if edit.op != "equal"] == [("delete", "4"), ("insert", "14")]


def test_a_number_under_another_name_is_another() -> None:
    text = "Article 1 Alpha pays beta the rent each month.\nArticle 2 Beta gives alpha a receipt for it.\n"
    assert told(compare(text, text.replace("Article", "Section"))) == ["renumbered 1 > 1", "renumbered 2 > 2"]
    assert told(compare(text, text.replace("Article", "ARTICLE"))) == []
    assert told(compare(text.replace("Article ", ""), text.replace("Article ", ""))) == []
    listed = "1. Alpha pays beta the rent each month.\n2. Beta gives alpha a receipt for it.\n"
    assert told(compare(listed, listed.replace("1.", "(1)").replace("2.", "(2)"))) == []


def test_a_clause_that_stayed_is_not_the_one_elsewhere_with_other_numbers() -> None:
    due = "On the day of delivery the Buyer shall pay {} francs in cash to {} driver who brings the goods."
    assert told(compare([due.format(500, "the"), *CLAUSES], [due.format(500, "any"), *CLAUSES, due.format(900, "the")])) == ["reworded 1 > 1", "added  > 8"]
    assert told(compare([due.format(900, "the"), *CLAUSES, due.format(500, "any")], [*CLAUSES, due.format(500, "the")]))[-1].startswith("reworded")


@pytest.mark.parametrize(
    ("clauses", "changed"),
    [
        (["国家尊重和保障人权。", "公民有言论自由的权利和义务。", "妇女在社会和家庭生活各方面享有同男子平等的权利。"], "妇女在社会和家庭生活各方面不享有同男子平等的权利。"),
        (["บุคคลย่อมเสมอกันในกฎหมาย", "ชายและหญิงมีสิทธิเท่าเทียมกัน", "บุคคลมีเสรีภาพในการเดินทางและการเลือกถิ่นที่อยู่"], "บุคคลมีเสรีภาพในการเดินทางและการเลือกอาชีพ"),
    ],
    ids=["Chinese", "Thai"],
)
def test_a_clause_that_moved_and_was_reworded_is_found_in_scripts_without_spaces(clauses: list[str], changed: str) -> None:
    assert told(compare(clauses, [changed, *clauses[:2]])) == ["moved reworded renumbered 3 > 1", "renumbered 1 > 2", "renumbered 2 > 3"]


def test_an_item_of_few_words_is_not_found_elsewhere_by_its_numbers() -> None:
    item = "the Pensions Acts 1990 to {}."
    kinds = {change.kind for change in compare([item.format(2003), *CLAUSES], [*CLAUSES, item.format(2012)])}
    assert kinds == {"removed", "renumbered", "added"}


def test_two_clauses_with_the_same_words_but_for_numbers_are_told_apart_by_their_place() -> None:
    due = "On the day of delivery the Buyer shall pay {} francs in cash to the driver who brings the goods."
    changes = compare([due.format(5), *CLAUSES, due.format(7)], [due.format(6), *CLAUSES, due.format(8)])
    assert told(changes) == ["reworded 1 > 1", "reworded 8 > 8"]


def test_a_number_that_becomes_one_of_the_words_is_compared_with_them() -> None:
    (change,) = compare("5. Goods of the Supplier stand in the yard.\n", "Goods and 5. Goods of the Supplier stand in the yard.\n")
    assert [(edit.op, edit.text) for edit in change.edits] == [("insert", "Goods and "), ("equal", "5. Goods of the Supplier stand in the yard.\n")]


def test_the_search_for_cycles_goes_on_behind_a_comparison() -> None:
    import gc

    assert gc.isenabled()
    compare(CLAUSES, CLAUSES[1:])
    assert gc.isenabled()
    gc.disable()
    try:
        compare(CLAUSES, CLAUSES[1:])
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_new_item_beside_a_reworded_one_is_no_part_of_it() -> None:
    """"(a)" lost a word and "(c)" is new: together they are less like the old "(a)" than the one that is it."""
    old = ["The contract provides for the agreed volume of petroleum products at all times, for this section, and", *CLAUSES]
    new = [
        "The contract provides for the agreed volume of petroleum products at all times, for this section,",
        "The contract provides for the agreed volume of petroleum products to be open and at hand,",
        *CLAUSES,
    ]
    assert told(compare(old, new))[:2] == ["reworded 1 > 1", "added  > 2"]
