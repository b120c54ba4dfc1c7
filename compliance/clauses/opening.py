"""A text with its clause tree, whatever form the file has.

Takes a text as loaded; gives the text and its tree, read from Akoma Ntoso or from lines. Loads neither norms nor packs, so that what needs
clauses alone starts quickly.
"""

from __future__ import annotations

from compliance.clauses.parse import parse_clauses
from compliance.model.clause import ClauseTree
from compliance.model.text import Text


def open_text(text: Text) -> tuple[Text, ClauseTree]:
    """A text with its clause tree: read from Akoma Ntoso where the file holds that, else from its lines.

    Raises InputError for XML that is no Akoma Ntoso or not safe to read.
    """
    if holds_xml(text):
        from compliance.clauses.akn_read import read_akn  # lxml is loaded only where it is needed

        return read_akn(text.content.encode("utf-8"), document=text.id, path=text.path)
    return text, parse_clauses(text)


def holds_xml(text: Text) -> bool:
    """Whether a text is to be read as Akoma Ntoso; then its characters are not those of the file."""
    start = text.content[:4000].lstrip("\ufeff \t\r\n")
    return start.startswith("<?xml") or (start.startswith("<") and "akomaNtoso" in start)
