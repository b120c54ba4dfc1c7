"""What a line looks like from outside: a heading, an open end, a separator, a row of fields.

Takes the words of a line and answers yes or no. Says nothing about its place in the text.
"""

from __future__ import annotations

import re

from compliance.language import names_may

_CLOSERS = "\"'”’»)]*_ \t\xa0"
_ENDS = frozenset(".!?…;:。؟۔")
_SENTENCE_ENDS = frozenset(".!?…。؟۔")

# A line with one of these says what is to be done; it is never taken for a mere title.
_RULING = re.compile(
    r"\b(?:shall|must|should|may\s+not|cannot|can\s+not|will\s+not|(?:are|is|be|was|were)\s+(?:not|strictly|hereby)?\s*"
    r"(?:allowed|permitted|prohibited|forbidden|banned|required|obliged|instructed|ordered|entitled|to))\b",
    re.IGNORECASE,
)
# Only in small letters: "May 2001", "Last Will".
_MODAL = re.compile(r"\b(?:may|can|will)\b")
# No title ends with one of these: the line is broken in the middle of a sentence.
_DANGLING = frozenset(
    ["a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "if", "in", "into", "is", "it", "its", "may", "nor", "not", "of", "on", "or", "shall", "such", "than", "that", "the", "their", "then", "this", "to", "under", "upon", "was", "were", "which", "who", "whom", "whose", "will", "with", "without", "would"]
)
_SMALL_WORDS = _DANGLING | frozenset(["vs", "between", "among", "against", "regarding", "concerning", "de", "la", "du", "des", "der", "van", "von", "y"])
_FIELD_SEPARATOR = re.compile(r"\s[–—|/-]\s|\||\t|_{3,}|\.{4,}|…{2,}")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PAGE = re.compile(r"(?:page\s{0,3})?[-–—]?\s?\d{1,4}\s?[-–—]?(?:\s?(?:of|/)\s?\d{1,4})?$", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>$")

LONGEST_TITLE = 120
LONGEST_BARE_TITLE = 60  # where no blank line sets it off


def closes(text: str) -> bool:
    """Whether ``text`` ends a sentence or a list entry (. ; : and their kin, behind quotes and brackets)."""
    if not text:
        return True
    if text[-1] in _ENDS:
        return True
    bare = text.rstrip(_CLOSERS)
    return not bare or bare[-1] in _ENDS


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends a sentence."""
    if not text:
        return False
    if text[-1] in _SENTENCE_ENDS:
        return True
    bare = text.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] in _SENTENCE_ENDS


def starts_small(text: str) -> bool:
    """Whether ``text`` begins with a small letter, as the rest of a broken sentence does."""
    return text[:1].islower()


def rules(text: str) -> bool:
    """Whether ``text`` says that something is to be done or left undone."""
    return _RULING.search(text) is not None or _MODAL.search(text) is not None


def is_separator(text: str) -> bool:
    """Whether the line holds no word: a rule of dashes, a page number, a lone tag."""
    if len(text) > 40:
        return (text[0] == "<" and _TAG.match(text) is not None) or not any(map(str.isalnum, text))
    return _PAGE.match(text) is not None or _TAG.match(text) is not None or not any(map(str.isalnum, text))


def is_underline(text: str) -> bool:
    """Whether the line is the rule that Markdown draws below a title: nothing but "-" or nothing but "="."""
    return len(text) >= 3 and text[0] in "-=" and not text.strip(text[0])


def is_field_row(text: str) -> bool:
    """Whether the line is a form to fill in or a table's row: three or more fields beside each other."""
    return sum(1 for _ in _FIELD_SEPARATOR.finditer(text)) >= 2


def is_title(text: str) -> bool:
    """Whether the line can be a title or a heading: short, begun with a capital, not ended, ordering nothing."""
    if len(text) > LONGEST_TITLE or text[0].islower():
        return False
    last = text.rstrip(_CLOSERS)[-1:]
    if (last in _ENDS and last != "?") or last in ",-–—=":
        return False
    words = _WORD.findall(text)
    return (
        0 < len(words) <= 16
        and (words[-1].lower() not in _DANGLING or _ends_in_may(text))
        and not is_field_row(text)
        and not rules(text)
    )


def _ends_in_may(text: str) -> bool:
    """Whether the last word is the month of May, with or without a year behind it; it is no broken-off "may"."""
    words = text.rstrip(_CLOSERS).split()
    year = words.pop() if words[-1][:1].isdigit() else ""
    return bool(words) and names_may(words[-2] if len(words) > 1 else "", words[-1], year)


def in_title_case(text: str) -> bool:
    """Whether every word that counts begins with a capital, or there are three words at most."""
    words = _WORD.findall(text)
    if not words or not words[0][0].isupper():
        return False
    return len(words) <= 3 or all(word[0].isupper() for word in words if word.lower() not in _SMALL_WORDS)


def is_bare_title(text: str) -> bool:
    """Whether the line looks like a title even with no blank line around it."""
    return len(text) <= LONGEST_BARE_TITLE and is_title(text) and in_title_case(text)


def run_in_heading(text: str) -> int:
    """How many characters of ``text`` are a heading run into it ("Purpose. The Parties ..."), or 0.

    Counts without the full stop. Only a short phrase in title case with a new sentence behind it is one.
    """
    stop = text.find(".", 1, LONGEST_BARE_TITLE)
    if stop < 0 or stop + 2 >= len(text) or not text[stop + 1].isspace():
        return 0
    rest = text[stop + 1 : stop + 40].lstrip()
    phrase = text[:stop]
    if not rest or not (rest[0].isupper() or rest[0] in "\"“‘'(") or not is_bare_title(phrase):
        return 0
    # "Mr. Smith", "No. 5": an abbreviation is no heading.
    return stop if len(phrase) > 4 else 0
