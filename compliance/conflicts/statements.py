"""A sentence -> its statements: who is bound how, to which act, on which thing, under which conditions.

A sentence is cut where a clause with a cue of its own begins; in each part conditions are set aside first, then the cue that begins
first decides how the part binds. Contract sentences defeat full reading often enough that all matter words are kept beside these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from compliance.conflicts.conditions import Condition, Range, Word, behind_aside, matters, set_aside
from compliance.conflicts.words import ConflictWords
from compliance.passages.pattern import Pattern

_WHO = frozenset(["that", "which", "who", "as", "whom", "where", "if", "when", "unless"])
_AGENT = 8  # words behind an act in which "by X" names its agent
_ASIDE = 12  # words behind a right in which "to" stands
_CUT = 5  # words by which a cut is known
_REACH = 7  # words behind a cue in which its act stands
_NEAR = 6  # words behind an act in which the word stands that makes it one ("carry out repairs")
_ROLE = ("ing", "ed")


@dataclass(frozen=True, slots=True)
class Statement:
    """One part of a norm.

    ``force`` is ``must``, ``not``, ``may``, ``exempt`` or ``stated``; ``cue`` its words. ``bearer`` is who is bound, or nothing where
    that is not said of a person; ``acts`` the first matter words behind the cue; ``theme`` the words of the thing that is acted on,
    ``head`` the last of them, ``topic`` those of a subject that is no person; ``words`` all matter words outside conditions, ``after``
    those behind the act, ``places`` its phrases with their prepositions, ``times`` words that place it in time. ``quantifier`` is ``no`` or
    ``all`` where it stands before the thing, ``absolute`` says that no case is left open ("never"), ``by_none`` that a word before the cue
    forbids ("no animals may"), ``only`` that the act or thing is the only one.
    """

    force: str
    cue: str
    bearer: str
    acts: tuple[str, ...]
    theme: frozenset[str]
    head: str
    topic: frozenset[str]
    words: frozenset[str]
    after: frozenset[str]
    places: tuple[tuple[str, frozenset[str]], ...]
    conditions: tuple[Condition, ...]
    times: frozenset[str]
    quantifier: str
    absolute: bool
    by_none: bool
    only: bool


def statements(norm: Sequence[Word], words: ConflictWords) -> tuple[Statement, ...]:
    """The statements of a norm; none where nothing in it binds."""
    out: list[Statement] = []
    for low, high in _parts(norm, words):
        reader = _Reader(norm[low:high], words)
        found = reader.read(out[-1].bearer if out else "")
        if found is not None:
            out += [found, *reader.inner(found)]
    return tuple(out)


def _parts(norm: Sequence[Word], words: ConflictWords) -> list[Range]:
    """Where the parts of a norm begin and end; what has no cue of its own belongs to the part before it."""
    bases = [word.base for word in norm]
    starts = [0]
    for at in range(1, len(bases)):
        opened = [pattern for pattern in words.cuts if bases[at] in pattern.items[0].runs]
        if any((place := pattern.find(bases[at : at + _CUT])) is not None and place[0] == 0 for pattern in opened):
            starts.append(at)
    kept = [0]
    for at, end in pairwise([*starts[1:], len(bases)]):
        if any(base in words.modals for base in bases[at:end]) and any(base in words.modals for base in bases[kept[-1] : at]):
            kept.append(at)
    return list(zip(kept, [*kept[1:], len(bases)], strict=True))


class _Reader:
    """Reads one part."""

    def __init__(self, part: Sequence[Word], words: ConflictWords) -> None:
        self.words = words
        self.all = part
        self.part, self.conditions = set_aside(part, words)
        self.bases = [word.base for word in self.part]

    def read(self, bearer_before: str) -> Statement | None:
        """The statement of the part, or nothing where nothing in it binds."""
        secret = _first(self.words.secret, self.bases)
        cue = self._cue()
        if cue is None:
            return None
        force, low, high = cue
        if force == "stated" and low == 0:
            return None  # a fragment
        carried = _first(self.words.carriers, self.bases[high:])
        behind = high + carried[1] if carried is not None and carried[0] <= 1 else high
        at = self._act(behind)
        acts = self._acts(at)
        subject = self._subject(low)
        if not self._senses(subject) and at < len(self.part) - 1 and at == high and self._person([self.part[at]]):
            subject, at = [self.part[at]], self._act(at + 1)  # "in no case shall the tenant paint"
            acts = self._acts(at)
        if not acts:
            at, acts = low, tuple(self._senses(subject)[:2])
        passive = self._passive(low, at)
        named = self._senses(subject)
        if secret is not None and force in ("must", "stated") and secret[0] >= low:
            force, acts = "not", ("disclose",)
        bearer = self._person(subject)
        if passive or not bearer:
            by = next((i for i in range(at, min(len(self.part), at + _AGENT)) if self.bases[i] == "by"), None)
            agent = self._person(self._phrase(by + 1)) if by is not None else ""
            bearer = agent or ("" if passive else bearer)
        if not (passive or bearer) and force != "stated" and len(subject) == 1 and subject[0] is self.all[0] and subject[0].surface[:1].isupper() and self._matters(subject[0]):
            bearer = self.words.sense(subject[0].base)  # "Apple shall"
            named = []
        if not subject and not bearer:
            bearer = bearer_before
        topic = named if not self._person(subject) else []
        own = [word for word in self._senses(self._phrase(at + 1, step=True)) if word != bearer]
        theme = named if passive or not own else own
        matter = [self.words.sense(word.base) for i, word in enumerate(self.part) if self._matters(word) and not high <= i < behind]
        return Statement(
            force=force,
            cue=" ".join(word.surface for word in self.part[low:high]),
            bearer=bearer,
            acts=acts,
            theme=frozenset(theme),
            head=theme[-1] if theme else "",
            topic=frozenset(topic),
            words=frozenset(matter) | frozenset(acts),
            after=frozenset(self.words.sense(word.base) for word in self.part[at + 1 :] if self._matters(word)),
            places=self._places(at),
            conditions=self.conditions,
            times=frozenset(base for base in self.bases if any(base in pair for pair in self.words.opposed_times)),
            quantifier=self._quantifier(high),
            absolute=any(base in self.words.absolute for base in self.bases[:at]),
            by_none=self._said_by_none(force, low),
            only=any(base in ("only", "solely", "exclusively") for base in self.bases),
        )

    def inner(self, outer: Statement) -> list[Statement]:
        """What the part lets or makes somebody else do ("a process permitting the buyer to order parts")."""
        out: list[Statement] = []
        for at, base in enumerate(self.bases):
            forces = {"may": self.words.lets, "must": self.words.makes}
            force = next((name for name, verbs in forces.items() if base in verbs), "")
            to = next((i for i in range(at + 2, min(len(self.part), at + _NEAR)) if self.bases[i] == "to"), None)
            person = self._person(self._phrase(at + 1, to)) if force and to is not None else ""
            acts = self._acts(self._act(to + 1)) if person and to is not None else ()
            if person and acts and to is not None:
                first = self._act(to + 1)
                theme = [word for word in self._senses(self._phrase(first + 1, step=True)) if word != person]
                behind = frozenset(self.words.sense(word.base) for word in self.part[first + 1 :] if self._matters(word))
                force = {"not": {"may": "not", "must": "exempt"}[force], "exempt": {"may": "may", "must": "exempt"}[force]}.get(outer.force, force)
                cue = " ".join(word.surface for word in self.part[at : to + 1])
                out.append(Statement(force, cue, person, acts, frozenset(theme), theme[-1] if theme else "", frozenset(), frozenset([person, *acts]) | behind, behind,
                                     self._places(first), outer.conditions, outer.times, "", False, False, False))  # fmt: skip
        return out

    def _places(self, at: int) -> tuple[tuple[str, frozenset[str]], ...]:
        """The phrases behind an act, each with its preposition."""
        found = ((self.bases[i], frozenset(self._senses(self._phrase(i + 1)))) for i in range(at + 1, len(self.part)) if self.bases[i] in self.words.places)
        return tuple((base, words) for base, words in found if words)

    def _matters(self, word: Word) -> bool:
        return matters(word, self.words)

    def _senses(self, phrase: Sequence[Word]) -> list[str]:
        return [self.words.sense(word.base) for word in phrase if self._matters(word)]

    def _cue(self) -> tuple[str, int, int] | None:
        """The force of the part and the place of its cue."""
        hidden = [base if not self._relative(at) else "-" for at, base in enumerate(self.bases)]
        best: tuple[int, int, int, str] | None = None
        present = set(self.bases)
        for rank, (kind, patterns) in enumerate(self.words.force):
            for pattern in patterns:
                if present.isdisjoint(pattern.items[0].runs):
                    continue
                place = pattern.find(hidden)
                if place is None and kind != "stated":
                    place = pattern.find(self.bases) if all(base == "-" or base not in self.words.modals for base in hidden) else None
                if place is not None and place[0] and self.bases[place[0]] == "be" and self.bases[place[0] - 1] == "to":
                    continue  # "his consent to be bound" binds nobody
                if place is not None and (kind != "stated" or best is None or best[3] == "stated") and (best is None or (place[0], rank, -place[1]) < best[:3] or best[3] == "stated" != kind):
                    best = (place[0], rank, -place[1], kind)
        if best is None:
            return None
        low, _, high, kind = best
        negated = any(self._forbids(at) for at in range(low))
        force = {"may-plain": "may", "required": "must"}.get(kind, kind)
        if negated:
            force = {"required": "exempt", "must": "not", "may": "not", "may-plain": "not", "stated": "not"}.get(kind, force)
        if kind == "stated" and "not" in self.bases[low : -high + 1]:
            force = "not"
        return force, low, -high

    def _said_by_none(self, force: str, low: int) -> bool:
        """Whether it is a word before the cue that forbids."""
        return force == "not" and any(self._forbids(at) for at in range(low))

    def _forbids(self, at: int) -> bool:
        return self.bases[at] in self.words.none and (self.bases[at + 1 : at + 2] or [""])[0] not in self.words.bounds

    def _relative(self, at: int) -> bool:
        """Whether a modal verb here belongs to a clause about a noun ("the goods that X may order")."""
        if self.bases[at] not in self.words.modals:
            return False
        return any(self.bases[i] in _WHO and i > 0 and not self.part[i].breaks for i in range(max(0, at - 4), at))

    def _act(self, high: int) -> int:
        at = high
        if at < len(self.part) and self.bases[at - 1] in self.words.rights and self.bases[at] != "to":
            to = next((i for i in range(at, min(len(self.part), at + _ASIDE)) if self.bases[i] == "to" and self.bases[i + 1 : i + 2] != ["time"]), None)
            at = high if to is None else to + 1  # "the right from time to time to modify"
        if at and at < len(self.part) and self.part[at].breaks:
            aside = behind_aside(self.part, at)
            at = aside if aside < len(self.part) else at
        first = at
        while at < len(self.part) and not self._ordered(at):
            at += 1
        return at if at - first <= _REACH or at == len(self.part) else first

    def _ordered(self, at: int) -> bool:
        """Whether a word behind a cue can be the act: no adverb, nor what commonly stands between."""
        base = self.bases[at]
        if self.words.sense(base) in self.words.one_bearer:
            return True
        if base in self.words.light and (at + 1 == len(self.part) or self.bases[at + 1] in self.words.stops - {"out"}):
            return True
        return self._matters(self.part[at]) and base not in self.words.between and not base.endswith("ly")

    def _acts(self, at: int) -> tuple[str, ...]:
        out: list[str] = []
        for word in self.part[at : at + _NEAR]:
            if len(out) == 2 or (out and word.breaks):
                break
            if not out or (self._matters(word) and self.words.sense(word.base) not in out and not self.words.person(word.base)):
                out.append(self.words.sense(word.base))
        return tuple(dict.fromkeys([*out[:1], *self._joined(at), *out[1:]]))

    def _joined(self, at: int) -> list[str]:
        """The acts that are joined to the first one ("copy, print or send the files")."""
        out: list[str] = []
        while at + 1 < len(self.part) and (self.part[at + 1].breaks or self.bases[at + 1] in ("and", "or")):
            at += 1
            while at < len(self.part) and (self.bases[at] in ("and", "or", ",") or self.bases[at] in self.words.between):
                at += 1
            if at < len(self.part) and self._matters(self.part[at]) and len(out) < _NEAR:
                out.append(self.words.sense(self.bases[at]))
        return out

    def _subject(self, low: int) -> list[Word]:
        """The phrase before a cue: from the last break before it, up to what ends a phrase."""
        start = 0
        for at in range(low - 1, 0, -1):
            if self.part[at].breaks and self.bases[at] not in self.words.stops and self.bases[at] not in ("and", "or", ";", "("):
                start = at
                break
        return self._phrase(start, low, step=True)

    def _phrase(self, start: int, end: int | None = None, step: bool = False) -> list[Word]:
        """The noun phrase that begins here; ``step`` goes over a preposition that it begins with."""
        out: list[Word] = []
        for at in range(start, len(self.part) if end is None else end):
            word = self.part[at]
            if word.breaks and out and any(self._matters(one) for one in out):
                break
            if word.base in self.words.stops or word.base in self.words.modals:
                if any(self._matters(one) for one in out) or not step:
                    break
                continue
            out.append(word)
        return out

    def _passive(self, low: int, at: int) -> bool:
        if at >= len(self.part) or "be" not in self.bases[low:at]:
            return False
        surface = self.part[at].surface.lower()
        return surface != self.bases[at] and not surface.endswith(("s", "ing"))

    def _person(self, phrase: Sequence[Word]) -> str:
        """Who a phrase names: a person's role, or a name with a capital letter; nothing for a thing, and for whoever is meant."""
        low = next((at for at, word in enumerate(phrase) if word.base == "of"), len(phrase))
        head = [word for word in phrase[:low] if word.base != "'s"]
        if not head or any(word.base in ("each", "either", "neither", "both", "any", "every", "no") for word in phrase[:3]):
            return ""
        last = head[-1]
        if last.base in ("party", "state") and len(head) > 1:
            before = head[-2].surface.lower()
            return f"{before} {last.base}" if before.endswith(_ROLE) and before != "contracting" else ""
        if last.base in self.words.anyone:
            return ""
        if self.words.person(last.base):
            return self.words.sense(last.base)
        article = phrase[0].base in ("the", "a", "an", "all", "such", "this", "these", "those")
        opens = last is self.all[0]  # a capital letter says nothing at the beginning
        return self.words.sense(last.base) if last.surface[:1].isupper() and not article and not opens and not last.number else ""

    def _quantifier(self, high: int) -> str:
        for base in self.bases[high : high + 6]:
            if base in ("no", "none"):
                return "no"
            if base in ("all", "every", "any", "each"):
                return "all"
        return ""


def _first(patterns: Sequence[Pattern], bases: Sequence[str]) -> Range | None:
    return next((place for pattern in patterns if (place := pattern.find(bases)) is not None), None)
