"""JSON Schema of the files of a pack, so that an editor completes and explains them.

Takes a kind of file; gives a draft-07 schema (what editors of YAML understand best) made from the models: one definition of the
format. The description of a key is what its model's docstring says of it.
"""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic import BaseModel

from compliance.packs.files import KINDS
from compliance.packs.models import file_model

DIALECT = "http://json-schema.org/draft-07/schema#"
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[`A-Z])")


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of one kind of file (a key of ``KINDS``)."""
    model = file_model(KINDS[kind])
    made = model.model_json_schema(by_alias=True)
    described = {one.__name__: one for one in _models(model, {})}
    definitions = made.pop("$defs", {})
    for name, body in definitions.items():
        _describe(body, described.get(name))
    _describe(made, model)
    out = {"$schema": DIALECT, "$id": f"{kind}.schema.json", **made}
    if definitions:
        out["definitions"] = definitions
    converted = _converted(out)
    assert isinstance(converted, dict)
    return converted


def schema_text(kind: str) -> str:
    """The schema of one kind as the text of its file."""
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def described_fields(model: type[BaseModel]) -> dict[str, str]:
    """What the docstring of a model says of each of its fields, by name; empty where it says nothing."""
    text = " ".join((model.__doc__ or "").split())
    sentences = _SENTENCE.split(text)
    out: dict[str, str] = {}
    for name, field in model.model_fields.items():
        shown = field.alias or name
        found = [sentence for sentence in sentences if f"``{shown}``" in sentence or f"``{name}``" in sentence]
        out[shown] = " ".join(found).replace("``", "`")
    return out


def _models(model: type[BaseModel], seen: dict[str, type[BaseModel]]) -> list[type[BaseModel]]:
    """A model and all models inside it."""
    if model.__name__ not in seen:
        seen[model.__name__] = model
        for field in model.model_fields.values():
            for inner in _inside(field.annotation):
                _models(inner, seen)
    return list(seen.values())


def _inside(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in getattr(annotation, "__args__", ()) for model in _inside(argument)]


def _describe(body: dict[str, Any], model: type[BaseModel] | None) -> None:
    if model is None:
        return
    body["description"] = " ".join((model.__doc__ or "").split()).replace("``", "`")
    for name, words in described_fields(model).items():
        if words and name in body.get("properties", {}):
            body["properties"][name]["description"] = words


def _converted(node: Any) -> Any:
    """Draft 2020-12, which the models give, as draft-07: references renamed, and no word beside a reference."""
    if isinstance(node, list):
        return [_converted(one) for one in node]
    if not isinstance(node, dict):
        return node
    out = {key: _converted(value) for key, value in node.items() if key != "title"  or not isinstance(value, str)}
    if "$ref" in out:
        reference = out.pop("$ref").replace("#/$defs/", "#/definitions/")
        return {"allOf": [{"$ref": reference}], **out} if out else {"$ref": reference}
    return out
