"""Texts -> the norms in them that repeat, contradict or narrow one another."""

from __future__ import annotations

from collections.abc import Sequence

from compliance import disk
from compliance.clauses.provisions import provisions
from compliance.conflicts.find import Stated
from compliance.conflicts.find import pairs as find_pairs
from compliance.errors import Problem, UsageError
from compliance.mapping.lexicon import Lexicon
from compliance.mapping.meet import ReadProvision, meet
from compliance.mapping.relate import read_provision
from compliance.model.clause import ClauseTree, Provision
from compliance.model.conflict import NormPair
from compliance.model.pack import RulePack
from compliance.model.span import Evidence
from compliance.model.text import Text
from compliance.norms.extract import extract_norms
from compliance.pipeline import (
    load_conflict_words,
    load_grammar,
    load_texts,
    open_text,
)
from compliance.sentences import split_sentences


def find_conflicts(files: Sequence[str], pack: str | None = None) -> tuple[tuple[Text, ...], tuple[NormPair, ...]]:
    """The pairs of norms of the texts that repeat, contradict or narrow one another, by their words, and with a pack by its concepts.

    Raises InputError with the problems of all texts, UsageError where there is none.
    """
    rules = disk.load_rules(pack) if pack else None
    _, texts = load_texts(None, files or (rules.head.instruments if rules else ()))
    if not texts:
        raise UsageError(Problem("", 0, 0, "nothing-to-judge", "there is no text to compare", "name one or more files"))
    words = load_conflict_words()
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
    by_words = find_pairs(stated, words)
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
