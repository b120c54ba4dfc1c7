"""Changes -> the identity that each clause of the new text had in the old one, where that is another (Akoma Ntoso: its wId).

A clause that was split keeps its identity in the piece that bears its number, else in the one that holds most of it; of several that
were merged, likewise one counts. What was added has none, unless it took the number of a clause that lives on under another: two clauses are never one. The
sentences of a paragraph go with it where its words are the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from compliance.model.change import Change, ClauseSpan
from compliance.model.clause import Clause, ClauseTree


def former_ids(changes: Sequence[Change], old: ClauseTree, new: ClauseTree, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """The eIds of the new text's clauses that had another one before, each with that one.

    ``known`` holds the wIds of the old text: what had one keeps it.
    """
    first = dict(known or {})
    sentences = tuple({clause.start: clause.children for clause in tree.root.walk() if clause.kind == "prose"} for tree in (old, new))
    out: dict[str, str] = {}
    for change in changes:
        for was, now in _counterparts(change):
            pairs = [(was.eid, now.eid), *_sentences(change, sentences[0].get(was.start, ()), sentences[1].get(now.start, ()))]
            for former, eid in pairs:
                if former and eid:
                    out[eid] = first.get(former, former)
    taken = {*out.values(), *first.values(), *(clause.eid for tree in (old, new) for clause in tree.root.walk())}
    lives_on = set(out.values())
    for clause in new.root.walk():
        if clause.eid in lives_on and clause.eid not in out:
            out[clause.eid] = _free(clause.eid, taken)
            taken.add(out[clause.eid])
    return {eid: wid for eid, wid in out.items() if wid != eid}


def _free(eid: str, taken: set[str]) -> str:
    """An identity like ``eid`` that no clause has or had."""
    number = 2
    while f"{eid}-{number}" in taken:
        number += 1
    return f"{eid}-{number}"


def _counterparts(change: Change) -> list[tuple[ClauseSpan, ClauseSpan]]:
    """The clauses of both sides that are one: those with one eId first, then those with most text in common; each clause once."""
    if not change.old or not change.new:
        return []
    if len(change.old) == len(change.new) == 1:
        return [(change.old[0], change.new[0])]
    shared: Counter[tuple[int, int]] = Counter()
    old, new = _owners(change.old), _owners(change.new)
    at = [0, 0]
    for edit in change.edits:
        if edit.op == "equal":
            shared.update(zip(old[at[0] : at[0] + len(edit.text)], new[at[1] : at[1] + len(edit.text)], strict=True))
        at[0] += len(edit.text) * (edit.op != "insert")
        at[1] += len(edit.text) * (edit.op != "delete")
    out: list[tuple[ClauseSpan, ClauseSpan]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for (here, there), _ in sorted(shared.items(), key=lambda item: (change.old[item[0][0]].eid != change.new[item[0][1]].eid, -item[1], item[0])):
        if here not in used[0] and there not in used[1]:
            used[0].add(here)
            used[1].add(there)
            out.append((change.old[here], change.new[there]))
    return out


def _owners(spans: Sequence[ClauseSpan]) -> list[int]:
    """For every character of some clauses put together, the one that it belongs to."""
    return [at for at, span in enumerate(spans) for _ in range(span.end - span.start)]


def _sentences(change: Change, old: Sequence[Clause], new: Sequence[Clause]) -> Iterator[tuple[str, str]]:
    if "reworded" not in (change.kind, *change.also) and len(change.old) == len(change.new) == 1 and len(old) == len(new):
        yield from ((was.eid, now.eid) for was, now in zip(old, new, strict=True))
