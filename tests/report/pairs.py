"""Comparisons for the tests of Word files: of two texts given as words, and of a real decree as edited."""

from __future__ import annotations

import re

from compliance.disk import load_text
from compliance.model.change import Comparison
from compliance.model.text import Provenance, Text
from compliance.pipeline import compare_texts


def compared(old: str, new: str, languages: tuple[str, str] = ("en", "en"), titles: tuple[str, str] = ("", "")) -> Comparison:
    """What happened between two texts called "old" and "new"."""
    return compare_texts(_text("old", old, languages[0], titles[0]), _text("new", new, languages[1], titles[1]))


def _text(name: str, content: str, language: str, title: str) -> Text:
    return Text(name, content, Provenance(title, "", "", "unknown", language, False, "", ""), "0" * 64, f"{name}.txt")


def decree() -> tuple[str, str]:
    """A decree, and the same with one word replaced, one "not" dropped, one clause moved, one cut in two, one dropped, one
    added, and numbered anew.
    """
    old = load_text("iea-2020-09").content
    lines = old.replace("is compulsory", "is mandatory").replace("they are not allowed", "they are allowed").split("\n")

    def place(start: str) -> int:
        return next(at for at, line in enumerate(lines) if line.startswith(start))

    moved = lines.pop(place("9. "))
    lines.insert(place("22. "), moved)
    cut = place("26. ")
    lines[cut : cut + 1] = lines[cut].replace(" Without", "\n27. Without").split("\n")
    lines.pop(place("17. "))
    lines.insert(place("13. "), "12. They shall not sell weapons without permission, except to the department.")
    numbers = iter(range(1, len(lines)))
    return old, "\n".join(re.sub(r"^\d+\.", lambda _: f"{next(numbers)}.", line) for line in lines)


def lines(text: str) -> str:
    """A text as its lines, with what a paragraph cannot hold taken out: which sign ends a line, whether the last is ended."""
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
