"""Phrases of a pack that another phrase answers for wherever they are met: they decide nothing.

Takes a pack and one of its rows; gives the phrases of the row that are shadowed. Whether a phrase is met at all is left to others. Only what
is certain from the words alone is told: a shorter phrase in the same row, or the same phrase in a row of the same act or class with weaker guards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from compliance.language import lemmas
from compliance.model.pack import ENGINE_NOUNS, ENGINE_VERBS, ActRow, ClassRow, RulePack, Signal

#: Key of a row and phrase.
Idle = frozenset[tuple[str, str]]
Run = tuple[str, ...]
#: The runs that may stand here, and whether words may stand before.
Item = tuple[frozenset[Run], bool]
Lists = Mapping[str, Sequence[str]]
PATTERNS = ("words", "also", "clause", "unless", "beside")
_TABLES = ("persons", "interests", "means", "standards")


def contains(run: Run, part: Run) -> bool:
    """Whether ``part`` stands in ``run`` as consecutive words."""
    return any(run[at : at + len(part)] == part for at in range(len(run) - len(part) + 1))


def _ends(run: Run, part: Run) -> bool:
    return run[-len(part) :] == part


def shadowed_in_act(pack: RulePack, at: int, row: ActRow) -> Idle:
    """Verbs and nouns of an act's row that another row of the act answers for, and runs of nouns that hold a run of the same row."""
    out: set[tuple[str, str]] = set()
    runs = {noun: lemmas(noun) for noun in row.nouns if not noun.startswith("<")}
    for noun, run in runs.items():
        if any(other != noun and len(part) > 1 and len(part) < len(run) and contains(run, part) for other, part in runs.items()):
            out.add(("nouns", noun))
    for place, other in enumerate(pack.lexicon.acts):
        if place != at and _weaker(other, row) and (place < at or not _weaker(row, other)):
            for key in ("verbs", "nouns"):
                out |= {(key, phrase) for phrase in getattr(row, key) if phrase in getattr(other, key)}
    return frozenset(out)


def _weaker(one: ActRow, row: ActRow) -> bool:
    """Whether ``one`` speaks of the same act wherever ``row`` does, given the same word."""
    if one.act != row.act or (one.opposite, one.patient, one.purpose) != (row.opposite, row.patient, row.purpose) or one.light not in (None, row.light):
        return False
    if "nothing" in (*one.object, *row.object) and one.object and one.object != row.object:
        return False
    guards = ((one.object, row.object), (one.place, row.place), (one.companion, row.companion), (one.recipient, row.recipient))
    return all(not few or (many and set(many) <= set(few)) for few, many in guards) and set(one.unless) <= set(row.unless)


def shadowed_in_class(pack: RulePack, table: str, at: int, row: ClassRow) -> Idle:
    """Words of a class's row that a shorter one of the same list answers for, or a row of the same class with the same or weaker guards."""
    out: set[tuple[str, str]] = set()
    for key, covers in (("heads", _ends), ("phrases", contains), ("modifiers", contains), ("unless", contains)):
        runs = {word: lemmas(word) for word in getattr(row, key) if not word.startswith("<")}
        for place, (word, run) in enumerate(runs.items()):
            for before, (other, part) in enumerate(runs.items()):
                if other != word and part and covers(run, part) and (part != run or before < place):
                    out.add((key, word))
    for place, one in enumerate(getattr(pack.lexicon, table)):
        if place == at or one.of != row.of or not set(one.unless) <= set(row.unless) or (place > at and set(one.unless) == set(row.unless)):
            continue
        if one.modifiers == row.modifiers:  # a row with modifiers speaks before one without, and is no shadow of it
            out |= {("heads", word) for word in row.heads if word in one.heads}
        out |= {("phrases", word) for word in row.phrases if word in one.phrases}
    return frozenset(out)


def named_words(pack: RulePack, part: str) -> frozenset[str]:
    """The classes of ``nouns`` or ``verbs``, or ``lists``, that some row or pattern names, or the engine itself."""
    lexicon = pack.lexicon
    if part == "nouns":
        guards = [name for row in lexicon.acts for key in ("object", "purpose", "place", "companion", "recipient", "unless") for name in getattr(row, key)]
        words = [word for row in lexicon.acts for word in row.nouns] + [word for table in _TABLES for row in getattr(lexicon, table) for word in row.heads]
        return frozenset((*guards, *ENGINE_NOUNS, *(word.strip("<>") for word in words if word.startswith("<"))))
    if part == "verbs":
        verbs = [word for words in (*(row.verbs for row in lexicon.acts), *lexicon.verbs.values()) for word in words]
        return frozenset((*ENGINE_VERBS, *(word.strip("<>") for word in verbs if word.startswith("<"))))
    patterns = [text for row in pack.signals.signals.values() for key in PATTERNS for text in getattr(row, key)]
    patterns += [word for words in pack.signals.lists.values() for word in words]
    return frozenset(part.strip("<>") for text in patterns for part in text.replace("|", " ").split() if part.startswith("<"))


def spoken_acts(pack: RulePack) -> frozenset[str]:
    """The acts that some row of the lexicon names, or the opposite of one."""
    spoken = {row.act for row in pack.lexicon.acts}
    return frozenset(spoken | {pack.taxonomy.acts[name].opposite or name for name in spoken})


