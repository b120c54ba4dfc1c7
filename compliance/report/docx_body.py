"""Runs -> the paragraphs of a Word file, with tracked changes.

Takes the runs of two interleaved texts and gives the XML of the body and of its comments. The parts around them, styles and
properties, are compliance/report/docx_parts.py's; what is a deletion or a move was settled before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Literal, NamedTuple

from compliance.report.docx_parts import style
from compliance.report.docx_words import cut, directions, escaped, is_right_to_left, runs_right_to_left
from compliance.report.runs import NEW_SIDE, Note, Run

_ELEMENT = {"insert": "ins", "delete": "del", "move-from": "moveFrom", "move-to": "moveTo"}
_HEADINGS = {"chapter", "title"}
#: The styles of divisions and comments.
STYLES = (
    style("Division", "Division", '<w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr>')
    + style("CommentText", "annotation text", '<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>')
    + '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
)


class Signed(NamedTuple):
    """Who made the changes and when, as attributes; the date is empty or a date-time."""

    author: str
    date: str

    def attributes(self) -> str:
        """The attributes that every tracked change has beside its id."""
        date = f' w:date="{escaped(self.date)}"' if self.date else ""
        return f'w:author="{escaped(self.author)}"{date}'


class Languages(NamedTuple):
    """The languages of the old and of the new text, as codes after BCP 47, or empty."""

    old: str
    new: str


class Body:
    """The body of one file and its comments, written line by line; every id is given once."""

    def __init__(self, runs: Sequence[Run], notes: Sequence[Note], signed: Signed, languages: Languages) -> None:
        self._runs = runs
        self._notes = notes
        self._signed = signed
        self._by = signed.attributes()
        # what only the old text has is of another language where the two differ
        self._old_language = languages.old if languages.old != languages.new else ""
        self._ids = count(1)
        self._opening, self._closing = _ends(runs)
        self._ranges: dict[str, int] = {}
        self._note_ids: dict[int, int] = {}

    def paragraphs(self) -> str:
        """All lines of the runs as paragraphs."""
        runs = self._runs
        out: list[str] = []
        begin = 0
        for end in (*(place for place, run in enumerate(runs) if run.text == "\n"), len(runs)):
            line = runs[begin:end]
            mark = runs[end] if end < len(runs) else None
            content = "".join(self._content(line, begin))
            # a comment stands in its paragraph, a range that ends with a paragraph ends between two of them
            if mark:
                content += self._before(end) + self._behind(end, "note")
            out.append(f"<w:p>{self._properties(line, mark)}{content}</w:p>{self._behind(end, 'move') if mark else ''}\n")
            begin = end + 1
        return "".join(out)

    def comments(self) -> Iterator[str]:
        """One comment for each note, in the order of the body; to be called once the paragraphs are written."""
        initials = "".join(word[0] for word in self._signed.author.split())[:3].upper()
        for number, name in sorted(self._note_ids.items(), key=lambda pair: pair[1]):
            yield (
                f'<w:comment w:id="{name}" {self._by} w:initials="{escaped(initials)}">'
                '<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
                '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
                f'<w:r><w:t xml:space="preserve">{escaped(said(self._notes[number - 1]))}</w:t></w:r></w:p></w:comment>\n'
            )

    def _id(self) -> str:
        return f'w:id="{next(self._ids)}"'

    def _properties(self, line: Sequence[Run], mark: Run | None) -> str:
        """What holds for a paragraph and for its mark."""
        right = runs_right_to_left("".join(run.text for run in line))
        style = '<w:pStyle w:val="Division"/>' if _heading(line) else ""
        tracked = ""
        if mark and mark.status != "equal":
            # LibreOffice overlooks a moved mark where nothing that moved stands before it
            moved = any(run.status == mark.status for run in line)
            element = _ELEMENT[mark.status] if moved else "ins" if mark.status in NEW_SIDE else "del"
            tracked = f"<w:{element} {self._id()} {self._by}/>"
        inner = tracked + ("<w:rtl/>" if right else "")
        properties = style + ("<w:bidi/>" if right else "") + (f"<w:rPr>{inner}</w:rPr>" if inner else "")
        return f"<w:pPr>{properties}</w:pPr>" if properties else ""

    def _content(self, line: Sequence[Run], begin: int) -> Iterator[str]:
        """The runs of a line, each in the element that tracks it, with the ends of moves and comments around them."""
        ways = directions("".join(run.text for run in line))
        at = 0
        for place, run in enumerate(line, begin):
            end = at + len(run.text)
            inner = "".join(self._run(run, text, right) for text, right in cut(run.text, ways[at:end]))
            at = end
            element = _ELEMENT.get(run.status)
            yield self._before(place)
            yield f"<w:{element} {self._id()} {self._by}>{inner}</w:{element}>" if element else inner
            yield self._behind(place, "note") + self._behind(place, "move")

    def _run(self, run: Run, text: str, right: bool) -> str:
        """One run of one direction."""
        language = ""
        if self._old_language and run.status in ("delete", "move-from") and right == is_right_to_left(self._old_language):
            language = f'<w:lang w:{"bidi" if right else "val"}="{escaped(self._old_language)}"/>'
        inner = ("<w:rtl/>" if right else "") + language
        properties = f"<w:rPr>{inner}</w:rPr>" if inner else ""
        name = "delText" if run.status == "delete" else "t"
        texts = (f'<w:{name} xml:space="preserve">{escaped(part)}</w:{name}>' if part else "" for part in text.split("\t"))
        return f"<w:r>{properties}{'<w:tab/>'.join(texts)}</w:r>"

    def _before(self, place: int) -> str:
        """What begins before a run: the range of a move, then that of a comment."""
        out = ""
        for what, number in self._opening.get(place, ()):
            name = next(self._ids)
            if what == "note":
                self._note_ids[number] = name
                out += f'<w:commentRangeStart w:id="{name}"/>'
            else:
                self._ranges[f"{what}{number}"] = name
                out += f'<w:{what}RangeStart w:id="{name}" {self._by} w:name="move{number}"/>'
        return out

    def _behind(self, place: int, kind: Literal["note", "move"]) -> str:
        """The ranges of that kind that end behind a run."""
        out = ""
        for what, number in self._closing.get(place, ()):
            if (what == "note") != (kind == "note"):
                continue
            if what == "note":
                name = self._note_ids[number]
                out += (
                    f'<w:commentRangeEnd w:id="{name}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
                    f'<w:commentReference w:id="{name}"/></w:r>'
                )
            else:
                out += f'<w:{what}RangeEnd w:id="{self._ranges[f"{what}{number}"]}"/>'
        return out


_Ends = dict[int, list[tuple[str, int]]]


def _ends(runs: Sequence[Run]) -> tuple[_Ends, _Ends]:
    """At which runs the ranges of moves and notes begin and end; moves stand outside notes."""
    first: dict[tuple[str, int], int] = {}
    last: dict[tuple[str, int], int] = {}
    noted = _note_places(runs)
    for place, run in enumerate(runs):
        names = []
        if run.move:
            names.append(("moveFrom" if run.status == "move-from" else "moveTo", run.move))
        if place in noted:
            names.append(("note", run.note))
        for name in names:
            first.setdefault(name, place)
            last[name] = place
    opening: _Ends = {}
    closing: _Ends = {}
    for name, place in sorted(first.items(), key=lambda pair: (pair[0][0] == "note", pair[1])):
        opening.setdefault(place, []).append(name)
    for name, place in last.items():
        closing.setdefault(place, []).append(name)
    return opening, closing


def _note_places(runs: Sequence[Run]) -> set[int]:
    """The runs that a comment stands at: where words left one place and came at another, the place they came to."""
    came = {run.note for run in runs if run.note and run.status == "insert" and run.move}
    return {
        place
        for place, run in enumerate(runs)
        if run.note and run.status != "equal" and not (run.note in came and run.status == "move-from")
    }


def _heading(line: Sequence[Run]) -> bool:
    """Whether a line is a heading of a division or a title."""
    kinds = {run.kind for run in line if run.text.strip()}
    return bool(kinds) and kinds <= _HEADINGS


def said(note: Note) -> str:
    """A note in plain words: 'negation dropped: "not"'."""
    names = ["modal verb" if mark == "modal" else mark for mark in note.marks]
    what = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    old, new = _quoted(note.deleted), _quoted(note.inserted)
    if old and new:
        return f"{what} changed: {old} became {new}"
    return f"{what} dropped: {old}" if old else f"{what} added: {new}"


def _quoted(text: str, limit: int = 120) -> str:
    """Text on one line in quotation marks, shortened; nothing where it has no words."""
    text = " ".join(text.split())
    if not text:
        return ""
    return f'"{text if len(text) <= limit else text[: limit - 4].rstrip() + " ..."}"'
