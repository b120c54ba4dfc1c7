"""Comparison -> the terminal.

Takes a comparison and a width; gives the summary, what a lawyer looks at first, then what changed, clause by clause in reading order.
Without colour the words are told apart by brackets, so that nothing is lost in a pipe.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance.model.change import Comparison, Version
from compliance.model.flip import FlipReport, VerdictChange
from compliance.report.changes_outline import Entry, Group, Looked, groups, look_at, renumbered
from compliance.report.changes_pieces import in_context, pieces, through, words_of
from compliance.report.changes_wording import (
    ON_WORDS,
    coverage_words,
    flip_words,
    legible,
    look_words,
    named,
    numbers_words,
    renumbered_words,
    short,
    summary,
    touch_words,
    touches,
    what_words,
)
from compliance.report.columns import columns, filled, laid_out

_BODY = "    "
_BOLD, _RESET = "\x1b[1m", "\x1b[0m"


def to_text(comparison: Comparison, width: int = 80, colour: bool = False, everything: bool = False, verdicts: FlipReport | None = None) -> str:
    """The whole comparison in lines of at most ``width`` columns (at least 40); ``everything`` prints unchanged clauses too, and no words are left out."""
    comparison = named(comparison)
    page = _Page(comparison, max(width, 40), colour, everything)
    looked = look_at(comparison)
    parts = [page.head(looked), page.look(looked), page.changes(), page.flips(verdicts), page.foot()]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


class _Page:
    """What all parts of the page need to know; each method gives the lines of a part."""

    def __init__(self, comparison: Comparison, width: int, colour: bool, everything: bool) -> None:
        self.comparison, self.width, self.colour, self.everything = comparison, width, colour, everything

    def _title(self, words: str) -> list[str]:
        lines = filled(words, self.width)
        return [*lines, "-" * max(columns(line) for line in lines)]

    def head(self, looked: Sequence[Looked]) -> list[str]:
        versions = (("old", self.comparison.old), ("new", self.comparison.new))
        out = [line for name, version in versions for line in filled(f"{name}: {_version(version)}", self.width, "", "     ")]
        return [*out, "", *filled(" ".join(summary(self.comparison, len(looked))), self.width)]

    def look(self, looked: Sequence[Looked]) -> list[str]:
        if not looked:
            return []
        out = self._title("Look at these")
        for entry, found in looked:
            words = "; ".join(look_words(found))
            out += filled(f"! {numbers_words(entry.change.old, entry.change.new)}: {words}", self.width, "  ", _BODY)
        return out

    def changes(self) -> list[str]:
        blocks = [block for group in groups(self.comparison) for block in self._group(group) if block]
        if not blocks:
            return []
        out = self._title("Every clause" if self.everything else "What changed")
        for at, block in enumerate(blocks):
            # one line after another stays close; words get air round them
            if at and (len(block) > 1 or len(blocks[at - 1]) > 1):
                out.append("")
            out += block
        return out

    def _group(self, group: Group) -> list[list[str]]:
        if group.kind == "quiet" and not self.everything:
            return [self._line(renumbered_words(run.old, run.new)) for run in renumbered(group.entries)]
        if group.kind == "moved" and len(group.entries) > 1:
            return self._block(group.entries)
        return [self._entry(entry) for entry in group.entries]

    def _line(self, words: str) -> list[str]:
        lines = filled(words, self.width, "  ", _BODY)
        return [f"{_BOLD}{line}{_RESET}" for line in lines] if self.colour else lines

    def _block(self, moved: Sequence[Entry]) -> list[list[str]]:
        """A block of clauses that moved together: one heading, then those whose words changed."""
        old = [span for entry in moved for span in entry.change.old]
        new = [span for entry in moved for span in entry.change.new]
        where = f" {moved[0].direction}" if moved[0].direction else ""
        head = self._line(f"{numbers_words(old, new)} moved{where} together ({len(moved)} clauses)")
        if not self.everything:
            head += filled(short(words_of(self.comparison.new.source, new[0]), 2 * self.width), self.width, _BODY, _BODY)
        return [head, *(self._entry(entry) for entry in moved if self.everything or "reworded" in entry.change.also)]

    def _entry(self, entry: Entry) -> list[str]:
        change = entry.change
        shown = pieces(self.comparison, change)
        out = self._line(f"{numbers_words(change.old, change.new)} {what_words(change, entry.direction)}")
        out += laid_out(shown if self.everything else in_context(shown), self.width, _BODY, _BODY, self.colour)
        if change.old and change.new:
            for touch in touches(shown):
                out += filled(f"! {touch_words(touch)}", self.width, _BODY, _BODY + "  ")
        return out

    def flips(self, verdicts: FlipReport | None) -> list[str]:
        if verdicts is None:
            return []
        out = self._title("Verdicts that flip")
        out += [line for flip in verdicts.flips for line in self._flip(flip)] or filled("Every verdict held.", self.width, "  ", _BODY)
        changed = [one for one in verdicts.coverage if one.old_status != one.new_status]
        for one in changed:
            out += filled(f"{legible(one.element)} as a whole: {coverage_words(one)}", self.width, "  ", _BODY)
        return [*out, *filled(f"Rule pack {legible(verdicts.pack_id)} {legible(verdicts.pack_version)}.", self.width, "  ", _BODY)]

    def _flip(self, flip: VerdictChange) -> list[str]:
        out = filled(f"{legible(flip.element)}: {flip_words(flip, self.comparison)}", self.width, "  ", _BODY)
        return out + laid_out(through(flip), self.width, _BODY, _BODY, self.colour)

    def foot(self) -> list[str]:
        return filled(ON_WORDS, self.width)


def _version(version: Version) -> str:
    title = f" - {legible(version.title)}" if version.title and version.title != version.id else ""
    return f"{legible(version.id)}{title} (sha256 {version.sha256[:12]})"
