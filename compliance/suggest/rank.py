"""Keys of provisions and elements -> ranked suggestions.

A key is the part of a text that says what is done to what (act and object of its norms), as a text of its own; ranking whole
provisions puts shared boilerplate before shared acts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.model.span import Evidence
from compliance.model.suggestion import Suggestion
from compliance.suggest.ngrams import Vectors, words

_SHOWN = 3


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


def rank(provisions: Sequence[Key], elements: Sequence[Key], covered: frozenset[tuple[str, str, str]], least: float) -> tuple[Suggestion, ...]:
    """Pairs that are not covered, as (instrument, provision, element), and reach ``least``, best first; ties in the order of the texts."""
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
        left, right = _fragments(vectors, at, len(provisions) + to, here), _fragments(vectors, len(provisions) + to, at, there)
        out.append(Suggestion(here.document, here.id, there.id, -score, left, right, here.whole, there.whole))
    return tuple(out)


def _fragments(vectors: Vectors, own: int, other: int, key: Key) -> tuple[Evidence, ...]:
    """The words of a key that add most to the likeness, in the order of the text."""
    weighed: dict[str, tuple[float, int, int, str]] = {}
    for text, start, _ in key.parts:
        for word, low, high in words(text):
            share = vectors.shared(own, other, word)
            if share > 0 and word not in weighed:
                weighed[word] = (-share, start + low, start + high, text[low:high])
    best = sorted(weighed.values())[:_SHOWN]
    return tuple(Evidence(key.document, low, high, text) for _, low, high, text in sorted(best, key=lambda row: row[1]))
