"""A pack -> mutants: the pack otherwise in one thing.

A mutant that no case tells from the pack shows that no case needs what was changed (R. A. DeMillo, R. J. Lipton and F. G. Sayward, "Hints on
Test Data Selection", Computer 11, 1978). Mutants come in the order of the pack and are the same on every run. What cannot make a
difference, because another phrase of the row answers wherever this one does, gives no mutants: it is an idle row (compliance/packs/shadow.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from compliance.model.pack import ActRow, ClassRow, RulePack
from compliance.packs.mutate_signals import signal_changes
from compliance.packs.shadow import Idle, named_words, shadowed_in_act, shadowed_in_class, shadowed_words, spoken_acts
from compliance.packs.shorten import shortened

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")

FORCES = {"exclude": "require", "require": "exclude", "declare": "exclude"}
RELATIONS = {"addresses": "contradicts", "partially-addresses": "contradicts", "contradicts": "addresses"}
MODALITIES = {"prohibition": "permission", "permission": "prohibition", "obligation": "prohibition", "power": "prohibition", "declaratory": "prohibition"}
#: From a relation that leaves something short to one that does not, and back: other flips would change words of a limit only.
EDGES = {"narrower": "wider", "wider": "narrower", "overlapping": "wider"}
TABLES = ("persons", "interests", "means", "standards")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: ``row`` says where (``lexicon/acts/12 recruit``), ``mutation`` what was done.

    ``part`` and ``key`` are the place in the pack, ``new`` what stands there instead, or nothing where it is gone. Only cases with one
    of ``words`` can tell, where there are any; ``narrows`` says that the row speaks less often than before, so that only a case in which
    it speaks can tell.
    """

    row: str
    mutation: str
    part: str
    key: str | int
    new: Any
    words: tuple[str, ...] = ()
    narrows: bool = False


def mutants(pack: RulePack) -> Iterator[Mutant]:
    """All mutants of a pack, part by part."""
    yield from _elements(pack)
    yield from _concepts(pack)
    yield from _edges(pack)
    for at, row in enumerate(pack.lexicon.acts):
        yield from _act_row(pack, at, row)
    for table in TABLES:
        for at, class_row in enumerate(getattr(pack.lexicon, table)):
            yield from _class_row(pack, table, at, class_row)
    for part, classes in (("nouns", pack.lexicon.nouns), ("verbs", pack.lexicon.verbs)):
        named = named_words(pack, part)
        for name, words in classes.items():
            if name in named:
                yield from _words_of(pack, part, name, words)
    yield from _rules(pack)
    for change in signal_changes(pack, RELATIONS, MODALITIES):
        yield Mutant(*change)


def changed(pack: RulePack, mutant: Mutant) -> RulePack:
    """The whole pack with the change of a mutant."""
    part, key, new = mutant.part, mutant.key, mutant.new
    if part == "elements":
        number = next(n for n, commitment in pack.commitments.items() if key in commitment.elements)
        whole = pack.commitments[number]
        return _with(pack, commitments={**pack.commitments, number: _with(whole, elements={**whole.elements, key: new})})
    if part == "claims":
        number = next(n for n, commitment in pack.commitments.items() if key in commitment.claims)
        whole = pack.commitments[number]
        return _with(pack, commitments={**pack.commitments, number: _with(whole, claims={**whole.claims, key: new})})
    if part == "edges":
        return _with(pack, taxonomy=_with(pack.taxonomy, edges=_placed(pack.taxonomy.edges, key, new)))
    if part.startswith("taxonomy/"):
        table = part.partition("/")[2]
        return _with(pack, taxonomy=_with(pack.taxonomy, **{table: _named(getattr(pack.taxonomy, table), key, new)}))
    if part in ("signals", "lists"):
        return _with(pack, signals=_with(pack.signals, **{part: _named(getattr(pack.signals, part), key, new)}))
    if part == "rules":
        return _with(pack, rules=_named(pack.rules, key, new))
    table = getattr(pack.lexicon, part)
    placed = _named(table, key, new) if isinstance(table, dict) else _placed(table, key, new)
    return _with(pack, lexicon=_with(pack.lexicon, **{part: placed}))


def _with(entry: Row, **update: Any) -> Row:
    return replace(entry, **update)


def _placed(rows: Sequence[Any], at: Any, new: Any) -> tuple[Any, ...]:
    return (*rows[:at], *(() if new is None else (new,)), *rows[at + 1 :])


