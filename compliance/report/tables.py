"""Comparisons, judgements, clauses and claims -> tables; and any table as plain rows or as a data frame.

Takes one of them; gives columns and rows of plain values as ``rows`` does for the verdicts of a report. What reads data frames is loaded
when one is asked for, and is no part of the tool.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from compliance.errors import Problem, UsageError
from compliance.model.change import ClauseSpan, Comparison
from compliance.model.check import Judgement
from compliance.model.claim import ClaimResult
from compliance.report.build import Read, in_words
from compliance.report.changes_wording import cites, named
from compliance.report.check_wording import place_path
from compliance.report.rows import Column, Row, Value, sound

if TYPE_CHECKING:
    import pandas

Table = tuple[tuple[Column, ...], list[Row]]

#: What a column of each kind is to pandas: kinds that know a missing value, and days of any century.
_DTYPES = {"text": "str", "integer": "Int64", "date": "datetime64[s]", "truth": "bool"}


def as_rows(table: Table) -> list[dict[str, Value]]:
    """A table as one plain dictionary a row, which any library of data frames takes."""
    columns, rows = table
    names = [column.name for column in columns]
    return [dict(zip(names, row, strict=True)) for row in rows]


def as_frame(table: Table) -> pandas.DataFrame:
    """A table as a pandas data frame, each column of its kind also where there is no row. Raises UsageError where pandas is not installed."""
    try:
        import pandas
    except ImportError:
        step = "pip install 'compliance[pandas]', or take to_rows(), which needs nothing"
        raise UsageError(Problem("", 0, 0, "extra-missing", "a data frame needs pandas, which is not installed", step)) from None
    columns, rows = table
    by_column: Iterable[Sequence[Value]] = zip(*rows, strict=True) if rows else ((),) * len(columns)
    series = {column.name: pandas.Series([sound(value) for value in values], dtype=_DTYPES[column.kind]) for column, values in zip(columns, by_column, strict=True)}
    return pandas.DataFrame(series, columns=[column.name for column in columns])


_CHANGES = (
    Column("kind", "text", "what happened: unchanged, reworded, added, removed, moved, renumbered, split or merged"),
    Column("also", "text", "what else happened to it, with commas between"),
    Column("old", "text", "numbers of its clauses in the old text"),
    Column("new", "text", "numbers of its clauses in the new text"),
    Column("marks", "text", "what a lawyer looks at twice in it, with commas between"),
    Column("matched_by", "text", "how the clauses were found to be the same; empty where added or removed"),
    Column("likeness", "integer", "how alike they are, in percent"),
    Column("old_words", "text", "the words of the old clauses, one a line"),
    Column("new_words", "text", "the words of the new clauses, one a line"),
    Column("old_start", "integer", "their first character in the old text, from 0", True),
    Column("new_start", "integer", "their first character in the new text, from 0", True),
)


def change_table(comparison: Comparison) -> Table:
    """A row for each change, in the order of the comparison."""
    shown = named(comparison)
    rows: list[Row] = []
    for change in shown.changes:
        told = (change.kind, ", ".join(change.also), cites(change.old), cites(change.new), ", ".join(change.marks), change.matched_by, round(100 * change.score))
        rows.append((*told, _words(shown.old.source, change.old), _words(shown.new.source, change.new), _start(change.old), _start(change.new)))
    return _CHANGES, rows


def _words(source: str, spans: Sequence[ClauseSpan]) -> str:
    return "\n".join(source[span.words_start : span.words_end] for span in spans)


def _start(spans: Sequence[ClauseSpan]) -> int | None:
    return spans[0].words_start if spans else None


_FINDINGS = (
    Column("id", "text", "the same from run to run as long as the words are"),
    Column("code", "text", "what is found; compliance.explain(code) tells more"),
    Column("severity", "text", "error, warning or note"),
    Column("state", "text", "new, known or waived"),
    Column("subject", "text", "what it is about"),
    Column("element", "text", "the element, where it is about one"),
    Column("provision", "text", "the provision, where it is about one"),
    Column("message", "text", "what is not as the policy asks"),
    Column("next_step", "text", "what to do next"),
    Column("path", "text", "the file"),
    Column("line", "integer", "the line in it, from 1"),
    Column("words", "text", "the words there; empty where a whole file is meant"),
    Column("since", "text", "when a known finding was recorded"),
    Column("reason", "text", "why a waived finding was waived"),
    Column("pack", "text", "the rule pack"),
)


def finding_table(judgement: Judgement) -> Table:
    """A row for each finding, the severest first."""
    rows: list[Row] = [
        (f.id, f.code, f.severity, f.state, f.subject, f.element, f.provision, f.message, f.next_step, place_path(f.spot.path), f.spot.line, f.words, f.since, f.reason, f.pack)
        for f in judgement.findings
    ]
    return _FINDINGS, rows


_CLAUSES = (
    Column("eid", "text", "place of the clause in the structure of its text"),
    Column("kind", "text", "paragraph, article, sentence, title, ..."),
    Column("label", "text", "how a reader cites it"),
    Column("number", "text", "its number as printed"),
    Column("heading", "text", "its heading"),
    Column("text", "text", "its own words"),
    Column("start", "integer", "their first character in the text, from 0"),
    Column("end", "integer", "behind their last character"),
    Column("provision", "truth", "whether it is held against commitments"),
    Column("norms", "text", "the norms read in it, one a line"),
)


def clause_table(read: Read) -> Table:
    """A row for each clause, in the order of the text."""
    norms = {(part.start, part.end): own for part, own in zip(read.provisions, read.norms, strict=True)}
    rows: list[Row] = []
    for clause in read.tree.root.walk():
        if clause.kind not in ("document", "blank"):
            own = norms.get((clause.text_start, clause.text_end))
            said = "\n".join(in_words(norm) for norm in own.norms) if own else ""
            words = (read.tree.heading(clause), read.tree.words(clause))
            rows.append((clause.eid, clause.kind, clause.label, clause.number, *words, clause.text_start, clause.text_end, own is not None, said))
    return _CLAUSES, rows


_CLAIMS = (
    Column("id", "text", "id of the claim"),
    Column("kind", "text", "quotation, absence, norm or reference"),
    Column("about", "text", "ids of the texts that it is about, with commas between; empty for all"),
    Column("text", "text", "the claim"),
    Column("verdict", "text", "confirmed, partly, not-found or refuted"),
    Column("expected", "text", "the verdict that its author expects; empty where none is given"),
    Column("reason", "text", "why, in one sentence"),
    Column("quotes", "text", "the words that carry the verdict, one a line"),
)


def claim_table(results: Sequence[ClaimResult]) -> Table:
    """A row for each claim, in the order of the file."""
    rows: list[Row] = []
    for one in results:
        claim = one.claim
        quotes = "\n".join(" ".join(quote.evidence.quote.split()) for quote in one.quotes)
        rows.append((claim.id, claim.kind, ", ".join(claim.about), claim.text, one.verdict, claim.verdict, one.reason, quotes))
    return _CLAIMS, rows
