"""What an explanation needs beside the report: the signal nearest to a silent provision, and the cases in which a signal speaks."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.clauses.parse import parse_source
from compliance.clauses.provisions import provisions
from compliance.disk import load_pack_folder
from compliance.mapping.nearest import Near, nearest
from compliance.mapping.signals import SignalRow, hits
from compliance.model.pack import Case, RulePack
from compliance.pipeline import load_texts, open_text, passage_reader, signals_of


def near_signal(pack: str, agreement: str | None, instruments: Sequence[str], key: str, element: str) -> Near | None:
    """The nearest signal of an element (pack and texts by name or path, ``key`` as in a report); nothing where no signal's words are met."""
    rules = load_pack_folder(pack)
    _, texts = load_texts(agreement or rules.head.agreement, instruments or rules.head.instruments)
    for text in texts:
        text, tree = open_text(text)
        for part in provisions(tree):
            if f"{text.id}/{part.label}" == key:
                return nearest(signals_of(rules), element, passage_reader(tree)(part))
    return None


def cases_of(pack: RulePack, name: str) -> tuple[Case, ...]:
    """The cases of a pack in which a signal speaks, shortest first."""
    signal = pack.signals.signals[name]
    rows = [row for row in signals_of(pack) if row.name == name]
    may = [case for case in pack.cases if signal.relation in (*case.expect.get(signal.element, ()), *case.tolerate.get(signal.element, ()))]
    return tuple(sorted((case for case in may if _speaks(rows, case)), key=lambda case: (len(case.text), case.text)))


def _speaks(rows: Sequence[SignalRow], case: Case) -> bool:
    tree = parse_source("text", f"{case.heading}\n\n1. {case.text}\n" if case.heading else f"1. {case.text}\n")
    reader = passage_reader(tree)
    return any(hits(rows, reader(part)) for part in provisions(tree))
