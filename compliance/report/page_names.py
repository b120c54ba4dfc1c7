"""The ids of a page: which one each element, provision and verdict has, the same from run to run.

Takes a report; gives names that are links as well. An element is called by its id (``3.recruit``), a provision by instrument and label
(its text, a dot, its number), a verdict by both and its relation; whatever comes later and finds its name taken gets a number behind it.
"""

from __future__ import annotations

import re

from compliance.model.mapping import Verdict
from compliance.model.report import ProvisionNote, Report
from compliance.report.standing import Standing

_UNFIT = re.compile(r"[\s\"'<>&%#\x00-\x20\x7f-\x9f]|[^\w\x21-\x7e]")


def _provision(instrument: str, label: str) -> str:
    return "".join(char if char.isalnum() or char in "-._" else "-" for char in f"{instrument}.{label}")


class Names:
    """The ids of one page. Elements come first, then provisions, verdicts and instruments: links to them may stand in other texts."""

    def __init__(self, report: Report) -> None:
        self._used: set[str] = set()
        self.elements = {element.id: self.new(_UNFIT.sub("-", element.id)) for element in report.elements}
        self._notes = [self.new(_provision(note.instrument, note.label)) for note in report.provisions]
        self._by_place = {(note.instrument, note.label, note.start): name for note, name in zip(report.provisions, self._notes, strict=True)}
        standing = Standing(report)
        self.provisions: dict[tuple[str, str], str] = {}
        for note, name in zip(report.provisions, self._notes, strict=True):
            self.provisions.setdefault((note.instrument, note.label), name)
        self.verdicts: dict[tuple[str, str, str, str, int], str] = {}
        for verdict in report.verdicts:
            if verdict.relation != "does-not-address":
                key, about = _key(verdict), standing.note(verdict)
                where = self.provision(about) if about is not None else _provision(verdict.instrument, verdict.provision)
                if key in self.verdicts:
                    continue
                self.verdicts[key] = self.new(f"{where}:{self.elements.get(verdict.element, 'element')}:{verdict.relation}")
        self.instruments = {source.id: self.new(_UNFIT.sub("-", source.id)) for source in report.instruments}
        self._parts: dict[str, str] = {}

    def new(self, wanted: str) -> str:
        """``wanted``, or where that is taken, with the first number behind it that is free."""
        name, number = wanted, 2
        while name in self._used:
            name, number = f"{wanted}-{number}", number + 1
        self._used.add(name)
        return name

    def part(self, wanted: str) -> str:
        """The id of a part of the page, the same each time it is asked for."""
        if wanted not in self._parts:
            self._parts[wanted] = self.new(wanted)
        return self._parts[wanted]

    def provision(self, note: ProvisionNote) -> str:
        """The id of a provision."""
        return self._by_place[note.instrument, note.label, note.start]

    def notes(self, report: Report) -> list[tuple[ProvisionNote, str]]:
        """All provisions with their ids."""
        return list(zip(report.provisions, self._notes, strict=True))

    def verdict(self, verdict: Verdict) -> str:
        """The id of a verdict."""
        return self.verdicts[_key(verdict)]


def _key(verdict: Verdict) -> tuple[str, str, str, str, int]:
    # Two provisions of a text may bear one number: their verdicts are told apart by where they stand.
    at = next((evidence.start for evidence in verdict.evidence if evidence.document == verdict.instrument), -1)
    return (verdict.instrument, verdict.provision, verdict.element, verdict.relation, at)
