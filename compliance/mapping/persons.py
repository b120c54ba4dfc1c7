"""Who is meant: noun phrases, pronouns and headings -> classes of persons.

Takes the words of a slot and what the provision says around it; gives the classes of the pack, whether everyone is meant,
and where the reading comes from. What cannot be read stays unknown and is never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from compliance.language import lemmas
from compliance.mapping.lexicon import Lexicon
from compliance.mapping.phrases import Conjunct, conjuncts, has_run
from compliance.model.mapping import SetRelation
from compliance.model.pack import PersonClass, RulePack

PRONOUNS = frozenset(
    ["they", "them", "their", "theirs", "themselves", "he", "him", "his", "himself", "she", "her", "it", "we", "us", "you", "these", "those", "such", "same", "latter", "former", "themself", "whom"]
)
_UNIVERSAL = frozenset({"neither", "either", "any", "every", "all", "each", "no", "none", "whatever"})
#: Heads that mean everyone of the kind without a determiner ("persons may not ...").
_GENERIC = frozenset(["person", "individual", "people", "group", "entity", "organisation", "organization"])
_NOBODY = frozenset({"anyone", "anybody", "everyone", "everybody", "nobody", "none", "whoever", "whosoever", "no", "all", "one"})


@dataclass(frozen=True, slots=True)
class Persons:
    """Persons as read: class names, qualities, whether everyone is meant, and from where it was read.

    ``restricted`` marks a universal that further words narrow ("anyone in Kabul", "any group that lacks a permit").
    """

    words: str
    classes: frozenset[str] = frozenset()
    qualities: frozenset[str] = frozenset()
    everyone: bool = False
    restricted: bool = False
    source: str = "text"

    @property
    def known(self) -> bool:
        """Whether anything could be read."""
        return bool(self.classes or self.qualities or self.everyone)


NOBODY = Persons("", source="none")


def read_persons(text: str, lexicon: Lexicon, pack: RulePack, *, quality: str = "") -> Persons:
    """The persons that a noun phrase names, with the clause that qualifies it."""
    return lexicon.recall("persons", (text, quality), partial(_read_persons, text, lexicon, pack, quality))


def _read_persons(text: str, lexicon: Lexicon, pack: RulePack, quality: str) -> Persons:
    classes: set[str] = set()
    qualities: set[str] = set()
    everyone = restricted = False
    bare = True
    whole = lemmas(f"{text} {quality}")
    kinds = pack.taxonomy.persons
    found = conjuncts(text)
    nameable = lexicon.nameable("persons", found)
    for one in found:
        rows = [row for row in nameable if not kinds[row.of].quality and lexicon.named(row, one)]
        special = [row for row in rows if row.modifiers or row.phrases]
        for row in special or rows:
            if kinds[row.of].everyone:
                universal = one.determiner in _UNIVERSAL or one.head in _NOBODY or (not one.determiner and one.head in _GENERIC)
                narrow = bool(_narrowing(one, lexicon)) or bool(one.before and not set(one.before) <= _UNIVERSAL)
                everyone = everyone or universal
                bare = bare and not (universal and (one.determiner in _UNIVERSAL or one.head in _NOBODY))
                restricted = restricted or narrow or not universal
            else:
                classes.add(row.of)
    qualified = bool(quality or _relative(text))
    for row in lexicon.persons:
        if not kinds[row.of].quality and qualified and lexicon.phrased(row, whole, ruled_out=False):
            classes.add(row.of)
        if kinds[row.of].quality and lexicon.phrased(row, whole, ruled_out=True):
            qualities.add(row.of)
    if everyone and qualified and not qualities:
        restricted = True
    if everyone and qualities:
        everyone = False
    everyone = everyone and not (classes and (len(found) == 1 or bare))  # "refugees and residents" are not everyone
    return Persons(text, frozenset(classes), frozenset(qualities), everyone, restricted)


def _relative(text: str) -> bool:
    padded = f" {text.lower()} "
    return any(f" {word} " in padded for word in ("who", "which", "that", "whom"))


def _narrowing(one: Conjunct, lexicon: Lexicon) -> set[str]:
    """The words behind a universal that narrow it; places of the whole country do not."""
    neutral = lexicon.nouns.get("whole-country")
    return {word for word in one.after if neutral is None or word not in neutral.words}


def read_heading(text: str, lexicon: Lexicon, pack: RulePack) -> Persons:
    """The persons that a heading is about; in a heading every word counts, and its adjectives belong to all nouns."""
    return lexicon.recall("persons", text, lambda: _read_heading(text, lexicon, pack))


def _read_heading(text: str, lexicon: Lexicon, pack: RulePack) -> Persons:
    classes: set[str] = set()
    words = lemmas(text)
    kinds = pack.taxonomy.persons
    for name in [text]:
        whole = Conjunct(words[-1] if words else "", words[:-1], (), "")
        rows = [row for row in lexicon.persons if not kinds[row.of].quality and not kinds[row.of].everyone]
        hits = [row for row in rows if lexicon.named(row, whole, anywhere=True)]
        special = [row for row in hits if row.modifiers or row.phrases]
        taken = {head for row in special for head in _heads_in(row.heads, words, lexicon)}
        for row in hits:
            if row in special or not (_heads_in(row.heads, words, lexicon) & taken):
                classes.add(row.of)
        del name
    return Persons(text, frozenset(classes), source="heading")


def _heads_in(heads: tuple[str, ...], words: tuple[str, ...], lexicon: Lexicon) -> set[str]:
    out: set[str] = set()
    for name in heads:
        if name.startswith("<"):
            out |= lexicon.nouns[name.strip("<>")].words & set(words)
        elif has_run(words, lemmas(name)):
            out.add(lemmas(name)[-1])
    return out


def compare(persons: Persons, wanted: str, pack: RulePack) -> SetRelation:
    """How the persons of a provision stand to the class that an element names."""
    kinds = pack.taxonomy.persons
    target = kinds[wanted]
    if not persons.known:
        return "unknown"
    if persons.everyone:
        if persons.restricted:
            return "narrower" if target.everyone else "overlapping"
        return "equal" if target.everyone else "wider"
    if target.everyone:
        return "narrower"
    if target.quality:
        return _quality(persons, wanted, kinds)
    relations = [_classes(name, wanted, kinds) for name in persons.classes]
    if not relations:
        return "unknown" if persons.qualities else "disjoint"
    for best in ("equal", "wider", "narrower", "overlapping"):
        if best in relations:
            return best
    return "disjoint"


def _quality(persons: Persons, wanted: str, kinds: dict[str, PersonClass]) -> SetRelation:
    """A class of persons is never known to have a quality, but some are known to be apart from it."""
    if wanted in persons.qualities:
        return "narrower" if persons.classes - {"groups"} else "equal"
    apart = set(kinds[wanted].apart_from)
    if persons.classes and persons.classes <= apart:
        return "disjoint"
    return "unknown"


def _classes(name: str, wanted: str, kinds: dict[str, PersonClass]) -> SetRelation:
    if name == wanted:
        return "equal"
    if wanted in _inside(name, kinds):
        return "wider"
    if name in _inside(wanted, kinds):
        return "narrower"
    if wanted in kinds[name].overlaps or name in kinds[wanted].overlaps:
        return "overlapping"
    return "disjoint"


def _inside(name: str, kinds: dict[str, PersonClass]) -> set[str]:
    """All classes inside a class, through any number of steps."""
    found: set[str] = set()
    queue = list(kinds[name].includes)
    while queue:
        inner = queue.pop()
        if inner not in found:
            found.add(inner)
            queue += kinds[inner].includes
    return found


def label(persons: Persons, pack: RulePack) -> str:
    """The persons in plain words, for limits and tables."""
    names = [pack.taxonomy.persons[name].label for name in sorted(persons.classes | persons.qualities)]
    if persons.everyone:
        names.insert(0, "everyone" + (" of a narrower kind" if persons.restricted else ""))
    return ", ".join(names) or (f"“{persons.words}”" if persons.words else "nobody named")
