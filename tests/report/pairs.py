"""Comparisons for the tests of Word files: of two texts given as words, and of a real decree as edited."""

from __future__ import annotations

import random
import re

from compliance.comparing import compare_texts
from compliance.disk import load_text
from compliance.model.change import Comparison
from compliance.model.text import Provenance, Text


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


_WORDS = "shall may not the party fighters permission 30 thirty (30) Kabul\tregister notice, except unless <b> & ] نباید اجازه شماره\u200cها ۱۲ refugees".split(" ")


def made_up(seed: int) -> tuple[str, str]:
    """A text in two scripts, and the same after some edits; the same for the same seed."""
    chance = random.Random(seed)

    def clause(number: int) -> str:
        return f"{number}. {' '.join(chance.choices(_WORDS, k=chance.randint(3, 14)))}."

    rows: list[str] = []
    for number in range(1, chance.randint(2, 10)):
        rows.append(clause(number))
        rows += [""] * (chance.random() < 0.3)
        rows += [f"Chapter {number}: On things"] * (chance.random() < 0.15)
    old = rows[:]
    for _ in range(chance.randint(1, 6)):
        if not rows:
            break
        at = chance.randrange(len(rows))
        words = rows[at].split(" ")
        cut = chance.randrange(len(words))
        match chance.choice(["drop", "add", "move", "word", "cut", "join", "blank"]):
            case "drop":
                rows.pop(at)
            case "add":
                rows.insert(at, clause(chance.randint(1, 12)))
            case "move":
                rows.insert(chance.randrange(len(rows)), rows.pop(at))
            case "word":
                rows[at] = " ".join([*words[:cut], chance.choice(_WORDS), *words[cut + 1 :]])
            case "cut":
                rows[at : at + 1] = [" ".join(words[:cut]), " ".join(words[cut:])]
            case "join":
                rows[at : at + 2] = [" ".join(rows[at : at + 2])]
            case _:
                rows.insert(at, "")
    return "\n".join(old) + "\n", "\n".join(rows) + chance.choice(["", "\n", "\n\n"])
