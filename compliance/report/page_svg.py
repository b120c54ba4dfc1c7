"""The two pictures of a page as SVG: coverage over time, and the map from provisions to elements.

Takes a report and the names of its page; gives figures whose pictures have a title, a description in words and text of their own, so that
they are read as well as seen. Shapes and strokes carry what colours carry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from compliance.model.mapping import Relation, Status
from compliance.model.report import Report
from compliance.report.page_names import Names
from compliance.report.page_text import FULL, STATUS, bdi, h
from compliance.report.wording import counted, date_words, listed, safe, shortened, timeline_words

_FEW = 4  # instruments whose status stands in words beside its shape
_ROWS = 60  # provisions that are drawn one by one
_LINE: dict[Relation, str] = {"addresses": 'stroke-width="2.5"', "partially-addresses": 'stroke-width="1.5" stroke-dasharray="7 3"', "contradicts": 'stroke-width="2" stroke-dasharray="1.5 3.5" stroke-linecap="round"'}
_DRAWN: tuple[Relation, ...] = ("addresses", "partially-addresses", "contradicts")
_SHOWN: dict[Status, str] = {"addressed": "●", "partially-addressed": "◐", "contradicted": "✕", "contested": "◐✕", "unaddressed": "○"}
_MARK = 6
_LABEL = 64


def pictures(report: Report, names: Names) -> str:
    """Both pictures, each in a section of its own."""
    return _over_time(report, names) + _map(report, names)


def _over_time(report: Report, names: Names) -> str:
    """A row per element, a column per instrument; in each place the status once that instrument is counted too."""
    sources = report.instruments
    few = len(sources) <= _FEW
    titles = {element.id: shortened(element.title, _LABEL) for element in report.elements}
    step, left, top = (170 if few else 40), 24 + _widest(one.element for one in report.coverage), 34
    right = left + step * len(sources)
    width, height = right + 8 + _widest(titles.values()), top + 26 * len(report.coverage) + 8
    out = []
    for at, source in enumerate(sources):
        out.append(_text(left + step * at, 18, date_words(source) if few else str(at + 1), "head"))
    for row, one in enumerate(report.coverage):
        y = top + 26 * row + 10
        out += [_text(0, y + 4, one.element), _text(right, y + 4, titles[one.element], "none")]
        xs = [left + step * next(i for i, s in enumerate(sources) if s.id == then.instrument) + _MARK for then in one.timeline]
        for at, (x, then) in enumerate(zip(xs, one.timeline, strict=True)):
            wide = 2 * _MARK + (15 if then.status == "contested" else 0)
            behind = x + wide - _MARK + (10 + 7 * len(STATUS[then.status]) if few else 4)
            if at + 1 < len(xs) and behind < xs[at + 1] - _MARK - 4:
                out.append(f'<line x1="{behind}" y1="{y}" x2="{xs[at + 1] - _MARK - 4}" y2="{y}" stroke="currentColor" stroke-opacity="0.35"/>')
            out.append(_shape(then.status, x, y))
            if few:
                out.append(_text(x + wide - _MARK + 6, y + 4, STATUS[then.status], then.status))
    said = " ".join(f"{one.element}: {timeline_words(report, one)}." for one in report.coverage)
    numbers = "" if few else "Instruments: " + "; ".join(f"{at} {safe(s.title or s.id)}, {date_words(s)}" for at, s in enumerate(sources, 1)) + "."
    note = "How each element stands once the instruments up to this one are taken together: " + ", ".join(f"{_SHOWN[status]} {words}" for status, words in STATUS.items()) + ". " + numbers
    return _figure(names, "over-time", "Coverage over time", said, note, width, height, out)


def _map(report: Report, names: Names) -> str:
    """Provisions to the left, elements to the right, a line for each verdict; instruments instead of provisions where those are too many."""
    hits = [v for v in report.verdicts if v.relation in _DRAWN]
    rows = list(dict.fromkeys((v.instrument, v.provision) for v in hits))
    whole = len(rows) > _ROWS
    place = {(note.instrument, note.label): at for at, note in enumerate(report.provisions)}
    rows.sort(key=lambda row: place.get(row, len(place)))
    keys = list(dict.fromkeys((instrument, "") for instrument, _ in rows)) if whole else rows
    shown = [instrument if whole else f"{instrument}/{label}" for instrument, label in keys]
    lines = Counter((keys.index((v.instrument, "" if whole else v.provision)), v.element, v.relation) for v in hits)
    height = 30 + 22 * max(len(keys), len(report.elements), 1)
    labels = _labels(report)
    left = 16 + _widest(shown)
    right = left + 420
    width = right + 24 + _widest(labels.values())
    starts = _spread(len(keys), height)
    ends = dict(zip((e.id for e in report.elements), _spread(len(report.elements), height), strict=True))
    out = []
    for row, element, relation in sorted(lines, key=lambda line: (line[0], list(ends).index(line[1]), line[2])):
        shift = {"addresses": -3, "partially-addresses": 0, "contradicts": 3}[relation]
        y1, y2, middle = starts[row] + shift, ends[element] + shift, (left + right) // 2
        out.append(f'<path class="{relation}" d="M{left} {y1}C{middle} {y1} {middle} {y2} {right - 12} {y2}" fill="none" stroke="currentColor" {_LINE[relation]}/>')
        if relation == "contradicts":
            out.append(f'<path class="contradicts" d="{_cross(right - 8, y2, 3)}" stroke="currentColor" stroke-width="2"/>')
    out += [_text(left - 8, y + 4, words, anchor="end") for words, y in zip(shown, starts, strict=True)]
    out += [_text(right + 2, y + 4, labels[id_], "" if any(v.element == id_ for v in hits) else "none") for id_, y in ends.items()]
    said = "; ".join(f"{words} {_said(lines, at, list(ends))}" for at, words in enumerate(shown)) or "no provision answers to any element"
    quiet = [id_ for id_ in ends if not any(v.element == id_ for v in hits)]
    note = ("Each line leads from an instrument to an element" if whole else "Each line leads from a provision to an element") + ": solid addresses, dashed partially addresses, dotted with a cross contradicts."
    note += f" No line leads to {listed(quiet)}." if quiet else ""
    return _figure(names, "map", "From provisions to elements", f"{said}.", note, width, height, out)


def _said(lines: Counter[tuple[int, str, Relation]], row: int, elements: list[str]) -> str:
    parts = []
    for relation in _DRAWN:
        found = [f"{id_} ({counted(lines[row, id_, relation], 'time', 'times')})" if lines[row, id_, relation] > 1 else id_ for id_ in elements if lines[row, id_, relation]]
        if found:
            parts.append(f"{FULL[relation]} {listed(found)}")
    return ", ".join(parts)


def _figure(names: Names, name: str, title: str, said: str, note: str, width: int, height: int, out: list[str]) -> str:
    section, head, words = names.part(name), names.part(f"{name}-title"), names.part(f"{name}-words")
    return (
        f'<section aria-labelledby="{section}"><h2 id="{section}">{h(title)}</h2><figure class="picture"><figcaption>{h(note)}</figcaption>'
        f'<div class="wide" role="group" aria-labelledby="{section}" tabindex="0">'
        f'<svg role="img" aria-labelledby="{head} {words}" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13" fill="currentColor">'
        f'<title id="{head}">{h(title)}</title><desc id="{words}">{h(said)}</desc>{"".join(out)}</svg></div></figure>'
        f"<details><summary>The same in words</summary><p>{bdi(said)}</p></details></section>"
    )


def _labels(report: Report) -> dict[str, str]:
    """The elements as the pictures name them: id, and what it asks."""
    return {element.id: shortened(f"{element.id}: {element.title}", _LABEL) for element in report.elements}


def _widest(words: Iterable[str]) -> int:
    """About how wide the longest of some words is, in the pixels of a picture."""
    return round(7.3 * max((len(safe(word)) for word in words), default=0))


def _spread(many: int, height: int) -> list[int]:
    """The middle lines of ``many`` rows of equal height."""
    return [round((2 * at + 1) * height / (2 * many)) for at in range(many)]


def _text(x: int, y: int, words: str, kind: str = "", anchor: str = "") -> str:
    more = (f' class="{kind}"' if kind else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text x="{x}" y="{y}"{more}>{h(words)}</text>'


def _shape(status: Status, x: int, y: int) -> str:
    """A full disk, half a disk, a cross, half a disk and a cross, a ring."""
    ring = f'<circle class="{status}" cx="{x}" cy="{y}" r="{_MARK - 1}" fill="none" stroke="currentColor" stroke-width="1.5"'
    half = f'<path class="{status}" d="M{x} {y - 5}A5 5 0 0 0 {x} {y + 5}Z"/>'
    if status == "addressed":
        return f'<circle class="{status}" cx="{x}" cy="{y}" r="{_MARK}"/>'
    if status == "partially-addressed":
        return f"{ring}/>{half}"
    if status == "contradicted":
        return f'<path class="{status}" d="{_cross(x, y, 5)}" stroke="currentColor" stroke-width="2.5"/>'
    if status == "contested":
        return f'{ring}/>{half}<path class="{status}" d="{_cross(x + 15, y, 5)}" stroke="currentColor" stroke-width="2.5"/>'
    return f'{ring} stroke-dasharray="2 2"/>'


def _cross(x: int, y: int, arm: int) -> str:
    return f"M{x - arm} {y - arm}L{x + arm} {y + arm}M{x - arm} {y + arm}L{x + arm} {y - arm}"
