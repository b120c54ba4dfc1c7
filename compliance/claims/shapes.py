"""What sort of statement a claim is, by its own words: a quotation, an absence, a mention, a sanction, a norm.

Takes the words of a claim; gives its shape and what it speaks of. The kind that an author names only decides between a quotation and the
rest; everything else is read. The shapes themselves are rows of the data file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from compliance.claims.words import ClaimWords, Idea
from compliance.model.claim import Claim, ClaimKind

Form = Literal["quotation", "words-absent", "words-present", "unmentioned", "unordered", "unforbidden", "unallowed", "mention", "breach", "norm"]

_QUOTED = re.compile(r"^[“\"‘'«].+[”\"’'»]$", re.DOTALL)
_MARKS = "“”\"‘’'«» "
_BREAKS = re.compile(r"[,;:]")
_BEFORE_OR = frozenset("of to in on at by for from with be is are was were been not how that and the or will would shall must may can should".split())


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of a claim and the words that it speaks of, with their place in the claim."""

    form: Form
    what: str
    start: int


def shape_of(claim: Claim, words: ClaimWords) -> Shape:
    """The shape of a claim. One that fits no row is read as a norm."""
    text = claim.text.strip()
    if claim.kind == "quotation":
        return Shape("quotation", text, 0)
    plain = text.rstrip(" .!;")
    for name, pattern in words.shapes:
        found = pattern.match(plain)
        if found:
            return Shape(name, found["what"].strip(), found.start("what"))  # type: ignore[arg-type]  # the data of shapes names kinds only
    return Shape("mention" if claim.kind == "reference" else "norm", text, 0)


def kind_of(text: str, words: ClaimWords) -> ClaimKind:
    """The kind of a claim whose author names none."""
    if _QUOTED.match(text.strip()):
        return "quotation"
    form = shape_of(Claim("", (), "norm", text), words).form
    if form in ("mention", "words-present"):
        return "reference"
    return "absence" if form in ("words-absent", "unmentioned", "unordered", "unforbidden", "unallowed") else "norm"


def unquoted(text: str) -> str:
    """Words without the quotation marks around them."""
    return text.strip(_MARKS)


def wanted(what: str, words: ClaimWords) -> tuple[tuple[tuple[Idea, ...], ...], ...]:
    """The ideas that words ask for: all of the groups; of a group one alternative, and of an alternative all ideas.

    "links with Al Qaeda to be renounced or broken" asks for links, for Al Qaeda, and for one of renounce and break.
    """
    ideas = words.ideas(what)
    groups: list[list[tuple[Idea, ...]]] = [[(idea,)] for idea in ideas]
    for match in re.finditer(r"\bor\b", what, re.IGNORECASE):
        left = _side([idea for idea in ideas if idea.end <= match.start()], what, match.start(), before=True)
        right = _side([idea for idea in ideas if idea.start >= match.end()], what, match.end(), before=False)
        if not left or not right:
            continue
        joined: list[tuple[Idea, ...]] = []
        rest: list[list[tuple[Idea, ...]]] = []
        at = None
        for group in groups:
            if any(set(alternative) & {*left, *right} for alternative in group):
                joined += [alternative for alternative in group if not set(alternative) <= {*left, *right}]
                at = len(rest) if at is None else at
            else:
                rest.append(group)
        rest.insert(at or 0, [*joined, tuple(left), tuple(right)])
        groups = rest
    return tuple(tuple(group) for group in groups)


def _side(ideas: list[Idea], text: str, at: int, *, before: bool) -> list[Idea]:
    """The ideas on one side of an "or" up to the next small word or mark: one phrase."""
    out: list[Idea] = []
    edge = at
    for idea in reversed(ideas) if before else ideas:
        gap = text[idea.end : edge] if before else text[edge : idea.start]
        small = {word.lower() for word in re.findall(r"\w+", gap)} & _BEFORE_OR
        if _BREAKS.search(gap) or (small and (before or out)):
            break
        out.append(idea)
        edge = idea.start if before else idea.end
    return sorted(out)
