"""Report -> a Word file for the record.

Takes a report and gives a .docx that Word and LibreOffice open: what was compared, the answer, contents, one section per commitment with
the words on both sides, the table of concordance on broad sheets, and what the file was made from. The bytes are the same for the same
report and version of zlib; nothing here reads a clock.
"""

from __future__ import annotations

from compliance import __version__
from compliance.model.report import Report
from compliance.report.changes_wording import legible
from compliance.report.docx_parts import Titles, package, section
from compliance.report.docx_pieces import Words, breaks, paragraph
from compliance.report.docx_styles import NUMBERING, STYLES
from compliance.report.record_commitments import Commitments
from compliance.report.record_concordance import concordance
from compliance.report.record_rest import findings, gaps, made_from, method, reviews, surplus
from compliance.report.record_sheet import LANGUAGE, Sheet
from compliance.report.record_top import answer, coverage, title


def to_docx(report: Report) -> bytes:
    """The whole report as a Word file."""
    sheet = Sheet(report)
    first = title(sheet) + answer(sheet)
    rest = [
        coverage(sheet), Commitments(sheet).sections(), gaps(sheet), breaks(section()), concordance(sheet), breaks(section(broad=True)),
        surplus(sheet), findings(sheet), reviews(sheet), method(sheet), made_from(sheet),
    ]  # fmt: skip
    contents = paragraph([Words("Contents")], "TOCHeading") + sheet.contents()
    titles = Titles(
        header=f"Gap report: {legible(report.pack_title)}",
        footer=(f"Made by compliance {__version__} with rule pack {legible(report.pack_id)} {legible(report.pack_version)}",),
        subject="gap report",
        author=f"compliance {__version__}",
        date="",
        language=LANGUAGE,
    )
    return package("".join([first, contents, *rest]), titles, styles=STYLES, numbering=NUMBERING)
