"""Text -> words, with the white space behind each.

Nothing is cut inside a word: letters with their combining marks and joiners, numbers with their separators, and words joined by a
hyphen or an apostrophe are one. In scripts that write no spaces each character with its marks stands alone. What counts as a letter
or a mark is the Unicode character database of the running Python.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from operator import add

_SOLID = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Thai, Lao, Myanmar, Khmer, kana and Han: written without spaces between words (Unicode Standard Annex 29, section 4)."""

_ASCII_WORD = re.compile(r"\d+(?:[.,:/]\d+)+|[A-Za-z0-9_]+(?:[-'][A-Za-z0-9_]+)*|[^\w\s]")
_ASCII = re.compile(rf"({_ASCII_WORD.pattern})(\s*)")


class Words(list[str]):
    """The words of a text in order, and in ``gaps`` the white space before the first and behind each of them. ``plain`` are the words with variants of type made one."""

    __slots__ = ("gaps", "plain")

    def __init__(self, words: Iterable[str], gaps: list[str], *, varied: bool) -> None:
        super().__init__(words)
        self.gaps = gaps
        self.plain: list[str] = [plain(word) for word in self] if varied else self

    def text(self, start: int, end: int) -> str:
        """The words ``start`` to ``end`` with the white space behind each."""
        return "".join(map(add, self[start:end], self.gaps[start + 1 : end + 1]))


def split_words(text: str) -> Words:
    """The words of ``text``: ``gaps[0]`` and then each word with the gap behind it give the text back."""
    simple = text.isascii()
    found = (_ASCII if simple else _pattern(_marks(text))).findall(text)
    lead = text[: len(text) - len(text.lstrip())]
    words, gaps = zip(*found, strict=True) if found else ((), ())
    return Words(words, [lead, *gaps], varied=not simple)


def _marks(text: str) -> str:
    """The combining marks and joiners in a text, and the two vowels that Unicode lets extend a letter though they are letters."""
    return "".join(sorted(char for char in set(text) if char > "\u02ff" and (unicodedata.category(char)[0] == "M" or char in "\u200c\u200d\u0e33\u0eb3")))


@lru_cache(maxsize=64)
def _pattern(marks: str) -> re.Pattern[str]:
    """What a word is in a text with these combining marks."""
    mark = f"[{re.escape(marks)}]" if marks else "(?!)"
    letter = rf"(?:(?![{_SOLID}])\w{mark}*)"
    number = r"\d+(?:[.,:/٫٬]\d+)+"
    word = rf"{letter}+(?:[-'’‐‑]{letter}+)*"
    return re.compile(rf"({number}|{word}|\S{mark}*)(\s*)")


_SAME = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-", "\u00ad": None, "\u200b": None, "\ufeff": None,
})  # fmt: skip


def plain(word: str) -> str:
    """A word with variants of type made one: quotation marks, hyphens and dashes, composed and decomposed letters."""
    return word if word.isascii() else unicodedata.normalize("NFC", word.translate(_SAME))


def wording(text: str) -> str:
    """A text as its wording is compared: words and punctuation with one space between, without emphasis, variants of type made one."""
    words = _ASCII_WORD.findall(text) if text.isascii() else map(plain, split_words(text))
    return " ".join([word for word in words if word != "*"])


def middle(old: str, new: str, room: int = 0) -> tuple[int, int]:
    """How many characters two texts share at their beginning and at their end, cut back to white space and by ``room`` more characters."""
    size, length = len(old), len(new)
    head, high = 0, min(size, length)
    while head < high:  # what is known to be shared is not compared again
        mid = (head + high + 1) // 2
        if new.startswith(old[head:mid], head):
            head = mid
        else:
            high = mid - 1
    tail, high = 0, min(size, length) - head
    while tail < high:
        mid = (tail + high + 1) // 2
        if new.endswith(old[size - mid : size - tail], 0, length - tail):
            tail = mid
        else:
            high = mid - 1
    head, tail = max(0, head - room), max(0, tail - room)
    while head and not old[head - 1].isspace():
        head -= 1
    while tail and not old[size - tail].isspace():
        tail -= 1
    return head, tail
