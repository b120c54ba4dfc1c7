"""Norms -> readings: one act concept each, with modality, persons, interest and reservations.

Takes the norms of a provision and what stands around it; opens see-to-it norms to what they see to, and settles who is
meant by "they". A reading is what an element is compared with, and keeps the norm that it came from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from compliance.language import lemmas
from compliance.mapping.acts import ActReading, read_acts, role_phrases, role_text
from compliance.mapping.lexicon import Lexicon
from compliance.mapping.persons import NOBODY, PRONOUNS, Persons, read_heading, read_persons
from compliance.mapping.phrases import conjuncts
from compliance.model.norm import ClauseNorms, Norm, Role, Words
from compliance.model.pack import RulePack

#: Words by which a sanction points back at the norm that it enforces.
_BACK = ("such an act", "such act", "such acts", "this order", "this decree", "these rules", "this rule", "this instruction",
         "these instructions", "this decision", "the above", "these provisions", "this provision", "the foregoing", "this prohibition",
         "this ban", "the ban", "this directive", "such conduct", "such a thing", "these orders", "this")  # fmt: skip
_NAMED = re.compile(r"\b(?:article|paragraph|provision|section|clause|rule|number|no\.)s?\s+\(?(\d+[a-z]?)\b")
_BREACH = frozenset(["violate", "breach", "commit", "contravene", "disobey", "ignore", "infringe", "break", "do", "defy", "disregard", "transgress", "flout", "comply"])


@dataclass(frozen=True, slots=True)
class Reading:
    """One act with everything that an element is compared with; ``act`` is missing where no row knows the words."""

    norm: Norm
    modality: str
    act: ActReading | None
    agent: Persons
    patient: Persons
    interests: frozenset[str]
    interest_words: str
    means: frozenset[str]
    standards: frozenset[str]
    conditions: tuple[Words, ...]
    exceptions: tuple[Words, ...]
    laws: tuple[str, ...]
    addressed: Persons
    sanction: bool = False
    enforces: bool = False
    narrowed: tuple[str, ...] = ()
    heading: Persons = NOBODY


def named_provision(text: str) -> str:
    """The number of the provision that words name ("violates Article 6"), or nothing."""
    found = _NAMED.search(text.lower())
    return found.group(1) if found else ""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a provision: the persons of its heading and those whom the text addresses."""

    heading: Persons = NOBODY
    addressee: Persons = NOBODY


def surroundings(headings: Sequence[str], addressee: str, lexicon: Lexicon, pack: RulePack) -> Around:
    """The persons of the nearest heading that names any, and of the addressee."""
    heading = NOBODY
    for text in reversed(headings):
        found = read_heading(text, lexicon, pack)
        if "issuer" in found.classes:  # who issues a text is not whom it is about
            found = replace(found, classes=found.classes - {"issuer"})
        if found.known:
            heading = found
            break
    whom = read_persons(addressee, lexicon, pack) if addressee else NOBODY
    return Around(heading, replace(whom, source="addressee") if whom.known else NOBODY)


