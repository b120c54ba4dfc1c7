"""A rule pack -> Markdown pages: one a commitment, one a rule or signal, and an index.

The pack's own cases are the examples. Everything that the pack says is escaped; pages are the same on every run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from compliance.model.pack import Case, Claim, Element, Rule, RulePack, Signal
from compliance.report.conflicts import one_line, safe

_SHOWN = 12
_SAYS = {"addresses": "answers to it", "partially-addresses": "answers to it in part", "contradicts": "speaks against it"}
_FORCE = {"exclude": "is to be kept from happening", "require": "is to be done", "declare": "is to be said"}


def pack_pages(pack: RulePack) -> dict[str, str]:
    """The pages of a pack by file name."""
    pages = {"index.md": _index(pack)}
    for id_ in pack.commitments:
        pages[_file("commitment", id_)] = _commitment(pack, id_)
    for name, rule in pack.rules.items():
        pages[_file("rule", name)] = _rule(pack, name, rule)
    for name, signal in pack.signals.signals.items():
        pages[_file("signal", name)] = _signal(pack, name, signal)
    return {name: "\n".join(lines).rstrip("\n") + "\n" for name, lines in sorted(pages.items())}


def _file(kind: str, name: str) -> str:
    return f"{kind}-{re.sub(r'[^A-Za-z0-9._-]', '-', name)}.md"


def _index(pack: RulePack) -> list[str]:
    out = [f"# {safe(pack.head.title)}", "", safe(one_line(pack.head.description)), "", f"Rule pack `{pack.head.id}` {pack.head.version}.", "", "## Commitments", ""]
    for id_, commitment in pack.commitments.items():
        out.append(f"- [{safe(id_)}: {safe(commitment.title)}]({_file('commitment', id_)}): {', '.join(f'`{name}`' for name in commitment.asked)}")
    why = {"rule": {name: row.why for name, row in pack.rules.items()}, "signal": {name: row.why for name, row in pack.signals.signals.items()}}
    for kind, rows in why.items():
        if rows:
            out += ["", f"## {kind.capitalize()}s", "", *(f"- [{safe(name)}]({_file(kind, name)}): {safe(text)}" for name, text in rows.items())]
    return out


def _commitment(pack: RulePack, id_: str) -> list[str]:
    commitment = pack.commitments[id_]
    out = [f"# {safe(id_)}: {safe(commitment.title)}", "", f"> {safe(one_line(commitment.quote))}", ""]
    for name, asked in commitment.asked.items():
        out += [f"## `{name}`: {safe(asked.title)}", "", f"> {safe(one_line(asked.quote))}", ""]
        out += _element(pack, asked) if isinstance(asked, Element) else _claim(asked)
        out += [f"- [{safe(n)}]({_file('rule', n)}): {safe(rule.why)}" for n, rule in pack.rules.items() if rule.element == name]
        out += [f"- [{safe(n)}]({_file('signal', n)}): {safe(signal.why)}" for n, signal in pack.signals.signals.items() if signal.element == name]
        out += ["", *_examples(pack, name, ("addresses", "partially-addresses", "contradicts"))]
    return out


def _element(pack: RulePack, element: Element) -> list[str]:
    act = pack.taxonomy.acts[element.act]
    out = [f"The act “{safe(act.label)}” {_FORCE[element.force]}. {safe(act.why)}", "", f"- persons: {safe(pack.taxonomy.persons[element.persons.person].label)} ({element.persons.role})"]
    tables: Iterable[tuple[str, str | None, Mapping[str, object]]] = (
        ("done to", element.patient, pack.taxonomy.persons), ("protects", element.interest, pack.taxonomy.interests),
        ("by means of", element.means, pack.taxonomy.means), ("following", element.standard, pack.taxonomy.standards),
    )  # fmt: skip
    out += [f"- {word}: {safe(str(getattr(table[name], 'label', name)))}" for word, name, table in tables if name]
    edges = [edge for edge in pack.taxonomy.edges if edge.to == element.act]
    out += [f"- {edge.relation}: “{safe(pack.taxonomy.acts[edge.from_].label)}”. {safe(edge.why)}" for edge in edges]
    return out


def _claim(claim: Claim) -> list[str]:
    number = "One case is enough." if claim.quantifier == "some" else "Every case counts."
    return [f"A whole text is asked: {claim.kind}. {number} Where one text says both, {claim.settles} settles it.", ""]


def _rule(pack: RulePack, name: str, rule: Rule) -> list[str]:
    out = [f"# Rule `{name}`", "", safe(rule.why), "", f"For `{rule.element}`: {_SAYS[rule.relation]}.", ""]
    out += [f"- acts: {', '.join(safe(pack.taxonomy.acts[act].label) for act in rule.acts)}", f"- modality: {', '.join(rule.modality)}"]
    out += [f"- persons: {', '.join(safe(pack.taxonomy.persons[one].label) for one in rule.persons)}"] if rule.persons else []
    out += [f"- limit: {safe(limit)}" for limit in rule.limits]
    return [*out, "", *_examples(pack, rule.element, (rule.relation,))]


def _signal(pack: RulePack, name: str, signal: Signal) -> list[str]:
    out = [f"# Signal `{name}`", "", safe(signal.why), "", f"For `{signal.element}`: {_SAYS[signal.relation]}.", ""]
    for key in ("modality", "within", "outside", "reserved"):
        if getattr(signal, key) and not (key == "reserved" and len(signal.reserved) == 3):
            out.append(f"- {key}: {', '.join(getattr(signal, key))}")
    for key in ("words", "also", "clause", "unless", "beside"):
        if getattr(signal, key):
            out += ["", f"{key}:", "", *(f"- {_code(pattern)}" for pattern in getattr(signal, key))]
    lists = sorted({found for key in ("words", "also", "clause", "unless", "beside") for pattern in getattr(signal, key) for found in re.findall(r"<([^<>\s]*)>", pattern)})
    if lists:
        out += ["", "Lists:", "", *(f"- {_code(f'<{one}>')}: {safe(', '.join(pack.signals.lists[one]))}" for one in lists)]
    return [*out, "", *_examples(pack, signal.element, (signal.relation,))]


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}"


def _examples(pack: RulePack, element: str, relations: tuple[str, ...]) -> list[str]:
    """The cases of an element, by relation, shortest first; and how many more there are."""
    out: list[str] = []
    for relation in relations:
        found = sorted((case for case in pack.cases if relation in case.expect.get(element, ())), key=lambda case: (len(case.text), case.text))
        if found:
            out += [f"{_SAYS[relation].capitalize().replace('to it', f'to `{element}`').replace('against it', f'against `{element}`')}:", ""]
            out += [f"- {_case(case)}" for case in found[:_SHOWN]]
            out += [f"- and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
            out.append("")
    return out


def _case(case: Case) -> str:
    heading = f"(under “{safe(one_line(case.heading))}”) " if case.heading else ""
    return f"{heading}“{safe(one_line(case.text))}”{f' {safe(one_line(case.why))}' if case.why else ''}"