def _named(table: dict[str, Any], name: Any, new: Any) -> dict[str, Any]:
    return {key: (new if key == name else value) for key, value in table.items() if key != name or new is not None}


def without(phrases: Sequence[str], phrase: str) -> tuple[str, ...]:
    """A list without one of its phrases."""
    return tuple(one for one in phrases if one != phrase)


# -- what is asked, and concepts --------------------------------------------------------------------------------------


def _elements(pack: RulePack) -> Iterator[Mutant]:
    everyone = next((name for name, kind in pack.taxonomy.persons.items() if kind.everyone), "")
    for id_, element in pack.elements.items():
        name = f"commitments/{id_}"
        yield Mutant(name, "flip-modality", "elements", id_, _with(element, force=FORCES[element.force]))
        for key in ("patient", "interest", "means", "standard"):
            if getattr(element, key):
                yield Mutant(name, f"widen-{key}", "elements", id_, _with(element, **{key: None}))
        if everyone and element.persons.person != everyone:
            yield Mutant(name, "widen-persons", "elements", id_, _with(element, persons=_with(element.persons, person=everyone)))
    for id_, claim in pack.claims.items():
        sides = {signal.relation == "contradicts" for signal in pack.signals.signals.values() if signal.element == id_}
        if len(sides) == 2:  # where one side is never met, what settles it cannot matter
            other = "contradiction" if claim.settles == "support" else "support"
            yield Mutant(f"commitments/{id_}", "swap-settles", "claims", id_, _with(claim, settles=other))


def _concepts(pack: RulePack) -> Iterator[Mutant]:
    for name, act in pack.taxonomy.acts.items():
        for key, mutation in (("opposite", "drop-opposite"), ("interest", "drop-interest"), ("harm", "flip-harm")):
            if getattr(act, key):
                yield Mutant(f"taxonomy/acts/{name}", mutation, "taxonomy/acts", name, _with(act, **{key: False if key == "harm" else None}))
    for table in TABLES:
        for name, concept in getattr(pack.taxonomy, table).items():
            shown = f"taxonomy/{table}/{name}"
            for key in ("includes", "overlaps", "apart_from"):
                for other in getattr(concept, key, ()):
                    row = f"{shown} {key.replace('_', '-')} “{other}”"
                    yield Mutant(row, "drop-concept", f"taxonomy/{table}", name, _with(concept, **{key: without(getattr(concept, key), other)}))
            if getattr(concept, "everyone", False):
                yield Mutant(shown, "swap-any-none", f"taxonomy/{table}", name, _with(concept, everyone=False))
            if getattr(concept, "quality", False):
                yield Mutant(shown, "flip-quality", f"taxonomy/{table}", name, _with(concept, quality=False))


def _edges(pack: RulePack) -> Iterator[Mutant]:
    spoken, asked = spoken_acts(pack), {element.act for element in pack.elements.values()}
    for at, edge in enumerate(pack.taxonomy.edges):
        if edge.from_ not in spoken or edge.to not in asked:
            continue  # an idle row: nothing leads there
        name = f"taxonomy/edges/{edge.from_} to {edge.to}"
        yield Mutant(name, "drop-row", "edges", at, None)
        yield Mutant(name, "flip-relation", "edges", at, _with(edge, relation=EDGES[edge.relation]))


def _rules(pack: RulePack) -> Iterator[Mutant]:
    for name, rule in pack.rules.items():
        shown = f"rules/{name}"
        yield Mutant(shown, "drop-row", "rules", name, None)
        yield Mutant(shown, "flip-relation", "rules", name, _with(rule, relation=RELATIONS[rule.relation]))
        yield Mutant(shown, "flip-modality", "rules", name, _with(rule, modality=tuple(dict.fromkeys(MODALITIES[one] for one in rule.modality))))
        for key in ("persons", "interests"):
            if getattr(rule, key):
                yield Mutant(shown, f"widen-{key}", "rules", name, _with(rule, **{key: ()}))
        for key in ("acts", "modality", "persons", "interests"):
            entries = getattr(rule, key)
            for entry in entries if len(entries) > 1 else ():
                yield Mutant(f"{shown} {key} “{entry}”", "drop-word", "rules", name, _with(rule, **{key: without(entries, entry)}))


# -- words ------------------------------------------------------------------------------------------------------------


