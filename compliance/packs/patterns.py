"""Patterns, lists of words and texts of cases that could never say what they are meant to say.

Takes the raw data of a file; gives each slip with its path, in plain words and with a next step. The engine would read such a
pattern as words that no text holds, and nobody would notice. Names of lists that are not defined are left to references.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from compliance.packs.parsed import Path
from compliance.passages.lemma import holds_word

#: The keys of a signal that hold patterns.
PATTERN_KEYS = ("words", "also", "clause", "unless", "beside")
_LIST = re.compile(r"<[^<>\s]+>")
_BRACED = re.compile(r"\{([^{}]*)\}")


class Slip(NamedTuple):
    """What is wrong at a path, its code, and the next step."""

    path: Path
    code: str
    message: str
    step: str


def signal_slips(data: Any) -> Iterator[Slip]:
    """The slips in the lists and patterns of signals.yaml."""
    lists, signals = _table(data, "lists"), _table(data, "signals")
    for name, words in lists.items():
        path: Path = ("lists", name)
        yield from _empty(path, words)
        if _names_itself(name, lists):
            yield Slip(path, "pack-pattern", f"the list {name!r} names itself, directly or by way of others", "take one of the names out")
        for at, value in _texts(words):
            yield from _entry((*path, at), value)
    for name, row in signals.items():
        for key in PATTERN_KEYS if isinstance(row, dict) else ():
            for at, value in _texts(row.get(key)):
                yield from _pattern(("signals", name, key, at), value)


def lexicon_slips(data: Any) -> Iterator[Slip]:
    """The classes of words of a lexicon that hold no word."""
    for table in ("nouns", "verbs"):
        for name, words in _table(data, table).items():
            yield from _empty((table, name), words)


def case_slips(data: Any) -> Iterator[Slip]:
    """The texts of cases whose ``{a|b}`` are no choices."""
    rows = data.get("cases") if isinstance(data, dict) else None
    for at, row in enumerate(rows if isinstance(rows, list) else ()):
        text = row.get("text") if isinstance(row, dict) else None
        if not isinstance(text, str):
            continue
        path: Path = ("cases", at, "text")
        for choice in _BRACED.findall(text):
            if not all(one.strip() for one in choice.split("|")):
                shown, kept = "{" + choice + "}", [one.strip() for one in choice.split("|") if one.strip()]
                yield Slip(path, "pack-choice", f"the choice {shown!r} has an empty place", f"did you mean {_braced(kept)!r}?" if kept else "write the words, as in {hide|conceal}")
            elif "|" not in choice:
                yield Slip(path, "pack-choice", "the choice '{" + choice + "}' has one word only", "part the words with |, as in {hide|conceal}, or take the braces out")
        left = re.search(r"[{}]", _BRACED.sub("", text))
        if left:
            other = "}" if left[0] == "{" else "{"
            yield Slip(path, "pack-choice", f"a {left[0]!r} stands here without its {other!r}", "write a choice as {hide|conceal}, without braces inside")


def _table(data: Any, key: str) -> dict[str, Any]:
    rows = data.get(key) if isinstance(data, dict) else None
    return rows if isinstance(rows, dict) else {}


def _braced(words: list[str]) -> str:
    return "{" + "|".join(words) + "}" if len(words) > 1 else words[0]


def _texts(values: Any) -> Iterator[tuple[int, str]]:
    for at, value in enumerate(values if isinstance(values, list) else ()):
        if isinstance(value, str):
            yield at, value


def _empty(path: Path, words: Any) -> Iterator[Slip]:
    if words == []:
        yield Slip(path, "pack-pattern", f"the list {path[-1]!r} holds no word", "write a word in it, or take it out")


def _names_itself(name: str, lists: Mapping[str, Any]) -> bool:
    seen: set[str] = set()
    ahead = [name]
    while ahead:
        for _, value in _texts(lists.get(ahead.pop())):
            inner = value.strip("<>") if _LIST.fullmatch(value) else ""
            if inner == name:
                return True
            if inner and inner not in seen:
                seen.add(inner)
                ahead.append(inner)
    return False


def _worded(written: str) -> bool:
    return holds_word(written.replace("_", " "))


def _entry(path: Path, value: str) -> Iterator[Slip]:
    """A row of a list: a word, a run of words, or the name of another list, alone."""
    if "<" in value or ">" in value:
        if not _LIST.fullmatch(value):
            yield _unclosed(path, value)
    elif "|" in value:
        yield Slip(path, "pack-pattern", f"{value!r} is no word: in a list, | parts nothing", "give each word a row of its own")
    elif not _worded(value):
        yield Slip(path, "pack-pattern", f"{value!r} holds no word", "write a word, or take it out")


def _pattern(path: Path, value: str) -> Iterator[Slip]:
    """A pattern: words, alternatives, names of lists and gaps, each of which can be met."""
    if not any(part != "..." for part in value.split()):
        yield Slip(path, "pack-pattern", f"the pattern {value!r} holds no word", "write a word, a|b or <list>")
        return
    for part in value.split():
        for one in part.split("|") if part != "..." else ():
            if "<" in one or ">" in one:
                if not _LIST.fullmatch(one):
                    yield _unclosed(path, one)
            elif not _worded(one):
                where = f" in {part!r}" if one != part else ""
                yield Slip(path, "pack-pattern", f"{one!r}{where} holds no word, so that nothing meets it", "write a word, a|b, <list>, or ... for a gap")


def _unclosed(path: Path, written: str) -> Slip:
    name = written.strip("<>")
    hint = f"did you mean '<{name}>'?" if re.fullmatch(r"[\w.-]+", name) else "write a list as <name>, with a space or | on either side"
    return Slip(path, "pack-pattern", f"{written!r} is no list of words: < and > stand around its name", hint)
