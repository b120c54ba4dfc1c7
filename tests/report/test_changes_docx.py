"""A comparison as a Word file: what stands in it for each thing that can happen to a clause."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from compliance.model.change import Change, ClauseSpan, Comparison, Edit, Version
from compliance.report.changes_docx import to_docx
from tests.report.docx_check import complaints
from tests.report.docx_text import W, accepted, document, local, rejected
from tests.report.pairs import compared, decree, lines


def span(text: str, words: str, kind: str = "paragraph", label: str = "") -> ClauseSpan:
    """The clause of a text that begins with the words, to the end of its line."""
    start = text.index(words)
    end = text.find("\n", start) + 1 or len(text)
    return ClauseSpan(kind, label, label, start, end, start, end)


def comparison(old: str, new: str, *changes: Change) -> Comparison:
    return Comparison(Version("old", "Old", "a" * 64, "en", old), Version("new", "New", "b" * 64, "en", new), changes)


def whole(text: str, words: str, op: str, kind: str = "paragraph") -> Change:
    """A clause that stays, came or left as it is."""
    one = span(text, words, kind)
    edits = (Edit(op, text[one.start : one.end]),)
    if op == "equal":
        return Change("unchanged", (one,), (one,), edits=edits)
    return Change("removed", (one,), (), edits=edits) if op == "delete" else Change("added", (), (one,), edits=edits)


def body(data: bytes) -> list[str]:
    """The paragraphs, each as what it holds: "=kept -left +came <moved away >moved here", and its mark behind it."""
    out = []
    signs = {"del": "-", "ins": "+", "moveFrom": "<", "moveTo": ">"}
    for paragraph in document(data)[0].findall(f"{W}p"):
        words = [
            signs.get(local(text.getparent().getparent()), "=") + (text.text or "")
            for text in paragraph.iter(f"{W}t", f"{W}delText")
        ]
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        tracked = [signs[local(child)] for child in mark if local(child) in signs] if mark is not None else []
        out.append(" ".join(words) + "|" + "".join(tracked))
    return out


def both_ways(made: Comparison) -> bytes:
    """The file, when it is sound and gives the two texts back."""
    data = to_docx(made)
    assert complaints(data) == []
    assert accepted(data) == lines(made.new.source)
    assert rejected(data) == lines(made.old.source)
    return data


def test_a_word_that_was_replaced_is_a_deletion_and_an_insertion() -> None:
    old, new = "1. You may go.\n", "1. You shall go.\n"
    edits = (Edit("equal", "1. You "), Edit("delete", "may"), Edit("insert", "shall"), Edit("equal", " go.\n"))
    data = both_ways(comparison(old, new, Change("reworded", (span(old, "1."),), (span(new, "1."),), edits=edits)))
    assert body(data) == ["=1. You  -may +shall = go.|"]


def test_a_clause_that_left_goes_with_the_mark_of_its_paragraph() -> None:
    old = "1. One.\n2. Two.\n3. Three.\n"
    new = "1. One.\n3. Three.\n"
    kept = Change("unchanged", (span(old, "3."),), (span(new, "3."),), edits=(Edit("equal", "3. Three.\n"),))
    data = both_ways(comparison(old, new, whole(old, "1.", "equal"), whole(old, "2.", "delete"), kept))
    assert body(data) == ["=1. One.|", "-2. Two.|-", "=3. Three.|"]


def test_of_the_last_clause_the_mark_before_it_goes() -> None:
    old, new = "1. One.\n2. Two.\n", "1. One.\n"
    data = both_ways(comparison(old, new, whole(old, "1.", "equal"), whole(old, "2.", "delete")))
    assert body(data) == ["=1. One.|-", "-2. Two.|"]
    data = both_ways(comparison(new, old, whole(old, "1.", "equal"), whole(old, "2.", "insert")))
    assert body(data) == ["=1. One.|+", "+2. Two.|"]


def test_a_clause_that_moved_and_was_reworded() -> None:
    old, new = "1. A may go.\n2. Bees fly.\n3. Cows eat.\n", "2. Bees fly.\n3. Cows eat.\n9. A shall go.\n"
    edits = (
        Edit("delete", "1"), Edit("insert", "9"), Edit("equal", ". A "), Edit("delete", "may"), Edit("insert", "shall"),
        Edit("equal", " go.\n"),
    )  # fmt: skip
    kept = [Change("unchanged", (span(old, w),), (span(new, w),), edits=(Edit("equal", t),)) for w, t in (("2.", "2. Bees fly.\n"), ("3.", "3. Cows eat.\n"))]
    moved = Change("moved", (span(old, "1."),), (span(new, "9."),), edits=edits, also=("reworded", "renumbered"))
    data = both_ways(comparison(old, new, *kept, moved))
    assert body(data) == ["<1. A may go.|<", "=2. Bees fly.|", "=3. Cows eat.|+", "+9 >. A  +shall > go.|"]
    root = document(data)
    names = [{e.get(f"{W}name") for e in root.iter(f"{W}{side}RangeStart")} for side in ("moveFrom", "moveTo")]
    assert names == [{"move1"}, {"move1"}]


def test_a_clause_that_was_cut_in_two() -> None:
    old, new = "1. You go. They stay.\n", "1. You go.\n2. They stay.\n"
    edits = (Edit("equal", "1. You go."), Edit("delete", " "), Edit("insert", "\n2. "), Edit("equal", "They stay.\n"))
    data = both_ways(comparison(old, new, Change("split", (span(old, "1."),), (span(new, "1."), span(new, "2.")), edits=edits)))
    assert body(data) == ["=1. You go. - |+", "+2.  =They stay.|"]


def test_of_clauses_merged_from_afar_one_moved() -> None:
    old = "1. You go home.\n2. Bees fly.\n3. They stay away.\n"
    new = "1. You go home. They stay away.\n2. Bees fly.\n"
    edits = (
        Edit("equal", "1. You go home."), Edit("delete", "\n3."), Edit("equal", " They stay away.\n"),
    )  # fmt: skip
    merged = Change("merged", (span(old, "1."), span(old, "3.")), (span(new, "1."),), edits=edits)
    kept = Change("unchanged", (span(old, "2."),), (span(new, "2."),), edits=(Edit("equal", "2. Bees fly.\n"),))
    data = both_ways(comparison(old, new, merged, kept))
    assert body(data) == ["=1. You go home.|-", "> They stay away.|>", "=2. Bees fly.|-", "<3. They stay away.|"]


@pytest.mark.parametrize(
    ("edits", "paragraphs"),
    [
        # whole lines came behind it: the line end that stayed is the last of theirs
        (("=one\n", "+two", "=\n", "+three\n", "=four"), ["=one|", "+two|+", "+three|", "=four|"]),
        (("=one", "+ more", "=\n", "+three\n", "=four"), ["=one + more|+", "+three|", "=four|"]),
        # words came behind it that share their line with others: it left and came
        (("=one\n", "+two", "=\n", "+three", "=four"), ["=one|", "+two|+", "|-", "+three =four|"]),
        (("=one\n", "+two", "=\n", "=four"), ["=one|", "+two|", "=four|"]),
    ],
)
def test_no_line_end_stays_between_words_that_came(edits: tuple[str, ...], paragraphs: list[str]) -> None:
    named = tuple(Edit({"=": "equal", "+": "insert"}[edit[0]], edit[1:]) for edit in edits)
    old, new = "".join(e.text for e in named if e.op == "equal"), "".join(e.text for e in named)
    whole_of = [ClauseSpan("prose", "", "", 0, len(text), 0, len(text)) for text in (old, new)]
    data = both_ways(comparison(old, new, Change("reworded", (whole_of[0],), (whole_of[1],), edits=named)))
    assert body(data) == paragraphs


def test_tabs_empty_lines_and_signs_that_xml_cannot_hold() -> None:
    old, new = "a\tb\n\n\x01<&>\"\ufffe\r\nend", "a\tc\n\n\x01<&>\"\ufffe\nend\n\n"
    data = to_docx(compared(old, new))
    assert complaints(data) == []
    assert accepted(data) == 'a\tc\n\n[U+0001]<&>"[U+FFFE]\nend\n'
    assert rejected(data) == 'a\tb\n\n[U+0001]<&>"[U+FFFE]\nend'
    assert to_docx(compared("\ud800 a\n", "\ud800 b\n"), author="\ud800\x00<>") != b""


UNSEEN = [*(chr(code) for code in range(0xA0) if (code < 0x20 or code > 0x7E) and chr(code) not in "\t\n\r"), "\u2028", "\u2029", "\ud800", "\ufffe", "\uffff"]


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_signs_that_nobody_would_see_are_shown_by_name_everywhere(sign: str) -> None:
    old, new = f"1. One{sign}two stays.\n{sign}\n", f"1. One{sign}two goes{sign}.\n{sign}\n"
    data = to_docx(compared(old, new), author=f"A{sign}B")
    name = f"[U+{ord(sign):04X}]"
    assert complaints(data) == []
    assert accepted(data) == lines(new).replace(sign, name)
    assert rejected(data) == lines(old).replace(sign, name)
    for part in ("word/document.xml", "docProps/core.xml"):
        assert f"A{name}B" in etree.tostring(document(data, part), encoding="unicode")


def test_line_ends_that_look_different_are_no_change() -> None:
    data = both_ways(compared("1. One.\r\n\r\n\r\n2. Two.\r\n", "1. One.\n\n\n2. Two.\n"))
    assert body(data) == ["=1. One.|", "|", "|", "=2. Two.|"]
    text, _ = decree()
    data = both_ways(compared(text, text.replace("\n", "\r\n")))
    assert not list(document(data).iter(f"{W}ins", f"{W}del"))


@pytest.mark.parametrize("pair", [("", ""), ("", "1. One.\n"), ("1. One.\n", ""), ("\n", "\n\n"), ("a", "b")])
def test_texts_of_next_to_nothing(pair: tuple[str, str]) -> None:
    both_ways(compared(*pair))


def test_lines_from_right_to_left() -> None:
    old = "۱. هیچ کس (۳۰ روز) اجازه ندارد [Article 5].\nAn English line, کابل and more.\n"
    data = to_docx(compared(old, old.replace("ندارد", "دارد"), languages=("fa", "fa")))
    first, second = document(data)[0].findall(f"{W}p")
    assert first.find(f"{W}pPr/{W}bidi") is not None
    left = [run.findtext(f"{W}t") for run in first.iter(f"{W}r") if run.find(f"{W}rPr/{W}rtl") is None]
    assert [words for words in left if words] == ["Article 5"]  # the run that points at the comment has none
    assert second.find(f"{W}pPr/{W}bidi") is None
    right = [run.findtext(f"{W}t") for run in second.iter(f"{W}r") if run.find(f"{W}rPr/{W}rtl") is not None]
    assert right == ["کابل"]
    defaults = next(document(data, "word/styles.xml").iter(f"{W}lang"))
    assert (defaults.get(f"{W}val"), defaults.get(f"{W}bidi")) == ("en-US", "fa")


def test_words_of_another_language_say_so() -> None:
    data = to_docx(compared("1. Le chat dort.\n", "1. The cat sleeps.\n", languages=("fr", "en")))
    languages = {run.find(f"{W}rPr/{W}lang").get(f"{W}val") for run in document(data).iter(f"{W}r") if run.find(f"{W}delText") is not None}
    assert languages == {"fr"}


def test_a_mark_is_a_comment_in_plain_words() -> None:
    data = to_docx(compared("1. They are not allowed to go.\n2. Pay within 30 days.\n", "1. They are allowed to go.\n2. Pay within 60 days.\n"), author="A. B. Reader")
    assert complaints(data) == []
    comments = document(data, "word/comments.xml")
    assert ["".join(comment.itertext()).strip() for comment in comments] == ['negation dropped: "not"', 'number changed: "30" became "60"']
    assert {comment.get(f"{W}initials") for comment in comments} == {"ABR"}


def test_a_text_without_marks_has_no_part_for_comments() -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(compared("1. A cat.\n", "1. A cow.\n")))) as archive:
        assert "word/comments.xml" not in archive.namelist()


def test_author_and_date_stand_on_every_change() -> None:
    made = compared("1. A cat.\n2. Two.\n", "1. A cow.\n")
    for date, written in (
        (None, None), ("2020-09-01", "2020-09-01T00:00:00Z"), ("2020-09-01T12:30:00+02:00", "2020-09-01T10:30:00Z"),
        ("2020-09-01T12:30:00.5", "2020-09-01T12:30:00Z"),
    ):  # fmt: skip
        data = to_docx(made, author="R <&> \"S\"", date=date)
        assert complaints(data) == []
        tracked = list(document(data).iter(f"{W}ins", f"{W}del"))
        assert tracked
        assert {(e.get(f"{W}author"), e.get(f"{W}date")) for e in tracked} == {("R <&> \"S\"", written)}
        created = document(data, "docProps/core.xml").findtext("{http://purl.org/dc/terms/}created")
        assert created == written
    with pytest.raises(ValueError, match="2020-13-01"):
        to_docx(made, date="2020-13-01")


def test_titles_and_digests_stand_outside_the_body() -> None:
    data = to_docx(compared("1. A cat.\n", "1. A cow.\n", titles=("First <b>", "Second")))
    assert "".join(document(data, "word/header1.xml").itertext()) == "Changes from First <b> to Second"
    assert "0" * 64 in "".join(document(data, "word/footer1.xml").itertext())


def test_headings_are_of_their_own_style() -> None:
    data = to_docx(compared("Chapter 1: On cats\n\n1. A cat.\n", "Chapter 1: On cows\n\n1. A cat.\n"))
    first, *rest = document(data)[0].findall(f"{W}p")
    assert first.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Division"
    assert all(paragraph.find(f"{W}pPr/{W}pStyle") is None for paragraph in rest)


def test_a_decree_as_edited() -> None:
    made = compared(*decree())
    data = both_ways(made)
    assert data == to_docx(compared(*decree()))
    found = "\n".join(body(data))
    assert "=5. Allegiance to the Islamic Emirate is  -compulsory +mandatory =.|" in found
    assert "and they are  -not  =allowed" in found
    assert "<9. Can under no circumstances kidnap" in found
    assert ">. Can under no circumstances kidnap" in found
    assert "-17. In case of problems with civilians should contact intelligence officials.|-" in found
    assert "+12. They shall not sell weapons without permission, except to the department.|+" in found
    assert "-10 +9 =. In no way can threaten" in found


def test_the_bytes_do_not_hang_on_the_seed_of_hashes() -> None:
    script = (
        "import sys, hashlib; from tests.report.pairs import compared, decree; from compliance.report.changes_docx import to_docx; "
        "print(hashlib.sha256(to_docx(compared(*decree()), date='2020-10-01')).hexdigest())"
    )
    root = Path(__file__).parents[2]
    digests = {
        subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, cwd=root, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("0", "1", "77")
    }
    assert len(digests) == 1


BREAKS = [
    ("w:t in a deletion", "<w:delText", "<w:t", "t in a deletion"),
    ("identities", 'w:id="2"', 'w:id="1"', "given 2 times"),
    ("the range of a move", '<w:moveToRangeEnd', '<w:moveFromRangeEnd', "without its start"),
    ("names of moves", 'w:name="move1"/><w:moveTo ', 'w:name="move2"/><w:moveTo ', "two ends"),
    ("properties last", "<w:pPr><w:rPr>", "<w:r/><w:pPr><w:rPr>", "pPr is not first"),
    ("order of properties", '<w:pPr><w:pStyle w:val="Division"/>', '<w:pPr><w:rPr/><w:pStyle w:val="Division"/>', "wrong order"),
    ("comments", "<w:commentReference", "<w:commentRangeEnd", "not every comment has one commentReference"),
    ("authors", 'w:author="compliance"', "", "without an author"),
]


@pytest.mark.parametrize(("old", "new", "said"), [row[1:] for row in BREAKS], ids=[row[0] for row in BREAKS])
def test_what_word_would_stumble_over_is_seen(old: str, new: str, said: str) -> None:
    texts = "Chapter 1: On cats\n\n1. May not go at all.\n2. Bees fly to the hills.\n3. Cows eat.\n4. Owls are wise.\n", "Chapter 1: On cats\n\n1. May go at all.\n3. Cows eat.\n4. Owls are wise.\n2. Bees fly to the hills.\n"
    data = to_docx(compared(*texts))
    assert complaints(data) == []
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as broken:
        for name in archive.namelist():
            text = archive.read(name).decode()
            if name == "word/document.xml":
                assert old in text
                text = text.replace(old, new)
                if old == "<w:delText":
                    text = text.replace("</w:delText", "</w:t")
                etree.fromstring(text.encode())
            broken.writestr(name, text)
    assert any(said in complaint for complaint in complaints(out.getvalue()))
