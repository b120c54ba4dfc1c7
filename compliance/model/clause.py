"""The structure of a text: a tree of clauses that covers every character of its source.

A clause has an own part (its marker, its words and the blank behind them) and children. Own part first, then the
children, without a gap: the own parts of all clauses in document order put together are the source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from compliance.model.finding import Finding

ClauseKind = Literal[
    "document",
    # what stands before the body
    "metadata",  # the block between "---" lines with which a Markdown file begins
    "title",  # a title line, "Appendix 2", "IEA September 2020 Decree"
    "letterhead",  # lines naming the issuing body
    "docNumber",  # "No. 44/Volume 2"
    "docDate",  # "Date: 12/02/2021"
    "invocation",  # "In the name of God ..."
    "addressee",  # "To all Provincial officials,"
    "salutation",  # "Peace be unto you!"
    "opening",  # a courtesy before the operative part
    "recital",  # "Whereas ...", "Recalling ..."
    # the body
    "chapter",  # any titled division: chapter, part, title, section with clauses under it, "Introduction"
    "article",  # a division called article or section that holds numbered or plain provisions
    "chapeau",  # a lead-in that governs the clauses after it
    "paragraph",  # a numbered clause
    "point",  # a numbered or lettered clause under a paragraph
    "wrapup",  # words after a list that belong to all of its points
    "prose",  # an unnumbered paragraph; its sentences are its children
    "sentence",  # one sentence of unnumbered prose
    # what stands after it
    "close",  # "Sincerely,"
    "signature",  # who signs
    "blank",  # only white space
    "unread",  # a line that fits nothing; always with a finding
]


class Clause(NamedTuple):
    """One node of the tree: a named tuple, as a text may hold a hundred thousand of them.

    ``start`` to ``end`` is everything, children and trailing white space included; ``start`` to ``own_end`` is the own
    part; ``text_start`` to ``text_end`` are the own words without marker and surrounding white space (the heading's
    words where the node has nothing but a heading). ``heading_start`` to ``heading_end`` are the words of a heading
    that the node has beside its own words, else both 0.

    ``number`` is the marker without punctuation as printed (``10``, ``a``, ``Third``), ``label`` how a reader cites the
    clause (``10``, ``3(b)``), ``eid`` its identity after the Akoma Ntoso Naming Convention 1.0 (``para_10``).
    """

    kind: ClauseKind
    eid: str
    number: str
    label: str
    start: int
    end: int
    own_end: int
    text_start: int
    text_end: int
    heading_start: int = 0
    heading_end: int = 0
    children: tuple[Clause, ...] = ()

    def walk(self) -> Iterator[Clause]:
        """This clause and all under it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


@dataclass(frozen=True, slots=True)
class ClauseTree:
    """A text read into clauses, with what was odd about it."""

    document: str
    source: str
    root: Clause
    findings: tuple[Finding, ...] = ()

    def words(self, clause: Clause) -> str:
        """The own words of a clause, without marker and heading."""
        return self.source[clause.text_start : clause.text_end]

    def heading(self, clause: Clause) -> str:
        """The words of a clause's heading, or nothing."""
        return self.source[clause.heading_start : clause.heading_end]


@dataclass(frozen=True, slots=True)
class Provision:
    """The smallest clause that is held against commitments.

    ``label`` is the number as printed (``10``, ``3(b)``), in unnumbered prose the sentence's ordinal in the operative part.
    ``start`` to ``end`` are its words. ``lead_ins`` and ``headings`` are the spans above it, outermost first: words that it
    completes ("The Parties shall not:"), and titles. ``wrapups`` are words after a list that belong to each of its points.
    """

    clause: Clause
    label: str
    start: int
    end: int
    lead_ins: tuple[tuple[int, int], ...] = ()
    headings: tuple[tuple[int, int], ...] = ()
    wrapups: tuple[tuple[int, int], ...] = ()
    addressee: tuple[int, int] | None = None
