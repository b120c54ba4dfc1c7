"""One sentence of tagged tokens -> drafts of its norms.

Takes the tokens and reads clause by clause: what is fronted, the subject, the cue or finite verb, the complement. Uses the
tables of the grammar for everything that is a word and the laws for everything that turns a modality round.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance.norms import laws
from compliance.norms.acts import nominal
from compliance.norms.clause import DEPTH, Clause
from compliance.norms.complements import Complements
from compliance.norms.cues import skip_adverbs
from compliance.norms.draft import Draft
from compliance.norms.fronted import strip_fronted
from compliance.norms.phrases import Range, trim
from compliance.norms.skeleton import Anchor, find_anchors, main_anchor, next_clause
from compliance.norms.statements import Statements


class Reader(Complements, Statements):
    """Reads the clauses of one sentence."""

    def clauses(self, low: int, high: int, given: Clause) -> list[Draft]:
        """The norms of a range of tokens, main clauses one after the other."""
        if given.depth > DEPTH:
            return []
        tokens, grammar = self.tokens, self.grammar
        start, fronted = strip_fronted(tokens, low, high, grammar)
        clause = Clause(given.subject, given.content, [*given.conditions, *fronted.conditions],
                        [*given.exceptions, *fronted.exceptions], [*given.roles, *fronted.roles],
                        [*given.purposes, *fronted.purposes], [*given.temporal, *fronted.temporal],
                        fronted.negations, given.depth + 1)  # fmt: skip
        anchors = find_anchors(tokens, start, high, grammar)
        position = main_anchor(tokens, start, high, anchors, grammar)
        if position < 0:
            return self._verbless(start, high, clause)
        anchor = anchors[position]
        end = next_clause(tokens, max(anchor.end, anchor.start + 1), high, anchors, grammar)
        subject, negations, only = self._subject(start, anchor)
        clause.negations += negations
        elided = subject is None
        if subject is not None:
            clause.subject = subject
        drafts = self._clause(anchor, end, clause, only, fronted.you)
        if not drafts and anchor.cue is not None and tokens[anchor.start].tag == "B":  # "are welcome in ...": a plain copula
            drafts = self._plain(Anchor(anchor.start, anchor.start + 1, None), end, clause, fronted.you, only)
        drafts += self._relative_norms(anchor, end, anchors, clause)
        if end < high:
            kept = Clause(clause.subject, given.content, depth=given.depth)
            bare = elided and not fronted.conditions
            if not bare and self._elided_next(end, high):
                kept.conditions = [*given.conditions, *fronted.conditions]
            drafts += self.clauses(end, high, kept)
        return drafts

    def _elided_next(self, low: int, high: int) -> bool:
        """Whether the next clause goes on without a subject of its own."""
        at, _ = skip_adverbs(self.tokens, low, high)
        while at < high and (self.tokens[at].tag in ("C", "A") or self.tokens[at].lower in (",", ";")):
            at += 1
        return at < high and self.tokens[at].tag in ("M", "B", "V", "I")

    def _subject(self, start: int, anchor: Anchor) -> tuple[Range | None, int, int]:
        """The subject before an anchor, the negations in front of it, and the place of an "only" (-1 for none)."""
        tokens = self.tokens
        low, negations, only = start, 0, -1
        while low < anchor.start and (tokens[low].tag in ("A", "X", "C") or tokens[low].lower in (",", ";", ":")):
            negations += tokens[low].negative or tokens[low].tag == "X" or tokens[low].lower in ("nor", "neither")
            if tokens[low].lower in ("only", "solely"):
                only = low
            low += 1
        span = trim(tokens, (low, anchor.start))
        while span[1] > span[0] and tokens[span[1] - 1].tag in ("A", "X") and tokens[span[1] - 1].lower not in ("abroad", "overseas"):
            negations += tokens[span[1] - 1].negative or tokens[span[1] - 1].tag == "X"
            span = trim(tokens, (span[0], span[1] - 1))
        if span[0] >= span[1]:
            return None, negations, only
        if tokens[span[0]].lower == "neither" and span[1] - span[0] == 1:
            return None, negations + 1, only
        return span, negations, only

    def _verbless(self, low: int, high: int, clause: Clause) -> list[Draft]:
        """A clause without a verb: "No entry without a permit." forbids; anything else is read as nothing."""
        tokens = self.tokens
        low, high = trim(tokens, (low, high))
        if low >= high:
            return []
        if tokens[low].lower == "no":
            act = nominal(tokens, low + 1, high, self.grammar)
            if act is not None:
                return self.acts([act], "F", "no-noun", (low, low + 1), clause, ["negative-subject"])
        return []

    def _clause(self, anchor: Anchor, end: int, clause: Clause, only: int, you: Range | None) -> list[Draft]:
        """The norms of one clause, from its anchor to its end."""
        if anchor.cue is None:
            return self._plain(anchor, end, clause, you, only)
        match = anchor.cue
        letter, names = match.modality, []
        if match.negated:
            names.append("duality")
        for _ in range(clause.negations % 2):
            letter = laws.negative_subject(letter)
            names.append("duality")
        if clause.subject and self.negative(clause.subject) and match.cue.complement not in ("post", "consent", "result", "delegate"):
            letter = laws.negative_subject(letter)
            names.append("negative-subject")
        drafts = self._by_complement(match, letter, end, clause, names)
        start = anchor.start
        while start and (self.tokens[start - 1].negative or self.tokens[start - 1].tag == "X"):
            start -= 1
        span = (start, anchor.end)
        low_only, passed = -1, anchor.end
        for at in range(anchor.start, min(anchor.end + 1, end)):
            if self.tokens[at].lower in ("only", "solely") and self.tokens[at].tag == "A":
                low_only = at
        for draft in drafts:
            if draft.cue_range == (anchor.start, anchor.end):
                draft.cue_range = span
            if any(self.tokens[i].negative for i in range(max(anchor.start - 3, 0), min(passed + 2, end))) or any(
                self.tokens[i].lower in ("strictly", "absolutely", "at any cost", "at all costs", "in all circumstances")
                for i in range(anchor.start, min(passed + 2, end))
            ):
                draft.force = "categorical"
            elif match.advisory:
                draft.force = "advisory"
            if only >= 0 and draft.letter in ("P", "O"):
                self.exclusive(draft, only, clause)
            elif low_only >= 0 or any(self.tokens[c[0]].lower == "only" for c in draft.conditions):
                draft.exclusive = draft.letter in ("P", "O")
                if draft.exclusive and any(self.tokens[c[0]].lower == "only" for c in draft.conditions):
                    draft.letter = "P"  # "only if C shall V" restricts a permission (RuleSpeak), it orders nothing
                    draft.laws.append("exclusive")
        return drafts

    def exclusive(self, draft: Draft, only: int, clause: Clause) -> None:
        """Law 7: "only X may V" permits X and forbids the rest; the words of the restriction are kept as exception."""
        draft.exclusive = True
        draft.laws.append("exclusive")
        if clause.subject and clause.subject[0] <= only + 3:
            draft.exceptions.append((only, clause.subject[1]))

    def _relative_norms(self, anchor: Anchor, end: int, anchors: Sequence[Anchor], clause: Clause) -> list[Draft]:
        """Norms in a relative clause on what the verb governs ("cards which shall contain a photograph")."""
        drafts: list[Draft] = []
        for inner in anchors:
            if inner.cue is None or not anchor.end < inner.start < end or inner.cue.modality not in ("O", "F", "P"):
                continue
            at = inner.start - 1
            while at > anchor.end and self.tokens[at].tag in ("A", "X"):
                at -= 1
            if self.tokens[at].tag != "R" or inner.cue.cue.complement not in ("inf", "to"):
                continue
            if inner.cue.cue.id in ("can", "may", "should") and self.tokens[inner.start].lower in ("could", "can", "might"):
                continue
            left = at
            while left > anchor.end and self.tokens[left - 1].tag in ("N", "J", "D", "#", "U") and self.tokens[left - 1].lower not in (",",):
                left -= 1
            subject = (left, at) if left < at else (at, at + 1)
            drafts += self._by_complement(inner.cue, inner.cue.modality, end, Clause(subject, depth=clause.depth), ["duality"] if inner.cue.negated else [])
        return drafts
