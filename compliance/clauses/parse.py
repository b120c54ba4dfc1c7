"""A text read into a tree of clauses.

Takes a text as decoded and gives a tree whose own parts, put together, are the text, with findings about all that was
odd. Reads no file and never fails; what the clauses demand is left to others.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance.clauses import shape
from compliance.clauses.body import read_body_line
from compliance.clauses.draft import Draft
from compliance.clauses.eid import build_tree
from compliance.clauses.front import name_letterhead, read_front_line
from compliance.clauses.letter_parts import end_part, is_recital
from compliance.clauses.lines import Line, control_characters, metadata, read_lines
from compliance.clauses.node import Node
from compliance.clauses.numbering import (
    BULLETS,
    DEFINITION,
    HEADING,
    NAMED_FORM,
    RANK_ANNEX,
    RANK_CLAUSE,
    Marker,
    read_markers,
)
from compliance.clauses.repeats import repeated, unfolded, unheaded
from compliance.clauses.sequence import Before, Place, follows_on, place_clause, place_division
from compliance.model.clause import ClauseKind, ClauseTree
from compliance.model.text import Text
from compliance.uncollected import uncollected

_MOST_CONTROL_FINDINGS = 20
_SHAPES = {"(i)": "(a)", "i)": "a)", "i.": "a.", "I.": "A.", "(I)": "(A)"}
_ODD_WORDS = {
    "number-gap": "the number {number} follows where {expected} was expected",
    "number-duplicate": "the number {number} stands twice in one list",
    "number-order": "the number {number} stands behind a higher one",
}

Markers = tuple[Marker, ...]


def parse_clauses(text: Text) -> ClauseTree:
    """The clause tree of ``text``. Pure: the same content gives the same tree."""
    return parse_source(text.id, text.content)


@uncollected()
def parse_source(document: str, source: str) -> ClauseTree:
    """The clause tree of ``source``, named ``document``."""
    draft = Draft(document, source)
    lines = read_lines(source)
    odd = control_characters(source, lines)
    if source.startswith(("---", "\ufeff---")):
        lines = _read_metadata(draft, lines)
    lines, markers = unfolded(lines, [read_markers(line.text) for line in lines])
    _read(draft, lines, markers)
    del lines, markers  # of a long text they are many objects, and the tree is about to be as many again
    name_letterhead(draft)
    if odd:
        _report_control_characters(draft, odd)
    return build_tree(draft)


def _read_metadata(draft: Draft, lines: list[Line]) -> list[Line]:
    """Add the block of metadata that the text begins with, where it does; the lines behind it."""
    found = metadata(draft.source)
    if found is None:
        return lines
    node = draft.hang(Node("metadata", lines[0].start, draft.root))
    node.text_start, node.text_end = found
    first = next((at for at, line in enumerate(lines) if line.start >= found[1]), len(lines))
    return lines[first + 1 :]


def _read(draft: Draft, lines: Sequence[Line], markers: Sequence[Markers]) -> None:
    seconds = {marker.key for found in markers for marker in found if marker.value == 2}
    signed_from = _signed_from(lines, markers)
    last = len(lines) - 1
    stack = draft.stack
    for at, found in enumerate(markers):
        if len(found) == 1 and follows_on(found[0], lines[at], lines[at - 1].text, stack) and draft.latest is stack[-1].node and not draft.loose:
            draft.follow(lines[at], found[0])  # the next number of the list: nothing else has to be weighed
            continue
        if found and _open_clause(draft, lines, markers, at, seconds):
            continue
        if draft.body:
            read_body_line(draft, lines, at, signed_from, at < last and bool(markers[at + 1]))
        else:
            read_front_line(draft, lines, at)
    draft.settle(None)
    if lines and not draft.body:
        _rescue_body(draft)


def _open_clause(draft: Draft, lines: Sequence[Line], markers: Sequence[Markers], at: int,
                 seconds: set[str]) -> bool:  # fmt: skip
    """Add a line with a marker as a clause or a division; False where the number is only part of a sentence."""
    line, found = lines[at], markers[at]
    marker = found[0]
    before = Before(lines[at - 1].text if at else "", line.gap)
    last_seen = draft.last_seen
    if marker.form.rank < RANK_CLAUSE or marker.hashes:
        return _open_division(draft, lines, markers, at, before, marker)
    if repeated(draft, lines, markers, at):
        return True
    as_article = unheaded(draft, line.text, marker)
    if as_article is not None:
        return _open_division(draft, lines, markers, at, before, as_article)
    if marker.form.id in BULLETS and shape.is_separator(line.text):
        return False
    successor = _successor(markers, at) if len(found) > 1 else 0
    place = place_clause(found, line, before, draft.stack, last_seen, seconds, successor)
    if place is None:
        return False
    if draft.loose:
        draft.settle(place.depth)
        place = place._replace(depth=min(place.depth, len(draft.stack)))
    elif draft.latest.kind == "prose" and draft.latest.marker is None:
        draft.lead_in()
    parent = draft.stack[place.depth - 1] if place.depth else None
    draft.body, draft.ended = True, False
    kind: ClauseKind = "point" if parent is not None and parent.rank == RANK_CLAUSE else "paragraph"
    if place.marker.form.id == DEFINITION:
        kind = "prose"
    draft.open(kind, line, place.marker, place)
    if place.oddity:
        _report_number(draft, line, place)
    return True


def _open_division(draft: Draft, lines: Sequence[Line], markers: Sequence[Markers], at: int, before: Before, marker: Marker) -> bool:
    line = lines[at]
    latest = draft.latest
    if not draft.body and _is_front_title(draft, lines, markers, at):
        node = draft.add("title", line)
        node.text_start = min(line.start + marker.end * bool(marker.hashes), line.end)
        while node.text_start < node.text_end and draft.source[node.text_start].isspace():
            node.text_start += 1
        node.value = marker.hashes
        return True
    top = draft.stack[-1] if draft.stack else None
    bare = marker.form is HEADING or (marker.form.id == NAMED_FORM and marker.hashes > 0)
    if bare and top is not None and top.node is latest and not latest.words and latest.heading_start < 0:
        # "### Article 5" and "#### Use of force" under it are one division
        latest.text_start, latest.text_end = line.start + marker.end, line.end
        draft.undress(latest)
        if latest.kind != "chapter":
            latest.heading_start, latest.heading_end = latest.text_start, latest.text_end
            latest.text_start = latest.text_end = -1
        latest.last = line.text
        return True
    if repeated(draft, lines, markers, at):
        return True
    headed = latest.kind in ("title", "document", "metadata") or (top is not None and top.node is latest and top.rank < RANK_CLAUSE)
    place = place_division(marker, line, before, draft.stack, draft.last_seen, headed)
    if place is None:
        return False
    draft.settle(None)
    place = place._replace(depth=min(place.depth, len(draft.stack)))
    kind = marker.form.kind
    if kind == "article" and draft.root.children:
        _turn_into_recitals(draft)
    draft.body, draft.ended = True, False
    node = draft.open(kind, line, marker, place)
    if kind == "article" and node.words and _titles(node, draft, lines, markers, at):
        node.heading_start, node.heading_end = node.text_start, node.text_end
        node.text_start = node.text_end = -1
    if place.oddity:
        _report_number(draft, line, place)
    return True


def _is_front_title(draft: Draft, lines: Sequence[Line], markers: Sequence[Markers], at: int) -> bool:
    """Whether a division's name at the very start is the title of the whole text: "Appendix 1", "# Policy"."""
    front = draft.root.children or []
    if any(node.kind not in ("title", "unread", "metadata") for node in front):
        return False
    marker = markers[at][0]
    if marker.form.rank == RANK_ANNEX and not marker.hashes:
        return all(node.kind == "metadata" for node in front)
    if marker.form is not HEADING:
        return False
    titles = [node for node in front if node.kind == "title"]
    following = markers[at + 1] if at + 1 < len(lines) else ()
    next_is_heading = bool(following) and bool(following[0].hashes)
    return not titles or (not titles[-1].value) or next_is_heading or marker.hashes > titles[-1].value + 1


