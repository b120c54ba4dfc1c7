"""Rows of a pack that lie idle, as findings at the row.

Takes a pack and its files; runs its cases once. What a row is and when it is idle is for the room of packs to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compliance import disk
from compliance.checks.identity import identity
from compliance.mapping.phrases import speakable
from compliance.model.check import CheckFinding, Policy, Spot
from compliance.model.pack import RulePack
from compliance.packs.idle import dead, repeated, shadowed
from compliance.packs.parsed import Parsed, Path
from compliance.tasks.cases import CaseReader

_STEP = "take the row out, or give it words and a case that need it (compliance rules test says more)"


def dead_rules(ref: str, pack: RulePack, policy: Policy) -> list[CheckFinding]:
    """A finding for each row that can never speak, that another one answers for, that stands twice, or that speaks in no case."""
    level = policy.level("dead-rule")
    if level == "off":
        return []
    files = disk.pack_files(ref)
    out: list[CheckFinding] = []
    for name, why in idle_rows(pack):
        about, spot = unnumbered(name), spot_of(name, files)
        message = f"the row {name} of the pack {pack.head.id} lies idle: {why}"
        out.append(CheckFinding(identity("dead-rule", pack.head.id, about, why), "dead-rule", level, about, message, _STEP, spot, pack=pack.head.id))
    return out


def idle_rows(pack: RulePack) -> Iterator[tuple[str, str]]:
    """The name of each idle row, as the gates print it, and why it is idle. A row is named once, for the strongest reason."""
    reader = CaseReader(pack)
    rows: dict[str, str] = {}
    for said in (*dead(pack, speakable), *repeated(pack), *shadowed(pack)):
        found = _NAME.match(said)
        assert found is not None
        rows.setdefault(found[1], found[2] or "another row or phrase answers wherever it does")
    for part in (reader.facets, reader.signals):
        for name in part.exercised()[0] if part is not None else ():
            rows.setdefault(name, "it speaks in no case")
    yield from rows.items()


#: A row, or words of it, and what the gates say of it: "lexicon/nouns/goods “map”: stands twice".
_NAME = re.compile(r"([^“]*?(?: “.*”)?)(?:: ([^”]*))?$", re.DOTALL)
#: A row, the key and the words of it that are meant.
_WORDS = re.compile(r"(.*?)(?: (?:(\w+) )?“(.*)”)?$", re.DOTALL)


def unnumbered(name: str) -> str:
    """A row's name without its number, which changes when rows before it come and go."""
    return re.sub(r"^(lexicon/[a-z]+)/\d+ ", r"\1/", name)


def spot_of(name: str, files: Sequence[Parsed]) -> Spot:
    """Where a row stands in its pack: at its words, else at the row itself. ``files`` are in the order in which a pack joins them."""
    found = _WORDS.match(name)
    assert found is not None
    row, key, words = found[1], found[2], found[3]
    placed = _row(row, files)
    if placed is None:
        return Spot(files[-1].path if files else "", 1, 1, 1, 1)
    file, path = placed
    inner = (*path, key) if key else path
    said = _at(file, inner) if words is not None else None
    hits = [at for at, word in enumerate(said) if word == words] if isinstance(said, list) else []
    # Of words that stand twice the second is the one too many.
    line, column = file.values[(*inner, hits[-1])] if hits else file.place(path, key=True)
    return Spot(file.path, line, column, line, column)


def _row(name: str, files: Sequence[Parsed]) -> tuple[Parsed, Path] | None:
    """The file and the path of a row."""
    part, table, rest = [*name.split("/", 2), "", ""][:3]
    number = re.match(r"(\d+) ", rest) if part == "lexicon" else None
    if number:
        return _nth(files, table, int(number[1]) - 1)
    if (part, table) == ("taxonomy", "edges"):
        return next(((file, (table, at)) for file in reversed(files) for at, row in enumerate(_list(file, table)) if f"{row['from']} to {row['to']}" == rest), None)
    path = (table, rest) if part in ("lexicon", "taxonomy") or (part, table) == ("signals", "lists") else (part, name.partition("/")[2])
    # A name that a pack gives again stands last.
    return next(((file, path) for file in reversed(files) if path in file.keys), None)


def _nth(files: Sequence[Parsed], table: str, number: int) -> tuple[Parsed, Path] | None:
    """The row of this number among all rows of a table of the lexicon."""
    for file in files:
        if re.search(r"/lexicon(\.yaml|/[^/]+)$", file.path):
            rows = _list(file, table)
            if number < len(rows):
                return file, (table, number)
            number -= len(rows)
    return None


def _list(file: Parsed, table: str) -> list[dict[str, str]]:
    rows = file.data.get(table) if isinstance(file.data, dict) else None
    return rows if isinstance(rows, list) else []


def _at(file: Parsed, path: Path) -> object:
    data = file.data
    for step in path:
        if not isinstance(data, (dict, list)) or (isinstance(data, dict) and step not in data):
            return None
        data = data[step]  # type: ignore[index]
    return data
