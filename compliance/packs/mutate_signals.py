"""The signals of a pack and their lists of words -> changes of one thing each.

The same operators as on the lexicon, on patterns: a phrase is a run of items, a word is one alternative of an item or one of a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from compliance.model.pack import RulePack, Signal
from compliance.packs.shadow import PATTERNS, Lists, idle_alternatives, named_words, shadowed_patterns, shadowed_words

#: row, mutation, part, key, what stands there instead
Change = tuple[str, str, str, str, Any]
_RESERVED = ("persons", "consent", "law")
_ANY = frozenset("any all every each either whatever whichever".split())
_NONE = frozenset("no not none nor neither nothing nobody never without".split())
_SWAPPED = ("any|all|every|each", "no|not|none|nor|neither")


def signal_changes(pack: RulePack, relations: Mapping[str, str], modalities: Mapping[str, str]) -> Iterator[Change]:
    """All changes of signals and lists, in the order of the pack."""
    for name, row in pack.signals.signals.items():
        yield from _row(pack, name, row, relations, modalities)
    named = named_words(pack, "lists")
    for name, words in pack.signals.lists.items():
        if name not in named:
            continue
        idle = shadowed_words(pack, "lists", name)
        for word in dict.fromkeys(words):
            if word not in idle:
                yield f"signals/lists/{name} “{word}”", "drop-word", "lists", name, tuple(one for one in words if one != word)


def _row(pack: RulePack, name: str, row: Signal, relations: Mapping[str, str], modalities: Mapping[str, str]) -> Iterator[Change]:
    shown = f"signals/{name}"

    def change(mutation: str, entry: str = "", **update: Any) -> Change:
        return (f"{shown} {entry}" if entry else shown), mutation, "signals", name, replace(row, **update)

    yield shown, "drop-row", "signals", name, None
    yield change("flip-relation", relation=relations[row.relation])
    if row.modality:
        yield change("flip-modality", modality=tuple(dict.fromkeys(modalities[one] for one in row.modality)))
        yield change("widen-modality", modality=())
    for key in ("within", "outside"):
        for entry in getattr(row, key):
            yield change(f"widen-{key}", f"{key} “{entry}”", **{key: _without(getattr(row, key), entry)})
    if len(row.modality) > 1:
        for entry in row.modality:
            yield change("drop-word", f"modality “{entry}”", modality=_without(row.modality, entry))
    for entry in _RESERVED:
        if entry not in row.reserved:
            yield change("widen-reserved", f"reserved “{entry}”", reserved=(*row.reserved, entry))
    idle = shadowed_patterns(pack, row)
    for key in PATTERNS:
        patterns: tuple[str, ...] = getattr(row, key)
        for pattern in dict.fromkeys(patterns):
            if (key, pattern) in idle:
                continue
            entry = f"{key} “{pattern}”"
            if key != "words" or len(patterns) > 1:
                dropped = {"words": "drop-phrase", "unless": "drop-exclusion"}.get(key, f"widen-{key}")
                yield change(dropped, entry, **{key: _without(patterns, pattern)})
            for mutation, word, other in _otherwise(pattern, pack.signals.lists):
                if other not in patterns:
                    yield change(mutation, f"{entry} {word}".rstrip(), **{key: tuple(other if one == pattern else one for one in patterns)})


def _otherwise(pattern: str, lists: Lists) -> Iterator[tuple[str, str, str]]:
    """Mutation, word, and the pattern otherwise: without its first or last item, any and none swapped, without one alternative."""
    parts = pattern.split()
    at = [place for place, part in enumerate(parts) if part != "..."]
    if len(at) > 1:
        yield "shorten-first", "", " ".join(parts[at[1] :])
        yield "shorten-last", "", " ".join(parts[: at[-2] + 1])
    swapped = [_swapped(part) for part in parts]
    if swapped != parts:
        yield "swap-any-none", "", " ".join(swapped)
    spoken = [word for place in at for word in parts[place].split("|")]
    for place in at:
        words = [word for word in parts[place].split("|") if word]
        idle = idle_alternatives(pattern, place, lists) if len(words) > 1 else frozenset()
        for word in dict.fromkeys(words) if len(set(words)) > 1 else ():
            if word not in idle:
                left = "|".join(one for one in words if one != word)
                name = f"“{word}”" if spoken.count(word) == 1 else f"“{word}” at {place + 1}"
                yield "drop-word", name, " ".join([*parts[:place], left, *parts[place + 1 :]])


def _swapped(item: str) -> str:
    words = set(item.split("|"))
    return _SWAPPED[0] if words <= _NONE else _SWAPPED[1] if words <= _ANY else item


def _without(entries: tuple[Any, ...], entry: Any) -> tuple[Any, ...]:
    return tuple(one for one in entries if one != entry)
