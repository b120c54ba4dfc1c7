"""Which acts of the pack the words of a norm name.

Takes a norm and the lexicon; gives the concepts with the row that named each, and whether the words turn the act round
("refuse them lodging"). Concepts come from the act, its object and listed purposes only, never from a condition, an
exception or free text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from compliance.language import lemmas, singular, words
from compliance.mapping.lexicon import Lexicon
from compliance.mapping.phrases import Conjunct, conjuncts
from compliance.model.norm import Norm
from compliance.model.pack import ActRow

#: The object class that stands for "no object of its own" ("they may not train").
NOTHING = "nothing"
_PLACES = ("place", "recipient", "origin", "companion", "topic", "manner", "means")


@dataclass(frozen=True, slots=True)
class ActReading:
    """One concept named by a norm: ``flipped`` when the words keep the act from being done."""

    act: str
    row: ActRow
    words: str
    flipped: bool = False
    patient_is_bearer: bool = False


def role_text(norm: Norm, *kinds: str) -> str:
    """The words of all roles of the given kinds, joined so that each stays a phrase of its own."""
    return " , ".join([role.words.text for role in norm.roles if role.kind in kinds]) if norm.roles else ""


def role_phrases(norm: Norm, *kinds: str) -> str:
    """The same with the preposition of each: "outside the country" is not "the country"."""
    return " , ".join(f"{role.preposition} {role.words.text}" for role in norm.roles if role.kind in kinds)


def read_acts(norm: Norm, lexicon: Lexicon) -> tuple[ActReading, ...]:
    """The concepts of a norm's own act, each once."""
    found: list[ActReading] = []
    if norm.nominal:
        found += _nominal(norm, lexicon)
    else:
        found += _verbal(norm, lexicon)
    if not found and "coordination" in norm.laws and norm.object is not None and not norm.nominal:
        found += _verbal(replace(norm, object=None, roles=()), lexicon)  # "recruiting, training and raising funds"
    unique: dict[tuple[str, bool], ActReading] = {}
    for one in found:
        unique.setdefault((one.act, one.flipped), one)
    for reading in unique.values():
        lexicon.note(id(reading.row), "met")
        lexicon.note("act", reading.act)
    return tuple(unique.values())


def _object(norm: Norm) -> tuple[Conjunct, ...]:
    return conjuncts(norm.object.text) if norm.object else ()


def _verbal(norm: Norm, lexicon: Lexicon) -> list[ActReading]:
    found: list[ActReading] = []
    objects = _object(norm)
    for particle, row in lexicon.verb_rows.get(norm.action, ()):
        if particle and particle != norm.particle and not _prepositional(norm, particle):
            continue
        if not particle and norm.particle and any(p == norm.particle for p, _ in lexicon.verb_rows[norm.action]):
            continue
        if _fits(row, norm, objects, lexicon):
            found.append(ActReading(row.act, row, norm.action_words.text, row.opposite, row.patient == "bearer"))
    direction = lexicon.direction(norm.action, norm.particle)
    if direction:
        found += _light(norm, objects, direction, lexicon)
    return found


def _prepositional(norm: Norm, particle: str) -> bool:
    """Whether the particle of a row stands as a preposition right behind the verb ("live in", "join with")."""
    return any(role.preposition.split()[:1] == [particle] for role in norm.roles)


def _light(norm: Norm, objects: tuple[Conjunct, ...], direction: str, lexicon: Lexicon) -> list[ActReading]:
    """The act that the object of a light verb names ("give shelter", "conduct training", "refuse lodging")."""
    found: list[ActReading] = []
    phrases = list(objects)
    if norm.passive or direction in ("give", "deny"):
        phrases += [one for role in norm.roles if role.kind in ("companion", "manner") for one in conjuncts(role.words.text)]
    for one in phrases:
        for row in _noun_rows(one, lexicon):
            wanted = row.light or ""
            if wanted and wanted != direction and not (direction in ("deny", "end") and wanted in ("give", "do", "take")):
                continue
            if not _fits(row, norm, (), lexicon, noun=one):
                continue
            taken = direction == "take" or row.patient == "bearer"
            if taken and row.light == "give":
                continue
            found.append(ActReading(row.act, row, " ".join(one.core), row.opposite != (direction in ("deny", "end")), taken))
    return found


def _nominal(norm: Norm, lexicon: Lexicon) -> list[ActReading]:
    """The act that a noun names, with other nouns listed beside it."""
    found: list[ActReading] = []
    listed = [word for word, _, _ in words(norm.action_words.text) if word[0].isalpha()]
    before = conjuncts(norm.object.text) if norm.object and norm.object.end <= norm.action_words.start else ()
    heads = {norm.action, *(singular(word) for word in listed)}
    modifiers = lemmas(norm.object.text) if before and norm.object else ()
    for head in sorted(heads):
        one = Conjunct(head, tuple(modifiers), (), "")
        for row in _noun_rows(one, lexicon):
            if _fits(row, norm, () if before else _object(norm), lexicon, noun=one):
                found.append(ActReading(row.act, row, norm.action_words.text, row.opposite, row.patient == "bearer"))
    if not found:
        found += _verbal_noun(norm, lexicon)
    return found


