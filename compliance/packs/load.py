"""Rule files' text -> RulePack.

Takes the files of a pack's folder as text; gives the pack, or one error that holds every mistake of every file. Nothing
is skipped: an unknown file, key or name is a mistake.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from compliance.errors import PackError, Problem, gathered
from compliance.model.pack import Case, Lexicon, PackHead, RulePack, Signals, Taxonomy
from compliance.packs.cases import expanded
from compliance.packs.extend import extend, unused_replaces
from compliance.packs.files import Cases, Commitments, Rules, Survivors
from compliance.packs.parsed import Parsed
from compliance.packs.patterns import case_slips, lexicon_slips, signal_slips
from compliance.packs.references import dangling
from compliance.packs.validate import meant, validate
from compliance.packs.yaml_text import parse_yaml

FILES = ("pack.yaml", "commitments.yaml")
OPTIONAL = ("taxonomy.yaml", "lexicon.yaml", "rules.yaml", "signals.yaml", "survivors.yaml")


@dataclass(frozen=True, slots=True)
class Extends:
    """The pack that a head builds on, and the head that names it."""

    name: str
    head: Parsed

    def problem(self, code: str, message: str, next_step: str) -> Problem:
        """A problem at the value of ``extends``."""
        return self.head.problem(self.head.place(("extends",)), code, message, next_step)


def extends(files: Mapping[str, str], folder: str) -> Extends | None:
    """What the head of the pack in ``folder`` builds on, or nothing; a head that cannot be read names nothing."""
    head = parse_yaml(files.get("pack.yaml", ""), f"{folder}/pack.yaml")
    named = head.data.get("extends") if isinstance(head.data, dict) else None
    return Extends(named, head) if isinstance(named, str) and named else None


def belongs(name: str) -> bool:
    """Whether a file of this name, relative to the folder, is part of a pack."""
    return name in (*FILES, *OPTIONAL, "README.md") or (name.startswith(("cases/", "lexicon/")) and name.endswith(".yaml"))


def load_pack(
    files: Mapping[str, str],
    folder: str,
    base: RulePack | None = None,
    unread: Mapping[str, Sequence[Problem]] | None = None,
    without: Sequence[Problem] = (),
    with_cases: bool = True,
) -> RulePack:
    """The pack whose files (name relative to ``folder``, text) are given, on top of ``base`` where it extends one.

    ``unread`` says of files that are there why they could not be read, ``without`` why the base could not be loaded; the rest is
    checked all the same. Where no cases are wanted they are checked and left out. Raises PackError with all mistakes.
    """
    problems: list[Problem] = list(without)
    unread = unread or {}
    # A base that is not known may define any name and need no file of this pack.
    lost = base is None and (bool(without) or _builds_on_another(files))
    present = {*files, *unread}
    known = (*FILES, *OPTIONAL)
    for name in sorted(present):
        if not belongs(name):
            hint = meant(name, known) or "a pack holds " + ", ".join(known) + ", lexicon/ and cases/"
            problems.append(Problem(f"{folder}/{name}", 0, 0, "pack-unknown-file", "this file is no part of a pack", hint))
    parsed = {name: parse_yaml(text, f"{folder}/{name}") for name, text in sorted(files.items()) if name.endswith(".yaml") and belongs(name)}
    for name, why in unread.items():
        if name.endswith(".yaml"):
            parsed[name] = Parsed(f"{folder}/{name}", [], problems=list(why))
    needed = [*FILES, *_needed(present, parsed)] if base is None and not lost else ["pack.yaml"]
    for name in needed:
        if name not in present and not (name == "lexicon.yaml" and any(n.startswith("lexicon/") for n in present)):
            problems.append(Problem(f"{folder}/{name}", 0, 0, "pack-missing-file", "this file of the pack is missing", "create it"))

    def part(name: str, model: type[Any]) -> Any:
        source = parsed.get(name)
        if source is None or (source.data is None and source.problems):
            return None
        if source.data is None:
            _empty(source)
            return None
        return validate(source, model, source.data)

    head = part("pack.yaml", PackHead)
    commitments = part("commitments.yaml", Commitments) if "commitments.yaml" in (*needed, *parsed) else Commitments(commitments={})
    taxonomy = part("taxonomy.yaml", Taxonomy) if "taxonomy.yaml" in (*needed, *parsed) else Taxonomy()
    worded = "lexicon.yaml" in needed or any(name == "lexicon.yaml" or name.startswith("lexicon/") for name in parsed)
    lexicon = _lexicon(parsed, problems) if worded else Lexicon()
    signals = part("signals.yaml", Signals) if "signals.yaml" in (*needed, *parsed) else Signals()
    rules = part("rules.yaml", Rules) if "rules.yaml" in parsed else Rules()
    survivors = part("survivors.yaml", Survivors) if "survivors.yaml" in parsed else Survivors()
    cases: list[Case] = []
    for name in (n for n in parsed if n.startswith("cases/")):
        found = part(name, Cases)
        cases += [one for case in found.cases for one in expanded(case)] if found is not None and with_cases else []
    problems += [problem for source in parsed.values() for problem in source.problems]
    problems += [*dangling(parsed, base, lost), *_slips(parsed)]
    if lost and not problems and (named := extends(files, folder)):
        problems.append(named.problem("pack-missing", f"the pack {named.name!r} that this one extends is not at hand", "load it first"))
    if head and commitments and taxonomy and lexicon and rules is not None and signals is not None:
        pack = RulePack(head=head, commitments=commitments.commitments, taxonomy=taxonomy, lexicon=lexicon, rules=rules.rules, signals=signals, cases=tuple(cases), survivors=survivors.survivors if survivors else ())
        if base is not None:
            pack = _extended(base, pack, parsed, problems)
        gathered(problems, PackError)
        return replace(pack, sha256=digest(files, base.sha256 if base is not None else ""))
    gathered(problems, PackError)
    raise AssertionError("a pack without problems has all its parts")


def digest(files: Mapping[str, str], base: str = "") -> str:
    """The SHA-256 of what judges in a pack: of lines as ``sha256sum`` prints them, for its YAML files without cases and survivors in the order of their names, and for the pack below it."""
    judging = sorted(name for name in files if name.endswith(".yaml") and not name.startswith("cases/") and name != "survivors.yaml")
    lines = [f"{hashlib.sha256(files[name].encode()).hexdigest()}  {name}\n" for name in judging]
    return hashlib.sha256("".join([*lines, *([f"{base}  extends\n"] if base else [])]).encode()).hexdigest()


def _extended(base: RulePack, own: RulePack, parsed: Mapping[str, Parsed], problems: list[Problem]) -> RulePack:
    """Both packs as one; names that clash are problems at their place."""

    def clash(file: str, path: tuple[str, ...], name: str) -> None:
        source = parsed[file if file in parsed else next(n for n in parsed if n.startswith("lexicon/"))]
        step = f"give it another name, or list it under replaces in pack.yaml: replaces: [{name}]"
        problems.append(source.problem(source.place(path, key=True), "pack-duplicate", f"{name!r} stands in {base.head.id} already", step))

    whole, head = extend(base, own, clash), parsed["pack.yaml"]
    for name in unused_replaces(base, own):
        place = head.place(("replaces", own.head.replaces.index(name)))
        problems.append(head.problem(place, "pack-unknown-name", f"{name!r} is not replaced: it stands in only one of the two packs", "remove it here"))
    return whole


def _slips(parsed: Mapping[str, Parsed]) -> Iterator[Problem]:
    """Patterns, lists and choices that could never be met, at their places."""
    for name, source in parsed.items():
        look = case_slips if name.startswith("cases/") else signal_slips if name == "signals.yaml" else lexicon_slips if name.startswith("lexicon") else None
        for slip in look(source.data) if look else ():
            yield source.problem(source.place(slip.path, key=len(slip.path) == 2), slip.code, slip.message, slip.step)


def _empty(source: Parsed) -> None:
    source.problems.append(source.problem((1, 1), "pack-empty-file", "this file is empty", "fill it or remove it"))


def _builds_on_another(files: Mapping[str, str]) -> bool:
    """Whether the head names a base in any form, even where it cannot be read as YAML."""
    text = files.get("pack.yaml", "")
    data = parse_yaml(text, "").data
    return data.get("extends") is not None if isinstance(data, dict) else re.search(r"^extends[ \t]*:", text, re.MULTILINE) is not None


def _needed(present: Collection[str], parsed: Mapping[str, Parsed]) -> tuple[str, ...]:
    """What a pack needs besides: signals for claims, and for elements, or where one of them is there, the files that compare facets."""
    facets = ("taxonomy.yaml", "lexicon.yaml")
    elements, claims = (_asks(parsed, kind) for kind in ("elements", "claims"))
    worded = elements or any(name in facets or name.startswith("lexicon/") for name in present)
    if claims or "signals.yaml" in present:
        return (*(facets if worded else ()), *(("signals.yaml",) if not elements else ()))
    # Where the commitments cannot be read, it is not known which of the two kinds they are.
    return facets if worded or (source := parsed.get("commitments.yaml")) is None or not source.problems else ()


def _asks(parsed: Mapping[str, Parsed], kind: str) -> bool:
    """Whether a commitment holds ``elements`` or ``claims``."""
    data = parsed["commitments.yaml"].data if "commitments.yaml" in parsed else None
    rows = data.get("commitments") if isinstance(data, dict) else None
    return isinstance(rows, dict) and any(isinstance(row, dict) and row.get(kind) for row in rows.values())


def _lexicon(parsed: Mapping[str, Parsed], problems: list[Problem]) -> Lexicon | None:
    """The lexicon, put together from lexicon.yaml and the files of lexicon/: lists joined, maps merged."""
    names = [n for n in parsed if n == "lexicon.yaml" or n.startswith("lexicon/")]
    data: dict[str, Any] = {}
    owner: dict[tuple[str, str], str] = {}
    ok = bool(names)
    for name in names:
        source = parsed[name]
        if not isinstance(source.data, dict):
            ok = False
            if not source.problems:
                _empty(source) if source.data is None else validate(source, Lexicon, source.data)
            continue
        whole = {"acts": [], **source.data}
        ok = validate(source, Lexicon, whole) is not None and ok
        for key, value in source.data.items():
            if isinstance(value, list):
                data.setdefault(key, []).extend(value)
            elif isinstance(value, dict):
                for id_, row in value.items():
                    if (key, id_) in owner:
                        place = source.place((key, id_), key=True)
                        problems.append(source.problem(place, "pack-duplicate", f"{id_!r} stands in {owner[key, id_]} already", "keep one of the two"))
                        continue
                    owner[key, id_] = name
                    data.setdefault(key, {})[id_] = row
    return cast(Lexicon, validate(Parsed("", []), Lexicon, {"acts": [], **data})) if ok else None
