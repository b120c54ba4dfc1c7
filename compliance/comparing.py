"""The story of two versions: texts -> clauses -> changes.

Takes two loaded texts; gives what happened to each clause between them. ``pipeline`` leads on from here; nothing that reads norms or packs
is loaded.
"""

from __future__ import annotations

from functools import lru_cache

from compliance import disk
from compliance.changes.compare import compare_trees
from compliance.changes.marks import MarkWords, compile_mark_words
from compliance.changes.script import language_of
from compliance.clauses.opening import open_text
from compliance.model.change import Comparison, Version
from compliance.model.text import Text


@lru_cache(maxsize=8)
def load_mark_words(language: str) -> MarkWords:
    """The words of a language that a change is marked by; of a language without data, digits alone."""
    return compile_mark_words(disk.change_words(language))


def compare_texts(old: Text, new: Text) -> Comparison:
    """Two texts -> what happened to each clause between them."""
    old, old_tree = open_text(old)
    new, new_tree = open_text(new)
    sides = (_version(old), _version(new))
    words = load_mark_words(sides[1].language)
    return Comparison(*sides, compare_trees(old_tree, new_tree, words), bool(words.phrases))


def _version(text: Text) -> Version:
    return Version(text.id, text.provenance.title, text.sha256, language_of(text.content, text.provenance.language), text.content)
