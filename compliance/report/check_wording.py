"""The words of a check that every format shares: what a code means, counts, the verdict of the run, paths and text that can do no harm.

Takes a judgement or parts of it and gives plain strings and numbers; no format's own escaping happens here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from compliance.model.check import CheckFinding, FindingCode, Judgement, Level, Spot
from compliance.report.wording import counted, listed, safe

SEVERITIES: tuple[Level, ...] = ("error", "warning", "note")
_RANK: dict[Level, int] = {"error": 0, "warning": 1, "note": 2, "off": -1}
_DRIVE = re.compile(r"^[A-Za-z]:[/\\]")
_UNSEEN = "".join(map(chr, range(33))) + "\x7f\x85\u00a0\u2028\u2029"
_COMMAND = re.compile(r":(?=:)|#(?=#\[)")


@dataclass(frozen=True, slots=True)
class CodeWords:
    """What a code is called and what it means, in the words of docs/reference/findings.md."""

    title: str
    meaning: str


CODES: dict[FindingCode, CodeWords] = {
    "gap": CodeWords(
        "No provision answers an element",
        "The policy wants the element answered, and no provision of any instrument that counts addresses it, in full or in part.",
    ),
    "partial": CodeWords(
        "An element is answered in part only",
        "The policy wants the element answered in full, and the provisions that answer it leave something out or reserve something.",
    ),
    "contradiction": CodeWords(
        "A provision says the opposite of an element",
        "A provision permits, requires, provides for or institutes what the element excludes, or forbids what it asks for.",
    ),
    "surplus": CodeWords(
        "A provision answers to no element",
        "The words of the provision address no element and contradict none. That is no fault by itself: a text may order more than was agreed.",
    ),
    "text-changed": CodeWords(
        "A text is not the one that was recorded",
        "The bytes of a text are not those whose digest stands in its provenance, so that findings may be about other words than those that were reviewed.",
    ),
    "quote-not-found": CodeWords(
        "The agreement does not hold words that the pack quotes",
        "The rule pack quotes words that do not stand in this agreement, so that the evidence on that side is missing.",
    ),
    "unread": CodeWords(
        "Words of a text were not understood",
        "The engine found words that it could not read as a norm, or an act that no row of the pack knows. What they order was not judged.",
    ),
    "stale-review": CodeWords(
        "Words that were reviewed have changed",
        "Somebody decided on these words, and they are no longer the same, so that the decision is about other words than those that stand there now.",
    ),
    "waiver-no-reason": CodeWords(
        "A waiver does not say why, by whom or until when",
        "A waiver without its reason, its owner and its days cannot be judged by the next reader, so it does not count and the finding stands.",
    ),
    "waiver-expired": CodeWords(
        "A waiver has expired",
        "The day until which the waiver was to hold has passed, so it does not count and the finding stands.",
    ),
    "waiver-unused": CodeWords(
        "A waiver is of no use",
        "No finding of this run is the one that the waiver names: it was mended, or the name was never right.",
    ),
    "waiver-changed": CodeWords(
        "Words that were waived have changed",
        "The waiver was given for other words than those that stand there now, so it does not count and the finding stands.",
    ),
    "dead-rule": CodeWords(
        "A row of the rule pack is not needed",
        "The row can never speak, another row answers wherever it does, it stands twice, or it speaks in no case of the pack.",
    ),
}


# ---- text and paths ----


def plain(text: str) -> str:
    """Legible text on one line in which no build server reads a command, however the line is broken: of ``::`` and ``##[`` the first sign is named."""
    return _COMMAND.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", safe(text))


def place_path(path: str) -> str:
    """A path for machines: relative, with forward slashes. One from the root is cut to its last part, as the rest is the machine's own."""
    path = path.lstrip(_UNSEEN)  # nothing in front hides that a path begins at the root
    rooted = path.startswith(("/", "\\")) or _DRIVE.match(path) is not None
    parts: list[str] = []
    for part in path.replace("\\", "/").split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return (parts[-1] if rooted and parts else "/".join(parts)) or "unnamed"


def covers(spot: Spot, words: str) -> bool:
    """Whether a place can be that of the words and no other: it has their lines and columns."""
    lines = words.split("\n")
    last = len(lines[-1]) + (spot.column if len(lines) == 1 else 1)
    return bool(words) and spot.end_line == spot.line + len(lines) - 1 and spot.end_column == last


# ---- the run as a whole ----


def of_state(judgement: Judgement, state: str) -> list[CheckFinding]:
    """The findings that are new, known or waived, the severest first."""
    ranked = sorted(judgement.findings, key=lambda finding: _RANK[finding.severity])
    return [finding for finding in ranked if finding.state == state]


def fails(finding: CheckFinding, judgement: Judgement) -> bool:
    """Whether a finding is new and stands at or above the threshold."""
    return finding.state == "new" and _RANK[finding.severity] <= _RANK[judgement.fail_on]


def failing(judgement: Judgement) -> int:
    """How many findings are new and stand at or above the threshold."""
    return sum(fails(finding, judgement) for finding in judgement.findings)


def exit_code(judgement: Judgement) -> int:
    """What the run ends with: 1 where a new finding stands at or above the threshold, unless it only reports."""
    return int(judgement.failed and not judgement.report_only)


def by_severity(findings: Sequence[CheckFinding]) -> dict[str, int]:
    """How many findings there are of each severity, all of them named."""
    found = Counter(finding.severity for finding in findings)
    return {severity: found[severity] for severity in SEVERITIES}  # type: ignore[index]


def severities_words(findings: Sequence[CheckFinding]) -> str:
    """ "2 errors, 1 warning and 3 notes", those that there are; "none" where there is no finding."""
    found = by_severity(findings)
    return listed(counted(number, severity, f"{severity}s") for severity, number in found.items() if number) or "none"


def counts_words(judgement: Judgement) -> str:
    """The counts of a run in one sentence."""
    new, known, waived = (of_state(judgement, state) for state in ("new", "known", "waived"))
    head = f"{counted(len(new), 'new finding', 'new findings')}{f': {severities_words(new)}' if new else ''}"
    rest = [f"{len(of)} {name}" for of, name in ((known, "known"), (waived, "waived"), (judgement.fixed, "fixed")) if of]
    return f"{head[0].upper()}{head[1:]}{f'; {listed(rest)}' if rest else ''}."


def exit_words(judgement: Judgement) -> str:
    """What the exit code is and why, in one sentence."""
    number = failing(judgement)
    stands = f"{counted(number, 'new finding stands', 'new findings stand')} at or above the threshold ({judgement.fail_on})"
    if judgement.fail_on == "off":
        return "Exit code 0: the threshold is off, no finding fails the check."
    if judgement.failed and judgement.report_only:
        return f"Exit code 0: {stands}, and this run only reports."
    return f"Exit code {exit_code(judgement)}: {stands}."


def message_words(finding: CheckFinding) -> str:
    """The message of a finding with its next step, on one line; what its code means where it has none."""
    message, step = safe(finding.message) or CODES[finding.code].title, safe(finding.next_step)
    return f"{message.rstrip('.')}. Next: {step}" if step else message


def state_words(finding: CheckFinding) -> str:
    """What became of a finding: "known since 2026-01-02", "waived: the reason"; empty for a new one."""
    if finding.state == "known":
        return f"known since {safe(finding.since)}" if finding.since else "known"
    if finding.state == "waived":
        return f"waived: {safe(finding.reason)}" if finding.reason else "waived"
    return ""
