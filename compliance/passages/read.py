"""Provisions -> passages: what a contract's long sentence says, stretch by stretch, each with its modality and scope.

A sentence is cut at the items of lists that run in it, at semicolons and at new clauses ("and shall", "provided that").
An item keeps the lead-in of its list before it. What an exception leaves free is a passage of its own, with the modality
turned round ("shall not disclose to any person except employees" permits disclosure to employees), unless it only asks for
consent or speaks of the law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compliance.model.clause import ClauseTree, Provision
from compliance.passages.lemma import Token
from compliance.passages.pattern import Pattern, first_of
from compliance.passages.scopes import Scopes
from compliance.sentences import split_sentences

Span = tuple[int, int]
#: An enumerator inside a sentence, not one of a reference ("paragraph (3)(c)").
_MARK = re.compile(r"(?<![\w)])\((?:[a-zA-Z]|[ivx]{1,5}|\d{1,2})\)(?=\s)|(?<=[;:,]\s)(?:[a-z]|[ivx]{1,4}|\d)\)(?=\s)")
_REFERS = re.compile(r"(?:paragraph|section|clause|article|sub-?section|sub-?paragraph|item|rule|and|or|§)s?\s*$", re.IGNORECASE)
_BULLET = re.compile(r"\n[ \t]*(?:[•·▪●-]|\n)[ \t]*")
_LEAD = 60  # words of a lead-in that an item keeps
_OPENS = 14  # last words of a lead-in that open an exclusion list
_BEFORE = 40  # words of the sentence before a clause that its conditions may stand in
_ASK = 14  # words of an exception in which consent or the law is looked for


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of words with one scope.

    ``words`` are base forms: those of the lead-in first, from ``head`` on those of the clause, from ``own`` on the passage's own
    (an exception stands behind the head of its clause); ``before`` are the words of the sentence before the clause. ``modality`` is that of the
    stretch, ``""`` where nothing is ordered or allowed. ``scopes`` holds ``definition``, ``exclusion``, ``exception`` as far
    as they hold. ``reserved`` says by what an exception to it is: ``persons``, ``consent``, ``law`` or nothing. ``start`` to
    ``end`` are the own words in the source, ``leads`` the places of the lead-in.
    """

    words: tuple[str, ...]
    head: int
    own: int
    before: tuple[str, ...]
    modality: str
    scopes: frozenset[str]
    reserved: frozenset[str]
    start: int
    end: int
    leads: tuple[Span, ...]


def read_passages(tree: ClauseTree, provision: Provision, scopes: Scopes) -> list[Passage]:
    """All passages of a provision, in the order of their words; those of its last lead-in first."""
    out: list[Passage] = []
    if provision.lead_ins:
        for start, end in split_sentences(tree.source, *provision.lead_ins[-1]):
            out += _passages(tree.source, (), (start, end), scopes)
    for leads, own, sentence in _units(tree.source, provision):
        out += _passages(tree.source, leads, own, scopes, sentence)
    return out


def _units(source: str, provision: Provision) -> Iterator[tuple[tuple[Span, ...], Span, int]]:
    """The sentences of a provision and the items of lists in them, each with the lead-ins above it and where its sentence begins."""
    given = tuple(provision.lead_ins)
    for start, end in split_sentences(source, provision.start, provision.end):
        marks = [m for m in _MARK.finditer(source, start, end) if not _REFERS.search(source[max(start, m.start() - 14) : m.start()].rstrip("(").rstrip()) or source[: m.start()].rstrip().endswith((";", ",", ":", "and", "or"))]
        if len(marks) < 2 and not (marks and source[start : marks[0].start()].rstrip().endswith((":", ","))):
            yield given, (start, end), start
            continue
        begin = marks[0].start()
        lead = (*given, (start, begin)) if source[start:begin].strip() else given
        if source[start:begin].strip():
            yield given, (start, begin), start
        for mark, following in zip(marks, [*[m.start() for m in marks[1:]], end], strict=True):
            if source[mark.end() : following].strip(" ,;and\n"):
                yield lead, (mark.end(), following), begin


