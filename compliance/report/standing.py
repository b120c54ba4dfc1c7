"""Which provision a verdict is about, and which decision is about it, where two provisions of a text bear one number.

Takes a report; gives the provision by its place and the decision by the fingerprint of its words. Where a number stands once, both go by the
number alone.
"""

from __future__ import annotations

from compliance.checks.identity import fingerprint
from compliance.model.mapping import Verdict
from compliance.model.report import ProvisionNote, Report, ReviewNote


class Standing:
    """The provisions and decisions of one report, by verdict."""

    def __init__(self, report: Report) -> None:
        self._notes: dict[tuple[str, str], list[ProvisionNote]] = {}
        for note in report.provisions:
            self._notes.setdefault((note.instrument, note.label), []).append(note)
        self._reviews: dict[tuple[str, str, str], list[ReviewNote]] = {}
        for one in report.reviews:
            if not one.stale:
                self._reviews.setdefault((one.instrument, one.provision, one.element), []).append(one)

    def note(self, verdict: Verdict) -> ProvisionNote | None:
        """The provision that a verdict is about: of those with its number the one in which its words stand, else the first."""
        notes = self._notes.get((verdict.instrument, verdict.provision))
        if not notes:
            return None
        own = [evidence for evidence in verdict.evidence if evidence.document == verdict.instrument] if len(notes) > 1 else []
        return next((note for note in notes if any(e.start < note.end and note.start < e.end for e in own)), notes[0])

    def decision(self, verdict: Verdict) -> ReviewNote | None:
        """What a person decided about the words of a verdict; nothing where nobody did."""
        found = self._reviews.get((verdict.instrument, verdict.provision, verdict.element))
        if not found:
            return None
        note = self.note(verdict)
        if note is None or len(self._notes[verdict.instrument, verdict.provision]) == 1:
            return found[-1]
        words = fingerprint(note.text)
        return next((one for one in found if one.words == words), None)
