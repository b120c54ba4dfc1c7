"""ContractNLI files: whole contracts with a label and evidence for each statement.

Takes the parsed JSON of a file in the format of ContractNLI (Y. Koreeda and C. D. Manning, "ContractNLI: A Dataset for
Document-level Natural Language Inference for Contracts", Findings of EMNLP 2021); gives documents with their gold labels, or every
problem of the file at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from compliance.errors import Problem

Label = Literal["Entailment", "Contradiction", "NotMentioned"]
LABELS: tuple[Label, ...] = ("Entailment", "Contradiction", "NotMentioned")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """A label with the spans of its evidence, in characters of the document."""

    label: Label
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Contract:
    """A document with its gold answers by element; ``spans`` are the data set's own units."""

    id: int
    text: str
    spans: tuple[Span, ...]
    gold: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class ContractSet:
    """All contracts of a file, and the statement behind each element in the data set's words."""

    contracts: tuple[Contract, ...]
    statements: Mapping[str, str]


def is_contract_nli(data: Any) -> bool:
    """Whether parsed JSON has the shape of a ContractNLI file."""
    return isinstance(data, dict) and {"documents", "labels"} <= set(data)


def read_contracts(data: Any, elements: Iterable[str], path: str) -> tuple[ContractSet, list[Problem]]:
    """The contracts of a file, with a problem for everything in it that cannot be scored.

    ``elements`` are those of the pack; a statement of the file that is none of them is a problem.
    """
    problems: list[Problem] = []

    def problem(words: str, step: str) -> None:
        problems.append(Problem(path, 0, 0, "coding-contract", words, step))

    known = set(elements)
    labels = data["labels"] if isinstance(data["labels"], dict) else {}
    for name in sorted(set(labels) - known):
        problem(f"the file asks for {name!r}, which is no element of the pack", "name the pack that states it with -r")
    contracts: list[Contract] = []
    for number, row in enumerate(data["documents"] if isinstance(data["documents"], list) else (), 1):
        try:
            contracts.append(_contract(row))
        except (KeyError, TypeError, ValueError, IndexError) as error:
            problem(f"document {number} is not as the format asks: {type(error).__name__} {error}", "give id, text, spans and annotation_sets")
    if not contracts and not problems:
        problem("the file holds no document", "name a file with documents")
    statements = {name: str(row.get("hypothesis", "")) for name, row in labels.items() if isinstance(row, dict)}
    return ContractSet(tuple(contracts), statements), problems


def _contract(row: Mapping[str, Any]) -> Contract:
    text = row["text"]
    if not isinstance(text, str):
        raise TypeError("text")
    spans = tuple((int(start), int(end)) for start, end in row["spans"])
    if any(not 0 <= start <= end <= len(text) for start, end in spans):
        raise ValueError("spans")
    gold: dict[str, Answer] = {}
    for name, annotation in row["annotation_sets"][0]["annotations"].items():
        if annotation["choice"] not in LABELS:
            raise ValueError(f"choice {annotation['choice']!r}")
        gold[name] = Answer(annotation["choice"], tuple(spans[at] for at in annotation["spans"]))
    return Contract(int(row["id"]), text, spans, gold)
