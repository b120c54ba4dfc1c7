"""The cue table's rows: patterns of words that give a clause its modality.

Takes the parsed rows of ``cues.yaml`` and gives frozen ``Cue`` objects with their patterns compiled to word sets. How
a cue is found among tokens is the business of ``cues.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

BE_FORMS = frozenset({"be", "is", "are", "was", "were", "been", "being", "am", "remain", "remains", "become", "becomes"})
HAVE_FORMS = frozenset({"have", "has", "had", "having"})
MODALS = frozenset({"shall", "will", "must", "should", "may", "can", "could", "would", "might", "cannot", "ought"})
_FORMS = {"BE": BE_FORMS, "HAVE": HAVE_FORMS}
#: Complements and modalities a row may name; anything else is a mistake in the table.
COMPLEMENTS = frozenset(
    ["inf", "to", "from", "gerund", "to-gerund", "that", "post", "noun", "delegate", "result", "for-to", "liable", "consent", "let"]
)
MODALITIES = frozenset("OFPWCX")
KEYS = frozenset({"id", "pattern", "modality", "negated", "complement", "guard", "positive", "negative"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One row. ``steps`` are the word sets of the pattern, ``BE`` and ``HAVE`` as names; optional ones marked. ``needed`` are the sets of
    which a sentence has to hold a word each, wherever it stands, for the cue to be met."""

    id: str
    steps: tuple[tuple[str | frozenset[str], bool], ...]
    modality: str
    negated: str
    complement: str
    guard: str
    positive: str
    negative: str
    needed: tuple[frozenset[str], ...]

    @property
    def first(self) -> frozenset[str]:
        """The words with which the pattern may begin."""
        head = self.steps[0][0]
        if head == "BE":
            return BE_FORMS | MODALS | HAVE_FORMS
        if head == "HAVE":
            return HAVE_FORMS | MODALS | {"do", "does", "did"}
        assert not isinstance(head, str)
        return head

    @property
    def weight(self) -> int:
        """Longer and more special patterns are tried first."""
        size = sum(2 for step, optional in self.steps if not optional)
        return size + bool(self.guard) + (self.steps[0][0] in ("BE", "HAVE"))


def parse_cues(data: Mapping[str, Any]) -> tuple[Cue, ...]:
    """The rows of the table. Raises ValueError naming the first row that is not well formed."""
    rows: list[Cue] = []
    seen: set[str] = set()
    for row in data["cues"]:
        unknown = set(row) - KEYS
        if unknown or row["complement"] not in COMPLEMENTS or not {row["modality"], row["negated"]} <= MODALITIES:
            raise ValueError(f"cue {row.get('id')!r}: unknown key, complement or modality {sorted(unknown)}")
        if row["id"] in seen:
            raise ValueError(f"cue {row['id']!r} stands twice")
        seen.add(row["id"])
        steps = tuple(_step(word) for word in row["pattern"].split())
        needed = tuple(_FORMS[step] if isinstance(step, str) else step for step, optional in steps if not optional)
        rows.append(Cue(row["id"], steps, row["modality"], row["negated"], row["complement"], row.get("guard", ""),
                        row["positive"], row["negative"], needed))  # fmt: skip
    return tuple(rows)


def _step(word: str) -> tuple[str | frozenset[str], bool]:
    optional = word.endswith("?") or "?|" in word
    bare = word.replace("?", "")
    return (bare if bare in ("BE", "HAVE") else frozenset(bare.split("|")), optional)
