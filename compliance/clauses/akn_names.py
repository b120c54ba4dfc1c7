"""Names of Akoma Ntoso 3.0 (OASIS Standard, 29 August 2018) that reading and writing share.

Our own data stand in a namespace of their own, which the schema allows on clause elements and in ``meta/proprietary``.
"""

from __future__ import annotations

import re

from compliance.model.clause import ClauseKind

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "urn:compliance:clauses:1"

#: Kinds that stand in the preface and preamble, with the inline element for their words (none: a container by name).
PREFACE: dict[ClauseKind, str] = {"title": "docTitle", "letterhead": "docAuthority", "docNumber": "docNumber", "docDate": "docDate"}
PREAMBLE: frozenset[ClauseKind] = frozenset({"invocation", "addressee", "salutation", "opening", "recital"})
ENDING: frozenset[ClauseKind] = frozenset({"close", "signature"})
#: Kinds with an element of their own in the body; all others become an ``hcontainer`` with the kind as its name.
BODY: dict[ClauseKind, str] = {"chapter": "chapter", "article": "article", "paragraph": "paragraph", "point": "point"}

#: Elements of other makers that are read as a kind of clause.
_AS: dict[ClauseKind, str] = {
    "chapter": "chapter part title book tome division subchapter subpart subtitle subdivision crossHeading",
    "article": "article section rule clause level hcontainer",
    "paragraph": "paragraph subsection subrule subclause transitional proviso alinea",
    "point": "point subparagraph indent list sublist item subpoint",
}
READ_AS: dict[str, ClauseKind] = {name: kind for kind, names in _AS.items() for name in names.split()}
#: Elements that hold the words of a document.
CONTAINERS = frozenset({"preface", "preamble", "body", "mainBody", "judgmentBody", "debateBody", "collectionBody", "portionBody", "amendmentBody", "conclusions", "header", "coverPage"})

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Text with the characters that XML 1.0 cannot carry (section 2.2) replaced by U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text)


def folded(text: str) -> str:
    """Text as it is compared: legal characters, white space folded."""
    return " ".join(legal(text).split())
