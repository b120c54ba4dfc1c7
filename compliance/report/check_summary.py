"""Judgement -> a Markdown summary, as a forge shows it beside a run.

Takes a judgement; gives the counts, the matrix of provisions by elements, the findings as a table and, folded, what is known, waived or
fixed. A summary that is too large is not shown at all, so that each part has a limit and says how much it left off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from urllib.parse import quote

from compliance.model.check import CheckFinding, Fixed, Judgement, Spot
from compliance.report.changes_markdown import md
from compliance.report.check_wording import (
    SEVERITIES,
    by_severity,
    counts_words,
    exit_code,
    exit_words,
    of_state,
    place_path,
    state_words,
)
from compliance.report.wording import counted, shortened

#: Bytes of each part; together they stay below the 1 MiB that GitHub shows.
MATRIX, FINDINGS, DETAILS = 300_000, 500_000, 80_000
_MARKS = {"A": "●\u00a0addresses", "P": "◐\u00a0partly", "X": "✕\u00a0contradicts"}
_SHAPES = {"error": "✕ error", "warning": "▲ warning", "note": "○ note"}
_MESSAGE, _WORDS, _NAME = 500, 240, 120


def to_summary(judgement: Judgement, base: str = "") -> str:
    """The whole summary as Markdown. ``base`` is put before the path of every link, for a forge that shows files elsewhere; it ends in a stroke."""
    verdict = "✕ The check fails" if exit_code(judgement) else "● The check passes"
    out = [f"## {verdict}", "", md(counts_words(judgement)), "", md(exit_words(judgement)), "", *_counts(judgement)]
    out += _matrix(judgement)
    if judgement.since is not None:
        from compliance.report.check_since import since_markdown  # brings what shows comparisons

        lines = since_markdown(judgement.since)
        kept = _within(lines, DETAILS)
        out += [*kept, *(["", _left(len(lines) - len(kept), "line", "lines")] if len(kept) < len(lines) else [])]
    out += _findings(of_state(judgement, "new"), base)
    for state, title in (("known", "Known findings"), ("waived", "Waived findings")):
        found = of_state(judgement, state)
        out += _details(title, len(found), (f"- {_line(finding, base)}" for finding in found))
    out += _details("Fixed since the baseline" if judgement.since is None else "Found no more", len(judgement.fixed), (f"- {_fixed(one)}" for one in judgement.fixed))
    return "\n".join(out) + "\n"


def _counts(judgement: Judgement) -> list[str]:
    out = ["| | new | known | waived |", "| --- | ---: | ---: | ---: |"]
    found = [by_severity(of_state(judgement, state)) for state in ("new", "known", "waived")]
    return [*out, *(f"| {_SHAPES[severity]} | {' | '.join(str(of[severity]) for of in found)} |" for severity in SEVERITIES)]


def _matrix(judgement: Judgement) -> list[str]:
    if not judgement.matrix:
        return []
    head = [_cells(["provision", *map(_name, judgement.elements)]), _cells(["---", *(":--" for _ in judgement.elements)])]
    rows = (_cells([_name(f"{instrument}/{provision}"), *_marks(dict(marks), judgement.elements)]) for instrument, provision, marks in judgement.matrix)
    kept = _within(chain(head, rows), MATRIX)
    left = len(head) + len(judgement.matrix) - len(kept)
    out = ["", "### Provisions by elements", "", *(kept if len(kept) > len(head) else [])]
    return [*out, "", _left(min(left, len(judgement.matrix)), "row", "rows")] if left else out


def _cells(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _marks(row: dict[str, str], elements: Sequence[str]) -> Iterator[str]:
    return (_mark(row.get(element, "")) for element in elements)


def _mark(mark: str) -> str:
    return "<br>".join(_MARKS.get(letter, _name(letter)) for letter in mark.split("/")) if mark else ""


def _findings(new: Sequence[CheckFinding], base: str) -> list[str]:
    if not new:
        return []
    head = ["", "### New findings", "", "| | finding | place | what and what next |", "| --- | --- | --- | --- |"]
    kept = _within((_row(finding, base) for finding in new), FINDINGS)
    left = len(new) - len(kept)
    return [*head, *kept, *(["", _left(left, "finding", "findings")] if left else [])]


def _row(finding: CheckFinding, base: str) -> str:
    what = [md(shortened(finding.message, _MESSAGE))]
    what += [f"“{md(shortened(finding.words, _WORDS))}”"] if finding.words else []
    what += [f"{_name(other.element) or 'with'}: “{md(shortened(other.words, _WORDS))}” ({_link(other.spot, base)})" for other in finding.others]
    what += [f"Next: {md(shortened(finding.next_step, _MESSAGE))}"] if finding.next_step else []
    return f"| {_SHAPES[finding.severity]} | {finding.code} {_name(finding.subject)} | {_link(finding.spot, base)} | {'<br>'.join(what)} |"


def _line(finding: CheckFinding, base: str) -> str:
    state = shortened(state_words(finding), _WORDS)
    return f"{finding.severity} {finding.code} {_name(finding.subject)} ({_link(finding.spot, base)}): {md(shortened(finding.message, _WORDS))} ({md(state)})"


def _fixed(one: Fixed) -> str:
    return f"{_name(one.code)} {_name(one.subject)}{f', known since {_name(one.since)}' if one.since else ''}"


def _link(spot: Spot, base: str) -> str:
    path = place_path(spot.path)
    target = quote(path.encode("utf-8", "surrogatepass"), safe="/")
    return f"[{_name(f'{path}:{spot.line}')}]({base}{target}#L{spot.line})"


def _details(title: str, number: int, rows: Iterable[str]) -> list[str]:
    if not number:
        return []
    kept = _within(rows, DETAILS)
    more = ["", _left(number - len(kept), "line", "lines")] if len(kept) < number else []
    return ["", "<details>", f"<summary>{title} ({number})</summary>", "", *kept, *more, "", "</details>"]


def _within(rows: Iterable[str], limit: int) -> list[str]:
    """The first rows that fit into so many bytes; those behind them are not even made."""
    kept: list[str] = []
    for row in rows:
        limit -= len(row.encode("utf-8", "replace")) + 1
        if limit < 0:
            break
        kept.append(row)
    return kept


def _left(number: int, one: str, many: str) -> str:
    return f"{counted(number, f'more {one} is', f'more {many} are')} left off here; `compliance check` prints all."


def _name(text: str) -> str:
    return md(shortened(text, _NAME))
