"""The scope data of a language, compiled: which words make a permission, an exception, a definition, an exclusion list.

Takes the parsed data file; gives patterns. Knowledge is in the file, nothing here names a word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from compliance.passages.lemma import BaseForms
from compliance.passages.pattern import Pattern, compile_pattern, first_of


@dataclass(frozen=True, slots=True)
class Scopes:
    """Compiled patterns of scope; ``modality`` pairs each modality with its patterns, in the order they are tried."""

    forms: BaseForms
    modality: tuple[tuple[str, tuple[Pattern, ...]], ...]
    exceptions: tuple[Pattern, ...]
    cuts: tuple[Pattern, ...]
    definitions: tuple[Pattern, ...]
    exclusions: tuple[Pattern, ...]
    exclusion_leads: tuple[Pattern, ...]
    consent: Pattern
    law: Pattern
    conditions: tuple[Pattern, ...]
    opposites: frozenset[frozenset[str]]
    same: Mapping[str, str]
    numbers: Mapping[str, int]
    empty: frozenset[str]

    def modality_of(self, words: Sequence[str]) -> str:
        """The modality of a stretch of base forms: that of the first kind of pattern that is met, or nothing."""
        for name, patterns in self.modality:
            if first_of(patterns, words) is not None:
                return name
        return ""


def compile_scopes(data: Mapping[str, Any], forms: BaseForms) -> Scopes:
    """Scopes from the data of the language file. Raises UnknownWordListError for a list that it does not hold."""
    lists = data["words"]

    def compiled(rows: Sequence[str]) -> tuple[Pattern, ...]:
        return tuple(compile_pattern(row, lists, forms) for row in rows)

    modality = tuple((name.partition("-")[0], compiled(rows)) for name, rows in data["modality"].items())
    return Scopes(forms, modality, compiled(data["exceptions"]), compiled(data["cuts"]), compiled(data["definitions"]),
                  compiled(data["exclusions"]), compiled(data["exclusion-leads"]), compile_pattern("<consent>", lists, forms), compile_pattern("<law>", lists, forms),
                  compiled(data["conditions"]), frozenset(frozenset(forms.one(word) for word in pair) for pair in data["opposites"]),
                  {forms.one(word): forms.one(row[0]) for row in data["same"] for word in row}, data["numbers"],
                  frozenset(forms.one(word) for word in data["empty"]))  # fmt: skip
