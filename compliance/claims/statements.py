"""Norms as claims are held against them: their words as ideas, part by part.

Takes the norms of a provision, of a text or of a claim; gives statements. Who is meant by "they" is looked for in what stands before and in the
headings; what a sanction for "such an act" punishes, in the provision before. How two statements stand to each other is for ``match``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from compliance.claims.concepts import NO_CONCEPTS, NormConcepts
from compliance.claims.words import CHARGE, ClaimWords, Idea
from compliance.model.clause import Provision
from compliance.model.norm import ClauseNorms, Norm, Words

_PRONOUN = re.compile(r"\b(?:they|them|their|theirs|he|him|his|she|her|it|its|themselves|himself|itself|those|these|such)\b", re.IGNORECASE)
_BACK = re.compile(r"\b(?:such (?:an )?(?:act|thing|conduct)s?|(?:this|these|the above|the foregoing|it|them) ?(?:rules?|order|decree|instructions?|provisions?|agreement|prohibition)?)\b", re.IGNORECASE)
_LINK = re.compile(r",|\b(?:or|and|nor)\b", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:not|no|never|neither|nor|cannot|without|unless|except|lacks?|lacking)\b|n['’]t\b", re.IGNORECASE)
_STOP = re.compile(r"[,.;:()]|\b(?:or|and|nor|but|then)\b", re.IGNORECASE)
_ANYONE = re.compile(r"\b(?:anyone|anybody|any|no one|nobody|everyone|everybody|whoever|whomever|someone|somebody)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\bincluding\b|\bsuch as\b", re.IGNORECASE)
_KNOWN_AS = re.compile(r"\b(?:known as|called|referred to as|hereinafter)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:who|which|that|whose|whom)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """One norm, part by part.

    ``acts`` are the senses that name its act; ``bearer`` who is bound, ``universal`` where that is everybody of a kind, ``unbound`` where nobody in
    particular is; ``borrowed`` are ideas that pronouns may stand for; ``above`` those who have to see to it; ``rest`` all else that is said; ``narrow`` the parts of it that make the
    act narrower, each as the alternatives in it; ``topic`` what the whole text is about, and so no narrowing; ``anyone`` whether it speaks of any person at all; ``conditions`` what it hangs on, ``excepted`` whether something is taken out of it;
    ``inner_negation`` whether a part of it is negated ("those who hold no licence"). ``sanction`` marks what follows a breach.
    """

    document: str
    provision: str
    norm: Norm
    start: int
    end: int
    modality: str
    acts: frozenset[str]
    act_words: str
    whole_act: bool
    bearer: tuple[Idea, ...]
    bearer_words: str
    universal: bool
    unbound: bool
    borrowed: frozenset[str]
    pronouns: bool
    above: tuple[Idea, ...]
    rest: tuple[Idea, ...]
    narrow: tuple[tuple[tuple[Idea, ...], ...], ...]
    topic: frozenset[str]
    anyone: bool
    conditions: tuple[Words, ...]
    excepted: bool
    inner_negation: bool
    sanction: bool
    concepts: NormConcepts

    @property
    def said(self) -> frozenset[str]:
        """The senses of the act and of what is said of it, those that its pronouns may stand for too; not of who is bound."""
        own = self.acts | {idea.sense for idea in self.rest}
        return own | self.borrowed if self.pronouns else own

    @property
    def bound(self) -> frozenset[str]:
        """The senses that name who is bound."""
        return frozenset(idea.sense for idea in names_of(self.bearer, self.bearer_words))


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a provision: the ideas of its headings and of its addressee, those of the provision before, and those of the title."""

    headings: frozenset[str] = frozenset()
    addressee: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    topic: frozenset[str] = frozenset()


def statements(
    document: str, source: str, provision: Provision, norms: ClauseNorms, words: ClaimWords, concepts: Callable[[Norm], NormConcepts], around: Around,
) -> tuple[Stated, ...]:  # fmt: skip
    """The statements of one provision, those inside others and those that the words imply too."""
    out: list[Stated] = []
    own = words.ideas(source, provision.start, provision.end)

    def ideas(start: int, end: int) -> tuple[Idea, ...]:
        """The ideas of a stretch; within the provision a run of words stays one idea however the stretch is cut."""
        if provision.start <= start and end <= provision.end:
            return tuple(idea for idea in own if idea.start < end and start < idea.end)
        return words.ideas(source, start, end)

    def read(norm: Norm, above: tuple[Idea, ...], conditions: tuple[Words, ...], excepted: bool) -> None:
        made = _stated(document, source, provision, norm, words, ideas, concepts, around, above, conditions, excepted, out)
        out.append(made)
        for inner in norm.embedded:
            if "sanction-implies" not in inner.laws:
                read(inner, (*above, *names_of(made.bearer, made.bearer_words)), (*conditions, *norm.conditions, *norm.exceptions), made.excepted)

    for norm in (*norms.norms, *norms.derived):
        read(norm, (), (), False)
    return tuple(out)


