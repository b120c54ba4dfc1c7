"""What commands print about the baseline, and the tables that a person fills in: waivers and reviews.

Takes entries, findings and provisions; gives plain text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from compliance.checks.baseline import age, shortened
from compliance.checks.identity import fingerprint
from compliance.checks.waivers import provision_of
from compliance.model.check import CheckFinding
from compliance.model.known import BaselineEntry, Review
from compliance.model.report import ProvisionNote
from compliance.report.check_wording import plain
from compliance.report.columns import filled
from compliance.report.wording import counted

#: How long a waiver holds unless a person writes another day: long enough to mend a text, too short to forget.
_DAYS = 90


def baseline_text(entries: Sequence[BaselineEntry], today: date, width: int = 80) -> str:
    """The entries, the oldest first, each with its age on a day."""
    out: list[str] = []
    for entry in sorted(entries, key=lambda entry: (entry.since, entry)):
        more = f", {entry.count} times" if entry.count > 1 else ""
        words = f" “{plain(entry.words)}”" if entry.words else ""
        out += filled(f"{plain(entry.id)} {counted(age(entry.since, today), 'day', 'days')} (since {entry.since}{more}) {entry.code} {plain(entry.subject)}{words}", width, "", "    ")
    total = counted(len(entries), "known finding", "known findings")
    oldest = min((entry.since for entry in entries), default="")
    out.append(f"{total}, the oldest {counted(age(oldest, today), 'day', 'days')} old." if oldest else f"{total}.")
    return "\n".join(out) + "\n"


def waiver_block(finding: CheckFinding, today: date) -> str:
    """The table that waives a finding, for a person to fill in: without reason and owner it waives nothing."""
    rows = [("finding", finding.id), ("code", finding.code), ("element", finding.element), ("provision", provision_of(finding)), ("words", fingerprint(finding.words))]
    out = [f"# {_line(finding.message)}", *([f"# words: {_line(finding.words)}"] if finding.words else []), "[[waiver]]"]
    out += [f"{key} = {quoted(value)}" for key, value in rows if value]
    out += ['reason = ""', 'owner = ""', f"created = {today.isoformat()}", f"expires = {date.fromordinal(today.toordinal() + _DAYS).isoformat()}"]
    return "\n".join(out) + "\n"


def review_block(note: ProvisionNote, element: str, relations: Sequence[str], today: date) -> str:
    """The table that decides about a provision and an element, for a person to fill in. What the engine found stands above it."""
    rows = [("provision", f"{note.instrument}/{note.label}"), ("words", fingerprint(note.text)), ("element", element)]
    out = [f"# words: {_line(note.text)}", f"# the engine: {', '.join(relations)}", "[[review]]", *(f"{key} = {quoted(value)}" for key, value in rows)]
    out += ['relation = ""', 'reviewer = ""', f"date = {today.isoformat()}", 'reason = ""']
    return "\n".join(out) + "\n"


def decided_block(review: Review) -> str:
    """The table of a decision that was made elsewhere."""
    rows = [("provision", review.provision), ("words", review.words), ("element", review.element), ("relation", review.relation), ("reviewer", review.reviewer)]
    out = ["[[review]]", *(f"{key} = {quoted(value)}" for key, value in rows), f"date = {review.date}", f"reason = {quoted(review.reason)}"]
    return "\n".join(out) + "\n"


def quoted(text: str) -> str:
    """A text as TOML holds it, in one line."""
    inside = "".join(f"\\{c}" if c in '"\\' else c if c.isprintable() else _escaped(ord(c)) for c in text)
    return f'"{inside}"'


def _escaped(number: int) -> str:
    # Halves of pairs cannot stand in TOML at all.
    return "\ufffd" if 0xD800 <= number < 0xE000 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _line(words: str) -> str:
    return plain(shortened(words))
