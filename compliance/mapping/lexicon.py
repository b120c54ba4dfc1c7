"""A pack's words, indexed.

Takes a rule pack and gives lookups: verbs and nouns to act rows, words to classes. Built once per pack; the rows stay
the pack's own, so that every reading can name the row it came from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from compliance.language import lemmas
from compliance.mapping.phrases import Conjunct, has_run
from compliance.model.pack import ActRow, ClassRow, RulePack

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NounClass:
    """A named class of nouns: single words and runs of words."""

    words: frozenset[str]
    runs: tuple[Run, ...]

    def heads(self, one: Conjunct) -> bool:
        """Whether the head of a noun phrase (with what stands before it) is of the class."""
        if one.head in self.words:
            return True
        return any(one.core[-len(run) :] == run for run in self.runs)

    def within(self, words: Run) -> bool:
        """Whether any word or run of the class stands among ``words``."""
        return any(word in self.words for word in words) or any(has_run(words, run) for run in self.runs)


class Lexicon:
    """Lookups over the words of one pack."""

    def __init__(self, pack: RulePack) -> None:
        lexicon = pack.lexicon
        self.nouns = {name: _noun_class(rows) for name, rows in lexicon.nouns.items()}
        self.verb_rows: dict[str, list[tuple[str, ActRow]]] = {}
        self.noun_rows: dict[str, list[tuple[Run, ActRow]]] = {}
        for row in lexicon.acts:
            for verb, particle in self._verbs(row.verbs, pack):
                self.verb_rows.setdefault(verb, []).append((particle, row))
            for noun in row.nouns:
                for run in self._nouns(noun, pack):
                    self.noun_rows.setdefault(run[-1], []).append((run, row))
        self.light = {
            direction: frozenset(self._verbs(lexicon.verbs.get(direction, ()), pack))
            for direction in ("give", "take", "do", "deny", "end")
        }
        self.persons = tuple(lexicon.persons)
        self.interests = tuple(lexicon.interests)
        self.means = tuple(lexicon.means)
        self.standards = tuple(lexicon.standards)
        self._rows = {id(row): _row_test(row) for rows in (self.persons, self.interests, self.means, self.standards) for row in rows}
        self._named: dict[tuple[int, Conjunct, bool], bool] = {}

    def _verbs(self, names: Iterable[str], pack: RulePack) -> Iterable[tuple[str, str]]:
        for name in names:
            if name.startswith("<"):
                yield from self._verbs(pack.lexicon.verbs[name.strip("<>")], pack)
            else:
                verb, _, particle = name.partition(" ")
                yield verb, particle

    def _nouns(self, name: str, pack: RulePack) -> Iterable[Run]:
        if name.startswith("<"):
            for word in pack.lexicon.nouns[name.strip("<>")]:
                yield lemmas(word)
        else:
            yield lemmas(name)

    def direction(self, verb: str, particle: str) -> str:
        """give, take, do, deny or end for a light verb, else nothing."""
        for name, verbs in self.light.items():
            if (verb, particle) in verbs or (not particle and (verb, "") in verbs):
                return name
        return ""

    def in_class(self, names: Iterable[str], one: Conjunct) -> bool:
        """Whether a noun phrase is headed by a noun of one of the classes."""
        return any(self.nouns[name].heads(one) for name in names if name in self.nouns)

    def named(self, row: ClassRow, one: Conjunct, *, anywhere: bool = False) -> bool:
        """Whether a class row names a noun phrase; ``anywhere`` lets its head be any word of the phrase."""
        key = (id(row), one, anywhere)
        known = self._named.get(key)
        if known is None:
            known = self._named[key] = self._test(row, one, anywhere)
        return known

    def _test(self, row: ClassRow, one: Conjunct, anywhere: bool) -> bool:
        test = self._rows[id(row)]
        words, raw = f" {' '.join(one.all)} ", f" {' '.join(one.raw)} "
        if any(run in words or run in raw for run in test.unless):
            return False
        if any(run in words or run in raw for run in test.phrases):
            return True
        if not row.heads:
            return False
        if anywhere:
            headed = any(run in words for run in test.heads) or any(self.nouns[name].within(one.all) for name in test.classes)
        else:
            core = f" {' '.join(one.core)} "
            headed = any(core.endswith(run) for run in test.heads) or any(self.nouns[name].heads(one) for name in test.classes)
        if not headed or not test.modifiers:
            return headed
        determined = f"{words}{one.determiner} "
        return any(run in determined for run in test.modifiers)


@dataclass(frozen=True, slots=True)
class _RowTest:
    """A class row with its runs of words as padded strings, so that a run is found by one substring test."""

    heads: tuple[str, ...]
    classes: tuple[str, ...]
    modifiers: tuple[str, ...]
    phrases: tuple[str, ...]
    unless: tuple[str, ...]


def _row_test(row: ClassRow) -> _RowTest:
    def runs(rows: Iterable[str]) -> tuple[str, ...]:
        return tuple(f" {' '.join(lemmas(text) or (text,))} " for text in rows if not text.startswith("<"))

    classes = tuple(head.strip("<>") for head in row.heads if head.startswith("<"))
    return _RowTest(runs(row.heads), classes, runs(row.modifiers), runs(row.phrases), runs(row.unless))


def _noun_class(rows: Iterable[str]) -> NounClass:
    runs = [lemmas(row) for row in rows]
    return NounClass(frozenset(run[0] for run in runs if len(run) == 1), tuple(run for run in runs if len(run) > 1))
