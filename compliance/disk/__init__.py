"""The one door to the disk: texts, packs, codings and language data in; reports out.

Takes names and paths, gives nouns and text; everything else in the package works on what was read. Bad input ends in an
error that says where, what and what next, and a file is written whole or not at all. Each name below is loaded from the file
that holds it when it is first asked for, so that a plain text is read without what reads packs.
"""

from __future__ import annotations

# Not taken from typing, which takes longer to load than an answer out of the cache takes.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from compliance.disk.data import claim_data, conflict_data, language_files, load_json, load_yaml, scope_data
    from compliance.disk.files import corpus, decode, documentation, list_packs, list_texts, read_bytes
    from compliance.disk.folders import is_folder_of_texts, load_folder
    from compliance.disk.marks import change_words
    from compliance.disk.memo import remembered, unkept
    from compliance.disk.packs import load_pack_folder, load_rules, pack_commitments, pack_files
    from compliance.disk.projects import template, write_new
    from compliance.disk.revisions import load_revision, write_revision
    from compliance.disk.seen import digest, holds_until
    from compliance.disk.settings import exists, find_upwards, load_toml, matching, read_data, read_words, real, today
    from compliance.disk.texts import given_text, load_text, slug, text_of
    from compliance.disk.watched import digests, pack_paths, text_paths
    from compliance.disk.writing import write_all, write_atomically, write_folder

__all__ = [
    "change_words", "claim_data", "conflict_data", "corpus", "decode", "digest", "digests", "documentation", "exists", "find_upwards", "given_text", "holds_until", "is_folder_of_texts",
    "language_files", "list_packs", "list_texts", "load_folder", "load_json", "load_pack_folder", "load_revision", "load_rules", "load_text", "load_toml",
    "load_yaml", "matching", "pack_commitments", "pack_files", "pack_paths", "read_bytes", "read_data", "read_words", "real", "remembered", "scope_data", "slug", "template",
    "text_of", "text_paths", "today", "unkept", "write_all", "write_atomically", "write_folder", "write_new", "write_revision",
]  # fmt: skip

_ROOM = {
    "data": ("claim_data", "conflict_data", "language_files", "load_json", "load_yaml", "scope_data"),
    "files": ("corpus", "decode", "documentation", "list_packs", "list_texts", "read_bytes"),
    "folders": ("is_folder_of_texts", "load_folder"),
    "marks": ("change_words",),
    "memo": ("remembered", "unkept"),
    "packs": ("load_pack_folder", "load_rules", "pack_commitments", "pack_files"),
    "projects": ("template", "write_new"),
    "revisions": ("load_revision", "write_revision"),
    "seen": ("digest", "holds_until"),
    "settings": ("exists", "find_upwards", "load_toml", "matching", "read_data", "read_words", "real", "today"),
    "texts": ("given_text", "load_text", "slug", "text_of"),
    "watched": ("digests", "pack_paths", "text_paths"),
    "writing": ("write_all", "write_atomically", "write_folder"),
}
_HOME = {name: f"{__name__}.{file}" for file, names in _ROOM.items() for name in names}


def __getattr__(name: str) -> Any:
    """The function of this name, from the file that holds it."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(_HOME[name]), name)
    globals()[name] = found
    return found
