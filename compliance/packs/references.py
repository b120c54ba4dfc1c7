"""Names that a pack uses and does not define.

Takes a pack whose files are well formed, and their places; gives a problem for every dangling name at once, with a
suggestion. A schema cannot check these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from compliance.errors import Problem
from compliance.model.pack import RulePack
from compliance.packs.validate import meant
from compliance.packs.yaml_text import Parsed, Path


class _Checker:
    def __init__(self, parsed: Mapping[str, Parsed]) -> None:
        self.parsed = parsed
        self.found: list[Problem] = []

    def name(self, file: str, path: Path, value: str | None, known: Iterable[str], what: str) -> None:
        """Note a problem when ``value`` is no known name."""
        if value is None or value in known:
            return
        source = self.parsed.get(file) or next(iter(self.parsed.values()))
        hint = meant(value, known) or f"define the {what}, or use one that is defined"
        self.found.append(source.problem(source.place(path), "pack-unknown-name", f"there is no {what} {value!r}", hint))


def dangling(pack: RulePack, parsed: Mapping[str, Parsed]) -> list[Problem]:
    """All names that point at nothing."""
    check = _Checker(parsed)
    kinds = pack.taxonomy
    acts, persons = kinds.acts, kinds.persons
    for number, commitment in pack.commitments.items():
        for id_, element in commitment.elements.items():
            base: Path = ("commitments", number, "elements", id_)
            file = "commitments.yaml"
            check.name(file, (*base, "act"), element.act, acts, "act")
            check.name(file, (*base, "persons", "class"), element.persons.person, persons, "class of persons")
            check.name(file, (*base, "patient"), element.patient, persons, "class of persons")
            check.name(file, (*base, "interest"), element.interest, kinds.interests, "interest")
            check.name(file, (*base, "means"), element.means, kinds.means, "means")
            check.name(file, (*base, "standard"), element.standard, kinds.standards, "standard")
    for name, act in acts.items():
        check.name("taxonomy.yaml", ("acts", name, "opposite"), act.opposite, acts, "act")
        check.name("taxonomy.yaml", ("acts", name, "interest"), act.interest, kinds.interests, "interest")
    for index, edge in enumerate(kinds.edges):
        check.name("taxonomy.yaml", ("edges", index, "from"), edge.from_, acts, "act")
        check.name("taxonomy.yaml", ("edges", index, "to"), edge.to, acts, "act")
    for name, person in persons.items():
        for key, values in (("includes", person.includes), ("overlaps", person.overlaps), ("apart-from", person.apart_from)):
            for at, value in enumerate(values):
                check.name("taxonomy.yaml", ("persons", name, key, at), value, persons, "class of persons")
    _lexicon(pack, parsed, check)
    for name, rule in pack.rules.items():
        check.name("rules.yaml", ("rules", name, "element"), rule.element, pack.elements, "element")
        for at, value in enumerate(rule.acts):
            check.name("rules.yaml", ("rules", name, "acts", at), value, acts, "act")
        for at, value in enumerate(rule.persons):
            check.name("rules.yaml", ("rules", name, "persons", at), value, persons, "class of persons")
    for file, source in parsed.items():
        if file.startswith("cases/") and isinstance(source.data, dict):
            for at, case in enumerate(source.data.get("cases") or []):
                for key in ("expect", "tolerate"):
                    for id_ in (case.get(key) or {}) if isinstance(case, dict) else ():
                        check.name(file, ("cases", at, key, id_), id_, pack.elements, "element")
    seen: set[str] = set()
    for number, commitment in pack.commitments.items():
        for id_ in commitment.elements:
            if id_ in seen:
                source = parsed["commitments.yaml"]
                place = source.place(("commitments", number, "elements", id_), key=True)
                check.found.append(source.problem(place, "pack-duplicate", f"the element {id_!r} stands twice", "give one of the two another id"))
            seen.add(id_)
    return check.found


def _lexicon(pack: RulePack, parsed: Mapping[str, Parsed], check: _Checker) -> None:
    """Acts, classes and `<class>` words that lexicon rows name."""
    nouns, verbs = pack.lexicon.nouns, pack.lexicon.verbs
    kinds = pack.taxonomy
    tables: dict[str, Iterable[str]] = {"persons": kinds.persons, "interests": kinds.interests, "means": kinds.means, "standards": kinds.standards}
    for file, source in parsed.items():
        if not (file == "lexicon.yaml" or file.startswith("lexicon/")) or not isinstance(source.data, dict):
            continue
        for at, row in enumerate(source.data.get("acts") or []):
            check.name(file, ("acts", at, "act"), row.get("act"), kinds.acts, "act")
            for key in ("object", "purpose", "place", "with", "to", "unless"):
                for index, value in enumerate(row.get(key) or []):
                    check.name(file, ("acts", at, key, index), value, nouns, "class of nouns")
            for key, known in (("verbs", verbs), ("nouns", nouns)):
                for index, value in enumerate(row.get(key) or []):
                    if value.startswith("<"):
                        check.name(file, ("acts", at, key, index), value.strip("<>"), known, f"class of {key}")
        for table, classes in tables.items():
            for at, row in enumerate(source.data.get(table) or []):
                check.name(file, (table, at, "class"), row.get("class"), classes, f"class in {table}")
                for index, value in enumerate(row.get("heads") or []):
                    if value.startswith("<"):
                        check.name(file, (table, at, "heads", index), value.strip("<>"), nouns, "class of nouns")
