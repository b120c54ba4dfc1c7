"""A statement about texts, and what their words say to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from compliance.model.span import Evidence

ClaimKind = Literal["quotation", "absence", "norm", "reference"]
CLAIM_KINDS: tuple[ClaimKind, ...] = ("quotation", "absence", "norm", "reference")

#: ``confirmed``: the words say it; ``partly``: they say a part, or something narrower; ``refuted``: they say the opposite; ``not-found``: neither.
ClaimVerdict = Literal["confirmed", "partly", "not-found", "refuted"]
CLAIM_VERDICTS: tuple[ClaimVerdict, ...] = ("confirmed", "partly", "not-found", "refuted")

#: How far the words of a text say one part of a claim.
PartStatus = Literal["said", "near", "not-said"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement about the texts called ``about`` (all texts where empty); ``verdict`` is what its author expects, or empty."""

    id: str
    about: tuple[str, ...]
    kind: ClaimKind
    text: str
    verdict: ClaimVerdict | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class ClaimPart:
    """One part of a claim: its role (bearer, act, content, condition), its words, how far the text says it, and in which words."""

    role: str
    words: str
    status: PartStatus
    by: str = ""


@dataclass(frozen=True, slots=True)
class ClaimQuote:
    """Words of a text that bear on a claim, and the provision that they stand in (empty outside of provisions)."""

    provision: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """What the words of the texts say to a claim: the verdict, one plain sentence, the parts, the words.

    ``differences`` is set for a quotation that is not found word for word: pairs (operation, words) that turn the quotation into the
    nearest wording, operation one of ``equal``, ``delete``, ``insert``.
    """

    claim: Claim
    verdict: ClaimVerdict
    reason: str
    parts: tuple[ClaimPart, ...] = ()
    quotes: tuple[ClaimQuote, ...] = ()
    differences: tuple[tuple[str, str], ...] = ()

    @property
    def as_expected(self) -> bool | None:
        """Whether the author's verdict came out; nothing where none is given."""
        return None if not self.claim.verdict else self.claim.verdict == self.verdict
