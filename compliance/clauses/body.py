"""The unnumbered lines of the body: continuations, headings on a line of their own, prose, lists' ends, signatures.

Takes one line at a time and adds it to the draft. Numbered lines are read elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance.clauses import letter_parts, shape
from compliance.clauses.draft import Draft
from compliance.clauses.lines import Line
from compliance.clauses.node import Node
from compliance.clauses.numbering import HEADING, RANK_CLAUSE, RANK_HEADING, Marker
from compliance.clauses.sequence import Before, Place, place_division

_TITLE_MARKER = Marker(HEADING, "heading", "", 1, 0)
_SHORT_ENTRY = 60  # a list entry shorter than this was not broken by the margin


def read_body_line(draft: Draft, lines: Sequence[Line], at: int, signed_from: int, next_is_numbered: bool) -> None:
    """Add the unnumbered line ``at`` of the body; from line ``signed_from`` on nothing but names and titles stands."""
    line = lines[at]
    text = line.text
    if draft.ended:
        draft.add("signature", line, draft.root)
        return
    if _ends_body(draft, line, at >= signed_from):
        return
    if shape.is_separator(text):
        if not (shape.is_underline(text) and not line.gap and _end_title(draft)):
            _skip(draft, line)
        return
    top = draft.stack[-1] if draft.stack else None
    if top is not None and top.rank < RANK_CLAUSE and _name_division(draft, top.node, lines, at):
        return
    following = lines[at + 1] if at + 1 < len(lines) else None
    if (line.gap or not draft.loose) and _is_heading(draft, line, lines[at - 1], following, next_is_numbered):
        _open_heading(draft, line)
    elif top is None or top.node.kind == "chapter":
        _read_prose(draft, line)
    elif draft.loose:
        if line.gap:
            draft.loose.append(_loose(line))
        else:
            draft.extend(draft.loose[-1], line)
    elif top.node.children is not None:
        draft.loose.append(_loose(line))
    elif (top.rank < RANK_CLAUSE and top.key[0] != "#") or not top.node.words:
        draft.extend(top.node, line)
    else:
        _continue_clause(draft, top.node, line)


def _loose(line: Line) -> Node:
    node = Node("prose", line.start)
    node.text_start, node.text_end = line.start, line.end
    node.last, node.lines, node.gap = line.text, 1, line.gap
    return node


def _ends_body(draft: Draft, line: Line, only_names_follow: bool) -> bool:
    """Whether the line closes the text ("Sincerely,") or is signed below it."""
    part = letter_parts.end_part(line.text)
    if part is None and only_names_follow and line.gap:
        part = "signature"
    if part is None or (part == "signature" and not only_names_follow):
        return False
    if part == "close" and not line.gap and not shape.closes(draft.latest.last):
        return False
    draft.settle(None)
    draft.close(0)
    draft.add(part, line, draft.root)
    draft.ended = True
    return True


def _skip(draft: Draft, line: Line) -> None:
    """A line without words inside a broken sentence stays in it; elsewhere it stands alone. Reported both times."""
    draft.find("unread-line", line.start, line.end, "this line holds no words and was left out")
    if draft.loose or (draft.stack and draft.stack[-1].rank == RANK_CLAUSE) or not shape.closes(draft.latest.last):
        return
    draft.add("unread", line)


def _end_title(draft: Draft) -> bool:
    """A rule right below the name of a division belongs to it, and no other line names it; False where none stands above."""
    top = draft.stack[-1] if draft.stack else None
    if top is None or top.node is not draft.latest or top.rank >= RANK_CLAUSE or (top.node.words and top.node.kind != "chapter"):
        return False
    if top.node.heading_start < 0:
        top.node.heading_start = top.node.heading_end = top.node.start
    return True


def _name_division(draft: Draft, node: Node, lines: Sequence[Line], at: int) -> bool:
    """The first line after "CHAPTER III" or "Article 5" is its heading, if it looks like one."""
    if node.words or node.children is not None or node.heading_start >= 0:
        return False
    line = lines[at]
    following = lines[at + 1] if at + 1 < len(lines) else None
    if not shape.is_title(line.text) or (following and not following.gap and shape.starts_small(following.text)):
        return False
    if node.kind == "chapter":
        draft.extend(node, line)
    else:
        node.heading_start, node.heading_end = line.start, line.end
        node.last = line.text
    return True


def _is_heading(draft: Draft, line: Line, above: Line, following: Line | None, next_is_numbered: bool) -> bool:
    """Whether a line between clauses is the heading of those that follow."""
    text = line.text
    if following is None or not shape.is_title(text):
        return False
    if line.gap:
        if following.gap or next_is_numbered:
            return True
        return shape.is_bare_title(text) and not shape.starts_small(following.text)
    if not shape.closes(above.text) or not shape.is_bare_title(text):
        return False
    in_list = bool(draft.stack) and draft.stack[-1].rank == RANK_CLAUSE
    return next_is_numbered or (not in_list and not following.gap and not shape.starts_small(following.text))


def _open_heading(draft: Draft, line: Line) -> None:
    draft.settle(None)
    top = draft.stack[-1] if draft.stack else None
    if top and top.rank == RANK_HEADING and top.node.children is None and not line.gap and not top.hashes:
        draft.extend(top.node, line)  # a heading broken over two lines
        return
    place = place_division(_TITLE_MARKER, line, Before("", True), draft.stack, {}, True) or Place(_TITLE_MARKER, 0)
    draft.open("chapter", line, _TITLE_MARKER, place)


def _read_prose(draft: Draft, line: Line) -> None:
    latest, holder = draft.latest, draft.holder
    text = line.text
    if latest.parent is holder and latest.kind in ("prose", "recital") and holder.children and holder.children[-1] is latest:
        broken = not shape.closes(latest.last)
        if shape.starts_small(text) or (broken and not line.gap):
            draft.extend(latest, line)
            return
    siblings = holder.children or []
    recites = letter_parts.is_recital(text) and all(node.kind in ("recital", "unread") for node in siblings)
    draft.add("recital" if recites else "prose", line)


def _continue_clause(draft: Draft, node: Node, line: Line) -> None:
    """A line below a numbered clause: its continuation, words after its list, or a paragraph that has to wait."""
    small = shape.starts_small(line.text)
    closed = shape.closes(node.last) or (not line.gap and node.last.endswith(",") and len(node.last) < _SHORT_ENTRY)
    nested = len(draft.stack) > 1 and draft.stack[-2].rank == RANK_CLAUSE
    if small and closed and nested:
        draft.close(len(draft.stack) - 1)
        draft.add("wrapup", line)
        return
    if not line.gap or small:
        if shape.is_field_row(line.text):
            draft.find("field-row", line.start, line.end, "this line looks like a form or a row of a table; "
                       "it was read as part of the clause above it")  # fmt: skip
        if node.lines == 1 and _was_title(draft, node, small):
            node.heading_start, node.heading_end = node.text_start, node.text_end
            node.text_start = -1
        draft.extend(node, line)
        return
    draft.loose.append(_loose(line))


def _was_title(draft: Draft, node: Node, small: bool) -> bool:
    return not small and shape.is_bare_title(draft.source[node.text_start : node.text_end])
