"""One statement of each of two norms -> the facts that say how they stand to each other.

Takes profiles and the weights of words; gives answers to single questions: one matter, one person, one case, which conditions differ,
which words exclude each other. What follows from the facts is for ``decide`` and ``likely``. Likeness is the weighted share of the shorter
side's words that the other has too (the overlap coefficient of Szymkiewicz and Simpson over inverse document frequencies).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import fsum

from compliance.conflicts.conditions import Condition
from compliance.conflicts.profile import Profile
from compliance.conflicts.quantities import apart
from compliance.conflicts.statements import Statement
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
#: The share of both norms' words for one act ordered with other things, and how many words of its own a side may have.
THING, FEW = 0.3, 2
#: Below this share of both norms' words the acts have to be the same.
PART = 0.15
#: The share of a copy's matter words and of all its words that stand in the original in the same order, how much shorter it may be,
#: and from which share of all words on it is one word for word.
COPY, COPY_FORMS, COPY_LENGTH, VERBATIM = 0.85, 0.7, 0.45, 0.9
#: Shared matter words that two norms must have.
LEAST = 2
#: Kinds of conditions that are heard wherever they stand.
STRONG = ("only", "against", "unless", "until")
#: Kinds of conditions of which one excludes the other where the words behind them are the same.
TURNED = {frozenset(["if", "unless"]), frozenset(["if", "against"]), frozenset(["only", "against"]), frozenset(["until", "if"]), frozenset(["until", "against"])}
#: Forces of which one excludes the other, and forces that do where the words are so alike that "may" is heard as "need not".
CLASH = frozenset([frozenset(pair) for pair in (("must", "not"), ("may", "not"), ("must", "exempt"), ("stated", "not"), ("stated", "exempt"))])
SOFT = frozenset([frozenset(["must", "may"]), frozenset(["stated", "may"])])
#: How a reader says a force.
FORCE = {"must": "ordered", "not": "forbidden", "may": "allowed", "exempt": "left free", "stated": "stated"}
_NEGATING = ("un", "in", "im", "non", "dis", "non-", "ir", "il")


@dataclass(frozen=True, slots=True)
class Finding:
    """A kind, its reason, and the likeness; ``firm`` where the norms were read to be about one act on one thing, or are copies."""

    kind: ConflictKind
    why: str
    likeness: float
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Copy:
    """Whether one norm is the other with a few words changed or left out, and whether hardly a word."""

    copied: bool
    near: bool


def likeness(a: frozenset[str], b: frozenset[str], weight: Weight) -> tuple[float, float]:
    """The weighted share of the lighter side's words that both have, and that of all words; 0 where a side has none."""
    left, right, both = (fsum(sorted(weight(word) for word in words)) for words in (a, b, a & b))
    light, whole = min(left, right), left + right - both
    return (both / light if light else 0.0), (both / whole if whole else 0.0)


def copies(a: Profile, b: Profile, weight: Weight) -> Copy:
    """Whether one norm copies the other."""
    share, whole = likeness(a.words, b.words, weight)
    copied = (whole >= CLOSE or share >= SAME_WORDS) and in_order(a.sequence, b.sequence) >= COPY and in_order(a.all, b.all) >= COPY_FORMS
    return Copy(copied, copied and (whole >= SAME_WORDS or in_order(a.all, b.all) >= VERBATIM))


