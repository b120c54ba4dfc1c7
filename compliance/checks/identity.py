"""The id of a finding: from what it is about, never from a line, a path or the order of findings."""

from __future__ import annotations

import hashlib
import unicodedata


def plain(words: str) -> str:
    """Words without what may change around them: case, white space, forms of one letter."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())


def identity(code: str, *about: str) -> str:
    """Sixteen hexadecimal digits from a code and what it is about: names as they are, words made plain."""
    parts = "\x1f".join((code, *(plain(part) for part in about)))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def fingerprint(words: str) -> str:
    """Twelve hexadecimal digits of words made plain: what a waiver or a review states to say which words it is about."""
    return hashlib.sha256(plain(words).encode("utf-8", "surrogatepass")).hexdigest()[:12]
