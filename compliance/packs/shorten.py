"""A phrase -> the same phrase without its first or its last word.

Small words that are left at an end ("soil of the") go with it, since no reader would write them down alone; what has no other word left is
no phrase.
"""

from __future__ import annotations

from collections.abc import Iterator

_SMALL = frozenset(
    "a an the this that these those of in on at by for from with to into and or nor but as its his her their our your any no not all every each other".split()
)


def shortened(phrase: str, *, verb: bool = False) -> Iterator[tuple[str, str]]:
    """The mutation and the shorter phrase, once each; a verb can only lose its particle."""
    words = phrase.split()
    if len(words) < 2 or phrase.startswith("<"):
        return
    seen = {phrase}
    cuts = (("shorten-last", words[:-1]),) if verb else (("shorten-first", words[1:]), ("shorten-last", words[:-1]))
    for mutation, left in cuts:
        short = " ".join(_trimmed(left))
        if short and short not in seen:
            seen.add(short)
            yield mutation, short


def _trimmed(words: list[str]) -> list[str]:
    while words and words[0].lower() in _SMALL:
        words = words[1:]
    while words and words[-1].lower() in _SMALL:
        words = words[:-1]
    return words


__all__ = ["shortened"]
