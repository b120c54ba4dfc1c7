"""A comparison as Markdown, read back by a parser of it: the struck and the strong words are those of the edits, and no others."""

from __future__ import annotations

from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from compliance.model.change import Comparison, Edit
from compliance.model.flip import FlipReport, VerdictChange, VerdictSide
from compliance.report.changes_markdown import fenced, md, to_markdown
from compliance.report.changes_outline import groups
from compliance.report.changes_pieces import pieces
from compliance.report.changes_wording import named
from tests.report.comparisons import by_hand, decree
from tests.report.strategies import comparisons

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_MARKUP = {"s_open", "s_close", "strong_open", "strong_close", "text", "text_special", "softbreak", "code_inline"}


def inline(text: str) -> list[Token]:
    """All inline tokens of a Markdown text."""
    return [child for token in _READER.parse(text) for child in token.children or ()]


def runs(text: str) -> list[tuple[str, str]]:
    """The words of one line, each run with how it looks."""
    out: list[tuple[str, str]] = []
    look = "equal"
    for token in inline(text):
        look = {"s_open": "delete", "strong_open": "insert", "s_close": "equal", "strong_close": "equal"}.get(token.type, look)
        if token.content:
            if out and out[-1][0] == look:
                out[-1] = (look, out[-1][1] + token.content)
            else:
                out.append((look, token.content))
    return out


def test_the_page() -> None:
    out = to_markdown(decree())
    assert "| reworded | 3 |\n| added | 1 |" in out
    assert "unchanged |" not in out
    assert "- 2 → 3: negation dropped: “not”\n" in out
    assert "### 1 reworded\n\n> The branch registers all refugees across the country within ~~thirty~~ **sixty** days of their arrival.\n" in out
    assert "\n3 renumbered 4\n" in out
    assert "### 9 → 2 moved up\n" in out


def test_verdicts_that_flip() -> None:
    side = VerdictSide("2", "partially-addresses", "not allowed", 0, 11)
    flip = VerdictChange("appeared", "3.host", (), (side,), (Edit("insert", "not", ("negation",)),), "words", 2)
    out = to_markdown(decree(), verdicts=FlipReport("doha", "1", (flip,), ()))
    assert "- 3.host: verdict appeared, nothing before, 2 partially addresses now (through the words)\n  - **not**\n" in out


@given(comparisons())
def test_struck_and_strong_words_are_those_of_the_edits(comparison: Comparison) -> None:
    for change in comparison.changes:
        shown = pieces(comparison, change)
        if not shown:
            continue
        found = runs("> " + fenced(shown))
        for op in ("delete", "insert"):
            assert "".join("".join(text for o, text in found if o == op).split()) == "".join("".join(e.text for e in shown if e.op == op).split())
        assert "".join("".join(text for _, text in found).split()) == "".join("".join(edit.text for edit in shown).split())


@given(comparisons())
def test_no_text_becomes_markup(comparison: Comparison) -> None:
    out = to_markdown(comparison)
    assert {token.type for token in inline(out)} <= _MARKUP
    blocks = _READER.parse(out)
    assert not [token for token in blocks if token.type in ("html_block", "fence", "code_block", "hr", "ordered_list_open", "lheading_open")]
    shown = sum(len(group.entries) for group in groups(named(comparison)) if group.kind != "quiet")
    assert sum(token.type == "heading_open" for token in blocks) <= 4 + 2 * shown
    tables = [token for token in blocks if token.type == "table_open"]
    assert len(tables) == 2
    assert "\\@you" in out or "@you" not in out


def test_rows_of_tables_keep_their_shape() -> None:
    out = to_markdown(by_hand([], [("1", "a | b")], [("added", [], [0], [])], titles=("x | y", "<b>")))
    assert "| old | old | x \\| y |" in out
    assert "**a \\| b**" in out


def test_what_looks_like_a_list_or_a_link_is_escaped() -> None:
    assert [md(text) for text in ("- a", "1. a", "12) a", "+ a", "=== a", "a - b = c")] == ["\\- a", "1\\. a", "12\\) a", "\\+ a", "\\=== a", "a - b = c"]
    assert md("http://a.b www.a.b") == "http:\\/\\/a.b www\\.a.b"
