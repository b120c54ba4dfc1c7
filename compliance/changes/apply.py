"""Changes as a patch: the old text and the changes give the new one, and the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compliance.model.change import Change, ChangeKind, ClauseSpan, Edit, Op

#: What a change is, looked at from the new text; the others are the same from both sides.
_INVERSE: dict[ChangeKind, ChangeKind] = {"added": "removed", "removed": "added", "split": "merged", "merged": "split"}
_TURNED: dict[Op, Op] = {"equal": "equal", "delete": "insert", "insert": "delete"}


def apply_changes(changes: Iterable[Change], old: str) -> str:
    """The new text. Raises ValueError where the changes were not made from ``old``."""
    pieces: list[tuple[int, str]] = []
    for change in changes:
        before = "".join(edit.text for edit in change.edits if edit.op != "insert")
        if before != "".join(old[span.start : span.end] for span in change.old):
            raise ValueError(f"the clause at {_places(change.old)} does not hold the words that were compared")
        after = "".join(edit.text for edit in change.edits if edit.op != "delete")
        at = 0
        for span in change.new:
            pieces.append((span.start, after[at : at + span.end - span.start]))
            at += span.end - span.start
    return "".join(text for _, text in sorted(pieces))


def invert(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes from the new text back to the old one, in the order of the old one."""
    turned = [
        Change(
            _INVERSE.get(change.kind, change.kind),
            change.new,
            change.old,
            change.matched_by,
            change.score,
            _turned(change.edits),
            tuple(_INVERSE.get(kind, kind) for kind in change.also),
            change.marks,
            change.led_by[::-1],
        )
        for change in changes
    ]
    return tuple(sorted(turned, key=lambda change: (change.new or change.old)[0].start))


def _turned(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Edits the other way round, what is gone before what has come."""
    turned = [Edit(_TURNED[edit.op], edit.text, edit.marks) for edit in edits]
    for at in range(len(turned) - 1):
        if turned[at].op == "insert" and turned[at + 1].op == "delete":
            turned[at], turned[at + 1] = turned[at + 1], turned[at]
    return tuple(turned)


def _places(spans: Sequence[ClauseSpan]) -> str:
    return ", ".join(f"{span.start}-{span.end}" for span in spans) or "no place"
