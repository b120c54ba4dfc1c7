"""Labels of whole contracts against gold: accuracy, F1 by class and element, evidence overlap, each beside a floor.

The floor of the labels answers every element with its most frequent gold label of the same file; that of the evidence takes the
two units nearest to the statement by TF-IDF (G. Salton and C. Buckley, "Term-weighting approaches in automatic text retrieval",
Information Processing and Management 24, 1988). Contradiction F1 is given three ways, as published figures average it differently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from compliance.language import lemmas
from compliance.score.contract_nli import LABELS, Answer, Contract, ContractSet, Label

Answers = Mapping[str, Answer]
_NEAREST = 2


@dataclass(frozen=True, slots=True)
class Counts:
    """Right, wrong and missed answers of one class."""

    right: int
    wrong: int
    missed: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where nothing is right."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one way of answering reaches. ``by_element`` holds pairs right of all, ``of_class`` the counts by element and class."""

    right: int
    total: int
    by_element: Mapping[str, tuple[int, int]]
    of_class: Mapping[str, Mapping[Label, Counts]]
    evidence_found: tuple[int, int]
    evidence_precision: float
    evidence_recall: float

    @property
    def accuracy(self) -> float:
        """The share of pairs answered rightly."""
        return self.right / self.total if self.total else 0.0

    def micro(self, label: Label, without: str = "") -> float:
        """F1 of a class over all pairs, an element left out where one is named."""
        return sum((rows[label] for id_, rows in self.of_class.items() if id_ != without), Counts(0, 0, 0)).f1

    def macro(self, label: Label) -> float:
        """The mean F1 of a class over the elements whose gold has it."""
        found = [rows[label].f1 for rows in self.of_class.values() if rows[label].right + rows[label].missed]
        return sum(found) / len(found) if found else 0.0


def measure(contracts: Sequence[Contract], answers: Sequence[Answers], elements: Sequence[str]) -> Figures:
    """The figures of ``answers``, one mapping a contract, against the gold of the contracts."""
    of_class: dict[str, dict[Label, Counts]] = {}
    by_element: dict[str, tuple[int, int]] = {}
    found, decided, precisions, recalls = 0, 0, [], []
    for id_ in elements:
        pairs = [(contract.gold[id_], given[id_]) for contract, given in zip(contracts, answers, strict=True) if id_ in contract.gold]
        by_element[id_] = (sum(gold.label == own.label for gold, own in pairs), len(pairs))
        of_class[id_] = {label: _counts(pairs, label) for label in LABELS}
        for gold, own in pairs:
            if gold.label == own.label and gold.label != "NotMentioned":
                decided += 1
                hit = [span for span in gold.evidence if _touches(span, own.evidence)]
                found += bool(hit)
                recalls.append(len(hit) / len(gold.evidence) if gold.evidence else 1.0)
                near = [span for span in own.evidence if _touches(span, gold.evidence)]
                precisions.append(len(near) / len(own.evidence) if own.evidence else 0.0)
    right, total = sum(r for r, _ in by_element.values()), sum(n for _, n in by_element.values())
    return Figures(right, total, by_element, of_class, (found, decided), _mean(precisions), _mean(recalls))


def _counts(pairs: Sequence[tuple[Answer, Answer]], label: Label) -> Counts:
    right = sum(gold.label == label == own.label for gold, own in pairs)
    return Counts(right, sum(own.label == label for _, own in pairs) - right, sum(gold.label == label for gold, _ in pairs) - right)


def _touches(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Whether a span shares at least half of the shorter one's characters with one of the others."""
    for start, end in others:
        shared = min(end, span[1]) - max(start, span[0])
        if shared > 0 and 2 * shared >= min(end - start, span[1] - span[0]):
            return True
    return False


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def floor_answers(data: ContractSet, elements: Sequence[str]) -> list[Answers]:
    """The floor: the most frequent label of each element, with the units nearest to its statement as evidence."""
    most: dict[str, Label] = {}
    for id_ in elements:
        seen = Counter(contract.gold[id_].label for contract in data.contracts if id_ in contract.gold)
        most[id_] = max(LABELS, key=lambda label, seen=seen: seen[label])  # type: ignore[misc]
    return [
        {id_: Answer(most[id_], _nearest(contract, data.statements.get(id_, "")) if most[id_] != "NotMentioned" else ()) for id_ in elements}
        for contract in data.contracts
    ]


def _nearest(contract: Contract, statement: str) -> tuple[tuple[int, int], ...]:
    """The units of a contract whose TF-IDF vectors are nearest to the statement's, by cosine; earlier ones first in a tie."""
    units = [Counter(lemmas(contract.text[start:end])) for start, end in contract.spans]
    spread = Counter(word for unit in units for word in unit)
    weight = {word: log((1 + len(units)) / (1 + count)) + 1 for word, count in spread.items()}
    asked = Counter(lemmas(statement))

    def cosine(unit: Counter[str]) -> float:
        shared = sum(unit[word] * asked[word] * weight[word] ** 2 for word in asked if word in unit)
        size = sqrt(sum((count * weight[word]) ** 2 for word, count in unit.items()))
        return shared / size if size else 0.0

    ranked = sorted(range(len(units)), key=lambda at: (-cosine(units[at]), at))[:_NEAREST]
    return tuple(contract.spans[at] for at in sorted(ranked))
