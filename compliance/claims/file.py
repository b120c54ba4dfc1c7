"""A file of claims: what stands in it, and what in it makes no sense.

Takes parsed data; gives claims. Whether the texts that they are about are at hand is asked by those who load texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from compliance.claims.shapes import kind_of
from compliance.claims.words import ClaimWords
from compliance.model.claim import Claim, ClaimKind, ClaimVerdict

Name = Annotated[str, Field(min_length=1, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ClaimEntry(_Closed):
    """One claim: ``about`` one or several texts, ``text`` the statement, ``kind`` and the expected ``verdict`` where its author names them.
    ``page``, ``where`` and ``note`` are for readers and change nothing."""

    id: Name
    about: Name | tuple[Name, ...] = ()
    kind: ClaimKind | None = None
    verdict: ClaimVerdict | None = None
    text: Annotated[str, Field(min_length=1)]
    page: int | str | None = None
    where: str = ""
    note: str = ""


class ClaimsFile(_Closed):
    """A file of claims, and the source that they are taken from; its entries are read one by one, so that a mistake in one hides none in the others."""

    source: str = ""
    claims: tuple[object, ...]


def claims_of(entries: Sequence[tuple[int, ClaimEntry]], words: ClaimWords) -> dict[int, Claim]:
    """The claims of a file by their place in it; a kind that is not named is read from the words."""
    return {
        at: Claim(one.id, (one.about,) if isinstance(one.about, str) else one.about, one.kind or kind_of(one.text, words), " ".join(one.text.split()), one.verdict or "")
        for at, one in entries
    }


def mistakes(claims: Mapping[int, Claim], known: Sequence[str], problems_of: dict[str, str]) -> list[tuple[tuple[str | int, ...], str, str, str]]:
    """Places (as paths into the file), codes, words and next steps for ids that stand twice and for texts that are not at hand."""
    out: list[tuple[tuple[str | int, ...], str, str, str]] = []
    seen: set[str] = set()
    for at, claim in claims.items():
        if claim.id in seen:
            out.append((("claims", at, "id"), "claim-twice", f"the id {claim.id!r} stands here twice", "give each claim an id of its own"))
        seen.add(claim.id)
        for number, name in enumerate(claim.about):
            if name not in known:
                step = problems_of.get(name) or f"name the text with -i; the texts at hand are {', '.join(known)}"
                out.append((("claims", at, "about", number), "claim-about", f"there is no text {name!r} at hand", step))
    return out


__all__ = ["ClaimEntry", "ClaimsFile", "claims_of", "mistakes"]
