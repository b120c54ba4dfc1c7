"""YAML text -> plain data, with the place of every key and value.

Takes the text of one file; gives nested dicts, lists and strings, and a table of places for error messages. Only what a
lawyer can read is allowed: no anchors, aliases, tags or several documents, and no key twice. Scalars stay strings, so that
``no`` and ``1951`` are words.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import yaml

from compliance.packs.parsed import Parsed, Path, Places

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
MAX_DEPTH = 40
_NO_ALIAS = "anchors and aliases (& and *) are not allowed"


def parse_yaml(text: str, path: str) -> Parsed:
    """Read one file. Mistakes of form are gathered in ``problems``; then ``data`` holds what could be read, or nothing."""
    parsed = Parsed(path, text.splitlines())
    try:
        loader = _LOADER(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        words = " ".join(str(part) for part in (error.context, error.problem) if part) or "this is not YAML"
        if "undefined alias" in words:
            parsed.problems.append(parsed.problem(place, "yaml-alias", _NO_ALIAS, "write the value out, or quote the text"))
        else:
            parsed.problems.append(parsed.problem(place, "yaml-syntax", words, "mend the indentation or quote the text"))
        return parsed
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        parsed.problems.append(parsed.problem((1, 1), "yaml-syntax", f"this cannot be read as YAML: {error}", "check the file"))
        return parsed
    if node is not None:
        if any(mark in text for mark in "&*!"):
            _marks(text, parsed)
        parsed.find = partial(_places, node)
        parsed.data = _build(node, (), parsed, set())
    return parsed


def _marks(text: str, parsed: Parsed) -> None:
    """Note each anchor, alias and tag where it stands; nodes do not tell, as the reader has resolved them."""
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            parsed.problems.append(parsed.problem(_place(event), "yaml-alias", _NO_ALIAS, "write the value out"))
        elif isinstance(event, yaml.NodeEvent):
            if event.anchor is not None:
                place, _ = _written(f"&{event.anchor}", event, parsed)
                parsed.problems.append(parsed.problem(place, "yaml-alias", _NO_ALIAS, f"remove &{event.anchor}"))
            if getattr(event, "tag", None) is not None:
                place, tag = _written("!", event, parsed)
                parsed.problems.append(parsed.problem(place, "yaml-tag", f"the tag {tag} is not allowed", "remove the tag, or quote the text"))


def _written(start: str, event: Any, parsed: Parsed) -> tuple[tuple[int, int], str]:
    """The place and the word that begins with ``start``, at or behind the beginning of an event: an anchor and a tag may stand in any order."""
    line, column = _place(event)
    for at in range(line, len(parsed.lines) + 1):
        words = parsed.lines[at - 1]
        found = words.find(start, column - 1 if at == line else 0)
        if found >= 0:
            return (at, found + 1), words[found:].split()[0]
    return (line, column), start


def _place(node: Any) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _build(node: Any, path: Path, parsed: Parsed, seen: set[int]) -> Any:
    """The data of a node; every mistake in it is noted and reading goes on."""
    if len(path) > MAX_DEPTH:
        parsed.problems.append(parsed.problem(_place(node), "yaml-depth", f"nested deeper than {MAX_DEPTH} levels", "flatten the file"))
        return None
    if isinstance(node, yaml.ScalarNode):
        return None if node.value == "" and node.style is None else node.value
    if id(node) in seen:
        # An alias, which is noted already. It is not followed: a few of them could grow without end.
        parsed.holes.add(path)
        return None
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*path, index), parsed, seen) for index, child in enumerate(node.value)]
    out: dict[str, Any] = {}
    first: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode) or key_node.value == "<<":
            parsed.problems.append(parsed.problem(_place(key_node), "yaml-key", "a key has to be a plain word", "write the key as one word"))
            continue
        key = key_node.value
        if key in first:
            line, column = _place(first[key])
            parsed.problems.append(parsed.problem(_place(key_node), "yaml-duplicate", f"the key {key!r} stands twice, first at line {line}, column {column}", "keep one of the two"))
            continue
        first[key] = key_node
        out[key] = _build(value_node, (*path, key), parsed, seen)
    return out


def _places(root: Any) -> tuple[Places, Places]:
    """Where the keys and the values of a file stand, of those that ``_build`` makes data of."""
    keys: Places = {}
    values: Places = {}
    seen: set[int] = set()

    def look(node: Any, path: Path) -> None:
        values[path] = _place(node)
        if len(path) > MAX_DEPTH or isinstance(node, yaml.ScalarNode) or id(node) in seen:
            return
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            for index, child in enumerate(node.value):
                look(child, (*path, index))
            return
        for key_node, value_node in node.value:
            if isinstance(key_node, yaml.ScalarNode) and key_node.value != "<<" and (*path, key_node.value) not in keys:
                keys[(*path, key_node.value)] = _place(key_node)
                look(value_node, (*path, key_node.value))

    look(root, ())
    return keys, values