def _titles(node: Node, draft: Draft, lines: Sequence[Line], markers: Sequence[Markers], at: int) -> bool:
    """Whether the words behind "Article 10 -" are a heading and not the article itself."""
    words = draft.source[node.text_start : node.text_end]
    if lines[at].text[0] == "#":
        return True
    if not shape.is_title(words):
        return False
    following = lines[at + 1] if at + 1 < len(lines) else None
    return following is not None and not (not following.gap and shape.starts_small(following.text))


def _turn_into_recitals(draft: Draft) -> None:
    """Sentences before the first article are its preamble, not provisions."""
    children = draft.root.children or []
    if any(node.kind == "article" for node in children):
        return
    held = [*children, *(inner for node in children if node.kind == "chapter" for inner in node.children or ())]
    if any(node.kind == "article" for node in held):
        return
    for node in held:
        numbered = node.kind == "paragraph" and is_recital(draft.source[node.text_start : node.text_end])
        if numbered or node.kind in ("prose", "chapeau"):
            node.kind = "recital"


def _successor(markers: Sequence[Markers], at: int) -> int:
    """What the next marker shaped like the one at ``at`` counts as a Roman numeral; 0 where there is none, -1 where
    it can only be a letter."""
    shapes = {_SHAPES.get(marker.key, marker.key) for marker in markers[at]}
    for found in markers[at + 1 : at + 60]:
        if found and _SHAPES.get(found[0].key, found[0].key) in shapes:
            return next((marker.value for marker in found if marker.key in _SHAPES), -1)
    return 0


def _signed_from(lines: Sequence[Line], markers: Sequence[Markers]) -> int:
    """The first line of the block of names and titles with which the text ends; the number of lines if there is none."""
    first = at = len(lines)
    while at > 0 and not markers[at - 1] and len(lines) - at < 80:
        text = lines[at - 1].text
        if not (end_part(text) or shape.is_title(text) or shape.is_separator(text)):
            break
        at -= 1
        if lines[at].gap or end_part(text):
            first = at
    return first


def _rescue_body(draft: Draft) -> None:
    """A text of nothing but title lines: the last one that orders something is its only provision."""
    for node in reversed(draft.root.children or []):
        words = draft.source[node.text_start : node.text_end]
        if node.kind == "title" and (words.count(" ") >= 3 and (shape.rules(words) or " not " in words)):
            node.kind = "prose"
            return


def _report_number(draft: Draft, line: Line, place: Place) -> None:
    number = place.marker.number
    words = _ODD_WORDS[place.oddity].format(number=number, expected=place.expected)
    draft.find(place.oddity, line.start, line.start + place.marker.end, words, "warning", number)


def _report_control_characters(draft: Draft, places: Sequence[int]) -> None:
    for at in places[:_MOST_CONTROL_FINDINGS]:
        name = f"U+{ord(draft.source[at]):04X}"
        draft.find("control-character", at, at + 1, f"an invisible or damaged character ({name}) stands here", "warning", name)
    if len(places) > _MOST_CONTROL_FINDINGS:
        at = places[_MOST_CONTROL_FINDINGS]
        more = len(places) - _MOST_CONTROL_FINDINGS
        draft.find("control-character", at, at + 1, f"{more} more such characters stand here and below", "warning")
