"""The baseline: findings that were there when it was made, and what of a run is among them.

Takes and gives the text of a ``compliance-baseline/1`` file; a finding is known by its id alone, which no line and no path is part of. Some
findings are never known: a changed text, a faulty waiver and a stale review ask to be looked at each time.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from compliance.checks.config import is_day
from compliance.errors import InputError, Problem
from compliance.model.check import LEVELS, CheckFinding, Fixed
from compliance.model.known import BaselineEntry

FORMAT = "compliance-baseline/1"
ALWAYS_NEW = frozenset({"text-changed", "stale-review", "waiver-no-reason", "waiver-expired", "waiver-unused", "waiver-changed"})
_STEP = "make it again: compliance baseline create --force"
_LONGEST = 100


def take_up(findings: Sequence[CheckFinding], since: str, before: Sequence[BaselineEntry] = ()) -> tuple[BaselineEntry, ...]:
    """Entries for all findings that may be known, as of the day ``since``; those that were known ``before`` keep their day. Waived ones stay out."""
    days = {entry.id: entry.since for entry in before}
    counts = Counter(finding.id for finding in findings if _may_be_known(finding))
    first = {finding.id: finding for finding in reversed(findings) if finding.id in counts}
    return tuple(
        sorted(
            BaselineEntry(f.code, f.pack, f.element, f.subject, f.id, shortened(f.words), days.get(f.id, since), counts[f.id])
            for f in first.values()
        )
    )


def _may_be_known(finding: CheckFinding) -> bool:
    return finding.code not in ALWAYS_NEW and finding.state != "waived"


def shortened(words: str) -> str:
    """Words in one line, cut at a word's end where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def mark_known(findings: Sequence[CheckFinding], entries: Sequence[BaselineEntry]) -> tuple[list[CheckFinding], list[Fixed]]:
    """The findings with those of the baseline marked as known, each entry for no more than its count; and the entries found no more."""
    left = Counter({entry.id: entry.count for entry in entries})
    since = {entry.id: entry.since for entry in entries}
    out: list[CheckFinding] = []
    for finding in findings:
        if left[finding.id] > 0 and finding.code not in ALWAYS_NEW:
            left[finding.id] -= 1
            finding = finding if finding.state == "waived" else replace(finding, state="known", since=since[finding.id])
        out.append(finding)
    return out, [Fixed(entry.id, entry.code, entry.subject, entry.since) for entry in sorted(entries) if left[entry.id] > 0]


def prune(findings: Sequence[CheckFinding], entries: Sequence[BaselineEntry]) -> tuple[BaselineEntry, ...]:
    """The entries that are still found, each with no higher count than found."""
    found = Counter(finding.id for finding in findings)
    return tuple(replace(entry, count=min(entry.count, found[entry.id])) for entry in sorted(entries) if found[entry.id])


def age(since: str, today: date) -> int:
    """Days from an ISO day to another; none before it."""
    return max(0, (today - date.fromisoformat(since)).days)


def write_baseline(entries: Sequence[BaselineEntry]) -> str:
    """The file: sorted, one entry a line, so that two branches that change it can be merged."""
    rows = [_legible(json.dumps({"id": entry.id, **asdict(entry)}, ensure_ascii=False)) for entry in sorted(entries)]
    inside = "\n" + ",\n".join(f"  {row}" for row in rows) + "\n " if rows else ""
    return f'{{"format": "{FORMAT}",\n "findings": [{inside}]}}\n'


def _legible(row: str) -> str:
    """JSON in which nothing stands that cannot be seen."""
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in row)


def read_baseline(text: str, path: str) -> tuple[BaselineEntry, ...]:
    """The entries of a file. Raises InputError with every mistake at its line; a baseline that is not understood covers nothing."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(Problem(path, error.lineno, error.colno, "json-syntax", f"this is no JSON: {error.msg}", _STEP)) from None
    except RecursionError:
        raise InputError(Problem(path, 0, 0, "json-syntax", "this JSON is nested too deeply to be read", _STEP)) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("findings"), list) or set(data) != {"format", "findings"}:
        raise InputError(Problem(path, 1, 1, "baseline-form", f"this is no baseline of the format {FORMAT}", _STEP))
    problems: list[Problem] = []
    entries: list[BaselineEntry] = []
    seen: set[str] = set()
    for line, row in _rows(text, data["findings"]):
        wrong = _wrong(row) or (f"the id {row['id']} stands twice" if row["id"] in seen else "")
        if wrong:
            problems.append(Problem(path, line, 1, "baseline-form", wrong, _STEP))
            continue
        seen.add(row["id"])
        entries.append(BaselineEntry(**row))
    if problems:
        raise InputError(*problems)
    return tuple(sorted(entries))


def _rows(text: str, rows: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    """Each entry with the line where it begins; with the first line where the file is written so that this cannot be told."""
    decoder, at = json.JSONDecoder(), text.find("[", text.find('"findings"')) + 1
    for row in rows:
        at += len(text[at:]) - len(text[at:].lstrip(" \t\r\n,"))
        yield text.count("\n", 0, at) + 1 if at else 1, row
        try:
            at = decoder.raw_decode(text, at)[1] if at else 0
        except ValueError:  # a key that stands twice, for instance
            at = 0


_TEXTS = ("id", "code", "pack", "element", "subject", "words", "since")


def _wrong(row: Any) -> str:
    """What is wrong with an entry, or nothing."""
    if not isinstance(row, dict) or set(row) != {*_TEXTS, "count"}:
        return f"an entry holds {', '.join(_TEXTS)} and count"
    if not all(isinstance(row[key], str) for key in _TEXTS) or not row["id"]:
        return f"{', '.join(_TEXTS)} are texts, and the id is not empty"
    if row["code"] not in LEVELS:
        return f"there is no finding {row['code']!r}"
    if row["code"] in ALWAYS_NEW:
        return f"findings {row['code']!r} are never known"
    if not is_day(row["since"]):
        return f"since is a day such as 2026-01-31, not {row['since']!r}"
    if type(row["count"]) is not int or row["count"] < 1:
        return f"count is a number from 1, not {row['count']!r}"
    return ""
