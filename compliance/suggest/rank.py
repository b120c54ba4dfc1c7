"""Keys of provisions and elements -> ranked suggestions.

A key is the part of a text that says what is done to what (act and object of its norms), as a text of its own; ranking whole
provisions puts shared boilerplate before shared acts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.model.span import Evidence
from compliance.model.suggestion import Suggestion
from compliance.suggest.ngrams import Vectors, alike, words

_SHOWN = 3
_ALIKE = 0.35  # gram share from which on a reader takes two words for one


@dataclass(frozen=True, slots=True)
class Key:
    """One side of a pair: ``parts`` are the stretches of the source that make the key, in order."""

    document: str
    id: str
    parts: tuple[tuple[str, int, int], ...]
    whole: Evidence | None = None

    @property
    def text(self) -> str:
        """The words of the key."""
        return " ".join(text for text, _, _ in self.parts)


def rank(provisions: Sequence[Key], elements: Sequence[Key], covered: frozenset[tuple[str, str, str]], least: float, empty: frozenset[str] = frozenset()) -> tuple[Suggestion, ...]:
    """Pairs that are not covered, as (instrument, provision, element), and reach ``least``, best first; ties in the order of the texts.

    ``empty`` are words that carry no matter: they are ranked with, and never shown as shared; a pair that shares nothing else is left out.
    """
    vectors = Vectors([key.text for key in (*provisions, *elements)])
    found: list[tuple[float, int, int]] = []
    for at, provision in enumerate(provisions):
        for to, element in enumerate(elements):
            if (provision.document, provision.id, element.id) not in covered:
                score = round(vectors.cosine(at, len(provisions) + to), 6)
                if score >= least and score > 0:
                    found.append((-score, at, to))
    out: list[Suggestion] = []
    for score, at, to in sorted(found):
        here, there = provisions[at], elements[to]
        shared = _shared(vectors, at, len(provisions) + to, here, there, empty)
        if shared:
            left, right = zip(*shared, strict=True)
            out.append(Suggestion(here.document, here.id, there.id, there.text, -score, left, right, here.whole, there.whole))
    return tuple(out)


def _shared(vectors: Vectors, own: int, other: int, here: Key, there: Key, empty: frozenset[str]) -> list[tuple[Evidence, Evidence]]:
    """The pairs of like words that add most to the likeness, in the order of the first text; each word once."""
    weighed: list[tuple[float, Evidence, Evidence]] = []
    mine, theirs = (_words(key, empty) for key in (here, there))
    for word, left in mine.items():
        for second, right in theirs.items():
            share = vectors.shared(own, other, word, second) if alike(word, second) >= _ALIKE else 0.0
            if share > 0:
                weighed.append((-share, left, right))
    out: list[tuple[Evidence, Evidence]] = []
    for _, left, right in sorted(weighed, key=lambda row: (row[0], row[1].start, row[2].start)):
        if len(out) < _SHOWN and all(left != one and right != two for one, two in out):
            out.append((left, right))
    return sorted(out, key=lambda pair: pair[0].start)


def _words(key: Key, empty: frozenset[str]) -> dict[str, Evidence]:
    """The words of a key that carry matter, each where it stands first."""
    found: dict[str, Evidence] = {}
    for text, start, _ in key.parts:
        for word, low, high in words(text):
            if word not in empty and len(word) > 1:
                found.setdefault(word, Evidence(key.document, start + low, start + high, text[low:high]))
    return found
