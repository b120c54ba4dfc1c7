"""A pack's own cases: read once, run, and asked by the three gates whether they need every row of the pack."""

from __future__ import annotations

from dataclasses import dataclass

from compliance import disk
from compliance.clauses.parse import parse_source
from compliance.clauses.provisions import provisions
from compliance.mapping.lexicon import Lexicon
from compliance.mapping.phrases import speakable
from compliance.mapping.relate import read_provision
from compliance.mapping.signals import hits
from compliance.model.pack import Case, RulePack
from compliance.norms.extract import extract_norms
from compliance.packs.cases import CaseResult, result_of, sides
from compliance.packs.idle import dead, repeated, shadowed, unmet
from compliance.packs.mutants import Mutant
from compliance.packs.prove import Proof, prove
from compliance.pipeline import load_grammar, load_scopes, passage_reader, read_text, signals_of
from compliance.tasks.facet_cases import FacetCases, ReadCase
from compliance.tasks.signal_cases import SignalCases


class CaseReader:
    """The cases of a pack with their norms and passages read once: their results, and whether one of them tells a mutant."""

    def __init__(self, pack: RulePack) -> None:
        self.pack = pack
        read = [_read_case(case, norms=bool(pack.elements)) for case in pack.cases]
        scopes = load_scopes()
        self.facets = FacetCases(pack, read, scopes.forms) if pack.elements else None
        passages = [list(map(passage_reader(one.tree), one.provisions)) for one in read] if pack.claims else []
        self.signals = SignalCases(pack, passages, scopes.forms) if pack.claims else None
        self.results = tuple(result_of(case, self.pairs(at), pack.claims) for at, case in enumerate(pack.cases))
        self._passing = sum(1 << at for at, result in enumerate(self.results) if result.passed)
        expected = [[(id_, relation) for id_, relations in case.expect.items() for relation in relations] for case in pack.cases]
        tolerated = [[(id_, relation) for id_, relations in case.tolerate.items() for relation in relations] for case in pack.cases]
        self._passes = {kind: [frozenset(pair for pair in pairs if pair[0] in ids) for pairs in expected] for kind, ids in (("facets", pack.elements), ("signals", pack.claims))}
        self._may = [frozenset((*one, *other)) for one, other in zip(expected, tolerated, strict=True)]

    def pairs(self, at: int) -> frozenset[tuple[str, str]]:
        """The relations that a case comes to."""
        own: frozenset[tuple[str, str]] = frozenset(self.facets.pairs[at]) if self.facets else frozenset()
        return own | self.signals.pairs[at] if self.signals else own

    def told(self, mutant: Mutant) -> bool:
        """Whether some case that passes would fail with the change of a mutant."""
        if mutant.part == "claims":
            return any(self._passing >> at & 1 and mutant.key in case.settles and len(sides(self.pairs(at), str(mutant.key))) == 2 for at, case in enumerate(self.pack.cases))
        if mutant.part in ("signals", "lists"):
            return self.signals is not None and self.signals.told(mutant, self._passing, self._passes["signals"], self._may)
        return self.facets is not None and self.facets.told(mutant, self._passing, self._passes["facets"], self._may)


@dataclass(frozen=True, slots=True)
class Gates:
    """What the gates of a pack found: rows that speak in no case, guards and exclusions that hold their row back in no case, mutants, rows that
    cannot be met, phrases and rows that another one answers for, and rows that neither the pack's texts nor its agreement meet (None
    where it names no text)."""

    unmet: tuple[str, ...]
    never_held_back: tuple[str, ...]
    proof: Proof
    dead: tuple[str, ...]
    shadowed: tuple[str, ...]
    off_corpus: tuple[str, ...] | None

    @property
    def passed(self) -> bool:
        """Whether nothing is missing; rows off the corpus are only told."""
        return not (self.unmet or self.never_held_back or self.proof.survivors or self.proof.unused or self.dead or self.shadowed)


def run_cases(pack: RulePack) -> tuple[CaseResult, ...]:
    """The results of all cases of a pack in order."""
    return CaseReader(pack).results


def run_gates(pack: RulePack, reader: CaseReader | None = None) -> Gates:
    """The three gates of a pack over its cases."""
    reader = reader or CaseReader(pack)
    silent: list[str] = []
    free: list[str] = []
    for part in (reader.facets, reader.signals):
        if part is not None:
            one, other = part.exercised()
            silent += one
            free += other
    return Gates(
        tuple(silent), tuple(free), prove(pack, reader.told), dead(pack, speakable), tuple(dict.fromkeys((*repeated(pack), *shadowed(pack)))), _off_corpus(pack)
    )


def _off_corpus(pack: RulePack) -> tuple[str, ...] | None:
    """The rows that none of the pack's own texts meet."""
    named = [name for name in (pack.head.agreement, *pack.head.instruments) if name]
    if not named:
        return None
    lexicon, signals = Lexicon(pack, tracing=True), signals_of(pack)
    met: set[int] = set()
    for name in named:
        read = read_text(disk.load_text(name), load_grammar())
        reader = passage_reader(read.tree) if signals else None
        for part, clause in zip(read.provisions, read.norms, strict=True):
            read_provision(read.tree, part, clause, lexicon, pack)
            if reader:
                met |= {id(hit.row.signal) for hit in hits(signals, reader(part))}
    return unmet(pack, met | {what for what, outcome in lexicon.notes or () if outcome == "met" and isinstance(what, int)})


def _read_case(case: Case, *, norms: bool) -> ReadCase:
    tree = parse_source("text", f"{case.heading}\n\n1. {case.text}\n" if case.heading else f"1. {case.text}\n")
    parts = provisions(tree)
    return ReadCase(f"{case.heading} {case.text}", tree, parts, extract_norms(tree, parts, load_grammar()) if norms else ())


__all__ = ["CaseReader", "Gates", "run_cases", "run_gates"]
