"""The story, top to bottom: texts -> clauses -> norms -> mapping -> report.

The only module that knows all rooms and their order. Takes names of texts and packs (or texts already read) and gives a report;
every problem of every input is gathered and raised once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from compliance import disk
from compliance.clauses.parse import parse_clauses, parse_source
from compliance.clauses.provisions import provisions
from compliance.conflicts.find import Stated
from compliance.conflicts.find import pairs as find_pairs
from compliance.errors import ComplianceError, InputError, Problem, UsageError
from compliance.language import lemmas
from compliance.mapping.coverage import cover, surplus
from compliance.mapping.lexicon import Lexicon
from compliance.mapping.meet import ReadProvision, meet
from compliance.mapping.phrases import Conjunct
from compliance.mapping.relate import NO_AGREEMENT, Agreement, read_provision, relate
from compliance.mapping.signals import PassageReader, SignalRow, claim_verdicts, compile_signals, hits
from compliance.model.clause import ClauseTree, Provision
from compliance.model.conflict import NormPair
from compliance.model.finding import Finding
from compliance.model.mapping import Verdict
from compliance.model.norm import ClauseNorms, Norm
from compliance.model.pack import Case, ClassRow, RulePack
from compliance.model.report import Report
from compliance.model.span import Evidence, Span
from compliance.model.suggestion import Suggestion
from compliance.model.text import Text
from compliance.norms.extract import extract_norms
from compliance.norms.grammar import Grammar, parse_grammar
from compliance.packs.cases import failing
from compliance.packs.check import check_quotes, quote_spans, unreachable
from compliance.packs.mutants import Mutant
from compliance.packs.validate import validate
from compliance.passages.lemma import BaseForms
from compliance.passages.read import read_passages
from compliance.passages.scopes import Scopes, compile_scopes
from compliance.report.build import Read, build
from compliance.score.coding import CodingFile, Entry, entries, unknown_names
from compliance.score.compare import Score, compare, reader_agreement
from compliance.score.contract_nli import Contract, ContractSet, is_contract_nli, read_contracts
from compliance.score.contracts import Answers, Figures, floor_answers, measure
from compliance.score.labels import labels_of
from compliance.sentences import split_sentences
from compliance.suggest.rank import Key, rank

DEFAULT_PACK = "doha"


@lru_cache(maxsize=1)
def load_grammar() -> Grammar:
    """The language data, read once."""
    return parse_grammar(disk.language_files())


@lru_cache(maxsize=1)
def load_scopes() -> Scopes:
    """The scope data of the language, compiled once."""
    grammar = load_grammar()
    return compile_scopes(disk.scope_data(), BaseForms(grammar.lemma))


def signals_of(pack: RulePack) -> tuple[SignalRow, ...]:
    """The compiled signals of a pack; none, and nothing loaded, where it has no claims."""
    return compile_signals(pack, load_scopes().forms) if pack.claims else ()


def make_report(agreement: str | None = None, instruments: Sequence[str] = (), pack: str = DEFAULT_PACK) -> Report:
    """The gap report for texts and a pack by name or path; without names, those of the pack.

    Raises ComplianceError with the problems of all inputs.
    """
    rules = disk.load_pack_folder(pack)
    named = agreement or rules.head.agreement
    commits, texts = _load(named, instruments or rules.head.instruments)
    if not texts:
        raise UsageError(Problem("", 0, 0, "nothing-to-judge", "there is no instrument to judge", "name one with -i FILE"))
    return judge(rules, commits, texts)


def _load(agreement: str | None, instruments: Sequence[str]) -> tuple[Text | None, list[Text]]:
    """All texts, each id once; the problems of all of them are raised together."""
    problems: list[Problem] = []
    loaded: list[Text | None] = []
    for ref in (agreement, *instruments):
        try:
            loaded.append(disk.load_text(ref) if ref else None)
        except ComplianceError as error:
            problems += error.problems
    if problems:
        raise InputError(*problems)
    used: set[str] = set()
    unique: list[Text | None] = []
    for text in loaded:
        if text is not None:
            text = _renamed(text, used)
        unique.append(text)
    return unique[0], [text for text in unique[1:] if text is not None]


def _renamed(text: Text, used: set[str]) -> Text:
    """The text with an id that no other input has."""
    id_, number = text.id, 2
    while id_ in used:
        id_, number = f"{text.id}-{number}", number + 1
    used.add(id_)
    return text if id_ == text.id else Text(id_, text.content, text.provenance, text.sha256, text.path)


def judge(pack: RulePack, agreement: Text | None, instruments: Sequence[Text]) -> Report:
    """Texts and a pack -> report. Instruments are taken in the order of their dates; undated ones keep their place, last."""
    grammar, lexicon, signals = load_grammar(), Lexicon(pack), signals_of(pack)
    agreement = open_text(agreement)[0] if agreement is not None else None
    side, quotes = _agreement(pack, agreement)
    reads: list[Read] = []
    verdicts: list[Verdict] = []
    findings: list[Finding] = []
    if agreement is not None:
        findings += _source_findings(agreement)
        findings += [Finding(agreement.id, 0, 0, "quote-not-found", p.message, "warning") for p in check_quotes(pack, agreement, pack.head.id)]
    for text in sorted(instruments, key=lambda t: t.provenance.date or "9999"):
        read = read_text(text, grammar)
        text = read.text
        found, odd = relate(text.id, read.tree, read.provisions, read.norms, pack, side, lexicon, signals, _passages(read.tree, signals))
        reads.append(read)
        verdicts += found
        findings += [*_source_findings(text), *read.tree.findings, *odd]
    dates = [(read.text.id, read.text.provenance.date) for read in reads]
    return build(pack, agreement, quotes, reads, verdicts, cover(pack, verdicts, dates), surplus(verdicts), findings)


def _passages(tree: ClauseTree, signals: Sequence[SignalRow]) -> PassageReader | None:
    """What reads the passages of a tree's provisions, where some signal asks for them."""
    return partial(read_passages, tree, scopes=load_scopes()) if signals else None


