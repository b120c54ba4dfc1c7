"""A pack -> packs that differ from it in one thing.

A mutant that no case tells from the pack shows that no case needs what was changed (R. A. DeMillo, R. J. Lipton and F. G. Sayward, "Hints on
Test Data Selection", Computer 11, 1978). Mutants come in the order of the pack and are the same on every run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from compliance.model.pack import ActRow, ClassRow, RulePack, Signal

_FORCES = {"exclude": "require", "require": "exclude", "declare": "exclude"}
_RELATIONS = {"addresses": "contradicts", "partially-addresses": "contradicts", "contradicts": "addresses"}
_EDGES = {"narrower": "wider", "wider": "overlapping", "overlapping": "narrower"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed pack: ``row`` says where (``lexicon/acts/12 recruit``), ``mutation`` what was done. ``words`` are the phrases of which a case
    has to hold one to tell the mutant; none where any case may. ``source`` is the changed row of the pack where only cases in which it
    was met can tell, ``act`` the act that a case has to speak of, ``signal`` the changed signal."""

    row: str
    mutation: str
    pack: RulePack
    words: tuple[str, ...] = ()
    source: ActRow | ClassRow | None = None
    act: str = ""
    signal: str = ""


def mutants(pack: RulePack) -> Iterator[Mutant]:
    """All mutants of a pack, part by part."""
    yield from _elements(pack)
    yield from _edges(pack)
    for at, row in enumerate(pack.lexicon.acts):
        yield from _act_row(pack, at, row)
    for table in ("persons", "interests", "means", "standards"):
        for at, class_row in enumerate(getattr(pack.lexicon, table)):
            yield from _class_row(pack, table, at, class_row)
    for name, rule in pack.rules.items():
        for mutation, changed in (("drop-row", None), ("flip-relation", rule.model_copy(update={"relation": _RELATIONS[rule.relation]}))):
            yield Mutant(f"rules/{name}", mutation, pack.model_copy(update={"rules": _replaced(pack.rules, name, changed)}))
    for name, signal in pack.signals.signals.items():
        yield from _signal(pack, name, signal)


def _replaced(table: dict[str, Any], name: str, row: Any) -> dict[str, Any]:
    return {key: (row if key == name else value) for key, value in table.items() if key != name or row is not None}


def _elements(pack: RulePack) -> Iterator[Mutant]:
    for number, commitment in pack.commitments.items():
        for id_, element in commitment.elements.items():
            flipped = element.model_copy(update={"force": _FORCES[element.force]})
            changed = commitment.model_copy(update={"elements": {**commitment.elements, id_: flipped}})
            yield Mutant(f"commitments/{id_}", "flip-modality", pack.model_copy(update={"commitments": {**pack.commitments, number: changed}}))


def _edges(pack: RulePack) -> Iterator[Mutant]:
    edges = pack.taxonomy.edges
    for at, edge in enumerate(edges):
        name = f"taxonomy/{edge.from_} to {edge.to}"
        flipped = edge.model_copy(update={"relation": _EDGES[edge.relation]})
        for mutation, row in (("drop-row", ()), ("flip-relation", (flipped,))):
            changed = pack.taxonomy.model_copy(update={"edges": (*edges[:at], *row, *edges[at + 1 :])})
            yield Mutant(name, mutation, pack.model_copy(update={"taxonomy": changed}), act=edge.from_)


def _with_row(pack: RulePack, table: str, at: int, row: Any) -> RulePack:
    rows = getattr(pack.lexicon, table)
    changed = pack.lexicon.model_copy(update={table: (*rows[:at], *((row,) if row is not None else ()), *rows[at + 1 :])})
    return pack.model_copy(update={"lexicon": changed})


