"""Two versions of a text and a pack -> the verdicts that changed, and through which words.

Each version is judged as the only instrument; a verdict belongs to the change in whose clause its provision stands. What is compared
is, for each change and element, the set of relations other than ``does-not-address``: a clause that got another number or another
place holds. Which words did it is found by trying (``flip_causes``), and where that cannot be done by the place of the words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from compliance import disk
from compliance.clauses.parse import parse_source
from compliance.clauses.provisions import provisions
from compliance.mapping.lexicon import Lexicon
from compliance.mapping.relate import read_provision, relate
from compliance.mapping.signals import SignalRow
from compliance.model.change import ClauseSpan, Comparison, Edit
from compliance.model.clause import ClauseTree, Provision
from compliance.model.flip import Because, CoverageChange, FlipKind, FlipReport, VerdictChange, VerdictSide
from compliance.model.mapping import Verdict
from compliance.model.norm import ClauseNorms
from compliance.model.pack import RulePack
from compliance.model.report import Report
from compliance.model.text import Source, Text
from compliance.norms.extract import extract_norms
from compliance.pipeline import judge, load_grammar, open_text, passage_reader, signals_of
from compliance.tasks.flip_causes import Hunk, Pairs, Range, Said, Trial, touches

#: How many characters may be judged again to find out which words did it, and how many hunks of one clause are tried.
_MOST_CHARACTERS = 2_000_000
_MOST_HUNKS = 24
_SUPPORT = ("addresses", "partially-addresses")


def flips(comparison: Comparison, old_text: Text, new_text: Text, pack_ref: str, agreement: Source | None = None) -> FlipReport:
    """What the changes did to the verdicts of a pack. ``comparison`` is that of the two texts, which are given as they were loaded.

    ``agreement`` is a text, or one by name or path; without one, that of the pack. Raises ComplianceError for a pack or text that cannot be used.
    """
    pack = disk.load_rules(pack_ref)
    named = agreement or pack.head.agreement
    commits = disk.text_of(named) if named else None
    rows = signals_of(pack)
    old, new = (_Side(text, judge(pack, commits, [text]), pack, rows) for text in (old_text, new_text))
    finder = _Finder(comparison, old, new)
    found: list[VerdictChange] = []
    for index, change in enumerate(comparison.changes):
        before, after = old.verdicts(change.old), new.verdicts(change.new)
        for element in pack.asked:
            sides = before.get(element, ()), after.get(element, ())
            if any(sides):
                found.append(finder.verdict(index, element, *sides))
    coverage = tuple(CoverageChange(was.element, was.status, now.status) for was, now in zip(old.report.coverage, new.report.coverage, strict=True))
    return FlipReport(pack.head.id, pack.head.version, tuple(found), coverage)


class _Side:
    """One version as judged: its provisions by place, and its verdicts."""

    def __init__(self, text: Text, report: Report, pack: RulePack, rows: tuple[SignalRow, ...]) -> None:
        opened, self.tree = open_text(text)
        self.report = report
        self.source = opened.content
        self.plain = opened.content == text.content
        self.provisions = provisions(self.tree)
        self._pack, self._rows, self._lexicon = pack, rows, Lexicon(pack)
        self._verdicts = sorted(_placed(provisions(self.tree), report.verdicts, pack), key=lambda found: found[0].start)
        self._starts = [part.start for part, _ in self._verdicts]

    def verdicts(self, spans: Sequence[ClauseSpan]) -> dict[str, tuple[VerdictSide, ...]]:
        """The verdicts of the provisions that begin in some clauses, by element, in the order of the text."""
        out: dict[str, tuple[VerdictSide, ...]] = {}
        for _, verdict in self._in(spans):
            words = verdict.evidence[0]
            side = VerdictSide(verdict.provision, verdict.relation, words.quote, words.start, words.end)
            out[verdict.element] = (*out.get(verdict.element, ()), side)
        return out

    def places(self, spans: Sequence[ClauseSpan], element: str) -> list[Range]:
        """Where the provisions stand that begin in some clauses and have a verdict on an element."""
        return [(part.start, part.end) for part, verdict in self._in(spans) if verdict.element == element]

    def _in(self, spans: Sequence[ClauseSpan]) -> Iterator[tuple[Provision, Verdict]]:
        for span in spans:
            yield from self._verdicts[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def parts_in(self, spans: Sequence[ClauseSpan]) -> tuple[Provision, ...]:
        """The provisions that begin in some clauses."""
        return tuple(part for part in self.provisions if any(span.start <= part.start < span.end for span in spans))

    def said(self, source: str, ranges: Sequence[Range]) -> Pairs:
        """What the provisions of a changed text say that begin in some ranges."""
        tree = parse_source("text", source)
        parts = provisions(tree)
        inside = [any(low <= part.start < high for low, high in ranges) for part in parts]
        if True not in inside:
            return frozenset()
        first, last = inside.index(True), len(parts) - inside[::-1].index(True)
        read = parts[first:last]
        norms = extract_norms(tree, read, load_grammar())
        if first and self._pack.elements and any(self._enforces(tree, part, clause) for part, clause in zip(read, norms, strict=True)):
            # A sanction carries the relation of the norm that it is for, which may stand anywhere before it.
            norms = (*extract_norms(tree, parts[:first], load_grammar()), *norms)
            read = parts[:last]
        out: set[tuple[str, str]] = set()
        verdicts, _ = relate("text", tree, read, norms, self._pack, lexicon=self._lexicon, signals=self._rows, passages=passage_reader(tree) if self._rows else None)
        for part, verdict in _placed(read, verdicts, self._pack):
            if any(low <= part.start < high for low, high in ranges):
                out.add((verdict.element, verdict.relation))
        return frozenset(out)


    def _enforces(self, tree: ClauseTree, part: Provision, clause: ClauseNorms) -> bool:
        return any(reading.enforces for reading in read_provision(tree, part, clause, self._lexicon, self._pack))


class _Finder:
    """Says of each verdict what became of it, and looks for the words that did it."""

    def __init__(self, comparison: Comparison, old: _Side, new: _Side) -> None:
        self.changes = comparison.changes
        self.old, self.new = old, new
        self._trials: dict[int, Trial] = {}
        self._budget = _MOST_CHARACTERS
        self._changed = [index for index, change in enumerate(self.changes) if change.kind != "unchanged" or change.also]

    def verdict(self, index: int, element: str, old: tuple[VerdictSide, ...], new: tuple[VerdictSide, ...]) -> VerdictChange:
        """What became of one element in one change."""
        change = self.changes[index]
        before, after = ({side.relation for side in sides} for sides in (old, new))
        if before == after:
            return VerdictChange("held", element, old, new, (), "", index)
        kind: FlipKind = "appeared" if not before else "vanished" if not after else "changed"
        if change.kind in ("added", "removed"):
            return VerdictChange(kind, element, old, new, tuple(edit for edit in change.edits if edit.op != "equal"), change.kind, index)
        because, through, contexts = self._cause(index, element, old, new)
        return VerdictChange(kind, element, old, new, through, because, index, contexts)

    def _cause(
        self, index: int, element: str, old: tuple[VerdictSide, ...], new: tuple[VerdictSide, ...]
    ) -> tuple[Because, tuple[Edit, ...], tuple[int, ...]]:
        before, after = (frozenset[str](side.relation for side in sides) for sides in (old, new))
        change, trial = self.changes[index], self._trial(index)
        own = trial.hunks
        alone = trial.alone(element, before, after)
        if alone:
            return "words", _edits(alone), ()
        near = [hunk for hunk in own if touches(hunk, self.old.places(change.old, element), self.new.places(change.new, element))]
        if trial.together(element, after):
            return "words", _edits(near or own), ()
        around = self._around(index)
        tried = [other for other in around or self._changed if other != index and self._turns(other, index, element, before, after)]
        if tried or not own:
            contexts = tuple(tried or around)
            return "context", tuple(edit for other in contexts for edit in _edits(self._trial(other).hunks)), contexts
        return "words", _edits(near or own), ()  # not told by trying: the words of the clause itself come first

    def _around(self, index: int) -> list[int]:
        """The other changes that touch what the provisions of a change are read with: headings, lead-ins, words after a list, addressees."""
        change = self.changes[index]
        ranges = [
            [range_ for part in side.parts_in(spans) for range_ in (*part.headings, *part.lead_ins, *part.wrapups, *((part.addressee,) if part.addressee else ()))]
            for side, spans in ((self.old, change.old), (self.new, change.new))
        ]
        return [other for other in self._changed if other != index and any(touches(hunk, *ranges) for hunk in self._trial(other).hunks)]

    def _turns(self, other: int, index: int, element: str, before: frozenset[str], after: frozenset[str]) -> bool:
        """Whether another change alone flips the element in this one, or its taking back flips it back."""
        change = self.changes[index]
        return self._trial(other).elsewhere(element, change.old, change.new, before, after)

    def _trial(self, index: int) -> Trial:
        if index not in self._trials:
            self._trials[index] = Trial(self.changes[index], self.old.source, self.new.source, self._said(self.old), self._said(self.new), _MOST_HUNKS)
        return self._trials[index]

    def _said(self, side: _Side) -> Said:
        def said(source: str, ranges: Sequence[Range]) -> Pairs | None:
            if not side.plain or self._budget < len(source):
                return None
            self._budget -= len(source)
            return side.said(source, ranges)

        return said


def _placed(parts: Sequence[Provision], verdicts: Sequence[Verdict], pack: RulePack) -> Iterator[tuple[Provision, Verdict]]:
    """The verdicts other than ``does-not-address``, each with its provision.

    They come provision by provision, in the order of the pack's elements; one pair has two where support and contradiction stand side by
    side. Numbers do not tell provisions apart, as a text may have one twice; nor does evidence, which may stand in a lead-in.
    """
    at = 0
    for part in parts:
        for element in pack.asked:
            first = verdicts[at]
            assert (first.provision, first.element) == (part.label, element)
            pair = [first]
            if at + 1 < len(verdicts) and first.relation in _SUPPORT:
                second = verdicts[at + 1]
                if (second.provision, second.element, second.relation) == (part.label, element, "contradicts"):
                    pair.append(second)
            at += len(pair)
            yield from ((part, verdict) for verdict in pair if verdict.relation != "does-not-address")


def _edits(found: Sequence[Hunk]) -> tuple[Edit, ...]:
    return tuple(edit for hunk in found for edit in hunk.edits)
