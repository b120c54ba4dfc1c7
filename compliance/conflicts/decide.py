"""The facts of two statements that are about one act on one thing -> how the norms stand to each other.

Other persons come first, then a clash of force, then, where both bind alike, conditions, words that exclude each other, values and
things; what is left repeats or narrows. The order is the argument: the first that holds is the reason given.
"""

from __future__ import annotations

from compliance.conflicts.facts import ALIKE, CLASH, CLOSE, FORCE, REPEATS, SAME_WORDS, SOFT, Facts, Finding
from compliance.conflicts.quantities import apart, other_things
from compliance.model.conflict import ConflictKind

#: The matter words that the shorter of two norms about one thing may have of its own.
OWN = 3
#: The words of its own that the longer may have where both order the same under other conditions.
LONG = 5


def decide(facts: Facts) -> Finding | None:
    """How the two statements stand to each other."""
    if other_things(facts.a.quantities, facts.b.quantities):
        return None
    if not facts.copied and not facts.meet():
        return None
    if facts.other_bearers():
        return _other_person(facts)
    force = facts.forces()
    if "stated" in force and not facts.copied and (len(force) == 1 or facts.whole < CLOSE) and not facts.opposed:
        return None  # what is told is held against norms only where the words are alike
    if force in CLASH or (force in SOFT and facts.held()):
        return _clash(facts)
    if "exempt" in force and not facts.copied:
        return None  # that two duties are not there is no matter for a conflict
    return _same_force(facts) if force not in SOFT else None


def _other_person(facts: Facts) -> Finding | None:
    """The same act of two persons: both can be held, unless one of them alone does such an act."""
    x, y = facts.x, facts.y
    if {x.force, y.force} <= {"must", "stated"} and facts.whole >= REPEATS and set(x.acts[:1]) & facts.words.one_bearer and x.acts[:1] == y.acts[:1]:
        return facts.found("object", f"The same act is ordered of “{facts.say(x.bearer)}” by one and of “{facts.say(y.bearer)}” by the other.")
    return None


def _clash(facts: Facts) -> Finding | None:
    x, y = facts.x, facts.y
    how = f"“{x.cue}” against “{y.cue}”"
    if facts.cases():
        return None
    odd = facts.odd_condition()
    if odd:
        return facts.found("condition", f"The same matter is {FORCE[x.force]} by one and {FORCE[y.force]} by the other ({how}), under conditions that differ: {odd}.")
    if facts.elsewhere() and not facts.copied:
        return None
    kind: ConflictKind = "modality" if facts.near and x.by_none == y.by_none else "structure"
    return facts.found(kind, f"The same matter is {FORCE[x.force]} by one and {FORCE[y.force]} by the other: {how}.")


def _same_force(facts: Facts) -> Finding | None:
    x, y = facts.x, facts.y
    found = facts.turned_condition()
    if found:
        return facts.found("condition", f"The same act under conditions that exclude each other: {found}.")
    if facts.cases() or facts.split_times() or facts.other_scope():
        return None
    if not facts.copied and min(len(facts.left), len(facts.right)) > OWN:
        return None  # each says something of its own: two provisions
    if facts.opposed and (facts.copied or facts.whole >= ALIKE):
        return facts.found("object", f"The same act, but “{facts.say(facts.opposed[0])}” against “{facts.say(facts.opposed[1])}”.")
    values = apart(facts.a.quantities, facts.b.quantities)
    if values and (facts.copied or facts.whole >= ALIKE) and not facts.other_place():
        return facts.found("object", f"The same act with another value: “{values[0].text}” against “{values[1].text}”.")
    if x.quantifier != y.quantifier and {x.quantifier, y.quantifier} == {"no", "all"} and facts.whole >= REPEATS:
        return facts.found("object", f"The same act, but “{x.quantifier}” against “{y.quantifier}”.")
    if x.only != y.only and facts.left and facts.right and x.force != "not":
        return facts.found("object", f"The same act, but one only with “{facts.rest(facts.left)}” and the other with “{facts.rest(facts.right)}”." if x.only else f"The same act, but one with “{facts.rest(facts.left)}” and the other only with “{facts.rest(facts.right)}”.")
    if facts.another_thing():
        return facts.found("object", f"The same act, but “{facts.rest(facts.left)}” against “{facts.rest(facts.right)}”.")
    odd = facts.odd_condition()
    long = max(len(facts.left), len(facts.right)) > LONG and not facts.copied
    if odd and not long and (facts.copied or facts.whole >= REPEATS or (facts.share >= SAME_WORDS and facts.strong())):
        return facts.found("condition", f"The same matter is {FORCE[x.force]} by both, under conditions that differ: {odd}.")
    if facts.swapped() and not facts.copied:
        return None
    if x.conditions or y.conditions:
        if facts.copied and facts.a.words == facts.b.words:
            return facts.found("duplicate", f"The two say the same of the same matter: “{x.cue} … {facts.act(facts.a, x)}” and “{y.cue} … {facts.act(facts.b, y)}”.")
        return None if not facts.copied or facts.other_conditions() else facts.found("narrowing", _closer(facts))
    within = not (facts.left and facts.right)
    behind = (facts.left & x.after, facts.right & y.after)
    if facts.repeats(REPEATS if not any(behind) else SAME_WORDS) and (within or not any(behind)):
        return facts.found("duplicate", f"The two say the same of the same matter: “{x.cue} … {facts.act(facts.a, x)}” and “{y.cue} … {facts.act(facts.b, y)}”.")
    names = facts.left & facts.a.names, facts.right & facts.b.names
    if facts.copied and all(names) and not (facts.left - names[0]) and not (facts.right - names[1]):
        return facts.found("object", f"The same act, but “{facts.say(min(names[0]))}” against “{facts.say(min(names[1]))}”.")
    if facts.share >= SAME_WORDS and within and x.acts[:1] == y.acts[:1]:
        return facts.found("narrowing", _closer(facts))
    if facts.repeats(SAME_WORDS):
        return facts.found("duplicate", f"The two say the same of the same matter but for “{facts.rest(facts.left)}” and “{facts.rest(facts.right)}”.")
    return None


def _closer(facts: Facts) -> str:
    added = facts.rest(facts.left or facts.right)
    return f"One says more closely what the other says: “{added}” stands in one of them alone." if added else "One says more closely what the other says."
