"""Acts with their modality -> drafts with every slot filled.

Takes acts as they stand in the complement; turns negative verbs round, opens what is embedded, puts the parts behind the verb
into their slots, and links sanctions to what they punish.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance.norms import laws
from compliance.norms.acts import Act, split_particle, verbal
from compliance.norms.clause import DEPTH, Clause, ClauseBase
from compliance.norms.contents import contents
from compliance.norms.cues import skip_adverbs
from compliance.norms.draft import Draft
from compliance.norms.phrases import Parts, Range, split, trim

_OBJECT_ROLES = ("companion", "recipient", "target", "topic", "authority", "place", "origin", "beneficiary", "manner")
#: Penalties whose subject is the one punished ("commanders who hide foreigners will lose their posts").
_SUFFERED = frozenset("lose forfeit face suffer incur answer".split())
_PENAL = _SUFFERED | frozenset(
    "dismiss punish expel arrest prosecute fine sentence remove revoke imprison detain disarm suspend discharge penalise "
    "penalize liable sanction deport banish disband try".split()
)
_COURTS = frozenset("court justice trial tribunal judge".split())
#: Verbs that turn a gerund round, but with a noun name an act of their own ("terminate the contract").
_ENDS_THINGS = frozenset("terminate suspend end abandon omit neglect quit discontinue halt break eschew leave".split())
#: Nouns that name no act of their own; a relative clause says which.
_ANY_ACT = frozenset("act action activity conduct deed step thing anything measure behaviour behavior undertaking".split())


class Slots(ClauseBase):
    """Fills the slots of norms."""

    def acts(self, acts: Sequence[Act], letter: str, cue: str, span: Range, clause: Clause, names: Sequence[str]) -> list[Draft]:
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
            inner = self.gerunds(*negative) if not self._opens_infinitive(negative) else verbal(tokens, *negative, grammar, to=True)
            if inner:
                return self.acts(inner, laws.negative_verb(letter), cue, span, clause, [*names, "negative-verb"])
        if act.nominal and act.lemma in _ANY_ACT and act.zone[0] < act.zone[1] and tokens[act.zone[0]].tag == "R":
            described = self._described_act(act, letter, clause, names)  # "any act that endangers another state"
            if described:
                return described
        draft = Draft(letter, cue, span, act.lemma, (act.start, act.end), act.particle, act.nominal, act.passive, laws=names)
        zone, rest = contents(self, act, draft, letter, clause)
        parts = split(tokens, *zone, grammar)
        self._bearer(draft, act, clause)
        self._dress(draft, parts, clause, act=act)
        if rest and not draft.object:
            draft.object = rest
        if draft.object and not act.passive and self.negative(draft.object):
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
            if act.lemma in _ENDS_THINGS and not (nxt.tag == "G" or self._opens_infinitive((low, high))):
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
            core, quality = self.core(span)
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
        if clause.depth > DEPTH or breach[0] >= breach[1]:
            return
        low = breach[0] + (self.tokens[breach[0]].tag == "R")
        if self.tokens[low].tag == "G":
            acts = verbal(self.tokens, low, breach[1], self.grammar, gerund=True)
            inner = self.acts(acts, "O", "sanction", breach, Clause(core, depth=clause.depth + 1), [])
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
