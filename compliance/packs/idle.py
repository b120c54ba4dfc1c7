"""Rows of a pack that do nothing: that cannot be met, that another row answers for, that are written twice, or that no text meets.

Takes a pack; gives names of rows as reports print them. What can be read as a noun phrase is for others to say.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from compliance.model.pack import RulePack, Signal
from compliance.packs.shadow import (
    PATTERNS,
    implies,
    items,
    named_words,
    shadowed_in_act,
    shadowed_in_class,
    shadowed_patterns,
    shadowed_words,
    spoken_acts,
)

_TABLES = ("persons", "interests", "means", "standards")


def named_rows(pack: RulePack) -> Iterator[tuple[str, int]]:
    """Every row that reads words, with its name in reports and its identity."""
    for at, row in enumerate(pack.lexicon.acts):
        yield f"lexicon/acts/{at + 1} {row.act}", id(row)
    for table in ("persons", "interests", "means", "standards"):
        for at, class_row in enumerate(getattr(pack.lexicon, table)):
            yield f"lexicon/{table}/{at + 1} {class_row.of}", id(class_row)
    for name, signal in pack.signals.signals.items():
        yield f"signals/{name}", id(signal)


def unmet(pack: RulePack, met: Collection[int | str]) -> tuple[str, ...]:
    """The rows that are not among those met."""
    return tuple(name for name, identity in named_rows(pack) if identity not in met)


def dead(pack: RulePack, speakable: Callable[[str], bool]) -> tuple[str, ...]:
    """What can never be met or never matters: words that no row names, acts that lead to no element, guards that rule each other out.

    ``speakable`` says whether a noun phrase can hold the words of a phrase.
    """
    return (*_unnamed_words(pack), *_lost_concepts(pack), *_unspeakable(pack, speakable), *_ruled_out(pack))


def _unnamed_words(pack: RulePack) -> Iterator[str]:
    for part, words in (("nouns", pack.lexicon.nouns), ("verbs", pack.lexicon.verbs), ("lists", pack.signals.lists)):
        where, what = ("signals/lists", "pattern") if part == "lists" else (f"lexicon/{part}", "row")
        named = named_words(pack, part)
        yield from (f"{where}/{name}: no {what} names it" for name in words if name not in named)


def _lost_concepts(pack: RulePack) -> Iterator[str]:
    """Acts that no words name or that lead nowhere, with their rows and edges."""
    acts = pack.taxonomy.acts
    spoken, asked = spoken_acts(pack), {element.act for element in pack.elements.values()}
    leading = asked | {edge.from_ for edge in pack.taxonomy.edges if edge.to in asked} | {name for rule in pack.rules.values() for name in rule.acts}
    leading |= {name for name, act in acts.items() if act.opposite in leading}
    yield from (f"taxonomy/acts/{name}: no row of the lexicon names it" for name in acts if name not in spoken | asked)
    for edge in pack.taxonomy.edges:
        if edge.from_ not in spoken or edge.to not in asked:
            yield f"taxonomy/edges/{edge.from_} to {edge.to}: {'no words name the first' if edge.from_ not in spoken else 'no element asks for the second'}"
    for at, row in enumerate(pack.lexicon.acts):
        if row.act not in leading:
            yield f"lexicon/acts/{at + 1} {row.act}: the act leads to no element"
    for name, rule in pack.rules.items():
        if not set(rule.acts) & spoken:
            yield f"rules/{name}: no words name its acts"


def _unspeakable(pack: RulePack, speakable: Callable[[str], bool]) -> Iterator[str]:
    """Words for things in which a noun phrase ends: persons may stand in whole clauses, other classes may not."""
    for table in ("interests", "means", "standards"):
        for at, row in enumerate(getattr(pack.lexicon, table)):
            for key in ("heads", "modifiers", "phrases", "unless"):
                yield from (f"lexicon/{table}/{at + 1} {row.of} {key} “{word}”: no noun phrase holds it" for word in getattr(row, key) if not speakable(word))


def _ruled_out(pack: RulePack) -> Iterator[str]:
    """Signals whose scopes exclude each other, and words that an exclusion always meets."""
    for name, row in pack.signals.signals.items():
        if set(row.within) & set(row.outside):
            yield f"signals/{name}: within and outside ask for the opposite"
        no = [items(text, pack.signals.lists) for text in row.unless]
        for text in row.words:
            own = items(text, pack.signals.lists)
            if len(own) == 1 and any(implies(own, one, at_end=True) for one in no):
                yield f"signals/{name} words “{text}”: an exclusion of the row holds it"


def shadowed(pack: RulePack) -> tuple[str, ...]:
    """Phrases and rows that another one answers for wherever they are met."""
    out: list[str] = []
    for at, act in enumerate(pack.lexicon.acts):
        idle = shadowed_in_act(pack, at, act)
        out += [f"lexicon/acts/{at + 1} {act.act} {key} “{word}”" for key in ("verbs", "nouns") for word in getattr(act, key) if (key, word) in idle]
    for table in _TABLES:
        for at, row in enumerate(getattr(pack.lexicon, table)):
            idle = shadowed_in_class(pack, table, at, row)
            out += [f"lexicon/{table}/{at + 1} {row.of} {key} “{word}”" for key in ("heads", "phrases", "modifiers", "unless") for word in getattr(row, key) if (key, word) in idle]
    for part, words in (("lexicon/nouns", pack.lexicon.nouns), ("signals/lists", pack.signals.lists)):
        for name in words:
            idle_words = shadowed_words(pack, part.partition("/")[2], name)
            out += [f"{part}/{name} “{word}”" for word in words[name] if word in idle_words]
    rows = list(pack.signals.signals.items())
    for place, (name, signal) in enumerate(rows):
        idle = shadowed_patterns(pack, signal)
        out += [f"signals/{name} {key} “{word}”" for key in PATTERNS for word in getattr(signal, key) if (key, word) in idle]
        for before, (other, one) in enumerate(rows):
            if before != place and _answers(pack, one, signal) and (before < place or not _answers(pack, signal, one)):
                out.append(f"signals/{name}: {other} speaks wherever it does")
    return tuple(dict.fromkeys(out))


def _answers(pack: RulePack, one: Signal, row: Signal) -> bool:
    """Whether one signal says the same wherever another does: its guards are no stricter, and all words of the other are among its own."""
    if (one.element, one.relation) != (row.element, row.relation) or (one.modality and not (row.modality and set(row.modality) <= set(one.modality))):
        return False
    if not set(row.reserved) <= set(one.reserved):
        return False
    if any(not set(getattr(one, key)) <= set(getattr(row, key)) for key in ("within", "outside", "also", "clause", "unless", "beside")):
        return False
    lists = pack.signals.lists
    wide = [items(text, lists) for text in one.words]
    return all(any(implies(items(text, lists), other, at_end=True) for other in wide) for text in row.words)


def repeated(pack: RulePack) -> tuple[str, ...]:
    """Phrases that stand twice in one list."""
    out: list[str] = []
    for at, act in enumerate(pack.lexicon.acts):
        out += [f"lexicon/acts/{at + 1} {act.act} {key} “{word}”" for key in ("verbs", "nouns") for word in _twice(getattr(act, key))]
    for table in _TABLES:
        for at, row in enumerate(getattr(pack.lexicon, table)):
            out += [f"lexicon/{table}/{at + 1} {row.of} {key} “{word}”" for key in ("heads", "phrases", "modifiers", "unless") for word in _twice(getattr(row, key))]
    for name, signal in pack.signals.signals.items():
        out += [f"signals/{name} {key} “{word}”" for key in PATTERNS for word in _twice(getattr(signal, key))]
    lists = (("lexicon/nouns", pack.lexicon.nouns), ("lexicon/verbs", pack.lexicon.verbs), ("signals/lists", pack.signals.lists))
    out += [f"{part}/{name} “{word}”" for part, table in lists for name, words in table.items() for word in _twice(words)]
    return tuple(f"{name}: stands twice" for name in out)


def _twice(words: tuple[str, ...]) -> list[str]:
    return [word for at, word in enumerate(words) if word in words[:at]]
