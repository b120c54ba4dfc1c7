"""Claims that something is not there, or is: words, mentions, orders, bans, permissions.

Takes what a claim speaks of, the statements and the units of the texts; gives the unit or statement that says it, and the one that comes nearest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from compliance.claims.shapes import unquoted
from compliance.claims.statements import Stated
from compliance.claims.words import ClaimWords, Idea
from compliance.model.claim import ClaimPart, PartStatus

#: The ideas that a claim asks for: all groups, of a group one alternative, of an alternative all ideas.
Groups = Sequence[Sequence[Sequence[Idea]]]


@dataclass(frozen=True, slots=True)
class Unit:
    """A provision or another line of a text: its place, its senses, and what it says without a word for it."""

    document: str
    provision: str
    start: int
    end: int
    senses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a unit or a statement says what is asked for: part by part, ``all`` said, or all at least ``near``."""

    document: str
    provision: str
    start: int
    end: int
    parts: tuple[ClaimPart, ...]
    conditions: tuple[str, ...] = ()
    acts: bool = False

    @property
    def all(self) -> bool:
        """Whether every part is said."""
        return all(part.status == "said" for part in self.parts)

    @property
    def near(self) -> bool:
        """Whether every part is at least near."""
        return all(part.status != "not-said" for part in self.parts)

    @property
    def weight(self) -> float:
        """How much of it is said."""
        return sum({"said": 1.0, "near": 0.4, "not-said": 0.0}[part.status] for part in self.parts)


def said_in(groups: Groups, senses: frozenset[str], words: ClaimWords) -> tuple[ClaimPart, ...]:
    """The parts of what is asked for, with how far some senses say each."""
    return tuple(_group(group, senses, words) for group in groups)


def _group(group: Sequence[Sequence[Idea]], senses: frozenset[str], words: ClaimWords) -> ClaimPart:
    text = " or ".join(" ".join(idea.surface for idea in alternative) for alternative in group)
    best: tuple[PartStatus, str] = ("not-said", "")
    for alternative in group:
        implied = [any(words.sense(one) in senses for one in words.data["implied"].get(idea.sense, ())) for idea in alternative]
        if all(idea.sense in senses or held for idea, held in zip(alternative, implied, strict=True)):
            return ClaimPart("content", text, "said")
        near = [idea.sense if idea.sense in senses else words.near(idea.sense, senses) for idea in alternative]
        if all(near):
            best = ("near", f"the text has a related word: {', '.join(sorted(set(near)))}")
    return ClaimPart("content", text, *best)


def in_units(groups: Groups, units: Sequence[Unit], words: ClaimWords) -> list[Reach]:
    """How far each unit says what is asked for, the best first."""
    found = [Reach(u.document, u.provision, u.start, u.end, said_in(groups, u.senses, words)) for u in units]
    return sorted((one for one in found if one.weight), key=lambda one: (not one.all, -one.weight))


def in_statements(groups: Groups, stated: Sequence[Stated], modalities: Sequence[str], words: ClaimWords) -> list[Reach]:
    """How far each statement of one of the modalities says what is asked for, one of whose ideas has to be its act; the best first."""
    wanted = {idea.sense for group in groups for alternative in group for idea in alternative}
    out: list[Reach] = []
    for one in stated:
        if one.modality not in modalities or one.norm.derived:
            continue
        reach = one.said | one.bound | (one.borrowed if not one.bearer and not one.unbound else frozenset())
        known = {idea.sense for idea in one.rest} | wanted
        hangs = tuple(w.text for w in one.conditions if not words.senses(w.text) <= wanted) if known else ()
        act = not wanted.isdisjoint(one.acts)
        out.append(Reach(one.document, one.provision, one.start, one.end, said_in(groups, reach, words), hangs, act))
    return sorted((one for one in out if one.weight), key=lambda one: (not (one.all and one.acts), -one.weight))


def occurrences(what: str, source: str, words: ClaimWords) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The places where the words asked for stand in a source, in any of their forms, and those of words of their family."""
    exact: list[tuple[int, int]] = []
    family: list[tuple[int, int]] = []
    tokens = [(m.group().lower().replace("’", "'"), m.start(), m.end()) for m in re.finditer(r"\w+(?:['’]\w+)*", source)]
    forms = [_form(word, words) for word, _, _ in tokens]
    for name in re.split(r",\s*|\s+(?:or|nor|and)\s+", unquoted(what)):
        wanted = [_form(m.group().lower().replace("’", "'"), words) for m in re.finditer(r"\w+(?:['’]\w+)*", name)]
        size = len(wanted)
        if not size:
            continue
        for at in range(len(forms) - size + 1):
            if forms[at : at + size] == wanted:
                exact.append((tokens[at][1], tokens[at + size - 1][2]))
        stem = name.strip(" “”\"'‘’").lower()
        if size == 1 and len(stem) >= 6:
            family += [(a, b) for word, a, b in tokens if word[: len(stem) - 1] == stem[:-1] and (a, b) not in exact]
    return sorted(set(exact)), sorted(set(family) - set(exact))


def _form(word: str, words: ClaimWords) -> str:
    bare = word.removesuffix("'s")
    spelt = words.spellings.get(bare, bare)
    return words.forms.one(spelt)
