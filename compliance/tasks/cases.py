"""A pack's own cases: read once, judged on the pack and on its mutants; what the gates find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compliance import disk
from compliance.clauses.parse import parse_source
from compliance.clauses.provisions import provisions
from compliance.language import lemmas
from compliance.mapping.lexicon import Lexicon
from compliance.mapping.phrases import Conjunct
from compliance.mapping.relate import NO_AGREEMENT, read_provision, relate
from compliance.mapping.signals import SignalRow, compile_signals, hits
from compliance.model.clause import ClauseTree, Provision
from compliance.model.norm import ClauseNorms
from compliance.model.pack import Case, ClassRow, RulePack
from compliance.norms.extract import extract_norms
from compliance.packs.cases import failing
from compliance.packs.idle import repeated, unmet
from compliance.packs.mutants import Mutant, mutants
from compliance.packs.prove import Proof, prove
from compliance.passages.read import read_passages
from compliance.pipeline import (
    load_grammar,
    load_scopes,
    read_text,
    signals_of,
)


class _Tracing(Lexicon):
    """A lexicon that remembers which class rows were met."""

    def __init__(self, pack: RulePack) -> None:
        super().__init__(pack)
        self.met: set[int | str] = set()

    def named(self, row: ClassRow, one: Conjunct, *, anywhere: bool = False) -> bool:
        found = super().named(row, one, anywhere=anywhere)
        if found:
            self.met.add(id(row))
        return found


class CaseReader:
    """The cases of a pack with their norms and passages read once, judged on any variant of the pack."""

    def __init__(self, pack: RulePack) -> None:
        self.cases = pack.cases
        self._read = [_read_case(case) for case in pack.cases]
        self._spoken = [_spoken(f"{case.heading} {case.text}") for case in pack.cases]
        self._passages = [[read_passages(tree, part, load_scopes()) for part in parts] if pack.claims else [] for tree, parts, _ in self._read]
        self._signals = signals_of(pack)
        self._hits = [{hit.row.name: hit.row for one in passages for hit in hits(self._signals, one)}.values() for passages in self._passages]
        self._met = [self._rows_met(at, pack) for at in range(len(pack.cases))]

    @property
    def met(self) -> frozenset[int | str]:
        """All rows that some case meets, by identity, and acts by name."""
        signals = frozenset(id(row.signal) for rows in self._hits for row in rows)
        return frozenset(one for met in self._met for one in met) | signals

    def touching(self, mutant: Mutant) -> list[int]:
        """The places of the cases that can tell a mutant."""
        if mutant.signal:
            return self._met_otherwise(mutant)
        places = [at for at, met in enumerate(self._met) if id(mutant.source) in met] if mutant.source is not None else list(range(len(self.cases)))
        places = [at for at in places if not mutant.act or mutant.act in self._met[at]]
        asked = [f" {' '.join(run)} " for phrase in mutant.words for run in (lemmas(phrase), load_scopes().forms.run(phrase)) if run]
        return [at for at in places if not asked or any(run in self._spoken[at] for run in asked)]

    def _met_otherwise(self, mutant: Mutant) -> list[int]:
        """The places of the cases in which a changed signal is met where it was not, or not where it was, or says something else."""
        rows = [row for row in compile_signals(mutant.pack, load_scopes().forms, self._signals) if row.name == mutant.signal]
        out: list[int] = []
        for at, passages in enumerate(self._passages):
            before = any(row.name == mutant.signal for row in self._hits[at])
            now = any(hits(rows, one) for one in passages)
            if now != before or (now and mutant.mutation == "flip-relation"):
                out.append(at)
        return out

    def _rows_met(self, at: int, pack: RulePack) -> frozenset[int | str]:
        """What was met in a case: rows of the lexicon by identity, acts by name."""
        tree, parts, norms = self._read[at]
        lexicon = _Tracing(pack)
        for part, clause in zip(parts, norms, strict=True):
            readings = read_provision(tree, part, clause, lexicon, pack)
            lexicon.met |= {key for reading in readings if reading.act is not None for key in (id(reading.act.row), reading.act.act)}
        return frozenset(lexicon.met)

    def pairs(self, at: int, pack: RulePack, lexicon: Lexicon, signals: Sequence[SignalRow]) -> frozenset[tuple[str, str]]:
        """The relations of one case on a pack."""
        tree, parts, norms = self._read[at]
        known = dict(zip((part.start for part in parts), self._passages[at], strict=True)) if self._passages[at] else {}
        reader = (lambda part: known[part.start]) if signals else None
        verdicts, _ = relate("text", tree, parts, norms, pack, NO_AGREEMENT, lexicon, signals, reader)
        return frozenset((v.element, v.relation) for v in verdicts if v.relation != "does-not-address")

    def holds(self, pack: RulePack, places: Sequence[int]) -> bool:
        """Whether the cases at the given places pass on a pack."""
        lexicon = Lexicon(pack)
        signals = compile_signals(pack, load_scopes().forms, self._signals) if pack.claims else ()
        return all(not failing(self.cases[at], self.pairs(at, pack, lexicon, signals)) for at in places)


@dataclass(frozen=True, slots=True)
class Gates:
    """What the gates of a pack found: rows that no case meets, rows that no case holds back, mutants, repeated words, and rows that
    neither the pack's texts nor its agreement meet (None where it names no text)."""

    unmet: tuple[str, ...]
    never_held_back: tuple[str, ...]
    proof: Proof
    repeated: tuple[str, ...]
    off_corpus: tuple[str, ...] | None

    @property
    def passed(self) -> bool:
        """Whether nothing is missing; rows off the corpus are only told."""
        return not (self.unmet or self.never_held_back or self.proof.survivors or self.proof.unused or self.repeated)


