"""Judgement -> the terminal.

Takes a judgement and a width; gives the findings in groups of one severity and code, the severest first, then the counts and what the
exit code means. A next step that all findings of a group share stands once, at the head of the group.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from compliance.checks.identity import fingerprint
from compliance.model.check import CheckFinding, Fixed, Judgement
from compliance.report.check_wording import CODES, SEVERITIES, counts_words, exit_words, of_state, plain, state_words
from compliance.report.columns import columns, filled
from compliance.report.wording import counted, shortened

_BODY = "    "
_BOLD, _RESET = "\x1b[1m", "\x1b[0m"
_COLOURS = {"error": "\x1b[31m", "warning": "\x1b[33m", "note": "\x1b[36m"}
_WORDS = {"error": 320, "warning": 240, "note": 90}
_OTHERS = 90


def to_text(judgement: Judgement, width: int = 80, colour: bool = False, everything: bool = False) -> str:
    """The findings in lines of at most ``width`` columns (at least 40); only a place that is longer is not cut.

    ``everything`` lists known, waived and fixed findings too, shortens no words, and gives the fingerprint of each finding's words.
    """
    page = _Page(max(width, 40), colour, everything)
    listed = list(judgement.findings) if everything else of_state(judgement, "new")
    listed.sort(key=lambda finding: (SEVERITIES.index(finding.severity), list(CODES).index(finding.code)))
    parts = [page.group(list(group)) for _, group in groupby(listed, key=lambda finding: (finding.severity, finding.code))]
    if everything and judgement.fixed:
        parts.append(page.fixed(judgement.fixed))
    if judgement.since is not None:
        from compliance.report.check_since import since_text  # brings what shows comparisons

        parts.append(since_text(judgement.since, page.width, colour).splitlines())
    parts.append([*filled(counts_words(judgement), page.width), *filled(exit_words(judgement), page.width)])
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


class _Page:
    """What all parts of the page need to know; each method gives lines."""

    def __init__(self, width: int, colour: bool, everything: bool) -> None:
        self.width, self.colour, self.everything = width, colour, everything

    def group(self, findings: Sequence[CheckFinding]) -> list[str]:
        """All findings of one severity and code."""
        first = findings[0]
        number = counted(len(findings), first.severity, f"{first.severity}s")
        out = self._title(f"{CODES[first.code].title} ({first.code}): {number}", first.severity)
        steps = {_step_of_all(finding) for finding in findings}
        shared = len(steps) == 1 and len(findings) > 1
        if shared:
            out += self._step(steps.pop())
        for at, finding in enumerate(findings):
            again = at > 0 and (findings[at - 1].spot, findings[at - 1].words) == (finding.spot, finding.words)
            out += self._finding(finding, again)
            out += [] if shared else self._step(finding.next_step)
        return out

    def fixed(self, fixed: Sequence[Fixed]) -> list[str]:
        """What the baseline holds and is found no more."""
        out = self._title(f"Found no more: {len(fixed)}", "note")
        for one in fixed:
            since = f", known since {plain(one.since)}" if one.since else ""
            out += filled(f"{plain(one.code)} {plain(one.subject)}{since} [{plain(one.id)}]", self.width, "", _BODY)
        return out

    def _title(self, words: str, severity: str) -> list[str]:
        lines = filled(words, self.width)
        rule = "-" * max(columns(line) for line in lines)
        return [*(f"{_BOLD}{_COLOURS[severity]}{line}{_RESET}" if self.colour else line for line in lines), rule]

    def _finding(self, finding: CheckFinding, again: bool) -> list[str]:
        """Place, message and words; ``again`` where the same words of the same place stand right above."""
        spot = finding.spot
        place = plain(f"{spot.path}:{spot.line}:{spot.column}:")
        state = f" ({plain(state_words(finding))})" if finding.state != "new" else ""
        mark = f" (words {fingerprint(finding.words)})" if self.everything else ""
        says = f"{finding.severity} {finding.code} {plain(finding.message)}{state} [{plain(finding.id)}]{mark}"
        words = "(the same words)" if again else self._quoted(finding.words, _WORDS[finding.severity])
        if not finding.words or self._quoted(finding.words, len(finding.message)) in says:
            words = ""
        elif finding.severity == "note":  # notes are many: their words follow on
            says, words = f"{says} {words}", ""
        # A place that is cut cannot be clicked or copied: it gets a line of its own where it is long.
        if columns(place) > self.width // 2 + 8:
            out = [place, *filled(says, self.width, _BODY, _BODY)]
        else:
            out = filled(f"{place} {says}", self.width, "", _BODY)
        if words:
            out += filled(words, self.width, _BODY, _BODY)
        for other in finding.others:
            name = plain(f"{other.element or 'with'}:")
            out += filled(f"{name} {self._quoted(other.words, _OTHERS)}", self.width, _BODY, _BODY)
        return out

    def _step(self, step: str) -> list[str]:
        return filled(f"next: {plain(step)}", self.width, _BODY, _BODY + "  ") if step else []

    def _quoted(self, words: str, limit: int) -> str:
        return f"“{plain(words if self.everything else shortened(words, max(limit, 40)))}”"


def _step_of_all(finding: CheckFinding) -> str:
    """The next step in words that fit every finding of its kind, where it names what the finding is about."""
    return finding.next_step.replace(f"explain {finding.subject} says", "explain PROVISION ELEMENT says") if finding.subject else finding.next_step
