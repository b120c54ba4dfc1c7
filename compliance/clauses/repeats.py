"""Numbers that stand twice, and lines that hold the marker of a clause and that of its first point.

"## Article 17" and "Article 17" below it are one article, as are "##### 2. Interpretation" and "**2**.—". "3.—(1) ..." is clause 3 with
its point (1). Takes lines with the readings of their markers; where a clause goes in the tree is left to others.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance.clauses import numerals, shape
from compliance.clauses.draft import Draft
from compliance.clauses.lines import Line
from compliance.clauses.numbering import RANK_CLAUSE, Marker, headed, read_markers

Markers = tuple[Marker, ...]

_OPENS_POINT = "(*_F["
_DASHES = ("-", "–", "—")
_NEAR = 60  # lines in which the second point of a list is looked for


def unfolded(lines: list[Line], markers: list[Markers]) -> tuple[list[Line], list[Markers]]:
    """The lines, each cut behind its marker where a first point follows there ("5. (a) ..."), and the readings of all."""
    cuts: dict[int, int] = {}
    for at, found in enumerate(markers):
        if not found:
            continue
        text, end = lines[at].text, found[0].end
        behind = text[end : end + 2]  # most often a space and a letter, and all is said
        if behind[:1] in _OPENS_POINT or behind[1:] in _OPENS_POINT or behind.isspace():
            cut = _first_point(lines, markers, at, text, found)
            if cut:
                cuts[at] = cut
    if not cuts:
        return lines, markers
    whole: list[Line] = []
    readings: list[Markers] = []
    for at, line in enumerate(lines):
        found, cut = markers[at], cuts.get(at, 0)
        while cut:
            head = line.text[:cut].rstrip()
            whole.append(Line(line.start, line.start + len(head), head, line.indent, line.gap))
            readings.append(read_markers(head))
            line = Line(line.start + cut, line.end, line.text[cut:], line.indent, False)
            found = read_markers(line.text)
            cut = _first_point(lines, markers, at, line.text, found)
        whole.append(line)
        readings.append(found)
    return whole, readings


def _first_point(lines: Sequence[Line], markers: Sequence[Markers], at: int, text: str, found: Markers) -> int:
    """Where the first point of a list begins behind the marker of ``text``, a line or the rest of it; 0 where none does."""
    marker = found[0]
    start = marker.end
    while start < len(text) and text[start].isspace():
        start += 1
    if marker.hashes or not 0 < start < len(text) or text[start] not in _OPENS_POINT or not marker.number:
        return 0
    inner = read_markers(text[start:])
    if not inner or inner[0].form.id[0] != "(" or all(reading.value != 1 for reading in inner):
        return 0
    if marker.form.rank < RANK_CLAUSE and text[start + inner[0].end :].lstrip()[:1].islower():
        return 0  # "Article 5 (1) of the Convention"
    if _dashed(text, marker):
        return start
    keys = {reading.key for reading in inner}
    for below in markers[at + 1 : at + _NEAR]:
        if not below:
            continue
        if below[0].hashes or below[0].key == marker.key:
            return 0
        if any(reading.key in keys and reading.value == 2 for reading in below):
            return start
        if below[0].key in keys:
            return 0
    return 0


def _dashed(text: str, marker: Marker) -> bool:
    """Whether a marker ends as those of statutes do: "5.—"."""
    return text[: marker.end].rstrip("*_ ")[-1:] in _DASHES


def unheaded(draft: Draft, text: str, marker: Marker) -> Marker | None:
    """The marker of the next article where it stands without a heading among those that have one ("**58A.**—"), as if it had one."""
    if marker.form.id != "1." or not _dashed(text, marker):
        return None
    for level in draft.stack:
        if level.hashes and level.key.lstrip("#") == marker.key:
            goes_on = numerals.follows(numerals.steps(level.node.number), numerals.steps(marker.number))
            return headed(marker, level.key, level.hashes) if goes_on else None
    return None


def repeated(draft: Draft, lines: Sequence[Line], markers: Sequence[Markers], at: int) -> bool:
    """Take in a line that says the number of the open article again, before that has words. False where it does not."""
    top = draft.stack[-1] if draft.stack else None
    if top is None or not top.hashes or top.node is not draft.latest or top.node.words:
        return False
    node, line, key = top.node, lines[at], top.key.lstrip("#")
    for marker in markers[at]:
        if marker.hashes or not marker.number or marker.number.lower() != node.number.lower():
            continue
        if _dashed(line.text, marker) or (marker.key == key and not (marker.form.rank == RANK_CLAUSE and _goes_on(markers, at, marker))):
            break
    else:
        return False
    start = marker.end
    while start < len(line.text) and line.text[start].isspace():
        start += 1
    rest = line.text[start:]
    known = draft.source[node.heading_start : node.heading_end] if node.heading_start >= 0 else ""
    if rest and _plain(rest) != _plain(known):
        if marker.form.rank < RANK_CLAUSE and not known and shape.is_title(rest):
            node.heading_start, node.heading_end = line.start + start, line.end
        else:
            node.text_start, node.text_end, node.lines = line.start + start, line.end, 1
    node.last = line.text
    return True


def _goes_on(markers: Sequence[Markers], at: int, marker: Marker) -> bool:
    """Whether the number below is the next one of a list, before another heading."""
    for below in markers[at + 1 : at + _NEAR]:
        if below and below[0].hashes:
            return False
        if any(reading.key == marker.key and reading.value == marker.value + 1 for reading in below):
            return True
    return False


def _plain(words: str) -> str:
    return words.strip("*_ .").casefold()
