"""Comparison -> a Word file with tracked changes.

Takes a comparison of two texts and gives a .docx that Word and LibreOffice open: all changes accepted, it is the new text;
all rejected, the old one. Titles and digests stand in the page's header and footer and in the properties, so that the body
holds the words of the two texts and no others.
"""

from __future__ import annotations

from datetime import UTC, datetime

from compliance.model.change import Comparison, Version
from compliance.report.docx_body import STYLES, Body, Languages, Signed
from compliance.report.docx_parts import Titles, package
from compliance.report.interleave import interleave


def to_docx(comparison: Comparison, author: str = "compliance", date: str | None = None) -> bytes:
    """The changes as tracked changes of ``author``, and of ``date`` where one is given.

    ``date`` is an ISO date, which stands for its midnight, or a date-time, which without an offset is taken as UTC; anything
    else raises ``ValueError``. The bytes are the same for the same input and version of zlib.

    Every line is a paragraph, a tab a tab. Four things a paragraph cannot hold: which sign ends a line ("\\r\\n", "\\r" and
    "\\n" are one), whether the last line is ended, an unpaired surrogate, and control characters; the last two, with the
    separators U+2028 and U+2029, and with U+FFFE and U+FFFF, stand in the file by name, as "[U+000C]" for a form feed.

    A clause that moved is a move: the old place holds its old words, the new one the words that stayed as moved and those
    that came as inserted. Where an edit is marked, a comment says what it is: 'negation dropped: "not"'.
    """
    moment = _date_time(date) if date else ""
    old, new = comparison.old, comparison.new
    runs, notes = interleave(comparison)
    body = Body(runs, notes, Signed(author, moment), Languages(old.language, new.language))
    paragraphs = body.paragraphs()
    titles = Titles(
        header=f"Changes from {_title(old)} to {_title(new)}",
        footer=(f"Old text {old.id}, SHA-256 {old.sha256}", f"New text {new.id}, SHA-256 {new.sha256}"),
        subject="tracked changes",
        author=author,
        date=moment,
        language=new.language,
    )
    return package(paragraphs, titles, styles=STYLES, comments="".join(body.comments()))


def _title(version: Version) -> str:
    return version.title or version.id


def _date_time(date: str) -> str:
    """An ISO date or date-time as Word writes it: in UTC, to the second."""
    try:
        moment = datetime.fromisoformat(date)
    except ValueError as error:
        raise ValueError(f"not an ISO date or date-time: {date}") from error
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return f"{moment.replace(microsecond=0, tzinfo=None).isoformat()}Z"