def shadowed_words(pack: RulePack, part: str, name: str) -> frozenset[str]:
    """Words of a named class or list that another of its words answers for in every row that names it."""
    if part == "verbs":
        return frozenset()
    if part == "lists":
        uses = _uses(pack, name)
        runs = {word: _run(word) for word in pack.signals.lists[name] if not word.startswith("<")}
    else:
        inside = frozenset(n for row in pack.lexicon.acts for key in ("unless", "purpose", "place", "companion", "recipient") for n in getattr(row, key))
        by_head = name not in inside or name in ENGINE_NOUNS or any(name in row.object or f"<{name}>" in row.nouns for row in pack.lexicon.acts)
        by_head = by_head or any(f"<{name}>" in row.heads for table in _TABLES for row in getattr(pack.lexicon, table))
        uses = {(True, not by_head)}
        runs = {word: lemmas(word) for word in pack.lexicon.nouns[name]}
        if any(f"<{name}>" in row.nouns for row in pack.lexicon.acts):
            uses.add((False, False))  # as an act's noun a run may stand where its last word may not
    return frozenset(word for at, (word, run) in enumerate(runs.items()) if uses and all(_covered(run, at, tuple(runs.values()), *use) for use in uses))


def _covered(run: Run, at: int, runs: Sequence[Run], left: bool, right: bool) -> bool:
    """Whether another run stands wherever this one does: a part of it, where words may be left over at the open sides."""
    for place, part in enumerate(runs):
        if place == at or not part or len(part) > len(run) or (part == run and place > at):
            continue
        for start in range(len(run) - len(part) + 1):
            if run[start : start + len(part)] == part and (start == 0 or left) and (start + len(part) == len(run) or right):
                return True
    return False


# -- patterns ---------------------------------------------------------------------------------------------------------


def _run(word: str) -> Run:
    return tuple(word.replace("_", " ").lower().split())


def listed(name: str, lists: Lists) -> Iterable[Run]:
    """The runs of a list, and of the lists that it names."""
    for word in lists.get(name, ()):
        if word.startswith("<"):
            yield from listed(word.strip("<>"), lists)
        else:
            yield _run(word)


def items(pattern: str, lists: Lists) -> tuple[Item, ...]:
    """A pattern as what may stand at each of its places."""
    out: list[Item] = []
    gap = False
    for part in pattern.split():
        if part == "...":
            gap = True
            continue
        runs = frozenset(run for one in part.split("|") if one for run in (listed(one.strip("<>"), lists) if one.startswith("<") else (_run(one),)))
        out.append((runs, gap))
        gap = False
    return tuple(out)


def implies(one: Sequence[Item], other: Sequence[Item], *, at_end: bool) -> bool:
    """Whether ``other`` is met wherever ``one`` is, and at the same end where that is asked."""
    size = len(other)
    for start in range(len(one) - size, -1, -1):
        same = one[start : start + size]
        if all(a[0] <= b[0] and (not at or b[1] or not a[1]) for at, (a, b) in enumerate(zip(same, other, strict=True))):
            return True
        if at_end:
            return False
    return False


def shadowed_patterns(pack: RulePack, row: Signal) -> Idle:
    """Patterns of a signal that decide nothing beside another one of the same key.

    Of ``words`` and ``unless`` one is enough, so a pattern that holds another is shadowed; of the others each is asked, so a pattern that
    another one holds is.
    """
    out: set[tuple[str, str]] = set()
    lists = pack.signals.lists
    for key in PATTERNS:
        read = {pattern: items(pattern, lists) for pattern in getattr(row, key)}
        for at, (pattern, own) in enumerate(read.items()):
            for place, its in enumerate(read.values()):
                if place == at:
                    continue
                long, short = (own, its) if key in ("words", "unless") else (its, own)
                if implies(long, short, at_end=key == "words") and (place < at or not implies(short, long, at_end=key == "words")):
                    out.add((key, pattern))
                    break
    return frozenset(out)


def idle_alternatives(pattern: str, place: int, lists: Lists) -> frozenset[str]:
    """Alternatives at a place of a pattern that another alternative there answers for."""
    parts = pattern.split()
    left = not [part for part in parts[:place] if part != "..."] or parts[place - 1] == "..."
    right = not [part for part in parts[place + 1 :] if part != "..."] or parts[place + 1] == "..."
    words = [one for one in parts[place].split("|") if one]
    runs = {word: tuple(listed(word.strip("<>"), lists)) if word.startswith("<") else (_run(word),) for word in words}
    out: set[str] = set()
    for at, word in enumerate(words):
        others = [run for place_, other in enumerate(words) if other != word and (place_ < at or runs[other] != runs[word]) for run in runs[other]]
        if not word.startswith("<") and _covered(runs[word][0], len(others), [*others, runs[word][0]], left, right):
            out.add(word)
    return frozenset(out)


def _uses(pack: RulePack, name: str) -> set[tuple[bool, bool]]:
    """How a list stands in patterns: whether words may be left over before it, and behind it."""
    out: set[tuple[bool, bool]] = set()
    names = {name}
    while True:
        more = {n for n, words in pack.signals.lists.items() if any(word.strip("<>") in names for word in words if word.startswith("<"))} - names
        if not more:
            break
        names |= more
    for row in pack.signals.signals.values():
        for pattern in (*row.words, *row.also, *row.clause, *row.unless, *row.beside):
            if "<" not in pattern:
                continue
            parts = pattern.split()
            words = [at for at, part in enumerate(parts) if part != "..."]
            for at in words:
                if any(one.strip("<>") in names for one in parts[at].split("|") if one.startswith("<")):
                    out.add((at == words[0] or parts[at - 1] == "...", at == words[-1] or parts[at + 1] == "..."))
    return out
