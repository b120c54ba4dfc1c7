"""The page on the files of a pack has every key of the models, says which are needed, and names every value that is allowed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from compliance.model import pack
from compliance.packs import files
from compliance.packs.files import KINDS
from compliance.packs.models import file_model

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "packs.md").read_text("utf-8")
NOUNS: dict[str, type] = {
    "pack.yaml": pack.PackHead, "A commitment": pack.Commitment, "A claim": pack.Claim, "An element": pack.Element, "Persons of an element": pack.Persons,
    "A signal": pack.Signal, "taxonomy.yaml": pack.Taxonomy, "An act": pack.Act, "An edge": pack.Edge, "A class of persons": pack.PersonClass,
    "An interest, a means or a standard": pack.Concept, "lexicon.yaml": pack.Lexicon, "A row for an act": pack.ActRow,
    "A row for persons, interests, means or standards": pack.ClassRow, "A rule": pack.Rule, "A case": pack.Case, "A survivor": pack.Survivor,
}  # fmt: skip
SECTIONS: dict[str, type[BaseModel]] = {heading: file_model(noun) for heading, noun in NOUNS.items()}
#: Files whose keys stand in a sentence, not in a table.
SENTENCES = {"commitments", "signals", "rules", "cases", "survivors"}


def section(heading: str) -> str:
    found = re.search(rf"^##+ {re.escape(heading)}\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found.group(1)


def values(annotation: Any) -> set[str]:
    """The words that an annotation allows by name, however deep."""
    if get_origin(annotation) is Literal:
        return set(get_args(annotation))
    return {word for inner in get_args(annotation) for word in values(inner)}


def inside(model: type[BaseModel]) -> set[type[BaseModel]]:
    """A model and all models that its keys hold."""
    found = {model}
    stack = [field.annotation for field in model.model_fields.values()]
    while stack:
        one: Any = stack.pop()
        if isinstance(one, type) and issubclass(one, BaseModel):
            found |= inside(one)
        stack += get_args(one)
    return found


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_key_stands_in_its_table(heading: str) -> None:
    rows = dict(re.findall(r"^\| `([\w-]+)`( \*)? \| .* \|$", section(heading), re.MULTILINE))
    needed = {field.alias or name: " *" if field.is_required() else "" for name, field in SECTIONS[heading].model_fields.items()}
    assert rows == needed


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_value_is_named(heading: str) -> None:
    for name, field in SECTIONS[heading].model_fields.items():
        relations = {"addresses", "partially-addresses", "contradicts"} if heading == "A case" else set()
        row = next(line for line in section(heading).splitlines() if line.startswith(f"| `{field.alias or name}`"))
        for value in values(field.annotation) - relations:
            assert f"`{value}`" in row, (heading, name, value)


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_and_what_it_holds_is_on_the_page(kind: str) -> None:
    file = "cases/" if kind == "cases" else f"{kind}.yaml"
    assert f"`{file}`](#{re.sub(r'[^a-z]', '', file)})" in PAGE
    if kind in SENTENCES:
        for name, field in file_model(KINDS[kind]).model_fields.items():
            assert f"`{name}` *" in section(file) if field.is_required() else f"`{name}`" in section(file), name
    else:
        assert SECTIONS[file] is file_model(KINDS[kind])
    assert {model for model in inside(file_model(KINDS[kind])) if model.__module__ != files.__name__} <= {*SECTIONS.values(), file_model(pack.Signals)}
