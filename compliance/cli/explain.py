"""``compliance explain``: why a verdict is what it is, or why there is none."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from compliance.cli.options import AgreementOption, InstrumentOption, PackOption, emit


def explain(
    what: Annotated[str, typer.Argument(metavar="PROVISION|RULE|FINDING", help="A provision (iea-2020-09/10, or 10 where unique), the name of a rule or signal of the pack, or the code of a finding or error.")],
    element: Annotated[Optional[str], typer.Argument(metavar="ELEMENT", help="An element of a commitment, such as 3.threaten.")] = None,  # noqa: UP045
    agreement: AgreementOption = None,
    instrument: InstrumentOption = None,
    rules: PackOption = "doha",
) -> None:
    """Say why, and why not: facets, laws, row of the table, words on both sides, the nearest miss.

    Examples: compliance explain iea-2020-09/10 3.threaten; compliance explain nobody-else -r nda, or: compliance explain unread-act
    """
    from compliance.tasks.explanations import explain_name, explain_verdict

    emit(explain_name(what, rules) if element is None else explain_verdict(what, element, agreement, instrument or (), rules), None)
