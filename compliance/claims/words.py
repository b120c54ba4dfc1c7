"""The words of claims and texts as ideas: base forms led back to one word for all that say the same.

Takes the parsed data file (``english.yaml`` beside this file, read by ``disk``) and the base forms of the language; gives compiled words.
What a claim asks and whether a text says it is left to the other files of this room.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from compliance.passages.lemma import BaseForms

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_POSSESSIVE = frozenset(["their", "his", "her", "its", "our", "my", "your", "own"])
#: Endings of derived nouns, and what stands in their place at the end of the verb.
_DERIVED = (
    ("ification", ("ify",)), ("ization", ("ize",)), ("ation", ("ate", "e", "", "ize")), ("ission", ("it",)), ("sion", ("de", "d", "se")),
    ("tion", ("t", "te", "e")), ("ment", ("",)), ("al", ("", "e")), ("ance", ("", "e")), ("ence", ("", "e")), ("ure", ("", "e")), ("age", ("", "e")),
)  # fmt: skip

#: The sense of the phrases that put somebody in charge of something; no word has it.
CHARGE = "in-charge-of"


class DoubleSenseError(ValueError):
    """A word stands in two rows of words that say the same."""


@dataclass(frozen=True, slots=True, order=True)
class Idea:
    """A word (or a run of words read as one) that carries matter: its place, its sense, and how it is written."""

    start: int
    end: int
    sense: str
    surface: str


@dataclass(frozen=True)
class ClaimWords:
    """The compiled data; ``data`` holds the plain lists that need no compiling."""

    forms: BaseForms
    is_verb: Callable[[str], bool]
    empty: frozenset[str]
    apart: frozenset[str]
    spellings: Mapping[str, str]
    data: Mapping[str, Any]
    same: dict[str, str] = field(default_factory=dict)
    related: dict[str, set[int]] = field(default_factory=dict)
    phrases: tuple[tuple[tuple[str, ...], str], ...] = ()
    shapes: tuple[tuple[str, re.Pattern[str]], ...] = ()
    aspects: Mapping[str, tuple[re.Pattern[str], ...]] = field(default_factory=dict)
    generic: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    restricting: frozenset[str] = frozenset()

    def base(self, word: str) -> str:
        """The base form of a word in one spelling, a derived noun led back to its verb."""
        low = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
        low = self.spellings.get(low, low)
        found = self.forms.one(low)
        found = self.spellings.get(found, found)
        for ending, instead in (("isation", "ization"), ("ise", "ize"), ("our", "or")):
            if found.endswith(ending) and len(found) > 5 and (ending != "ise" or self.is_verb(found)):
                found = found.removesuffix(ending) + instead
        if found in self.apart:
            return found
        if self.is_verb(found):
            return found
        return self._verb(found) or (found.removesuffix("ly") if len(found) > 6 and found.endswith("ly") else found)

    def _verb(self, noun: str) -> str:
        for ending, instead in _DERIVED:
            if noun.endswith(ending) and len(noun) > len(ending) + 2:
                stem = noun.removesuffix(ending)
                for tail in instead:
                    if self.is_verb(stem + tail):
                        return stem + tail
        return ""

    def sense(self, word: str) -> str:
        """The word that stands for all that say the same as ``word``."""
        base = self.base(word)
        return self.same.get(base, base)

    def ideas(self, text: str, start: int = 0, end: int | None = None) -> tuple[Idea, ...]:
        """The words of ``text[start:end]`` that carry matter, runs of words that are read as one put together."""
        found = [(m.start(), m.end(), m.group().lower().replace("’", "'")) for m in _WORD.finditer(text, start, len(text) if end is None else end)]
        bases = [self.forms.one(word.removesuffix("'s")) for _, _, word in found]
        out: list[Idea] = []
        at = 0
        while at < len(found):
            size, sense = self._phrase(bases, [word for _, _, word in found], at)
            low, high = found[at][0], found[at + max(size, 1) - 1][1]
            if size:
                out.append(Idea(low, high, sense, text[low:high]))
            elif found[at][2] not in self.empty and bases[at] not in self.empty:
                out.append(Idea(low, high, self.sense(found[at][2]), text[low:high]))
            at += max(size, 1)
        return tuple(out)

    def _phrase(self, bases: Sequence[str], written: Sequence[str], at: int) -> tuple[int, str]:
        for run, sense in self.phrases:
            size = len(run)
            if at + size <= len(bases) and all(self._fits(run[i], bases[at + i], written[at + i]) for i in range(size)):
                return size, sense
        return 0, ""

    @staticmethod
    def _fits(wanted: str, base: str, written: str) -> bool:
        if wanted == "<own>":
            return written in _POSSESSIVE
        return base == "be" if wanted == "<being>" else wanted in (base, written)

    def senses(self, text: str) -> frozenset[str]:
        """The senses of a text's words that carry matter."""
        return frozenset(idea.sense for idea in self.ideas(text))

    def near(self, sense: str, among: Iterable[str]) -> str:
        """A sense of ``among`` that is related to ``sense`` without being the same, or nothing."""
        rows = self.related.get(sense)
        if not rows:
            return ""
        return next((other for other in sorted(among) if other != sense and rows & self.related.get(other, set())), "")

    def names_text(self, text: str) -> bool:
        """Whether words only name a text or a part of one ("the decree", "no commitment")."""
        return bool(text) and self.senses(text) <= self.texts


def compile_words(data: Mapping[str, Any], forms: BaseForms, is_verb: Callable[[str], bool]) -> ClaimWords:
    """The words of the data file. Raises DoubleSenseError for a word with two senses."""
    spellings = {word: row[0] for row in data["spellings"] for word in row}
    bare = ClaimWords(forms, is_verb, frozenset(data["empty"]), frozenset(data["apart"]), spellings, data)
    same: dict[str, str] = {}
    for row in data["same"]:
        for word in dict.fromkeys(bare.base(one) for one in row):
            if word in same:
                raise DoubleSenseError(word)
            same[word] = bare.base(row[0])
    bare = ClaimWords(forms, is_verb, bare.empty, bare.apart, spellings, data, same)
    related: dict[str, set[int]] = {}
    for number, row in enumerate(data["related"]):
        for word in row:
            related.setdefault(bare.sense(word), set()).add(number)
    runs = [(tuple(run.split()), name if name == CHARGE else bare.sense(name)) for name, rows in data["phrases"].items() for run in rows]
    units = "|".join(f"{word}s?" if not word.endswith("y") else f"{word[:-1]}(?:y|ies)" for word in data["texts"])
    scope = f"(?:{data['scope'].replace('<unit>', f'(?:{units})')})"
    shapes = tuple(
        (name, re.compile(row.replace("<scope>", scope).replace("<unit>", f"(?:{units})(?: of (?:the|this|that) [a-z]+)?"), re.IGNORECASE))
        for name, rows in data["shapes"].items()
        for row in rows
    )
    aspects = {bare.sense(name): tuple(re.compile(row, re.IGNORECASE) for row in rows) for name, rows in data["aspects"].items()}
    return ClaimWords(
        forms, is_verb, bare.empty, bare.apart, spellings, data, same, related, tuple(sorted(runs, key=lambda run: (-len(run[0]), run))), shapes, aspects,
        frozenset(bare.sense(word) for word in data["generic"]), frozenset(bare.sense(word) for word in data["texts"]), frozenset(bare.sense(word) for word in data["restricting"]),
    )  # fmt: skip
