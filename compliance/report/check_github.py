"""Judgement -> GitHub workflow commands, which become annotations at the lines of a change.

Takes a judgement and gives the severest new findings as errors and warnings, no more of each than one step may show, and one notice that
sums up the rest. Nothing in a text or a path can end a command or begin another.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance.model.check import CheckFinding, Judgement
from compliance.report.check_wording import (
    counts_words,
    exit_words,
    fails,
    message_words,
    of_state,
    place_path,
    severities_words,
)
from compliance.report.wording import safe, shortened

#: How many annotations of one kind GitHub shows of a step.
SHOWN = 10
_MESSAGE, _WORDS = 800, 320


def to_github(judgement: Judgement) -> str:
    """At most ten errors, ten warnings and one notice; where the run only reports, errors are warnings too."""
    new = of_state(judgement, "new")
    # What makes the run fail comes first, whatever its severity.
    ranked = sorted(new, key=lambda finding: not fails(finding, judgement))
    kinds = {finding.id: "notice" if finding.severity == "note" else "warning" if judgement.report_only else finding.severity for finding in new}
    errors, warnings = ([finding for finding in ranked if kinds[finding.id] == kind][:SHOWN] for kind in ("error", "warning"))
    shown = [*errors, *warnings]
    told = {finding.id for finding in shown}
    rest = [finding for finding in new if finding.id not in told]
    lines = [_command(kinds[finding.id], finding) for finding in shown]
    return "\n".join([*lines, _notice(judgement, rest), ""])


def _command(kind: str, finding: CheckFinding) -> str:
    spot = finding.spot
    properties = [("file", safe(place_path(spot.path))), ("line", str(spot.line)), ("endLine", str(spot.end_line))]
    if spot.end_line == spot.line:  # GitHub takes columns within one line only
        properties += [("col", str(spot.column)), ("endColumn", str(max(spot.end_column - 1, spot.column)))]
    properties.append(("title", safe(f"{finding.code}: {finding.subject}" if finding.subject else finding.code)))
    rows = [shortened(message_words(finding), _MESSAGE)]
    rows += [f"“{shortened(finding.words, _WORDS)}”"] if finding.words else []
    rows += [f"{safe(other.element) or 'with'}: “{shortened(other.words, _WORDS)}”" for other in finding.others]
    given = ",".join(f"{name}={property_text(value)}" for name, value in properties)
    return f"::{kind} {given}::{message_text(chr(10).join(rows))}"


def _notice(judgement: Judgement, rest: Sequence[CheckFinding]) -> str:
    left = f" Not shown at a line: {severities_words(rest)}." if rest else ""
    return f"::notice title=compliance check::{message_text(f'{counts_words(judgement)}{left} {exit_words(judgement)}')}"


def message_text(text: str) -> str:
    """Text as the message of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def property_text(text: str) -> str:
    """Text as the value of a property of a command."""
    return message_text(text).replace(":", "%3A").replace(",", "%2C")
