"""Everything that was found -> the one Report that all formats read.

Takes texts, trees, provisions, norms, verdicts and findings; gives a frozen ``Report``. Computes nothing new but places and
one-line readings of norms.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.model.clause import ClauseTree, Provision
from compliance.model.finding import Finding
from compliance.model.mapping import Coverage, Verdict
from compliance.model.norm import ClauseNorms, Norm
from compliance.model.report import (
    CommitmentNote,
    ElementNote,
    OutsideNote,
    PlacedFinding,
    ProvisionNote,
    Report,
    SourceNote,
)
from compliance.model.span import Evidence, Place, Span
from compliance.model.text import Text

if TYPE_CHECKING:  # a text is shown without what reads packs
    from compliance.model.pack import RulePack


@dataclass(frozen=True, slots=True)
class Read:
    """One instrument as read: text, tree, provisions and their norms."""

    text: Text
    tree: ClauseTree
    provisions: tuple[Provision, ...]
    norms: tuple[ClauseNorms, ...]


def build(
    pack: RulePack,
    agreement: Text | None,
    quotes: dict[str, Span],
    reads: Sequence[Read],
    verdicts: Sequence[Verdict],
    coverage: Sequence[Coverage],
    surplus: Sequence[str],
    findings: Sequence[Finding],
) -> Report:
    """The report; instruments in the order given, findings by document and place."""
    sources = {read.text.id: read.text.content for read in reads}
    if agreement is not None:
        sources[agreement.id] = agreement.content
    order = {id_: index for index, id_ in enumerate(sources)}
    placed = [
        PlacedFinding(finding, Place.at(sources.get(finding.document, ""), finding.start))
        for finding in sorted(findings, key=lambda f: (order.get(f.document, 99), f.start, f.code))
    ]
    return Report(
        pack_id=pack.head.id,
        pack_version=pack.head.version,
        pack_title=pack.head.title,
        agreement=note(agreement) if agreement is not None else None,
        instruments=tuple(note(read.text) for read in reads),
        commitments=tuple(CommitmentNote(id_, c.title, c.quote, tuple(c.asked)) for id_, c in pack.commitments.items()),
        elements=tuple(
            ElementNote(id_, number, element.title, element.quote, _evidence(quotes.get(id_), agreement))
            for number, commitment in pack.commitments.items()
            for id_, element in commitment.asked.items()
        ),
        provisions=tuple(_provision(read, p, n) for read in reads for p, n in zip(read.provisions, read.norms, strict=True)),
        verdicts=tuple(verdicts),
        coverage=tuple(coverage),
        surplus=tuple(surplus),
        findings=tuple(placed),
        pack_sha256=pack.sha256,
        outside=tuple(words for read in reads for words in _outside(read)),
    )


def note(text: Text) -> SourceNote:
    """What a report says of a text."""
    p = text.provenance
    return SourceNote(text.id, p.title, p.issuer, p.date, p.date_precision, p.language, p.translation, p.source, text.sha256, text.changed)


def _evidence(span: Span | None, agreement: Text | None) -> Evidence | None:
    if span is None or agreement is None:
        return None
    return Evidence(span.document, span.start, span.end, span.quote(agreement.content))


def _provision(read: Read, provision: Provision, norms: ClauseNorms) -> ProvisionNote:
    source = read.tree.source
    heading = " / ".join(" ".join(source[start:end].split()) for start, end in provision.headings)
    return ProvisionNote(
        instrument=read.text.id,
        label=provision.label,
        eid=provision.clause.eid,
        heading=heading,
        text=source[provision.start : provision.end],
        start=provision.start,
        end=provision.end,
        place=Place.at(source, provision.start),
        norms=tuple(in_words(norm) for norm in norms.norms),
    )


def _outside(read: Read) -> list[OutsideNote]:
    """The words between the provisions, clause by clause and with their markers: own words, and headings that stand beside others."""
    source = read.tree.source
    taken = sorted((provision.start, provision.end) for provision in read.provisions)
    starts = [start for start, _ in taken]
    out: dict[tuple[int, int], str] = {}
    for clause in read.tree.root.walk():
        for start, end, kind in ((clause.heading_start, clause.heading_end, "heading"), (clause.start, clause.text_end, clause.kind)):
            at = bisect_right(starts, start) - 1
            if (at >= 0 and start < taken[at][1]) or (at + 1 < len(starts) and starts[at + 1] < end):
                continue
            words = source[start:end]
            start += len(words) - len(words.lstrip())
            if words.strip():
                out.setdefault((start, start + len(words.strip())), kind)
    return [OutsideNote(read.text.id, kind, source[start:end], start, end) for (start, end), kind in sorted(out.items())]


def in_words(norm: Norm) -> str:
    """A norm in one line: modality, who, what, to whom, under which conditions."""
    who = ""
    if norm.bearer is not None:
        # "No one may" forbids all, and does not forbid nobody.
        who = f" of all (“{norm.bearer.text}”)" if "negative-subject" in norm.laws else f" of {norm.bearer.text}"
    elif not norm.passive:
        who = ", nobody named"
    act = f"{norm.action} {norm.particle}".strip()
    parts = [norm.modality + who, act + (f" {norm.object.text}" if norm.object else "")]
    parts += [f"if: {words.text}" for words in norm.conditions]
    parts += [f"but: {words.text}" for words in norm.exceptions]
    parts += [f"within it: {in_words(inner)}" for inner in norm.embedded]
    return " | ".join(" ".join(part.split()) for part in parts)
