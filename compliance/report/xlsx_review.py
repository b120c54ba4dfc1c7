"""The sheets of a workbook on which people decide, and on which it stands what they decided.

Takes a report; gives sheets. Which columns come back, and how a row is known again, is said in ``checks.review_sheet``.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance.checks.identity import fingerprint
from compliance.checks.review_sheet import COLUMNS, CUT_AT, SHEET, sealed
from compliance.checks.xlsx_read import column_name as column
from compliance.model.mapping import RELATIONS, Verdict
from compliance.model.report import ProvisionNote, Report, ReviewNote
from compliance.report.rows import day
from compliance.report.standing import Standing
from compliance.report.wording import RELATION
from compliance.report.xlsx_parts import Cell, Entries, Sheet, shown
from compliance.report.xlsx_styles import LOOK

_WIDTHS = {"provision": 18, "element": 13, "words": 46, "asks": 34, "tool says": 18, "why": 38, "relation": 19, "reviewer": 15, "reason": 32, "date": 12, "remark": 26, "fingerprint": 24}
_HOW = (
    "Fill in the four yellow cells of a row to decide it, or leave all four empty. Then: compliance report --reviews THIS-FILE.xlsx. A decision holds as long as the words stand; when they change it is reported as stale."
)


def review_sheet(report: Report) -> Sheet:
    """One row for each pair that a person should decide: what was found, what was nearly found, and what was decided before."""
    standing = Standing(report)
    pairs: dict[tuple[str, str, str, str], list[Verdict]] = {}
    notes: dict[tuple[str, str, str, str], ProvisionNote] = {}
    for verdict in report.verdicts:
        note = standing.note(verdict)
        if note is None:  # a decision needs words on both sides
            continue
        where = (verdict.instrument, verdict.provision, verdict.element, fingerprint(note.text))
        notes.setdefault(where, note)
        pairs.setdefault(where, []).append(verdict)
    stale = {(one.instrument, one.provision, one.element): one for one in reversed(report.reviews) if one.stale}
    elements = {element.id: element for element in report.elements}
    rows = [[Cell("Review: decide here", "title")], [Cell(_HOW, "note")], [Cell(name.capitalize(), "head") for name in COLUMNS]]
    for pair, verdicts in pairs.items():
        review = standing.decision(verdicts[0]) or stale.get(pair[:3])
        if review is None and not any(verdict.near_miss or verdict.relation != "does-not-address" for verdict in verdicts):
            continue
        note, element = notes[pair], elements.get(pair[2])
        if element is None:
            continue
        key, words = f"{pair[0]}/{pair[1]}", shown(note.text, CUT_AT)
        decided = review if review is not None and not review.stale else None
        engine = [RELATION[relation] for relation in dict.fromkeys(decided.engine if decided else [verdict.relation for verdict in verdicts])]
        why = decided.engine_rationale if decided else "\n".join(dict.fromkeys(line for verdict in verdicts for line in (verdict.rationale, *(f"- {limit}" for limit in verdict.limits))))
        style = LOOK[verdicts[0].relation] if decided is None and len(engine) == 1 else "text"
        asks = f"{element.title}\n“{element.quote}”" if element.quote else element.title
        own = [Cell(key, "strong"), Cell(element.id, "strong"), Cell(words), Cell(asks), Cell("\n".join(engine), style), Cell(why)]
        entries = [
            Cell(decided.relation if decided else None, "entry"), Cell(decided.reviewer if decided else None, "entry"),
            Cell(decided.reason if decided else None, "entry"), Cell(day(decided.date) if decided else None, "entry-date"),
        ]  # fmt: skip
        rows.append([*own, *entries, Cell(_remark(review)), Cell(sealed(key, element.id, pair[3], words), "code")])
    last = max(len(rows), 4)
    at = {name: column(number) for number, name in enumerate(COLUMNS, 1)}
    relation = Entries(f"{at['relation']}4:{at['relation']}{last}", RELATIONS, "Choose what the words do to the element.", f"Choose one of {', '.join(RELATIONS)}.")
    date = Entries(f"{at['date']}4:{at['date']}{last}", (), "The day of the decision, as 2026-01-31.", "Write a day, as 2026-01-31.")
    return Sheet(
        SHEET, tuple(_WIDTHS[name] for name in COLUMNS), rows, frozen=(3, 2), filtered=3, heights={1: 26, 2: 18}, merged=("A2:K2",), entries=(relation, date), hidden=(COLUMNS.index("fingerprint") + 1,), protected=True
    )  # fmt: skip


def _remark(review: ReviewNote | None) -> str:
    if review is None:
        return ""
    if not review.stale:
        return "decided before; empty the four cells to take it back"
    return f"STALE, decide anew: {review.reviewer} decided {review.relation} on {review.date} ({review.reason}), but {review.stale}"


def decisions_sheet(report: Report) -> list[Sheet]:
    """What people decided, where they decided anything: first what holds, then what does not any more."""
    if not report.reviews:
        return []
    heads = ("Provision", "Element", "State", "Decided", "Reviewer", "Date", "Reason", "The tool had said", "Why", "Why it holds no longer")
    rows = [[Cell(words, "head") for words in heads], *(_decision(one) for one in report.reviews)]
    return [Sheet("Decisions", (18, 14, 12, 20, 16, 12, 40, 20, 50, 50), rows, frozen=(1, 2), filtered=1)]


def _decision(one: ReviewNote) -> Sequence[Cell]:
    state = Cell("✕ stale", "no") if one.stale else Cell("● holds", "yes")
    said = "\n".join(RELATION[relation] for relation in one.engine)
    return [
        Cell(one.key, "strong"), Cell(one.element, "strong"), state, Cell(RELATION[one.relation]), Cell(one.reviewer), Cell(day(one.date), "date"),
        Cell(one.reason), Cell(said), Cell(one.engine_rationale), Cell(one.stale),
    ]  # fmt: skip
