"""Which changed words flip a verdict, found by trying.

A run of changed words is put into the old text alone, and taken back in the new text alone; the clause is judged again each time.
Where the old text so flips, or the new one flips back, these words did it. Takes a change and two readers of texts, gives edits;
what a flip is is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from compliance.model.change import Change, ClauseSpan, Edit

Range = tuple[int, int]
#: Elements, each with what is said on it.
Pairs = frozenset[tuple[str, str]]
#: What the provisions of a text say that begin in one of the ranges; nothing where it is not to be tried.
Said = Callable[[str, Sequence[Range]], Pairs | None]


class Hunk(NamedTuple):
    """Edits side by side that change something: what they replace in the old text, and what they stand for in the new one.

    ``old`` and ``new`` are pieces: more than one where the words run over the end of a clause. An empty piece is a place.
    """

    edits: tuple[Edit, ...]
    old: tuple[Range, ...]
    new: tuple[Range, ...]

    @property
    def taken(self) -> str:
        """The words that only the old text has here."""
        return "".join(edit.text for edit in self.edits if edit.op == "delete")

    @property
    def put(self) -> str:
        """The words that only the new text has here."""
        return "".join(edit.text for edit in self.edits if edit.op == "insert")


def hunks(change: Change) -> tuple[Hunk, ...]:
    """The changed words of a change in their order; markers and white space, which say nothing, are left out."""
    out: list[Hunk] = []
    run: list[Edit] = []
    at = [0, 0]
    began = (0, 0)
    for edit in (*change.edits, Edit("equal", "")):
        if edit.op == "equal":
            if run:
                hunk = Hunk(tuple(run), _pieces(change.old, began[0], at[0]), _pieces(change.new, began[1], at[1]))
                if _says(hunk, change):
                    out.append(hunk)
                run = []
            at = [at[0] + len(edit.text), at[1] + len(edit.text)]
            began = (at[0], at[1])
        else:
            run.append(edit)
            at[edit.op == "insert"] += len(edit.text)
    return tuple(out)


def _pieces(spans: Sequence[ClauseSpan], start: int, end: int) -> tuple[Range, ...]:
    """The places in a text of characters that are counted in its spans put together."""
    out: list[Range] = []
    before = 0
    for span in spans:
        size = span.end - span.start
        low, high = max(start - before, 0), min(end - before, size)
        if low < high or (start == end and low == high):
            out.append((span.start + low, span.start + high))
            if start == end:
                break
        before += size
    return tuple(out)


def _says(hunk: Hunk, change: Change) -> bool:
    """Whether words of a clause are changed, not its marker alone."""
    return _in_words(hunk.taken, hunk.old, change.old) or _in_words(hunk.put, hunk.new, change.new)


def _in_words(text: str, pieces: Sequence[Range], spans: Sequence[ClauseSpan]) -> bool:
    return bool(text.strip()) and any(low < span.words_end and high > span.words_start for low, high in pieces for span in spans)


def replaced(source: str, spans: Sequence[ClauseSpan], swaps: Sequence[tuple[tuple[Range, ...], str]]) -> tuple[str, tuple[Range, ...]]:
    """A text with other words at some places inside the spans, and where the spans then stand.

    A swap of no piece does nothing. Words that replace several pieces stand at the first.
    """
    cuts = sorted((low, high, text if index == 0 else "") for pieces, text in swaps for index, (low, high) in enumerate(pieces))
    out: list[str] = []
    done = 0
    for low, high, text in cuts:
        out += [source[done:low], text]
        done = high
    out.append(source[done:])

    def moved(place: int, last: bool) -> int:
        return place + sum(len(text) - (high - low) for low, high, text in cuts if high <= place and (last or low < place))

    return "".join(out), tuple((moved(span.start, False), moved(span.end, True)) for span in spans)


def touches(hunk: Hunk, old: Sequence[Range], new: Sequence[Range]) -> bool:
    """Whether a hunk changes words in one of the ranges of its side; an insertion at the very end of one stands behind it."""
    return any(_meets(piece, range_) for piece in hunk.old for range_ in old) or any(_meets(piece, range_) for piece in hunk.new for range_ in new)


def _meets(piece: Range, range_: Range) -> bool:
    return piece[0] < range_[1] and (piece[1] > range_[0] or piece[0] == piece[1] == range_[0])


class Trial:
    """One change tried out on both texts, to see what a clause then says; every judgement is made once.

    ``most`` is how many hunks are tried one by one.
    """

    def __init__(self, change: Change, old: str, new: str, said_old: Said, said_new: Said, most: int) -> None:
        self.hunks = hunks(change)
        self._change = change
        self._old, self._new = old, new
        self._said_old, self._said_new = said_old, said_new
        self._most = most
        self._judged: dict[tuple[bool, tuple[Hunk, ...], tuple[ClauseSpan, ...]], Pairs | None] = {}

    def alone(self, element: str, before: frozenset[str], after: frozenset[str]) -> tuple[Hunk, ...]:
        """The hunks each of which flips the element alone in the old text, or flips it back alone in the new one."""
        if len(self.hunks) > self._most:
            return ()
        old, new = self._change.old, self._change.new
        return tuple(hunk for hunk in self.hunks if _is(self._put((hunk,), old), element, after) or _is(self._taken_back((hunk,), new), element, before))

    def together(self, element: str, after: frozenset[str]) -> bool:
        """Whether all hunks together flip the element in the old text."""
        return _is(self._put(self.hunks, self._change.old), element, after)

    def elsewhere(self, element: str, old: tuple[ClauseSpan, ...], new: tuple[ClauseSpan, ...], before: frozenset[str], after: frozenset[str]) -> bool:
        """Whether the whole change flips the element in other clauses: ``old`` and ``new`` are one of those on both sides."""
        return _is(self._put(self.hunks, old), element, after) or _is(self._taken_back(self.hunks, new), element, before)

    def _put(self, some: tuple[Hunk, ...], spans: tuple[ClauseSpan, ...]) -> Pairs | None:
        return self._say(True, some, spans) if self._change.old else None

    def _taken_back(self, some: tuple[Hunk, ...], spans: tuple[ClauseSpan, ...]) -> Pairs | None:
        return self._say(False, some, spans) if self._change.new else None

    def _say(self, put: bool, some: tuple[Hunk, ...], spans: tuple[ClauseSpan, ...]) -> Pairs | None:
        if not some or not spans:
            return None
        key = (put, some, spans)
        if key not in self._judged:
            if put:
                self._judged[key] = self._said_old(*replaced(self._old, spans, [(hunk.old, hunk.put) for hunk in some]))
            else:
                self._judged[key] = self._said_new(*replaced(self._new, spans, [(hunk.new, hunk.taken) for hunk in some]))
        return self._judged[key]


def _is(said: Pairs | None, element: str, relations: frozenset[str]) -> bool:
    return said is not None and relations == {relation for asked, relation in said if asked == element}