def _phrases(name: str, part: str, at: int, row: ActRow | ClassRow, key: str, idle: Idle, searched: Callable[[Sequence[str]], tuple[str, ...]]) -> Iterator[Mutant]:
    """Each phrase of a list dropped, and without its first or last word; the last phrase of a list is not dropped: that is another mutant."""
    phrases: tuple[str, ...] = getattr(row, key)
    for phrase in dict.fromkeys(phrases):
        if (key, phrase) in idle:
            continue
        shown, words = f"{name} {key} “{phrase}”", searched((phrase,))
        if len(phrases) > 1:
            yield Mutant(shown, "drop-phrase", part, at, _with(row, **{key: without(phrases, phrase)}), words, True)
        for mutation, short in shortened(phrase, verb=key == "verbs"):
            if short not in phrases:
                rest = tuple(short if one == phrase else one for one in phrases)
                yield Mutant(shown, mutation, part, at, _with(row, **{key: rest}), (*searched((short,)), *words))


def _act_row(pack: RulePack, at: int, row: ActRow) -> Iterator[Mutant]:
    name = f"lexicon/acts/{at + 1} {row.act}"
    named = (*_verbs(pack, row.verbs), *_words(pack, row.nouns))
    yield Mutant(name, "drop-row", "acts", at, None, named, True)
    yield Mutant(name, "flip-modality", "acts", at, _with(row, opposite=not row.opposite), named)
    if row.verbs and not row.object and "nothing" in pack.lexicon.nouns:
        yield Mutant(name, "swap-any-none", "acts", at, _with(row, object=("nothing",)), named)  # where no object stands, no other guard is asked
    for key in ("object", "purpose", "place", "companion", "recipient"):
        entries = getattr(row, key)
        if entries:
            yield Mutant(name, f"widen-{key}", "acts", at, _with(row, **{key: ()}), named)
        for entry in entries if len(entries) > 1 else ():
            yield Mutant(f"{name} {key} “{entry}”", "drop-word", "acts", at, _with(row, **{key: without(entries, entry)}), named, True)
    for entry in row.unless:
        yield Mutant(f"{name} unless “{entry}”", "drop-exclusion", "acts", at, _with(row, unless=without(row.unless, entry)), named)
    if row.light:
        yield Mutant(name, "widen-light", "acts", at, _with(row, light=None), named)
    idle = shadowed_in_act(pack, at, row)
    for key, searched in (("verbs", _verbs), ("nouns", _words)):
        yield from _phrases(name, "acts", at, row, key, idle, partial(searched, pack))


def _class_row(pack: RulePack, table: str, at: int, row: ClassRow) -> Iterator[Mutant]:
    name = f"lexicon/{table}/{at + 1} {row.of}"
    named = _words(pack, (*row.heads, *row.phrases))
    idle = shadowed_in_class(pack, table, at, row)
    yield Mutant(name, "drop-row", table, at, None, named, True)
    if row.modifiers:
        yield Mutant(name, "widen-modifiers", table, at, _with(row, modifiers=()), named)
    for entry in dict.fromkeys(row.unless):
        if ("unless", entry) not in idle:
            yield Mutant(f"{name} unless “{entry}”", "drop-exclusion", table, at, _with(row, unless=without(row.unless, entry)), _words(pack, (entry,)))
    for key in ("heads", "phrases", "modifiers"):
        yield from _phrases(name, table, at, row, key, idle, partial(_words, pack))


def _words_of(pack: RulePack, part: str, name: str, words: Sequence[str]) -> Iterator[Mutant]:
    """Each word of a named class dropped."""
    idle = shadowed_words(pack, part, name)
    for word in dict.fromkeys(words):
        if word not in idle:
            yield Mutant(f"lexicon/{part}/{name} “{word}”", "drop-word", part, name, without(words, word), (_verbs if part == "verbs" else _words)(pack, (word,)))


def _words(pack: RulePack, phrases: Sequence[str]) -> tuple[str, ...]:
    """The phrases themselves; the words of a class of nouns for ``<class>``."""
    out: list[str] = []
    for phrase in phrases:
        out += _words(pack, pack.lexicon.nouns[phrase.strip("<>")]) if phrase.startswith("<") else (phrase,)
    return tuple(dict.fromkeys(out))


def _verbs(pack: RulePack, phrases: Sequence[str]) -> tuple[str, ...]:
    """The first words of verbs, since a particle may stand apart; those of the class for ``<class>``."""
    out: list[str] = []
    for phrase in phrases:
        out += _verbs(pack, pack.lexicon.verbs[phrase.strip("<>")]) if phrase.startswith("<") else phrase.split()[:1]
    return tuple(dict.fromkeys(out))
