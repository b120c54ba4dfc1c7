"""The clauses of a comparison as rows of an HTML table, side by side or in one column.

Takes a comparison; gives rows with stable anchors (``para_9`` for a clause of the new text, ``old-para_22`` for one of the old), moved
clauses linked from the place they left, and unchanged ones folded. The page round the table is left to changes_html.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from compliance.model.change import Change, ClauseSpan, Comparison, Edit, Version
from compliance.report.changes_outline import Entry, entries, in_old_order, moves, renumbered
from compliance.report.changes_pieces import new_pieces, old_pieces, pieces, words_of
from compliance.report.changes_wording import (
    LOOK,
    cite,
    cites,
    legible,
    mark_word,
    renumbered_words,
    short,
    touch_words,
    touches,
    what_words,
    written_right_to_left,
)
from compliance.report.wording import counted, ranges

_CODE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_SPACE = re.compile(r"\s+")


def h(text: str) -> str:
    """Text that is legible and escaped for HTML."""
    return escape(legible(text), quote=True)


class Rows:
    """The rows of one comparison; each method gives HTML."""

    def __init__(self, comparison: Comparison, view: str) -> None:
        self.comparison, self.view = comparison, view
        self.entries = entries(comparison)
        self._ids = _Ids(comparison)

    def all(self) -> str:
        """The table bodies: changes in the order of the new text, and where a clause moved away, a row that says where it is."""
        left = in_old_order(self.entries)
        out = [self._gone(left[-1])] if -1 in left else []
        for quiet, part in _parts(self.entries, left):
            out.append(self._quiet(part) if quiet else self._entry(part[0]))
            if part[-1].at in left:
                out.append(self._gone(left[part[-1].at]))
        return "\n".join(out)

    def link(self, change: Change) -> str:
        """The anchor of a change: that of its first clause in the new text, or in the old one."""
        return self._ids.new(change.new[0]) if change.new else self._ids.old(change.old[0])

    # ---- parts ----

    def _entry(self, entry: Entry) -> str:
        return self._beside(entry) if self.view == "side" else self._inline(entry)

    def _beside(self, entry: Entry) -> str:
        change = entry.change
        olds = [
            _Pair("old", "" if moves(change) else self._ids.old(span), self._number(span, self._kind(entry) if at == 0 and not change.new else ""), self._words(old_pieces(self.comparison, change, at), self.comparison.old))
            for at, span in enumerate(change.old)
        ]
        news = [
            _Pair("new", self._ids.new(span), self._number(span, self._kind(entry) if at == 0 else ""), self._words(new_pieces(self.comparison, change, at), self.comparison.new))
            for at, span in enumerate(change.new)
        ]
        if news:
            news[-1] = news[-1]._replace(words=news[-1].words + self._notes(change))
        height = max(len(olds), len(news))
        rows = [f"<tr>{_cells(olds or [_Pair('old')], at, height)}{_cells(news or [_Pair('new')], at, height)}</tr>" for at in range(height)]
        return f'<tbody class="{change.kind}">{"".join(rows)}</tbody>'

    def _inline(self, entry: Entry) -> str:
        change = entry.change
        ids = "".join(f'<span id="{id_}"></span>' for id_ in (*(self._ids.old(span) for span in change.old if not moves(change)), *(self._ids.new(span) for span in change.new)))
        words = self._words(pieces(self.comparison, change), self.comparison.new if change.new else self.comparison.old)
        numbers = [f"<bdi>{h(side)}</bdi>" for side in dict.fromkeys((cites(change.old), cites(change.new))) if side]
        if change.new and moves(change):
            numbers[0] = f'<a href="#{self._ids.old(change.old[0])}">{numbers[0]}</a>'
        shown = " → ".join(numbers)
        return f'<tbody class="{change.kind}"><tr><td class="n">{ids}{shown}{self._kind(entry)}</td><td class="w">{words}{self._notes(change)}</td></tr></tbody>'

    def _kind(self, entry: Entry) -> str:
        what = f"<b>{what_words(entry.change, entry.direction)}</b>"
        if self.view == "side" and moves(entry.change):
            what += f' from <a href="#{self._ids.old(entry.change.old[0])}"><bdi>{h(cites(entry.change.old))}</bdi></a>'
        return f'<span class="kind">{what}</span>'

    def _number(self, span: ClauseSpan, below: str) -> str:
        return f"<bdi>{h(cite(span))}</bdi>{below}"

    def _words(self, shown: Sequence[Edit], version: Version) -> str:
        return f'<div{_script(version.language, "".join(edit.text for edit in shown))}>{marked_up(shown)}</div>'

    def _notes(self, change: Change) -> str:
        if not (change.old and change.new):
            return ""
        return "".join(f'<span class="note" dir="auto">{escape(touch_words(touch), quote=True)}</span>' for touch in touches(pieces(self.comparison, change)))

    def _gone(self, left: Sequence[Entry]) -> str:
        """The places that clauses left behind, those that went on together in one row."""
        runs: list[list[Entry]] = []
        for entry in left:
            if runs and runs[-1][-1].at + 1 == entry.at:
                runs[-1].append(entry)
            else:
                runs.append([entry])
        return "\n".join(self._left(run) for run in runs)

    def _left(self, run: Sequence[Entry]) -> str:
        old = [span for entry in run for span in entry.change.old]
        new = [span for entry in run for span in entry.change.new]
        way = f"moved {run[0].direction}".strip()
        where = f'<span class="kind">{way} to <a href="#{self.link(run[0].change)}"><bdi>{h(cites(new))}</bdi></a></span>'
        first = short(words_of(self.comparison.old.source, old[0]), 90)
        words = f'<div{_script(self.comparison.old.language, first)}>{escape(first, quote=True)}</div>'
        ids = "".join(f'<span id="{self._ids.old(span)}"></span>' for span in old)
        empty = _cells([_Pair("new")], 0, 1) if self.view == "side" else ""
        return f'<tbody class="gone"><tr>{_cells([_Pair("old", "", f"{ids}<bdi>{h(cites(old))}</bdi>{where}", words)], 0, 1)}{empty}</tr></tbody>'

    def _quiet(self, run: Sequence[Entry]) -> str:
        """Clauses whose words are the same, folded."""
        rows = []
        for entry in run:
            old, new = entry.change.old[0], entry.change.new[0]
            text = words_of(self.comparison.new.source, new)
            numbers = f'<td class="n old" data-side="old"><bdi>{h(cite(old))}</bdi></td><td class="n new" data-side="new"><bdi>{h(cite(new))}</bdi></td>'
            rows.append(f'<tr id="{self._ids.new(new)}">{numbers}<td class="w"><div{_script(self.comparison.new.language, text)}>{escape(text, quote=True)}</div></td></tr>')
        across = 4 if self.view == "side" else 2
        return f'<tbody class="quiet"><tr><td colspan="{across}"><details><summary><bdi>{h(quiet_words(run))}</bdi></summary><table class="same"><tbody>{"".join(rows)}</tbody></table></details></td></tr></tbody>'


def quiet_words(run: Sequence[Entry]) -> str:
    """What a fold holds: "1-8 and 2 unnumbered lines unchanged; 9-21 renumbered 10-22"."""
    same = [entry.change.new[0] for entry in run if entry.change.kind == "unchanged"]
    labels = [cite(span) for span in same if span.label]
    named = ranges(labels)
    if named.count(",") > 6:
        named = f"{len(labels)} clauses from {labels[0]} to {labels[-1]}"
    bare = len(same) - len(labels)
    parts = [part for part in (named, counted(bare, "unnumbered line", "unnumbered lines") if bare else "") if part]
    told = [f"{' and '.join(parts)} unchanged"] if parts else []
    runs = [renumbered_words(one.old, one.new) for one in renumbered(run)]
    if len(runs) > 4:
        runs = [f"{sum(entry.change.kind == 'renumbered' for entry in run)} clauses renumbered"]
    return "; ".join([*told, *runs])


def marked_up(shown: Iterable[Edit]) -> str:
    """Edits as HTML; a blank parts what was removed from what was put in its place."""
    out: list[str] = []
    last = "equal"
    for op, text, marks in shown:
        words = escape(text, quote=True)
        if op == "equal":
            out.append(words)
        else:
            tag = "del" if op == "delete" else "ins"
            look = f' class="look" title="{", ".join(mark_word(mark) for mark in marks)}"' if set(LOOK) & set(marks) else ""
            out.append(f"{' ' if last not in ('equal', op) else ''}<{tag}{look}>{words}</{tag}>")
        last = op
    return "".join(out)


def _parts(shown: Sequence[Entry], left: dict[int, tuple[Entry, ...]]) -> Iterable[tuple[bool, list[Entry]]]:
    """The entries in parts: quiet neighbours together, parted where a clause moved away; every other entry alone."""
    part: list[Entry] = []
    for entry in shown:
        if entry.change.kind not in ("unchanged", "renumbered"):
            if part:
                yield True, part
            part = []
            yield False, [entry]
            continue
        part.append(entry)
        if entry.at in left:
            yield True, part
            part = []
    if part:
        yield True, part


class _Pair(NamedTuple):
    """The two cells of one clause on one side: its number and its words, both HTML."""

    side: str
    id: str = ""
    number: str = ""
    words: str = ""


def _cells(side: Sequence[_Pair], at: int, height: int) -> str:
    """The cells of a side in a row; the last clause of the shorter side reaches down over the rest."""
    if at >= len(side):
        return ""
    pair = side[at]
    reach = height - at if at == len(side) - 1 else 1
    span = f' rowspan="{reach}"' if reach > 1 else ""
    anchor = f' id="{pair.id}"' if pair.id else ""
    name = f' data-side="{pair.side}"' if pair.number else ""
    return f'<td class="n {pair.side}"{name}{span}{anchor}>{pair.number}</td><td class="w {pair.side}"{span}>{pair.words}</td>'


def _script(language: str, text: str) -> str:
    """The language of a clause and the direction in which it is set."""
    lang = f' lang="{language}"' if _CODE.fullmatch(language) else ""
    return f'{lang} dir="{"rtl" if written_right_to_left(language, text) else "auto"}"'


class _Ids:
    """Anchors: the identity of a clause in its own text, each once on the page."""

    def __init__(self, comparison: Comparison) -> None:
        self._known: dict[tuple[str, ClauseSpan], str] = {}
        taken: set[str] = set()
        for prefix in ("", "old-"):
            for change in comparison.changes:
                for span in change.old if prefix else change.new:
                    base = prefix + _SPACE.sub("-", legible(span.eid or f"at-{span.start}"))
                    name, again = base, 2
                    while name in taken:
                        name, again = f"{base}.{again}", again + 1
                    taken.add(name)
                    self._known[(prefix, span)] = name

    def new(self, span: ClauseSpan) -> str:
        return escape(self._known[("", span)], quote=True)

    def old(self, span: ClauseSpan) -> str:
        return escape(self._known[("old-", span)], quote=True)