class ProvisionReader:
    """Turns the norms of one provision into readings."""

    def __init__(self, lexicon: Lexicon, pack: RulePack, around: Around) -> None:
        self.lexicon = lexicon
        self.pack = pack
        self.around = around
        self.seen: list[tuple[int, Persons, bool]] = []

    def read(self, norms: ClauseNorms) -> list[Reading]:
        """All readings of the provision's norms and of what they imply."""
        out: list[Reading] = []
        for norm in (*norms.norms, *norms.derived):
            out += self._norm(norm, (), (), NOBODY, norm.derived)
        return out

    def _norm(
        self, norm: Norm, conditions: tuple[Words, ...], exceptions: tuple[Words, ...], addressed: Persons, derived: bool
    ) -> list[Reading]:
        over = self._persons(norm.wrapped_over, norm) if norm.wrapped_over else addressed
        own_conditions = (*conditions, *norm.conditions)
        own_exceptions = (*exceptions, *norm.exceptions)
        out: list[Reading] = []
        sanction = norm.trigger is not None and ("sanction" in norm.laws or bool(norm.embedded))
        inner_read = False
        for inner in norm.embedded:
            implied = "sanction-implies" in inner.laws
            if not implied:
                inner_read = True
            told = over
            if norm.action in _INSTRUCT and norm.object is not None and not implied:
                told = self._persons(norm.object, norm)
            inherited = () if implied else own_conditions
            if implied and any(self.pack.taxonomy.acts[a.act].opposite for a in read_acts(norm, self.lexicon)):
                if any(self.pack.taxonomy.acts[a.act].harm for a in read_acts(inner, self.lexicon)):
                    continue  # "those who pose a threat shall be expelled" says who is meant, it punishes no act
            for reading in self._norm(inner, inherited, () if implied else own_exceptions, told, derived):
                out.append(replace(reading, sanction=True) if implied else reading)
        own = self._own(norm, own_conditions, own_exceptions, over)
        opened = inner_read and norm.action in _OPEN
        out += [reading for reading in own if reading.act is not None] if opened else own
        if sanction and norm.trigger is not None and self._points_back(norm.trigger.text):
            out.append(self._reading(norm, None, own_conditions, own_exceptions, over, enforces=True))
        return out

    def _points_back(self, text: str) -> bool:
        low = text.lower()
        if _NAMED.search(low):
            return True
        return bool(set(lemmas(low)) & _BREACH or _BREACH & {w.rstrip("s") for w in low.split()}) and any(b in low for b in _BACK)

    def _own(self, norm: Norm, conditions: tuple[Words, ...], exceptions: tuple[Words, ...], over: Persons) -> list[Reading]:
        acts = read_acts(norm, self.lexicon)
        if not acts:
            return [self._reading(norm, None, conditions, exceptions, over)]
        return [self._reading(norm, act, conditions, exceptions, over) for act in acts]

    def _reading(
        self, norm: Norm, act: ActReading | None, conditions: tuple[Words, ...], exceptions: tuple[Words, ...],
        over: Persons, *, enforces: bool = False,
    ) -> Reading:  # fmt: skip
        agent = self._agent(norm)
        patient = self._patient(norm, act, agent)
        if act is not None and act.patient_is_bearer:
            agent = NOBODY
        text = " , ".join([norm.object.text if norm.object else "", role_phrases(norm, *_INTEREST_ROLES)])
        if act is not None and act.row.purpose:  # a listed purpose is part of the act, and so is what it is directed at
            text = " , ".join([text, *(purpose.text for purpose in norm.purposes)])
        return Reading(
            norm=norm,
            modality=_flip(norm.modality) if act is not None and act.flipped else _stated(norm),
            act=act,
            agent=agent,
            patient=patient,
            interests=self._named("interests", text),
            interest_words=_once(text),
            means=self._named("means", " , ".join([text, role_phrases(norm, "place", "means", "manner", "origin"), *_roles_of(norm, "comparison")])),
            standards=self._named("standards", " , ".join([text, role_text(norm, "manner", "comparison", "authority", "companion", "place", "recipient")])),
            conditions=conditions,
            exceptions=exceptions,
            laws=norm.laws,
            addressed=over if over.known else self.around.addressee,
            enforces=enforces,
            heading=self.around.heading,
        )

    def _named(self, table: str, text: str) -> frozenset[str]:
        return self.lexicon.classes(table, text, conjuncts)

    def _agent(self, norm: Norm) -> Persons:
        """Who is to act, not to act, or free to act."""
        if norm.bearer is None:
            if norm.passive:
                return NOBODY
            if norm.cue == "imperative" and self.around.addressee.known:
                return self.around.addressee
            if norm.nominal:
                by = self._by(norm)
                return by if by.known or not self.around.heading.known else self.around.heading
            return replace(self.around.heading, source="heading") if self.around.heading.known else self.around.addressee
        whom = self._persons(norm.bearer, norm)
        soil = not whom.known and bool(self._named("means", norm.bearer.text))
        return NOBODY if soil else whom  # "no part of the country may serve as a base" binds everyone

    def _by(self, norm: Norm) -> Persons:
        """The agent of an act named by a noun: "recruitment by foreign groups"."""
        text = role_text(norm, "authority")
        return read_persons(text, self.lexicon, self.pack) if text else NOBODY

    def _patient(self, norm: Norm, act: ActReading | None, agent: Persons) -> Persons:
        """Whom the act is done to or for."""
        if act is not None and act.patient_is_bearer:
            if norm.bearer is not None:
                return agent
            return self._first(norm, "recipient", "beneficiary", "authority") or (self._persons(norm.object, norm) if norm.object else agent)
        recipient = self._first(norm, "recipient", "beneficiary")
        if recipient is not None and recipient.known:
            return recipient
        if norm.object is not None:
            whom = self._persons(norm.object, norm)
            if whom.known:
                return whom
            after = " ".join(word for one in conjuncts(norm.object.text) for word in one.after)
            possessor = read_persons(after, self.lexicon, self.pack) if after else NOBODY
            if possessor.known:
                return possessor
            if set(norm.object.text.lower().split()) & {"their", "his", "her", "they", "them"} and self.around.heading.known:
                return self.around.heading
        if norm.object is not None:
            joined = " ".join([norm.object.text, *(f"{role.preposition} {role.words.text}" for role in norm.roles)])
            whom = read_persons(joined, self.lexicon, self.pack)
            if whom.classes and not whom.everyone:
                return whom
        for purpose in norm.purposes:
            whom = read_persons(purpose.text, self.lexicon, self.pack)
            if whom.qualities:
                return whom
        other = self._first(norm, "companion", "origin", "place", "target", "topic")
        if other is not None and other.known:
            return other
        return recipient or NOBODY

    def _first(self, norm: Norm, *kinds: str) -> Persons | None:
        best: Persons | None = None
        for role in norm.roles:
            if role.kind in kinds:
                found = self._persons(role.words, norm)
                if found.known:
                    return found
                best = best or found
        return best

    def _persons(self, words: Words, norm: Norm) -> Persons:
        """The persons that words name; pronouns and "their leader" are settled from before, or from the heading."""
        quality = next((text for role in norm.roles if (text := _quality_of(role, words))), "") if norm.roles else ""
        found = read_persons(words.text, self.lexicon, self.pack, quality=quality)
        if found.known:
            self.seen.append((words.start, found, words in (norm.bearer, norm.wrapped_over)))
            return found
        tokens = words.text.lower().split()
        heads = {one.head for one in conjuncts(words.text)}
        related = self.lexicon.nouns.get("related")
        pointing = len(tokens) > 1 and tokens[1] in ("who", "that", "which", "whose")
        pronoun = bool(tokens) and not pointing and bool(set(tokens[:2]) & PRONOUNS) and (len(tokens) <= 2 or bool(heads & PRONOUNS))
        relational = related is not None and any(related.heads(one) for one in conjuncts(words.text))
        if "you" in tokens[:4] or (pronoun and tokens[0] in ("we", "us")):
            return replace(self.around.addressee, words=words.text) if self.around.addressee.known else found
        if pronoun:
            earlier = [(persons, bound) for start, persons, bound in sorted(self.seen, key=lambda row: row[0]) if start < words.start]
            own = norm.bearer.text if norm.bearer is not None and words != norm.bearer else None
            same = [(p, bound) for p, bound in earlier if p.words != own and p.classes != {"issuer"}]
            alike = [p for p, bound in same if bound == (words == norm.bearer)] or [p for p, _ in same]
            if alike:
                return replace(alike[-1], words=words.text, source="previous")
        if (pronoun or relational) and self.around.heading.known:
            return replace(self.around.heading, words=words.text)
        return found


