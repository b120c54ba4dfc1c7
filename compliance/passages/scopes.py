"""The scope data of a language, compiled: which words make a permission, an exception, a definition, an exclusion list.

Takes the parsed data file; gives patterns. Knowledge is in the file, nothing here names a word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from compliance.passages.lemma import BaseForms
from compliance.passages.pattern import Pattern, compile_pattern, first_of


@dataclass(frozen=True, slots=True)
class Binding:
    """What the labels of a text are bound by: ``roles`` are names that need no definition, ``signs`` the patterns (``§`` is the label) that
    show a role, ``party_signs`` what stands before the label of a party; ``information``, ``persons`` and ``things`` words that tell what
    kind a label is of, ``free`` words of labels for what is not protected, ``protected``, ``staff`` and ``shared`` (own staff and
    others) the words that stand for them, ``enterprise`` names of what is
    sold or joined, and ``undertaking`` its word, and ``outsiders`` patterns of those who are not of a party's own staff."""

    roles: Mapping[str, Sequence[tuple[str, ...]]]
    signs: Mapping[str, tuple[Pattern, ...]]
    party_signs: tuple[Pattern, ...]
    information: frozenset[str]
    persons: frozenset[str]
    things: frozenset[str]
    free: frozenset[str]
    protected: tuple[str, ...]
    staff: tuple[str, ...]
    shared: tuple[str, ...]
    enterprise: frozenset[str]
    undertaking: tuple[str, ...]
    outsiders: tuple[Pattern, ...]


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
    binding: Binding

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
                  _binding(data["binding"], forms, compiled))  # fmt: skip


def _binding(data: Mapping[str, Any], forms: BaseForms, compiled: Callable[[Sequence[str]], tuple[Pattern, ...]]) -> Binding:
    def words(name: str) -> frozenset[str]:
        return frozenset(forms.one(word) for word in data[name])

    return Binding(
        roles={role: [tuple(name.split()) for name in names] for role, names in data["roles"].items()},
        signs={role: compiled(rows) for role, rows in data["signs"].items()},
        party_signs=compiled(data["party-signs"]),
        information=words("information"), persons=words("persons"), things=words("things"), free=frozenset(data["free"]),
        protected=forms.run(data["protected"]), staff=forms.run(data["staff"]), shared=forms.run(data["shared"]), enterprise=frozenset(data["enterprise"]), undertaking=forms.run(data["undertaking"]), outsiders=compiled(data["outsiders"]),
    )  # fmt: skip
