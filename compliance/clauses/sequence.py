"""Whether a marker continues a list, opens one or is only a number inside a sentence.

Takes the readings of a line's marker, the lists that are open and the words before the line; gives the reading that
fits, the depth at which it goes, and what is odd about it. The open lists themselves are kept by the outline.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal, NamedTuple

from compliance.clauses import numerals, shape
from compliance.clauses.lines import Line
from compliance.clauses.node import Node
from compliance.clauses.numbering import (
    BULLETS,
    DEFINITION,
    NAMED_FORM,
    RANK_ARTICLE,
    RANK_CLAUSE,
    RANK_SECTION,
    Marker,
)

Oddity = Literal["", "number-gap", "number-duplicate", "number-order"]

# A number jumping further than this without a blank line before it is a year, a sum or a reference.
_LARGEST_JUMP = 20
# A number above this is one only where it follows.
_HIGHEST_ODD = 9999

# A line that ends with one of these is followed by the number it refers to.
_REFERS = frozenset(
    ["paragraph", "paragraphs", "para", "paras", "article", "articles", "art", "arts", "section", "sections", "sec", "clause", "clauses", "chapter", "chapters", "annex", "annexes", "appendix", "schedule", "exhibit", "point", "points", "subparagraph", "subparagraphs", "sub-paragraph", "sub-paragraphs", "item", "items", "part", "parts", "no", "nos", "number", "numbers", "page", "pages", "rule", "rules", "§", "subsection", "subsections", "sentence"]
)
# A line that goes on with one of these after its number speaks of that number.
_SPOKEN_OF = re.compile(r"(?:of|above|below|thereof|hereof|and|or|to|through|shall|applies|apply|is|are|was|were)\b")
# Words that open the operative part of an agreement, not a list below the item before them.
_AGREED = re.compile(r"\b(?:agree|agreed|agrees|follows|witnesseth)\b", re.IGNORECASE)
_ARABIC = frozenset(["1.", "1)", "(1)", "1°"])
_INSERTING = frozenset(["1.", "1)", "(1)", "(a)", "a)"])
_POINTING = (" No.", "Art.", "para.", "paras.", "Sec.", "(No.", "Nos.", " no.")  # a stop that ends no sentence, but points at a number
_LAST_WORD = re.compile(r"[\w§-]{1,20}(?=\.?$)")


@dataclass(slots=True)
class Level:
    """An open list or division: its key, the last number given, and the clause that bears it."""

    key: str
    value: int
    path: tuple[int, ...]
    node: Node
    rank: int
    hashes: int = 0
    indent: int = 0


class Place(NamedTuple):
    """Where a marker goes: the reading chosen, how many open levels stay above it, what is odd, what was expected."""

    marker: Marker
    depth: int
    oddity: Oddity = ""
    expected: int | str = 0


class Before(NamedTuple):
    """What stands before the line: the words of the line above it, and whether a blank line parts the two."""

    text: str
    gap: bool


def follows_on(marker: Marker, line: Line, above: str, stack: Sequence[Level]) -> bool:
    """Whether a marker with one reading is plainly the next of the innermost list, so that no other place needs to be weighed.

    ``above`` is the line before; the words of the list's last clause have to end it.
    """
    if not stack:
        return False
    level = stack[-1]
    if level.value + 1 != marker.value or level.key != marker.key or level.rank != RANK_CLAUSE or marker.path:
        return False
    if line.text[marker.end - 1] in "-–—":
        return False
    end = above[-1]
    return line.gap or end in ":;," or (end == "." and not above.endswith(_POINTING))


def place_clause(
    markers: Sequence[Marker],
    line: Line,
    before: Before,
    stack: Sequence[Level],
    last_seen: Mapping[str, int],
    seconds: Set[str],
    successor: int,
) -> Place | None:
    """The place of a numbered clause, or None where the number belongs to the sentence before it.

    ``last_seen`` holds the last number of each list closed by a division, ``seconds`` the keys of the lists that have
    a second number; ``successor`` is the value with which the next marker of the same shape reads as a Roman numeral, or 0.
    """
    if not before.gap and _is_reference(before.text, line.text, markers[0].end):
        return None
    if markers[0].path:
        return _place_dotted(markers[0], line, before, stack, last_seen)
    if markers[0].form.id in BULLETS:
        return _place_bullet(markers[0], line, stack)
    if markers[0].form.id == DEFINITION:
        return _place_definition(markers[0], before, stack)
    follows: Place | None = None
    for marker in markers:
        for depth in range(len(stack) - 1, -1, -1):
            level = stack[depth]
            if level.key == marker.key and marker.value == level.value + 1:
                if follows is None or depth > follows.depth:
                    follows = Place(marker, depth)
                break
    opens = _opens(markers, line, before, stack, last_seen, seconds)
    if follows is None:
        return opens or _inserted(markers[0], stack) or _odd(markers, line, before, stack)
    if opens is not None and len(markers) > 1 and opens.marker.value == 1:
        # "(i)" after "(h)": the next marker tells, and failing that whether the words before it announce a list.
        announced = before.text.endswith((":", "—"))
        if successor == 2 or (successor == 0 and announced):
            return opens
    return follows


def _opens(markers: Sequence[Marker], line: Line, before: Before, stack: Sequence[Level],
           last_seen: Mapping[str, int], seconds: Set[str]) -> Place | None:  # fmt: skip
    """The place of a marker that begins a list, or takes one up again after a heading."""
    for marker in sorted(markers, key=_by_value) if len(markers) > 1 else markers:
        is_open = any(level.key == marker.key for level in stack)
        if not is_open and last_seen.get(marker.key, -1) + 1 == marker.value:
            return Place(marker, len(stack))
        if marker.value != 1:
            continue
        has_second = marker.key in seconds
        if (marker.form.weak or _glued(marker, line)) and not has_second:
            continue
        if not before.gap and not has_second and not _can_end_before_list(before.text):
            continue
        if not is_open or before.text.endswith((":", "—", "–")):
            return Place(marker, _opening_depth(marker, before, stack))
    return None


def _opening_depth(marker: Marker, before: Before, stack: Sequence[Level]) -> int:
    """How many open levels stay above a new list. "1." is the outer form: it ends a list of "(A)" recitals or "(1)" parties unless the item
    before it announces it."""
    announced = before.text.endswith((":", "—", "–")) and not _AGREED.search(before.text)
    if marker.form.id != "1." or announced:
        return len(stack)
    return next((depth for depth, level in enumerate(stack) if level.rank == RANK_CLAUSE and level.key.startswith("(")), len(stack))


def _inserted(marker: Marker, stack: Sequence[Level]) -> Place | None:
    """The place of a number that was put in behind another later: "3A" behind 3 or 3Z, "ba" behind b."""
    number = marker.number
    if len(number) < 2 or not number[-1].isalpha() or marker.form.id not in _INSERTING:
        return None
    value = marker.value if number[0].isdigit() else numerals.letter(number[0])
    for depth in range(len(stack) - 1, -1, -1):
        level = stack[depth]
        if level.key == marker.key:
            return Place(marker._replace(value=value), depth) if level.value == value and level.node.number != number else None
    return None


def _place_definition(marker: Marker, before: Before, stack: Sequence[Level]) -> Place | None:
    """“x” means ...: an entry of the list that a clause announces ("In this Act—"), or of one that is open."""
    if not before.gap:
        return None
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].key == marker.key:
            return Place(marker, depth)
    announced = bool(stack) and stack[-1].rank >= RANK_SECTION and before.text.endswith((":", "—", "–", "-"))
    return Place(marker, len(stack)) if announced else None


def _glued(marker: Marker, line: Line) -> bool:
    """Whether a word stands right behind the marker: "(s)he"."""
    return line.text[marker.end : marker.end + 1].isalpha()


def _by_value(marker: Marker) -> int:
    return marker.value


def _odd(markers: Sequence[Marker], line: Line, before: Before, stack: Sequence[Level]) -> Place | None:
    """The place of a marker that does not follow, where line and words before it still look like a clause."""
    marker = markers[0]
    if marker.value < 0 or marker.value > _HIGHEST_ODD or _glued(marker, line):
        return None
    rest = line.text[marker.end :].lstrip()
    if not before.gap and (not shape.closes(before.text) or (rest[:1].islower() and not line.text.startswith("("))):
        return None
    for reading in markers:
        for depth in range(len(stack) - 1, -1, -1):
            level = stack[depth]
            if level.key != reading.key:
                continue
            jump = reading.value - level.value
            if jump > _LARGEST_JUMP and not before.gap:
                return None
            oddity: Oddity = "number-gap" if jump > 0 else "number-order" if jump < 0 else "number-duplicate"
            return Place(reading, depth, oddity, level.value + 1)
    if marker.form.weak or (marker.value > 3 * _LARGEST_JUMP and not (before.gap and marker.value < 1000)):
        return None
    if marker.form.value("a") and marker.value > 1 and not before.gap:
        return None
    return Place(marker, len(stack), "number-gap" if marker.value > 1 else "", 1)


def _place_bullet(marker: Marker, line: Line, stack: Sequence[Level]) -> Place:
    """Bullets have no number: the same sign goes on with the list, further in it opens one below."""
    for depth in range(len(stack) - 1, -1, -1):
        level = stack[depth]
        if level.key != marker.key:
            continue
        if line.indent > level.indent + 1:
            return Place(marker, depth + 1)
        if line.indent >= level.indent - 1 or not any(lower.key == marker.key for lower in stack[:depth]):
            return Place(marker._replace(value=level.value + 1), depth)
    return Place(marker, len(stack))


def _place_dotted(marker: Marker, line: Line, before: Before, stack: Sequence[Level],
                  last_seen: Mapping[str, int]) -> Place | None:  # fmt: skip
    """Dotted numbers carry their parents: "3.1.2" goes under "3.1", "3.1" under "3." or "Article 3"."""
    parents, last = marker.path[:-1], marker.value
    for depth in range(len(stack) - 1, -1, -1):
        level = stack[depth]
        if level.key == marker.key:
            if level.path[:-1] == parents:
                if last == level.value + 1:
                    return Place(marker, depth)
                if before.gap or shape.closes(before.text):
                    jump = last - level.value
                    if 0 <= jump <= _LARGEST_JUMP or before.gap or last > 0:
                        odd: Oddity = "number-gap" if jump > 0 else "number-order" if jump < 0 else "number-duplicate"
                        return Place(marker, depth, odd, level.value + 1)
                return None
            if parents > level.path[:-1] and last <= 1:
                return Place(marker, depth)
        elif (level.path or (level.value,)) == parents and (level.path or level.rank < RANK_CLAUSE or level.key in _ARABIC):
            if last <= 1:
                return Place(marker, depth + 1)
            plausible = before.gap or shape.closes(before.text)
            return Place(marker, depth + 1, "number-gap", 1) if plausible else None
    divisions = 0
    while divisions < len(stack) and stack[divisions].rank < RANK_CLAUSE:
        divisions += 1
    if last <= 1 and (before.gap or shape.closes(before.text)) and len(parents) <= 2:
        return Place(marker, divisions)
    if last_seen.get(marker.key, -1) + 1 == last and before.gap:
        return Place(marker, divisions)
    return None


def _is_reference(above: str, text: str, end: int) -> bool:
    """Whether the number at the start of ``text`` is the end of a reference begun in the line above."""
    if not above or above[-1] in ":;,":
        return False
    rest = text[end:].lstrip()
    if rest and rest[0].islower() and _SPOKEN_OF.match(rest) and not shape.closes(above):
        return True
    if above[-1] == "." and not above.endswith(_POINTING):
        return False
    word = _LAST_WORD.search(above, max(0, len(above) - 24))
    return word is not None and word[0].lower() in _REFERS and len(above) > len(word[0]) + 1


def _can_end_before_list(above: str) -> bool:
    return not above or not above[-1].isalnum() or shape.is_title(above)


def place_division(marker: Marker, line: Line, before: Before, stack: Sequence[Level], last_seen: Mapping[str, int],
                   divided: bool) -> Place | None:  # fmt: skip
    """The place of a chapter, an article or another named division, or None where a sentence speaks of one.

    ``divided`` says that the words before this line were a heading, so that another may follow at once.
    """
    rest = line.text[marker.end :].lstrip()
    if not marker.hashes:
        closed = line.text[: marker.end].rstrip("*_").endswith((".", ":", ")", "-", "–", "—"))
        if rest[:1].islower() and not closed:
            return None
        if rest and marker.form.rank < RANK_SECTION and not shape.is_title(rest) and not closed:
            return None
        if not before.gap and not divided and not shape.closes(before.text):
            return None
    depth = _division_depth(marker, stack)
    previous = next((level.value for level in stack if level.key == marker.key), last_seen.get(marker.key, 0))
    if marker.form.id == NAMED_FORM or not marker.number:
        return Place(marker, depth)
    compound = _compound(marker, depth, previous, stack)
    if compound is not None:
        return compound
    siblings = stack[depth].value if depth < len(stack) and stack[depth].rank == marker.form.rank else 0
    if marker.value in (1, previous + 1, siblings + 1):
        return Place(marker, depth)
    if not before.gap and rest and not shape.is_title(rest) and not marker.hashes:
        return None
    jump = marker.value - previous
    oddity: Oddity = "number-gap" if jump > 0 else "number-order" if jump < 0 else "number-duplicate"
    return Place(marker, depth, oddity, previous + 1)


def _compound(marker: Marker, depth: int, previous: int, stack: Sequence[Level]) -> Place | None:
    """The place of a division where its number or the one before it has several steps ("17-1", "44DA"); None where neither has."""
    if not any(char.isdigit() for char in marker.number) or "." in marker.number.lstrip("LRDAlrda. "):
        return None
    last = next((level.node.number for level in stack if level.key == marker.key), "")
    now, then = numerals.steps(marker.number), numerals.steps(last)
    if len(now) < 2 and len(then) < 2:
        return None
    if not then or now[0] == 1:  # the first of its form in this division: only its first step can be judged
        plain = marker.value in (1, previous, previous + 1)
        return Place(marker, depth, "" if plain else "number-gap" if marker.value > previous else "number-order", previous + 1)
    named = marker.number[:1].isalpha() and now[0] != then[0]  # "L. 117-3", "L. 121-1": the first step names a division
    if numerals.follows(then, now) or (named and now > then):
        return Place(marker, depth)
    oddity: Oddity = "number-gap" if now > then else "number-order" if now < then else "number-duplicate"
    return Place(marker, depth, oddity, numerals.next_of(last))


def _division_depth(marker: Marker, stack: Sequence[Level]) -> int:
    """How many open levels stay above a division: those of the outer ranks, or the place of its own form."""
    rank = marker.form.rank
    for depth, level in enumerate(stack):
        if level.key == marker.key:
            return depth
        if level.rank == RANK_CLAUSE:
            return depth  # a list ends where a division begins
        if level.rank > rank:
            if rank == RANK_SECTION and level.rank == RANK_ARTICLE and (len(stack) == depth + 1 and not level.node.words):
                continue
            return depth
        if level.rank == rank and not 0 < level.hashes < marker.hashes:
            return depth
    return len(stack)
