"""A norm being read: token ranges in place of words, mutable until it is frozen.

Holds what the clause reader finds and turns it into the frozen ``Norm`` of the model, with the words of the source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from compliance.model.norm import BearerSource, Norm, Role, RoleKind, Words
from compliance.norms import laws
from compliance.norms.phrases import Range
from compliance.norms.tokens import Token


@dataclass(slots=True)
class Draft:
    """One norm in the making; ranges are token indices."""

    letter: str
    cue: str
    cue_range: Range
    lemma: str
    act_range: Range
    particle: str = ""
    nominal: bool = False
    passive: bool = False
    bearer: Range | None = None
    bearer_words: Words | None = None
    bearer_from: BearerSource = "none"
    object: Range | None = None
    roles: list[tuple[str, str, Range]] = field(default_factory=list)
    conditions: list[Range] = field(default_factory=list)
    exceptions: list[Range] = field(default_factory=list)
    temporal: list[Range] = field(default_factory=list)
    purposes: list[Range] = field(default_factory=list)
    trigger: Range | None = None
    wrapper: str = ""
    wrapped_over: Range | None = None
    force: str = "plain"
    exclusive: bool = False
    derived: bool = False
    laws: list[str] = field(default_factory=list)
    embedded: list[Draft] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Frame:
    """What freezing needs beside the draft: the source, the clause, and where a lead-in ends among the tokens."""

    source: str
    clause: str
    tokens: Sequence[Token]
    seam: int = 0

    def words(self, span: Range) -> Words:
        """The words of a token range; a range across the seam of lead-in and point keeps the point's side."""
        low, high = span
        if low < self.seam < high:
            low = self.seam
        start, end = self.tokens[low].start, self.tokens[high - 1].end
        return Words(self.source[start:end], start, end)


def freeze(draft: Draft, frame: Frame, ordinal: str) -> Norm:
    """The norm of the model for a draft and everything inside it."""
    words = frame.words
    spans = [draft.cue_range, draft.act_range]
    spans += [span for span in (draft.bearer, draft.object, draft.trigger) if span]
    spans += draft.conditions + draft.exceptions + draft.temporal
    first = min(draft.cue_range[0], draft.act_range[0]) if draft.cue_range[0] < draft.cue_range[1] else draft.act_range[0]
    spans += [span for _, _, span in draft.roles if span[0] >= first] + [span for span in draft.purposes if span[0] >= first]
    placed = [words(span) for span in spans if span[0] < span[1]]
    force = draft.force
    return Norm(
        clause=frame.clause,
        ordinal=ordinal,
        modality=laws.NAMES[draft.letter],
        cue=draft.cue,
        cue_words=words(draft.cue_range) if draft.cue_range[0] < draft.cue_range[1] else Words("", placed[0].start, placed[0].start),
        action=draft.lemma,
        action_words=words(draft.act_range),
        start=min(word.start for word in placed),
        end=max(word.end for word in placed),
        particle=draft.particle,
        nominal=draft.nominal,
        passive=draft.passive,
        bearer=words(draft.bearer) if draft.bearer else draft.bearer_words,
        bearer_from=draft.bearer_from,
        object=words(draft.object) if draft.object else None,
        roles=tuple(Role(cast(RoleKind, kind), preposition, words(span)) for kind, preposition, span in draft.roles),
        conditions=tuple(words(span) for span in draft.conditions),
        exceptions=tuple(words(span) for span in draft.exceptions),
        temporal=tuple(words(span) for span in draft.temporal),
        purposes=tuple(words(span) for span in draft.purposes),
        trigger=words(draft.trigger) if draft.trigger else None,
        wrapper=draft.wrapper,
        wrapped_over=words(draft.wrapped_over) if draft.wrapped_over else None,
        force=force if force in ("plain", "categorical", "advisory") else "plain",  # type: ignore[arg-type]
        exclusive=draft.exclusive,
        derived=draft.derived,
        laws=tuple(dict.fromkeys(draft.laws)),
        embedded=tuple(freeze(inner, frame, f"{ordinal}.{index}") for index, inner in enumerate(draft.embedded, 1)),
    )
