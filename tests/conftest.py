"""Fixtures that many tests share: the language data and the built-in pack, loaded once."""

from __future__ import annotations

import pytest

from compliance.disk import language_files, load_pack_folder
from compliance.model.pack import RulePack
from compliance.norms.grammar import Grammar, parse_grammar


@pytest.fixture(scope="session")
def grammar() -> Grammar:
    return parse_grammar(language_files())


@pytest.fixture(scope="session")
def doha() -> RulePack:
    return load_pack_folder("doha")