def _verbal_noun(norm: Norm, lexicon: Lexicon) -> list[ActReading]:
    """A gerund read as a noun ("the sheltering of foreigners")."""
    found: list[ActReading] = []
    for _, row in (pair for pair in lexicon.verb_rows.get(norm.action, ()) if not pair[0]):
        if _fits(row, norm, _object(norm), lexicon):
            found.append(ActReading(row.act, row, norm.action_words.text, row.opposite, row.patient == "bearer"))
    return found


def _noun_rows(one: Conjunct, lexicon: Lexicon) -> list[ActRow]:
    rows: list[ActRow] = []
    for word in {one.head, *one.before}:
        for run, row in lexicon.noun_rows.get(word, ()):
            core = one.core
            at_head = core[-len(run) :] == run
            if at_head or (len(run) > 1 and any(core[i : i + len(run)] == run for i in range(len(core)))):
                rows.append(row)
    return rows


def _described(row: ActRow, norm: Norm, objects: tuple[Conjunct, ...], lexicon: Lexicon) -> bool:
    """Whether a relative clause says what a mere "all" or "those" stands for ("all who seek asylum")."""
    if norm.object is None or not {one.head for one in objects} & {"all", "those", "anyone", "everyone", "whoever", "person"}:
        return False
    text = f"{norm.object.text} {role_text(norm, 'quality')}"
    return any(lexicon.nouns[name].within(lemmas(text)) for name in row.object if name in lexicon.nouns)


def _fits(row: ActRow, norm: Norm, objects: tuple[Conjunct, ...], lexicon: Lexicon, *, noun: Conjunct | None = None) -> bool:
    """Whether a norm meets the guards of a row: noun classes that its parts must be headed by, or must not."""
    guard = _held_by(row, norm, objects, lexicon, noun)
    lexicon.note(id(row), guard or "fits")
    return not guard


def _around(roles: str, norm: Norm) -> tuple[Conjunct, ...]:
    """The noun phrases of some roles and of listed purposes."""
    if not norm.purposes:
        return conjuncts(roles) if roles else ()
    return (*conjuncts(roles), *conjuncts(" , ".join(purpose.text for purpose in norm.purposes)))


def _held_by(row: ActRow, norm: Norm, objects: tuple[Conjunct, ...], lexicon: Lexicon, noun: Conjunct | None) -> str:
    """The first guard of a row that a norm does not meet, or nothing."""
    if row.unless:
        own = _object(norm) if noun is None else (noun,)
        around = [*own, *_around(role_text(norm, *_PLACES, "purpose", "beneficiary", "target"), norm)]
        spoken = {word for one in around for word in one.all}
        for name in row.unless:
            kind = lexicon.nouns.get(name)
            if kind is not None and not (kind.words.isdisjoint(spoken) and kind.firsts.isdisjoint(spoken)) and any(kind.within(one.all) for one in around):
                return f"unless {name}"
    if row.object and noun is None:
        direct = norm.object is not None and not any(role.words == norm.object for role in norm.roles)
        if NOTHING in row.object and not direct:
            return ""
        if not objects:
            return "object"
        if not any(lexicon.in_class(row.object, one) for one in objects) and not _described(row, norm, objects, lexicon):
            return "object"
    if row.object and noun is not None:
        parts = [*conjuncts(role_text(norm, *_PLACES, "beneficiary", "target")), *_object(norm)]
        parts.append(Conjunct(noun.before[-1], noun.before[:-1], (), "") if noun.before else Conjunct(" ", (), (), ""))
        parts += [Conjunct(noun.after[0], (), noun.after[1:], "")] if noun.after else []
        if not any(lexicon.in_class(row.object, one) or any(lexicon.nouns[n].within(one.all) for n in row.object) for one in parts):
            return "object"
    for guard, names, kinds in (("purpose", row.purpose, ("purpose", "beneficiary")), ("place", row.place, _PLACES), ("companion", row.companion, ("companion",)),
                                ("recipient", row.recipient, ("recipient", "beneficiary", "target"))):  # fmt: skip
        if not names:
            continue
        text = role_text(norm, *kinds)
        if kinds[0] == "recipient" and (noun is not None or norm.action == "be"):
            text = f"{text} {role_text(norm, 'quality')}"
        if kinds[0] == "purpose":
            text = " , ".join([text, *(p.text for p in norm.purposes)])
        words_of = [word for one in (objects or _object(norm)) for word in (one.all if noun is not None else one.after)]
        after = " ".join(words_of)
        if not any(lexicon.nouns[name].within(lemmas(f"{text} {after}")) for name in names):
            return guard
    return ""
