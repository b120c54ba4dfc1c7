"""Claims and what the texts say to them -> text, Markdown or JSON.

Verdict first, then why, part by part, with the words that carry it; for a quotation that is not word for word, what differs. What an author
expected stands beside it.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from compliance.model.claim import CLAIM_VERDICTS, ClaimQuote, ClaimResult
from compliance.model.text import Text
from compliance.report.build import note
from compliance.report.conflicts import one_line, safe

_TITLE = "Claims about the texts"
_ON_WORDS = "These are statements on the words of the texts, never on conduct."
_STATUS = {"said": "said", "near": "near", "not-said": "not said"}


def claims_text(texts: Sequence[Text], results: Sequence[ClaimResult]) -> str:
    """The results for the terminal, 80 columns wide."""
    out = [_TITLE, "=" * len(_TITLE), "", *(f"  {text.id} (sha256 {text.sha256[:12]})" for text in texts), ""]
    for one in results:
        out += _wrapped(f"{_plain(one.claim.id)}: {verdict_words(one)}", "  ")
        out += _wrapped(f"“{_plain(_bare(one))}”", "    ")
        out += _wrapped(_plain(one.reason), "    ")
        if one.differences:
            out += _wrapped(f"Differences: {_plain(_differences(one))}", "    ")
        for part in one.parts:
            out += _wrapped(_plain(f"- {part.role} “{part.words}”: {_STATUS[part.status]}{f' ({part.by})' if part.by else ''}"), "      ")
        for quote in one.quotes:
            out += _wrapped(_plain(f"{_cite(quote)}: “{one_line(quote.evidence.quote)}”"), "      ")
        out.append("")
    return "\n".join([*out, *textwrap.wrap(counts_words(results), 79), *textwrap.wrap(_ON_WORDS, 79)]) + "\n"


def claims_markdown(texts: Sequence[Text], results: Sequence[ClaimResult]) -> str:
    """The same as Markdown."""
    out = [f"# {_TITLE}", "", *(f"- {safe(_plain(text.id))} (sha256 `{text.sha256}`)" for text in texts), ""]
    for one in results:
        out += [f"## {safe(_plain(one.claim.id))}: {verdict_words(one)}", "", f"> {safe(_plain(_bare(one)))}", "", safe(_plain(one.reason)), ""]
        if one.differences:
            out += [f"Differences: {safe(_plain(_differences(one)))}", ""]
        if one.parts:
            out += ["| part | words | said | by |", "| --- | --- | --- | --- |"]
            out += [f"| {part.role} | {safe(_plain(part.words))} | {_STATUS[part.status]} | {safe(_plain(part.by))} |" for part in one.parts] + [""]
        for quote in one.quotes:
            out += [f"{safe(_cite(quote))}:", "", f"> {safe(_plain(one_line(quote.evidence.quote)))}", ""]
    return "\n".join([*out, counts_words(results), "", _ON_WORDS]) + "\n"


def claims_json(texts: Sequence[Text], results: Sequence[ClaimResult]) -> str:
    """All results as data, format ``compliance-claims/1``."""
    data = {"format": "compliance-claims/1", "documents": [asdict(note(text)) for text in texts], "claims": [_data(one) for one in results]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _data(one: ClaimResult) -> dict[str, Any]:
    claim = one.claim
    return {
        "id": claim.id, "about": list(claim.about), "kind": claim.kind, "text": claim.text, "verdict": one.verdict, "expected": claim.verdict or None,
        "reason": one.reason, "parts": [asdict(part) for part in one.parts],
        "quotes": [{"provision": quote.provision, **asdict(quote.evidence)} for quote in one.quotes],
        "differences": [{"op": op, "text": text} for op, text in one.differences],
    }  # fmt: skip


def _bare(one: ClaimResult) -> str:
    """The words of a claim without quotation marks of their own around them."""
    return one.claim.text.strip("“”\"") if one.claim.kind == "quotation" else one.claim.text


def verdict_words(one: ClaimResult) -> str:
    """The verdict on a claim, and whether its author expected it."""
    expected = one.as_expected
    return one.verdict + ("" if expected is None else ", as expected" if expected else f", but {one.claim.verdict} was expected")


def _differences(one: ClaimResult) -> str:
    """The nearest wording with what the quotation has and the text has not in [-...-], and what only the text has in {+...+}."""
    marks = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    return " ".join(marks[op].format(text) for op, text in one.differences)


def _cite(quote: ClaimQuote) -> str:
    return f"{quote.evidence.document}/{quote.provision}" if quote.provision else quote.evidence.document


def counts_words(results: Sequence[ClaimResult]) -> str:
    """How many claims came out how, in one line."""
    counted = ", ".join(f"{sum(one.verdict == verdict for one in results)} {verdict}" for verdict in CLAIM_VERDICTS)
    expected = [one.as_expected for one in results if one.as_expected is not None]
    return f"{len(results)} {'claim' if len(results) == 1 else 'claims'}: {counted}." + (f" {sum(expected)} of {len(expected)} as expected." if expected else "")


def _plain(text: str) -> str:
    """A text without characters that steer a terminal or turn the direction of writing."""
    return "".join(char if char.isprintable() or char == "\n" else "�" for char in text)


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, 79, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
