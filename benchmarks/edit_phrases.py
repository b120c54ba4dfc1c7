"""Edits of the words of one clause, as the generator of edits makes them.

Takes words and a source of chance; gives other words: a few changed, about half changed, cut in pieces, put together. Says nothing
about where a clause stands.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

from benchmarks.edit_texts import words

# A cut is made before one of these where it can be.
_JOINING = frozenset({"and", "or", "unless", "until", "where", "which", "who", "without", "within", "with", "for", "save", "during", "under", "by", "that"})


def reword(text: str, chance: random.Random) -> str:
    """The text with one to eight words put for others, put in or taken out, in one to three places; never the same.

    At most a third of its words are touched: more would be another edit.
    """
    parts = text.split(" ")
    left = max(1, len(parts) // 3)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        count = min(chance.choice((1, 1, 1, 2, 2, 3, 4, 6, 8)), left)
        at = chance.randrange(1, max(2, len(parts) - count))
        there = [] if chance.random() < 0.33 else parts[at : at + count]
        if not count or any("\x01" in part for part in there):
            continue
        left -= count
        fresh = " ".join(chance.choice(words()["loose"]) for _ in range(count)).split(" ")[:count] if not there or chance.random() < 0.6 else []
        parts[at : at + len(there)] = fresh
    made = " ".join(parts)
    return made if made != text else f"{text[:-1]} {chance.choice(words()['loose'])}{text[-1]}"


def reword_heavily(text: str, other: str, chance: random.Random) -> str:
    """The text with about half of its words, in runs of two to five, put for words of another text."""
    parts, store = text.split(" "), other.split(" ")
    wanted, done, at = len(parts) // 2, 0, chance.randrange(3)
    while at < len(parts) and done < wanted:
        run = min(chance.randint(2, 5), wanted - done, len(parts) - at)
        if not any("\x01" in part for part in parts[at : at + run]):
            take = chance.randrange(max(1, len(store) - run))
            parts[at : at + run] = store[take : take + run]
            done += run
        at += run + chance.randint(1, 5)
    return " ".join(parts)


def cut(text: str, pieces: int, stop: str, chance: random.Random) -> list[str]:
    """The text in so many pieces of like length, each a sentence of its own; now and then with new words where it begins.

    The cut is where a sentence or a part of one ends, or before a joining word, if there is such a place near.
    """
    parts = text.split(" ")
    ends = []
    for piece in range(1, pieces):
        middle, reach = len(parts) * piece // pieces, len(parts) // (4 if pieces == 2 else 8)
        ends.append(min(range(middle - reach, middle + reach + 1), key=lambda at: (parts[at - 1][-1] not in ".;," and parts[at] not in _JOINING, abs(at - middle))))
    made = []
    for start, end in zip([0, *ends], [*ends, len(parts)], strict=True):
        piece_text = " ".join(parts[start:end]).rstrip(",;.")
        if start and chance.random() < 0.3:
            piece_text = f"{chance.choice(words()['subjects'])} {piece_text}"
        made.append(piece_text[0].upper() + piece_text[1:] + (text[-1] if end == len(parts) else stop))
    return made


def join(texts: Sequence[str], chance: random.Random) -> str:
    """Clauses as one: as sentences behind one another, or with a semicolon and "and" between them."""
    if chance.random() < 0.6:
        return " ".join(text.rstrip(";") + ("." if text.endswith(";") else "") for text in texts)
    first, *rest = texts
    return first.rstrip(".;") + "".join(f"; and {text[0].lower()}{text[1:].rstrip('.;')}" for text in rest) + texts[-1][-1]


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """How much of two bags of words is the same: 0 to 1."""
    total = one.total() + other.total()
    return 2 * sum(min(count, other[word]) for word, count in one.items()) / total if total else 1.0
