"""The claims of a pack over its cases: patterns looked for once, signals as sets of passages.

Takes a pack and the passages of its cases; gives the relations of each case, what each signal and exclusion did, and which cases fail when
one thing is otherwise. Sets of passages are numbers, one bit a passage, so that a changed signal costs a few operations on numbers and a
look at the one pattern that changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from compliance.model.pack import RulePack, Signal
from compliance.packs.mutants import Mutant
from compliance.packs.shadow import shadowed_patterns
from compliance.passages.lemma import BaseForms
from compliance.passages.pattern import Pattern, compile_pattern
from compliance.passages.read import Passage

#: A set of passages, one bit each.
Bits = int
Pair = tuple[str, str]
#: Where each key of a signal looks.
_CONTEXT = {"words": "words", "also": "whole", "clause": "clause", "unless": "clause", "beside": "beside"}


class SignalCases:
    """The cases of a pack held against its claims; ``passages`` by case and provision."""

    def __init__(self, pack: RulePack, passages: Sequence[Sequence[Sequence[Passage]]], forms: BaseForms) -> None:
        self.pack, self._forms = pack, forms
        self._passages: list[Passage] = []
        self._provision_of: list[int] = []
        self._provisions: list[tuple[int, Bits]] = []  # case, its passages
        for at, parts in enumerate(passages):
            for part in parts:
                bits = ((1 << len(part)) - 1) << len(self._passages)
                self._provision_of += [len(self._provisions)] * len(part)
                self._passages += part
                self._provisions.append((at, bits))
        self._all = (1 << len(self._passages)) - 1
        self._of_case: dict[int, list[Bits]] = {}
        for at, bits in self._provisions:
            self._of_case.setdefault(at, []).append(bits)
        self._having: dict[str, Bits] = {}
        self._kinds: dict[tuple[str, str], Bits] = {}
        for place, one in enumerate(self._passages):
            for word in {*one.before, *one.words}:
                self._having[word] = self._having.get(word, 0) | 1 << place
            for kind in (("modality", one.modality), *(("scope", name) for name in one.scopes), *(("reserved", name) for name in one.reserved)):
                self._kinds[kind] = self._kinds.get(kind, 0) | 1 << place
        self._found: dict[tuple[str, str], Bits] = {}
        self._compiled: dict[str, Pattern] = {}
        self.met = {name: self._met(row) for name, row in pack.signals.signals.items()}
        self._by_element: dict[str, list[str]] = {}
        for name, row in pack.signals.signals.items():
            self._by_element.setdefault(row.element, []).append(name)
        self._naming = _naming(pack)
        self.pairs = [self._pairs(at, self._by_element, self.met) for at in range(len(passages))]

    # -- patterns and rows ------------------------------------------------------------------------------------------

    def _met(self, row: Signal) -> Bits:
        bits = self._scoped(row)
        return bits and bits & self._any(row, "words") & self._every(row) & ~self._any(row, "unless")

    def _scoped(self, row: Signal) -> Bits:
        """The passages of the modality, scopes and reservations that a row asks for."""
        bits = self._all
        if row.modality:
            bits &= sum(self._kinds.get(("modality", name), 0) for name in set(row.modality))
        for name in row.within:
            bits &= self._kinds.get(("scope", name), 0)
        for name in row.outside:
            bits &= ~self._kinds.get(("scope", name), 0)
        for kind, held in self._kinds.items():
            if kind[0] == "reserved" and kind[1] not in row.reserved:
                bits &= ~held
        return bits

    def _any(self, row: Signal, key: str) -> Bits:
        out = 0
        for text in getattr(row, key):
            out |= self._find(_CONTEXT[key], text)
        return out

    def _every(self, row: Signal) -> Bits:
        out = self._all
        for key in ("also", "clause", "beside"):
            for text in getattr(row, key):
                out &= self._find(_CONTEXT[key], text)
        return out

    def _find(self, context: str, text: str) -> Bits:
        known = self._found.get((context, text))
        if known is None:
            pattern = self._compiled.get(text)
            if pattern is None:
                pattern = self._compiled[text] = compile_pattern(text, self.pack.signals.lists, self._forms)
            known = self._found[context, text] = self._look(context, pattern, self._all)
        return known

    def _look(self, context: str, pattern: Pattern, among: Bits) -> Bits:
        """The passages among some in which a pattern is met; only those that hold a first word of each of its items are looked at."""
        bits = self._all if context == "beside" else among
        for item in pattern.items:
            held = 0
            for word in item.runs:
                held |= self._having.get(word, 0)
            bits &= held
        out = 0
        for place in _places(bits):
            one = self._passages[place]
            if context == "words":
                met = pattern.find(one.words, one.own)
            elif context == "whole":
                met = pattern.find((*one.before, *one.words))
            elif context == "clause":
                met = pattern.find(one.words[one.head :])
            else:
                met = pattern.find(one.words)
            if met is not None:
                out |= self._provisions[self._provision_of[place]][1] if context == "beside" else 1 << place
        return out & among

    def _pairs(self, at: int, elements: dict[str, list[str]], met: dict[str, Bits], relation: dict[str, str] | None = None) -> frozenset[Pair]:
        """The relations of one case to some claims: in each provision the strongest support, and the contradiction."""
        out: set[Pair] = set()
        for bits in self._of_case.get(at, ()):
            for id_, names in elements.items():
                said = {(relation or {}).get(name) or self.pack.signals.signals[name].relation for name in names if met.get(name, 0) & bits}
                if said:
                    out |= {(id_, one) for one in said if one != "partially-addresses" or "addresses" not in said}
        return frozenset(out)

    # -- changes ---------------------------------------------------------------------------------------------------------

    def told(self, mutant: Mutant, among: Bits, passes: Sequence[Collection[Pair]], may: Sequence[Collection[Pair]]) -> bool:
        """Whether some case of ``among`` does not come out as expected with the change of a mutant; ``passes`` has to come out, ``may`` may."""
        if mutant.part == "lists":
            changed = {name: bits for name, bits in self._without_words(str(mutant.key), mutant.new).items() if bits != self.met[name]}
            moved = 0
            for name, bits in changed.items():
                moved |= bits ^ self.met[name]
            return bool(moved) and self._fails(moved, changed, {}, among, passes, may)
        name, new = str(mutant.key), mutant.new
        bits = 0 if new is None else self._met(new)
        relation = {} if new is None else {name: new.relation}
        flipped = new is not None and new.relation != self.pack.signals.signals[name].relation
        moved = bits if flipped else bits ^ self.met[name]
        return bool(moved) and self._fails(moved, {name: bits}, relation, among, passes, may)

    def _fails(self, moved: Bits, changed: dict[str, Bits], relation: dict[str, str], among: Bits, passes: Sequence[Collection[Pair]], may: Sequence[Collection[Pair]]) -> bool:
        met = {**self.met, **changed}
        ids = {self.pack.signals.signals[name].element for name in changed}
        elements = {id_: self._by_element[id_] for id_ in ids}
        for at in {self._provisions[self._provision_of[place]][0] for place in _places(moved)}:
            if not among >> at & 1:
                continue
            found = self._pairs(at, elements, met, relation)
            if not found.issuperset(pair for pair in passes[at] if pair[0] in ids) or not found.issubset(may[at]):
                return True
        return False

    def _without_words(self, name: str, words: Sequence[str]) -> dict[str, Bits]:
        """The signals whose patterns name a list, with fewer words in it: only what was met with the words that are gone is looked at again."""
        gone = [word for word in self.pack.signals.lists[name] if word not in words]
        spoken = 0
        for word in gone:
            bits = self._all
            for part in self._forms.run(word):
                bits &= self._having.get(part, 0)
            spoken |= bits
        if not spoken:
            return {}
        lists = {**self.pack.signals.lists, name: tuple(words)}
        out: dict[str, Bits] = {}
        again: dict[tuple[str, str], Bits] = {}
        for context, text in self._naming.get(name, ()):
            before = self._find(context, text)
            within = self._whole_provisions(spoken) if context == "beside" else spoken
            if before & within:
                after = self._look(context, compile_pattern(text, lists, self._forms), before & within)
                again[context, text] = before & ~within | after
        if any(self._found[place] != bits for place, bits in again.items()):
            kept = self._found
            self._found = {**kept, **again}
            out = {signal: self._met(row) for signal, row in self.pack.signals.signals.items() if self._uses(row, again)}
            self._found = kept
        return out

    def _whole_provisions(self, bits: Bits) -> Bits:
        out = 0
        for place in _places(bits):
            out |= self._provisions[self._provision_of[place]][1]
        return out

    def _uses(self, row: Signal, places: Collection[tuple[str, str]]) -> bool:
        return any((context, text) in places for key, context in _CONTEXT.items() for text in getattr(row, key))

    # -- what the rows did --------------------------------------------------------------------------------------------

    def exercised(self) -> tuple[list[str], list[str]]:
        """Signals that spoke in no case, and guards and exclusions that held theirs back in none."""
        unmet: list[str] = []
        open_: list[str] = []
        for name, row in self.pack.signals.signals.items():
            if not self.met[name]:
                unmet.append(f"signals/{name}")
            words, scoped, every, no = self._any(row, "words"), self._scoped(row), self._every(row), self._any(row, "unless")
            if (row.modality or row.within or row.outside or len(row.reserved) < 3) and not words & every & ~no & ~scoped:
                open_.append(f"signals/{name} scope")
            if (row.also or row.clause or row.beside) and not words & scoped & ~no & ~every:
                open_.append(f"signals/{name} also|clause|beside")
            idle = shadowed_patterns(self.pack, row)
            asked = [text for text in dict.fromkeys(row.unless) if ("unless", text) not in idle]
            open_ += [f"signals/{name} unless “{text}”" for text in asked if not words & scoped & every & self._find("clause", text)]
        return unmet, open_


def _naming(pack: RulePack) -> dict[str, list[tuple[str, str]]]:
    """The patterns that name each list, themselves or through another list, with where they look."""
    lists = pack.signals.lists
    inside: dict[str, set[str]] = {name: {name} for name in lists}
    for _ in lists:
        for name, words in lists.items():
            for word in words:
                if word.startswith("<"):
                    for known in inside.values():
                        if name in known:
                            known.add(word.strip("<>"))
    out: dict[str, dict[tuple[str, str], None]] = {}
    for row in pack.signals.signals.values():
        for key, context in _CONTEXT.items():
            for text in getattr(row, key):
                for part in text.replace("|", " ").split():
                    for name in inside.get(part.strip("<>"), ()) if part.startswith("<") else ():
                        out.setdefault(name, {})[context, text] = None
    return {name: list(places) for name, places in out.items()}


def _places(bits: Bits) -> Iterable[int]:
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
