"""What a pack promises about its agreement: every quote stands in it, word for word.

Takes a pack and the agreement's text; gives the place of each quote, and a problem for each that is not found.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance.errors import Problem
from compliance.model.pack import RulePack
from compliance.model.span import Span
from compliance.model.text import Text
from compliance.packs.parsed import Parsed, Path


def locate(quote: str, document: str, source: str, start: int = 0) -> Span | None:
    """Where ``quote`` stands in ``source``, white space folded; nothing when the words are not there."""
    first, *rest = quote.split() or [""]
    at = source.find(first, start)
    while at >= 0:
        end = _behind(rest, source, at + len(first))
        if end:
            return Span(document, at, end)
        at = source.find(first, at + 1)
    return None


def _behind(words: Sequence[str], source: str, end: int) -> int:
    """The place behind these words where they follow at ``end``, white space before each; 0 where they do not."""
    for word in words:
        start = end
        while start < len(source) and source[start].isspace():
            start += 1
        if start == end or not source.startswith(word, start):
            return 0
        end = start + len(word)
    return end


def quote_spans(pack: RulePack, agreement: Text) -> dict[str, Span]:
    """The place of each element's quote, looked for inside its commitment's quote first."""
    spans: dict[str, Span] = {}
    for commitment in pack.commitments.values():
        whole = locate(commitment.quote, agreement.id, agreement.content)
        for id_, element in commitment.asked.items():
            span = locate(element.quote, agreement.id, agreement.content, whole.start if whole else 0)
            if span is not None:
                spans[id_] = span
    return spans


def check_quotes(pack: RulePack, agreement: Text, files: Sequence[Parsed] = ()) -> list[Problem]:
    """A problem for every commitment or element whose quote is not in the agreement, at its place in ``files`` of commitments."""
    out: list[Problem] = []
    found = quote_spans(pack, agreement)
    step = "quote the agreement word for word"
    for number, commitment in pack.commitments.items():
        if locate(commitment.quote, agreement.id, agreement.content) is None:
            out.append(_at(files, ("commitments", number, "quote"), "pack-quote", f"the quote of commitment {number!r} does not stand in {agreement.id}", step))
        for id_ in commitment.asked:
            if id_ not in found:
                path = ("commitments", number, "claims" if id_ in commitment.claims else "elements", id_, "quote")
                out.append(_at(files, path, "pack-quote", f"the quote of element {id_!r} does not stand in {agreement.id}", step))
    return out


def _at(files: Sequence[Parsed], path: Path, code: str, message: str, step: str) -> Problem:
    """A problem at a path in the first of the files that holds it; the key is pointed at where the value is a map."""
    for source in files:
        if path in source.keys:
            return source.problem(source.place(path, key=path[-1] != "quote"), code, message, step)
    return Problem("", 0, 0, code, message, step)


def check_reach(pack: RulePack, files: Sequence[Parsed]) -> list[Problem]:
    """A problem for every element that no words can reach, at its place in ``files`` of commitments."""
    out: list[Problem] = []
    out_of_reach = unreachable(pack)
    for number, commitment in pack.commitments.items():
        for id_ in out_of_reach:
            if id_ in commitment.claims:
                out.append(_at(files, ("commitments", number, "claims", id_), "pack-unreachable", f"no signal speaks to {id_!r}", f"add a signal with element: {id_!r} to signals.yaml"))
            elif id_ in commitment.elements:
                step = f"add a row for the act {commitment.elements[id_].act!r} to the lexicon"
                out.append(_at(files, ("commitments", number, "elements", id_), "pack-unreachable", f"no row of the lexicon leads to element {id_!r}", step))
    return out


def unreachable(pack: RulePack) -> list[str]:
    """Elements that no lexicon row can reach, directly or by an edge or an opposite, and claims that no signal speaks to."""
    named = {row.act for row in pack.lexicon.acts}
    edges = {(edge.from_, edge.to) for edge in pack.taxonomy.edges}
    out: list[str] = []
    for id_, element in pack.elements.items():
        direct = element.act in named
        by_edge = any(to == element.act and source in named for source, to in edges)
        opposite = any(act.opposite == element.act and name in named for name, act in pack.taxonomy.acts.items())
        if not (direct or by_edge or opposite):
            out.append(id_)
    signalled = {row.element for row in pack.signals.signals.values()}
    return [*out, *(id_ for id_ in pack.claims if id_ not in signalled)]
