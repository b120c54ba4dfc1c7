"""The Markdown summary of a check, read back by a parser of it: tables keep their cells, links stay inside, and it is never too large."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from compliance.model.check import Judgement, Spot
from compliance.report.check_summary import to_summary
from tests.report.judgements import corpus, finding, judgement, judgements, mixed

_READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_HTML = {"<br>", "<details>", "</details>"}


def tokens(text: str) -> list[Token]:
    return [token for outer in _READER.parse(text) for token in (outer, *(outer.children or ()))]


def tables(text: str) -> list[list[int]]:
    """The number of cells of each row of each table."""
    out: list[list[int]] = []
    for token in tokens(text):
        if token.type == "table_open":
            out.append([])
        elif token.type == "tr_open":
            out[-1].append(0)
        elif token.type in ("td_open", "th_open"):
            out[-1][-1] += 1
    return out


@settings(deadline=None)
@given(judgements())
def test_nothing_in_a_text_is_markup(made: Judgement) -> None:
    out = to_summary(made)
    out.encode("utf-8")
    assert not {"\u202e", "\u2066", "\x07", "\x1b", "\udcff", "\u200b", "\r", "\x85", "\u2028"} & set(out)
    for token in tokens(out):
        assert token.type not in ("image", "code_block", "fence", "em_open", "strong_open", "s_open", "hr")
        if token.type == "html_inline":
            assert token.content in _HTML
        elif token.type == "html_block":
            assert set(token.content.split("\n")) <= {"", "<details>", "</details>"} or token.content.startswith("<details>\n<summary>")
        elif token.type == "code_inline":
            assert token.content == "compliance check"
        elif token.type == "link_open":
            target = str(token.attrs["href"])
            assert not target.startswith(("/", "#"))
            assert ":" not in target
    for table in tables(out):
        assert len(set(table)) == 1
    new = sum(one.state == "new" for one in made.findings)
    assert [len(table) - 1 for table in tables(out)] == [3, *([len(made.matrix)] if made.matrix else []), *([new] if new else [])]


def test_the_page() -> None:
    out = to_summary(mixed())
    assert out.startswith("## ✕ The check fails\n\n4 new findings: 2 errors, 1 warning and 1 note; 1 known, 1 waived and 1 fixed.\n")
    assert "| ✕ error | 2 | 1 | 0 |\n| ▲ warning | 1 | 0 | 1 |\n| ○ note | 1 | 0 | 0 |\n" in out
    assert "| iea-2020-09/1 |  | ◐\u00a0partly<br>✕\u00a0contradicts | ●\u00a0addresses |\n" in out
    assert "| [texts/decree.txt:3](texts/decree.txt#L3) |" in out
    assert "3.host: “host” ([texts/agreement.txt:9](texts/agreement.txt#L9))" in out
    assert "<summary>Waived findings (1)</summary>\n\n- warning partial 3.recruit ([texts/decree.txt:4](texts/decree.txt#L4))" in out
    assert "(waived: agreed with the ministry)" in out
    assert "- gap 3.train, known since 2025-12-01" in out


def test_links_lead_where_the_forge_shows_files() -> None:
    assert "](https://forge.example/blob/main/texts/decree.txt#L3)" in to_summary(mixed(), base="https://forge.example/blob/main/")


def test_a_run_that_passes() -> None:
    for made in (judgement(), mixed(report_only=True)):
        assert to_summary(made).startswith("## ● The check passes\n")
    assert "### New findings" not in to_summary(judgement())


def test_the_corpus() -> None:
    out = to_summary(corpus())
    matrix, found = tables(out)[1:]
    assert (len(matrix), len(found)) == (len(corpus().matrix) + 1, 53)
    assert len(out.encode()) < 60_000


@pytest.mark.parametrize("text", ["&" * 5_000, "word " * 1_000, "\U0001f642" * 3_000, "\udcff" * 3_000])
def test_a_summary_is_never_too_large_and_says_what_it_left_off(text: str) -> None:
    def made(number: int, state: str) -> object:
        return finding(number, "gap", state=state, message=text, words=text, subject=text, next_step=text, spot=Spot(text, 1, 1, 1, 2), reason=text)

    found = [made(number, state) for state in ("new", "known", "waived") for number in range(4_000)]
    rows = tuple(("iea-2020-09", str(number), (("3.host", "X"),)) for number in range(5_000))
    elements = tuple(f"{number}.{text[:40]}" for number in range(60))
    out = to_summary(judgement(*found, matrix=rows, elements=elements))  # type: ignore[arg-type]
    assert len(out.encode("utf-8")) < 1024 * 1024
    assert "more rows are left off here" in out
    assert "more findings are left off here" in out
    assert out.count("more lines are left off here") == 2
    shown = tables(out)[-1]
    assert f"{4_000 - (len(shown) - 1)} more findings" in out


def test_a_matrix_whose_head_alone_is_too_large_is_left_off_as_a_whole() -> None:
    out = to_summary(judgement(elements=tuple(f"e{number}" for number in range(100_000))))
    assert len(out.encode()) < 10_000
    assert "2 more rows are left off here" in out
