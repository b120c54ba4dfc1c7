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
        faults = _faults(row)
        for fault in faults:
            problem(f"{_named(number, row)} {fault}", "give each document id, text, spans and annotation_sets, as the data set does")
        if not faults:
            contracts.append(_contract(row))
    if not contracts and not problems:
        problem("the file holds no document", "name a file with documents")
    statements = {name: str(row.get("hypothesis", "")) for name, row in labels.items() if isinstance(row, dict)}
    return ContractSet(tuple(contracts), statements), problems


def _named(number: int, row: Any) -> str:
    """How a document is called: by its place in the file, and by its id where it has one."""
    return f"document {number} (id {row['id']})" if isinstance(row, dict) and "id" in row else f"document {number}"


def _faults(row: Any) -> list[str]:
    """What keeps a document from being scored, each in plain words; empty where nothing does."""
    if not isinstance(row, dict):
        return ["is no mapping of keys to values"]
    out = [f"has no `{key}`" for key in ("id", "text", "spans", "annotation_sets") if key not in row]
    if "id" in row and not _number(row["id"]):
        out.append(f"has an `id` that is no number: {row['id']!r}")
    text, spans = row.get("text", ""), row.get("spans", [])
    if not isinstance(text, str):
        out.append("has a `text` that is no text")
    if not (isinstance(spans, list) and all(_is_pair(one) for one in spans)):
        return [*out, "has `spans` that are no list of pairs of numbers"]
    if isinstance(text, str) and "text" in row and not all(0 <= start <= end <= len(text) for start, end in spans):
        out.append("has `spans` outside of its text")
    return [*out, *_annotation_faults(row["annotation_sets"], len(spans) if "spans" in row else None)] if "annotation_sets" in row else out


def _annotation_faults(sets: Any, spans: int | None) -> list[str]:
    """The same of its annotations; ``spans`` is how many the document has, None where it does not say."""
    first = sets[0] if isinstance(sets, list) and sets else None
    annotations = first.get("annotations") if isinstance(first, dict) else None
    if not isinstance(annotations, dict):
        return ["has `annotation_sets` without `annotations` in the first"]
    out: list[str] = []
    for name, annotation in annotations.items():
        if not isinstance(annotation, dict):
            out.append(f"has an annotation {name!r} that is no mapping")
            continue
        out += [f"has no `{key}` in its annotation {name!r}" for key in ("choice", "spans") if key not in annotation]
        if "choice" in annotation and annotation["choice"] not in LABELS:
            out.append(f"has the choice {annotation['choice']!r} in its annotation {name!r}, which is none of {', '.join(LABELS)}")
        at = annotation.get("spans", [])
        if not (isinstance(at, list) and all(_is_place(one) and one >= 0 and (spans is None or one < spans) for one in at)):
            out.append(f"has `spans` in its annotation {name!r} that are no places in its list of spans")
    return out


def _is_place(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(_is_place(one) for one in value)


def _number(value: Any) -> bool:
    return _is_place(value) or (isinstance(value, str) and value.isdecimal())


def _contract(row: Mapping[str, Any]) -> Contract:
    """A document in which no fault was found."""
    spans = tuple((start, end) for start, end in row["spans"])
    gold = {
        name: Answer(annotation["choice"], tuple(spans[at] for at in annotation["spans"]))
        for name, annotation in row["annotation_sets"][0]["annotations"].items()
    }
    return Contract(int(row["id"]), row["text"], spans, gold)
