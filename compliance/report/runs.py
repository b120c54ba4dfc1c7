"""Words of two texts in one sequence, each with its standing, and their line ends put in order.

Takes runs in reading order and gives the same two texts in fewer runs: line ends that only look different are one, and none
stands where a program that reads tracked changes would take it for something else. The order is interleave.py's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from compliance.model.change import Mark

Status = Literal["equal", "insert", "delete", "move-from", "move-to"]
OLD_SIDE = ("equal", "delete", "move-from")
NEW_SIDE = ("equal", "insert", "move-to")
_CAME = ("insert", "move-to")


class Note(NamedTuple):
    """What a lawyer looks at twice in one place: the words that left, the words that came, and why they matter."""

    marks: tuple[Mark, ...]
    deleted: str
    inserted: str


class Run(NamedTuple):
    """Words of one standing: text without a line end in it, or a line end alone.

    ``move`` is the number of the move it belongs to, or 0; an insertion that has one was added to words that moved.
    ``note`` is the place of its note plus one, or 0. ``kind`` is the kind of its clause.
    """

    status: Status
    text: str
    move: int = 0
    note: int = 0
    kind: str = ""


def tidied(runs: Sequence[Run]) -> list[Run]:
    """Runs that hold two texts, without the line end that closes either of them."""
    return _joined(_slid(_paired(_without_last_line_end(_agreeing(runs)))))


def _agreeing(runs: Iterable[Run]) -> list[Run]:
    """The runs, where line ends that left and line ends that came in one place are the same ones.

    Two texts that end their lines with different signs would else be full of paragraphs that left and came.
    """
    out: list[Run] = []
    for ends, block in groupby(runs, key=lambda run: run.text == "\n"):
        same = list(block)
        if ends:
            counts = [sum(run.status == status for run in same) for status in ("delete", "insert")]
            stay = {"delete": min(counts), "insert": min(counts)}
            for run in same:
                if not stay.get(run.status):
                    out.append(run)
                    continue
                stay[run.status] -= 1
                if run.status == "delete":
                    out.append(run._replace(status="equal", move=0))
        else:
            out += same
    return out


def _without_last_line_end(runs: list[Run]) -> list[Run]:
    """The runs without the line end that closes either text.

    Where only one text ends there, its line end goes and the one before takes its place: a paragraph that stands last
    has no mark of its own that could be deleted.
    """
    old = next((i for i in range(len(runs) - 1, -1, -1) if runs[i].status in OLD_SIDE), -1)
    new = next((i for i in range(len(runs) - 1, -1, -1) if runs[i].status in NEW_SIDE), -1)
    drop = {place for place in (old, new) if place >= 0 and runs[place].text == "\n"}
    out = []
    for place, run in enumerate(runs):
        if place not in drop:
            out.append(run)
        elif run.status == "equal" and old != new:
            out.append(run._replace(status="insert" if place == old else "delete"))
    return out


def _paired(runs: list[Run]) -> list[Run]:
    """The runs, where a move of which one end has no words left is a deletion or an insertion."""
    ends = {side: {run.move for run in runs if run.status == side and run.text != "\n"} for side in ("move-from", "move-to")}
    whole = ends["move-from"] & ends["move-to"]
    plain: dict[Status, Status] = {"move-from": "delete", "move-to": "insert"}
    return [
        run if run.move in whole else run._replace(status=plain.get(run.status, run.status), move=0) for run in runs
    ]


def _slid(runs: list[Run]) -> list[Run]:
    """The runs without a line end that stayed between words that came; both texts are the same either way.

    Where whole lines came behind it, the one that stayed is the last of their line ends, else one left and one came. For
    LibreOffice takes what came before and behind such a line end for one insertion, and would reject the line end with it.
    """
    out: list[Run] = []
    place = 0
    while place < len(runs):
        run = runs[place]
        end = place + 1
        if run.status == "equal" and run.text == "\n" and out and out[-1].status in _CAME:
            while end < len(runs) and runs[end].status in _CAME:
                end += 1
        block = runs[place + 1 : end]
        if not block:
            out.append(run)
        elif block[-1].text == "\n":
            out += [run._replace(status="insert"), *block[:-1], run]
        else:
            out += [run._replace(status="insert"), run._replace(status="delete"), *block]
        place = end
    return out


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Neighbours of one standing as one run; line ends stay alone."""
    out: list[Run] = []
    for run in runs:
        if out and "\n" not in (run.text, out[-1].text) and out[-1]._replace(text=run.text) == run:
            out[-1] = out[-1]._replace(text=out[-1].text + run.text)
        else:
            out.append(run)
    return out
