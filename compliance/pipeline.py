"""The story, top to bottom: texts -> clauses -> norms -> mapping -> report.

The only module that knows all rooms and their order; ``reading`` tells its first half, ``comparing`` the one of two versions. Takes names of texts and packs (or texts already
read) and gives a report; every problem of every input is gathered and raised once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from compliance import disk
from compliance.clauses.opening import open_text as open_text  # found here too, as a step of the story
from compliance.clauses.parse import parse_source
from compliance.clauses.provisions import provisions
from compliance.errors import ComplianceError, InputError, Problem, UsageError
from compliance.mapping.coverage import cover, surplus
from compliance.mapping.lexicon import Lexicon
from compliance.mapping.relate import NO_AGREEMENT, Agreement, relate
from compliance.mapping.signals import PassageReader, SignalRow, compile_signals
from compliance.model.clause import ClauseTree
from compliance.model.finding import Finding
from compliance.model.mapping import Verdict
from compliance.model.norm import ClauseNorms
from compliance.model.pack import RulePack
from compliance.model.report import Report
from compliance.model.span import Span
from compliance.model.text import Source, Text
from compliance.norms.extract import extract_norms
from compliance.norms.grammar import Grammar
from compliance.packs.check import check_quotes, check_reach, quote_spans
from compliance.passages.bind import bind
from compliance.passages.lemma import BaseForms
from compliance.passages.read import read_passages
from compliance.passages.scopes import Scopes, compile_scopes
from compliance.reading import load_grammar as load_grammar
from compliance.reading import read_text as read_text
from compliance.report.build import Read, build

if TYPE_CHECKING:
    from compliance.conflicts.words import ConflictWords

DEFAULT_PACK = "doha"


@lru_cache(maxsize=1)
def load_scopes() -> Scopes:
    """The scope data of the language, compiled once."""
    grammar = load_grammar()
    return compile_scopes(disk.scope_data(), BaseForms(grammar.lemma))


@lru_cache(maxsize=1)
def load_conflict_words() -> ConflictWords:
    """The words that two norms are compared by, compiled once."""
    from compliance.conflicts.words import compile_words  # only a comparison of norms needs it

    return compile_words(disk.conflict_data(), BaseForms(load_grammar().lemma))


def signals_of(pack: RulePack) -> tuple[SignalRow, ...]:
    """The compiled signals of a pack; none, and nothing loaded, where it has no claims."""
    return compile_signals(pack, load_scopes().forms) if pack.claims else ()


def make_report(agreement: Source | None = None, instruments: Sequence[Source] = (), pack: str = DEFAULT_PACK) -> Report:
    """The gap report for texts and a pack by name or path; without texts, those of the pack.

    Raises ComplianceError with the problems of all inputs.
    """
    rules, commits, texts = load_inputs(agreement, instruments, pack)
    if not texts:
        raise UsageError(Problem("", 0, 0, "nothing-to-judge", "there is no instrument to judge", "name one with -i FILE"))
    return judge(rules, commits, texts)


def load_inputs(agreement: Source | None, instruments: Sequence[Source], pack: str) -> tuple[RulePack, Text | None, list[Text]]:
    """A pack and the texts named, or its own where none are; the problems of all of them are raised together."""
    try:
        rules = disk.load_rules(pack)
    except ComplianceError as error:
        try:
            load_texts(agreement, instruments)
        except ComplianceError as other:
            raise InputError(*other.problems, *error.problems) from error
        raise
    return (rules, *load_texts(agreement or rules.head.agreement, instruments or rules.head.instruments))


def load_texts(agreement: Source | None, instruments: Sequence[Source]) -> tuple[Text | None, list[Text]]:
    """All texts, each id once; the problems of all of them are raised together."""
    problems: list[Problem] = []
    loaded: list[Text | None] = []
    for ref in (agreement, *instruments):
        try:
            loaded.append(disk.text_of(ref) if ref else None)
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
        findings += [Finding(agreement.id, 0, 0, "quote-not-found", message, "warning") for message in _not_quoted(pack, agreement)]
    for text in sorted(instruments, key=lambda t: t.provenance.date or "9999"):
        read = read_text(text, grammar)
        text = read.text
        found, odd = relate(text.id, read.tree, read.provisions, read.norms, pack, side, lexicon, signals, passage_reader(read.tree) if signals else None)
        reads.append(read)
        verdicts += found
        findings += [*_source_findings(text), *read.tree.findings, *odd]
    dates = [(read.text.id, read.text.provenance.date) for read in reads]
    return build(pack, agreement, quotes, reads, verdicts, cover(pack, verdicts, dates), surplus(verdicts), findings)


def _not_quoted(pack: RulePack, agreement: Text) -> list[str]:
    """What is to be said of quotes that the agreement does not hold: each, or once that it is another text where it holds none of them."""
    missing = [problem.message for problem in check_quotes(pack, agreement)]
    if len(missing) > 1 and len(missing) == sum(1 + len(commitment.asked) for commitment in pack.commitments.values()):
        return [f"nothing that the pack {pack.head.id} quotes stands in {agreement.id}; the commitments of this report are those of the pack, and {agreement.id} was not read for its own"]
    return missing


def passage_reader(tree: ClauseTree) -> PassageReader:
    """What reads the passages of a tree's provisions, with the labels of its text bound."""
    return partial(read_passages, tree, scopes=bind(tree.source, load_scopes()))


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
    files = disk.pack_commitments(ref)
    problems = check_reach(pack, files)
    try:
        problems += check_quotes(pack, disk.load_text(pack.head.agreement), files) if pack.head.agreement else []
    except ComplianceError as error:
        problems += error.problems
    return pack, sorted(problems)


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
    verdicts, _ = relate("text", tree, parts, norms, pack, NO_AGREEMENT, lexicon, signals, passage_reader(tree) if signals else None)
    out: dict[str, set[tuple[str, str]]] = {part.label: set() for part in parts}
    for verdict in verdicts:
        if verdict.relation != "does-not-address":
            out[verdict.provision].add((verdict.element, verdict.relation))
    return out
