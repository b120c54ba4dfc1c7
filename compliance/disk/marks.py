"""The words that changes are marked by, one file a language.

Takes a language; gives its parsed data. Reads TOML, so that a comparison of plain texts loads nothing but the standard library.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from compliance.disk import seen
from compliance.disk.files import PACKAGE


def change_words(language: str) -> dict[str, Any]:
    """The words that a change is marked by, of a language after BCP 47; empty for one without data."""
    name = re.split(r"[-_]", language.lower())[0]
    path = PACKAGE / "changes" / "languages" / f"{name}.toml"
    return tomllib.loads(seen.read(path).decode("utf-8")) if name.isalpha() and seen.is_file(path) else {}
