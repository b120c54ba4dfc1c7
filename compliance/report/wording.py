"""Words that every format shares: names of statuses and relations, dates, safe text, shortened quotes.

Takes values of the report and gives plain strings; no format's own escaping happens here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from compliance.model.mapping import Coverage, Relation, Status, Verdict
from compliance.model.report import Report, ReviewNote, SourceNote

_STATUS = {
    "addressed": "addressed", "partially-addressed": "partly addressed", "contradicted": "contradicted",
    "unaddressed": "not addressed",
}  # fmt: skip
#: A relation in words.
RELATION: dict[Relation, str] = {
    "addresses": "addresses", "partially-addresses": "partially addresses", "contradicts": "contradicts", "does-not-address": "does not address",
}  # fmt: skip
LETTER = {"addresses": "A", "partially-addresses": "P", "contradicts": "X"}
METHOD = (
    "The tool reads norms by cue tables and rewrite laws, compares them with the elements facet by facet, and a published table "
    "decides. It speaks about the words of texts, never about anybody's conduct."
)
#: What the relations mean.
MEANS: dict[Relation, str] = {
    "addresses": "the words do what the element asks, for everyone it names, without reservation",
    "partially-addresses": "they do part of it; the limits say what falls short",
    "contradicts": "they permit, require or provide for what the element excludes",
}
_PERSON = "review"  # the row of a verdict that a reviewer decided
_MONTHS = (
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
)


def date_words(source: SourceNote) -> str:
    """A date in words, as precise as it is known: "29 February 2020", "September 2020"."""
    parts = source.date.split("-")
    if not source.date or not all(part.isdigit() for part in parts):
        return source.date or "undated"
    words = [parts[0]]
    if len(parts) > 1 and 1 <= int(parts[1]) <= 12:
        words.insert(0, _MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


def after(report: Report, instrument: str) -> str:
    """ "after September 2020" for an instrument; its title where it has no date."""
    source = next(s for s in report.instruments if s.id == instrument)
    return f"after {date_words(source)}" if source.date else f"after {source.title or source.id}"


def pack_words(report: Report) -> str:
    """The rule pack with its version and the first digits of its digest."""
    return f"{report.pack_id} {report.pack_version}{f' (sha256 {report.pack_sha256[:12]})' if report.pack_sha256 else ''}"


def safe(text: str) -> str:
    """Text without control and direction characters, which are shown by name, and with white space folded. Joiners that the writing needs stay."""
    out = []
    last = ""
    for char in text:
        if char in "\t\n\r\u00a0":
            out.append(" ")
        elif hidden(char) and not joins(char, last):
            out.append(f"⟨U+{ord(char):04X}⟩")
        else:
            out.append(char)
        last = char
    return " ".join("".join(out).split())


def hidden(char: str) -> bool:
    """Whether a character is none to be seen: it controls, directs, is private or half of a pair, ends a line, or is never one (U+FFFE)."""
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        return True
    return char > "\ufdcf" and (char <= "\ufdef" or ord(char) & 0xFFFE == 0xFFFE)


def joins(char: str, before: str) -> bool:
    """Whether a character is a joiner or non-joiner behind a letter without case: Persian and Pashto words have them."""
    return char in "\u200c\u200d" and before != "" and unicodedata.category(before) in ("Lo", "Mn", "Mc")


def shortened(text: str, limit: int = 320) -> str:
    """A quote cut in its middle, at word borders, with the cut marked."""
    folded = safe(text)
    if len(folded) <= limit:
        return folded
    half = limit // 2 - 4
    return f"{folded[:half].rsplit(' ', 1)[0]} […] {folded[-half:].split(' ', 1)[-1]}"


def counted(number: int, one: str, many: str) -> str:
    """ "1 provision", "3 provisions", "no provision"."""
    return f"no {one}" if number == 0 else f"{number} {one if number == 1 else many}"


def listed(names: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    items = list(names)
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + f" and {items[-1]}" if items else ""


def _plain(label: str) -> bool:
    """Whether a label is a number that would be printed the same; "007", figures of other scripts and endless ones stay as they are."""
    return label.isascii() and label.isdecimal() and len(label) < 10 and label == str(int(label))


def _counted(label: str) -> tuple[str, int] | None:
    """What counts on in a label, behind what stays: ("", 7) for 7, ("10(", 2) for 10(2), ("30(", the letter) for 30(b); nothing where nothing does."""
    if _plain(label):
        return "", int(label)
    head, bracket, tail = label.rpartition("(")
    last = tail.removesuffix(")")
    if not bracket or last == tail:
        return None
    if _plain(last):
        return f"{head}(", int(last)
    return (f"{head}(a", ord(last)) if len(last) == 1 and "a" <= last <= "z" else None


def ranges(labels: Iterable[str]) -> str:
    """Labels with runs of numbers folded: "2, 5, 11-14, 15(1)-15(3)"."""
    runs: list[list[str]] = []
    before: tuple[str, int] | None = None
    for label in labels:
        counted = _counted(label)
        if counted is not None and before is not None and counted == (before[0], before[1] + 1):
            runs[-1].append(label)
        else:
            runs.append([label])
        before = counted
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def keys(names: Iterable[str]) -> list[str]:
    """Provisions by their instruments, with runs of numbers folded: "decree/2, 11-14" and "law/1"."""
    by: dict[str, list[str]] = {}
    for name in names:
        instrument, _, label = name.partition("/")
        by.setdefault(instrument, []).append(label)
    return [f"{instrument}/{ranges(labels)}" for instrument, labels in by.items()]


def _relations(report: Report, element: str, until: str = "") -> set[Relation]:
    """The relations of all verdicts on an element; with ``until``, of the instruments up to that one."""
    order = [source.id for source in report.instruments]
    counted = order[: order.index(until) + 1] if until else order
    return {verdict.relation for verdict in report.verdicts if verdict.element == element and verdict.instrument in counted}


def status_words(report: Report, element: str, status: Status, until: str = "") -> str:
    """A status in words; a contested one says whether the support is in full or in part. ``until``: the last instrument that counts."""
    if status != "contested":
        return _STATUS[status]
    how = "addressed in full" if "addresses" in _relations(report, element, until) else "partly addressed"
    return f"contested: {how} and contradicted"


def timeline_words(report: Report, coverage: Coverage) -> str:
    """How an element stood after each instrument, in one line."""
    return "; ".join(f"{after(report, at.instrument)}: {status_words(report, coverage.element, at.status, at.instrument)}" for at in coverage.timeline)


def how_words(verdict: Verdict, review: ReviewNote | None = None) -> str:
    """What decided a verdict, and how each facet compared; empty where nothing is known of either. ``review``: the decision of a person, where one was made."""
    facets = "; ".join(f"{facet.name} {facet.relation}" for facet in verdict.facets)
    if verdict.row == _PERSON:  # who, when and why stand in its rationale
        said = listed(f"“{RELATION[relation]}”" for relation in review.engine) if review is not None else ""
        decided = f"Decided by a person; the tool had said {said}. The tool compared" if said else "Decided by a person; the tool compared"
    elif verdict.rule:
        decided = f"Decided by {verdict.rule.replace(':', ' ')}"
    else:
        decided = f"Decided by row {verdict.row} of the table" if verdict.row else ""
    how = ": ".join(part for part in (decided, facets) if part)
    return f"{how}." if how else ""


def summary(report: Report) -> list[str]:
    """The answer in three sentences, computed from the verdicts and the coverage: what is addressed, in full or in part, what is
    contradicted (and addressed too, be it by the same provision), and what nobody answers to."""
    full: list[str] = []
    partly: list[str] = []
    against: list[str] = []
    gaps: list[str] = []
    for one in report.coverage:
        relations = _relations(report, one.element)
        if "contradicts" in relations:
            against.append(one.element)
        if "addresses" in relations:
            full.append(one.element)
        elif "partially-addresses" in relations:
            partly.append(one.element)
        elif "contradicts" not in relations:
            gaps.append(one.element)
    many = counted(len(report.instruments), "instrument", "instruments")
    first = f"Of {counted(len(report.coverage), 'element', 'elements')}, the words of {many} address {_named(full)} in full and {_named(partly)} only in part."
    second = f"{_named(against) if against else 'None'} {'are' if len(against) > 1 else 'is'} contradicted by {'some' if against else 'any'} provision"
    too = (([id_ for id_ in against if id_ in full], "addressed in full too"), ([id_ for id_ in against if id_ in partly], "partly addressed too"))
    both = [f"{listed(ids)} {'is' if len(ids) == 1 else 'are'} {how}" for ids, how in too if ids]
    second += f"; {' and '.join(both)}." if both else "."
    third = f"Nobody answers to {listed(gaps)}." if gaps else "There is no element that nobody answers to."
    return [first, second, third]


def reviews_summary(report: Report) -> str:
    """How many verdicts a person decided, and how many reviews hold no longer; empty where there is no review."""
    stale = sum(bool(one.stale) for one in report.reviews)
    holding = len(report.reviews) - stale
    parts = [f"{counted(holding, 'verdict was', 'verdicts were')} decided by a person"] if holding else []
    parts += [f"{counted(stale, 'review is', 'reviews are')} stale and decide{'s' if stale == 1 else ''} nothing, as the words are not there"] if stale else []
    return f"{'; '.join(parts)}." if parts else ""


def review_words(one: ReviewNote) -> str:
    """A review in one line: what was decided about what, by whom, when and why, what the tool had said, and why it holds no longer."""
    decided = f"{one.key} {one.element}: {'STALE: ' if one.stale else ''}“{RELATION[one.relation]}”, decided by {one.reviewer} on {one.date}: {one.reason.rstrip('. ')}"
    said = listed(f"“{RELATION[relation]}”" for relation in one.engine)
    if one.stale:
        return f"{decided}. It holds no longer: {one.stale}." + (f" The tool says {said}." if said else "")
    return f"{decided}. The tool had said {said}." if said else f"{decided}."


def _named(ids: Sequence[str]) -> str:
    """ "2 (a and b)", or "none"."""
    return f"{len(ids)} ({listed(ids)})" if ids else "none"


def matrix(report: Report) -> tuple[list[tuple[str, str, dict[str, str]]], dict[str, list[str]]]:
    """The rows of the matrix: (instrument, label, element -> letters), and by instrument the labels without any relation."""
    cells: dict[tuple[str, str], dict[str, str]] = {}
    for provision in report.provisions:
        cells.setdefault((provision.instrument, provision.label), {})
    for verdict in report.verdicts:
        letter = LETTER.get(verdict.relation)
        if letter:
            row = cells.setdefault((verdict.instrument, verdict.provision), {})
            row[verdict.element] = f"{row[verdict.element]}/{letter}" if verdict.element in row else letter
    rows = [(instrument, label, row) for (instrument, label), row in cells.items() if row]
    silent: dict[str, list[str]] = {}
    for (instrument, label), row in cells.items():
        if not row:
            silent.setdefault(instrument, []).append(label)
    return rows, silent
