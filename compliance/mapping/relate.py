"""Provisions x elements -> verdicts.

Takes the provisions of one instrument with their norms, a pack, and the agreement's text; gives a verdict for every pair,
``does-not-address`` with its reason too, and findings for words that no row reads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from compliance.mapping.lexicon import Lexicon
from compliance.mapping.readings import Around, ProvisionReader, Reading, named_provision, surroundings
from compliance.mapping.rules import apply_rules
from compliance.mapping.sentences import limit_of_link, rationale, reason_silent
from compliance.mapping.signals import PassageReader, SignalRow, claim_verdicts, hits
from compliance.mapping.table import Judgement, judge
from compliance.model.clause import ClauseTree, Provision
from compliance.model.finding import Finding
from compliance.model.mapping import Relation, Verdict
from compliance.model.norm import ClauseNorms
from compliance.model.pack import Claim, Element, RulePack
from compliance.model.span import Evidence, Span

_STRENGTH = {"addresses": 0, "partially-addresses": 1, "contradicts": 2, "does-not-address": 3}


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement's side of the evidence: where each element's quote stands."""

    document: str
    source: str
    quotes: Mapping[str, Span]

    def evidence(self, element: str) -> tuple[Evidence, ...]:
        """The element's words in the agreement, or nothing where a pack states its commitments itself."""
        span = self.quotes.get(element)
        if span is None:
            return ()
        return (Evidence(span.document, span.start, span.end, self.source[span.start : span.end]),)


NO_AGREEMENT = Agreement("", "", {})


def relate(
    instrument: str,
    tree: ClauseTree,
    provisions: Sequence[Provision],
    norms: Sequence[ClauseNorms],
    pack: RulePack,
    agreement: Agreement = NO_AGREEMENT,
    lexicon: Lexicon | None = None,
    signals: Sequence[SignalRow] = (),
    passages: PassageReader | None = None,
) -> tuple[tuple[Verdict, ...], tuple[Finding, ...]]:
    """The verdicts of one instrument, in the order of its provisions and of the pack's elements, and its findings.

    Claims of the pack are judged by ``signals`` on what ``passages`` reads in a provision.
    """
    words = lexicon or Lexicon(pack)
    verdicts: list[Verdict] = []
    findings: list[Finding] = []
    before: list[Verdict] = []
    by_label: dict[str, list[Verdict]] = {}
    for provision, clause in zip(provisions, norms, strict=True):
        readings = read_provision(tree, provision, clause, words, pack)
        own: list[Verdict] = []
        met = hits(signals, passages(provision)) if passages is not None and signals else []
        for id_, asked in pack.asked.items():
            if isinstance(asked, Claim):
                own += claim_verdicts(instrument, tree.source, provision, met, id_, asked, agreement.evidence(id_))
            else:
                enforced = by_label.get(_named(readings), before)
                own += _pair(instrument, tree, provision, readings, id_, asked, pack, agreement, enforced)
        if pack.elements:
            findings += unread(instrument, provision, clause, readings, own)
        verdicts += own
        supports = [v for v in own if v.relation != "does-not-address" and v.row not in ("link", "signal")]
        before = supports or before
        by_label[provision.label] = supports
    return tuple(verdicts), tuple(findings)


def read_provision(tree: ClauseTree, provision: Provision, clause: ClauseNorms, lexicon: Lexicon, pack: RulePack) -> list[Reading]:
    """The readings of one provision's norms, with the persons of its headings and addressee."""
    return ProvisionReader(lexicon, pack, _around(tree, provision, lexicon, pack)).read(clause)


def _named(readings: Sequence[Reading]) -> str:
    """The provision that a sanction names, or nothing when it only says "such an act"."""
    return next((named_provision(r.norm.trigger.text) for r in readings if r.enforces and r.norm.trigger), "")


def _around(tree: ClauseTree, provision: Provision, lexicon: Lexicon, pack: RulePack) -> Around:
    headings = [tree.source[start:end] for start, end in provision.headings]
    addressee = tree.source[slice(*provision.addressee)] if provision.addressee else ""
    return surroundings(headings, addressee, lexicon, pack)


def _pair(
    instrument: str, tree: ClauseTree, provision: Provision, readings: Sequence[Reading], id_: str, element: Element,
    pack: RulePack, agreement: Agreement, before: Sequence[Verdict],
) -> list[Verdict]:  # fmt: skip
    """The verdicts of one provision and one element: the strongest support, the strongest contradiction, or silence."""
    judged = [judge(reading, id_, element, pack) for reading in readings]
    judged += apply_rules(readings, id_, element, pack)
    out: list[Verdict] = []
    for relations in (("addresses", "partially-addresses"), ("contradicts",)):
        hits = [j for j in judged if j.relation in relations]
        if hits:
            best = min(hits, key=lambda j: (_STRENGTH[j.relation], len(j.limits), j.reading.norm.derived))
            out.append(_verdict(instrument, tree, provision, id_, element, best, agreement, hits, pack))
    if not out:
        out += _linked(instrument, tree, provision, readings, id_, element, agreement, before)
    if not out:
        out.append(_silence(instrument, tree, provision, id_, element, judged, pack, agreement))
    return out


