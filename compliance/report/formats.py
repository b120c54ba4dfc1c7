"""The formats of a report, by name. A new format is one file and one row here."""

from __future__ import annotations

from collections.abc import Callable

from compliance.model.report import Report
from compliance.report.to_html import to_html
from compliance.report.to_json import to_json
from compliance.report.to_markdown import to_markdown
from compliance.report.to_oscal_catalog import to_oscal_catalog
from compliance.report.to_oscal_mapping import to_oscal_mapping
from compliance.report.to_text import to_text

FORMATS: dict[str, Callable[[Report], str]] = {
    "text": to_text, "markdown": to_markdown, "html": to_html, "json": to_json, "oscal-mapping": to_oscal_mapping, "oscal-catalog": to_oscal_catalog,
}  # fmt: skip
