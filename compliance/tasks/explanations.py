"""Why a verdict is what it is, what a row of a pack says, what a code means.

Takes names of provisions, elements, rows, codes, packs and texts; gives plain text. What an explanation needs beside the report is found
here: the signal nearest to a silent provision, and the cases in which a signal speaks.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from compliance.clauses.parse import parse_source
from compliance.clauses.provisions import provisions
from compliance.disk import documentation, load_pack_folder
from compliance.errors import Problem, UsageError
from compliance.mapping.nearest import Near, nearest
from compliance.mapping.signals import SignalRow, hits
from compliance.model.pack import Case, RulePack
from compliance.model.text import Source
from compliance.pipeline import load_texts, make_report, open_text, passage_reader, signals_of
from compliance.report.explanation import explain_code, explain_pair, explain_rule, explain_signal

#: How a row may be named beside its bare name: as verdicts and as the gates print it.
_PREFIXES = {"signal:": "signal", "signals/": "signal", "rules/": "rule"}


def explain_verdict(provision: str, element: str, agreement: Source | None, instruments: Sequence[Source], pack: str) -> str:
    """Why a provision (``iea-2020-09/10``, or ``10`` where only one text has it) answers an element, or why not.

    Raises UsageError for a name that is none, or that is several; ComplianceError with the problems of texts and pack.
    """
    from compliance.tasks.configure import unknown

    made = make_report(agreement, instruments, pack)
    keys = list(dict.fromkeys(f"{p.instrument}/{p.label}" for p in made.provisions))
    matches = [key for key in keys if key == provision] or [key for key in keys if key.partition("/")[2] == provision]
    if len(matches) > 1:
        raise UsageError(Problem("", 0, 0, "ambiguous-name", f"{provision!r} stands in several texts", f"use one of {', '.join(matches)}"))
    if not matches:
        raise UsageError(_no_provision(provision, keys, [source.id for source in made.instruments]))
    key = matches[0]
    known = [e.id for e in made.elements]
    if element not in known:
        raise UsageError(unknown(element, known, "element"))
    silent = any(v.key == key and v.element == element and v.row == "signal" and v.relation == "does-not-address" for v in made.verdicts)
    return explain_pair(made, key, element, near_signal(pack, agreement, instruments, key, element) if silent else None)


def explain_name(what: str, pack_ref: str) -> str:
    """A rule or signal of a pack, or the page of a code. Raises UsageError for a name that is none of them."""
    pack = load_pack_folder(pack_ref)
    signals = pack.signals.signals
    kind, name = next(((kind, what[len(prefix) :]) for prefix, kind in _PREFIXES.items() if what.startswith(prefix)), ("", what))
    if name in pack.rules and kind in ("", "rule"):
        return explain_rule(name, pack.rules[name])
    if name in signals and kind in ("", "signal"):
        return explain_signal(name, signals[name], pack.signals.lists, cases_of(pack, name))
    # A code of both pages is explained as a finding of a check, which says more.
    pages = [documentation(f"reference/{page}.md") for page in ("findings", "errors")]
    found = next((section for page in pages if (section := explain_code(what, page)) is not None), None)
    if found is not None:
        return found
    known = [*pack.rules, *signals, *re.findall(r"^## `?([a-z-]+)`?$", "\n".join(pages), re.MULTILINE)]
    close = difflib.get_close_matches(name, known, n=3)
    if re.fullmatch(r"[0-9a-f]{16}", what):
        raise UsageError(Problem("", 0, 0, "unknown-name", f"{what!r} looks like the id of a finding, which names words and not a rule", "name its code (compliance explain gap), or its provision and element; compliance check --all shows both"))
    step = f"did you mean {' or '.join(map(repr, close))}?" if close else "name a provision and an element, a rule or signal of the pack (-r PACK), or a code"
    raise UsageError(Problem("", 0, 0, "unknown-name", f"the pack {pack.head.id} has no rule or signal {what!r}, and no finding or error is called so", step))


def _no_provision(what: str, keys: list[str], texts: list[str]) -> Problem:
    """What to say of a provision that is not there: its text was not given, or has no such number."""
    text, slash, _ = what.partition("/")
    if slash and text not in texts:
        given = f"the texts are {', '.join(texts)}"
        return Problem("", 0, 0, "unknown-name", f"there is no provision {what!r}: no text {text!r} was given ({given})", "name the text with -i, as a path or a built-in id")
    inner = [key for key in keys if key.startswith(f"{what}(") or key.partition("/")[2].startswith(f"{what}(")]
    if inner:
        shown = ", ".join(map(repr, inner[:5])) + (f" and {len(inner) - 5} more" if len(inner) > 5 else "")
        return Problem("", 0, 0, "unknown-name", f"{what!r} is divided, and its parts are the provisions", f"name one of {shown}")
    close = difflib.get_close_matches(what, keys, n=3) or difflib.get_close_matches(what, [key.rpartition("/")[2] for key in keys], n=3)
    said = f"did you mean {' or '.join(map(repr, dict.fromkeys(close)))}?" if close else f"`compliance parse {texts[0]}` shows the provisions of a text"
    return Problem("", 0, 0, "unknown-name", f"there is no provision {what!r} in {', '.join(texts)}", f"{said} Another text is named with -i")


def near_signal(pack: str, agreement: Source | None, instruments: Sequence[Source], key: str, element: str) -> Near | None:
    """The nearest signal of an element (pack and texts by name or path, ``key`` as in a report); nothing where no signal's words are met."""
    rules = load_pack_folder(pack)
    _, texts = load_texts(agreement or rules.head.agreement, instruments or rules.head.instruments)
    for text in texts:
        text, tree = open_text(text)
        for part in provisions(tree):
            if f"{text.id}/{part.label}" == key:
                return nearest(signals_of(rules), element, passage_reader(tree)(part))
    return None


def cases_of(pack: RulePack, name: str) -> tuple[Case, ...]:
    """The cases of a pack in which a signal speaks, shortest first."""
    signal = pack.signals.signals[name]
    rows = [row for row in signals_of(pack) if row.name == name]
    may = [case for case in pack.cases if signal.relation in (*case.expect.get(signal.element, ()), *case.tolerate.get(signal.element, ()))]
    return tuple(sorted((case for case in may if _speaks(rows, case)), key=lambda case: (len(case.text), case.text)))


def _speaks(rows: Sequence[SignalRow], case: Case) -> bool:
    tree = parse_source("text", f"{case.heading}\n\n1. {case.text}\n" if case.heading else f"1. {case.text}\n")
    reader = passage_reader(tree)
    return any(hits(rows, reader(part)) for part in provisions(tree))
