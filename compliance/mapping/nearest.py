"""The signal that comes nearest to a silent provision, and what keeps it from being met.

Takes compiled signals and the passages of one provision; gives the row and passage with the fewest unmet conditions, each in plain
words. Judges nothing: a verdict comes from compliance/mapping/signals.py alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.mapping.signals import SignalRow
from compliance.passages.pattern import Pattern, first_of
from compliance.passages.read import Passage


@dataclass(frozen=True, slots=True)
class Near:
    """A signal whose words a passage has, with the conditions that fail; ``start`` to ``end`` is the passage in the source."""

    name: str
    relation: str
    words: str
    fails: tuple[str, ...]
    start: int
    end: int


def nearest(rows: Sequence[SignalRow], element: str, passages: Sequence[Passage]) -> Near | None:
    """The signal of an element that fails in the fewest conditions, its words being met; nothing where no signal's words are."""
    best: Near | None = None
    for row in rows:
        if row.signal.element != element:
            continue
        for passage in passages:
            place = first_of(row.words, passage.words, passage.own)
            if place is None:
                continue
            fails = unmet(row, passage, passages)
            if best is None or len(fails) < len(best.fails):
                best = Near(row.name, row.signal.relation, " ".join(passage.words[slice(*place)]), fails, passage.start, passage.end)
    return best


def unmet(row: SignalRow, passage: Passage, passages: Sequence[Passage]) -> tuple[str, ...]:
    """The conditions of a signal beside its ``words`` that a passage does not meet, in plain words; empty where it meets all."""
    signal = row.signal
    out: list[str] = []
    if signal.modality and passage.modality not in signal.modality:
        out.append(f"modality: the passage is a {passage.modality or 'statement'}, and {' or '.join(signal.modality)} is asked for")
    out += [f"within: the passage does not count as {scope}" for scope in signal.within if scope not in passage.scopes]
    out += [f"outside: the passage counts as {scope}" for scope in signal.outside if scope in passage.scopes]
    out += [f"reserved: an exception is reserved for {what}" for what in sorted(passage.reserved - set(signal.reserved))]
    clause = passage.words[passage.head :]
    out += _missing("also", row.also, [(*passage.before, *passage.words)])
    out += _missing("clause", row.clause, [clause])
    out += [f"unless: “{pattern.text}” is met" for pattern in row.unless if pattern.find(clause)]
    out += _missing("beside", row.beside, [one.words for one in passages])
    return tuple(out)


def _missing(key: str, patterns: Sequence[Pattern], stretches: Sequence[Sequence[str]]) -> list[str]:
    return [f"{key}: “{pattern.text}” is not met" for pattern in patterns if not any(pattern.find(words) for words in stretches)]
