"""Passages x signals -> verdicts on the claims of a pack.

Takes the passages of a provision and the compiled signals; gives the strongest support and the strongest contradiction of each
claim, with the passage and its lead-ins as evidence, or silence. A signal sees words and scopes, never a place or a document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from compliance.model.clause import Provision
from compliance.model.mapping import Facet, Verdict
from compliance.model.pack import Claim, RulePack, Signal
from compliance.model.span import Evidence
from compliance.passages.lemma import BaseForms
from compliance.passages.pattern import Pattern, compile_pattern, first_of
from compliance.passages.read import Passage

#: Reads the passages of a provision.
PassageReader = Callable[[Provision], Sequence[Passage]]

_SUPPORT = ("addresses", "partially-addresses")
_RANK = {"addresses": 0, "partially-addresses": 1, "contradicts": 2}


@dataclass(frozen=True, slots=True)
class SignalRow:
    """A signal with its patterns compiled."""

    name: str
    signal: Signal
    words: tuple[Pattern, ...]
    also: tuple[Pattern, ...]
    clause: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    beside: tuple[Pattern, ...]


def compile_signals(pack: RulePack, forms: BaseForms, known: Sequence[SignalRow] = ()) -> tuple[SignalRow, ...]:
    """The signals of a pack, compiled; those of ``known`` whose row is the same are taken over.

    Raises UnknownWordListError for a list that the pack does not define.
    """
    compiled = {id(row.signal): row for row in known}
    lists = pack.signals.lists

    def patterns(rows: Sequence[str]) -> tuple[Pattern, ...]:
        return tuple(compile_pattern(row, lists, forms) for row in rows)

    return tuple(
        compiled.get(id(row)) or SignalRow(name, row, patterns(row.words), patterns(row.also), patterns(row.clause), patterns(row.unless), patterns(row.beside))
        for name, row in pack.signals.signals.items()
    )


@dataclass(frozen=True, slots=True)
class Hit:
    """A signal met in a passage; ``words`` is the place of the decisive words among the passage's."""

    row: SignalRow
    passage: Passage
    words: tuple[int, int]


def hits(rows: Sequence[SignalRow], passages: Sequence[Passage]) -> list[Hit]:
    """All signals that the passages of one provision meet, row by row."""
    found: list[Hit] = []
    for row in rows:
        if row.beside and not all(any(pattern.find(passage.words) for passage in passages) for pattern in row.beside):
            continue
        found += [Hit(row, passage, place) for passage in passages if (place := _met(row, passage)) is not None]
    return found


def _met(row: SignalRow, passage: Passage) -> tuple[int, int] | None:
    signal = row.signal
    if signal.modality and passage.modality not in signal.modality:
        return None
    if not passage.scopes.issuperset(signal.within) or passage.scopes & set(signal.outside) or not passage.reserved <= set(signal.reserved):
        return None
    place = first_of(row.words, passage.words, passage.own)
    if place is None:
        return None
    whole = (*passage.before, *passage.words)
    if not all(pattern.find(whole) for pattern in row.also):
        return None
    clause = passage.words[passage.head :]
    if not all(pattern.find(clause) for pattern in row.clause):
        return None
    return None if any(pattern.find(clause) for pattern in row.unless) else place


def claim_verdicts(
    instrument: str, source: str, provision: Provision, found: Sequence[Hit], id_: str, claim: Claim, commits: Sequence[Evidence],
) -> list[Verdict]:  # fmt: skip
    """The verdicts of one provision on one claim: support, contradiction, both, or silence."""
    out: list[Verdict] = []
    own = [hit for hit in found if hit.row.signal.element == id_]
    for relations in (_SUPPORT, ("contradicts",)):
        of_kind = [hit for hit in own if hit.row.signal.relation in relations]
        if of_kind:
            out.append(_verdict(instrument, source, provision, of_kind, id_, claim, commits))
    if not out:
        out.append(_silence(instrument, source, provision, id_, claim, commits))
    return out


def _verdict(
    instrument: str, source: str, provision: Provision, of_kind: Sequence[Hit], id_: str, claim: Claim, commits: Sequence[Evidence],
) -> Verdict:  # fmt: skip
    best = min(of_kind, key=lambda hit: (_RANK[hit.row.signal.relation], len(hit.row.signal.limits), hit.passage.start))
    spans: dict[tuple[int, int], None] = {}
    for hit in [best, *of_kind]:
        spans.update(dict.fromkeys([(hit.passage.start, hit.passage.end), *hit.passage.leads]))
    evidence = [Evidence(instrument, start, end, source[start:end]) for start, end in spans]
    signal, passage = best.row.signal, best.passage
    limits = list(signal.limits)
    if signal.relation != "contradicts" and "consent" in passage.reserved and "exception" not in passage.scopes:
        limits.append("is bound to consent")
    words = " ".join(passage.words[slice(*best.words)])
    facets = (
        Facet("words", words, claim.title, "unknown", signal.why),
        Facet("modality", passage.modality or "statement", claim.kind, "unknown"),
        Facet("scope", ", ".join(sorted(passage.scopes)) or "norm", claim.quantifier, "unknown"),
    )
    verb = "speak against" if signal.relation == "contradicts" else "answer to"
    text = f"The words {verb} “{claim.title}”: {signal.why[0].lower()}{signal.why[1:]}"
    return Verdict(instrument, provision.label, id_, signal.relation, text, tuple(dict.fromkeys(limits)), facets, (*evidence, *commits), "signal", (), f"signal:{best.row.name}")


def _silence(instrument: str, source: str, provision: Provision, id_: str, claim: Claim, commits: Sequence[Evidence]) -> Verdict:
    evidence = Evidence(instrument, provision.start, provision.end, source[provision.start : provision.end])
    text = f"No signal of the pack is met that “{claim.title}” asks for."
    return Verdict(instrument, provision.label, id_, "does-not-address", text, (), (), (evidence, *commits), "signal")
