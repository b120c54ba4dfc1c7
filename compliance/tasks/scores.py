"""Codings and whole contracts -> how the engine stands to human readers.

Takes names of files and packs; every problem of every file is gathered and raised once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from compliance import disk
from compliance.clauses.parse import parse_source
from compliance.clauses.provisions import provisions
from compliance.errors import InputError, Problem
from compliance.mapping.signals import SignalRow, claim_verdicts, hits
from compliance.model.mapping import Verdict
from compliance.model.pack import RulePack
from compliance.packs.validate import validate
from compliance.pipeline import (
    make_report,
    passage_reader,
    signals_of,
)
from compliance.score.coding import CodingFile, Entry, entries, unknown_names
from compliance.score.compare import Score, compare, reader_agreement
from compliance.score.contract_nli import Contract, ContractSet, is_contract_nli, read_contracts
from compliance.score.contracts import Answers, Figures, floor_answers, measure
from compliance.score.labels import labels_of


def score_files(codings: Sequence[str], agreement: str | None, instruments: Sequence[str], pack: str) -> tuple[list[Score], tuple[tuple[str, str, float], ...]]:
    """The engine against each coding file, and the codings against each other. Raises InputError with all their problems."""
    report = make_report(agreement, instruments, pack)
    elements = [element.id for element in report.elements]
    cells = [(p.instrument, p.label, id_) for p in report.provisions for id_ in elements]
    known: dict[str, set[str]] = {}
    for provision in report.provisions:
        known.setdefault(provision.instrument, set()).add(provision.label)
    problems: list[Problem] = []
    read: list[tuple[str, tuple[Entry, ...]]] = []
    for name in codings:
        parsed = disk.load_yaml(Path(name), name)
        found = validate(parsed, CodingFile, parsed.data) if not parsed.problems else None
        if found is not None:
            for path, words in unknown_names(found, known, set(elements)):
                parsed.problems.append(parsed.problem(parsed.keys.get(path) or parsed.place(path), "coding-unknown-name", words, "code what was judged, or name the texts with -i"))
            read.append((Path(name).stem, entries(found)))
        problems += parsed.problems
    if problems:
        raise InputError(*problems)
    keys = [(v.instrument, v.provision, v.element, v.relation) for v in report.verdicts if v.relation != "does-not-address"]
    return [compare(name, keys, coded, cells) for name, coded in read], reader_agreement(read, cells)


@dataclass(frozen=True, slots=True)
class ContractScore:
    """Contracts of a file, what the engine answers on each, and the figures beside their floor."""

    contracts: tuple[Contract, ...]
    answers: tuple[Answers, ...]
    own: Figures
    floor: Figures


def score_contracts(data: ContractSet, pack: RulePack) -> ContractScore:
    """The engine's labels for whole contracts, each judged alone against the claims of the pack."""
    signals, elements = signals_of(pack), tuple(id_ for id_ in pack.claims if any(id_ in c.gold for c in data.contracts))
    answers = tuple(labels_of(contract_verdicts(str(contract.id), contract.text, pack, signals), pack.claims) for contract in data.contracts)
    floor = floor_answers(data, elements)
    return ContractScore(data.contracts, answers, measure(data.contracts, answers, elements), measure(data.contracts, floor, elements))


def contract_verdicts(name: str, source: str, pack: RulePack, signals: Sequence[SignalRow]) -> list[Verdict]:
    """The verdicts of a text on the claims of a pack; facets are left alone."""
    tree = parse_source(name, source)
    read = passage_reader(tree)
    out: list[Verdict] = []
    for provision in provisions(tree):
        met = hits(signals, read(provision))
        for id_, claim in pack.claims.items():
            out += claim_verdicts(name, source, provision, met, id_, claim, ())
    return out


def score_contract_file(path: str, pack: str) -> ContractScore:
    """A ContractNLI file against a pack's claims. Raises InputError with all problems of the file."""
    rules = disk.load_pack_folder(pack)
    parsed = disk.load_json(path)
    if not is_contract_nli(parsed):
        raise InputError(Problem(path, 0, 0, "coding-contract", "this JSON is no ContractNLI file: it has no documents and labels", "name a ContractNLI file, or a coding in YAML"))
    data, problems = read_contracts(parsed, rules.claims, path)
    if problems:
        raise InputError(*problems)
    return score_contracts(data, rules)
