"""What a change did to a project since a revision: its texts, their verdicts, its packs."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.model.change import Comparison
from compliance.model.flip import FlipReport


@dataclass(frozen=True, slots=True)
class TextChange:
    """One instrument then and now: its paths, what happened to its words, and what that did to the verdicts of each pack."""

    old: str
    new: str
    comparison: Comparison
    verdicts: tuple[FlipReport, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since ``revision``, apart from the findings.

    ``texts`` holds the instruments whose words or name changed; ``added`` and ``removed`` are paths of instruments; ``others`` names
    what else changed that is judged by: the configuration, the agreement, packs, a baseline, waivers, reviews. ``unjudged`` says why the
    project could not be judged as it was then: every finding counts as brought in where it is not empty.
    """

    revision: str
    texts: tuple[TextChange, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    unjudged: tuple[str, ...] = ()
