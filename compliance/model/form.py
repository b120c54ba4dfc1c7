"""What the fields of a file's nouns have to look like: names, sentences, lists with something in them, keys called otherwise.

Marks on annotations and fields that ``packs`` reads when it checks a file; the nouns themselves check nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Filled:
    """A text or a list that must not be empty."""


@dataclass(frozen=True, slots=True)
class Matches:
    """A text that has to match ``pattern`` as a whole; the pattern says so itself, with ``^`` and ``$``."""

    pattern: str


Name = Annotated[str, Filled(), Matches(r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]
Sentence = Annotated[str, Filled()]
Version = Annotated[str, Matches(r"^\d+\.\d+\.\d+$")]


def key(name: str) -> dict[str, str]:
    """Metadata of a field whose key in the file is ``name``: a word that Python keeps for itself, or one with a hyphen."""
    return {"key": name}
