"""Measures of agreement: counts with intervals, precision and recall, Cohen's kappa.

Takes sets of keys; gives numbers. Wilson's score interval: E. B. Wilson, "Probable inference, the law of succession, and
statistical inference", JASA 22 (1927). Kappa: J. Cohen, "A coefficient of agreement for nominal scales", Educational and
Psychological Measurement 20 (1960).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``total``, with the 95 % Wilson interval; ``value`` is None where there is nothing to count."""

    hits: int
    total: int

    @property
    def value(self) -> float | None:
        """The share, or None of an empty total."""
        return self.hits / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval after Wilson."""
        return wilson(self.hits, self.total)


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Wilson's 95 % interval for a share; (0, 1) of an empty total."""
    if not total:
        return 0.0, 1.0
    p, square = hits / total, Z95 * Z95
    middle = (p + square / (2 * total)) / (1 + square / total)
    half = Z95 / (1 + square / total) * sqrt(p * (1 - p) / total + square / (4 * total * total))
    low = 0.0 if hits == 0 else max(0.0, middle - half)
    return low, 1.0 if hits == total else min(1.0, middle + half)


def kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Cohen's kappa of two codings of the same units; 1.0 where both are constant and equal.

    Raises ValueError when the codings differ in length.
    """
    if len(first) != len(second):
        raise ValueError("two codings of different length cannot be compared")
    total = len(first)
    if not total:
        return 1.0
    observed = sum(a == b for a, b in zip(first, second, strict=True)) / total
    ours, theirs = Counter(first), Counter(second)
    expected = sum(ours[label] * theirs[label] for label in ours) / (total * total)
    return 1.0 if expected == 1 else (observed - expected) / (1 - expected)
