"""Verdicts in plain words: why a provision is held to address, contradict, or say nothing on an element.

Takes a judgement and the pack; gives one sentence. It speaks about words, never about conduct.
"""

from __future__ import annotations

from compliance.mapping import persons as people
from compliance.mapping.table import Judgement
from compliance.model.mapping import Verdict
from compliance.model.pack import Element, RulePack

_SAYS = {
    "prohibition": "forbids", "obligation": "orders", "permission": "allows", "power": "provides for", "right": "grants",
    "denial": "denies", "declaratory": "states", "constitutive": "defines",
}  # fmt: skip


def rationale(judgement: Judgement, element: Element, pack: RulePack) -> str:
    """Why a judgement supports or contradicts, in one sentence."""
    reading = judgement.reading
    act = pack.taxonomy.acts[reading.act.act].label if reading.act else reading.norm.action_words.text
    whom = people.label(reading.agent, pack) if reading.agent.known else ""
    says = _SAYS.get(reading.modality, reading.modality)
    who = f" {whom}" if whom and reading.modality in ("prohibition", "permission", "obligation") else ""
    verb = f"{says}{who} to “{act}”" if says in ("forbids", "orders", "allows") and who else f"{says} “{act}”"
    if judgement.relation == "contradicts":
        asks = {"exclude": "is to be kept from happening", "require": "is asked for", "declare": "is to be said"}[element.force]
        return f"The provision {verb}, while “{element.title}” {asks}."
    if judgement.relation == "addresses":
        return f"The provision {verb}, which is what “{element.title}” asks, for everyone it names and without reservation."
    return f"The provision {verb}, which is part of what “{element.title}” asks."


def reason_silent(judgement: Judgement, element: Element, pack: RulePack) -> str:
    """Why a judgement says nothing on the element: the facet that fails."""
    reading = judgement.reading
    row = judgement.row
    asked = pack.taxonomy.acts[element.act].label
    words = reading.norm.action_words.text
    if row == "1":
        if reading.modality in ("declaratory", "constitutive", "denial"):
            return f"The words (“{words}”) state something; they order, forbid or allow nothing that “{element.title}” is about."
        return f"The modality ({reading.modality}) has no bearing on “{element.title}”."
    if row == "2":
        if reading.act is None:
            return f"No act of this provision is related to “{asked}”; the act “{words}” is not in the lexicon."
        return f"No act of this provision is related to “{asked}”: it speaks of “{pack.taxonomy.acts[reading.act.act].label}”."
    if row in ("3", "4"):
        against = f"“{reading.interest_words}”" if reading.interest_words else "nothing that is named"
        asks = pack.taxonomy.interests[element.interest].label if element.interest else ""
        return f"The act is related, but it is directed at {against}, while the element protects {asks}." if row == "3" else (
            f"The act is related, but the words do not say against whom, while the element protects {asks}.")  # fmt: skip
    if row == "5":
        return f"The act is related, but the persons ({people.label(reading.agent, pack)}; {people.label(reading.patient, pack)}) are not those of the element."
    if row == "6":
        return "The words only imply a prohibition, and of an act that only overlaps; two weak links do not make a chain."
    if row == "8":
        return "The words allow or order the act, but for nobody to whom the element could apply."
    return f"The words (“{words}”) and the element do not meet."


def limit_of_link(enforced: Verdict) -> str:
    """The limit of a sanction that points back."""
    return f"is only a sanction for the breach of provision {enforced.provision}"
