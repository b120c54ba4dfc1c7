"""A lexicon -> the same with one row or one class of words otherwise, without reading the rest of the pack again.

What was read before stays known as far as the change cannot touch it. The lexicon that is given is left as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import TypeVar

from compliance.mapping.lexicon import Lexicon, noun_class, row_test
from compliance.model.pack import ActRow, ClassRow

Pair = TypeVar("Pair")


def with_act_row(lexicon: Lexicon, at: int, new: ActRow | None) -> Lexicon:
    """The lexicon with another act row at a place, or none there."""
    out = _copied(lexicon)
    old = lexicon.acts[at]
    out.acts = (*lexicon.acts[:at], *(() if new is None else (new,)), *lexicon.acts[at + 1 :])
    order = {id(row): place for place, row in enumerate(lexicon.acts)}
    order[id(new)] = at
    kept = {} if new is None else {verb: [p for v, p in lexicon.verbs_of(new.verbs) if v == verb] for verb, _ in lexicon.verbs_of(new.verbs)}
    out.verb_rows = dict(lexicon.verb_rows)
    for verb in {*(verb for verb, _ in lexicon.verbs_of(old.verbs)), *kept}:
        rows = [pair for pair in lexicon.verb_rows.get(verb, ()) if pair[1] is not old]
        rows += [(particle, new) for particle in kept.get(verb, ()) if new is not None]
        _set(out.verb_rows, verb, sorted(rows, key=lambda pair: order[id(pair[1])]))
    runs = [] if new is None else list(lexicon.nouns_of(new.nouns))
    out.noun_rows = dict(lexicon.noun_rows)
    for last in {run[-1] for run in (*lexicon.nouns_of(old.nouns), *runs)}:
        pairs = [pair for pair in lexicon.noun_rows.get(last, ()) if pair[1] is not old]
        pairs += [(run, new) for run in runs if run[-1] == last and new is not None]
        _set(out.noun_rows, last, sorted(pairs, key=lambda pair: order[id(pair[1])]))
    return out


def with_class_row(lexicon: Lexicon, table: str, at: int, new: ClassRow | None) -> Lexicon:
    """The lexicon with another class row at a place of a table, or none there."""
    out = _copied(lexicon)
    rows = lexicon.tables[table]
    out.tables = {**lexicon.tables, table: (*rows[:at], *(() if new is None else (new,)), *rows[at + 1 :])}
    if new is not None:
        out.tests = {**lexicon.tests, id(new): row_test(new)}
        out.named_rows = {**lexicon.named_rows, id(new): {}}
    out.memory = {**lexicon.memory, table: {}}
    return out


def with_nouns(lexicon: Lexicon, name: str, words: Sequence[str]) -> Lexicon:
    """The lexicon with other words in a class of nouns."""
    out = _copied(lexicon)
    out.noun_words = {**lexicon.noun_words, name: tuple(words)}
    out.nouns = {**lexicon.nouns, name: noun_class(words)}
    if any(f"<{name}>" in row.nouns for row in lexicon.acts):
        out.noun_rows = {}
        for row in lexicon.acts:
            for run in out.nouns_of(row.nouns):
                out.noun_rows.setdefault(run[-1], []).append((run, row))
    if name == "whole-country":
        out.memory = {**lexicon.memory, "persons": {}}
    for table, rows in lexicon.tables.items():
        headed = [row for row in rows if f"<{name}>" in row.heads]
        if headed:
            out.memory = {**out.memory, table: {}}
            out.named_rows = {**out.named_rows, **{id(row): {} for row in headed}}
    return out


def with_verbs(lexicon: Lexicon, name: str, words: Sequence[str]) -> Lexicon:
    """The lexicon with other words in a class of verbs."""
    out = _copied(lexicon)
    out.verb_words = {**lexicon.verb_words, name: tuple(words)}
    out.light = {direction: frozenset(out.verbs_of(out.verb_words.get(direction, ()))) for direction in lexicon.light}
    if any("<" in verb for row in lexicon.acts for verb in row.verbs):
        out.verb_rows = {}
        for row in lexicon.acts:
            for verb, particle in out.verbs_of(row.verbs):
                out.verb_rows.setdefault(verb, []).append((particle, row))
    return out


def with_persons_forgotten(lexicon: Lexicon) -> Lexicon:
    """The lexicon for a pack whose classes of persons are otherwise."""
    out = _copied(lexicon)
    out.memory = {**lexicon.memory, "persons": {}}
    return out


def _copied(lexicon: Lexicon) -> Lexicon:
    out = copy(lexicon)
    out.notes = None
    return out


def _set(table: dict[str, list[Pair]], key: str, rows: list[Pair]) -> None:
    if rows:
        table[key] = rows
    else:
        table.pop(key, None)