def _own_evidence(instrument: str, tree: ClauseTree, provision: Provision, start: int, end: int) -> Evidence:
    if not provision.start <= start < end <= provision.end:
        start, end = provision.start, provision.end
    return Evidence(instrument, start, end, tree.source[start:end])


def _verdict(
    instrument: str, tree: ClauseTree, provision: Provision, id_: str, element: Element, best: Judgement,
    agreement: Agreement, hits: Sequence[Judgement], pack: RulePack,
) -> Verdict:  # fmt: skip
    norm = best.reading.norm
    return Verdict(
        instrument=instrument,
        provision=provision.label,
        element=id_,
        relation=best.relation,
        rationale=rationale(best, element, pack),
        limits=best.limits,
        facets=best.facets,
        evidence=(_own_evidence(instrument, tree, provision, norm.start, norm.end), *agreement.evidence(id_)),
        row=best.row.partition(":")[0],
        laws=norm.laws,
        rule=best.row.partition(":")[2],
        norm=f"{norm.clause}#{norm.ordinal}",
    )


def _linked(
    instrument: str, tree: ClauseTree, provision: Provision, readings: Sequence[Reading], id_: str, element: Element,
    agreement: Agreement, before: Sequence[Verdict],
) -> list[Verdict]:  # fmt: skip
    """Law 9: a sanction for "such an act" carries the relation of the norm before it, as a sanction only."""
    sanction = next((reading for reading in readings if reading.enforces), None)
    if sanction is None:
        return []
    for enforced in before:
        if enforced.element == id_ and enforced.relation in ("addresses", "partially-addresses"):
            norm = sanction.norm
            own = _own_evidence(instrument, tree, provision, norm.start, norm.end)
            limits = (*enforced.limits, limit_of_link(enforced))
            relation: Relation = "partially-addresses"
            text = f"Sets a sanction for the breach of provision {enforced.provision}, which {enforced.rationale[0].lower()}{enforced.rationale[1:]}"
            return [Verdict(instrument, provision.label, id_, relation, text, limits, enforced.facets, (own, *agreement.evidence(id_)),
                            "link", (*norm.laws, "sanction"), "", f"{norm.clause}#{norm.ordinal}")]  # fmt: skip
    return []


def _silence(
    instrument: str, tree: ClauseTree, provision: Provision, id_: str, element: Element, judged: Sequence[Judgement],
    pack: RulePack, agreement: Agreement,
) -> Verdict:  # fmt: skip
    """A ``does-not-address`` with the reason of the reading that came nearest."""
    own = _own_evidence(instrument, tree, provision, provision.start, provision.end)
    if not judged:
        return Verdict(instrument, provision.label, id_, "does-not-address", "No norm was read in this provision.", (), (),
                       (own, *agreement.evidence(id_)), "2")  # fmt: skip
    best = min(judged, key=lambda j: (j.failing, j.reading.act is None, -int(j.row) if j.row.isdigit() else 0))
    near = best.failing <= 1 and best.row != "2"
    norm = best.reading.norm
    if near:
        own = _own_evidence(instrument, tree, provision, norm.start, norm.end)
    return Verdict(instrument, provision.label, id_, "does-not-address", reason_silent(best, element, pack), (), best.facets,
                   (own, *agreement.evidence(id_)), best.row.partition(":")[0], norm.laws, "", f"{norm.clause}#{norm.ordinal}", near)  # fmt: skip


def unread(
    instrument: str, provision: Provision, clause: ClauseNorms, readings: Sequence[Reading], verdicts: Sequence[Verdict]
) -> list[Finding]:
    """What was not understood and might matter: words of order without a norm, and unknown acts on relevant persons."""
    subject = f"{instrument}/{provision.label}"
    out = [
        Finding(instrument, words.start, words.end, "unread-words", "these words order something, but no norm was read in them", "warning", subject)
        for words in clause.unread
    ]
    if not clause.norms and not clause.unread:
        out.append(Finding(instrument, provision.start, provision.end, "no-norm", "no norm was read in this provision", "note", subject))
    if any(verdict.relation != "does-not-address" for verdict in verdicts):
        return out
    for reading in readings:
        if reading.act is not None or reading.norm.derived or reading.modality in ("declaratory", "denial"):
            continue
        persons = reading.agent.classes | reading.patient.classes | reading.agent.qualities | reading.patient.qualities
        if not (persons - {"members", "issuer", "locals"} or reading.interests):
            continue
        words = reading.norm.action_words
        message = f"no row of the pack reads the act “{words.text}”; if it matters, add a row to the lexicon"
        out.append(Finding(instrument, words.start, words.end, "unread-act", message, "note", subject))
    return [*dict.fromkeys(out)]


__all__ = ["NO_AGREEMENT", "Agreement", "read_provision", "relate", "unread"]
