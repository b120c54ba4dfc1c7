"""A pack on top of another: the base's parts and its own together.

Names are added; a name that the base has may be given again only where the head lists it under ``replaces``, so that nothing is
overwritten unseen. Rows of the lexicon and edges are added behind the base's. The base's cases have to hold too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from compliance.model.pack import Commitment, Lexicon, RulePack, Signals, Taxonomy

Row = TypeVar("Row")
#: Called with the file, the path of keys and the name that the base has already.
Clash = Callable[[str, tuple[str, ...], str], None]


def extend(base: RulePack, own: RulePack, clash: Clash) -> RulePack:
    """Both packs as one; ``clash`` is told of each name that stands in both and is not listed as replaced."""
    replaces = frozenset(own.head.replaces)

    def merged(file: str, path: tuple[str, ...], old: Mapping[str, Row], new: Mapping[str, Row]) -> dict[str, Row]:
        for name in new:
            if name in old and name not in replaces:
                clash(file, (*path, name), name)
        return {**old, **new}

    for id_ in own.asked:
        if id_ in base.asked and id_ not in replaces and not (_owner(own, id_) in base.commitments and _owner(own, id_) == _owner(base, id_)):
            clash("commitments.yaml", ("commitments", _owner(own, id_)), id_)
    tables = ("acts", "persons", "interests", "means", "standards")
    taxonomy = Taxonomy(
        **{table: merged("taxonomy.yaml", (table,), getattr(base.taxonomy, table), getattr(own.taxonomy, table)) for table in tables},
        edges=(*base.taxonomy.edges, *own.taxonomy.edges),
    )
    rows = ("acts", "persons", "interests", "means", "standards")
    lexicon = Lexicon(
        nouns=merged("lexicon.yaml", ("nouns",), base.lexicon.nouns, own.lexicon.nouns),
        verbs=merged("lexicon.yaml", ("verbs",), base.lexicon.verbs, own.lexicon.verbs),
        **{table: (*getattr(base.lexicon, table), *getattr(own.lexicon, table)) for table in rows},
    )
    return RulePack(
        head=replace(own.head, agreement=own.head.agreement or base.head.agreement, instruments=own.head.instruments or base.head.instruments),
        commitments=merged("commitments.yaml", ("commitments",), base.commitments, own.commitments),
        taxonomy=taxonomy,
        lexicon=lexicon,
        rules=merged("rules.yaml", ("rules",), base.rules, own.rules),
        signals=Signals(
            lists=merged("signals.yaml", ("lists",), base.signals.lists, own.signals.lists),
            signals=merged("signals.yaml", ("signals",), base.signals.signals, own.signals.signals),
        ),
        cases=(*base.cases, *own.cases),
        survivors=(*base.survivors, *own.survivors),
    )


def unused_replaces(base: RulePack, own: RulePack) -> Iterator[str]:
    """Names under ``replaces`` that the base does not have, or that the pack does not give again."""
    old, new = _names(base), _names(own)
    for name in own.head.replaces:
        if name not in old or name not in new:
            yield name


def _names(pack: RulePack) -> frozenset[str]:
    tables = (pack.commitments, pack.taxonomy.acts, pack.taxonomy.persons, pack.taxonomy.interests, pack.taxonomy.means, pack.taxonomy.standards,
              pack.lexicon.nouns, pack.lexicon.verbs, pack.rules, pack.signals.lists, pack.signals.signals)  # fmt: skip
    return frozenset(name for table in tables for name in table)


def _owner(pack: RulePack, element: str) -> str:
    """The number of the commitment that an element stands in."""
    found: dict[str, Commitment] = pack.commitments
    return next(number for number, commitment in found.items() if element in commitment.asked)
