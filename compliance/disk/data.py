"""YAML and JSON files, and the language data of the tool itself.

Takes paths; gives plain data with the places of its keys, where it is YAML. What the data mean is left to those who use them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance.disk import seen
from compliance.disk.files import PACKAGE, decode, read_bytes
from compliance.disk.memo import remembered
from compliance.errors import InputError, Problem

if TYPE_CHECKING:
    from compliance.packs.parsed import Parsed


def language_files() -> dict[str, str]:
    """The language data by file name."""
    folder = PACKAGE / "norms" / "english"
    return {name: seen.read(folder / name).decode("utf-8") for name in seen.names(folder) if name.endswith((".yaml", ".txt"))}


def scope_data() -> dict[str, Any]:
    """The scope data of the language, parsed."""
    return _table(PACKAGE / "passages" / "english.yaml")


def conflict_data() -> dict[str, Any]:
    """What two norms are compared by, parsed."""
    return _table(PACKAGE / "conflicts" / "english.yaml")


def _table(path: Path) -> dict[str, Any]:
    def parsed() -> dict[str, Any]:
        data = load_yaml(path).data
        assert isinstance(data, dict)
        return data

    return remembered("table", (str(path),), parsed)


def claim_data() -> dict[str, Any]:
    """What claims about texts are read by, parsed; every scalar stays a string."""
    import yaml

    data = yaml.load((PACKAGE / "claims" / "english.yaml").read_text("utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    assert isinstance(data, dict)
    return data


def load_yaml(path: Path, shown: str = "") -> Parsed:
    """A YAML file with the places of its keys; mistakes of form are in its ``problems``."""
    from compliance.packs.yaml_text import parse_yaml  # brings yaml

    name = shown or str(path)
    return parse_yaml(decode(read_bytes(path, name), name), name)


def load_json(path: str) -> Any:
    """The parsed JSON of a file. Raises InputError with line and column where it is none."""
    text = decode(read_bytes(Path(path), path), path)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(Problem(path, error.lineno, error.colno, "json-syntax", f"this is no JSON: {error.msg}", "mend the file, or name another")) from None
    except RecursionError:
        raise InputError(Problem(path, 0, 0, "json-syntax", "this JSON is nested too deeply to be read", "name another file")) from None
