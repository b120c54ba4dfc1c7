"""Names that a pack uses and does not define.

Takes the parsed files of a pack, well formed or not; gives a problem for every dangling name at once, with a suggestion. A
schema cannot check these, and a mistake elsewhere must not hide them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from compliance.errors import Problem
from compliance.model.pack import RulePack
from compliance.packs.parsed import Parsed, Path
from compliance.packs.patterns import PATTERN_KEYS
from compliance.packs.validate import meant

#: Stands for the names of a file that is missing or cannot be read: nothing can be said against them.
UNREADABLE: dict[str, Any] = {}


class _Checker:
    def __init__(self, parsed: Mapping[str, Parsed], lost: bool) -> None:
        self.parsed = parsed
        self.lost = lost
        self.found: list[Problem] = []

    def name(self, file: str, path: Path, value: Any, known: Iterable[str], what: str, *, key: bool = False) -> None:
        """Note a problem when ``value``, which stands at a path or is the ``key`` there, is a name that is not known."""
        if not isinstance(value, str) or value in known or known is UNREADABLE or self.lost:
            return
        source = self.parsed[file]
        hint = meant(value, known) or f"define the {what}, or use one that is defined"
        self.found.append(source.problem(source.place(path, key=key), "pack-unknown-name", f"there is no {what} {value!r}", hint))

    def names(self, file: str, path: Path, values: Any, known: Iterable[str], what: str) -> None:
        """The same for every name of a list."""
        for at, value in enumerate(values if isinstance(values, list) else ()):
            self.name(file, (*path, at), value, known, what)


def _map(data: Any, *path: str) -> dict[str, Any]:
    """The map at a path of raw data; an empty one where there is none."""
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def _holds(data: Any, table: str, known: Collection[str]) -> bool:
    """Whether a file can be trusted on a table: it gives it as a map, or leaves it out and has no other key that may be meant for it."""
    return isinstance(data, dict) and (isinstance(data[table], dict) if table in data else set(data) <= set(known))


def _all_read(commitments: Collection[Any]) -> bool:
    """Whether there are commitments and all that they ask can be seen: no other name can be one of theirs."""
    kinds = ("elements", "claims")
    return bool(commitments) and all(
        isinstance(one, dict) and any(kind in one for kind in kinds) and all(isinstance(one.get(kind, {}), dict) for kind in kinds) for one in commitments
    )


def _rows(data: Any, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    rows = data.get(key) if isinstance(data, dict) else None
    for at, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict):
            yield at, row


def dangling(parsed: Mapping[str, Parsed], base: RulePack | None = None, lost: bool = False) -> list[Problem]:
    """All names that point at nothing, neither in the pack nor in the one that it extends.

    With ``lost`` the pack extends one that could not be loaded and may define any name: then nothing is said against names.
    """
    check = _Checker(parsed, lost)
    raw = {name: source.data for name, source in parsed.items()}
    taxonomy = raw.get("taxonomy.yaml")
    tables = ("acts", "persons", "interests", "means", "standards")
    based = base is not None and "taxonomy.yaml" not in parsed
    given = {table: _map(taxonomy, table) for table in tables}
    kinds = {
        table: {**(getattr(base.taxonomy, table) if base else {}), **given[table]} if based or _holds(taxonomy, table, (*tables, "edges")) else UNREADABLE
        for table in tables
    }
    written = _elements(raw.get("commitments.yaml"), check, kinds)
    commitments = _map(raw.get("commitments.yaml"), "commitments").values()
    elements: Collection[str] = UNREADABLE
    claims: Collection[str] = UNREADABLE
    if (base is not None and "commitments.yaml" not in parsed) or _all_read(commitments):
        elements = written | set(base.asked if base else ())
        claims = {id_ for commitment in commitments for id_ in _map(commitment, "claims")} | set(base.claims if base else ())
    _taxonomy(raw.get("taxonomy.yaml"), check, kinds, given)
    _lexicon(raw, check, kinds, base)
    for name, rule in _map(raw.get("rules.yaml"), "rules").items():
        if isinstance(rule, dict):
            at_rule: Path = ("rules", name)
            check.name("rules.yaml", (*at_rule, "element"), rule.get("element"), elements, "element")
            check.names("rules.yaml", (*at_rule, "acts"), rule.get("acts"), kinds["acts"], "act")
            check.names("rules.yaml", (*at_rule, "persons"), rule.get("persons"), kinds["persons"], "class of persons")
            check.names("rules.yaml", (*at_rule, "interests"), rule.get("interests"), kinds["interests"], "interest")
    _signals(raw.get("signals.yaml"), check, elements, base)
    for file, data in raw.items():
        if file.startswith("cases/"):
            for at, case in _rows(data, "cases"):
                for key in ("expect", "tolerate"):
                    for id_ in _map(case, key):
                        check.name(file, ("cases", at, key, id_), id_, elements, "element", key=True)
                for id_ in _map(case, "settles"):
                    check.name(file, ("cases", at, "settles", id_), id_, claims, "claim", key=True)
    return check.found


_NAMED_LIST = re.compile(r"<([^<>\s]*)>")


def _signals(data: Any, check: _Checker, elements: Collection[str], base: RulePack | None) -> None:
    """Elements and ``<list>`` names in the rows and lists of the signals."""
    file, own = "signals.yaml", _map(data, "lists")
    lists = {**(base.signals.lists if base else {}), **own} if _holds(data, "lists", ("signals",)) else UNREADABLE
    for name, words in own.items():
        _in_patterns(file, ("lists", name), words, lists, check)
    for name, row in _map(data, "signals").items():
        if isinstance(row, dict):
            check.name(file, ("signals", name, "element"), row.get("element"), elements, "element")
            for key in PATTERN_KEYS:
                _in_patterns(file, ("signals", name, key), row.get(key), lists, check)


def _in_patterns(file: str, path: Path, values: Any, lists: Mapping[str, Any], check: _Checker) -> None:
    for at, value in enumerate(values if isinstance(values, list) else ()):
        for named in _NAMED_LIST.findall(value) if isinstance(value, str) else ():
            check.name(file, (*path, at), named, lists, "list of words")


def _elements(data: Any, check: _Checker, kinds: Mapping[str, dict[str, Any]]) -> set[str]:
    """The ids of all elements; their own names are checked on the way."""
    seen: set[str] = set()
    file = "commitments.yaml"
    for number, commitment in _map(data, "commitments").items():
        for id_, element in _map(commitment, "elements").items():
            base: Path = ("commitments", number, "elements", id_)
            if id_ in seen:
                source = check.parsed[file]
                place = source.place(base, key=True)
                check.found.append(source.problem(place, "pack-duplicate", f"the element {id_!r} stands twice", "give one of the two another id"))
            seen.add(id_)
            if not isinstance(element, dict):
                continue
            check.name(file, (*base, "act"), element.get("act"), kinds["acts"], "act")
            check.name(file, (*base, "persons", "class"), _map(element, "persons").get("class"), kinds["persons"], "class of persons")
            check.name(file, (*base, "patient"), element.get("patient"), kinds["persons"], "class of persons")
            check.name(file, (*base, "interest"), element.get("interest"), kinds["interests"], "interest")
            check.name(file, (*base, "means"), element.get("means"), kinds["means"], "means")
            check.name(file, (*base, "standard"), element.get("standard"), kinds["standards"], "standard")
        for id_ in _map(commitment, "claims"):
            if id_ in seen:
                source = check.parsed[file]
                place = source.place(("commitments", number, "claims", id_), key=True)
                check.found.append(source.problem(place, "pack-duplicate", f"the element {id_!r} stands twice", "give one of the two another id"))
            seen.add(id_)
    return seen


def _taxonomy(data: Any, check: _Checker, kinds: Mapping[str, dict[str, Any]], given: Mapping[str, dict[str, Any]]) -> None:
    file = "taxonomy.yaml"
    for name, act in given["acts"].items():
        check.name(file, ("acts", name, "opposite"), _map(act).get("opposite"), kinds["acts"], "act")
        check.name(file, ("acts", name, "interest"), _map(act).get("interest"), kinds["interests"], "interest")
    for at, edge in _rows(data, "edges"):
        check.name(file, ("edges", at, "from"), edge.get("from"), kinds["acts"], "act")
        check.name(file, ("edges", at, "to"), edge.get("to"), kinds["acts"], "act")
    for table, what in (("persons", "class of persons"), ("interests", "interest"), ("means", "means"), ("standards", "standard")):
        for name, row in given[table].items():
            for key in ("includes", "overlaps", "apart-from"):
                check.names(file, (table, name, key), _map(row).get(key), kinds[table], what)


def _lexicon(raw: Mapping[str, Any], check: _Checker, kinds: Mapping[str, dict[str, Any]], base: RulePack | None) -> None:
    """Acts, classes and `<class>` words that lexicon rows name."""
    files = [name for name in raw if name == "lexicon.yaml" or name.startswith("lexicon/")]
    nouns = {id_ for file in files for id_ in _map(raw[file], "nouns")} | set(base.lexicon.nouns if base else ())
    verbs = {id_ for file in files for id_ in _map(raw[file], "verbs")} | set(base.lexicon.verbs if base else ())
    for file in files:
        for at, row in _rows(raw[file], "acts"):
            check.name(file, ("acts", at, "act"), row.get("act"), kinds["acts"], "act")
            for key in ("object", "purpose", "place", "with", "to", "unless"):
                check.names(file, ("acts", at, key), row.get(key), nouns, "class of nouns")
            _bracketed(file, ("acts", at, "verbs"), row.get("verbs"), verbs, "class of verbs", check)
            _bracketed(file, ("acts", at, "nouns"), row.get("nouns"), nouns, "class of nouns", check)
        for table in ("persons", "interests", "means", "standards"):
            for at, row in _rows(raw[file], table):
                check.name(file, (table, at, "class"), row.get("class"), kinds[table], f"class in {table}")
                _bracketed(file, (table, at, "heads"), row.get("heads"), nouns, "class of nouns", check)


def _bracketed(file: str, path: Path, values: Any, known: set[str], what: str, check: _Checker) -> None:
    for at, value in enumerate(values if isinstance(values, list) else ()):
        if isinstance(value, str) and value.startswith("<"):
            check.name(file, (*path, at), value.strip("<>"), known, what)
