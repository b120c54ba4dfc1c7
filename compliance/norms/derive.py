"""Norms that the words imply rather than say.

Takes the norms of a provision and gives the derived ones, each marked as derived with the law that led to it: a
prohibition "without permission" allows the act with permission (law 6), "only X may" forbids it to the rest (law 7), an
exception to a prohibition permits what is excepted. Nothing is derived from silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compliance.model.norm import Norm


def derived_norms(norms: Sequence[Norm]) -> tuple[Norm, ...]:
    """All derived norms of ``norms`` and of what is embedded in them."""
    out: list[Norm] = []
    for norm in norms:
        for inner in norm.walk():
            for law in (conditional_permission, exclusive_prohibition, excepted_permission):
                derived = law(inner)
                if derived is not None:
                    out.append(derived)
    return tuple(out)


def conditional_permission(norm: Norm) -> Norm | None:
    """Law 6: F(a | no permission) implies P(a | permission)."""
    if norm.modality != "prohibition" or "conditional-prohibition" not in norm.laws:
        return None
    return replace(norm, modality="permission", derived=True, laws=(*norm.laws, "derived-permission"), embedded=())


def exclusive_prohibition(norm: Norm) -> Norm | None:
    """Law 7: "only X may a", "may a only if C" implies F(a) for the rest."""
    if norm.modality != "permission" or not norm.exclusive:
        return None
    return replace(norm, modality="prohibition", derived=True, laws=(*norm.laws, "derived-prohibition"), embedded=())


def excepted_permission(norm: Norm) -> Norm | None:
    """F(a) except e implies P(a) in the case of e, where the exception names persons or cases and not a rule."""
    if norm.modality != "prohibition" or not norm.exceptions:
        return None
    first = norm.exceptions[0].text.lower()
    if first.startswith(("notwithstanding", "without prejudice", "except as provided", "besides")):
        return None
    return replace(norm, modality="permission", derived=True, laws=(*norm.laws, "exception-permits"), embedded=())