def leaves(made: Sequence[Stated]) -> tuple[Stated, ...]:
    """The statements of a claim that hold no other one, without what its words only imply."""
    inner = [one for one in made if not one.norm.derived]
    return tuple(one for one in inner if all("sanction-implies" in norm.laws for norm in one.norm.embedded))


def _stated(
    document: str, source: str, provision: Provision, norm: Norm, words: ClaimWords, ideas: Callable[[int, int], tuple[Idea, ...]], concepts: Callable[[Norm], NormConcepts], around: Around,
    above: tuple[Idea, ...], conditions: tuple[Words, ...], excepted: bool, before: Sequence[Stated],
) -> Stated:  # fmt: skip
    inside = provision.start <= norm.start < norm.end <= provision.end
    bearer_words = norm.bearer.text if norm.bearer else ""
    main = _ASIDE.split(bearer_words)[0]
    bearer = ideas(norm.bearer.start, norm.bearer.start + len(main)) if norm.bearer else ()
    taken = [*([(norm.bearer.start, norm.bearer.end)] if norm.bearer else []), (norm.action_words.start, norm.action_words.end)]
    spans = [w for w in (norm.object, *(role.words for role in norm.roles), *norm.purposes, *norm.temporal, *norm.conditions, *norm.exceptions) if w]
    places = [(w.start, w.end) for w in spans] + ([(norm.action_words.end, _next_link(source, norm.end, provision.end))] if inside else [])
    rest = tuple(sorted({idea for a, b in places for idea in ideas(a, b) if not _overlaps(idea, taken)}))
    charge = (inside and any(idea.sense == CHARGE for idea in ideas(norm.start, norm.end))) or norm.cue in words.data["charge"]["cues"] or bool(set(norm.laws) & set(words.data["charge"]["laws"]))
    rest = tuple(idea for idea in rest if idea.sense != CHARGE)
    acts, act_words, whole = _act(norm, ideas(norm.action_words.start, norm.action_words.end), words, rest, charge)
    pieces = [norm.object, *norm.temporal, *(role.words for role in norm.roles if role.kind in words.data["narrowing"] and role.preposition not in words.data["by-rule"])]
    pieces += [Words(source[idea.start : idea.end], idea.start, idea.end) for idea in rest if idea.sense in words.restricting]
    cut = [(w.start, w.end) for w in (*norm.conditions, *norm.exceptions, *norm.purposes)]
    narrow = tuple(
        tuple(tuple(idea for idea in ideas(a, b) if not _overlaps(idea, [*taken, *cut])) for a, b in _alternatives(source, w)) for w in dict.fromkeys(pieces) if w
    )
    all_conditions = (*conditions, *norm.conditions, *norm.exceptions)
    if not inside:
        all_conditions = tuple(w for w in all_conditions if provision.start <= w.start and w.end <= provision.end)
    own = source[norm.start : norm.end] if inside else source[provision.start : provision.end]
    mine = [one for one in before if one.norm.clause == norm.clause]
    borrowed = around.headings | frozenset(idea.sense for one in mine for idea in (*names_of(one.bearer, one.bearer_words), *(idea for part in one.narrow for alternative in part for idea in alternative)))
    borrowed |= around.addressee if re.search(r"\byou\b", own, re.IGNORECASE) else frozenset()
    if norm.trigger is not None and _BACK.search(norm.trigger.text):
        borrowed |= around.before
    sense = {idea.sense for idea in (*bearer, *rest)}
    sanction = norm.trigger is not None or "sanction" in norm.laws or words.sense("breach") in sense
    first = re.findall(r"[\w-]+", bearer_words.lower())[:1]
    universal = bool(first) and (first[0] in words.data["universal"] or (first[0] in words.data["universal-determiners"] and any(i.sense in words.generic for i in bearer)) or bearer_words.lower() == "no one")
    negated = norm.modality == "declaratory" and bool({"negated-statement", "negative-object", "negative-subject"} & set(norm.laws))
    return Stated(
        document, provision.label, norm, *_place(provision, norm, inside),
        "charge" if charge else "prohibition" if negated else norm.modality, acts, act_words, whole, bearer, bearer_words, universal,
        norm.bearer is None and (norm.passive or norm.nominal or norm.cue in ("prohibited", "forbidden-to", "there-shall", "no-noun") or norm.cue.startswith("content-of-")),
        borrowed, bool(_PRONOUN.search(own)), above, rest, narrow, around.topic, bool(_ANYONE.search(own)), all_conditions, excepted or bool(norm.exceptions), _negates_inside(norm, inside), sanction, concepts(norm),
    )  # fmt: skip


