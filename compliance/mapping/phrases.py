"""Noun phrases as the mapping sees them: heads, what stands before and behind them.

Takes the words of a slot and gives its conjuncts; "the refugees and foreign mujahedeen" has two. A modifier that stands
before the first of several bare nouns belongs to all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from compliance.language import singular, words

_LINKS = frozenset({",", "and", "or", "nor", ";", "as well as", "but"})
_PREPOSITIONS = frozenset(
    ["of", "in", "on", "at", "by", "for", "from", "with", "within", "without", "into", "against", "under", "over", "among", "amongst", "between", "through", "across", "about", "to", "towards", "toward", "near", "outside", "inside", "beyond", "concerning", "regarding", "including", "upon", "during", "via"]
)
_RELATIVES = frozenset({"who", "which", "whom", "that", "whose", "where"})
_DETERMINERS = frozenset(
    ["a", "an", "the", "this", "that", "these", "those", "any", "some", "every", "each", "all", "both", "no", "another", "such", "his", "her", "its", "their", "our", "your", "other", "whatever", "certain", "several", "few", "many", "more", "most", "own", "either", "neither", "only", "not", "one", "none"]
)
#: Words that count or measure what stands behind their "of".
#: Words that say nothing on what a noun phrase is about.
_EMPTY = frozenset(["a", "an", "the", "this", "that", "these", "those", "such", "own", "'s"])
_COUNTERS = frozenset(
    ["any", "all", "some", "none", "each", "every", "one", "both", "most", "many", "few", "several", "number", "part", "kind", "type", "sort", "form", "group", "handful", "either", "neither", "those", "bit", "piece", "range", "anyone", "category", "set", "use", "handling", "making", "manufacture", "skill", "act", "art", "technique", "method", "way"]
)


@dataclass(frozen=True, slots=True)
class Conjunct:
    """One noun phrase: its head, the words before it, the words behind it, all in lower case and singular."""

    head: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    determiner: str
    raw: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """All words in order."""
        return (*self.before, self.head, *self.after)

    @property
    def core(self) -> tuple[str, ...]:
        """The head and what stands before it."""
        return (*self.before, self.head)


@lru_cache(maxsize=10_000)
def conjuncts(text: str) -> tuple[Conjunct, ...]:
    """The noun phrases joined in ``text``."""
    runs: list[list[str]] = [[]]
    for word, _, _ in words(text):
        if word in _LINKS:
            runs.append([])
        elif word not in ("(", ")", ":"):
            runs[-1].append(word)
    found = [one for run in runs if (one := _conjunct(run)) is not None]
    return tuple(_share(found))


def _conjunct(run: list[str]) -> Conjunct | None:
    """The parts of one noun phrase, or nothing when no word can be its head."""
    determiner = ""
    at = 0
    for cut, word in enumerate(run):
        if cut and word in _RELATIVES:  # what a relative clause says is a quality, no part of the name
            run = run[:cut]
            break
    raw = tuple(singular(word) for word in run if word != "'s")
    while at < len(run) and run[at] in _PREPOSITIONS and run[at] != "of":
        at += 1
    while at < len(run) and run[at] in _DETERMINERS:
        determiner = run[at]
        at += 1
    if at and at < len(run) and run[at] == "of":  # "any of its members"
        inner = _conjunct(run[at + 1 :])
        return None if inner is None else Conjunct(inner.head, inner.before, inner.after, inner.determiner, raw)
    end = at
    while end < len(run) and run[end] not in _PREPOSITIONS and run[end] not in _RELATIVES:
        if end > at and _describes(run, end):
            break
        end += 1
    core = [singular(word) for word in run[at:end] if word != "'s"]
    after = tuple(singular(word) for word in run[end:] if word not in _PREPOSITIONS and word not in _EMPTY)
    if not core:
        return Conjunct(determiner, (), after, determiner, raw) if determiner else None
    if core[-1] in _COUNTERS and end < len(run) and run[end] == "of":
        inner = _conjunct(run[end + 1 :])
        if inner is not None:
            return Conjunct(inner.head, (*core, *inner.before), inner.after, determiner or inner.determiner, raw)
    return Conjunct(core[-1], tuple(core[:-1]), after, determiner, raw)


_AFTER = frozenset(["fit", "suitable", "available", "needed", "necessary", "appropriate", "able", "willing", "deemed", "considered", "known", "meant"])


def _describes(run: list[str], at: int) -> bool:
    """Whether a word only describes the noun before it ("housing | fit for them", "persons | granted asylum")."""
    word, before = run[at], run[at - 1]
    follows = run[at + 1] if at + 1 < len(run) else ""
    if word in _AFTER:
        return follows in _PREPOSITIONS or follows == "to" or not follows
    return word.endswith("ed") and (before.endswith("s") or before in ("people", "anyone", "everyone")) and bool(follows)


def _share(found: list[Conjunct]) -> list[Conjunct]:
    """Give bare conjuncts the modifiers of the first one."""
    if not found or not found[0].before:
        return found
    first = found[0]
    out = [first]
    for one in found[1:]:
        bare = not one.before and not one.determiner
        out.append(Conjunct(one.head, first.before, one.after, one.determiner, one.raw) if bare else one)
    return out


def has_run(haystack: tuple[str, ...], run: tuple[str, ...]) -> bool:
    """Whether ``run`` stands in ``haystack`` as consecutive words."""
    size = len(run)
    if not size:
        return False
    first = run[0]
    return any(word == first and haystack[at : at + size] == run for at, word in enumerate(haystack))


def speakable(phrase: str) -> bool:
    """Whether a noun phrase can hold the words of a phrase: one that is cut at a link or a relative word cannot."""
    return not any(word in _LINKS or (at and word in _RELATIVES) for at, (word, _, _) in enumerate(words(phrase)))
