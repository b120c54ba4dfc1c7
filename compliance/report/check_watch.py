"""One judgement and the next -> what a watcher prints: which files changed, which findings are new, which are fixed.

Takes digests of files and judgements; gives lines. The first judgement is shown whole, elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping

from compliance.model.check import Judgement
from compliance.report.check_wording import counts_words, exit_code, of_state, plain
from compliance.report.wording import counted


def changed_words(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """A line for each file that was added, changed or removed."""
    out = []
    for path in sorted({*before, *after}):
        if before.get(path) != after.get(path):
            out.append(f"{plain(path)} {'added' if path not in before else 'removed' if path not in after else 'changed'}")
    return out


def turned_words(before: Judgement, after: Judgement) -> list[str]:
    """What came and went between two judgements."""
    was = {finding.id: finding for finding in of_state(before, "new")}
    now = {finding.id: finding for finding in of_state(after, "new")}
    out = []
    for id_, finding in now.items():
        if id_ not in was:
            spot = finding.spot
            out.append(f"  new: {plain(spot.path)}:{spot.line}:{spot.column}: {finding.severity} {finding.code} {plain(finding.message)} [{plain(id_)}]")
            out += [f"       next: {plain(finding.next_step)}"] if finding.next_step else []
    out += [f"  fixed: {finding.code} {plain(finding.subject)} [{plain(id_)}]" for id_, finding in was.items() if id_ not in now]
    return out or ["  no finding is new, none is fixed"]


def verdict_words(judgement: Judgement) -> str:
    """How it stands, in one line."""
    return f"{counts_words(judgement)} The check {'fails' if exit_code(judgement) else 'passes'}."


def watching_words(files: int) -> str:
    """What happens next."""
    return f"Watching {counted(files, 'file', 'files')}; Ctrl-C ends this with exit code 130."