def _act_row(pack: RulePack, at: int, row: ActRow) -> Iterator[Mutant]:
    name = f"lexicon/acts/{at + 1} {row.act}"
    named = (*(verb.split()[0] for verb in row.verbs), *row.nouns)  # a particle may stand apart from its verb
    yield Mutant(name, "drop-row", _with_row(pack, "acts", at, None), _words(pack, named), row)
    for key in ("object", "purpose", "place", "companion", "recipient", "unless"):
        if getattr(row, key):
            shown = "drop-exclusion" if key == "unless" else f"widen-{key}"
            yield Mutant(name, shown, _with_row(pack, "acts", at, row.model_copy(update={key: ()})), _words(pack, named))
    if row.opposite:
        yield Mutant(name, "flip-opposite", _with_row(pack, "acts", at, row.model_copy(update={"opposite": False})), _words(pack, named))
    for key in ("verbs", "nouns"):
        phrases = getattr(row, key)
        if len(phrases) > 1:
            for phrase in phrases:
                rest = tuple(one for one in phrases if one != phrase)
                yield Mutant(f"{name} {key} “{phrase}”", "drop-phrase", _with_row(pack, "acts", at, row.model_copy(update={key: rest})), _words(pack, (phrase.split()[0] if key == "verbs" else phrase,)), row)


def _class_row(pack: RulePack, table: str, at: int, row: ClassRow) -> Iterator[Mutant]:
    name = f"lexicon/{table}/{at + 1} {row.of}"
    yield Mutant(name, "drop-row", _with_row(pack, table, at, None), _words(pack, (*row.heads, *row.phrases)), row)
    for key, shown in (("modifiers", "widen-modifiers"), ("unless", "drop-exclusion")):
        if getattr(row, key):
            yield Mutant(name, shown, _with_row(pack, table, at, row.model_copy(update={key: ()})), _words(pack, (*row.heads, *row.phrases)))
    for key in ("heads", "phrases", "modifiers"):
        phrases = getattr(row, key)
        if len(phrases) > 1:
            for phrase in phrases:
                rest = tuple(one for one in phrases if one != phrase)
                yield Mutant(f"{name} {key} “{phrase}”", "drop-phrase", _with_row(pack, table, at, row.model_copy(update={key: rest})), _words(pack, (phrase,)), row)


def _signal(pack: RulePack, name: str, row: Signal) -> Iterator[Mutant]:
    def changed(**update: Any) -> RulePack:
        signals = pack.signals.model_copy(update={"signals": _replaced(pack.signals.signals, name, row.model_copy(update=update) if update else None)})
        return pack.model_copy(update={"signals": signals})

    shown = f"signals/{name}"
    yield Mutant(shown, "drop-row", changed(), signal=name)
    yield Mutant(shown, "flip-relation", changed(relation=_RELATIONS[row.relation]), signal=name)
    for key in ("modality", "within", "outside"):
        if getattr(row, key):
            yield Mutant(shown, f"widen-{key}", changed(**{key: ()}), signal=name)
    if len(row.reserved) < 3:
        yield Mutant(shown, "widen-reserved", changed(reserved=("persons", "consent", "law")), signal=name)
    for key in ("words", "also", "clause", "unless", "beside"):
        patterns = getattr(row, key)
        for pattern in patterns:
            if key != "words" or len(patterns) > 1:
                rest = tuple(one for one in patterns if one != pattern)
                yield Mutant(f"{shown} “{pattern}”", {"words": "drop-phrase", "unless": "drop-exclusion"}.get(key, f"widen-{key}"), changed(**{key: rest}), signal=name)


def _words(pack: RulePack, phrases: tuple[str, ...]) -> tuple[str, ...]:
    """The phrases themselves; the words of a class for ``<class>``."""
    out: list[str] = []
    for phrase in phrases:
        if phrase.startswith("<"):
            name = phrase.strip("<>")
            out += _words(pack, pack.lexicon.nouns.get(name, ()) or pack.lexicon.verbs.get(name, ()))
        else:
            out.append(phrase)
    return tuple(dict.fromkeys(out))
