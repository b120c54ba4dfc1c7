"""Verdicts of a whole text -> one label for each claim.

The tool's own answer stays the relation with its limits; the label is a projection for scoring (docs/explanation/labels.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compliance.model.mapping import Verdict
from compliance.model.pack import Claim
from compliance.score.contract_nli import Answer, Label

_SUPPORT = ("addresses", "partially-addresses")


def label_of(verdicts: Sequence[Verdict], claim: Claim) -> Answer:
    """The label that the verdicts of one text on one claim come to, with the evidence of the side that holds.

    Support alone is Entailment, contradiction alone Contradiction, silence NotMentioned; where both stand in one text the claim
    says which settles it.
    """
    support = [verdict for verdict in verdicts if verdict.relation in _SUPPORT]
    against = [verdict for verdict in verdicts if verdict.relation == "contradicts"]
    if support and (not against or claim.settles == "support"):
        return _answer("Entailment", support)
    if against:
        return _answer("Contradiction", against)
    return Answer("NotMentioned", ())


def _answer(label: Label, verdicts: Sequence[Verdict]) -> Answer:
    return Answer(label, tuple(sorted({(e.start, e.end) for verdict in verdicts for e in verdict.evidence if e.document == verdict.instrument})))


def labels_of(verdicts: Sequence[Verdict], claims: Mapping[str, Claim]) -> dict[str, Answer]:
    """The label of every claim for the verdicts of one text."""
    by_element: dict[str, list[Verdict]] = {id_: [] for id_ in claims}
    for verdict in verdicts:
        if verdict.element in by_element:
            by_element[verdict.element].append(verdict)
    return {id_: label_of(by_element[id_], claim) for id_, claim in claims.items()}
