"""``compliance explain``: why a verdict is what it is, or why there is none."""

from __future__ import annotations

import difflib
import re
from typing import Annotated, Optional

import typer

from compliance.cli.options import AgreementOption, InstrumentOption, PackOption, emit, one_of
from compliance.errors import Problem, UsageError

#: How a row may be named beside its bare name: as verdicts and as the gates print it.
_PREFIXES = {"signal:": "signal", "signals/": "signal", "rules/": "rule"}


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
    if element is None:
        emit(_row_or_code(what, rules), None)
        return
    from compliance.pipeline import make_report
    from compliance.report.explanation import explain_pair
    from compliance.tasks.explanations import near_signal

    made = make_report(agreement, instrument or (), rules)
    keys = [f"{p.instrument}/{p.label}" for p in made.provisions]
    matches = [key for key in keys if key == what] or [key for key in keys if key.partition("/")[2] == what]
    if len(matches) > 1:
        raise UsageError(Problem("", 0, 0, "ambiguous-name", f"{what!r} stands in several texts", f"use one of {', '.join(matches)}"))
    if not matches:
        raise UsageError(_no_provision(what, keys, [source.id for source in made.instruments]))
    key = matches[0]
    one_of(element, [e.id for e in made.elements], "element")
    silent = any(v.key == key and v.element == element and v.row == "signal" and v.relation == "does-not-address" for v in made.verdicts)
    emit(explain_pair(made, key, element, near_signal(rules, agreement, instrument or (), key, element) if silent else None), None)


def _row_or_code(what: str, rules: str) -> str:
    """A rule or signal of the pack, or the page of a code. Raises UsageError for a name that is none of them."""
    from compliance import disk
    from compliance.report.explanation import explain_code, explain_rule, explain_signal
    from compliance.tasks.explanations import cases_of

    pack = disk.load_pack_folder(rules)
    signals = pack.signals.signals
    kind, name = next(((kind, what[len(prefix) :]) for prefix, kind in _PREFIXES.items() if what.startswith(prefix)), ("", what))
    if name in pack.rules and kind in ("", "rule"):
        return explain_rule(name, pack.rules[name])
    if name in signals and kind in ("", "signal"):
        return explain_signal(name, signals[name], pack.signals.lists, cases_of(pack, name))
    # A code of both pages is explained as a finding of a check, which says more.
    pages = [disk.documentation(f"reference/{page}.md") for page in ("findings", "errors")]
    found = next((section for page in pages if (section := explain_code(what, page)) is not None), None)
    if found is not None:
        return found
    known = [*pack.rules, *signals, *re.findall(r"^## `?([a-z-]+)`?$", "\n".join(pages), re.MULTILINE)]
    close = difflib.get_close_matches(name, known, n=3)
    step = f"did you mean {' or '.join(map(repr, close))}?" if close else "name a provision and an element, a rule or signal of the pack (-r PACK), or a code"
    raise UsageError(Problem("", 0, 0, "unknown-name", f"the pack {pack.head.id} has no rule or signal {what!r}, and no finding or error is called so", step))


def _no_provision(what: str, keys: list[str], texts: list[str]) -> Problem:
    """What to say of a provision that is not there: its text was not given, or has no such number."""
    text, slash, _ = what.partition("/")
    if slash and text not in texts:
        given = f"the texts are {', '.join(texts)}"
        return Problem("", 0, 0, "unknown-name", f"there is no provision {what!r}: no text {text!r} was given ({given})", "name the text with -i, as a path or a built-in id")
    close = difflib.get_close_matches(what, keys, n=3) or difflib.get_close_matches(what, [key.rpartition("/")[2] for key in keys], n=3)
    said = f"did you mean {' or '.join(map(repr, dict.fromkeys(close)))}?" if close else f"`compliance parse {texts[0]}` shows the provisions of a text"
    return Problem("", 0, 0, "unknown-name", f"there is no provision {what!r} in {', '.join(texts)}", f"{said} Another text is named with -i")
