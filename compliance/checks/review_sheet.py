"""The review sheet of a workbook: its columns, and the reviews that a person wrote into it.

Takes the sheets of a workbook; gives reviews, or every mistake with sheet, row and column. A row names its pair and the fingerprint of
the words, sealed together with the words that it shows, so that a row that was put together wrongly is noticed.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from compliance.checks.config import is_day
from compliance.checks.identity import plain
from compliance.checks.xlsx_read import Cell, Cells, column_name, read_sheets
from compliance.errors import InputError, Problem
from compliance.model.check import Spot
from compliance.model.known import Review
from compliance.model.mapping import RELATIONS, Relation

SHEET = "Review"
COLUMNS = ("provision", "element", "words", "asks", "tool says", "why", "relation", "reviewer", "reason", "date", "remark", "fingerprint")
ENTRIES = ("relation", "reviewer", "reason", "date")
#: How much of the words a row shows at most.
CUT_AT = 8000
_NEEDED = ("provision", "element", "words", *ENTRIES, "fingerprint")
_HEAD_WITHIN, _AT_LEAST = 50, 5
_SEAL = re.compile(r"([0-9a-f]{12})-[0-9a-f]{8}")
_AGAIN = "take the row from a new workbook: compliance report -f xlsx -o FILE"


def sealed(provision: str, element: str, words: str, shown: str) -> str:
    """The fingerprint of the words with a check behind it: over the pair, the fingerprint, and the words as the row shows them."""
    parts = "\x1f".join((provision, element, words, plain(shown)))
    return f"{words}-{hashlib.sha256(parts.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def read_review_sheet(data: bytes, path: str) -> tuple[Review, ...]:
    """The reviews in the bytes of a workbook. Raises InputError with every mistake: workbook-form, review-sheet, review-cell."""
    sheet, head, places = _found(read_sheets(data, path, SHEET), path)
    rows: dict[int, dict[str, Cell]] = {}
    names = {place: name for name, place in places.items()}
    for (number, column), cell in sheet.at.items():
        if number > head and column in names:
            rows.setdefault(number, {})[names[column]] = cell
    reviews: dict[tuple[str, str, str], Review] = {}
    problems: list[Problem] = []
    for number in sorted(rows):
        row = _Row(path, sheet.name, number, places, rows[number])
        if not any(name in row.cells for name in ENTRIES):
            continue
        review = row.review()
        problems += row.problems
        if row.problems:
            continue
        pair = (review.provision, review.element, review.words)  # two provisions may bear one number
        before = reviews.setdefault(pair, review)
        if _decided(before) != _decided(review):
            row.wrong("relation", f"{review.provision} {review.element} is decided in row {before.spot.line} already, and otherwise", "keep one of the two")
            problems += row.problems
    if problems:
        raise InputError(*problems)
    return tuple(reviews.values())


def _decided(review: Review) -> tuple[str, ...]:
    return (review.words, review.relation, review.reviewer, review.date, review.reason)


def _found(sheets: Iterable[Cells], path: str) -> tuple[Cells, int, dict[str, int]]:
    """The sheet to read, the row of its head, and the column of each name. The sheet may have another name, and its columns another order."""
    best: tuple[int, bool, Cells, int, dict[str, int], list[str]] | None = None
    for sheet in sheets:
        heads: dict[int, dict[int, str]] = {}
        for (row, column), cell in sheet.at.items():
            if row <= _HEAD_WITHIN and cell.kind == "text":
                heads.setdefault(row, {})[column] = " ".join(str(cell.value).casefold().split())
        for row, names in heads.items():
            places = {name: column for column, name in sorted(names.items(), reverse=True)}
            twice = sorted({name for name in names.values() if name in _NEEDED and list(names.values()).count(name) > 1})
            known = sum(name in places for name in _NEEDED)
            if best is None or (known, sheet.name == SHEET) > best[:2]:
                best = (known, sheet.name == SHEET, sheet, row, places, twice)
        if best is not None and best[:2] == (len(_NEEDED), True):
            break  # the others need not be read
    if best is None or best[0] < _AT_LEAST:
        raise InputError(Problem(path, 0, 0, "review-sheet", f"this workbook has no sheet {SHEET!r} with the columns {', '.join(_NEEDED)}", "make one with compliance report -f xlsx -o FILE"))
    _, _, sheet, row, places, twice = best
    problems = [Problem(path, row, places[name], "review-sheet", f"{sheet.name}: the column {name!r} is there twice", "take one of the two out") for name in twice]
    for name in _NEEDED:
        if name not in places:
            near = difflib.get_close_matches(name, [other for other in places if other not in COLUMNS], n=1)
            step = f"is it the column {near[0]!r}? Name it {name!r} again" if near else f"name a column {name!r} again"
            problems.append(Problem(path, row, 0, "review-sheet", f"{sheet.name}, row {row}: there is no column {name!r}", step))
    if problems:
        raise InputError(*problems)
    return sheet, row, {name: places[name] for name in _NEEDED}


@dataclass(slots=True)
class _Row:
    """One row with something in its entries, and every mistake in it."""

    path: str
    sheet: str
    number: int
    places: dict[str, int]
    cells: dict[str, Cell]
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, name: str, message: str, step: str) -> None:
        column = self.places[name]
        where = f"{self.sheet}!{column_name(column)}{self.number}"
        self.problems.append(Problem(self.path, self.number, column, "review-cell", f"{where}: {message}", step))

    def review(self) -> Review:
        """The review, sound where no problem was noted."""
        texts = {name: self.text(name) for name in ("provision", "element", "words", "fingerprint", "relation", "reviewer", "reason")}
        day = self.day()
        relation = "-".join(texts["relation"].casefold().replace("_", " ").replace("-", " ").split())
        missing = [name for name in ENTRIES if name not in self.cells]
        for name in missing:
            has = ", ".join(other for other in ENTRIES if other in self.cells)
            self.wrong(name, f"a decision needs its {name}: this row has {has} alone", f"write the {name}, or empty the four cells")
        if relation and relation not in RELATIONS:
            self.wrong("relation", f"there is no relation {texts['relation']!r}", f"choose one of {', '.join(RELATIONS)}")
        spot = Spot(self.path, self.number, self.places["element"], self.number, self.places["element"] + 1)
        return Review(spot, texts["provision"], self.fingerprint(texts), texts["element"], _relation(relation), texts["reviewer"], day, texts["reason"])

    def fingerprint(self, texts: dict[str, str]) -> str:
        """The fingerprint that the row is sealed with; what does not belong together is noted."""
        seal = texts["fingerprint"]
        found = _SEAL.fullmatch(seal)
        if found is None:
            said = f"{seal!r} is no fingerprint of words" if seal else "the fingerprint of the words is missing"
            self.wrong("fingerprint", said, f"{_AGAIN}, or decide about another pair with compliance review PROVISION ELEMENT")
            return ""
        if sealed(texts["provision"], texts["element"], found[1], texts["words"]) != seal:
            self.wrong("fingerprint", "provision, element, words and fingerprint of this row do not belong together: one of them was changed", _AGAIN)
        return found[1]

    def text(self, name: str) -> str:
        """The text of a cell without blanks around it; a number as it is written."""
        cell = self.cells.get(name)
        if cell is None:
            return ""
        if cell.kind in ("formula", "error", "truth"):
            self.wrong(name, f"this cell holds {'a formula' if cell.kind == 'formula' else f'the value {cell.value}'}, not a text", "write the words themselves")
            return ""
        if cell.kind == "number" and isinstance(cell.value, float):
            return str(int(cell.value)) if cell.value.is_integer() else repr(cell.value)
        return cell.value.isoformat() if isinstance(cell.value, date) else str(cell.value).strip()

    def day(self) -> str:
        """The day of the decision, from a date or from a text such as 2026-01-31."""
        cell = self.cells.get("date")
        if cell is None:
            return ""
        value = cell.value
        if cell.kind == "text":
            text = str(value).strip()
            if is_day(text):
                value = date.fromisoformat(text)
        if cell.kind == "formula":
            self.wrong("date", "this cell holds a formula, whose day may be another one tomorrow", "write the day itself, as 2026-01-31")
        elif not isinstance(value, date):
            self.wrong("date", f"{value!r} is no day", "write it as 2026-01-31")
        elif value.year < 1970:
            self.wrong("date", f"{value.isoformat()} cannot be the day of a review", "write the whole day, as 2026-01-31")
        else:
            return value.isoformat()
        return ""


def _relation(text: str) -> Relation:
    return next((relation for relation in RELATIONS if relation == text), RELATIONS[-1])