def _quality_of(role: Role, words: Words) -> str:
    """The words of a role when it qualifies the phrase right before it ("groups | hostile to other countries")."""
    gap = role.words.start - words.end
    if role.kind == "quality" and 0 <= gap <= 3:
        return role.words.text
    if role.kind == "target" and role.preposition != "against" and 0 <= gap <= len(role.preposition) + 3:
        return f"{role.preposition} {role.words.text}"
    return ""


_INTEREST_ROLES = ("target", "place", "origin", "recipient", "topic", "companion", "beneficiary")
_INSTRUCT = frozenset(["instruct", "order", "direct", "command", "tell", "oblige", "require", "urge", "request", "warn", "remind", "enjoin", "advise", "admonish", "mandate"])
#: Verbs whose own act says nothing beyond what they see to.
_OPEN = frozenset(
    ["prevent", "stop", "keep", "prohibit", "forbid", "ban", "bar", "hinder", "restrain", "deter", "preclude", "debar", "block", "inhibit", "outlaw", "disallow", "proscribe", "discourage", "dissuade", "allow", "permit", "enable", "let", "authorise", "authorize", "license", "entitle", "empower", "tolerate", "condone", "ensure", "guarantee", "see", "make", "promise", "pledge", "undertake", "agree", "commit", "vow", "declare", "affirm", "decide", "determine", "resolve", "announce", "decree", "instruct", "order", "direct", "command", "tell", "oblige", "require", "urge", "request", "warn", "remind", "try", "attempt", "endeavour", "endeavor", "strive", "seek", "continue", "begin", "start", "intend", "plan", "take", "do", "send", "give", "issue", "suppress", "counter", "combat", "act", "work", "arrange", "provide", "cause", "facilitate", "encourage", "help", "assist"]
)


def _roles_of(norm: Norm, kind: str) -> list[str]:
    return [role.words.text for role in norm.roles if role.kind == kind]


def _flip(modality: str) -> str:
    return {"obligation": "prohibition", "prohibition": "permission", "permission": "prohibition"}.get(modality, modality)


def _stated(norm: Norm) -> str:
    """A statement's own polarity matters only to elements that ask for a statement: "have no place" is a denial."""
    if norm.modality == "declaratory" and ("negated-statement" in norm.laws or "negative-object" in norm.laws):
        return "denial"
    return norm.modality


def _once(phrases: str) -> str:
    """Phrases told apart by commas, for a reader: without one that ends in the words of an earlier one ("affairs", "in affairs")."""
    kept: list[str] = []
    for phrase in phrases.split(" , "):
        if phrase.strip(" ,") and not any(f" {phrase}".endswith(f" {one}") for one in kept):
            kept.append(phrase.strip(" ,"))
    return ", ".join(kept)
