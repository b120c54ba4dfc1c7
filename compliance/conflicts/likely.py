"""The facts of two statements whose words are alike, without being read to be about one act on one thing -> what may be a conflict.

What is found here is marked as not firm: a reader is told that likeness in words is all there is to it.
"""

from __future__ import annotations

from compliance.conflicts.facts import ALIKE, CLASH, FEW, FORCE, LEAST, SOFT, THING, Facts, Finding
from compliance.conflicts.quantities import apart, other_things
from compliance.model.conflict import ConflictKind


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
