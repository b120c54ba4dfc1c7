"""A judgement with other names for its files.

Takes a judgement and what gives a path its other name; gives the judgement with every path renamed. Findings keep their ids, which hang
on no path. What a file should be called is for others to say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from compliance.model.check import CheckFinding, Judgement, Spot
from compliance.model.since import Since


def renamed(judgement: Judgement, name: Callable[[str], str]) -> Judgement:
    """The judgement with the paths of its findings, and of what changed since a revision, as ``name`` gives them."""
    return replace(judgement, findings=tuple(_finding(one, name) for one in judgement.findings), since=judgement.since and _since(judgement.since, name))


def _finding(finding: CheckFinding, name: Callable[[str], str]) -> CheckFinding:
    return replace(finding, spot=_spot(finding.spot, name), others=tuple(replace(other, spot=_spot(other.spot, name)) for other in finding.others))


def _spot(spot: Spot, name: Callable[[str], str]) -> Spot:
    return replace(spot, path=name(spot.path))


def _since(since: Since, name: Callable[[str], str]) -> Since:
    return replace(
        since,
        texts=tuple(replace(text, old=name(text.old), new=name(text.new)) for text in since.texts),
        added=tuple(map(name, since.added)),
        removed=tuple(map(name, since.removed)),
        others=tuple(map(name, since.others)),
    )
