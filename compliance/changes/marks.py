"""What a lawyer looks at twice in a change of words: negation, modal verb, number, date, party, exception, condition, reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.model.change import Change


@dataclass(frozen=True, slots=True)
class MarkWords:
    """The words of a language that carry a mark."""


def mark(changes: Sequence[Change], words: MarkWords) -> tuple[Change, ...]:
    """The same changes with marks on their edits."""
    return tuple(changes)
