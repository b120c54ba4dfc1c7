"""Comparisons made by hand, so that a format is tested on what it is given and on nothing else.

``by_hand`` takes the clauses of both texts and says which belong together; word edits come from difflib, marks from a short list.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Sequence

from compliance.model.change import Change, ChangeKind, ClauseSpan, Comparison, Edit, Mark, Version

Link = tuple[ChangeKind, Sequence[int], Sequence[int], Sequence[ChangeKind]]
_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
_MARKED: dict[str, Mark] = {"not": "negation", "shall": "modal", "may": "modal", "unless": "exception", "days": "date"}


def clauses(numbered: Sequence[tuple[str, str]], kind: str = "paragraph") -> tuple[str, list[ClauseSpan]]:
    """A text of numbered clauses, one a line, and their spans."""
    source, spans = "", []
    for at, (label, words) in enumerate(numbered):
        marker = f"{label}. " if label else ""
        start = len(source)
        source += f"{marker}{words}\n"
        eid = f"para_{label}" if label else f"prose_{at + 1}"
        spans.append(ClauseSpan(kind if label else "prose", label, eid, start, len(source), start + len(marker), start + len(marker) + len(words)))
    return source, spans


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """Word edits between two strings, marked."""
    left, right = _TOKENS.findall(old), _TOKENS.findall(new)
    out = []
    for op, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if op == "equal":
            out.append(Edit("equal", "".join(left[a:b])))
            continue
        for kind, words in (("delete", left[a:b]), ("insert", right[c:d])):
            if words:
                out.append(Edit(kind, "".join(words), _marks(words)))  # type: ignore[arg-type]
    return tuple(out)


def _marks(words: Sequence[str]) -> tuple[Mark, ...]:
    found: list[Mark] = [_MARKED[word] for word in words if word in _MARKED]
    if len(words) < 6 and any(word.isdecimal() for word in words) and "." not in words:
        found.append("number")
    return tuple(dict.fromkeys(found))


def by_hand(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], links: Sequence[Link], language: str = "en", titles: tuple[str, str] = ("Old", "New")) -> Comparison:
    """The comparison of two lists of clauses; ``links`` say kind, old places, new places, and what else happened."""
    left, olds = clauses(old)
    right, news = clauses(new)
    changes = []
    for kind, a, b, also in links:
        before, after = [olds[i] for i in a], [news[i] for i in b]
        made = edits("".join(left[s.start : s.end] for s in before), "".join(right[s.start : s.end] for s in after))
        marks = tuple(dict.fromkeys(mark for edit in made for mark in edit.marks))
        changes.append(Change(kind, tuple(before), tuple(after), "words" if a and b else "", 0.9, made, tuple(also), marks))
    return Comparison(version("old", titles[0], language, left), version("new", titles[1], language, right), tuple(changes))


def version(id_: str, title: str, language: str, source: str) -> Version:
    digest = hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
    return Version(id_, title, digest, language, source)


def decree() -> Comparison:
    """Every kind of change once: the worked case of these tests."""
    old = [
        ("1", "The branch registers all refugees across the country within thirty days of their arrival."),
        ("2", "They are not allowed to move to another location without permission of the branch."),
        ("3", "Allegiance is compulsory."),
        ("4", "Avoid contact with civilians."),
        ("5", "In case of problems contact the officials."),
        ("6", "They shall obey the rules in all circumstances."),
        ("7", "No other flag is used."),
        ("8", "Whoever wants to come obtains permission. Without it nobody comes."),
        ("9", "They should promise that they will not invite any other group."),
    ]
    new = [
        ("1", "The branch registers all refugees across the country within sixty days of their arrival."),
        ("2", "They should promise that they will not invite any other group."),
        ("3", "They are allowed to move to another location without permission of the branch."),
        ("4", "Allegiance is compulsory."),
        ("5", "Avoid contact with civilians. In case of problems contact the officials."),
        ("6", "They may obey the rules in all circumstances."),
        ("7", "Cards carry a photograph."),
        ("8", "Whoever wants to come obtains permission."),
        ("9", "Without it nobody comes."),
    ]
    links: list[Link] = [
        ("reworded", [0], [0], []),
        ("moved", [8], [1], ["renumbered"]),
        ("reworded", [1], [2], ["renumbered"]),
        ("renumbered", [2], [3], []),
        ("merged", [3, 4], [4], ["renumbered"]),
        ("reworded", [5], [5], []),
        ("removed", [6], [], []),
        ("added", [], [6], []),
        ("split", [7], [7, 8], ["renumbered"]),
    ]
    return by_hand(old, new, links, titles=("Decree of May", "Decree of June"))
