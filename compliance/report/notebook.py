"""What every output of a notebook shares: its style, its frame, tables, and what is left out of long ones.

Takes pieces of HTML that are escaped already; gives HTML without script that takes the colours of the notebook round it, light or dark:
words keep the colour of the page, and a tint, a shape and a word tell relations apart. What a report or a comparison shows of itself is
left to the ``notebook_*`` files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compliance.model.mapping import Relation, Status
from compliance.report.page_text import BRIEF, SHORT, bdi, h
from compliance.report.wording import counted, shortened

#: Rows and columns that one output shows of a table, and characters of one quote: an output stays small however long a report is.
ROWS, COLUMNS, QUOTE = 40, 24, 320

#: The shape of a relation or a status, as words of the output: a notebook that drops the style shows it all the same.
SHAPES = {
    "addresses": "●", "partially-addresses": "◐", "contradicts": "✕", "does-not-address": "○",
    "addressed": "●", "partially-addressed": "◐", "contradicted": "✕", "contested": "◐✕", "unaddressed": "○",
}  # fmt: skip

#: Tables say thrice whose they are, since notebooks set those of every output to the right and striped.
_STYLE = """<style>
.cmpl{font-family:system-ui,"DejaVu Sans",sans-serif;font-size:13px;line-height:1.45}
.cmpl p,.cmpl ul,.cmpl ol,.cmpl blockquote{max-width:72em}
.cmpl p,.cmpl ul,.cmpl ol{margin:.35em 0}.cmpl ul,.cmpl ol{padding-inline-start:1.5em}
.cmpl .head{font-size:1.15em;font-weight:600}.cmpl .dim,.cmpl caption{opacity:.78;font-size:.92em}
.cmpl .wide{overflow-x:auto}
.cmpl.cmpl.cmpl table{border-collapse:collapse;border:0;margin:.4em 0;font-size:inherit;width:auto}
.cmpl.cmpl.cmpl tr{background:none}
.cmpl.cmpl.cmpl caption{caption-side:top;text-align:start;padding:.2em 0;color:inherit}
.cmpl.cmpl.cmpl th,.cmpl.cmpl.cmpl td{text-align:start;vertical-align:top;padding:.2em .5em;border:0;border-top:1px solid rgba(127,127,127,.4);white-space:normal;max-width:44em}
.cmpl.cmpl.cmpl th[scope=row],.cmpl.cmpl.cmpl td.s{white-space:nowrap}.cmpl.cmpl.cmpl .matrix{font-size:12px}.cmpl .matrix td{border-inline-start:1px solid rgba(127,127,127,.2)}
.cmpl blockquote{margin:.3em 0;padding:.1em .8em;border-inline-start:3px solid rgba(127,127,127,.5);font-family:Georgia,"Noto Serif","DejaVu Serif","Noto Naskh Arabic",serif;font-size:1.08em}
.cmpl .addresses,.cmpl .addressed{background:rgba(20,150,80,.18)}
.cmpl .partially-addresses,.cmpl .partially-addressed{background:rgba(215,150,0,.2)}
.cmpl .contradicts,.cmpl .contradicted,.cmpl .error{background:rgba(215,40,40,.2)}
.cmpl .contested{background:rgba(150,70,190,.2)}
.cmpl b.addresses,.cmpl b.partially-addresses,.cmpl b.contradicts,.cmpl b.error{padding:0 .3em;border-radius:.2em}
.cmpl del{background:rgba(215,40,40,.2);text-decoration:line-through}
.cmpl ins{background:rgba(20,150,80,.2);text-decoration:underline}
.cmpl del,.cmpl ins{unicode-bidi:isolate;padding:0 .1em;border-radius:.15em}
.cmpl .look{outline:1px solid currentColor}
.cmpl code,.cmpl pre{background:none}.cmpl pre{white-space:pre-wrap;margin:.3em 0;font-size:.95em}
</style>"""


def frame(*parts: str) -> str:
    """One output: the parts that there are, with the style, under a name that touches nothing else of the notebook."""
    return f'<div class="cmpl">{_STYLE}{"".join(part for part in parts if part)}</div>'


def head(words: str) -> str:
    """The first line of an output; ``words`` is HTML."""
    return f'<p class="head">{words}</p>'


def dim(words: str) -> str:
    """A line for whoever wants to know more; ``words`` is HTML."""
    return f'<p class="dim">{words}</p>' if words else ""


def table(heads: Sequence[str], rows: Iterable[str], caption: str = "", kind: str = "") -> str:
    """A table: column heads and caption as HTML, rows as made by ``row``. It scrolls by itself where it is broad."""
    top = "".join(f'<th scope="col">{words}</th>' for words in heads)
    named = f"<caption>{caption}</caption>" if caption else ""
    inner = "".join(rows)
    cls = f' class="{kind}"' if kind else ""
    return f'<div class="wide" tabindex="0"><table{cls}>{named}<thead><tr>{top}</tr></thead><tbody>{inner}</tbody></table></div>'


def row(first: str, *cells: str) -> str:
    """A row: its head and its cells, which are HTML, and whole ``<td>`` where they begin so."""
    inner = "".join(cell if cell.startswith("<td") else f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row">{first}</th>{inner}</tr>'


def left_out(number: int, one: str, many: str, how: str) -> str:
    """The line that says how much of a table is not shown and how to see it (plain words); nothing where all is shown."""
    return dim(h(f"{counted(number, f'more {one} is', f'more {many} are')} left out here; {how}.")) if number > 0 else ""


def quote(words: str, limit: int = QUOTE) -> str:
    """Words of a text, shortened, as HTML."""
    return bdi(shortened(words, limit))


def badge(relation: Relation) -> str:
    """A relation with its shape."""
    words = SHORT.get(relation, "does not address")
    return f'<b class="{relation}">{SHAPES[relation]} {words}</b>'


def mark(relations: Sequence[Relation]) -> str:
    """The cell of a matrix: what one provision does to one element; ``relations`` holds each once."""
    if not relations:
        return "<td></td>"
    kind = "contested" if len(relations) > 1 and "contradicts" in relations else relations[0]
    return f'<td class="s {kind}">{"<br>".join(f"{SHAPES[one]} {SHORT[one]}" for one in relations)}</td>'


def status(value: Status) -> str:
    """The cell that says how an element stands after all instruments."""
    return f'<td class="s {value}">{SHAPES[value]} {BRIEF[value]}</td>'
