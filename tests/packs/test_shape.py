"""Data are read the same way with and without pydantic: what is plainly right by both, and nothing else without it."""

from __future__ import annotations

import copy
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from compliance.disk import corpus, load_pack_folder
from compliance.disk.provenance import ProvenanceFile
from compliance.packs.files import KINDS
from compliance.packs.models import file_model, noun_of
from compliance.packs.shape import OddError, reader
from compliance.packs.yaml_text import parse_yaml
from compliance.score.coding import CodingFile

FILES = sorted((*corpus("rules").glob("*/**/*.yaml"), *corpus("texts").glob("*/provenance.yaml")))
#: What a value is exchanged for: wrong types, empty ones, near misses, and words that pydantic reads as true or false.
OTHERS: tuple[Any, ...] = (None, "", " ", "x", "yes", "true", "True", "1", 1, True, 0.5, [], {}, ["x"], [None], [[]], {"x": "y"}, {"": "y"}, "a b", "a\n", "é", "narrower", "addresses")


def noun_for(path: Path) -> type:
    kind = path.parent.name if path.parent.name in ("cases", "lexicon") else path.stem
    return ProvenanceFile if kind == "provenance" else KINDS[kind]


def places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every container of the data with every key of it."""
    for key, value in list(data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()):
        yield data, key
        yield from places(value)


def both(noun: type, data: Any) -> tuple[Any, Any]:
    """What the plain reader and the model make of the data; None where they refuse."""
    try:
        plain = reader(noun)(data)
    except OddError:
        plain = None
    try:
        weighed = noun_of(noun, file_model(noun).model_validate(data))
    except ValidationError:
        weighed = None
    return plain, weighed


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_built_in_file_is_plainly_right(path: Path) -> None:
    plain, weighed = both(noun_for(path), parse_yaml(path.read_text("utf-8"), path.name).data)
    assert plain is not None
    assert plain == weighed


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_is_taken_that_the_model_refuses(path: Path) -> None:
    whole = parse_yaml(path.read_text("utf-8"), path.name).data
    whole = {key: dict(list(value.items())[:4]) if isinstance(value, dict) else value[:4] if isinstance(value, list) else value for key, value in whole.items()}
    chance = random.Random(path.name)
    refused = 0
    for _ in range(300):
        data = copy.deepcopy(whole)
        holder, key = chance.choice(list(places(data)))
        change = chance.randrange(4)
        if change == 0:
            del holder[key]
        elif change == 1 and isinstance(holder, dict):
            holder[chance.choice(("x", "", "class", "person", "from_", "from", "interest"))] = chance.choice(OTHERS)
        else:
            holder[key] = copy.deepcopy(chance.choice(OTHERS))
        plain, weighed = both(noun_for(path), data)
        assert plain is None or plain == weighed, data
        refused += weighed is None
    assert refused > 20


def test_a_field_by_its_name_in_python_is_read_by_the_model() -> None:
    edge = {"from_": "a", "to": "b", "relation": "narrower", "why": "c"}
    plain, weighed = both(KINDS["taxonomy"], {"edges": [edge]})
    assert plain is None
    assert weighed.edges[0].from_ == "a"


def test_a_number_is_left_to_the_model() -> None:
    plain, weighed = both(CodingFile, {"coding": {"t": {"1": [{"element": "a", "relation": "addresses", "readers": "3"}]}}})
    assert plain is None
    assert weighed.coding["t"]["1"][0].readers == 3


@pytest.mark.parametrize("pack", ["doha", "nda"])
def test_a_sound_pack_is_read_without_pydantic(pack: str) -> None:
    read = f"import sys\nfrom compliance.disk import load_pack_folder\nload_pack_folder({pack!r})\nprint('pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", read], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
    assert load_pack_folder(pack).head.id == pack
