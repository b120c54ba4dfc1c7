"""Clauses without a cue -> drafts: imperatives, performatives, contents of see-to-it verbs, statements.

Takes a finite verb in place; decides whether it orders, does what it says, or only states.
"""

from __future__ import annotations

from dataclasses import replace

from compliance.norms import laws
from compliance.norms.acts import Act, verbal
from compliance.norms.clause import Clause, replace_subject
from compliance.norms.cues import skip_adverbs
from compliance.norms.draft import Draft
from compliance.norms.phrases import Range, trim
from compliance.norms.skeleton import Anchor
from compliance.norms.slots import Slots

#: Verbs that in the present passive order something of their subject ("training is abolished", "entry is denied").
_SEEN_TO = frozenset(
    "deny refuse withhold abolish stop end halt cease suspend terminate discontinue close dissolve disband ban revoke".split()
)


class Statements(Slots):
    """Reads clauses that have a finite verb and no cue."""

    def _plain(self, anchor: Anchor, end: int, clause: Clause, you: Range | None, only: int) -> list[Draft]:
        """A clause without a cue: an imperative, a performative, the content of a see-to-it verb, or a statement."""
        tokens, grammar = self.tokens, self.grammar
        at = anchor.start
        if anchor.end == anchor.start:
            return self._imperative(anchor, end, clause, you)
        letter, cue, names = "C", "statement", []
        head, negations = at, 0
        inverted = self._inverted_duty(anchor, end, clause)
        if inverted is not None:
            return inverted
        if tokens[at].tag in ("B", "H", "O", "M"):
            head, negations = skip_adverbs(tokens, at + 1, end)
            while head < end and tokens[head].tag in ("B", "H") and tokens[at].tag in ("H", "M", "B"):
                head, passed = skip_adverbs(tokens, head + 1, end)
                negations += passed
        passive = False
        acts: list[Act]
        if head < end and head != at and tokens[head].tag == "E" :
            passive = any(tokens[i].tag == "B" for i in range(at, head))
            acts = [replace(act, passive=passive) for act in self._participles(head, end)]
        elif head < end and head != at and tokens[head].tag in ("I", "G"):
            acts = [Act(grammar.lemma(tokens[head].lower, "B" if tokens[head].tag == "I" else "G"), "", head, head + 1, (head + 1, end))]
        elif tokens[at].tag in ("B", "H", "O"):
            acts = [Act({"B": "be", "H": "have", "O": "do"}[tokens[at].tag], "", at, at + 1, (min(max(head, at + 1), end), end))]
        else:
            acts = self._finite(at, end)
        negations += clause.negations
        if clause.subject and self.negative(clause.subject):
            negations += 1
            names.append("negative-subject")
        lemma = acts[0].lemma if acts else ""
        present = (tokens[at].tag == "B" and tokens[at].lower in ("is", "are", "be")) or (
            tokens[at].tag == "V" and (grammar.can_be(tokens[at].lower, "Z") or grammar.can_be(tokens[at].lower, "B"))
        )
        hereby = any(tokens[i].lower in ("hereby", "herewith") for i in range(max(at - 2, 0), min(at + 4, end)))
        if clause.content:
            letter, cue = "O", f"content-of-{clause.content}"
        elif present and self._performs(lemma, passive, clause):
            letter, cue = "O", "performative"
        wrapped = self._wrapped(acts, end, clause, passive)
        if wrapped is not None:
            return wrapped
        if hereby and letter == "C":
            cue = "performative"
        if negations % 2:
            letter = laws.duality(letter)
            names.append("duality")
        drafts = self.acts(acts, letter, cue, (anchor.start, max(head, anchor.start + 1) if head != at else anchor.end), clause, names)
        for draft in drafts:
            if letter == "C" and negations % 2:
                draft.laws.append("negated-statement")
            if only >= 0 and letter != "C":
                self.exclusive(draft, only, clause)
        return drafts

    def _performs(self, lemma: str, passive: bool, clause: Clause) -> bool:
        """Whether a verb in the present does what it says: "the leadership bans ...", "entry is denied", "nothing in
        this order prevents ..."."""
        verbs = self.grammar.verbs
        if passive:
            return lemma in _SEEN_TO | verbs["prevent"] | verbs["permit"]
        if clause.subject is None:
            return False
        return lemma in verbs["performative"] or self.tokens[clause.subject[0]].lower == "nothing"

    def _inverted_duty(self, anchor: Anchor, end: int, clause: Clause) -> list[Draft] | None:
        """"Under no pretext are members to work with them": a duty whose subject stands behind the verb."""
        tokens = self.tokens
        if tokens[anchor.start].lower not in ("is", "are") or not clause.negations % 2 or tokens[anchor.start + 1 : anchor.start + 2] == []:
            return None
        for at in range(anchor.start + 2, min(anchor.start + 10, end)):
            if tokens[at].tag == "T":
                inner = replace_subject(clause, trim(tokens, (anchor.start + 1, at)))
                acts = verbal(tokens, at, end, self.grammar, to=True)
                return self.acts(acts, "F", "is-to", (anchor.start, anchor.start + 1), inner, ["duality"])
            if tokens[at].tag not in ("N", "D", "J", "P", "U"):
                return None
        return None

    def _participles(self, head: int, end: int) -> list[Act]:
        lemma = self.grammar.lemma(self.tokens[head].lower, "E")
        after = head + 1
        particle = ""
        if after < end and f"{lemma} {self.tokens[after].lower}" in self.grammar.phrasal:
            particle, after = self.tokens[after].lower, after + 1
        return [Act(lemma, particle, head, after, (after, end))]

    def _finite(self, at: int, end: int) -> list[Act]:
        """A finite verb and the verbs listed with it ("bans and punishes")."""
        word = self.tokens[at].lower
        lemma = next((base for base, form in self.grammar.forms.get(word) if form in ("Z", "B", "P")), word)
        after, particle = at + 1, ""
        if after < end and f"{lemma} {self.tokens[after].lower}" in self.grammar.phrasal:
            particle, after = self.tokens[after].lower, after + 1
        return [Act(lemma, particle, at, after, (after, end))]

    def _wrapped(self, acts: list[Act], end: int, clause: Clause, passive: bool) -> list[Draft] | None:
        """Law 10: "all officials are instructed that ...", "the leadership decides that ...": the content is the norm."""
        if not acts or acts[0].nominal:
            return None
        act, verbs = acts[0], self.grammar.verbs
        kind = next((k for k in ("instruct", "ensure", "promise") if act.lemma in verbs[k]), "")
        if act.lemma == "be" and act.zone[0] < end:
            kind = "promise" if self.tokens[act.zone[0]].lower in ("known", "clear", "aware", "certain") else kind
        if not kind or act.lemma in ("say", "note", "see"):
            return None
        for at in range(act.zone[0], end):
            token = self.tokens[at]
            if token.tag == "K" or (token.lower == "that" and token.tag in ("D", "R") and at == act.zone[0]):
                over = clause.subject if passive else trim(self.tokens, (act.zone[0], at))
                inner = replace_subject(clause, None, content="instruct" if kind == "instruct" else clause.content)
                drafts = self.clauses(at + 1, end, inner)
                for draft in drafts:
                    draft.wrapper = act.lemma
                    draft.wrapped_over = over if over and over[0] < over[1] else None
                    draft.laws.append("wrapper")
                return drafts or None
            if token.tag == "T":
                return None
        return None

    def _imperative(self, anchor: Anchor, end: int, clause: Clause, you: Range | None) -> list[Draft]:
        """A bare verb that orders: "Cease all contact", "..., then dismiss them"."""
        tokens = self.tokens
        negations = clause.negations
        inner = clause
        subject = clause.subject
        trigger: Range | None = None
        if subject is not None and subject[1] <= anchor.start:
            core, quality = self.core(subject)
            you = you or next(((i, i + 1) for i in range(*subject) if tokens[i].lower == "you"), None)
            inner = replace_subject(clause, you)
            if quality:  # "Anyone who commits such an act ..., then dismiss them"
                trigger = quality
                inner.conditions = [*inner.conditions, quality]
            else:
                inner.conditions = [*inner.conditions, subject]
        elif you:
            inner = replace_subject(clause, you)
        acts = verbal(tokens, anchor.start, end, self.grammar)
        names = ["duality"] if negations % 2 else []
        letter = "F" if negations % 2 else "O"
        drafts = self.acts(acts, letter, "imperative", (anchor.start, anchor.start + 1), inner, names)
        for draft in drafts:
            if trigger:
                draft.trigger = trigger
                draft.laws.append("sanction")
                self._implied(draft, core, trigger, clause)
        return drafts
