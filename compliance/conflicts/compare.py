"""Two profiles -> how the norms stand to each other.

Takes profiles and the weights of words; gives a kind with its reason, or nothing. Two norms meet where a statement of each orders the
same act on the same thing, or where their words are the same but for a few; then force, values and conditions are compared. Likeness is
the weighted share of the shorter side's words that the other has too (the overlap coefficient of Szymkiewicz and Simpson over inverse
document frequencies).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import fsum

from compliance.conflicts.profile import Profile
from compliance.conflicts.quantities import apart, other_things
from compliance.conflicts.statements import Condition, Statement
from compliance.conflicts.words import ConflictWords
from compliance.model.conflict import ConflictKind

Weight = Callable[[str], float]
#: From here on two norms can be about the same matter; a text's own norms reach it in about one of a hundred pairs.
ALIKE = 0.45
#: From here on the words are the same but for a few.
SAME_WORDS = 0.8
#: Shares of both norms' words from which on they say the same.
REPEATS = 0.6
#: The same, where one allows what the other orders: both can be held unless they are about one thing in like words.
CLOSE = 0.55
#: The matter words that the shorter of two norms about one thing may have of its own.
OWN = 3
#: The words of its own that the longer may have where both order the same under other conditions.
LONG = 5
#: The share of both norms' words for one act ordered with other things, and how many words the shorter may say of its own.
THING, FEW = 0.3, 2
#: The share of a copy's matter words and of all its words that stand in the original in the same order, and how much shorter it may be.
COPY, COPY_FORMS, COPY_LENGTH = 0.85, 0.7, 0.45
#: Below this share of both norms' words the acts have to be the same.
PART = 0.15
VERBATIM = 0.9
_LEAST = 2  # shared matter words that two norms must have
_NEGATING = ("un", "in", "im", "non", "dis", "non-", "ir", "il")
_CLASH = frozenset([frozenset(pair) for pair in (("must", "not"), ("may", "not"), ("must", "exempt"), ("stated", "not"), ("stated", "exempt"))])
_SOFT = frozenset([frozenset(["must", "may"]), frozenset(["stated", "may"])])
_STRONG = ("only", "against", "unless", "until")
_TURNED = {frozenset(["if", "unless"]), frozenset(["if", "against"]), frozenset(["only", "against"]), frozenset(["until", "if"]), frozenset(["until", "against"])}
_FORCE = {"must": "ordered", "not": "forbidden", "may": "allowed", "exempt": "left free", "stated": "stated"}


@dataclass(frozen=True, slots=True)
class Finding:
    """A kind, its reason, and the likeness."""

    kind: ConflictKind
    why: str
    likeness: float
    firm: bool = True


def likeness(a: frozenset[str], b: frozenset[str], weight: Weight) -> tuple[float, float]:
    """The weighted share of the lighter side's words that both have, and that of all words; 0 where a side has none."""
    left, right, both = (fsum(sorted(weight(word) for word in words)) for words in (a, b, a & b))
    light, whole = min(left, right), left + right - both
    return (both / light if light else 0.0), (both / whole if whole else 0.0)


def compare(a: Profile, b: Profile, weight: Weight, words: ConflictWords) -> Finding | None:
    """How two norms stand to each other, or nothing where they are about different matters. Symmetric in its kind."""
    share, whole = likeness(a.words, b.words, weight)
    if not a.words & b.words:
        return None
    if a.all == b.all and a.amounts == b.amounts:
        return Finding("duplicate", "The two say the same in the same words.", share)
    copied = (whole >= CLOSE or share >= SAME_WORDS) and _copies(a, b)
    near = copied and (whole >= SAME_WORDS or _in_order(a.all, b.all) >= VERBATIM)
    found = [one for x in a.statements for y in b.statements if (one := _Pair(a, b, x, y, weight, words, copied, near).find()) is not None]
    best = min(found, key=lambda one: (_RANK[one.kind], -one.likeness, one.why)) if found else None
    if copied and (best is None or best.kind not in ("modality", "structure", "condition")) and a.modals != b.modals and len(a.modals) == len(b.modals):
        one, other = next((x, y) for x, y in zip(a.modals, b.modals, strict=True) if x != y)
        return Finding("modality" if near else "structure", f"The same words, but “{one}” against “{other}”.", share)
    if copied and best is None and a.negations % 2 != b.negations % 2:
        return Finding("modality" if near else "structure", "The same words, but one says “not” where the other does not.", share)
    if best is None:
        weak = [one for x in a.statements for y in b.statements if (one := _Pair(a, b, x, y, weight, words, copied, near).likely()) is not None]
        best = min(weak, key=lambda one: (_RANK[one.kind], -one.likeness, one.why)) if weak else None
    return best


_RANK = {"modality": 0, "structure": 0, "object": 1, "condition": 1, "duplicate": 2, "narrowing": 3}


