"""What a project asks of its texts, and what was found: nouns of ``compliance check``.

A policy says which elements have to be answered and how; a finding is one thing that is not as the policy asks. A finding is
known by what it is about (its code, the element, the words), never by a line or a path, so that it keeps its id when the text around it
moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from compliance.model.finding import Severity
from compliance.model.span import Evidence

if TYPE_CHECKING:
    from compliance.model.since import Since  # a run that is held against no revision does without what it brings

FindingCode = Literal[
    "gap",  # nobody answers an element that has to be answered
    "partial",  # it is answered in part only, and the policy asks for more
    "contradiction",  # a provision says the opposite of an element
    "surplus",  # a provision answers to no element
    "text-changed",  # a source is not the one whose digest was recorded
    "quote-not-found",  # the agreement does not hold words that the pack quotes
    "unread",  # words of a text were not understood
    "stale-review",  # the words that a reviewer decided on have changed
    "waiver-no-reason",
    "waiver-expired",
    "waiver-unused",
    "waiver-changed",  # the words that were waived have changed
    "dead-rule",  # a row of the pack that nothing needs
]
Level = Literal["off", "note", "warning", "error"]
Known = Literal["new", "known", "waived"]


@dataclass(frozen=True, slots=True)
class Require:
    """Elements (names, ``3.*`` for all of a commitment, ``*`` for all) and how they must be answered at least.

    ``by`` is an ISO date: only instruments dated on or before it count; empty for any time. Without ``severity`` the level of the
    finding's code holds.
    """

    elements: tuple[str, ...]
    at_least: Literal["addressed", "partially-addressed"] = "addressed"
    by: str = ""
    severity: Severity | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Forbid:
    """Elements that no provision may contradict."""

    elements: tuple[str, ...]
    severity: Severity | Literal[""] = ""


#: The severity of findings where the configuration states none.
LEVELS: dict[FindingCode, Level] = {
    "gap": "error",
    "partial": "warning",
    "contradiction": "error",
    "surplus": "note",
    "text-changed": "error",
    "quote-not-found": "error",
    "unread": "warning",
    "stale-review": "error",
    "waiver-no-reason": "error",
    "waiver-expired": "error",
    "waiver-unused": "error",
    "waiver-changed": "error",
    "dead-rule": "warning",
}


@dataclass(frozen=True, slots=True)
class Policy:
    """What is asked. ``levels`` holds (code, severity) where it is not the usual one; ``off`` leaves the findings of a code out."""

    require: tuple[Require, ...] = (Require(("*",)),)
    forbid: tuple[Forbid, ...] = (Forbid(("*",)),)
    levels: tuple[tuple[FindingCode, Level], ...] = ()
    fail_on: Level = "error"
    report_only: bool = False
    dead_rules: bool = False

    def level(self, code: FindingCode) -> Level:
        """The severity of findings of a code."""
        return dict(self.levels).get(code, LEVELS[code])


@dataclass(frozen=True, slots=True)
class CheckConfig:
    """What ``compliance check`` judges, and by what: paths as they are named from the folder where it runs.

    ``path`` is the file that says so, empty where there is none; ``profile`` the one that was chosen, or empty.
    """

    path: str = ""
    agreement: str = ""
    instruments: tuple[str, ...] = ()
    rules: tuple[str, ...] = ("doha",)
    policy: Policy = Policy()
    profile: str = ""
    baseline: str = ""
    waivers: str = ""
    reviews: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file, for editors and forges: the path as the configuration names it, lines and columns from 1."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that a finding points at beside its own: their place, and the element they state, or empty for words of the same provision."""

    spot: Spot
    words: str
    element: str = ""


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One thing that is not as the policy asks.

    ``id`` is the same from run to run as long as the words it is about are the same. ``subject`` names what it is about:
    an element, ``instrument/provision element``, a file. ``evidence`` are the words, the instrument's first.
    ``words`` are those at the spot, empty where a file as a whole is meant; ``others`` the words beside them, the agreement's last.
    ``since`` says when a known finding was recorded, ``reason`` why one was waived.
    """

    id: str
    code: FindingCode
    severity: Severity
    subject: str
    message: str
    next_step: str
    spot: Spot
    evidence: tuple[Evidence, ...] = ()
    pack: str = ""
    element: str = ""
    provision: str = ""
    state: Known = "new"
    words: str = ""
    others: tuple[Quoted, ...] = ()
    since: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A finding of the baseline that is found no more."""

    id: str
    code: str
    subject: str
    since: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """All findings of one run, the severest first, and what became of the known ones.

    ``matrix`` holds, for a summary, one row per provision with a relation: instrument, provision, and (element, mark) pairs; a mark is
    A (addresses), P (partially addresses), X (contradicts) or two of them with a stroke between, as in the gap report.
    ``failed`` says whether a finding that is new stands at or above the threshold. ``required`` and ``forbidden`` are the elements that
    the policy wants answered, and those that it wants nobody to contradict. ``since`` is there where the run was held against an earlier
    revision.
    """

    findings: tuple[CheckFinding, ...]
    fixed: tuple[Fixed, ...]
    packs: tuple[str, ...]
    texts: tuple[str, ...]
    elements: tuple[str, ...]
    matrix: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
    profile: str
    fail_on: Level
    report_only: bool
    failed: bool
    required: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    since: Since | None = None
