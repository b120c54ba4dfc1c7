"""``compliance explain``: why a verdict is what it is, or why there is none."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from compliance.cli.options import AgreementOption, InstrumentOption, PackOption, emit, one_of
from compliance.errors import Problem, UsageError


def explain(
    what: Annotated[str, typer.Argument(metavar="PROVISION|RULE|FINDING", help="A provision (iea-2020-09/10, or 10 where unique), a rule's id, or the code of a finding or error.")],
    element: Annotated[Optional[str], typer.Argument(metavar="ELEMENT", help="An element of a commitment, such as 3.threaten.")] = None,  # noqa: UP045
    agreement: AgreementOption = None,
    instrument: InstrumentOption = None,
    rules: PackOption = "doha",
) -> None:
    """Say why, and why not: facets, laws, row of the table, words on both sides, the nearest miss.

    Examples: compliance explain iea-2020-09/10 3.threaten, or: compliance explain unread-act
    """
    from compliance.report.explanation import explain_code, explain_pair, explain_rule

    if element is None:
        from compliance import disk

        pack = disk.load_pack_folder(rules)
        if what in pack.rules:
            emit(explain_rule(what, pack.rules[what]), None)
            return
        page = explain_code(what, disk.documentation("reference/errors.md"))
        if page is None:
            raise UsageError(Problem("", 0, 0, "unknown-name", f"there is no rule, finding or error {what!r}", "name a provision and an element, a rule, or a code"))
        emit(page, None)
        return
    from compliance.pipeline import make_report

    made = make_report(agreement, instrument or (), rules)
    keys = [f"{p.instrument}/{p.label}" for p in made.provisions]
    matches = [key for key in keys if key == what] or [key for key in keys if key.partition("/")[2] == what]
    if len(matches) > 1:
        raise UsageError(Problem("", 0, 0, "ambiguous-name", f"{what!r} stands in several texts", f"use one of {', '.join(matches)}"))
    key = matches[0] if matches else one_of(what, keys, "provision")
    one_of(element, [e.id for e in made.elements], "element")
    emit(explain_pair(made, key, element), None)
