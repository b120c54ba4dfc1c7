"""The language data as the norm reader uses it: word classes, verb forms, openers, cues.

Takes the texts of the files in ``compliance/norms/english`` and gives one frozen ``Grammar``. It knows no sentence and
no pack; what a verb means for an agreement is the pack's business.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from compliance.errors import LanguageDataError, Problem
from compliance.norms.cue_table import Cue, parse_cues

#: One letter per word class, in the order in which a word that is in two lists is decided.
TAGS = {
    "negator": "X", "modal": "M", "be": "B", "have": "H", "do": "O", "relative": "R", "subordinator": "S",
    "coordinator": "C", "pronoun": "U", "determiner": "D", "adverb": "A", "preposition": "P", "noun": "N",
    "adjective": "J",
}  # fmt: skip

@dataclass(frozen=True, slots=True)
class Opener:
    """Words that open a part of a clause: which slot it fills, whether it may hold a finite verb, and its guard."""

    words: tuple[str, ...]
    kind: str
    clause: bool
    guard: str


class Forms:
    """Verb forms with their bases, each line of the table read when its word is first asked for."""

    __slots__ = ("_lines", "_read")

    def __init__(self, table: str) -> None:
        # In order already, so that this costs next to nothing; a table of all words by name would take longer to make than a text to read.
        self._lines = sorted(table.splitlines())
        self._read: dict[str, tuple[tuple[str, str], ...]] = {}

    def get(self, word: str) -> tuple[tuple[str, str], ...]:
        """(base, tag) of every verb that ``word`` is a form of."""
        known = self._read.get(word)
        if known is None:
            cells = self._cells(word).split()
            known = self._read[word] = tuple((base, tag) for base, _, tag in (cell.partition(":") for cell in cells if cell != "n"))
        return known

    def noun(self, word: str) -> bool:
        """Whether a base form is a noun as well."""
        return self._cells(word).endswith(" n")

    def _cells(self, word: str) -> str:
        """What stands behind a word in its line; nothing where it has none."""
        start = f"{word} "
        at = bisect_left(self._lines, start)
        return self._lines[at][len(word) :] if at < len(self._lines) and self._lines[at].startswith(start) else ""


@dataclass(frozen=True)
class Grammar:
    """All language data, ready for use; see words.yaml for what each list means."""

    tags: Mapping[str, str]
    forms: Forms
    adverbials: Mapping[str, tuple[tuple[tuple[str, ...], bool], ...]]
    openers: Mapping[str, tuple[Opener, ...]]
    consent: frozenset[str]
    times: frozenset[str]
    verbs: Mapping[str, frozenset[str]]
    phrasal: frozenset[str]
    noun_first: frozenset[str]
    verb_first: frozenset[str]
    cues: Mapping[str, tuple[Cue, ...]]
    cue_rows: tuple[Cue, ...]
    issues: tuple[str, ...] = field(default=())

    def lemma(self, word: str, tag: str = "") -> str:
        """The base form of a verb form; the word itself where the table does not know it as a verb."""
        forms = self.forms.get(word)
        for base, form in forms:
            if form == tag:
                return base
        return forms[0][0] if forms else word

    def can_be(self, word: str, tag: str) -> bool:
        """Whether ``word`` may be the verb form ``tag``: B base, Z third person, P past, E participle, G gerund."""
        return any(form == tag for _, form in self.forms.get(word))


def parse_grammar(files: Mapping[str, str]) -> Grammar:
    """The grammar from file names and texts. Raises LanguageDataError for a broken table."""
    return build_grammar(parse_tables(files), files)


def parse_tables(files: Mapping[str, str]) -> dict[str, Any]:
    """The rows of the tables that are YAML, as plain data: ``words`` and ``cues``. Raises LanguageDataError where they are none."""
    import yaml  # not needed where the tables have been read before

    # Base loaders keep every scalar a string, so that the words "no" and "on" stay words.
    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return {name: yaml.load(files[f"{name}.yaml"], Loader=loader) for name in ("words", "cues")}
    except (KeyError, ValueError, yaml.YAMLError) as error:
        raise _broken(error) from error


def _broken(error: Exception) -> LanguageDataError:
    return LanguageDataError(Problem("compliance/norms/english", 0, 0, "language-data", f"the language data cannot be read: {error}",
                                     "install the package again, or undo the change to its tables"))  # fmt: skip


def build_grammar(tables: Mapping[str, Any], files: Mapping[str, str]) -> Grammar:
    """The grammar from the rows of its tables and the verb forms. Raises LanguageDataError for a broken table."""
    try:
        words = tables["words"]
        cues = parse_cues(tables["cues"])
        forms = Forms(files["inflections.txt"])
    except (KeyError, ValueError, TypeError) as error:
        raise _broken(error) from error
    tags: dict[str, str] = {}
    for name, letter in TAGS.items():
        for word in words["tags"][name]:
            tags.setdefault(word, letter)
    adverbials: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for name, rows in words["adverbials"].items():
        for row in rows:
            run = tuple(row.split())
            adverbials.setdefault(run[0], []).append((run, name == "negative"))
    openers: dict[str, list[Opener]] = {}
    for row in words["openers"]:
        for phrase in row["words"]:
            run = tuple(phrase.split())
            opener = Opener(run, row["kind"], bool(row.get("clause")), row.get("guard", ""))
            openers.setdefault(run[0], []).append(opener)
    by_first: dict[str, list[Cue]] = {}
    for cue in cues:
        for first in cue.first:
            by_first.setdefault(first, []).append(cue)
    return Grammar(
        tags=tags,
        forms=forms,
        adverbials={key: tuple(sorted(rows, key=lambda row: -len(row[0]))) for key, rows in adverbials.items()},
        openers={key: tuple(sorted(rows, key=lambda row: (-len(row.words), not row.guard))) for key, rows in openers.items()},
        consent=frozenset(words["consent"]),
        times=frozenset(words["times"]),
        verbs={name: frozenset(rows) for name, rows in words["verbs"].items()},
        phrasal=frozenset(words["verbs"]["phrasal"]),
        noun_first=frozenset(words["noun_first"]),
        verb_first=frozenset(words["verb_first"]),
        cues={key: tuple(sorted(rows, key=lambda cue: -cue.weight)) for key, rows in by_first.items()},
        cue_rows=cues,
    )
