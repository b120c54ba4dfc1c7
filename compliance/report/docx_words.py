"""Words as a Word file holds them: escaped for XML, and cut where their direction changes.

Takes plain text; gives text for XML, and which of its characters run from right to left. What a paragraph is made of is left to the
other ``docx_*`` files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

# XML cannot hold most of these; the others (delete, next line, line and paragraph separator) it can, but programs drop them or break at them
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_RIGHT_TO_LEFT = re.compile("[\u200f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
# languages written from right to left, by the first part of their code
_RIGHT = frozenset(
    "ar arc azb ckb dv fa glk he iw khw ks mzn nqo pbu pnb prs ps pst sd syr ug ur yi".split()
)


def shown(text: str) -> str:
    """Text with the characters that XML cannot hold, or that nobody would see, shown by name: "[U+0001]"."""
    return _UNFIT.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def escaped(text: str) -> str:
    """Text for the content or an attribute of XML."""
    text = shown(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def is_right_to_left(language: str) -> bool:
    """Whether a language, a code after BCP 47, is written from right to left."""
    return language.replace("_", "-").split("-")[0].lower() in _RIGHT


def runs_right_to_left(text: str) -> bool:
    """Whether the first strong character of a line is of a script that runs from right to left."""
    if not _RIGHT_TO_LEFT.search(text):
        return False
    strong = (unicodedata.bidirectional(char) for char in text)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"


def directions(text: str, line: bool | None = None) -> list[bool]:
    """For each character of a line whether it belongs to words that run from right to left; ``line`` says how the line itself runs, where
    that is not to be read from its first letter.

    Figures go with the word before them ("Article 5" is one piece), spaces and signs with what is on both sides of them, and
    with the line where these differ.
    """
    if not _RIGHT_TO_LEFT.search(text):
        return [False] * len(text)
    base = runs_right_to_left(text) if line is None else line
    out: list[bool] = []
    before, waiting = base, 0
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL"):
            right = kind != "L"
        elif kind in ("EN", "AN"):
            right = before
        else:
            waiting += 1
            continue
        out += [right if right == before else base] * waiting + [right]
        before, waiting = right, 0
    return out + [base] * waiting


def cut(text: str, right: Sequence[bool]) -> Iterator[tuple[str, bool]]:
    """The text cut where its direction changes."""
    if not any(right):
        yield text, False
        return
    for way, chars in groupby(zip(text, right, strict=True), key=lambda pair: pair[1]):
        yield "".join(char for char, _ in chars), way
