"""Fixtures that many tests share: the language data and the built-in pack, loaded once."""

from __future__ import annotations

import os

import pytest

from compliance.disk import language_files, load_pack_folder
from compliance.model.pack import RulePack
from compliance.norms.grammar import Grammar, parse_grammar

# Commands that tests start judge anew and write nothing into the home of whoever runs them; tests of the cache say otherwise for themselves.
os.environ["COMPLIANCE_NO_CACHE"] = "1"


@pytest.fixture(scope="session")
def grammar() -> Grammar:
    return parse_grammar(language_files())


@pytest.fixture(scope="session")
def doha() -> RulePack:
    return load_pack_folder("doha")
