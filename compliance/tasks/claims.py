"""A file of claims, texts and a pack -> what the words of the texts say to each claim.

Takes names; gives results. Texts are those named, or the pack's own, and built-in texts that a claim is about; problems of all inputs are raised once.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from compliance import disk
from compliance.claims.absences import Unit
from compliance.claims.concepts import NO_CONCEPTS, NormConcepts, world_of
from compliance.claims.file import ClaimEntry, ClaimsFile, claims_of, mistakes
from compliance.claims.judge import Judge, ReadText
from compliance.claims.statements import Around, Stated, statements
from compliance.claims.words import ClaimWords, compile_words
from compliance.clauses.parse import parse_source
from compliance.clauses.provisions import provisions
from compliance.errors import InputError, Problem, UsageError
from compliance.mapping.lexicon import Lexicon
from compliance.mapping.relate import read_provision
from compliance.model.claim import Claim, ClaimResult
from compliance.model.clause import ClauseTree, Provision
from compliance.model.norm import ClauseNorms, Norm
from compliance.model.pack import RulePack
from compliance.model.text import Source, Text
from compliance.norms.extract import extract_norms
from compliance.packs.validate import validate
from compliance.passages.lemma import BaseForms
from compliance.pipeline import load_grammar, load_inputs, open_text


@lru_cache(maxsize=1)
def load_claim_words() -> ClaimWords:
    """The words that claims are read by, compiled once."""
    grammar = load_grammar()
    return compile_words(disk.claim_data(), BaseForms(grammar.lemma), lambda word: grammar.can_be(word, "B"))


def check_claims(file: str, agreement: Source | None, instruments: Sequence[Source], pack: str, *, expect: bool = False) -> tuple[tuple[Text, ...], tuple[ClaimResult, ...]]:
    """The texts that were read and the result of each claim, in the order of the file.

    Raises InputError with the problems of the file and of the texts, UsageError with ``expect`` where no claim says what is expected.
    """
    words = load_claim_words()
    rules, commits, others = load_inputs(agreement, instruments, pack)
    texts = [*([commits] if commits is not None else []), *others]
    parsed = disk.load_yaml(Path(file), file)
    found = validate(parsed, ClaimsFile, parsed.data) if not parsed.problems else None
    entries = [(at, validate(parsed, ClaimEntry, data, ("claims", at))) for at, data in enumerate(found.claims)] if found is not None else []
    by_place = claims_of([(at, one) for at, one in entries if one is not None], words)
    claims = tuple(by_place.values())
    if found is not None and not entries:
        parsed.problems.append(parsed.problem(parsed.place(("claims",)), "claims-none", "there is no claim in this file", "write one, as docs/reference/claims.md shows"))
    for name in sorted({name for claim in claims for name in claim.about} - {text.id for text in texts}):
        if name in disk.list_texts():
            texts.append(disk.load_text(name))
    known = [text.id for text in texts]
    near = {name: f"did you mean {close[0]!r}?" for claim in claims for name in claim.about if (close := difflib.get_close_matches(name, known, n=1))}
    for path, code, message, step in mistakes(by_place, known, near):
        place = next((parsed.keys[cut] for cut in (path, path[:-1]) if cut in parsed.keys), parsed.place(path[:2]))
        parsed.problems.append(parsed.problem(place, code, message, step))
    if parsed.problems:
        raise InputError(*parsed.problems)
    if expect and not any(claim.verdict for claim in claims):
        raise UsageError(Problem(file, 0, 0, "claims-no-verdict", "no claim of the file says which verdict is expected", "add verdict: to the claims, or leave out --expect"))
    reader = ClaimReader(rules, words)
    read = {text.id: reader.text(text) for text in texts}
    judge = Judge(words, world_of(rules))
    results = tuple(judge.judge(claim, reader.claim(claim), [read[name] for name in claim.about or known]) for claim in claims)
    used = {name for claim in claims for name in claim.about or known}
    return tuple(text for text in texts if text.id in used), results


class ClaimReader:
    """Texts and claims -> statements, with the concepts of one pack."""

    def __init__(self, pack: RulePack, words: ClaimWords) -> None:
        self.pack = pack
        self.words = words
        self.lexicon = Lexicon(pack)

    def text(self, text: Text) -> ReadText:
        """A text as claims are held against it."""
        text, tree = open_text(text)
        parts = provisions(tree)
        units = [self._unit(text, part.label, part.start, part.end) for part in parts]
        covered = [(part.start, part.end) for part in parts]
        for start, end in _lines(text.content):
            if not any(a < end and start < b for a, b in covered):
                units.append(self._unit(text, "", start, end))
        stated = self._stated(text.id, tree, parts, self.words.senses(text.provenance.title))
        return ReadText(text.id, text.content, tuple(units), stated)

    def claim(self, claim: Claim) -> tuple[Stated, ...]:
        """The statements of a claim."""
        tree = parse_source("claim", claim.text)
        return self._stated("claim", tree, provisions(tree))

    def _unit(self, text: Text, label: str, start: int, end: int) -> Unit:
        own = text.content[start:end]
        without_words = {sense for sense, patterns in self.words.aspects.items() if any(pattern.search(own) for pattern in patterns)}
        return Unit(text.id, label, start, end, self.words.senses(own) | without_words)

    def _stated(self, document: str, tree: ClauseTree, parts: Sequence[Provision], topic: frozenset[str] = frozenset()) -> tuple[Stated, ...]:
        out: list[Stated] = []
        before: frozenset[str] = frozenset()
        for part in parts:
            part, norms = _read(tree, part)
            headings = self.words.senses(" , ".join(tree.source[a:b] for a, b in part.headings))
            addressee = self.words.senses(tree.source[slice(*part.addressee)]) if part.addressee else frozenset()
            concepts = self._concepts(tree, part, norms)
            own = statements(document, tree.source, part, norms, self.words, lambda norm, known=concepts: known.get(_key(norm), NO_CONCEPTS), Around(headings, addressee, before, topic))  # type: ignore[misc]
            before = frozenset(sense for one in own for sense in (*one.acts, *(idea.sense for idea in one.rest)))
            out += own
        return tuple(out)

    def _concepts(self, tree: ClauseTree, part: Provision, norms: ClauseNorms) -> dict[tuple[int, int, str, str], NormConcepts]:
        if not self.pack.elements:
            return {}
        out: dict[tuple[int, int, str, str], NormConcepts] = {}
        for reading in read_provision(tree, part, norms, self.lexicon, self.pack):
            one = out.get(_key(reading.norm), NO_CONCEPTS)
            out[_key(reading.norm)] = NormConcepts(
                one.acts | ({reading.act.act} if reading.act is not None else set()),
                one.agents | reading.agent.classes | reading.agent.qualities,
                one.patients | reading.patient.classes | reading.patient.qualities,
                one.interests | reading.interests,
            )
        return out


def _read(tree: ClauseTree, part: Provision) -> tuple[Provision, ClauseNorms]:
    """The norms of a provision: of its own words where they say by themselves who must or may not do what, else with the words that lead in."""
    grammar = load_grammar()
    if part.lead_ins:
        alone = replace(part, lead_ins=())
        (norms,) = extract_norms(tree, (alone,), grammar)
        if any(norm.bearer_from == "text" and norm.modality not in ("declaratory", "constitutive") for norm in norms.norms):
            return alone, norms
    return part, extract_norms(tree, (part,), grammar)[0]


def _key(norm: Norm) -> tuple[int, int, str, str]:
    return norm.action_words.start, norm.end, norm.modality, norm.ordinal


def _lines(source: str) -> list[tuple[int, int]]:
    """The lines of a source that hold words."""
    out: list[tuple[int, int]] = []
    at = 0
    for line in source.splitlines(keepends=True):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            out.append((start, start + len(line.strip())))
        at += len(line)
    return out
