"""The numerals that stand in clause markers: Arabic, Roman, letters, ordinals and number words.

Takes the numeral as printed and gives its value, or 0 where it is none. Which numeral is meant where two readings
are possible ("i", "v") is left to the sequence.
"""

from __future__ import annotations

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
    """The value of a numeral in decimal digits, else 0."""
    return int(numeral) if numeral.isdecimal() else 0


def any_numeral(numeral: str) -> int:
    """The value of a numeral of a heading: digits, a Roman numeral, a number word or a letter, else 0.

    A dotted number ("1.02") counts by its last part, an inserted one ("5a") by its digits.
    """
    last = numeral.rsplit(".", 1)[-1]
    if last[:1].isdecimal():
        digits = 0
        while digits < len(last) and last[digits].isdecimal():
            digits += 1
        return int(last[:digits])
    return roman(numeral) or WORDS.get(numeral.lower(), 0) or letter(numeral)