def _negates_inside(norm: Norm, inside: bool) -> bool:
    """Whether a part of a norm is negated, apart from what makes the norm itself a negative one."""
    spans = [*(role.words for role in norm.roles), *norm.purposes, *norm.conditions, *norm.exceptions] if inside else []
    if norm.object is not None and inside and "negative-object" not in norm.laws:
        spans.append(norm.object)
    bearer = norm.bearer.text.partition(" ")[2].partition(" which ")[0] if norm.bearer is not None else ""  # "no member of the crew" is the norm's own
    return any(_NEGATION.search(text) for text in (bearer, *(w.text for w in spans)))


def _next_link(source: str, start: int, end: int) -> int:
    """The next mark or link at or behind ``start``: what stands up to it still belongs to the norm that ends at ``start``."""
    found = _STOP.search(source, start, end)
    return found.start() if found else end


def _place(provision: Provision, norm: Norm, inside: bool) -> tuple[int, int]:
    """Where the words of a norm stand, its subject with them; the whole provision for one that begins before it."""
    if not inside:
        return provision.start, provision.end
    spans = [w for w in (norm.bearer, norm.object, *(role.words for role in norm.roles if norm.passive)) if w is not None and provision.start <= w.start and w.end <= provision.end]
    return min([norm.start, *(w.start for w in spans)]), max([norm.end, *(w.end for w in spans)])


def _alternatives(source: str, piece: Words) -> list[tuple[int, int]]:
    """The places of what stands between the links of a phrase ("government | or | its citizens")."""
    out, at = [], piece.start
    for link in _LINK.finditer(source, piece.start, piece.end):
        out.append((at, link.start()))
        at = link.end()
    return [*out, (at, piece.end)]


def _overlaps(idea: Idea, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a < idea.end and idea.start < b for a, b in spans)


def _act(norm: Norm, own: Sequence[Idea], words: ClaimWords, rest: Sequence[Idea], charge: bool) -> tuple[frozenset[str], str, bool]:
    """The senses that name an act, its words, and whether it stands for any act at all ("do nothing")."""
    named = {idea.sense for idea in own} or ({words.sense(norm.action)} if norm.action not in words.empty else set())
    text = norm.action_words.text
    of_object = [idea for idea in rest if norm.object and norm.object.start <= idea.start and idea.end <= norm.object.end]
    objects = set(re.findall(r"\w+", norm.object.text.lower())) if norm.object else set()
    whole = norm.action in words.data["whole-acts"] and (not objects or bool(objects & set(words.data["nothing"])))
    if charge:
        return frozenset({CHARGE, *named, *(idea.sense for idea in of_object)}), text, False
    if not named and not whole:
        return frozenset(idea.sense for idea in of_object), f"{text} {norm.object.text}" if norm.object else text, False
    return frozenset(named), text, whole


def before_relative(bearer: Sequence[Idea], text: str) -> tuple[Idea, ...]:
    """The ideas of a phrase that stand before its relative clause."""
    found = _RELATIVE.search(text)
    if found is None or not bearer or found.start() == 0:
        return tuple(bearer)
    start = bearer[0].start - _offset(bearer[0], text)
    return tuple(idea for idea in bearer if idea.start < start + found.start())


def names_of(bearer: Sequence[Idea], text: str) -> tuple[Idea, ...]:
    """The ideas of a phrase that name somebody: those before its relative clause, and those of a name given behind it ("known as the Taliban")."""
    known = _KNOWN_AS.search(text)
    named = before_relative(bearer, text)
    if known is None or not bearer:
        return named
    start = bearer[0].start - _offset(bearer[0], text)
    return (*named, *(idea for idea in bearer if idea not in named and idea.start >= start + known.end()))


def _offset(idea: Idea, text: str) -> int:
    """Where an idea stands in the words that it was read from."""
    return max(text.find(idea.surface), 0)


__all__ = ["NO_CONCEPTS", "Around", "Stated", "before_relative", "leaves", "names_of", "statements"]
