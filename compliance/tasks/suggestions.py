"""Texts and a pack -> pairs that no verdict covers, ranked."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.model.norm import Norm
from compliance.model.pack import RulePack
from compliance.model.span import Evidence
from compliance.model.suggestion import Suggestion
from compliance.model.text import Text
from compliance.pipeline import (
    load_conflict_words,
    load_grammar,
    load_inputs,
    make_report,
    read_text,
)
from compliance.suggest.rank import Key, rank


def suggest_pairs(agreement: str | None, instruments: Sequence[str], pack: str, least: float = 0.0) -> tuple[Suggestion, ...]:
    """Pairs of provisions and elements that no verdict covers, ranked by likeness of act and object.

    Raises ComplianceError as ``make_report`` does.
    """
    report = make_report(agreement, instruments, pack)
    covered = frozenset((v.instrument, v.provision, v.element) for v in report.verdicts if v.relation != "does-not-address")
    rules, _, texts = load_inputs(agreement, instruments, pack)
    here = [key for text in sorted(texts, key=lambda t: t.provenance.date or "9999") for key in provision_keys(text)]
    there = [Key("", note.id, ((element_key(note.id, note.title, rules), 0, 0),), note.evidence) for note in report.elements]
    return rank(here, there, covered, least, load_conflict_words().empty)


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
    """What an element asks for, in the pack's words: title, act and its reason, or the whole of a claim."""
    element = pack.elements.get(id_)
    if element is None:
        claim = pack.claims.get(id_)
        return title if claim is None else f"{title}: {claim.quote}"
    act = pack.taxonomy.acts[element.act]
    return f"{title} {act.label} {act.why}"
