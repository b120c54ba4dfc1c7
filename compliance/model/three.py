"""Three texts: two drafts that come from one base, and what each of them did to every clause of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from compliance.model.change import Change, ClauseSpan, Version

#: Who changed a clause of the base: nobody, one draft, both in the same way, or both differently, which is a conflict.
ChangedBy = Literal["conflict", "old", "new", "both", "neither"]
Side = Literal["old", "new"]


@dataclass(frozen=True, slots=True)
class BaseClause:
    """One clause of the base. ``old`` and ``new`` are what the two drafts made of it: indexes into the changes from the base to each."""

    span: ClauseSpan
    by: ChangedBy
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class AddedClause:
    """Clauses that the base does not have, by index into the changes to each draft; both where both added the same words."""

    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """A base and its two drafts. ``clauses`` holds every clause of the base once, in its order; ``added`` all that the drafts added."""

    base: Version
    old: Version
    new: Version
    old_changes: tuple[Change, ...]
    new_changes: tuple[Change, ...]
    clauses: tuple[BaseClause, ...]
    added: tuple[AddedClause, ...]
