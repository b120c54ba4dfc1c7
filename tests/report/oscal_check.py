"""OSCAL's schemas as a validator that knows the Unicode classes of their patterns, and the enumerations that they leave open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import regex
from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

SCHEMAS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "schemas"
THERE = all((SCHEMAS / f"oscal_{name}_schema.json").is_file() for name in ("mapping", "catalog"))
WHY = "the OSCAL schemas (../shared/data/schemas) are not here"

RELATIONSHIPS = {"equal-to", "equivalent-to", "subset-of", "superset-of", "intersects-with", "no-relationship"}


def _pattern(_: Any, pattern: str, instance: Any, __: Any) -> Any:
    if isinstance(instance, str) and not regex.search(pattern, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


_Validator = extend(Draft7Validator, {"pattern": _pattern})


def _without_ids(node: Any) -> Any:
    """A schema without the ids that its definitions bear: they are fragments, and references to them are paths or such ids."""
    if isinstance(node, dict):
        return {key: _without_ids(value) for key, value in node.items() if not (key == "$id" and isinstance(value, str) and value.startswith("#"))}
    return [_without_ids(one) for one in node] if isinstance(node, list) else node


def errors(name: str, text: str) -> list[str]:
    """What is wrong with a document by the schema called ``name``."""
    schema = _without_ids(json.loads((SCHEMAS / f"oscal_{name}_schema.json").read_text("utf-8")))
    return [f"{list(error.absolute_path)}: {error.message[:300]}" for error in _Validator(schema).iter_errors(json.loads(text))]
