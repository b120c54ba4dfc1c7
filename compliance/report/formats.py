"""The formats of a report, by name. A new format is one file and one row here; each is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from compliance.model.report import Report


def _format(name: str) -> Callable[[Report], str]:
    """What shows a report in this format: the function ``to_<name>`` of the file of that name."""

    stem = name.replace("-", "_")

    def show(report: Report) -> str:
        made: str = getattr(import_module(f"compliance.report.to_{stem}"), f"to_{stem}")(report)
        return made

    return show


FORMATS: dict[str, Callable[[Report], str]] = {name: _format(name) for name in ("text", "markdown", "html", "json", "oscal-mapping", "oscal-catalog")}
