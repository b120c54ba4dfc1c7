"""The formats of a comparison, by name. A new format is one file and one row here."""

from __future__ import annotations

from typing import Protocol

from compliance.model.change import Comparison
from compliance.model.flip import FlipReport
from compliance.report.changes_html import to_html
from compliance.report.changes_json import to_json
from compliance.report.changes_markdown import to_markdown
from compliance.report.changes_text import to_text


class Format(Protocol):
    """What every format takes: a comparison, and what it did to the verdicts of a pack where that was asked."""

    def __call__(self, comparison: Comparison, *, verdicts: FlipReport | None = None) -> str: ...


CHANGES_FORMATS: dict[str, Format] = {"text": to_text, "markdown": to_markdown, "html": to_html, "json": to_json}
