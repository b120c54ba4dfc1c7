"""Quotations: found word for word, or the nearest wording with its differences.

Takes the words of a quotation and a source; gives the place, or the nearest place and what differs. Quotation marks, dashes, white space and
ellipses count as the same however they are set; no word does.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from dataclasses import dataclass

_TOKEN = re.compile(r"\w+(?:['’]\w+)*")
_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:\.{3}|…)\s*\]|\(\s*(?:\.{3}|…)\s*\)|\.{3,}|…)\s*")
_BRACKETS = re.compile(r"\[(\w*)\]")
#: The likeness under which a nearest wording is no wording of the same words.
NEAREST = 0.6
_NEGATING = frozenset(["not", "no", "never", "nor", "neither", "none", "nobody", "without", "cannot", "nothing"])


@dataclass(frozen=True, slots=True)
class Found:
    """Where the words of a quotation stand, part by part; ``exact`` or with the ``differences`` of the nearest wording."""

    exact: bool
    spans: tuple[tuple[int, int], ...]
    likeness: float
    differences: tuple[tuple[str, str], ...] = ()
    negates: bool = False


def find_quotation(quotation: str, source: str) -> Found | None:
    """The words of a quotation in a source; nothing where even the nearest wording is another."""
    parts = [part for part in (_tokens(piece) for piece in _ELLIPSIS.split(_BRACKETS.sub(r"\1", quotation))) if part]
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(source)]
    plain = [_plain(word) for word, _, _ in tokens]
    if not parts:
        return None
    spans: list[tuple[int, int]] = []
    at = 0
    for part in parts:
        start = _run(plain, [_plain(word) for word in part], at)
        if start is None:
            return _nearest([word for piece in parts for word in piece], source, tokens, plain)
        at = start + len(part)
        spans.append((tokens[start][1], tokens[at - 1][2]))
    return Found(True, tuple(spans), 1.0)


def _tokens(text: str) -> list[str]:
    return [m.group() for m in _TOKEN.finditer(text)]


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def _run(haystack: list[str], run: list[str], start: int) -> int | None:
    first, size = run[0], len(run)
    return next((at for at in range(start, len(haystack) - size + 1) if haystack[at] == first and haystack[at : at + size] == run), None)


def _nearest(words: list[str], source: str, tokens: list[tuple[str, int, int]], plain: list[str]) -> Found | None:
    """The stretch of a source whose words are most like those of a quotation."""
    wanted = [_plain(word) for word in words]
    size = len(wanted)
    if not plain:
        return None
    counted = Counter(wanted)
    window: Counter[str] = Counter(plain[:size])
    scores = []
    for at in range(max(1, len(plain) - size + 1)):
        if at:
            window[plain[at - 1]] -= 1
            if at + size - 1 < len(plain):
                window[plain[at + size - 1]] += 1
        scores.append((sum(min(count, window[word]) for word, count in counted.items()), -at))
    best: tuple[float, int, int] = (0.0, 0, 0)
    for _, negative in sorted(scores, reverse=True)[:12]:
        for slack in (0, -2, 2):
            low, high = -negative, min(len(plain), max(-negative + 1, -negative + size + slack))
            ratio = difflib.SequenceMatcher(None, wanted, plain[low:high], autojunk=False).ratio()
            best = max(best, (ratio, -low, -high))
    ratio, low, high = best[0], -best[1], -best[2]
    if ratio < NEAREST:
        return None
    low, high = _trimmed(wanted, plain, low, high)
    found = [word for word, _, _ in tokens[low:high]]
    differences: list[tuple[str, str]] = []
    negates = False
    for op, a, b, c, d in difflib.SequenceMatcher(None, wanted, plain[low:high], autojunk=False).get_opcodes():
        if op == "equal":
            differences.append(("equal", " ".join(words[a:b])))
            continue
        negates = negates or not _NEGATING.isdisjoint({*wanted[a:b], *plain[low + c : low + d]})
        if b > a:
            differences.append(("delete", " ".join(words[a:b])))
        if d > c:
            differences.append(("insert", " ".join(found[c:d])))
    return Found(False, ((tokens[low][1], tokens[high - 1][2]),), ratio, tuple(differences), negates)


def _trimmed(wanted: list[str], plain: list[str], low: int, high: int) -> tuple[int, int]:
    """A window without what stands at its ends and not in the quotation."""
    blocks = [b for b in difflib.SequenceMatcher(None, wanted, plain[low:high], autojunk=False).get_matching_blocks() if b.size]
    start = low + max(0, blocks[0].b - blocks[0].a)
    last = blocks[-1]
    end = min(high, low + last.b + last.size + (len(wanted) - last.a - last.size))
    return start, max(end, start + 1)
