"""Which language a text is in, as far as its letters tell: for texts that come without a word on it.

Takes a text and the language stated for it; gives a code after BCP 47. Only what letters decide is decided: a text in Arabic letters
is no English, and letters of Pashto or Persian that Arabic lacks tell these apart. ``und`` is any other script than Latin.
"""

from __future__ import annotations

import unicodedata

_PASHTO = frozenset("ټډړږښڅځېۍګڼ")
_PERSIAN = frozenset("پچژگکی")
_READ = 4000


def language_of(text: str, stated: str) -> str:
    """``stated``, unless that is English and the letters of the text are not Latin."""
    if stated not in ("", "en") or text[:_READ].isascii():
        return stated or "en"
    letters = [char for char in text[:_READ] if char.isalpha()]
    foreign = [char for char in letters if char > "\u024f" and not unicodedata.name(char, "").startswith("LATIN")]
    if 2 * len(foreign) <= len(letters):
        return stated or "en"
    arabic = [char for char in foreign if "\u0600" <= char <= "\u06ff" or "\u0750" <= char <= "\u077f"]
    if 2 * len(arabic) <= len(foreign):
        return "und"
    if any(char in _PASHTO for char in arabic):
        return "ps"
    return "fa" if any(char in _PERSIAN for char in arabic) else "ar"
