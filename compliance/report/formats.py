"""The formats of a report, by name. A new format is one file and one row here; each is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from compliance.model.report import Report


def _format(name: str) -> Callable[[Report], Any]:
    """What shows a report in this format: the function ``to_<name>`` of the file of that name."""

    stem = name.replace("-", "_")

    def show(report: Report) -> Any:
        return getattr(import_module(f"compliance.report.to_{stem}"), f"to_{stem}")(report)

    return show


#: Formats that are text.
FORMATS: dict[str, Callable[[Report], str]] = {name: _format(name) for name in ("text", "markdown", "html", "json", "oscal-mapping", "oscal-catalog", "csv")}

#: Formats that are bytes, for another program to open: what such a file is called in a message.
CALLED: dict[str, str] = {"docx": "a Word file", "xlsx": "a workbook", "parquet": "a Parquet file"}
FILES: dict[str, Callable[[Report], bytes]] = {name: _format(name) for name in CALLED}

#: The format that the name of a file asks for by its ending, in every command and verb that has that format.
BY_ENDING = {
    ".html": "html", ".md": "markdown", ".txt": "text", ".json": "json", ".docx": "docx", ".xlsx": "xlsx", ".csv": "csv", ".parquet": "parquet",
    ".xml": "akn", ".sarif": "sarif",
}  # fmt: skip
#: Endings by which other programs know formats that nothing here writes: text under such a name could not be opened.
OTHERS = frozenset({".doc", ".ods", ".odt", ".pdf", ".rtf", ".xls"})