def open_text(text: Text) -> tuple[Text, ClauseTree]:
    """A text with its clause tree: read from Akoma Ntoso where the file holds that, else from its lines.

    Raises InputError for XML that is no Akoma Ntoso or not safe to read.
    """
    start = text.content[:4000].lstrip("\ufeff \t\r\n")
    if start.startswith("<?xml") or (start.startswith("<") and "akomaNtoso" in start):
        from compliance.clauses.akn_read import read_akn  # lxml is loaded only where it is needed

        return read_akn(text.content.encode("utf-8"), document=text.id, path=text.path)
    return text, parse_clauses(text)


def read_text(text: Text, grammar: Grammar) -> Read:
    """A text -> clauses -> provisions -> norms."""
    text, tree = open_text(text)
    parts = provisions(tree)
    return Read(text, tree, parts, extract_norms(tree, parts, grammar))


def _agreement(pack: RulePack, agreement: Text | None) -> tuple[Agreement, dict[str, Span]]:
    if agreement is None:
        return NO_AGREEMENT, {}
    quotes = quote_spans(pack, agreement)
    return Agreement(agreement.id, agreement.content, quotes), quotes


def _source_findings(text: Text) -> list[Finding]:
    if not text.changed:
        return []
    return [Finding(text.id, 0, 0, "text-changed", "the text is not the one whose digest was recorded", "warning")]


def check_pack(ref: str) -> tuple[RulePack, list[Problem]]:
    """A pack and what is wrong with its promises: quotes that its agreement does not hold, elements no words can reach."""
    pack = disk.load_pack_folder(ref)
    problems: list[Problem] = []
    if pack.head.agreement:
        problems += check_quotes(pack, disk.load_text(pack.head.agreement), f"rules/{pack.head.id}")
    for id_ in unreachable(pack):
        problems.append(Problem(f"{ref}/lexicon.yaml", 0, 0, "pack-unreachable", f"no row of the lexicon leads to element {id_!r}", "add a row"))
    return pack, problems


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
    out: list[Verdict] = []
    for provision in provisions(tree):
        met = hits(signals, read_passages(tree, provision, load_scopes()))
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


# -- norm against norm ------------------------------------------------------------------------------------------------


def find_conflicts(files: Sequence[str], pack: str | None = None) -> tuple[tuple[Text, ...], tuple[NormPair, ...]]:
    """The pairs of norms of the texts that repeat, contradict or narrow one another, by their words, and with a pack by its concepts.

    Raises InputError with the problems of all texts, UsageError where there is none.
    """
    rules = disk.load_pack_folder(pack) if pack else None
    _, texts = _load(None, files or (rules.head.instruments if rules else ()))
    if not texts:
        raise UsageError(Problem("", 0, 0, "nothing-to-judge", "there is no text to compare", "name one or more files"))
    scopes = load_scopes()
    stated: list[Stated] = []
    read: list[ReadProvision] = []
    opened: list[Text] = []
    for text in sorted(texts, key=lambda t: t.provenance.date or "9999"):
        text, tree = open_text(text)
        opened.append(text)
        parts = provisions(tree)
        for part in parts:
            spans = split_sentences(text.content, part.start, part.end)
            stated += [Stated(Evidence(text.id, a, b, text.content[a:b]), part.label) for a, b in spans]
        if rules is not None and rules.elements:
            read += _read_provisions(text, tree, parts, rules)
    by_words = find_pairs(stated, scopes)
    known = {(pair.first.document, pair.first_label, pair.second.document, pair.second_label) for pair in by_words}
    by_concepts = [p for p in meet(read, rules) if (p.first.document, p.first_label, p.second.document, p.second_label) not in known] if rules else []
    return tuple(opened), (*by_words, *by_concepts)


