"""Report -> one HTML page.

Takes a report and gives a self-contained page that works from disk without network: readable without style and without script, which
only adds search, filters and keys; escaped everywhere, with anchors that stay the same from run to run (#3.recruit,
#iea-2020-09.23). For places that forbid inline style and script, the same page with both in files beside it.
"""

from __future__ import annotations

from compliance.model.report import Report
from compliance.report.page_assets import asset, digest
from compliance.report.page_commitments import Commitments
from compliance.report.page_instruments import instruments_section
from compliance.report.page_matrix import matrix_section
from compliance.report.page_names import Names
from compliance.report.page_rest import (
    findings_section,
    footer,
    gaps_section,
    method_section,
    reviews_section,
    surplus_section,
)
from compliance.report.page_svg import pictures
from compliance.report.page_text import h
from compliance.report.page_top import navigation, tools, top

STYLE, SCRIPT, PAGE = "style.css", "report.js", "index.html"
_LARGE = 500  # verdicts and provisions from which a browser is told to lay out only what is in sight


def to_html(report: Report) -> str:
    """The whole report as one page."""
    style, script = asset(STYLE), asset(SCRIPT)
    return _page(report, digest(style), digest(script), f"<style>{style}</style>", f"<script>{script}</script>")


def html_files(report: Report) -> dict[str, str]:
    """The page with style and script in files of their own, by name."""
    page = _page(report, "'self'", "'self'", f'<link rel="stylesheet" href="{STYLE}">', f'<script src="{SCRIPT}"></script>')
    return {PAGE: page, STYLE: asset(STYLE), SCRIPT: asset(SCRIPT)}


def _page(report: Report, styles: str, scripts: str, style: str, script: str) -> str:
    names = Names(report)
    policy = f"default-src 'none'; style-src {styles}; script-src {scripts}; base-uri 'none'; form-action 'none'"
    main = names.part("content")
    large = ' class="large"' if len(names.verdicts) + len(report.provisions) > _LARGE else ""
    parts = [
        "<!DOCTYPE html>", '<html lang="en">', "<head>", '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">', '<meta name="color-scheme" content="light dark">',
        f"<title>Gap report: {h(report.pack_title)}</title>", style, "</head>", f"<body{large}>",
        f'<a class="skip" href="#{main}">Skip to the report</a>', navigation(report, names), f'<main id="{main}" tabindex="-1">',
        top(report, names), tools(report), matrix_section(report, names, bool(large)), pictures(report, names), Commitments(report, names).sections(),
        gaps_section(report, names), instruments_section(report, names), surplus_section(report, names), reviews_section(report, names), findings_section(report, names),
        method_section(report, names), "</main>", footer(report), script, "</body>", "</html>",
    ]  # fmt: skip
    return "\n".join(parts) + "\n"
