"""The elements of a pack over its cases: read once, and judged again only where a change can tell.

Takes a pack and its cases as provisions with norms; gives the relations of each case, what each row did in which case, and which cases
fail when one thing of the pack is otherwise. What a change cannot reach is not read again: sets of cases are numbers, one bit a case.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from compliance.language import lemmas
from compliance.mapping.acts import read_acts
from compliance.mapping.lexicon import Lexicon
from compliance.mapping.patch import (
    names_otherwise,
    read_again,
    untraced,
    with_act_row,
    with_class_row,
    with_nouns,
    with_persons_forgotten,
    with_verbs,
)
from compliance.mapping.quick import Known, Pair, reach, relations
from compliance.mapping.readings import Reading
from compliance.mapping.relate import read_provision
from compliance.mapping.rules import rule_holds
from compliance.model.clause import ClauseTree, Provision
from compliance.model.norm import ClauseNorms, Norm
from compliance.model.pack import ENGINE_NOUNS, ActRow, ClassRow, RulePack
from compliance.packs.mutants import TABLES, Mutant, changed
from compliance.packs.shadow import shadowed_in_class
from compliance.passages.lemma import BaseForms

#: A set of cases, one bit each.
Bits = int


@dataclass(frozen=True, slots=True)
class ReadCase:
    """A case as the engine reads it."""

    text: str
    tree: ClauseTree
    provisions: tuple[Provision, ...]
    norms: tuple[ClauseNorms, ...]


class FacetCases:
    """The cases of a pack held against its elements."""

    def __init__(self, pack: RulePack, cases: Sequence[ReadCase], forms: BaseForms) -> None:
        self.pack, self.cases, self._forms = pack, cases, forms
        self.lexicon = Lexicon(pack, tracing=True)
        self._reach = reach(pack)
        self.readings: list[list[tuple[str, list[Reading]]]] = []
        self.noted: dict[tuple[int | str, str], Bits] = {}
        self.pairs: list[frozenset[Pair]] = []
        self._known: Known = {}
        self._spared = [0] * len(cases)
        self._acts_of: dict[int, list[tuple[Norm, list[object]]]] = {}
        self._words: dict[str, Bits] = {}
        self._texts: dict[tuple[str, object], Bits] = {}
        for at, case in enumerate(cases):
            self.lexicon.notes, self.lexicon.asked = set(), set()
            readings = self._read(case, self.lexicon, pack)
            self.readings.append(readings)
            for note in self.lexicon.notes:
                self.noted[note] = self.noted.get(note, 0) | 1 << at
            for text in self.lexicon.asked:
                self._texts[text] = self._texts.get(text, 0) | 1 << at
            self.pairs.append(relations(readings, pack, self._reach, self._known))
            for word in {*lemmas(case.text), *forms.run(case.text), *(norm.action for clause in case.norms for norm in _all(clause))}:
                self._words[word] = self._words.get(word, 0) | 1 << at

        self._listed: dict[str, list[tuple[object, Bits]]] = {table: [(key, bits) for (own, key), bits in self._texts.items() if own == table] for table in TABLES}
        self._in_text: dict[str, dict[str, Bits]] = {table: {} for table in TABLES}
        for table, texts in self._listed.items():
            held = self._in_text[table]
            for place, (key, _) in enumerate(texts):
                for word in set(lemmas(" ".join(key) if isinstance(key, tuple) else str(key))):
                    held[word] = held.get(word, 0) | 1 << place
        headed = {head.strip("<>") for rows in self.lexicon.tables.values() for row in rows for head in row.heads}
        named = {noun.strip("<>") for row in self.lexicon.acts for noun in row.nouns}
        self._plain = untraced(self.lexicon)
        #: Classes of nouns whose words are looked up one by one, so that no note says on which of them an answer rests.
        self._by_word = headed | named | set(ENGINE_NOUNS)

    def _read(self, case: ReadCase, lexicon: Lexicon, pack: RulePack) -> list[tuple[str, list[Reading]]]:
        return [(part.label, read_provision(case.tree, part, clause, lexicon, pack)) for part, clause in zip(case.provisions, case.norms, strict=True)]

    def told(self, mutant: Mutant, among: Bits, passes: Sequence[Collection[Pair]], may: Sequence[Collection[Pair]]) -> bool:
        """Whether some case does not come out as expected with the change of a mutant; ``passes`` has to come out, ``may`` may."""
        candidates = self._candidates(mutant) & among
        if not candidates:
            return False
        pack, lexicon, again = self._changed(mutant)
        reached = self._reach if pack is self.pack else reach(pack)
        acts_only = mutant.part in ("acts", "verbs") or (mutant.part == "nouns" and mutant.key not in self._by_word)
        less = mutant.mutation in ("drop-phrase", "drop-word", "drop-row", "flip-modality")  # what says less is told by a case that asks for something
        for some in self._named_otherwise(mutant, lexicon) if mutant.part in TABLES else (candidates,):
            places = sorted(_places(some & candidates), key=lambda at: (bool(passes[at]) != less, self._spared[at]))
            for tried, at in enumerate(places):
                if acts_only and tried > 1 and self._names_the_same(at, lexicon):
                    continue
                readings = self._read(self.cases[at], lexicon, pack) if again else self.readings[at]
                found = relations(readings, pack, reached, self._known if pack is self.pack else None)
                if found != self.pairs[at] and not (found.issuperset(passes[at]) and found.issubset(may[at])):
                    return True
                self._spared[at] += 1  # a case that told nothing is asked later the next time
            candidates &= ~some
        return False

    def _names_the_same(self, at: int, lexicon: Lexicon) -> bool:
        """Whether every norm of a case names the same acts by a lexicon, so that it comes to the same: worth the look where many cases may tell."""
        known = self._acts_of.get(at)
        if known is None:
            norms = [norm for clause in self.cases[at].norms for norm in _all(clause)]
            known = self._acts_of[at] = [(norm, _named(norm, self._plain)) for norm in norms]
        return all(_named(norm, lexicon) == acts for norm, acts in known)

    def _changed(self, mutant: Mutant) -> tuple[RulePack, Lexicon, bool]:
        """The pack and the lexicon with a change, and whether the cases have to be read again."""
        part, key, new = mutant.part, mutant.key, mutant.new
        if part == "acts":
            return self.pack, with_act_row(self.lexicon, int(key), new), True
        if part in TABLES:
            return self.pack, with_class_row(self.lexicon, part, int(key), new), True
        if part == "nouns":
            return self.pack, with_nouns(self.lexicon, str(key), new), True
        if part == "verbs":
            return self.pack, with_verbs(self.lexicon, str(key), new), True
        if part == "taxonomy/persons" and mutant.mutation != "drop-concept":
            return changed(self.pack, mutant), with_persons_forgotten(self.lexicon), True
        return changed(self.pack, mutant), self.lexicon, part == "taxonomy/acts"

    # -- which cases a change can reach --------------------------------------------------------------------------------

    def _candidates(self, mutant: Mutant) -> Bits:
        part, key = mutant.part, mutant.key
        if part == "elements":
            return self._acts(name for name, reached in self._reach.items() if any(id_ == key for id_, _ in reached))
        if part == "edges":
            edge = self.pack.taxonomy.edges[int(key)]
            return self._acts([edge.from_, *(name for name, act in self.pack.taxonomy.acts.items() if act.opposite == edge.from_)])
        if part == "taxonomy/acts":
            return self._acts([str(key)])
        if mutant.mutation == "drop-concept" and " includes " not in mutant.row:
            table = part.partition("/")[2]
            kind, rows = getattr(self.pack.taxonomy, table)[str(key)], self.lexicon.tables[table]
            pair = {str(key), *kind.overlaps, *getattr(kind, "apart_from", ())}
            acts = self._acts(name for name, act in self.pack.taxonomy.acts.items() if act.interest in pair)
            return acts | self._noted((id(row), "met") for row in rows if row.of in pair)
        if part == "rules":
            return self._acts(self.pack.rules[str(key)].acts)
        if part == "acts":
            return self._of_row(self.lexicon.acts[int(key)], mutant)
        if part == "nouns" and str(key) not in self._by_word:
            return self._noted([(f"nouns/{key}", " ".join(lemmas(word))) for word in mutant.words])
        return self._spoken(mutant.words) if mutant.words else (1 << len(self.cases)) - 1

    def _of_row(self, row: ActRow, mutant: Mutant) -> Bits:
        """The cases in which a changed row of an act spoke, or was held back by the guard that is gone."""
        what, kind, mutation = id(row), mutant.mutation, mutant.mutation.partition("-")[2]
        if kind == "drop-exclusion":
            return self._noted([(what, f"unless {word}") for word in row.unless if word not in mutant.new.unless])
        if kind in ("widen-object", "widen-purpose", "widen-place", "widen-companion", "widen-recipient"):
            bends = mutation == "purpose" or "nothing" in row.object  # such a guard says more than whether the row speaks
            return self._noted([(what, mutation), *([(what, "met")] if bends else [])])
        if kind == "flip-modality":  # where another row names the same act first, this one is not met, and its turned act is a second one
            return self._noted([(what, "fits")])
        return self._spoken(mutant.words) & (self._noted([(what, "met")]) if mutant.narrows else -1)

    def _named_otherwise(self, mutant: Mutant, lexicon: Lexicon) -> Iterable[Bits]:
        """The cases of each text that the lexicon of a changed class row reads otherwise; it remembers all texts that it cannot read otherwise."""
        table, before = mutant.part, self.lexicon.memory[mutant.part]
        old = self.lexicon.tables[table][int(mutant.key)]
        memory = lexicon.memory[table] = dict(before)
        texts = [self._listed[table][place] for place in _places(self._asked(table, mutant.words))]
        for key, _ in texts:
            del memory[key]
        for key, cases in texts:
            if names_otherwise(lexicon, table, old, mutant.new, key) and read_again(lexicon, self.pack, table, key) != before[key][0]:
                yield cases

    def _asked(self, table: str, phrases: Sequence[str]) -> Bits:
        """The texts asked for classes of a table that hold all words of one of the phrases."""
        out = 0
        for phrase in phrases:
            bits = (1 << len(self._listed[table])) - 1
            for word in lemmas(phrase) or (phrase,):
                bits &= self._in_text[table].get(word, 0)
            out |= bits
        return out

    def _noted(self, notes: Iterable[tuple[int | str, str]]) -> Bits:
        out = 0
        for note in notes:
            out |= self.noted.get(note, 0)
        return out

    def _acts(self, names: Iterable[str]) -> Bits:
        return self._noted(("act", name) for name in names)

    def _spoken(self, phrases: Sequence[str]) -> Bits:
        """The cases that hold all words of one of the phrases."""
        out = 0
        for phrase in phrases:
            for run in {lemmas(phrase), self._forms.run(phrase)}:
                bits = -1
                for word in run:
                    bits &= self._words.get(word, 0)
                out |= bits if run else 0
        return out

    # -- what the rows did ----------------------------------------------------------------------------------------------

    def exercised(self) -> tuple[list[str], list[str]]:
        """Rows that spoke in no case, and guards that held their row back in none."""
        unmet: list[str] = []
        open_: list[str] = []
        parts: list[tuple[str, Sequence[ActRow | ClassRow]]] = [("acts", self.lexicon.acts), *self.lexicon.tables.items()]
        for part, rows in parts:
            for at, row in enumerate(rows):
                name = f"lexicon/{part}/{at + 1} {getattr(row, 'act', '') or getattr(row, 'of', '')}"
                outcomes = {outcome for (what, outcome) in self.noted if what == id(row)}
                if "met" not in outcomes:
                    unmet.append(name)
                guards = [key for key in ("object", "purpose", "place", "companion", "recipient", "modifiers") if getattr(row, key, ())]
                if guards and not outcomes & set(guards):
                    open_.append(f"{name} {'|'.join(guards)}")
                idle = shadowed_in_class(self.pack, part, at, row) if isinstance(row, ClassRow) else frozenset()
                asked = [word for word in dict.fromkeys(row.unless) if ("unless", word) not in idle]
                open_ += [f"{name} unless “{word}”" for word in asked if not outcomes & {f"unless {word}", f"unless {' '.join(lemmas(word))}"}]
        for name, rule in self.pack.rules.items():
            spoke = held = False
            for case in self.readings:
                for _, readings in case:
                    for reading in readings:
                        if reading.act is not None and reading.act.act in rule.acts:
                            holds = rule_holds(rule, reading)
                            spoke, held = spoke or holds, held or not holds
            if not spoke:
                unmet.append(f"rules/{name}")
            if not held:
                open_.append(f"rules/{name}")
        return unmet, open_


def _named(norm: Norm, lexicon: Lexicon) -> list[object]:
    """The acts that a norm names, with all that a reading takes from their rows."""
    return [(one.act, one.flipped, one.patient_is_bearer, one.row.purpose) for one in read_acts(norm, lexicon)]


def _all(clause: ClauseNorms) -> Iterable[Norm]:
    queue = [*clause.norms, *clause.derived]
    while queue:
        norm = queue.pop()
        queue += norm.embedded
        yield norm


def _places(bits: Bits) -> Iterable[int]:
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
