"""Prose -> sentences.

Takes a stretch of a source and gives the spans of its sentences. A stop ends a sentence when white space and something
that can begin one follow, and no abbreviation, initial or number stands before it.
"""

from __future__ import annotations

import re

_END = re.compile(r"[.!?][\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9\u0600-\u06ff])")
_ABBREVIATIONS = frozenset(
    ["art", "arts", "no", "nos", "para", "paras", "sec", "secs", "cf", "e.g", "i.e", "mr", "mrs", "ms", "dr", "prof", "inc", "ltd", "co", "corp", "vol", "ch", "pp", "p", "v", "vs", "fig", "st", "u.s", "u.n", "viz", "ed", "eds", "etc", "approx", "dept", "gen", "col", "maj", "lt", "sgt", "gov", "hon", "rev", "ref", "subpara", "cl", "reg", "sch", "a.m", "p.m", "al"]
)
_BEFORE = re.compile(r"([A-Za-z](?:[A-Za-z.]*[A-Za-z])?)$")


def split_sentences(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of ``source[start:end]`` as spans without the white space between them."""
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(source, start, end):
        if source[match.start()] == "." and _abbreviated(source, begin, match.start()):
            continue
        spans.append((begin, match.end()))
        begin = match.end()
        while begin < end and source[begin].isspace():
            begin += 1
    if begin < end:
        spans.append((begin, end))
    return [(low, high) for low, high in spans if source[low:high].strip()]


def _abbreviated(source: str, begin: int, stop: int) -> bool:
    """Whether the word before a full stop is an abbreviation or an initial."""
    match = _BEFORE.search(source, max(begin, stop - 12), stop)
    if match is None:
        return False
    word = match.group(1)
    if len(word) == 1:
        return word.isupper() and word != "I"
    return word.lower() in _ABBREVIATIONS
