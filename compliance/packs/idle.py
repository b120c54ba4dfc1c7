"""Rows of a pack that do nothing: written twice, or met by no case and by none of the pack's own texts."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from compliance.model.pack import RulePack


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


def repeated(pack: RulePack) -> tuple[str, ...]:
    """Phrases that stand twice in one list, and phrases of one act or class in two rows with the same guards."""
    out: list[str] = []
    seen: dict[tuple[object, ...], str] = {}
    key: tuple[object, ...]
    for at, row in enumerate(pack.lexicon.acts):
        guards = (row.act, row.object, row.purpose, row.place, row.companion, row.recipient, row.unless, row.light, row.opposite, row.patient)
        for kind, phrases in (("verb", row.verbs), ("noun", row.nouns)):
            for phrase in phrases:
                name = f"lexicon/acts/{at + 1} {row.act} “{phrase}”"
                key = (kind, phrase, guards)
                if key in seen:
                    out.append(f"{name} repeats {seen[key]}")
                seen.setdefault(key, name)
    for table in ("persons", "interests", "means", "standards"):
        for at, class_row in enumerate(getattr(pack.lexicon, table)):
            for kind in ("heads", "phrases"):
                for phrase in getattr(class_row, kind):
                    name = f"lexicon/{table}/{at + 1} {class_row.of} “{phrase}”"
                    key = (table, kind, phrase, class_row.of, class_row.modifiers, class_row.unless)
                    if key in seen:
                        out.append(f"{name} repeats {seen[key]}")
                    seen.setdefault(key, name)
    for name, signal in pack.signals.signals.items():
        for key_name in ("words", "also", "clause", "unless", "beside"):
            patterns = getattr(signal, key_name)
            out += [f"signals/{name} “{one}” stands twice in {key_name}" for at, one in enumerate(patterns) if one in patterns[:at]]
    for list_name, words in (*pack.lexicon.nouns.items(), *pack.lexicon.verbs.items(), *pack.signals.lists.items()):
        out += [f"list {list_name} “{one}” stands twice" for at, one in enumerate(words) if one in words[:at]]
    return tuple(out)