def in_order(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """The share of the shorter side's words that stand in the longer in the same order; 0 where it is too short for a copy."""
    short, long = sorted((a, b), key=lambda words: (len(words), words))
    if not short or len(short) < COPY_LENGTH * len(long):
        return 0.0
    return sum(block.size for block in SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()) / len(short)


class Facts:
    """One statement of each norm: ``left`` and ``right`` are the words that only one has, ``opposed`` two of them that exclude each
    other, ``share`` and ``whole`` the likeness of the rest; ``copied`` and ``near`` hold for the norms as a whole."""

    def __init__(self, a: Profile, b: Profile, x: Statement, y: Statement, weight: Weight, words: ConflictWords, copy: Copy) -> None:
        self.a, self.b, self.x, self.y = a, b, x, y
        self.weight, self.words, self.copied, self.near = weight, words, copy.copied, copy.near
        bearers = {x.bearer, y.bearer} - {""}
        self.left, self.right = x.words - y.words, y.words - x.words
        #: Two words that exclude each other take nothing from the likeness: the rest says whether the matter is one.
        self.opposed = self._opposite(self.left & (x.after | x.theme | set(x.acts)), self.right & (y.after | y.theme | set(y.acts)))
        if self.opposed is None and copy.copied:
            self.opposed = self._opposite(frozenset(a.all) - frozenset(b.all), frozenset(b.all) - frozenset(a.all))
        self.share, self.whole = likeness(x.words - bearers - set(self.opposed or ()), y.words - bearers - set(self.opposed or ()), weight)

    def meet(self) -> bool:
        """Whether the two order about one act on one thing."""
        x, y = self.x, self.y
        if self.share < ALIKE or len(x.words & y.words) < LEAST:
            return False
        if self.whole < PART and x.acts[:1] != y.acts[:1]:
            return False  # a short norm inside a long one meets it only in what it orders
        one_act = set(x.acts[:1]) & set(y.acts) or set(y.acts[:1]) & set(x.acts) or self.opposed
        if self.whole < REPEATS and not one_act:
            return False
        only = x.only != y.only and x.head == y.head  # "only rye flour" speaks of all flour
        return (only or not self.other_theme()) and bool(x.theme & y.words or y.theme & x.words or not x.theme or not y.theme)

    def elsewhere(self) -> bool:
        """Whether each says for what, to whom or where, with one preposition, and names another case than the other."""
        x, y = self.x, self.y
        if self.opposed:
            return False
        return any(one == other and not mine & y.words and not theirs & x.words for one, mine in x.places for other, theirs in y.places)

    def forces(self) -> frozenset[str]:
        """The forces of the two; to order no thing is to forbid it where the other allows it."""
        x, y = (one.force if one.force != "must" or one.quantifier != "no" or other.force not in ("may", "not") else "not" for one, other in ((self.x, self.y), (self.y, self.x)))
        return frozenset([x, y])

    def held(self) -> bool:
        """Whether what one allows and the other orders is so alike that a reader takes it for one act on one thing."""
        x, y = self.x, self.y
        one_act = x.acts[:1] == y.acts[:1] and min(len(x.words), len(y.words)) > LEAST
        return self.copied or (self.whole >= CLOSE and bool(set(x.acts[:1]) & set(y.acts) or set(y.acts[:1]) & set(x.acts))) or (one_act and (self.share >= SAME_WORDS or (x.acts == y.acts and len(x.acts) > 1)))

    def other_theme(self) -> bool:
        """Whether each is about a thing that the other does not name."""
        for one, other in ((self.x.theme, self.y.theme), (self.x.topic, self.y.topic)):
            mine, theirs = one - self.y.words - set(self.y.acts), other - self.x.words - set(self.x.acts)
            if mine and theirs and self._opposite(mine, theirs) is None:
                return True
        return False

    def other_bearers(self) -> bool:
        """Whether both name who is bound, and name others."""
        return bool(self.x.bearer and self.y.bearer and self.x.bearer != self.y.bearer)

    def cases(self) -> bool:
        """Whether the two speak of different cases: both have an ordinary condition, and the conditions share little."""
        x, y = (tuple(c for c in one.conditions if c.kind != "scope") for one in (self.x, self.y))
        if not x or not y or any(one.kind in STRONG for one in (*x, *y)):
            return False
        one, other = (frozenset().union(*(c.words for c in side)) for side in (x, y))
        return likeness(one, other, self.weight)[0] < 1 / 3

    def other_conditions(self) -> bool:
        """Whether the conditions of each have words that those of the other have not."""
        one, other = (frozenset().union(*(c.words for c in side.conditions)) for side in (self.x, self.y))
        return bool(one - other and other - one)

    def other_scope(self) -> bool:
        """Whether one says at its beginning whom or what it is about, and the other does not say the same."""
        one, other = (frozenset().union(*(c.words for c in side.conditions if c.kind == "scope")) for side in (self.x, self.y))
        return one != other

    def odd_condition(self) -> str:
        """The condition that makes the difference, as a reader says it; nothing where conditions do not."""
        x, y = (tuple(c for c in one.conditions if c.kind != "scope") for one in (self.x, self.y))
        absolute = self.x.absolute or self.y.absolute
        for mine, theirs, own in ((x, y, self.x), (y, x, self.y)):
            kinds = {c.kind for c in theirs}
            shorter = len(own.words) <= min(len(self.x.words), len(self.y.words))
            for one in mine:
                if one.kind in STRONG and one.kind not in kinds and (one.kind != "unless" or self.copied or one.fronted or not theirs):
                    return _quoted(one, theirs)
            if mine and not theirs and (self.copied or shorter or (not absolute and any(c.fronted and c.kind == "if" for c in mine))):
                return _quoted(mine[0], theirs)
        return ""

    def strong(self) -> bool:
        """Whether some condition is heard wherever it stands."""
        return any(c.kind in STRONG for c in (*self.x.conditions, *self.y.conditions))

    def repeats(self, least: float) -> bool:
        """Whether both have the same words and values, and in like order: "from the north to the south" is not "from the south to the north"."""
        return self.whole >= least and self.a.amounts == self.b.amounts and in_order(self.a.sequence, self.b.sequence) >= REPEATS

    def swapped(self) -> bool:
        """Whether the names that both have stand in another order: what one owes the other is not what the other owes the one."""
        both = self.a.names & self.b.names
        one, other = (tuple(dict.fromkeys(word for word in side.sequence if word in both)) for side in (self.a, self.b))
        return one != other

    def another_thing(self) -> bool:
        """Whether both order one act of one person, and each says of its own how or with what."""
        x, y = self.x, self.y
        left, right = self.left & x.after, self.right & y.after
        if x.force != "must" or y.force != "must" or x.acts[:1] != y.acts[:1] or not left or not right or self.elsewhere():
            return False
        return self.whole >= THING and x.bearer == y.bearer and max(len(left), len(right)) <= FEW

    def rest(self, words: frozenset[str]) -> str:
        """The first words behind the act that only one has, as the norms write them."""
        return ", ".join(self.say(word) for word in sorted(words & (self.x.after | self.y.after))[:3])

    def turned_condition(self) -> str:
        """Conditions of the same words whose openers exclude each other, or times that do."""
        for one in self.x.conditions:
            for other in self.y.conditions:
                if frozenset([one.kind, other.kind]) in TURNED and likeness(one.words, other.words, self.weight)[0] >= 0.5 and self.whole >= ALIKE:
                    return f"“{one.opener} …” against “{other.opener} …”"
        if self.whole >= ALIKE and not apart(self.a.quantities, self.b.quantities):
            for left in sorted(self.x.times - self.y.times):
                for right in sorted(self.y.times - self.x.times):
                    if frozenset([left, right]) in self.words.opposed_times:
                        return f"“{left}” against “{right}”"
        return ""

    def split_times(self) -> bool:
        """Whether the two speak of times that follow on each other."""
        return any(frozenset([left, right]) in self.words.opposed_times for left in self.x.times - self.y.times for right in self.y.times - self.x.times)

    def other_place(self) -> bool:
        """Whether each says of its own what the value is for."""
        return not self.copied and bool(self.left and self.right)

    def _opposite(self, left: frozenset[str], right: frozenset[str]) -> tuple[str, str] | None:
        """Words of the two sides that exclude each other: by the lists, or by a negating prefix."""
        for one in sorted(left):
            other = min((word for word in self._excluded_by(one) if word in right), default=None)
            other = other or min((word for word in right if self.words.excludes(one, word)), default=None)
            if other is not None:
                return one, other
        return None

    def _excluded_by(self, word: str) -> list[str]:
        """Words that a negating prefix makes of a word, or leaves of it."""
        return [p + word for p in _NEGATING] + [word.removeprefix(p) for p in _NEGATING if word.startswith(p)]

    def say(self, word: str) -> str:
        """A word as the norms write it."""
        return self.a.said.get(word) or self.b.said.get(word) or word

    def act(self, norm: Profile, statement: Statement) -> str:
        """The act of a statement, as its norm writes it."""
        return norm.said.get(statement.acts[0], statement.acts[0]) if statement.acts else ""

    def opposed_said(self) -> tuple[str, str]:
        """The two words that exclude each other, as the norms write them."""
        return (self.say(self.opposed[0]), self.say(self.opposed[1])) if self.opposed else ("", "")

    def openers(self) -> str:
        """The words that open the first condition of each."""
        return " against ".join(f"“{one.conditions[0].opener} …”" if one.conditions else "no condition" for one in (self.x, self.y))

    def found(self, kind: ConflictKind, why: str, firm: bool = True) -> Finding:
        """A finding on the two."""
        return Finding(kind, why, self.share, firm)


def _quoted(one: Condition, others: tuple[Condition, ...]) -> str:
    return f"“{one.opener} …” against " + (f"“{others[0].opener} …”" if others else "no condition")
