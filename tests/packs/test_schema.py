"""The schemas of a pack's files: kept in step, draft-07, every key described, and the built-in packs valid under them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from compliance.packs.files import KINDS
from compliance.packs.models import file_model
from compliance.packs.schema import DIALECT, described_fields, schema_of, schema_text

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "rules").glob("*/**/*.yaml"))


def kind_of(path: Path) -> str:
    return path.parent.name if path.parent.name in ("cases", "lexicon") else path.stem


@pytest.mark.parametrize("kind", KINDS)
def test_the_committed_schema_is_that_of_the_models(kind: str) -> None:
    committed = (ROOT / "rules" / "schema" / f"{kind}.schema.json").read_text("utf-8")
    assert committed == schema_text(kind), "run: compliance rules schema --folder rules/schema"


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_draft_7(kind: str) -> None:
    schema = schema_of(kind)
    assert schema["$schema"] == DIALECT
    text = json.dumps(schema)
    assert "$defs" not in text
    assert "prefixItems" not in text
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    jsonschema.Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_described(kind: str) -> None:
    assert all(described_fields(file_model(KINDS[kind])).values()), described_fields(file_model(KINDS[kind]))
    for name, body in schema_of(kind).get("definitions", {}).items():
        missing = [key for key, value in body.get("properties", {}).items() if "description" not in value]
        assert not missing, (name, missing)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_file_names_its_schema_and_keeps_it(path: Path) -> None:
    first = path.read_text("utf-8").partition("\n")[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named, "the first line names the schema"
    schema = (path.parent / named[1]).resolve()
    assert schema.name == f"{kind_of(path)}.schema.json"
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    data = json.loads(json.dumps(yaml.safe_load(path.read_text("utf-8"))))
    jsonschema.Draft7Validator(json.loads(schema.read_text("utf-8"))).validate(data)


def test_a_mistake_is_refused() -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    validator = jsonschema.Draft7Validator(schema_of("signals"))
    row = {"element": "a", "relation": "addresses", "words": ["b"], "why": "c"}
    assert validator.is_valid({"signals": {"x": row}})
    for wrong in ({"relation": "adresses"}, {"words": []}, {"color": "red"}, {"modality": ["duty"]}):
        assert not validator.is_valid({"signals": {"x": {**row, **wrong}}})
