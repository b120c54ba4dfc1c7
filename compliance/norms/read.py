"""One sentence of tagged tokens -> drafts of its norms.

Takes the tokens and reads clause by clause: what is fronted, the subject, the cue or finite verb, the complement. Uses the
tables of the grammar for everything that is a word and the laws for everything that turns a modality round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from compliance.norms import laws
from compliance.norms.acts import Act, nominal, split_particle, verbal
from compliance.norms.cues import CueMatch, skip_adverbs
from compliance.norms.draft import Draft
from compliance.norms.fronted import strip_fronted
from compliance.norms.grammar import Grammar
from compliance.norms.phrases import Parts, Range, split, trim
from compliance.norms.skeleton import Anchor, find_anchors, main_anchor, next_clause
from compliance.norms.tokens import Token

NEGATIVE_HEADS = frozenset({"no", "none", "nobody", "nothing", "neither"})
_OBJECT_ROLES = ("companion", "recipient", "target", "topic", "authority", "place", "origin", "beneficiary", "manner")
_PENAL = frozenset(
    ["dismiss", "punish", "expel", "arrest", "prosecute", "fine", "sentence", "remove", "revoke", "imprison", "detain", "disarm", "suspend", "discharge", "penalise", "penalize", "liable", "sanction", "deport", "banish", "disband", "try", "lose", "forfeit", "face", "suffer", "incur", "answer"]
)
#: Verbs that in the present passive order something of their subject ("training is abolished", "entry is denied").
_SEEN_TO = frozenset(["deny", "refuse", "withhold", "abolish", "stop", "end", "halt", "cease", "suspend", "terminate", "discontinue", "close", "dissolve", "disband", "ban", "revoke"])
_ANY_ACT = frozenset("act action activity conduct deed step thing anything measure behaviour behavior undertaking".split())
_COURTS = frozenset(["court", "justice", "trial", "tribunal", "judge"])
#: Penalties whose subject is the one punished ("commanders who hide foreigners will lose their posts").
_SUFFERED = frozenset(["lose", "forfeit", "face", "suffer", "incur", "answer"])
_DEPTH = 8


@dataclass(slots=True)
class Clause:
    """What is known about the clause being read, handed down to what stands inside or after it."""

    subject: Range | None = None
    content: str = ""
    conditions: list[Range] = field(default_factory=list)
    exceptions: list[Range] = field(default_factory=list)
    roles: list[tuple[str, str, Range]] = field(default_factory=list)
    purposes: list[Range] = field(default_factory=list)
    temporal: list[Range] = field(default_factory=list)
    negations: int = 0
    depth: int = 0


class Reader:
    """Reads the clauses of one sentence."""

    def __init__(self, tokens: Sequence[Token], grammar: Grammar) -> None:
        self.tokens = tokens
        self.grammar = grammar

    # -- clauses -----------------------------------------------------------------------------------------------------

    def clauses(self, low: int, high: int, given: Clause) -> list[Draft]:
        """The norms of a range of tokens, main clauses one after the other."""
        if given.depth > _DEPTH:
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
                return self._acts([act], "F", "no-noun", (low, low + 1), clause, ["negative-subject"])
        return []

    # -- one clause --------------------------------------------------------------------------------------------------

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
        if clause.subject and self._negative(clause.subject) and match.cue.complement not in ("post", "consent", "result", "delegate"):
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
                self._exclusive(draft, only, clause)
            elif low_only >= 0 or any(self.tokens[c[0]].lower == "only" for c in draft.conditions):
                draft.exclusive = draft.letter in ("P", "O")
                if draft.exclusive and any(self.tokens[c[0]].lower == "only" for c in draft.conditions):
                    draft.letter = "P"  # "only if C shall V" restricts a permission (RuleSpeak), it orders nothing
                    draft.laws.append("exclusive")
        return drafts

    def _exclusive(self, draft: Draft, only: int, clause: Clause) -> None:
        """Law 7: "only X may V" permits X and forbids the rest; the words of the restriction are kept as exception."""
        draft.exclusive = True
        draft.laws.append("exclusive")
        if clause.subject and clause.subject[0] <= only + 3:
            draft.exceptions.append((only, clause.subject[1]))

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
                if clause.subject and self._negative(clause.subject) and "negative-subject" not in names and acts:
                    letter, names = laws.negative_subject(letter), [*names, "negative-subject"]
            return self._acts(acts, letter, cue.id, span, clause, names)
        if kind == "from":
            return self._acts(self._gerunds(low, end), letter, cue.id, span, clause, names)
        if kind in ("gerund", "to-gerund"):
            acts = verbal(tokens, low, end, grammar, to=True) or self._gerunds(low, end)
            return self._acts(acts, letter, cue.id, span, clause, names)
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
            return self._acts([act] if act else [], letter, cue.id, span, clause, names)
        if kind == "delegate":
            return self._delegated(match, letter, end, clause, names)
        if kind == "result":
            act = nominal(tokens, low, end, grammar)
            inner = replace_subject(clause, None)
            if clause.subject:
                inner.conditions = [*inner.conditions, clause.subject]
            drafts = self._acts([act] if act else [], letter, cue.id, span, inner, [*names, "sanction"])
            for draft in drafts:
                draft.trigger = clause.subject
                if clause.subject:
                    breach = [replace(a, negations=0) for a in self._gerunds(*clause.subject)]
                    implied = self._acts(breach, "F", "sanction", clause.subject, Clause(depth=clause.depth + 1), ["sanction-implies"])
                    draft.embedded += implied
            return drafts
        if kind == "liable":
            return self._liable(match, letter, end, clause, names)
        if kind == "let":
            return self._let(match, letter, end, clause, names)
        raise ValueError(f"cue {cue.id!r} has a complement that is not read: {kind!r}")

    def _expletive(self, span: Range) -> bool:
        return span[1] - span[0] == 1 and self.tokens[span[0]].lower == "it"

    def _gerunds(self, low: int, end: int) -> list[Act]:
        acts = verbal(self.tokens, low, end, self.grammar, gerund=True)
        if acts:
            return acts
        act = nominal(self.tokens, low, end, self.grammar)
        return [act] if act else []

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
        if clause.subject and self._negative(clause.subject):
            letter, names = laws.negative_subject(letter), [*names, "negative-subject"]
        return self._acts(acts, letter, match.cue.id, (match.start, match.end), clause, names)

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
                if inner.subject and self._negative(inner.subject):
                    letter, names = laws.negative_subject(letter), [*names, "negative-subject"]
                acts = verbal(tokens, at, end, self.grammar, to=True)
                return self._acts(acts, letter, match.cue.id, (match.start, match.end), inner, names)
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
        return self._acts(acts, letter, match.cue.id, span, inner, names)

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
            core, quality = self._core(clause.subject)
            draft.bearer, draft.bearer_from = core, "text"
            if quality:
                draft.conditions.append(quality)
                draft.trigger = quality
                self._implied(draft, core, quality, clause)
        return [draft]

    # -- plain verbs -------------------------------------------------------------------------------------------------

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
        if clause.subject and self._negative(clause.subject):
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
        drafts = self._acts(acts, letter, cue, (anchor.start, max(head, anchor.start + 1) if head != at else anchor.end), clause, names)
        for draft in drafts:
            if letter == "C" and negations % 2:
                draft.laws.append("negated-statement")
            if only >= 0 and letter != "C":
                self._exclusive(draft, only, clause)
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
                return self._acts(acts, "F", "is-to", (anchor.start, anchor.start + 1), inner, ["duality"])
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
            if token.tag in ("R", "T"):
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
            core, quality = self._core(subject)
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
        drafts = self._acts(acts, letter, "imperative", (anchor.start, anchor.start + 1), inner, names)
        for draft in drafts:
            if trigger:
                draft.trigger = trigger
                draft.laws.append("sanction")
                self._implied(draft, core, trigger, clause)
        return drafts

    # -- acts --------------------------------------------------------------------------------------------------------

    def _acts(self, acts: Sequence[Act], letter: str, cue: str, span: Range, clause: Clause, names: Sequence[str]) -> list[Draft]:
        drafts: list[Draft] = []
        for act in acts:
            drafts += self._act(split_particle(self.tokens, act, self.grammar), letter, cue, span, clause, list(names))
        if len(drafts) > 1:
            for draft in drafts:
                if "coordination" not in draft.laws:
                    draft.laws.append("coordination")
        return drafts

    def _act(self, act: Act, letter: str, cue: str, span: Range, clause: Clause, names: list[str]) -> list[Draft]:
        """One act with its modality: negative verbs first, then what is embedded, then the parts."""
        tokens, grammar = self.tokens, self.grammar
        if act.negations % 2:
            letter, names = laws.duality(letter), [*names, "duality"]
        negative = self._negative_verb(act)
        if negative is not None:
            inner = self._gerunds(*negative) if not self._opens_infinitive(negative) else verbal(tokens, *negative, grammar, to=True)
            if inner:
                return self._acts(inner, laws.negative_verb(letter), cue, span, clause, [*names, "negative-verb"])
        if act.nominal and act.lemma in _ANY_ACT and act.zone[0] < act.zone[1] and tokens[act.zone[0]].tag == "R":
            described = self._described_act(act, letter, clause, names)  # "any act that endangers another state"
            if described:
                return described
        draft = Draft(letter, cue, span, act.lemma, (act.start, act.end), act.particle, act.nominal, act.passive, laws=names)
        from compliance.norms.contents import contents  # the two read each other's output

        zone, rest = contents(self, act, draft, letter, clause)
        parts = split(tokens, *zone, grammar)
        self._bearer(draft, act, clause)
        self._dress(draft, parts, clause, act=act)
        if rest and not draft.object:
            draft.object = rest
        if draft.object and not act.passive and self._negative(draft.object):
            draft.letter = laws.negative_object(draft.letter)
            draft.laws.append("negative-object")
        if draft.lemma in _PENAL or act.passive:
            self._sanction(draft, clause, any(tokens[i].lower in _COURTS for i in range(*act.zone)))
        return [draft]

    def _described_act(self, act: Act, letter: str, clause: Clause, names: list[str]) -> list[Draft]:
        """What a relative clause says that an unnamed act does, with the modality of that act."""
        inner = self.clauses(act.zone[0] + 1, act.zone[1], Clause(clause.subject, "act", depth=clause.depth))
        for one in inner:
            one.letter = letter if one.letter == "O" else laws.duality(letter) if one.letter == "F" else one.letter
            one.laws = [*names, *one.laws]
            one.conditions = [*clause.conditions, *one.conditions]
            one.exceptions = [*clause.exceptions, *one.exceptions]
        return inner

    def _opens_infinitive(self, zone: Range) -> bool:
        at, _ = skip_adverbs(self.tokens, *zone)
        return at < zone[1] and self.tokens[at].tag == "T"

    def _negative_verb(self, act: Act) -> Range | None:
        """Law 2: the complement of a verb such as "refrain from", "cease", "keep away from"; nothing for other verbs."""
        if act.nominal or act.passive:
            return None
        tokens, verbs = self.tokens, self.grammar.verbs["negative"]
        name = f"{act.lemma} {act.particle}".strip()
        low, high = act.zone
        if act.lemma in self.grammar.verbs["deny"]:
            return None
        for at in range(low, min(high, low + 7)):
            word = tokens[at].lower
            if tokens[at].tag in ("G", "R", "T", "K"):
                break
            run = " ".join(t.lower for t in tokens[act.start + 1 : at + 1])
            if f"{act.lemma} {run}" in verbs or (word in ("from", "of", "to", "with") and f"{name} {word}" in verbs):
                return (at + 1, high)
        if name in verbs:
            if low < high and tokens[low].lower == "from":
                low += 1
            nxt = tokens[low] if low < high else None
            if nxt is None or (nxt.tag == "U" and nxt.lower not in ("anything", "everything")):
                return None
            if act.lemma in ("stop", "keep", "suspend", "end", "terminate") and self._prevents(low, high):
                return None
            return (low, high)
        return None

    def _prevents(self, low: int, high: int) -> bool:
        """Whether "stop X from V-ing" follows, which is a see-to-it verb and no negative one."""
        return any(self.tokens[i].lower == "from" and i + 1 < high and self.tokens[i + 1].tag in ("G", "N") for i in range(low, high))

    def _bearer(self, draft: Draft, act: Act, clause: Clause) -> None:
        """Who is bound. The subject of a passive is what is acted on; its agent stands behind "by", if anywhere."""
        if act.subject:
            draft.object = act.subject
            draft.laws.append("agentless-passive")
            if clause.subject and act.start < act.zone[0] and clause.subject[1] <= act.subject[0] and act.negations == 0:
                draft.roles.append(("beneficiary", "for", clause.subject))
        elif act.passive:
            draft.object = clause.subject
            draft.laws.append("agentless-passive")
            if draft.cue in ("has-right", "entitled-noun", "allowed-to") and clause.subject:
                draft.bearer, draft.bearer_from = clause.subject, "text"
        elif clause.subject:
            draft.bearer, draft.bearer_from = clause.subject, "text"

    def _dress(self, draft: Draft, parts: Parts, clause: Clause, *, act: Act | None = None, objects: bool = True) -> None:
        """Put the parts behind a verb, and what the clause brought along, into their slots."""
        tokens = self.tokens
        roles = list(parts.roles)
        spans = [trim(tokens, (span[0] + 1, span[1])) if tokens[span[0]].lower == "of" and tokens[span[0]].tag == "P" else span for span in parts.objects]
        spans = [span for span in spans if span[0] < span[1]]
        if objects and spans:
            if act is not None and act.passive and draft.object and act.lemma in self.grammar.verbs["give"]:
                roles.insert(0, ("recipient", "to", draft.object))
                draft.object = spans[0]
            elif act is not None and act.passive and draft.object:
                roles.insert(0, ("manner", "", spans[0]))
            elif len(spans) > 1 and act is not None and act.lemma in self.grammar.verbs["give"] | {"ask", "tell", "make", "leave", "cause", "pay"}:
                roles.insert(0, ("recipient", "to", spans[0]))
                draft.object = spans[1]
            else:
                draft.object = spans[0]
        for kind, preposition, span in [*clause.roles, *roles]:
            if kind == "time":
                draft.temporal.append(span)
            elif kind in ("condition", "exception", "purpose"):
                {"condition": draft.conditions, "exception": draft.exceptions, "purpose": draft.purposes}[kind].append(span)
            elif kind == "reason":
                draft.roles.append(("manner", preposition, span))
            elif kind == "authority" and draft.passive and draft.bearer is None:
                draft.bearer, draft.bearer_from = span, "text"
                draft.roles.append((kind, preposition, span))
            else:
                draft.roles.append((kind, preposition, span))
        draft.conditions = [*clause.conditions, *draft.conditions]
        draft.exceptions = [*clause.exceptions, *draft.exceptions]
        draft.purposes = [*clause.purposes, *draft.purposes]
        draft.temporal = [*clause.temporal, *draft.temporal]
        if draft.object is None and objects:
            own = [(kind, span) for kind, preposition, span in roles if kind in _OBJECT_ROLES]
            if draft.nominal and act is not None and act.before and not any(k in ("companion", "target", "recipient", "topic") for k, _ in own):
                draft.object = act.before
            elif own:
                draft.object = min(own, key=lambda row: row[1][0] if not draft.nominal else _OBJECT_ROLES.index(row[0]))[1]
            elif draft.nominal and act is not None and act.before:
                draft.object = act.before
        if any(self.tokens[span[0]].lower in ("without", "absent") or "absence" in (t.lower for t in tokens[span[0] : span[0] + 3]) for span in draft.conditions) and draft.letter == "F":
            draft.laws.append("conditional-prohibition")

    def _place(self, parts: Parts, clause: Clause) -> None:
        """Hand the parts behind a cue to the clause, for acts that stand before the cue."""
        for kind, preposition, span in parts.roles:
            if kind == "condition":
                clause.conditions = [*clause.conditions, span]
            elif kind == "exception":
                clause.exceptions = [*clause.exceptions, span]
            else:
                clause.roles = [*clause.roles, (kind, preposition, span)]

    def _sanction(self, draft: Draft, clause: Clause, court: bool) -> None:
        """Law 9: a penalty for those who do something is a link to the norm that they breach."""
        if not (draft.lemma in _PENAL or court) or draft.trigger:
            return
        subject = draft.object if draft.passive else (draft.bearer if draft.lemma in _SUFFERED else None)
        for span in (subject, draft.object):
            if span is None:
                continue
            core, quality = self._core(span)
            if quality:
                draft.trigger = quality
                draft.laws.append("sanction")
                self._implied(draft, core, quality, clause)
                return
        if draft.conditions and not draft.nominal:
            draft.trigger = draft.conditions[0]
            self._implied(draft, None, (draft.conditions[0][0] + 1, draft.conditions[0][1]), clause)

    def _implied(self, draft: Draft, core: Range | None, breach: Range, clause: Clause) -> None:
        """Law 9, second half: a penalty for an act forbids the act, also where no norm says so."""
        if clause.depth > _DEPTH or breach[0] >= breach[1]:
            return
        low = breach[0] + (self.tokens[breach[0]].tag == "R")
        if self.tokens[low].tag == "G":
            acts = verbal(self.tokens, low, breach[1], self.grammar, gerund=True)
            inner = self._acts(acts, "O", "sanction", breach, Clause(core, depth=clause.depth + 1), [])
        else:
            inner = self.clauses(low, breach[1], Clause(core, "sanction", depth=clause.depth + 1))
        for one in inner:
            self._turn(one)
            one.laws.append("sanction-implies")
        draft.embedded += inner

    def _turn(self, draft: Draft) -> None:
        """Forbid what a breach does, and what is inside it ("be found to have sheltered")."""
        draft.letter = laws.duality(draft.letter) if draft.letter in ("O", "F") else draft.letter
        for inner in draft.embedded:
            self._turn(inner)

    # -- phrases -----------------------------------------------------------------------------------------------------

    def _core(self, span: Range) -> tuple[Range, Range | None]:
        """A noun phrase cut into its core and the clause that qualifies it ("anyone | who trains fighters")."""
        parts = split(self.tokens, *span, self.grammar)
        quality = next((s for kind, _, s in parts.roles if kind == "quality"), None)
        if quality is None:
            return span, None
        if quality[0] == span[0]:  # "whoever ..."
            return (span[0], span[0] + 1), (quality[0], span[1])
        return trim(self.tokens, (span[0], quality[0])), (quality[0], span[1])

    def _negative(self, span: Range) -> bool:
        """Whether a noun phrase is a negative one ("no one", "no member", "neither party", "not any group")."""
        low = span[0]
        while low < span[1] and self.tokens[low].tag == "A":
            low += 1
        if low >= span[1]:
            return False
        word = self.tokens[low].lower
        return word in NEGATIVE_HEADS or (word == "not" and low + 1 < span[1])

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


def replace_subject(clause: Clause, subject: Range | None, *, content: str | None = None) -> Clause:
    """A copy of ``clause`` with another subject, and another content mark where one is given."""
    return Clause(subject, clause.content if content is None else content, list(clause.conditions), list(clause.exceptions),
                  list(clause.roles), list(clause.purposes), list(clause.temporal), clause.negations, clause.depth)  # fmt: skip
