"""Rules of a pack: relations that follow from concepts but not from comparing facets one by one.

Takes readings and an element; gives judgements that name the rule. A rule sees concepts only, never a text or a place.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance.mapping.readings import Reading
from compliance.mapping.table import Judgement, judge
from compliance.model.pack import Element, Rule, RulePack


def apply_rules(readings: Sequence[Reading], id_: str, element: Element, pack: RulePack) -> list[Judgement]:
    """The judgements of all rules for the element that some reading meets."""
    out: list[Judgement] = []
    for name, rule in pack.rules.items():
        if rule.element != id_:
            continue
        for reading in readings:
            if rule_holds(rule, reading):
                plain = judge(reading, id_, element, pack)
                limits = tuple(dict.fromkeys([*rule.limits, *_reserved(reading)]))
                out.append(Judgement(rule.relation, f"rule:{name}", plain.facets, limits, 0, reading))
    return out


def rule_holds(rule: Rule, reading: Reading) -> bool:
    """Whether a reading is what a rule speaks of."""
    if reading.act is None or reading.act.act not in rule.acts or reading.modality not in rule.modality:
        return False
    if rule.persons:
        persons = reading.patient.classes | reading.agent.classes | reading.patient.qualities | reading.agent.qualities
        everyone = reading.patient.everyone or reading.agent.everyone
        if not (persons & set(rule.persons)) and not (everyone and "anyone" in rule.persons):
            return False
    return not rule.interests or bool(reading.interests & set(rule.interests))


def _reserved(reading: Reading) -> list[str]:
    return [f"holds only under a condition: “{c.text}”" for c in reading.conditions] + [f"has an exception: “{e.text}”" for e in reading.exceptions]
