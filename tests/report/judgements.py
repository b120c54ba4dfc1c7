"""Judgements for the tests of formats: one by hand, one of the built-in corpus, and any number made by chance."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from hypothesis import strategies as st

from compliance.checks.judge import asked
from compliance.model.check import LEVELS, CheckConfig, CheckFinding, FindingCode, Fixed, Judgement, Level, Quoted, Spot
from compliance.model.span import Evidence
from compliance.report.wording import matrix
from compliance.tasks.check import judge_all

CODES: tuple[FindingCode, ...] = tuple(LEVELS)
_RANK = {"error": 0, "warning": 1, "note": 2, "off": -1}


def finding(number: int = 1, code: FindingCode = "gap", **other: object) -> CheckFinding:
    """A finding with plausible words."""
    made = CheckFinding(
        id=f"{number:016x}", code=code, severity=LEVELS[code] if LEVELS[code] != "off" else "note", subject="3.host", message=f"nobody answers 3.host ({number})",
        next_step="add a provision that does", spot=Spot("texts/decree.txt", number, 4, number, 17), element="3.host", words="will not host",
    )  # fmt: skip
    return replace(made, **other)  # type: ignore[arg-type]


def judgement(*findings: CheckFinding, fail_on: Level = "error", report_only: bool = False, fixed: tuple[Fixed, ...] = (), **other: object) -> Judgement:
    """A judgement of these findings, with what follows from them."""
    failed = any(one.state == "new" and _RANK[one.severity] <= _RANK[fail_on] for one in findings)
    made = Judgement(
        findings=findings, fixed=fixed, packs=("doha",), texts=("doha-part-ii", "iea-2020-09"), elements=("2.message", "3.host", "3.recruit"),
        matrix=(("iea-2020-09", "1", (("3.host", "P/X"), ("3.recruit", "A"))), ("iea-2020-09", "10", (("3.host", "X"),))),
        profile="", fail_on=fail_on, report_only=report_only, failed=failed, required=("2.message", "3.host", "3.recruit"), forbidden=("3.host", "3.recruit"),
    )  # fmt: skip
    return replace(made, **other)  # type: ignore[arg-type]


def mixed(**other: object) -> Judgement:
    """One of each state and severity."""
    contradiction = finding(
        3, "contradiction", subject="iea-2020-09/1 3.host", provision="1", message="iea-2020-09/1 contradicts 3.host “do not host”",
        evidence=(Evidence("iea-2020-09", 0, 13, "will not host"), Evidence("doha-part-ii", 5, 9, "host")),
        others=(Quoted(Spot("texts/agreement.txt", 9, 5, 9, 9), "host", "3.host"),),
    )  # fmt: skip
    return judgement(
        finding(1), contradiction, finding(2, "gap", subject="2.message", element="2.message", state="known", since="2026-01-02"),
        finding(4, "partial", state="waived", reason="agreed with the ministry", subject="3.recruit", element="3.recruit"), finding(5, "unread", subject="iea-2020-09/2", element="", words=""),
        finding(6, "surplus", subject="iea-2020-09/4", element="", provision="4"),
        fixed=(Fixed("f" * 16, "gap", "3.train", "2025-12-01"),), **other,  # type: ignore[arg-type]
    )  # fmt: skip


@lru_cache(maxsize=1)
def corpus() -> Judgement:
    """What the built-in corpus comes to."""
    config = CheckConfig()
    judged = judge_all(config)
    elements = tuple(element.id for report in judged.reports for element in report.elements)
    rows = tuple((instrument, label, tuple(row.items())) for report in judged.reports for instrument, label, row in matrix(report)[0])
    texts = tuple(source.id for source in judged.reports[0].instruments)
    required, forbidden = asked(config.policy, elements)
    return judgement(*judged.findings, elements=elements, matrix=rows, texts=texts, required=required, forbidden=forbidden)


# ---- by chance ----

PIECES = (
    "<script>alert(1)</script>", "]]>", "<![CDATA[", "--", "&amp;", "::error file=a::b", "::set-output name=x::y", "##[error]", "%0A::error::x", "%", "\n::error::x", "\r\n",
    "|", "`", "``` ", "*", "_", "[l](javascript:x)", "![i](http://x.y)", "</details>", "<!--", "-->", "$x$", "@you", "#1", "~~", "\\", "\"'", ",", ":", "//", "/", "..", "a b", "\u202eevil\u202c",
    "\u2066", "\u200f", "\u200b", "\ufeff", "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ufffe", "\uffff", "\U0001ffff", "\udcff", "\ud800", "é", "漢字", "🙂", "مهاجرین", "shall", "decree.txt",
)  # fmt: skip
words = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=6).map(" ".join)
paths = st.one_of(words, st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("/".join), st.just("/home/someone/decree.txt"), st.just("C:\\someone\\decree.txt"))


@st.composite
def spots(draw: st.DrawFn) -> Spot:
    line, column = draw(st.integers(1, 99)), draw(st.integers(1, 99))
    deeper = draw(st.integers(0, 2))
    return Spot(draw(paths), line, column, line + deeper, column + draw(st.integers(0, 9)) if not deeper else draw(st.integers(1, 9)))


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    """Any number of findings, of texts that mean no good."""
    found: list[CheckFinding] = []
    for number in range(draw(st.integers(0, 5))):
        found.append(
            CheckFinding(
                id=f"{number:016x}", code=draw(st.sampled_from(CODES)), severity=draw(st.sampled_from(("error", "warning", "note"))), subject=draw(words),
                message=draw(words), next_step=draw(words), spot=draw(spots()), pack=draw(words), element=draw(st.sampled_from(("", "3.host", "<e>"))), provision=draw(words),
                state=draw(st.sampled_from(("new", "new", "known", "waived"))), words=draw(words),
                others=tuple(Quoted(draw(spots()), draw(words), draw(st.sampled_from(("", "3.host")))) for _ in range(draw(st.integers(0, 2)))),
                since=draw(words), reason=draw(words),
            )
        )  # fmt: skip
    fixed = tuple(Fixed(draw(words), draw(words), draw(words), draw(words)) for _ in range(draw(st.integers(0, 2))))
    rows = tuple((draw(words), draw(words), ((draw(words), draw(st.sampled_from(("A", "P", "X", "P/X")))),)) for _ in range(draw(st.integers(0, 2))))
    level = draw(st.sampled_from(("off", "note", "warning", "error")))
    elements = tuple(draw(st.lists(st.one_of(words, st.sampled_from(("3.host", "<e>"))), max_size=3, unique=True)))
    return judgement(
        *found, fail_on=level, report_only=draw(st.booleans()), fixed=fixed, matrix=rows, elements=elements, required=elements, forbidden=elements[:1],
        packs=(draw(words),), texts=(draw(words),), profile=draw(words),
    )  # type: ignore[arg-type]  # fmt: skip
