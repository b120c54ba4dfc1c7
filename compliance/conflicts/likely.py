"""The facts of two statements whose words are alike, without being read to be about one act on one thing -> what may be a conflict.

What is found here is marked as not firm: a reader is told that likeness in words is all there is to it.
"""

from __future__ import annotations

from compliance.conflicts.facts import (
    ALIKE,
    CLASH,
    FEW,
    FORCE,
    LEAST,
    PART,
    REPEATS,
    SAME_WORDS,
    SOFT,
    THING,
    Facts,
    Finding,
    Weight,
    likeness,
)
from compliance.conflicts.profile import Profile
from compliance.conflicts.quantities import apart, other_things
from compliance.model.conflict import ConflictKind

#: The share of the shorter norm's words from which on two norms are alike as wholes; lower ones double the false alarms.
HALF = 0.5


def likely(facts: Facts) -> Finding | None:
    """What likeness in words alone gives, or nothing."""
    x, y = facts.x, facts.y
    acted = (frozenset(x.acts) | x.theme | x.topic) & (frozenset(y.acts) | y.theme | y.topic)
    if facts.share < ALIKE or len(x.words & y.words) < LEAST or facts.other_bearers() or other_things(facts.a.quantities, facts.b.quantities) or not acted:
        return None
    force = facts.forces()
    odd = facts.odd_condition()
    if force in CLASH or force in SOFT:
        if not odd and (facts.elsewhere() if force in CLASH else facts.other_theme() or x.acts[:1] != y.acts[:1]):
            return None
        kind: ConflictKind = "condition" if odd else "structure"
        return facts.found(kind, f"Like words, {FORCE[x.force]} by one and {FORCE[y.force]} by the other: “{x.cue}” against “{y.cue}”.", firm=False)
    values = apart(facts.a.quantities, facts.b.quantities)
    if facts.split_times() or (x.head == y.head and facts.other_theme()):
        return None
    if facts.opposed or values:
        one, other = (values[0].text, values[1].text) if values else facts.opposed_said()
        return facts.found("object", f"Like words, but “{one}” against “{other}”.", firm=False)
    if facts.whole >= THING and (odd or facts.cases()):
        return facts.found("condition", f"Like words, under conditions that differ: {odd or facts.openers()}.", firm=False)
    left, right = facts.left & x.after, facts.right & y.after
    if left and right and min(len(left), len(right)) <= FEW and force == {"must"}:
        return facts.found("object", f"Like words, but “{facts.rest(facts.left)}” against “{facts.rest(facts.right)}”.", firm=False)
    return None


def alike(a: Profile, b: Profile, weight: Weight) -> Finding | None:
    """What the words of two norms as wholes give where no statement of one meets one of the other: the first statements bind in another
    way, under other conditions, or with other amounts."""
    share, whole = likeness(a.words, b.words, weight)
    if share < HALF or whole < PART or len(a.words & b.words) < LEAST or not (a.statements and b.statements):
        return None
    x, y = a.statements[0], b.statements[0]
    conditional = bool(x.conditions), bool(y.conditions)
    shorter = conditional[0] if len(a.words) <= len(b.words) else conditional[1]
    if x.force != y.force:
        kind: ConflictKind = "condition" if conditional[0] != conditional[1] and shorter else "modality" if whole >= SAME_WORDS else "structure"
        return Finding(kind, f"Like words, {FORCE[x.force]} by one and {FORCE[y.force]} by the other.", share, firm=False)
    if a.amounts and b.amounts and not set(a.amounts) & set(b.amounts):
        one, other = a.quantities[0].text, b.quantities[0].text
        return Finding("object", f"Like words, but “{one}” against “{other}”.", share, firm=False)
    if conditional[0] != conditional[1] and (shorter or whole >= REPEATS):
        return Finding("condition", "Like words, under conditions that differ.", share, firm=False)
    return None
