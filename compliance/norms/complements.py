"""The complement of a cue -> drafts: infinitives, gerunds, nouns, "for X to V", acts that stand before the cue.

Takes a cue in place with its modality; one method for each kind of complement that the cue table names.
"""

from __future__ import annotations

from dataclasses import replace

from compliance.norms import laws
from compliance.norms.acts import Act, nominal, verbal
from compliance.norms.clause import NEGATIVE_HEADS, Clause, replace_subject
from compliance.norms.cues import CueMatch
from compliance.norms.draft import Draft
from compliance.norms.phrases import Range, split, trim
from compliance.norms.slots import Slots


class Complements(Slots):
    """Reads what stands behind (or before) a cue."""

    def _by_complement(self, match: CueMatch, letter: str, end: int, clause: Clause, names: list[str]) -> list[Draft]:
        tokens, grammar, cue = self.tokens, self.grammar, match.cue
        low = match.end
        kind = cue.complement
        if kind == "to" and clause.subject and self._expletive(clause.subject):
            clause = replace_subject(clause, None)  # "it is not permitted to ..." names nobody
        span = (match.start, match.end)
        if kind in ("inf", "to"):
            acts = verbal(tokens, low, end, grammar, to=kind == "to")
            if not acts and kind == "inf":
                acts = self._inverted(low, end, clause)
                if clause.subject and self.negative(clause.subject) and "negative-subject" not in names and acts:
                    letter, names = laws.negative_subject(letter), [*names, "negative-subject"]
            return self.acts(acts, letter, cue.id, span, clause, names)
        if kind == "from":
            return self.acts(self.gerunds(low, end), letter, cue.id, span, clause, names)
        if kind in ("gerund", "to-gerund"):
            acts = verbal(tokens, low, end, grammar, to=True) or self.gerunds(low, end)
            return self.acts(acts, letter, cue.id, span, clause, names)
        if kind == "for-to":
            return self._for_to(match, letter, end, clause, names)
        if kind in ("post", "consent"):
            return self._post(match, letter, end, clause, names)
        if kind == "noun":
            at = low
            negative = False
            while at < end and tokens[at].tag in ("A", "X", "D"):
                negative = negative or tokens[at].lower in NEGATIVE_HEADS or tokens[at].tag == "X"
                at += 1
            if negative:
                letter, names = laws.negative_object(letter), [*names, "negative-object"]
            act = nominal(tokens, at, end, grammar)
            return self.acts([act] if act else [], letter, cue.id, span, clause, names)
        if kind == "delegate":
            return self._delegated(match, letter, end, clause, names)
        if kind == "result":
            act = nominal(tokens, low, end, grammar)
            inner = replace_subject(clause, None)
            if clause.subject:
                inner.conditions = [*inner.conditions, clause.subject]
            drafts = self.acts([act] if act else [], letter, cue.id, span, inner, [*names, "sanction"])
            for draft in drafts:
                draft.trigger = clause.subject
                if clause.subject:
                    breach = [replace(a, negations=0) for a in self.gerunds(*clause.subject)]
                    implied = self.acts(breach, "F", "sanction", clause.subject, Clause(depth=clause.depth + 1), ["sanction-implies"])
                    draft.embedded += implied
            return drafts
        if kind == "liable":
            return self._liable(match, letter, end, clause, names)
        if kind == "let":
            return self._let(match, letter, end, clause, names)
        raise ValueError(f"cue {cue.id!r} has a complement that is not read: {kind!r}")

    def gerunds(self, low: int, end: int) -> list[Act]:
        acts = verbal(self.tokens, low, end, self.grammar, gerund=True)
        if acts:
            return acts
        act = nominal(self.tokens, low, end, self.grammar)
        return [act] if act else []

    def _expletive(self, span: Range) -> bool:
        return span[1] - span[0] == 1 and self.tokens[span[0]].lower == "it"

    def _inverted(self, low: int, end: int, clause: Clause) -> list[Act]:
        """Acts behind a subject that stands after the modal ("Under no circumstances shall a Party host groups")."""
        tokens, grammar = self.tokens, self.grammar
        at = low
        while at < end and tokens[at].tag in ("A", "X"):
            at += 1
        if at >= end or tokens[at].tag not in ("D", "N", "U", "J"):
            return []
        first = at
        for head in range(first + 1, min(first + 8, end)):
            token = tokens[head]
            if token.lower in ("be", "have") or (
                grammar.can_be(token.lower, "B") and tokens[head - 1].tag in ("N", "U", "V", "A") and token.tag in ("N", "V", "I", "?", "J")
            ):
                if token.lower not in ("be", "have"):
                    token.tag = "I"
                clause.subject = trim(tokens, (first, head))
                return verbal(tokens, head, end, grammar)
        return []

    def _let(self, match: CueMatch, letter: str, end: int, clause: Clause, names: list[str]) -> list[Draft]:
        """"Let no one enter": the noun phrase behind the cue is the bearer."""
        at = match.end
        if at < end and self.tokens[at].lower == "it":  # "Let it be known that ..."
            for index in range(at, end):
                if self.tokens[index].tag == "K":
                    return self.clauses(index + 1, end, clause)
        acts = self._inverted(match.end, end, clause)
        if clause.subject and self.negative(clause.subject):
            letter, names = laws.negative_subject(letter), [*names, "negative-subject"]
        return self.acts(acts, letter, match.cue.id, (match.start, match.end), clause, names)

    def _for_to(self, match: CueMatch, letter: str, end: int, clause: Clause, names: list[str]) -> list[Draft]:
        """"It is forbidden for X to V", "it is essential that X V": the bearer stands behind the cue."""
        tokens = self.tokens
        if tokens[match.end - 1].lower == "that":
            return self.clauses(match.end, end, replace_subject(clause, None, content="ensure"))
        for at in range(match.end, end):
            if tokens[at].tag == "T":
                inner = replace_subject(clause, trim(tokens, (match.end, at)) if at > match.end else None)
                while inner.subject and tokens[inner.subject[1] - 1].tag == "X":
                    inner.subject = (inner.subject[0], inner.subject[1] - 1)
                    letter = laws.duality(letter)
                if inner.subject and inner.subject[0] >= inner.subject[1]:
                    inner.subject = None
                if inner.subject and self.negative(inner.subject):
                    letter, names = laws.negative_subject(letter), [*names, "negative-subject"]
                acts = verbal(tokens, at, end, self.grammar, to=True)
                return self.acts(acts, letter, match.cue.id, (match.start, match.end), inner, names)
            if tokens[at].tag == "R":
                break
        return self._post(match, letter, end, clause, names)

    def _post(self, match: CueMatch, letter: str, end: int, clause: Clause, names: list[str]) -> list[Draft]:
        """The act is the subject of the cue: "the use of force is prohibited", "travel requires permission"."""
        tokens, grammar = self.tokens, self.grammar
        span = (match.start, match.end)
        subject = clause.subject
        inner = replace_subject(clause, None)
        if match.cue.complement == "consent":
            inner.conditions = [*inner.conditions, (match.start, end)]
            names = [*names, "conditional-prohibition"]
        else:
            low = match.end
            if subject and tokens[subject[0]].lower == "the" and tokens[subject[1] - 1].lower == "following":
                subject, low = trim(tokens, (match.end, end)), end
            tail = split(tokens, low, end, grammar)
            if tail.roles and tail.roles[0][0] in ("recipient", "beneficiary") and not tail.objects:
                inner.subject = tail.roles.pop(0)[2]  # "is forbidden to all members"
            self._place(tail, inner)
            if tail.objects and subject and self.tokens[tail.objects[0][0]].tag == "D":  # "are forbidden any contact"
                named = nominal(tokens, tail.objects[0][0], end, grammar)
                held = replace_subject(clause, subject)
                return self.acts([named] if named else [], letter, match.cue.id, span, held, names)
        if subject is None:
            return []
        low, high = subject
        negative = False
        while low < high and (tokens[low].lower in NEGATIVE_HEADS or tokens[low].tag == "A" or (tokens[low].tag == "D")):
            negative = negative or tokens[low].lower in NEGATIVE_HEADS
            low += 1
        if negative:
            letter, names = laws.negative_subject(letter), [*names, "negative-subject"]
        acts = verbal(tokens, low, high, grammar, to=True) if low < high and tokens[low].tag == "T" else []
        acts = acts or verbal(tokens, low, high, grammar, gerund=True)
        if not acts:
            act = nominal(tokens, low, high, grammar)
            acts = [act] if act else []
        return self.acts(acts, letter, match.cue.id, span, inner, names)

    def _delegated(self, match: CueMatch, letter: str, end: int, clause: Clause, names: list[str]) -> list[Draft]:
        """Affairs handed to a body: the body is the bearer of the power, the affairs are its object."""
        tokens, grammar = self.tokens, self.grammar
        verb = next(i for i in range(match.start, match.end) if tokens[i].tag == "E" or (grammar.can_be(tokens[i].lower, "E") and tokens[i].lower not in ("been", "had")))
        parts = split(tokens, match.end, end, grammar)
        draft = Draft(letter, match.cue.id, (match.start, match.end), grammar.lemma(tokens[verb].lower, "E"), (verb, verb + 1))
        draft.passive = True
        draft.object = clause.subject
        draft.bearer = parts.objects[0] if parts.objects else None
        draft.bearer_from = "text" if draft.bearer else "none"
        draft.laws = [*names, "delegation"]
        self._dress(draft, parts, clause, objects=False)
        return [draft]

    def _liable(self, match: CueMatch, letter: str, end: int, clause: Clause, names: list[str]) -> list[Draft]:
        parts = split(self.tokens, match.end, end, self.grammar)
        draft = Draft(letter, match.cue.id, (match.start, match.end), "liable", (match.end - 2, match.end - 1))
        draft.laws = [*names, "sanction"]
        self._dress(draft, parts, clause)
        if clause.subject:
            core, quality = self.core(clause.subject)
            draft.bearer, draft.bearer_from = core, "text"
            if quality:
                draft.conditions.append(quality)
                draft.trigger = quality
                self._implied(draft, core, quality, clause)
        return [draft]
