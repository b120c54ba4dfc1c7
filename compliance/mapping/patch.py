"""A lexicon -> the same with one row or one class of words otherwise, without reading the rest of the pack again.

What was read before stays known as far as the change cannot touch it. The lexicon that is given is left as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import TypeVar

from compliance.language import lemmas
from compliance.mapping.lexicon import Lexicon, noun_class, row_test
from compliance.mapping.persons import read_heading, read_persons
from compliance.mapping.phrases import conjuncts
from compliance.model.pack import ActRow, ClassRow, RulePack

Word = TypeVar("Word")


def with_act_row(lexicon: Lexicon, at: int, new: ActRow | None) -> Lexicon:
    """The lexicon with another act row at a place, or none there. A row with the same guards and other words stays the row that it was."""
    out = untraced(lexicon)
    old = lexicon.acts[at]
    same = new is not None and all(getattr(old, key) == getattr(new, key) for key in _GUARDS)
    row = old if same else new
    gone, come = list(lexicon.verbs_of(old.verbs)), [] if new is None else list(lexicon.verbs_of(new.verbs))
    out.verb_rows = dict(lexicon.verb_rows)
    for verb in {verb for verb, _ in {*gone} ^ {*come}} if same else {verb for verb, _ in (*gone, *come)}:
        _place(out.verb_rows, verb, [particle for one, particle in come if one == verb], old, row, lexicon.order)
    lost, won = list(lexicon.nouns_of(old.nouns)), [] if new is None else list(lexicon.nouns_of(new.nouns))
    out.noun_rows = dict(lexicon.noun_rows)
    for last in {run[-1] for run in {*lost} ^ {*won}} if same else {run[-1] for run in (*lost, *won)}:
        _place(out.noun_rows, last, [run for run in won if run[-1] == last], old, row, lexicon.order)
    return out


_GUARDS = ("act", "object", "purpose", "place", "companion", "recipient", "unless", "light", "opposite", "patient")


def _place(table: dict[str, list[tuple[Word, ActRow]]], key: str, words: Sequence[Word], old: ActRow, new: ActRow | None, order: Mapping[int, int]) -> None:
    """Put the words of a row into a table under a key, where those of another one stood, in the order of the rows."""
    pairs = table.get(key, [])
    before = [pair for pair in pairs if order[id(pair[1])] < order[id(old)]]
    after = [pair for pair in pairs if order[id(pair[1])] > order[id(old)]]
    rows = [*before, *([] if new is None else [(word, new) for word in words]), *after]
    if rows:
        table[key] = rows
    else:
        table.pop(key, None)


def with_class_row(lexicon: Lexicon, table: str, at: int, new: ClassRow | None) -> Lexicon:
    """The lexicon with another class row at a place of a table, or none there."""
    out = untraced(lexicon)
    rows = lexicon.tables[table]
    out.tables = {**lexicon.tables, table: (*rows[:at], *(() if new is None else (new,)), *rows[at + 1 :])}
    if new is not None:
        out.tests = {**lexicon.tests, id(new): row_test(new)}
        out.named_rows = {**lexicon.named_rows, id(new): {}}
    out.memory = {**lexicon.memory, table: {}}
    return out


def with_nouns(lexicon: Lexicon, name: str, words: Sequence[str]) -> Lexicon:
    """The lexicon with other words in a class of nouns."""
    out = untraced(lexicon)
    out.noun_words = {**lexicon.noun_words, name: tuple(words)}
    out.plain_nouns = out.nouns = {**out.nouns, name: noun_class(words)}
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
    out = untraced(lexicon)
    out.verb_words = {**lexicon.verb_words, name: tuple(words)}
    out.light = {direction: frozenset(out.verbs_of(out.verb_words.get(direction, ()))) for direction in lexicon.light}
    out.verb_rows = dict(lexicon.verb_rows)
    gone = {verb for verb, _ in {*lexicon.verbs_of(lexicon.verb_words[name])} - {*out.verbs_of(words)}}
    for row in lexicon.acts:
        if any(verb.startswith("<") for verb in row.verbs):
            come = list(out.verbs_of(row.verbs))
            for verb in gone:
                _place(out.verb_rows, verb, [particle for one, particle in come if one == verb], row, row, lexicon.order)
    return out


def names_otherwise(lexicon: Lexicon, table: str, old: ClassRow, new: ClassRow | None, key: object) -> bool:
    """Whether a text that was asked for can be read otherwise with ``new`` in the place of a row: where neither row does more than the other,
    it cannot."""
    if new is None or bool(old.modifiers or old.phrases) != bool(new.modifiers or new.phrases):
        return True
    if table == "persons":
        if not isinstance(key, tuple):
            return True
        words = lemmas(" ".join(key))
        if any(lexicon.phrased(old, words, ruled_out=no) != lexicon.phrased(new, words, ruled_out=no) for no in (True, False)):
            return True
        return any(lexicon.named(old, one) != lexicon.named(new, one) for one in conjuncts(key[0]))
    return any(lexicon.named(old, one, anywhere=True) != lexicon.named(new, one, anywhere=True) for one in conjuncts(str(key)))


def read_again(lexicon: Lexicon, pack: RulePack, table: str, key: object) -> object:
    """What a text that was asked for names by this lexicon: a heading, persons with their quality, or another class."""
    if table != "persons":
        return lexicon.classes(table, str(key), conjuncts)
    return read_persons(key[0], lexicon, pack, quality=key[1]) if isinstance(key, tuple) else read_heading(str(key), lexicon, pack)


def with_persons_forgotten(lexicon: Lexicon) -> Lexicon:
    """The lexicon for a pack whose classes of persons are otherwise."""
    out = untraced(lexicon)
    out.memory = {**lexicon.memory, "persons": {}}
    return out


def untraced(lexicon: Lexicon) -> Lexicon:
    """A copy that notes nothing and shares all that was read."""
    out = copy(lexicon)
    out.notes = None
    if lexicon.notes is not None:
        out.nouns = lexicon.plain_nouns
    return out
