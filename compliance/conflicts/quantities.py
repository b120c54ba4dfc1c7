"""Numbers, amounts, dates and durations of a sentence -> quantities that can be compared.

"Thirty (30) days" is one number with a unit, "six weeks" another of the same dimension; "5%" and "five percent" are equal. The
number of a section says nothing of the matter and is left out; a number that names a thing ("phase two", "the second instalment")
is an identifier: things with other identifiers are other things.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from compliance.conflicts.words import Amounts

Bound = Literal["exact", "least", "most"]
Span = tuple[int, int]
_PART = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)*(?:st|nd|rd|th)?|[A-Za-z]+(?:[-’'][A-Za-z]+)*[’']?|[$€£¥%()/§]|[.,;:]")
_DIGITS = re.compile(r"^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?,?$")
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
_POSSESSIVE = re.compile("['’]s?$")
_SAME = 0.02  # parts of a whole within which two times are one: a month is 30 days
_BOUND = 5  # words before a number in which a bound may stand


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value of a dimension: ``time`` in days, ``money <currency>``, ``percent``, ``date``, ``day`` (a day's ordinal), ``often`` (times a
    year), ``count <noun>``, or ``which <noun>`` for an identifier; a rate has ``/<unit>`` behind. ``text`` are its words."""

    dimension: str
    value: float
    bound: Bound
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Part:
    word: str
    start: int
    end: int


def quantities(text: str, amounts: Amounts, base: Callable[[str], str]) -> tuple[Quantity, ...]:
    """The quantities of a norm, in the order of its words; ``base`` gives the base form of a word."""
    parts = [_Part(m.group().lower(), m.start(), m.end()) for m in _PART.finditer(text)]
    reader = _Reader(text, parts, amounts, base)
    at = next((at for at, part in enumerate(parts) if part.word[0].isalpha()), len(parts))  # the norm's own number stands before
    while at < len(parts):
        at = reader.read(at)
    return tuple(reader.found)