def _copies(a: Profile, b: Profile) -> bool:
    """Whether the shorter norm is the longer one with a few words changed or left out."""
    return _in_order(a.sequence, b.sequence) >= COPY and _in_order(a.all, b.all) >= COPY_FORMS


def _in_order(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """The share of the shorter side's words that stand in the longer in the same order; 0 where it is too short for a copy."""
    short, long = sorted((a, b), key=lambda words: (len(words), words))
    if not short or len(short) < COPY_LENGTH * len(long):
        return 0.0
    return sum(block.size for block in SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()) / len(short)


def _quoted(one: Condition, others: tuple[Condition, ...]) -> str:
    return f"“{one.opener} …” against " + (f"“{others[0].opener} …”" if others else "no condition")


class _Pair:
    """One statement of each norm."""

    def __init__(self, a: Profile, b: Profile, x: Statement, y: Statement, weight: Weight, words: ConflictWords, copied: bool, near: bool) -> None:
        self.a, self.b, self.x, self.y = a, b, x, y
        self.weight, self.words, self.copied, self.near = weight, words, copied, near
        bearers = {x.bearer, y.bearer} - {""}
        self.left, self.right = x.words - y.words, y.words - x.words
        #: Two words that exclude each other take nothing from the likeness: the rest says whether the matter is one.
        self.opposed = self._opposite(self.left & (x.after | x.theme | set(x.acts)), self.right & (y.after | y.theme | set(y.acts)))
        if self.opposed is None and copied:
            self.opposed = self._opposite(frozenset(a.all) - frozenset(b.all), frozenset(b.all) - frozenset(a.all))
        self.share, self.whole = likeness(x.words - bearers - set(self.opposed or ()), y.words - bearers - set(self.opposed or ()), weight)

    def find(self) -> Finding | None:
        """How the two statements stand to each other."""
        if other_things(self.a.quantities, self.b.quantities):
            return None
        if not self.copied and not self._meet():
            return None
        if self._other_bearers():
            return self._other_person()
        force = self._forces()
        if "stated" in force and not self.copied and (len(force) == 1 or self.whole < CLOSE) and not self.opposed:
            return None  # what is told is held against norms only where the words are alike
        if force in _CLASH or (force in _SOFT and self._held()):
            return self._clash()
        return self._same_force() if force not in _SOFT and force != frozenset(["not", "exempt"]) else None

    def likely(self) -> Finding | None:
        """The same from likeness in words alone, where the statements were not read to be about one act on one thing."""
        x, y = self.x, self.y
        acted = (frozenset(x.acts) | x.theme) & (frozenset(y.acts) | y.theme)
        if self.share < ALIKE or len(x.words & y.words) < _LEAST or self._other_bearers() or other_things(self.a.quantities, self.b.quantities) or not acted:
            return None
        force = self._forces()
        odd = self._odd_condition()
        if force in _CLASH or force in _SOFT:
            if not odd and (self._elsewhere() if force in _CLASH else self._other_theme() or x.acts[:1] != y.acts[:1]):
                return None
            kind: ConflictKind = "condition" if odd else "structure"
            return self._as(kind, f"Like words, {_FORCE[x.force]} by one and {_FORCE[y.force]} by the other: “{x.cue}” against “{y.cue}”.", firm=False)
        values = apart(self.a.quantities, self.b.quantities)
        if self._split_times() or (x.head == y.head and self._other_theme()):
            return None
        if self.opposed or values:
            one, other = (values[0].text, values[1].text) if values else (self._say(self.opposed[0]), self._say(self.opposed[1])) if self.opposed else ("", "")
            return self._as("object", f"Like words, but “{one}” against “{other}”.", firm=False)
        if self.whole >= THING and (odd or self._cases()):
            return self._as("condition", "Like words, under conditions that differ.", firm=False)
        left, right = self.left & x.after, self.right & y.after
        if left and right and min(len(left), len(right)) <= FEW and force == {"must"}:
            return self._as("object", f"Like words, but “{self._rest(self.left)}” against “{self._rest(self.right)}”.", firm=False)
        return None

    def _meet(self) -> bool:
        """Whether the two order about one act on one thing."""
        x, y = self.x, self.y
        if self.share < ALIKE or len(x.words & y.words) < min(_LEAST, len(x.words), len(y.words)):
            return False
        if self.whole < PART and x.acts[:1] != y.acts[:1]:
            return False  # a short norm inside a long one meets it only in what it orders
        one_act = set(x.acts[:1]) & (y.theme | set(y.acts)) or set(y.acts[:1]) & (x.theme | set(x.acts)) or self.opposed
        if self.whole < REPEATS and not one_act:
            return False
        return not self._other_theme() and bool(x.theme & y.words or y.theme & x.words or not x.theme or not y.theme)

    def _elsewhere(self) -> bool:
        """Whether each says for what, to whom or where, with one preposition, and names another case than the other."""
        x, y = self.x, self.y
        if self.opposed:
            return False
        return any(one == other and not mine & y.words and not theirs & x.words for one, mine in x.places for other, theirs in y.places)

    def _forces(self) -> frozenset[str]:
        """The forces of the two; to order no thing is to forbid it where the other allows it."""
        x, y = (one.force if one.force != "must" or one.quantifier != "no" or other.force not in ("may", "not") else "not" for one, other in ((self.x, self.y), (self.y, self.x)))
        return frozenset([x, y])

    def _held(self) -> bool:
        """Whether what one allows and the other orders is so alike that a reader takes it for one act on one thing."""
        x, y = self.x, self.y
        one_act = x.acts[:1] == y.acts[:1] and min(len(x.words), len(y.words)) > _LEAST
        return self.copied or (self.whole >= CLOSE and bool(set(x.acts) & set(y.acts))) or (one_act and (self.share >= SAME_WORDS or (x.acts == y.acts and len(x.acts) > 1)))

    def _other_theme(self) -> bool:
        """Whether each is about a thing that the other does not name."""
        mine, theirs = self.x.theme - self.y.words, self.y.theme - self.x.words
        mine, theirs = mine - set(self.y.acts), theirs - set(self.x.acts)
        return bool(mine and theirs) and self._opposite(mine, theirs) is None

    def _other_bearers(self) -> bool:
        return bool(self.x.bearer and self.y.bearer and self.x.bearer != self.y.bearer)

    def _other_person(self) -> Finding | None:
        """The same act of two persons: both can be held, unless one of them alone does such an act."""
        x, y = self.x, self.y
        if {x.force, y.force} <= {"must", "stated"} and self.whole >= REPEATS and set(x.acts[:1]) & self.words.one_bearer and x.acts[:1] == y.acts[:1]:
            return self._as("object", f"The same act is ordered of “{self._say(x.bearer)}” by one and of “{self._say(y.bearer)}” by the other.")
        return None

    def _clash(self) -> Finding | None:
        x, y = self.x, self.y
        how = f"“{x.cue}” against “{y.cue}”"
        if self._cases():
            return None
        odd = self._odd_condition()
        if odd:
            return self._as("condition", f"The same matter is {_FORCE[x.force]} by one and {_FORCE[y.force]} by the other ({how}), under conditions that differ: {odd}.")
        if self._elsewhere() and not self.copied:
            return None
        kind: ConflictKind = "modality" if self.near and x.by_none == y.by_none else "structure"
        return self._as(kind, f"The same matter is {_FORCE[x.force]} by one and {_FORCE[y.force]} by the other: {how}.")

    def _cases(self) -> bool:
        """Whether the two speak of different cases: both have an ordinary condition, and the conditions share little."""
        x, y = (tuple(c for c in one.conditions if c.kind != "scope") for one in (self.x, self.y))
        if not x or not y or any(one.kind in _STRONG for one in (*x, *y)):
            return False
        one, other = (frozenset().union(*(c.words for c in side)) for side in (x, y))
        return likeness(one, other, self.weight)[0] < 1 / 3

    def _other_scope(self) -> bool:
        """Whether one says at its beginning whom or what it is about, and the other does not say the same."""
        one, other = (frozenset().union(*(c.words for c in side.conditions if c.kind == "scope")) for side in (self.x, self.y))
        return one != other

    def _odd_condition(self) -> str:
        """The condition that makes the difference, as a reader says it; nothing where conditions do not."""
        x, y = (tuple(c for c in one.conditions if c.kind != "scope") for one in (self.x, self.y))
        absolute = self.x.absolute or self.y.absolute
        for mine, theirs, own in ((x, y, self.x), (y, x, self.y)):
            kinds = {c.kind for c in theirs}
            shorter = len(own.words) <= min(len(self.x.words), len(self.y.words))
            for one in mine:
                if one.kind in _STRONG and one.kind not in kinds and (one.kind != "unless" or self.copied or one.fronted or not theirs):
                    return _quoted(one, theirs)
            if mine and not theirs and (self.copied or shorter or (not absolute and any(c.fronted and c.kind == "if" for c in mine))):
                return _quoted(mine[0], theirs)
        return ""

    def _strong(self) -> bool:
        return any(c.kind in _STRONG for c in (*self.x.conditions, *self.y.conditions))

    def _same_force(self) -> Finding | None:
        x, y = self.x, self.y
        found = self._turned_condition()
        if found:
            return self._as("condition", f"The same act under conditions that exclude each other: {found}.")
        if self._cases() or self._split_times() or self._other_scope():
            return None
        if not self.copied and min(len(self.left), len(self.right)) > OWN:
            return None  # each says something of its own: two provisions
        if self.opposed and (self.copied or self.whole >= ALIKE):
            return self._as("object", f"The same act, but “{self._say(self.opposed[0])}” against “{self._say(self.opposed[1])}”.")
        values = apart(self.a.quantities, self.b.quantities)
        if values and (self.copied or self.whole >= ALIKE) and not self._other_place():
            return self._as("object", f"The same act with another value: “{values[0].text}” against “{values[1].text}”.")
        if x.quantifier != y.quantifier and {x.quantifier, y.quantifier} == {"no", "all"} and self.whole >= REPEATS:
            return self._as("object", f"The same act, but “{x.quantifier}” against “{y.quantifier}”.")
        if x.only != y.only and self.left and self.right and x.force != "not":
            return self._as("object", "The same act, but one names the only thing that it may be done with and the other another.")
        if self._another_thing():
            return self._as("object", f"The same act, but “{self._rest(self.left)}” against “{self._rest(self.right)}”.")
        odd = self._odd_condition()
        long = max(len(self.left), len(self.right)) > LONG and not self.copied
        if odd and not long and (self.copied or self.whole >= REPEATS or (self.share >= SAME_WORDS and self._strong())):
            return self._as("condition", f"The same matter is {_FORCE[x.force]} by both, under conditions that differ: {odd}.")
        if x.conditions or y.conditions:
            return None if not self.copied else self._as("narrowing", "One says more closely what the other says.")
        within = not (self.left and self.right)
        if self._repeats(SAME_WORDS if self.left or self.right else REPEATS) and within:
            return self._as("duplicate", "The two say the same of the same matter.")
        names = self.left & self.a.names, self.right & self.b.names
        if self.copied and all(names) and not (self.left - names[0]) and not (self.right - names[1]):
            return self._as("object", f"The same act, but “{self._say(min(names[0]))}” against “{self._say(min(names[1]))}”.")
        if self.share >= SAME_WORDS and within and x.acts[:1] == y.acts[:1]:
            return self._as("narrowing", "One says more closely what the other says.")
        if self._repeats(SAME_WORDS):
            return self._as("duplicate", "The two say the same of the same matter but for a few words.")
        return None

    def _repeats(self, least: float) -> bool:
        """Whether both have the same words, and in like order: "from the north to the south" is not "from the south to the north"."""
        return self.whole >= least and _in_order(self.a.sequence, self.b.sequence) >= REPEATS

    def _another_thing(self) -> bool:
        """Whether both order one act of one person, and each says of its own how or with what."""
        x, y = self.x, self.y
        left, right = self.left & x.after, self.right & y.after
        if x.force != "must" or y.force != "must" or x.acts[:1] != y.acts[:1] or not left or not right or self._elsewhere():
            return False
        return self.whole >= THING and x.bearer == y.bearer and min(len(left), len(right)) <= FEW

    def _rest(self, words: frozenset[str]) -> str:
        return ", ".join(self._say(word) for word in sorted(words & (self.x.after | self.y.after))[:3])

    def _turned_condition(self) -> str:
        """Conditions of the same words whose openers exclude each other, or times that do."""
        for one in self.x.conditions:
            for other in self.y.conditions:
                if frozenset([one.kind, other.kind]) in _TURNED and likeness(one.words, other.words, self.weight)[0] >= 0.5 and self.whole >= ALIKE:
                    return f"“{one.opener} …” against “{other.opener} …”"
        if self.whole >= ALIKE and not apart(self.a.quantities, self.b.quantities):
            for left in sorted(self.x.times - self.y.times):
                for right in sorted(self.y.times - self.x.times):
                    if frozenset([left, right]) in self.words.opposed_times:
                        return f"“{left}” against “{right}”"
        return ""

    def _split_times(self) -> bool:
        """Whether the two speak of times that follow on each other."""
        return any(frozenset([left, right]) in self.words.opposed_times for left in self.x.times - self.y.times for right in self.y.times - self.x.times)

    def _other_place(self) -> bool:
        """Whether each says of its own what the value is for."""
        return not self.copied and bool(self.left and self.right)

    def _opposite(self, left: frozenset[str], right: frozenset[str]) -> tuple[str, str] | None:
        """Words of the two sides that exclude each other: by the lists, or by a negating prefix."""
        kinds = self.words.exclusive
        for one in sorted(left):
            for other in sorted(right):
                listed = frozenset({one, other}) in self.words.opposites or (one in kinds and kinds[one] == kinds.get(other))
                if listed or any(one == p + other or other == p + one for p in _NEGATING):
                    return one, other
        return None

    def _say(self, word: str) -> str:
        return self.a.said.get(word) or self.b.said.get(word) or word

    def _as(self, kind: ConflictKind, why: str, firm: bool = True) -> Finding:
        return Finding(kind, why, self.share, firm)
