"""A judgement, the clauses of a text, claims, or an explanation -> what a notebook shows of it.

Takes one of them; gives a small piece of HTML. Long ones are cut, and say how much is left out and how to see it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from compliance.model.check import CheckFinding, Judgement
from compliance.model.claim import ClaimResult
from compliance.model.clause import Clause
from compliance.report.build import Read, in_words
from compliance.report.check_wording import (
    CODES,
    counts_words,
    exit_code,
    exit_words,
    of_state,
    place_path,
    state_words,
)
from compliance.report.claims import counts_words as claim_counts
from compliance.report.claims import verdict_words
from compliance.report.notebook import ROWS, dim, frame, head, left_out, quote, row, table
from compliance.report.page_text import bdi, h
from compliance.report.wording import counted, shortened

_FINDINGS, _CLAUSES, _NORMS, _NAME, _TEXT = 20, 60, 6, 120, 20_000
_SPACES = re.compile(r"( +)")
_SHAPES = {"error": "✕ error", "warning": "▲ warning", "note": "○ note"}


def judgement_cell(judgement: Judgement) -> str:
    """Whether the check passes, and its findings, new ones first."""
    fails = bool(exit_code(judgement))
    found = [one for state in ("new", "known", "waived") for one in of_state(judgement, state)]
    return frame(
        head('<b class="error">✕ The check fails</b>' if fails else '<b class="addresses">● The check passes</b>'),
        f"<p>{h(counts_words(judgement))} {h(exit_words(judgement))}</p>",
        table(("", "about", "finding", "what"), [_finding(one) for one in found[:_FINDINGS]]) if found else "",
        left_out(len(found) - _FINDINGS, "finding", "findings", "judgement.findings holds them"),
        dim(f"Packs: {quote(', '.join(judgement.packs))}. Texts: {quote(', '.join(judgement.texts))}.{f' Profile: {quote(judgement.profile, _NAME)}.' if judgement.profile else ''}"),
    )


def _finding(one: CheckFinding) -> str:
    state = state_words(one)
    said = f" ({quote(state, _NAME)})" if state else ""
    place = bdi(shortened(f"{place_path(one.spot.path)}:{one.spot.line}", _NAME))
    words = dim(f"“{quote(one.words, 160)}” {place}" if one.words else place)
    shape = f'<td class="s {one.severity if one.state == "new" else ""}">{_SHAPES[one.severity]}{said}</td>'
    return f'<tr>{shape}<th scope="row">{bdi(shortened(one.subject, 60))}</th><td>{h(CODES[one.code].title)}</td><td>{quote(one.message)}{words}</td></tr>'


def clauses_cell(read: Read) -> str:
    """The tree of a text, and the norms read in each provision."""
    norms = {(part.start, part.end): own for part, own in zip(read.provisions, read.norms, strict=True)}
    shown: list[tuple[int, Clause]] = []
    _collect(read.tree.root, 0, shown)
    rows = []
    for depth, clause in shown[:_CLAUSES]:
        own = norms.get((clause.text_start, clause.text_end))
        said = [quote(in_words(norm), 200) for norm in own.norms[:_NORMS]] if own else []
        if own and len(own.norms) > _NORMS:
            said.append(f"and {len(own.norms) - _NORMS} more")
        heading = read.tree.heading(clause)
        words = f"{f'<b>{quote(heading, _NAME)}</b> ' if heading else ''}{quote(read.tree.words(clause), 160)}"
        name = f'<span style="padding-inline-start:{min(depth, 8)}em">{h(clause.kind)} {bdi(shortened(clause.label or clause.number, 40))}</span>'
        rows.append(row(name, words, "<br>".join(said) if own is None or said else "<i>no norm was read</i>"))
    found = "".join(f"<li>{h(one.code)}: {quote(one.message)}</li>" for one in read.tree.findings[:ROWS])
    number = sum(len(own.norms) for own in read.norms)
    return frame(
        head(f"Clauses of {bdi(shortened(read.text.provenance.title or read.text.id, _NAME))}"),
        f"<p>{h(counted(len(read.provisions), 'provision', 'provisions'))}, {h(counted(number, 'norm', 'norms'))}.</p>",
        f"<ul>{found}</ul>" if found else "",
        left_out(len(read.tree.findings) - ROWS, "finding", "findings", "clauses.tree.findings holds them"),
        table(("clause", "words", "norms"), rows),
        left_out(len(shown) - _CLAUSES, "clause", "clauses", "clauses.to('tree') prints all"),
        dim(f"{bdi(shortened(read.text.id, _NAME))} sha256 <code>{h(read.text.sha256[:12])}</code>"),
    )


def _collect(clause: Clause, depth: int, out: list[tuple[int, Clause]]) -> None:
    """The clauses that are shown, in the order of the text, with how deep they stand."""
    stack = [(depth, clause)]
    while stack:
        level, one = stack.pop()
        if one.kind not in ("document", "blank"):
            out.append((level, one))
            level += 1
        stack += [(level, child) for child in reversed(one.children)]


def claims_cell(results: Sequence[ClaimResult]) -> str:
    """Each claim with its verdict, why, and the words that carry it."""
    rows = []
    for one in results[:ROWS]:
        quotes = "".join(f"<blockquote>{quote(of.evidence.quote, 200)}</blockquote>{dim(bdi(shortened(f'{of.evidence.document}/{of.provision}', _NAME)))}" for of in one.quotes[:3])
        rows.append(row(bdi(shortened(one.claim.id, _NAME)), quote(one.claim.text, 240), f"<b>{h(verdict_words(one))}</b>", f"{quote(one.reason)}{quotes}"))
    return frame(
        head("Claims about the texts"),
        f"<p>{h(claim_counts(results))}</p>",
        table(("", "claim", "verdict", "why"), rows) if rows else "",
        left_out(len(results) - ROWS, "claim", "claims", "claims.results holds them"),
    )


def explanation_cell(text: str) -> str:
    """An explanation as it is printed."""
    kept = text[:_TEXT]
    return frame("<pre>" + "\n".join(map(_line, kept.split("\n"))) + "</pre>", left_out(len(text) - len(kept), "character", "characters", "print it to see all"))


def _line(text: str) -> str:
    """A line as HTML, with the blanks that set it in columns."""
    return "".join(part if part.isspace() else bdi(part) for part in _SPACES.split(text))