class _Reader:
    def __init__(self, text: str, parts: Sequence[_Part], amounts: Amounts, base: Callable[[str], str]) -> None:
        self.text, self.parts, self.amounts, self.base = text, parts, amounts, base
        self.found: list[Quantity] = []

    def word(self, at: int) -> str:
        return self.parts[at].word if 0 <= at < len(self.parts) else ""

    def noun(self, at: int) -> str:
        word = self.word(at)
        return self.base(_POSSESSIVE.sub("", word)) if word else ""

    def read(self, at: int) -> int:
        """Read a quantity that begins here, if one does; where to go on."""
        for way in (self._date, self._sign, self._number, self._ordinal, self._often):
            end = way(at)
            if end:
                return end
        return at + 1

    def _add(self, dimension: str, value: float, at: int, end: int) -> int:
        if self.word(end) in ("per", "each", "every", "a", "an") and self.noun(end + 1) in self.amounts.durations and not dimension.startswith(("which", "date")):
            dimension, end = f"{dimension}/{self.noun(end + 1)}", end + 2
        span = self.parts[at].start, self.parts[end - 1].end
        self.found.append(Quantity(dimension, value, self._bound(at, end), " ".join(self.text[span[0] : span[1]].split()), span))
        return end

    def _bound(self, at: int, end: int) -> Bound:
        before = [self.noun(i) if self.word(i).endswith("s") and self.word(i) != "less" else self.word(i) for i in range(max(0, at - _BOUND), at)]
        behind = [self.word(i) for i in range(end, end + 2)]

        def met(rows: Sequence[tuple[str, ...]]) -> int:
            """How near to the number a row ends, the nearest and longest first; 0 where none is met."""
            best = 0
            for row in rows:
                for start in range(len(before) - len(row) + 1):
                    if tuple(before[start : start + len(row)]) == row and start + len(row) >= len(before) - 2:
                        best = max(best, 10 * (start + len(row)) + len(row))
                if tuple(behind) == row:
                    best = max(best, 1)
            return best

        least, most = met(self.amounts.least), met(self.amounts.most)
        return "least" if least > most else "most" if most else "exact"

    def _date(self, at: int) -> int:
        months = self.amounts.months
        for month, day, end in ((at, at + 1, at + 2), (at + 1, at, at + 2), (at + 2, at, at + 3)):
            if self.word(month) in months and (month != at + 2 or self.word(at + 1) == "of"):
                number = self.word(day).rstrip(",")
                ordinal = _ORDINAL.match(number)
                number = ordinal.group(1) if ordinal else number
                if number.isdigit() and 1 <= int(number) <= 31:
                    after = end + 1 if self.word(end) == "," else end
                    year = self.word(after).rstrip(",")
                    known = year.isdigit() and len(year) == 4
                    value = months[self.word(month)] * 31 + int(number) + (372 * int(year) if known else 0)
                    return self._add("date" if known else "date of year", value, at, after + 1 if known else end)
        return 0

    def _sign(self, at: int) -> int:
        sign = self.amounts.signs.get(self.word(at))
        if sign is None:
            return 0
        value, end = self._value(at + 1)
        if value is None:
            return 0
        return self._add(f"money {sign}", value, at, end)

    def _value(self, at: int) -> tuple[float | None, int]:
        """The number that begins here, in digits or words, with a repetition in brackets, and one behind its last part."""
        numbers, scales = self.amounts.numbers, self.amounts.scales
        total, current, end = 0.0, None, at
        while True:
            word = self.word(end)
            parts = word.split("-")
            if _DIGITS.match(word) and current is None:
                current = float(word.rstrip(",").replace(",", ""))
            elif parts and all(part in numbers for part in parts):
                current = (current or 0) + sum(numbers[part] for part in parts)
            elif word in scales and current is not None:
                current, total = (current * scales[word], total) if scales[word] == 100 else (0.0, total + current * scales[word])
            elif not (word == "and" and current is not None and self.word(end - 1) in scales and (self.word(end + 1) in numbers)):
                break
            end += 1
        if current is None:
            return None, at
        if self.word(end) == "(" and _DIGITS.match(self.word(end + 1)) and self.word(end + 2) == ")":
            end += 3
        return total + current, end

    def _number(self, at: int) -> int:
        value, end = self._value(at)
        if value is None:
            return 0
        if self.noun(at - 1) in self.amounts.references or self.word(at - 1) in ("(", "/") or (self.word(at - 1) in ("and", "or", ",") and self.word(at)[0].isdigit() and self._refers(at)):
            return end
        unit = end
        while self.word(unit) in self.amounts.between or (self.word(unit) == "of" and unit == end):
            unit += 1
        name = self.noun(unit)
        if self.word(end) in self.amounts.percent:
            return self._add("percent", value, at, end + 1)
        if self.word(end) == "per" and self.word(end + 1) in ("cent", "centum"):
            return self._add("percent", value, at, end + 2)
        if name in self.amounts.money:
            return self._add(f"money {self.amounts.money[name]}", value, at, unit + 1)
        if name in self.amounts.durations:
            return self._add("time", value * self.amounts.durations[name], at, unit + 1)
        if name == "time":
            return self._times(value, at, end + 1)
        if name and name[0].isalpha() and unit == end and len(name) > 2:
            return end if value == 1 and self.word(at) == "one" else self._add(f"count {name}", value, at, end)
        before = self.noun(at - 1)
        if before.isalpha() and len(before) > 2 and end == at + 1:
            return self._add(f"which {before}", value, at, end)
        return end

    def _refers(self, at: int) -> bool:
        """Whether a number goes on with the numbers of a reference ("sections 7.1 or 7.2")."""
        return any(self.noun(before) in self.amounts.references for before in range(max(0, at - 6), at))

    def _ordinal(self, at: int) -> int:
        word = self.word(at)
        match = _ORDINAL.match(word)
        value = int(match.group(1)) if match else self.amounts.ordinals.get(word)
        if value is None:
            return 0
        name = self.noun(at + 1)
        if name in ("business", "working", "calendar") and self.noun(at + 2) == "day":
            return self._add("day", value, at, at + 3)
        if name in self.amounts.durations:
            return self._add("day" if name == "day" else f"which {name}", value, at, at + 2)
        if name.isalpha() and len(name) > 2 and name not in ("party", "place", "instance"):
            return self._add(f"which {name}", value, at, at + 1)
        return at + 1

    def _often(self, at: int) -> int:
        word = self.word(at)
        if word in self.amounts.frequencies:
            return self._add("often", self.amounts.frequencies[word], at, at + 1)
        if word in self.amounts.times:
            return self._times(self.amounts.times[word], at, at + 1)
        if word in ("every", "each") and self.noun(at + 1) in self.amounts.durations:
            return self._add("often", 365.25 / self.amounts.durations[self.noun(at + 1)], at, at + 2)
        return 0

    def _times(self, value: float, at: int, end: int) -> int:
        """So many times, in a year where a period follows."""
        if self.word(end) in ("per", "each", "every", "a", "an", "in") and self.noun(end + 1) in self.amounts.durations:
            start = len(self.found)
            self._add("often", value * 365.25 / self.amounts.durations[self.noun(end + 1)], at, end)
            last = self.found[start]
            span = last.span[0], self.parts[end + 1].end
            self.found[start] = Quantity("often", value * 365.25 / self.amounts.durations[self.noun(end + 1)], last.bound, " ".join(self.text[span[0] : span[1]].split()), span)
            return end + 2
        if end == at + 1 and self.word(at) == "once":
            return end  # "once" alone says when
        return self._add("times", value, at, end)


def apart(a: Sequence[Quantity], b: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """A quantity of each side of one dimension that cannot both hold, where no value of that dimension is met on both sides."""
    for dimension in sorted({one.dimension for one in a} & {one.dimension for one in b}):
        left, right = ([one for one in side if one.dimension == dimension] for side in (a, b))
        if dimension.startswith("which") or any(meets(one, other) for one in left for other in right):
            continue
        return left[0], right[0]
    return None


def other_things(a: Sequence[Quantity], b: Sequence[Quantity]) -> bool:
    """Whether identifiers show that the two are about different things ("phase one", "phase two")."""
    names = {one.dimension for one in a} & {one.dimension for one in b}
    return any(
        not {one.value for one in a if one.dimension == name} & {one.value for one in b if one.dimension == name} for name in names if name.startswith("which")
    )


def meets(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities of one dimension can both hold: equal, or one inside the bound of the other."""
    about = _SAME if a.dimension.startswith("time") else 0.0
    if abs(a.value - b.value) <= about * max(a.value, b.value):
        return True
    if a.bound == b.bound:
        return False
    small, large = (a, b) if a.value < b.value else (b, a)
    return small.bound != "most" and large.bound != "least" if "exact" in (a.bound, b.bound) else small.bound == "least" and large.bound == "most"
