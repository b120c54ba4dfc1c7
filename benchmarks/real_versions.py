"""Versions of real laws with the truth about their sections: three Irish acts and four amendments of the French Code civil.

Takes ../shared/data/versions where it is there; gives plain texts without anything that tells the answer (markers of amendments,
notes, brackets), the place of every section, and the scores of what a tool touched. With ``bare`` the numbers are taken out too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

VERSIONS = Path(__file__).resolve().parents[2] / "shared" / "data" / "versions"

WHOLE = 0.9  # a section is inserted where this share of its letters stands in inserted text

Status = Literal["amended", "inserted", "unchanged"]
_STATUSES: tuple[Status, ...] = ("amended", "inserted", "unchanged")
#: What the record of the French code calls them.
_FRENCH: dict[str, Status] = {"modified": "amended", "added": "inserted", "unchanged": "unchanged"}


class Section(NamedTuple):
    number: str
    start: int
    end: int


@dataclass(frozen=True)
class RealPair:
    """Two versions and the truth: for each section that is scored whether it was amended, inserted or left."""

    name: str
    old: str
    new: str
    old_sections: tuple[Section, ...]
    new_sections: tuple[Section, ...]
    truth: Mapping[str, Status]


class Touched(NamedTuple):
    """What a tool says changed: stretches of the old text that went, of the new text that came, and of the new text that are new as a whole clause.

    For a tool that knows no clauses the last two are the same.
    """

    deleted: tuple[tuple[int, int], ...]
    inserted: tuple[tuple[int, int], ...]
    added: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class RealScores:
    """Sections found amended or inserted, against the truth; ``false`` are those told as touched that were left."""

    amended: int
    amended_found: int
    inserted: int
    inserted_found: int
    false: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def precision(self) -> float:
        found = self.amended_found + self.inserted_found
        return found / (found + self.false) if found else 0.0

    @property
    def recall(self) -> float:
        return (self.amended_found + self.inserted_found) / (self.amended + self.inserted)

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.precision + self.recall else 0.0


def score_real(touched: Touched, pair: RealPair) -> RealScores:
    """Each section is told as inserted (nearly all its letters are in added text, those of copied paragraphs left aside), amended (any letter of it, old or new, is touched) or unchanged.

    An amended one is found when it is told as touched at all, as some were replaced from the first word to the last.
    """
    old = {section.number: section for section in pair.old_sections}
    gone, come, added = (_letters(stretches, text) for stretches, text in ((touched.deleted, pair.old), (touched.inserted, pair.new), (touched.added, pair.new)))
    copied = _letters(_copied(pair), pair.new)
    told: dict[str, Status] = {}
    for section in pair.new_sections:
        fresh = bytes(mine and not theirs for mine, theirs in zip(_letters([(section.start, section.end)], pair.new)[section.start : section.end],
                                                                  copied[section.start : section.end], strict=True))
        before = old.get(section.number)
        if any(fresh) and sum(new and mine for new, mine in zip(added[section.start : section.end], fresh, strict=True)) >= WHOLE * fresh.count(1):
            told[section.number] = "inserted"
        elif _count(come, section) or (before is not None and _count(gone, before)):
            told[section.number] = "amended"
        else:
            told[section.number] = "unchanged"
    right = {number for number, true in pair.truth.items() if told[number] == true or (true == "amended" and told[number] == "inserted")}
    found = {status: sum(pair.truth[number] == status for number in right) for status in ("amended", "inserted")}
    wrong = [f"{number}: told as {told[number]}, is unchanged" for number, true in pair.truth.items() if true == "unchanged" and number not in right]
    missed = [f"{number}: {true}, told as {told[number]}" for number, true in pair.truth.items() if true != "unchanged" and number not in right]
    counts = list(pair.truth.values())
    return RealScores(counts.count("amended"), found["amended"], counts.count("inserted"), found["inserted"], len(wrong), tuple(missed), tuple(wrong))


def _copied(pair: RealPair) -> Iterable[tuple[int, int]]:
    """Paragraphs of inserted sections that the old text has word for word: they came from elsewhere, and are new for no tool."""
    stood = set(pair.old.split("\n\n"))
    for section in pair.new_sections:
        at = section.start
        for paragraph in pair.new[section.start : section.end].split("\n\n"):
            if pair.truth.get(section.number) == "inserted" and paragraph in stood:
                yield at, at + len(paragraph)
            at += len(paragraph) + 2


def _letters(stretches: Iterable[tuple[int, int]], text: str) -> bytearray:
    """One byte for each character: 1 where it is in a stretch and no white space."""
    marks = bytearray(len(text))
    for start, end in stretches:
        for at in range(start, end):
            if not text[at].isspace():
                marks[at] = 1
    return marks


def _count(marks: bytearray, section: Section) -> int:
    return marks.count(1, section.start, section.end)


# -- reading ---------------------------------------------------------------------------------------------------------


def real_pairs(*, bare: bool = False) -> list[RealPair]:
    """All documents that are there; none where the data is not."""
    pairs = []
    for path in sorted(VERSIONS.glob("irish-acts/*.truth.json")):
        truth = json.loads(path.read_text("utf-8"))
        statuses = {number: status for status in _STATUSES for number in truth[status]}
        pairs.append(_pair(path, truth["file"].split("/")[-1].removesuffix(".md"), statuses, _irish, bare))
    for path in sorted(VERSIONS.glob("code-civil/*.truth.json")):
        truth = json.loads(path.read_text("utf-8"))
        statuses = {number.removeprefix("Article "): status for key, status in _FRENCH.items() for number in truth[key]}
        pairs.append(_pair(path, f"code-civil-{path.name[:2]}", statuses, _french, bare))
    return pairs


def _pair(path: Path, name: str, truth: Mapping[str, Status], read: object, bare: bool) -> RealPair:
    assert callable(read)
    sides = []
    for side in ("before", "after"):
        sections = read(path.with_name(path.name.replace("truth.json", f"{side}.md")).read_text("utf-8"))
        sides.append(_put_together(sections, bare))
    (old, old_places), (new, new_places) = sides
    present = {section.number for section in new_places}
    missing = sorted(set(truth) - present)
    if missing:
        raise ValueError(f"{path}: sections of the truth that are not in the text: {missing}")
    return RealPair(name, old, new, tuple(old_places), tuple(new_places), truth)


def _put_together(parts: Iterable[tuple[str, list[str]]], bare: bool) -> tuple[str, list[Section]]:
    """Parts (section number, or nothing for what is between sections; paragraphs) -> the text and the places of its sections."""
    out, places, at = [], [], 0
    for number, paragraphs in parts:
        text = "".join(f"{paragraph}\n\n" for paragraph in ((_bare(each) for each in paragraphs) if bare else paragraphs) if paragraph)
        if number and text:
            places.append(Section(number, at, at + len(text)))
        out.append(text)
        at += len(text)
    return "".join(out), places


_NUMBERS = re.compile(r"^(?:Article \d\S*$|(?:Article )?\d+[A-Z]*\.(?:— ?)?|\((?:\d+[A-Z]*|[a-z]{1,3}|[IVX]+)\)|[a-z]\)|\d+°)\s*", re.ASCII)


def _bare(paragraph: str) -> str:
    """A paragraph without the numbers at its beginning."""
    while match := _NUMBERS.match(paragraph):
        paragraph = paragraph[match.end() :]
    return paragraph


_AMENDMENT = re.compile(r"F\d+\[|\[|\]")
_GONE = re.compile(r"F\d+\[(?:…|\.\.\.)\]")
_NOTES = re.compile(r"\s+Annotations(?: Amendments| Editorial Notes|:| Modifications).*$", re.MULTILINE)
_FOOTNOTE = re.compile(r"[ \t]*\[?\^\d+\]?")
_EMPHASIS = re.compile(r"(?<=(\w))?\*{1,3}([^*\n]+?)\*{1,3}(?=(\w))?")
_SECTION = re.compile(r"#{5} (\d+[A-Z]*)\.\s*(.*)")

_OPENING = re.compile(r"(\d+[A-Z]+)\.— ")


def _irish(source: str) -> Iterable[tuple[str, list[str]]]:
    """Front matter, emphasis, footnotes and notes taken out, with every marker ``F12[...]`` and its bracket; quotes made alike.

    A heading carries the number of its section a second time; the one in front of the words is kept, as in print. What follows
    the sections in schedules belongs to no section: only the texts as enacted have them.
    """
    body = source.split("\n---\n", 1)[1]
    body = _NOTES.sub("", body)
    body = _without_markers(_GONE.sub("", body))
    body = _FOOTNOTE.sub("", body)
    body = re.sub(r"(?<=\w)\*\*(?=\w)", " ", body)
    body = _EMPHASIS.sub(lambda m: f"{' ' if m[1] else ''}{m[2]}{' ' if m[3] else ''}", body).replace("*", "")
    body = re.sub(r"[“”]", '"', re.sub(r"“[ \t]+", "“", re.sub(r"[ \t]+”", "”", body)))
    body = re.sub(r"\.[ \t]*—[ \t]*", ".— ", body)
    body = re.sub(r"[ \t]+(?=[,;.](?:\s|$))|(?<=\d) (?=\(\d)", "", body)
    number, paragraphs = "", []
    seen: set[str] = set()
    for line in body.split("\n"):
        line = re.sub(r"[ \t\u00a0]+", " ", line).strip()
        if match := _SECTION.match(line):
            yield number, paragraphs
            number, paragraphs = match[1], [match[2]]
            seen.add(number)
        elif line.startswith("#"):
            yield number, paragraphs
            number, paragraphs = "", [line.lstrip("# ")]
        elif line:
            if (match := _OPENING.match(line)) and match[1] not in seen:  # inserted without a heading
                yield number, paragraphs
                number, paragraphs = match[1], []
                seen.add(number)
            paragraphs.append(line)
    yield number, paragraphs


def _without_markers(text: str) -> str:
    """The text without ``F12[`` and the brackets that close them; other brackets stay."""
    out, at, open_ = [], 0, []
    for match in _AMENDMENT.finditer(text):
        out.append(text[at : match.start()])
        at = match.end()
        if match[0] == "[":
            open_.append("[")
            out.append("[")
        elif match[0] != "]":
            open_.append("F")
        elif open_ and open_.pop() == "[":
            out.append("]")
    return "".join([*out, text[at:]])


def _french(source: str) -> Iterable[tuple[str, list[str]]]:
    """Articles with their paragraphs on one line each, as the printed line ends say nothing."""
    for part in re.split(r"^## Article ", source, flags=re.MULTILINE)[1:]:
        number, body = part.split("\n", 1)
        body = re.sub(r"\A\s*Article \S+\n-+\n", "", body)
        paragraphs = [re.sub(r"(?<=\w)-\n(?=\w)", "-", each).replace("\n", " ").strip() for each in re.split(r"\n\s*\n", body)]
        yield number.strip(), [f"Article {number.strip()}", *(each for each in paragraphs if each)]
