"""A clause while it is read, and what all parts of the reader share: phrases, negation, one another's verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from compliance.norms.acts import Act
from compliance.norms.draft import Draft
from compliance.norms.grammar import Grammar
from compliance.norms.phrases import Range, split, trim
from compliance.norms.tokens import Token

NEGATIVE_HEADS = frozenset({"no", "none", "nobody", "nothing", "neither"})
DEPTH = 8


@dataclass(slots=True)
class Clause:
    """What is known about the clause being read, handed down to what stands inside or after it."""

    subject: Range | None = None
    content: str = ""
    conditions: list[Range] = field(default_factory=list)
    exceptions: list[Range] = field(default_factory=list)
    roles: list[tuple[str, str, Range]] = field(default_factory=list)
    purposes: list[Range] = field(default_factory=list)
    temporal: list[Range] = field(default_factory=list)
    negations: int = 0
    depth: int = 0


def replace_subject(clause: Clause, subject: Range | None, *, content: str | None = None) -> Clause:
    """A copy of ``clause`` with another subject, and another content mark where one is given."""
    return Clause(subject, clause.content if content is None else content, list(clause.conditions), list(clause.exceptions),
                  list(clause.roles), list(clause.purposes), list(clause.temporal), clause.negations, clause.depth)  # fmt: skip


class ClauseBase:
    """The tokens of one sentence, and questions about its phrases."""

    def __init__(self, tokens: Sequence[Token], grammar: Grammar) -> None:
        self.tokens = tokens
        self.grammar = grammar

    # Reading goes round: a clause holds acts, an act may hold a clause. What the parts of the reader need of one another:

    def clauses(self, low: int, high: int, given: Clause) -> list[Draft]:
        """The norms of a range of tokens."""
        raise NotImplementedError

    def gerunds(self, low: int, end: int) -> list[Act]:
        """The acts of a gerund or a noun."""
        raise NotImplementedError

    def exclusive(self, draft: Draft, only: int, clause: Clause) -> None:
        """Law 7 on a draft."""
        raise NotImplementedError

    def core(self, span: Range) -> tuple[Range, Range | None]:
        """A noun phrase cut into its core and the clause that qualifies it ("anyone | who trains fighters")."""
        parts = split(self.tokens, *span, self.grammar)
        quality = next((s for kind, _, s in parts.roles if kind == "quality"), None)
        if quality is None:
            return span, None
        if quality[0] == span[0]:  # "whoever ..."
            return (span[0], span[0] + 1), (quality[0], span[1])
        return trim(self.tokens, (span[0], quality[0])), (quality[0], span[1])

    def negative(self, span: Range) -> bool:
        """Whether a noun phrase is a negative one ("no one", "no member", "neither party", "not any group")."""
        low = span[0]
        while low < span[1] and self.tokens[low].tag == "A":
            low += 1
        if low >= span[1]:
            return False
        word = self.tokens[low].lower
        return word in NEGATIVE_HEADS or (word == "not" and low + 1 < span[1])