def _passages(source: str, leads: tuple[Span, ...], own: Span, scopes: Scopes, sentence: int | None = None) -> Iterator[Passage]:
    lead: list[Token] = [token for low, high in leads for token in scopes.forms.tokens(source, low, high)][-_LEAD:]
    lead_words = [word for word, _, _ in lead]
    tokens = scopes.forms.tokens(source, *own)
    words = [word for word, _, _ in tokens]
    earlier = [word for word, _, _ in scopes.forms.tokens(source, sentence, own[0])] if sentence is not None else []
    inherited = scopes.modality_of(lead_words) if lead else ""
    kinds: frozenset[str] = frozenset({"exclusion"}) if lead and (first_of(scopes.exclusions, lead_words) or first_of(scopes.exclusion_leads, lead_words[-_OPENS:])) else frozenset()
    if words[:1] == ["whereas"] or lead_words[:1] == ["whereas"]:
        kinds |= {"recital"}
    for low, high in _clauses(words, scopes):
        piece = tokens[low:high]
        if not piece:
            continue
        made = list(_of_clause(piece, lead, tuple([*earlier, *words[:low]][-_BEFORE:]), inherited, leads, kinds, scopes))
        inherited = made[0].modality or inherited
        if words[low] != ";" or "exclusion" in made[0].scopes:
            kinds |= made[0].scopes & {"exclusion"}
        yield from made


def _clauses(words: Sequence[str], scopes: Scopes) -> list[tuple[int, int]]:
    """Where the clauses of a sentence begin and end."""
    starts = {0}
    for pattern in scopes.cuts:
        at = 0
        while (place := _next(pattern, words, at)) is not None:
            starts.add(place)
            at = place + 1
    cuts = sorted(starts)
    return list(zip(cuts, [*cuts[1:], len(words)], strict=True))


def _next(pattern: Pattern, words: Sequence[str], at: int) -> int | None:
    place = pattern.find(words[at:])
    return None if place is None else place[0] + at


def _of_clause(
    piece: list[Token], lead: list[Token], earlier: tuple[str, ...], inherited: str, leads: tuple[Span, ...],
    kinds: frozenset[str], scopes: Scopes,
) -> Iterator[Passage]:  # fmt: skip
    """A clause, and what an exception in it leaves free."""
    by_lead = bool(kinds)
    own = [word for word, _, _ in piece]
    words = (*(word for word, _, _ in lead), *own)
    begin = len(lead)
    modality = scopes.modality_of(own) or inherited
    if first_of(scopes.exclusions, own) is not None:
        kinds |= {"exclusion"}
    if first_of(scopes.definitions, words) is not None:
        kinds |= {"definition"}
    if scopes.modality_of(own) and not by_lead:
        leads = ()  # "agree as follows:" is no evidence for a clause that says all itself
    start, end = piece[0][1], piece[-1][2]
    consent = scopes.consent.find(own) is not None
    cut = _exception(own, scopes)
    if cut is None:
        yield Passage(words, begin, begin, earlier, modality, kinds, frozenset({"consent"} if consent else ()), start, end, leads)
        return
    tail = own[cut : cut + _ASK]
    by_consent, by_law = scopes.consent.find(tail) is not None, scopes.law.find(tail) is not None
    reserved = frozenset(({"consent"} if consent else set()) | ({"law"} if by_law else set() if by_consent else {"persons"}))
    yield Passage(words[: begin + cut] if cut else words, begin, begin, earlier, modality, kinds, reserved, start, end, leads)
    if cut:
        freed = "permission" if modality and not (by_consent and not by_law) else modality
        yield Passage(words, begin, begin + cut, earlier, freed, kinds | {"exception"}, reserved, start, end, leads)


def _exception(words: Sequence[str], scopes: Scopes) -> int | None:
    """Where the first exception of a clause begins; one that the clause begins with is a reservation, at 0."""
    places = [place[0] for pattern in scopes.exceptions if (place := pattern.find(words)) is not None]
    places = [at for at in places if not at or words[at - 1] not in ("not", "without", "but")]
    return min(places) if places else None
