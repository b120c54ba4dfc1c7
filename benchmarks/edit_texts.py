"""Texts for the generator of edits: clauses that resemble one another as those of decrees, contracts and statutes do.

Takes a style, a number of clauses and a source of chance; gives the clauses in order, not yet numbered, and turns a list of
clauses into numbered text with the place of each. The words are data (sets/edit-words.yaml). What is edited is decided in edits.py.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml

Style = Literal["decree", "contract", "statute"]
Level = Literal["chapter", "article", "section", "clause", "para", "opening", "point", "prose"]

STYLES: tuple[Style, ...] = ("decree", "contract", "statute")
HEADINGS = frozenset({"chapter", "article", "section"})
REFERENCE = re.compile("\x01(\\d+)\x02")

_SLOT = re.compile(r"\{(\w+)\}")
_LABELLED = {"decree": "clause", "contract": "para", "statute": "section"}


class Unit(NamedTuple):
    """A clause, heading or point. A reference to another one stands in ``words`` as its id between two control characters."""

    id: int
    level: Level
    words: str


class Placed(NamedTuple):
    """Where a clause stands in a text: from the start of its line to the start of the next, and its label."""

    start: int
    end: int
    label: str
    words: str


@cache
def words() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "sets" / "edit-words.yaml").read_text("utf-8"))
    return loaded


@dataclass
class Writer:
    """Makes clauses of one style. Ids count up from 0 and are never used twice."""

    style: Style
    chance: random.Random
    next_id: int = 0
    recent: list[tuple[str, list[str]]] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    _made: set[str] = field(default_factory=set)
    _was_short: bool = True

    @property
    def _own(self) -> Mapping[str, Any]:
        own: Mapping[str, Any] = words()[self.style]
        return own

    def unit(self, level: Level, text: str) -> Unit:
        unit = Unit(self.next_id, level, text)
        self.next_id += 1
        if level == _LABELLED[self.style]:
            self.targets.append(unit.id)
        return unit

    def base(self, clauses: int) -> list[Unit]:
        """A text of so many clauses; headings and points count, as each is a clause of its own."""
        units: list[Unit] = []
        while len(units) < clauses:
            units += self.division()
        return units[:clauses]

    def division(self, most: int = 12) -> list[Unit]:
        """A heading and what stands under it."""
        if self.style == "decree":
            return [self.unit("chapter", self.title()), *(self.plain("clause") for _ in range(self.chance.randint(6, 30)))]
        if self.style == "statute":
            return [self.unit("section", self.title()), *(self.plain("prose") for _ in range(self.chance.randint(1, 5)))]
        units = [self.unit("article", self.title())]
        for _ in range(self.chance.randint(2, 7)):
            if len(units) < most and self.chance.random() < 0.25:
                units += self.points()
            else:
                units.append(self.plain("para"))
        return units

    def points(self) -> list[Unit]:
        count = self.chance.randint(3, 5)
        return [self.unit("opening", self.sentence("openings")), *(self.unit("point", self.point(last=i == count - 1)) for i in range(count))]

    def point(self, *, last: bool = False) -> str:
        return self.sentence("points") + ("." if last else ";")

    def plain(self, level: Level) -> Unit:
        """One clause: now and then a short one that says the same as others do, else one of about thirty words."""
        if self.chance.random() < 0.03 and not self._was_short:
            self._was_short = True
            return self.unit(level, self.chance.choice(words()["short"]))
        self._was_short = False
        return self.unit(level, self.sentence("sentences"))

    def title(self) -> str:
        return self.sentence("titles")

    def sentence(self, kind: str) -> str:
        """Words of a kind that no unit of this text has had, as far as a few tries go.

        One sentence in six repeats a recent one but for a slot or two, as lists of duties do.
        """
        for _ in range(20):
            shape, filled = self._repeat() if kind == "sentences" and self.recent and self.chance.random() < 0.16 else self._draw(kind)
            made = _filled(shape, filled)
            # but for a reference, which may change its number, two clauses would be the same
            key = REFERENCE.sub("", made)
            if key not in self._made:
                break
        self._made.add(key)
        if kind == "sentences":
            self.recent = [*self.recent[-7:], (shape, filled)]
        return made if kind == "points" else made[0].upper() + made[1:]

    def _draw(self, kind: str) -> tuple[str, list[str]]:
        shapes = self._own[kind]
        if kind in ("sentences", "points"):
            lead = self.chance.choice(self._own["leads"]) if kind == "sentences" and self.chance.random() < (0.1 if self.style == "decree" else 0.35) else ""
            first, second = self.chance.choice(shapes).split("|")[0], self.chance.choice(shapes).split("|")[1]
            shape = lead + (first[:2].lower() + first[2:] if lead else first) + second
        else:
            shape = self.chance.choice(shapes)
        return shape, [self._fill(match[1]) for match in _SLOT.finditer(shape)]

    def _repeat(self) -> tuple[str, list[str]]:
        shape, filled = self.chance.choice(self.recent)
        slots, filled = [match[1] for match in _SLOT.finditer(shape)], list(filled)
        for index in self.chance.sample(range(len(slots)), min(len(slots), self.chance.randint(1, 2))):
            filled[index] = self._fill(slots[index])
        return shape, filled

    def _fill(self, slot: str) -> str:
        if slot == "n":
            return str(self.chance.choice((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 18, 20, 21, 24, 28, 30, 36, 45, 60, 90)))
        if slot == "amount":
            return f"{self.chance.choice(('€', '$', 'Afs '))}{self.chance.randint(1, 99)},{self.chance.choice(('000', '500'))}"
        if slot == "date":
            return f"{self.chance.randint(1, 28)} {self.chance.choice(('January', 'March', 'April', 'June', 'September', 'November'))} {self.chance.randint(1998, 2026)}"
        if slot == "ref":
            near = self.targets[-40:]
            return f"\x01{self.chance.choice(near) if near else 0}\x02"
        drawn = self.chance.choice(self._own["slots"][slot.lower()])
        return drawn[0].upper() + drawn[1:] if slot[0].isupper() else drawn


def _filled(shape: str, words: Iterable[str]) -> str:
    """A shape with its slots filled, the first word into the first slot."""
    values = iter(words)
    return _SLOT.sub(lambda _: next(values), shape)


def render(style: Style, units: Iterable[Unit], labels: Mapping[int, str]) -> tuple[str, list[Placed]]:
    """Units in order -> the numbered text and the place of each. A reference gets the label of its unit from ``labels``."""
    parts: list[str] = []
    placed: list[Placed] = []
    at = 0
    numbers, listed = label_all(style, units), list(units)
    for index, (unit, label) in enumerate(zip(listed, numbers, strict=True)):
        text = REFERENCE.sub(lambda match: labels.get(int(match[1]), "1"), unit.words)
        following = listed[index + 1].level if index + 1 < len(listed) else "chapter"
        line = _MARKERS[unit.level].format(label) + text + ("\n\n" if style == "statute" or unit.level in HEADINGS or following in HEADINGS else "\n")
        parts.append(line)
        placed.append(Placed(at, at + len(line), label, text))
        at += len(line)
    return "".join(parts), placed


_MARKERS: Mapping[Level, str] = {
    "chapter": "Chapter {}: ", "article": "Article {}. ", "section": "Section {}. ", "clause": "{}. ", "para": "{} ", "opening": "{} ", "point": "({}) ", "prose": "",
}


def label_all(style: Style, units: Iterable[Unit]) -> list[str]:
    """The number of each unit as printed on its line; nothing for unnumbered prose."""
    labels: list[str] = []
    top = inner = clause = point = 0
    for unit in units:
        if unit.level in HEADINGS:
            top, inner, point = top + 1, 0, 0
            labels.append(str(top))
        elif unit.level == "clause":
            clause += 1
            labels.append(str(clause))
        elif unit.level in ("para", "opening"):
            inner, point = inner + 1, 0
            labels.append(f"{top}.{inner}")
        elif unit.level == "point":
            point += 1
            labels.append(chr(96 + point) if point <= 26 else chr(96 + (point - 1) // 26) + chr(97 + (point - 1) % 26))
        else:
            labels.append("")
    return labels
