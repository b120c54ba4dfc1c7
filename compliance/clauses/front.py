"""The lines before the operative words: titles, letterhead, number, date, addressee, greeting, recitals.

Takes one unnumbered line at a time and adds its node to the draft; the first line that is none of these opens the
body. Numbered lines are read elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance.clauses import letter_parts, shape
from compliance.clauses.draft import Draft
from compliance.clauses.lines import Line
from compliance.clauses.node import Node
from compliance.sentences import split_sentences

_LETTER_KINDS = frozenset({"addressee", "salutation", "docNumber", "invocation"})
_RUNNING = frozenset({"recital", "prose", "opening"})


def read_front_line(draft: Draft, lines: Sequence[Line], at: int) -> None:
    """Add the line ``at``, which stands before the body, to the draft."""
    line = lines[at]
    text = line.text
    following = lines[at + 1] if at + 1 < len(lines) else None
    adjacent = following is not None and not following.gap
    latest = draft.latest
    runs_on = not line.gap and latest.kind in _RUNNING and not (shape.closes(latest.last) and not shape.starts_small(text))
    if runs_on:
        draft.extend(latest, line)
        return
    if shape.is_underline(text) and not line.gap and latest.kind == "title":
        return
    if shape.is_separator(text):
        draft.add("unread", line)
        draft.find("unread-line", line.start, line.end, "this line holds no words and was left out")
        return
    kind = letter_parts.front_part(text)
    if kind == "opening":
        _open_with_courtesy(draft, line)
    elif kind is not None:
        draft.add(kind, line)
    elif letter_parts.is_recital(text):
        draft.add("recital", line)
    elif shape.is_title(text) and not (adjacent and following is not None and _goes_on(text, following.text)):
        draft.add("addressee" if latest.kind == "addressee" and not line.gap else "title", line)
    else:
        draft.body = True
        draft.add("prose", line)


def _goes_on(text: str, following: str) -> bool:
    """Whether a line that could be a title is the first of a paragraph."""
    return shape.starts_small(following) or (len(text) > shape.LONGEST_BARE_TITLE and not shape.in_title_case(text))


def _open_with_courtesy(draft: Draft, line: Line) -> None:
    """A greeting's words are an opening as far as they order nothing; the first sentence that does opens the body."""
    sentences = split_sentences(draft.source, line.start, line.end)
    courteous = 0
    while courteous < len(sentences) and not shape.rules(draft.source[slice(*sentences[courteous])]):
        courteous += 1
    if courteous == len(sentences):
        draft.add("opening", line)
        return
    if courteous:
        node = draft.add("opening", line)
        node.text_end = sentences[courteous - 1][1]
    draft.body = True
    start = sentences[courteous][0]
    draft.add("prose", Line(start, line.end, draft.source[start : line.end], 0, line.gap and not courteous))


def name_letterhead(draft: Draft) -> None:
    """In a letter, lines before its number, date or addressee that name the issuing body are its letterhead."""
    front = draft.root.children or []
    if not any(node.kind in _LETTER_KINDS for node in front):
        return
    block: list[Node] = []
    for node in [*front, Node("blank", 0)]:
        if node.kind == "title" and (not block or not node.gap):
            block.append(node)
            continue
        _name_block(draft.source, block)
        block = [node] if node.kind == "title" else []
        if node.kind in ("salutation", "prose", "opening"):
            break


def _name_block(source: str, block: Sequence[Node]) -> None:
    words = [source[node.text_start : node.text_end] for node in block]
    if any(letter_parts.names_instrument(line) or letter_parts.front_part(line) for line in words):
        return
    if len(block) > 1 or any(map(letter_parts.names_organ, words)):
        for node in block:
            node.kind = "letterhead"
