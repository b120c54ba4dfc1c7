"""A pack's words, indexed.

Takes a rule pack and gives lookups: verbs and nouns to act rows, words to classes. Built once per pack; the rows stay
the pack's own, so that every reading can name the row it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from compliance.language import lemmas
from compliance.mapping.phrases import Conjunct, has_run
from compliance.model.pack import ENGINE_VERBS, ActRow, ClassRow, RulePack

Run = tuple[str, ...]
Value = TypeVar("Value")
#: What a row did: its identity and "met", "fits" where its guards are met, or the guard that held it back; an act that was read, as ("act", name); the one word on which
#: an answer of a class of nouns rested, as ("nouns/persons", word).
Note = tuple[int | str, str]


@dataclass(frozen=True, slots=True)
class NounClass:
    """A named class of nouns: single words and runs of words, ``firsts`` the first words of the runs, ``lasts`` the last."""

    words: frozenset[str]
    runs: tuple[Run, ...]
    firsts: frozenset[str]
    lasts: frozenset[str]

    def heads(self, one: Conjunct) -> bool:
        """Whether the head of a noun phrase (with what stands before it) is of the class."""
        return one.head in self.words or (one.head in self.lasts and any(one.core[-len(run) :] == run for run in self.runs))

    def within(self, words: Run) -> bool:
        """Whether any word or run of the class stands among ``words``."""
        return not self.words.isdisjoint(words) or (not self.firsts.isdisjoint(words) and any(has_run(words, run) for run in self.runs))


class TracedClass(NounClass):
    """A class of nouns that notes the word on which an answer rests, where it rests on one alone."""

    __slots__ = ("_note",)
    _note: Callable[[str], None]

    def __init__(self, plain: NounClass, note: Callable[[str], None]) -> None:
        super().__init__(plain.words, plain.runs, plain.firsts, plain.lasts)
        object.__setattr__(self, "_note", note)  # frozen, as its parent

    def heads(self, one: Conjunct) -> bool:
        """As above."""
        runs = [run for run in self.runs if one.core[-len(run) :] == run] if one.head in self.lasts else ()
        return self._rests([*runs, (one.head,)] if one.head in self.words else list(runs))

    def within(self, words: Run) -> bool:
        """As above."""
        runs = [run for run in self.runs if has_run(words, run)] if not self.firsts.isdisjoint(words) else ()
        return self._rests([*((word,) for word in self.words.intersection(words)), *runs])

    def _rests(self, on: list[Run]) -> bool:
        if len(on) == 1:
            self._note(" ".join(on[0]))
        return bool(on)


class Lexicon:
    """Lookups over the words of one pack. With ``tracing`` it notes what each row did, in ``notes``, and which texts were ``asked`` for classes."""

    def __init__(self, pack: RulePack, *, tracing: bool = False) -> None:
        lexicon = pack.lexicon
        self.notes: set[Note] | None = set() if tracing else None
        self.asked: set[tuple[str, object]] = set()
        self.acts = tuple(lexicon.acts)
        self.order = {id(row): at for at, row in enumerate(self.acts)}
        self.noun_words = lexicon.nouns
        self.verb_words = lexicon.verbs
        self.plain_nouns = {name: noun_class(rows) for name, rows in lexicon.nouns.items()}
        self.nouns = {name: TracedClass(plain, partial(self.note, f"nouns/{name}")) for name, plain in self.plain_nouns.items()} if tracing else self.plain_nouns
        self.verb_rows: dict[str, list[tuple[str, ActRow]]] = {}
        self.noun_rows: dict[str, list[tuple[Run, ActRow]]] = {}
        for row in lexicon.acts:
            for verb, particle in self.verbs_of(row.verbs):
                self.verb_rows.setdefault(verb, []).append((particle, row))
            for run in self.nouns_of(row.nouns):
                self.noun_rows.setdefault(run[-1], []).append((run, row))
        self.light = {direction: frozenset(self.verbs_of(lexicon.verbs.get(direction, ()))) for direction in ENGINE_VERBS}
        self.tables: dict[str, tuple[ClassRow, ...]] = {
            "persons": tuple(lexicon.persons), "interests": tuple(lexicon.interests), "means": tuple(lexicon.means), "standards": tuple(lexicon.standards),
        }  # fmt: skip
        self.tests = {id(row): row_test(row) for rows in self.tables.values() for row in rows}
        self.named_rows: dict[int, dict[tuple[Conjunct, bool], str]] = {identity: {} for identity in self.tests}
        self.memory: dict[str, dict[object, tuple[object, frozenset[Note]]]] = {table: {} for table in self.tables}

    @property
    def persons(self) -> tuple[ClassRow, ...]:
        """The rows that name classes of persons."""
        return self.tables["persons"]

    def verbs_of(self, names: Iterable[str]) -> Iterable[tuple[str, str]]:
        """Verbs with their particles, those of named classes among them."""
        for name in names:
            if name.startswith("<"):
                yield from self.verbs_of(self.verb_words[name.strip("<>")])
            else:
                verb, _, particle = name.partition(" ")
                yield verb, particle

    def nouns_of(self, names: Iterable[str]) -> Iterable[Run]:
        """Runs of nouns, those of named classes among them."""
        for name in names:
            if name.startswith("<"):
                for word in self.noun_words[name.strip("<>")]:
                    yield lemmas(word)
            else:
                yield lemmas(name)

    def recall(self, table: str, key: object, read: Callable[[], Value]) -> Value:
        """What was read before for ``key``, else what ``read`` gives: a text names the same classes wherever it stands."""
        memory = self.memory[table]
        known = memory.get(key)
        if known is None:
            outer = self.notes
            self.notes = None if outer is None else set()
            value = read()
            known = memory[key] = (value, frozenset(self.notes or ()))
            self.notes = outer
        if self.notes is not None:
            self.notes |= known[1]
            self.asked.add((table, key))
        return known[0]  # type: ignore[return-value]

    def note(self, what: int | str, outcome: str) -> None:
        """Remember what a row did, where that is asked for."""
        if self.notes is not None:
            self.notes.add((what, outcome))

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
        known = self.named_rows[id(row)]
        outcome = known.get((one, anywhere))
        if outcome is None:
            outcome = known[one, anywhere] = self._outcome(row, one, anywhere)
        if self.notes is not None and outcome:
            self.notes.add((id(row), outcome))
        return outcome == "met"

    def classes(self, table: str, text: str, phrases: Callable[[str], tuple[Conjunct, ...]]) -> frozenset[str]:
        """The classes of a table that some phrase of a text names, anywhere in it."""
        return self.recall(table, text, partial(self._classes, table, text, phrases))

    def _classes(self, table: str, text: str, phrases: Callable[[str], tuple[Conjunct, ...]]) -> frozenset[str]:
        found = phrases(text)
        return frozenset(row.of for row in self.nameable(table, found) for one in found if self.named(row, one, anywhere=True))

    def nameable(self, table: str, phrases: Iterable[Conjunct]) -> list[ClassRow]:
        """The rows of a table of which some first word stands in some of the phrases: no other row can name one of them."""
        words = {word for one in phrases for part in (one.all, one.raw) for word in part}
        return [row for row in self.tables[table] if self.tests[id(row)].classes or not self.tests[id(row)].firsts.isdisjoint(words)]

    def phrased(self, row: ClassRow, words: Run, *, ruled_out: bool) -> bool:
        """Whether one of a row's phrases stands among words, whatever its heads; ``ruled_out`` asks for its exclusions too."""
        test = self.tests[id(row)]
        if test.firsts.isdisjoint(words):
            return False
        text = f" {' '.join(words)} "
        if not any(run in text for run in test.phrases):
            return False
        by = next((run for run in test.unless if run in text), None) if ruled_out else None
        self.note(id(row), "met" if by is None else f"unless{by.rstrip()}")
        return by is None

    def _outcome(self, row: ClassRow, one: Conjunct, anywhere: bool) -> str:
        """"met", nothing, or the guard that holds the row back ("modifiers", "unless armed")."""
        test = self.tests[id(row)]
        everything = one.all
        if not test.classes and test.firsts.isdisjoint(everything) and test.firsts.isdisjoint(one.raw):
            return ""
        words, raw = f" {' '.join(everything)} ", f" {' '.join(one.raw)} "
        if any(run in words or run in raw for run in test.phrases):
            found = "met"
        elif not row.heads:
            return ""
        else:
            if anywhere:
                headed = any(run in words for run in test.heads) or any(self.nouns[name].within(one.all) for name in test.classes)
            else:
                core = f" {' '.join(one.core)} "
                headed = any(core.endswith(run) for run in test.heads) or any(self.nouns[name].heads(one) for name in test.classes)
            if not headed:
                return ""
            determined = f"{words}{one.determiner} "
            found = "met" if not test.modifiers or any(run in determined for run in test.modifiers) else "modifiers"
        if found == "met":
            ruled_out = next((run for run in test.unless if run in words or run in raw), None)
            return found if ruled_out is None else f"unless{ruled_out.rstrip()}"
        return found