def _read_provisions(text: Text, tree: ClauseTree, parts: Sequence[Provision], pack: RulePack) -> list[ReadProvision]:
    lexicon = Lexicon(pack)
    norms = extract_norms(tree, tuple(parts), load_grammar())
    return [
        ReadProvision(Evidence(text.id, part.start, part.end, text.content[part.start : part.end]), part.label, tuple(read_provision(tree, part, clause, lexicon, pack)))
        for part, clause in zip(parts, norms, strict=True)
    ]


# -- suggestions --------------------------------------------------------------------------------------------------------


def suggest_pairs(agreement: str | None, instruments: Sequence[str], pack: str, least: float = 0.0) -> tuple[Suggestion, ...]:
    """Pairs of provisions and elements that no verdict covers, ranked by likeness of act and object.

    Raises ComplianceError as ``make_report`` does.
    """
    rules = disk.load_pack_folder(pack)
    report = make_report(agreement, instruments, pack)
    covered = frozenset((v.instrument, v.provision, v.element) for v in report.verdicts if v.relation != "does-not-address")
    _, texts = _load(agreement or rules.head.agreement, instruments or rules.head.instruments)
    here = [key for text in sorted(texts, key=lambda t: t.provenance.date or "9999") for key in provision_keys(text)]
    there = [Key("", note.id, ((element_key(note.id, note.title, rules), 0, 0),), note.evidence) for note in report.elements]
    return rank(here, there, covered, least)


def provision_keys(text: Text) -> list[Key]:
    """The key of each provision: act, object and roles of its norms, or all of its words where no norm was read."""
    read = read_text(text, load_grammar())
    out: list[Key] = []
    for part, clause in zip(read.provisions, read.norms, strict=True):
        spans = sorted({span for norm in clause.norms for inner in norm.walk() for span in _key_spans(inner)}) or [(part.start, part.end)]
        source = read.text.content
        parts = tuple((source[start:end], start, end) for start, end in spans)
        out.append(Key(read.text.id, part.label, parts, Evidence(read.text.id, part.start, part.end, source[part.start : part.end])))
    return out


def _key_spans(norm: Norm) -> list[tuple[int, int]]:
    words = [norm.action_words, norm.object, *(role.words for role in norm.roles), *norm.purposes]
    return [(one.start, one.end) for one in words if one is not None]


def element_key(id_: str, title: str, pack: RulePack) -> str:
    """What an element asks for, in the pack's words: title, act and its reason."""
    element = pack.elements.get(id_)
    if element is None:
        return title
    act = pack.taxonomy.acts[element.act]
    return f"{title} {act.label} {act.why}"


# -- a pack's own cases -------------------------------------------------------------------------------------------------


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


def _spoken(text: str) -> str:
    """The words of a case in both of their reduced forms, so that a phrase is found by one substring test."""
    return f" {' '.join(lemmas(text))} | {' '.join(load_scopes().forms.run(text))} "


def _read_case(case: Case) -> tuple[ClauseTree, tuple[Provision, ...], tuple[ClauseNorms, ...]]:
    tree = parse_source("text", f"{case.heading}\n\n1. {case.text}\n" if case.heading else f"1. {case.text}\n")
    parts = provisions(tree)
    return tree, parts, extract_norms(tree, parts, load_grammar())


# -- small texts, for cases and benchmarks ----------------------------------------------------------------------------


def judge_sentence(heading: str, text: str, pack: RulePack, grammar: Grammar, lexicon: Lexicon) -> frozenset[tuple[str, str]]:
    """The relations of one provision under a heading, as (element, relation) without ``does-not-address``."""
    source = f"{heading}\n\n1. {text}\n" if heading else f"1. {text}\n"
    pairs = _pairs(source, pack, grammar, lexicon)
    return frozenset(pair for found in pairs.values() for pair in found)


def judge_text(source: str, pack: RulePack, grammar: Grammar, lexicon: Lexicon) -> dict[str, set[tuple[str, str]]]:
    """The relations of every provision of a text, by label."""
    return _pairs(source, pack, grammar, lexicon)


def _pairs(source: str, pack: RulePack, grammar: Grammar, lexicon: Lexicon) -> dict[str, set[tuple[str, str]]]:
    tree: ClauseTree = parse_source("text", source)
    parts = provisions(tree)
    norms: tuple[ClauseNorms, ...] = extract_norms(tree, parts, grammar)
    signals = signals_of(pack)
    verdicts, _ = relate("text", tree, parts, norms, pack, NO_AGREEMENT, lexicon, signals, _passages(tree, signals))
    out: dict[str, set[tuple[str, str]]] = {part.label: set() for part in parts}
    for verdict in verdicts:
        if verdict.relation != "does-not-address":
            out[verdict.provision].add((verdict.element, verdict.relation))
    return out
