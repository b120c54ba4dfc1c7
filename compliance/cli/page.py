"""``compliance report --html-assets``: the page with its style and script in files beside it.

Takes the report and the name of a folder; writes three files into it. For places that forbid style and script inside a page.
"""

from __future__ import annotations

from compliance.errors import Problem, UsageError
from compliance.model.report import Report


def check_page_options(format: str, output: str | None) -> None:
    """UsageError where another format or another place is asked for as well."""
    if format not in ("text", "html"):  # text is what is meant where no format is named
        raise UsageError(Problem("", 0, 0, "usage-html-assets", f"a page in a folder is not {format}", "leave out -f, or leave out --html-assets"))
    if output is not None:
        raise UsageError(Problem("", 0, 0, "usage-html-assets", f"the page goes into the folder, not into {output!r}", "leave out -o, or leave out --html-assets"))


def write_page(report: Report, folder: str) -> None:
    """The page as index.html, with style.css and report.js, in a folder that is made where it is not there."""
    from compliance.disk import write_folder
    from compliance.report.to_html import html_files

    write_folder(folder, html_files(report))
