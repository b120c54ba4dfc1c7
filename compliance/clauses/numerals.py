"""The numerals that stand in clause markers: Arabic, Roman, letters, ordinals, number words, and compounds of them ("17-1", "44DA").

Takes the numeral as printed and gives its value, or 0 where it is none. Which numeral is meant where two readings
are possible ("i", "v") is left to the sequence.
"""

from __future__ import annotations

import re

_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_STEPS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

_CARDINALS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"]

WORDS: dict[str, int] = {
    **{word: value for value, word in enumerate(_CARDINALS, 1)},
    **{word: value for value, word in enumerate(_ORDINALS, 1)},
}
"""Number words in lower case and their values."""


def _spell_roman(value: int) -> str:
    digits = []
    for step, digit in _ROMAN_STEPS:
        while value >= step:
            digits.append(digit)
            value -= step
    return "".join(digits)


_ROMAN = {_spell_roman(value): value for value in range(1, 400)}


def roman(numeral: str) -> int:
    """The value of a well-formed Roman numeral in either case, else 0."""
    return _ROMAN.get(numeral.lower(), 0)


def letter(numeral: str) -> int:
    """The place of a letter in the alphabet; a doubled letter ("aa") goes on after z; else 0."""
    low = numeral.lower()
    place = ord(low[0]) - 96 if low else 0
    if not 1 <= place <= 26 or low != low[0] * len(low) or len(low) > 2:
        return 0
    return place + 26 * (len(low) - 1)


def arabic(numeral: str) -> int:
    """The value of a numeral in decimal digits, that of "3A" by its digits, else 0."""
    if numeral.isdecimal():
        return int(numeral)
    digits = numeral.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isdecimal() else 0


def any_numeral(numeral: str) -> int:
    """The value of a numeral of a heading: digits, a Roman numeral, a number word or a letter, else 0.

    A dotted number ("1.02") counts by its last part, an inserted one ("5a", "17-1", "L. 111-1") by its first digits.
    """
    last = numeral.rsplit(".", 1)[-1].lstrip("*LRDAlrda \t")
    if last[:1].isdecimal():
        digits = 0
        while digits < len(last) and last[digits].isdecimal():
            digits += 1
        return int(last[:digits])
    return roman(numeral) or WORDS.get(numeral.lower(), 0) or letter(numeral)


#: What a language of statutes adds to a number where it inserts another behind it, by place.
LATIN = ("", "", "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies")
_STEP = re.compile(rf"\d+|{'|'.join(LATIN[2:])}|[A-Za-z]")
_LAST_DIGITS = re.compile(r"\d+(?=\D*$)")


def steps(numeral: str) -> tuple[int, ...]:
    """The steps of a numeral that has digits: "21-25-1" is 21, 25, 1, "44DA" is 44, 4, 1, "5 ter" is 5, 3."""
    out: list[int] = []
    for found in _STEP.finditer(numeral):
        step = found[0].lower()
        if step.isdecimal():
            out.append(int(step))
        elif out:  # a letter before the digits names a part of the code
            out.append(LATIN.index(step) if step in LATIN else letter(step))
    return tuple(out)


def follows(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    """Whether steps go on with others without a gap: 17 with 18, 17-1 or 17 bis; 21-25-1 with 21-25-2, 21-26 or 22."""
    for kept in range(len(before)):
        if after[: kept + 1] == (*before[:kept], before[kept] + 1) and set(after[kept + 1 :]) <= {1}:
            return True
    return after[:-1] == before and after[-1] <= 2


def next_of(numeral: str) -> str:
    """The numeral that is expected behind another: its last digits and one."""
    return _LAST_DIGITS.sub(lambda found: str(int(found[0]) + 1), numeral)