@dataclass(frozen=True, slots=True)
class RowTest:
    """A class row with its runs of words as padded strings, so that a run is found by one substring test; ``firsts`` are the first words of
    its heads and phrases, without one of which none of them stands anywhere."""

    heads: tuple[str, ...]
    classes: tuple[str, ...]
    modifiers: tuple[str, ...]
    phrases: tuple[str, ...]
    unless: tuple[str, ...]
    firsts: frozenset[str]


def row_test(row: ClassRow) -> RowTest:
    """A class row, compiled."""

    def runs(rows: Iterable[str]) -> tuple[str, ...]:
        return tuple(f" {' '.join(lemmas(text) or (text,))} " for text in rows if not text.startswith("<"))

    classes = tuple(head.strip("<>") for head in row.heads if head.startswith("<"))
    heads, phrases = runs(row.heads), runs(row.phrases)
    return RowTest(heads, classes, runs(row.modifiers), phrases, runs(row.unless), frozenset(run.split()[0] for run in (*heads, *phrases)))


def noun_class(rows: Iterable[str]) -> NounClass:
    """A class of nouns from its words."""
    runs = [lemmas(row) for row in rows]
    longer = tuple(run for run in runs if len(run) > 1)
    return NounClass(frozenset(run[0] for run in runs if len(run) == 1), longer, frozenset(run[0] for run in longer), frozenset(run[-1] for run in longer))
