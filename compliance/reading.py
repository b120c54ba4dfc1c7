"""The first half of the story: a text -> clauses -> provisions -> norms.

Takes a loaded text and the grammar; gives the text as read. What is said of it against a rule pack is told in ``pipeline``, which goes on
from here; nothing that reads packs is loaded for this half.
"""

from __future__ import annotations

from functools import lru_cache

from compliance import disk
from compliance.clauses.opening import open_text
from compliance.clauses.provisions import provisions
from compliance.model.text import Text
from compliance.norms.extract import extract_norms
from compliance.norms.grammar import Grammar, build_grammar, parse_tables
from compliance.report.build import Read


@lru_cache(maxsize=1)
def load_grammar() -> Grammar:
    """The language data, read once."""
    files = disk.language_files()
    tables = disk.remembered("grammar", [disk.digest(files.get(name, "").encode()) for name in ("words.yaml", "cues.yaml")], lambda: parse_tables(files))
    return build_grammar(tables, files)


def read_text(text: Text, grammar: Grammar) -> Read:
    """A text -> clauses -> provisions -> norms."""
    text, tree = open_text(text)
    parts = provisions(tree)
    return Read(text, tree, parts, extract_norms(tree, parts, grammar))