def run_gates(pack: RulePack) -> Gates:
    """The three gates of a pack over its cases."""
    reader = CaseReader(pack)
    proof = prove(pack, reader.holds, reader.touching)
    restricting = ("widen-", "drop-exclusion")
    told: set[str] = set()
    restricted: set[str] = set()
    alive = {(mutant.row, mutant.mutation) for mutant in (*proof.survivors, *proof.explained)}
    for mutant in mutants(pack):
        if mutant.mutation.startswith(restricting):
            row = mutant.row.partition(" “")[0]
            restricted.add(row)
            if (mutant.row, mutant.mutation) not in alive:
                told.add(row)
    return Gates(unmet(pack, reader.met), tuple(sorted(restricted - told)), proof, repeated(pack), _off_corpus(pack))


def _off_corpus(pack: RulePack) -> tuple[str, ...] | None:
    """The rows that none of the pack's own texts meet."""
    named = [name for name in (pack.head.agreement, *pack.head.instruments) if name]
    if not named:
        return None
    lexicon, signals = _Tracing(pack), signals_of(pack)
    for name in named:
        read = read_text(disk.load_text(name), load_grammar())
        for part, clause in zip(read.provisions, read.norms, strict=True):
            readings = read_provision(read.tree, part, clause, lexicon, pack)
            lexicon.met |= {id(reading.act.row) for reading in readings if reading.act is not None}
            if signals:
                lexicon.met |= {id(hit.row.signal) for hit in hits(signals, read_passages(read.tree, part, load_scopes()))}
    return unmet(pack, lexicon.met)


def _spoken(text: str) -> str:
    """The words of a case in both of their reduced forms, so that a phrase is found by one substring test."""
    return f" {' '.join(lemmas(text))} | {' '.join(load_scopes().forms.run(text))} "


def _read_case(case: Case) -> tuple[ClauseTree, tuple[Provision, ...], tuple[ClauseNorms, ...]]:
    tree = parse_source("text", f"{case.heading}\n\n1. {case.text}\n" if case.heading else f"1. {case.text}\n")
    parts = provisions(tree)
    return tree, parts, extract_norms(tree, parts, load_grammar())
