"""The verbs of Python: ``import compliance``, and what the commands do is at hand as functions that give objects.

Each takes texts and packs by name, and texts by their words too; each gives a result (``results``) that shows itself in a notebook. A string is always a
name: a path, or the id of a built-in text. Words are handed over as ``text(words)``. Everything that keeps a verb from judging is raised at
once, as an error of ``compliance.errors`` whose ``problems`` say where, what and what to do next. What a verb needs is loaded when it is called.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from compliance.errors import Gathering, InputError, Problem
from compliance.model.text import Text
from compliance.results import Claims, Clauses, Comparison, Explanation, Judgement, Report, Verdict, recast

#: A path; and how a text is named: by a path, a built-in id, or as itself.
PathLike: TypeAlias = str | os.PathLike[str]
TextLike: TypeAlias = PathLike | Text

_PACK = "doha"
_LONGEST, _PATH = 60, 4096
#: What no name of a file holds.
_WORDS = re.compile(r"[\n\r\0]")


def text(words: str, name: str = "text", *, title: str = "", issuer: str = "", date: str = "", language: str = "en") -> Text:
    """A text whose words are at hand, for every verb that takes a text.

    ``name`` becomes its id, ``title`` is its first line where none is said, ``date`` a year, month or day (instruments are taken in the order
    of their dates). Raises InputError for words or a date that cannot be used.

    >>> import compliance
    >>> decree = compliance.text("1. No one may recruit.", "my-decree", date="2026-01")
    >>> decree.id, decree.provenance.date_precision
    ('my-decree', 'month')
    """
    from compliance.disk import given_text

    if not isinstance(words, str):
        raise TypeError(f"the words of a text are a str, not {type(words).__name__}")
    return given_text(words, name, title=title, issuer=issuer, date=date, language=language)


def make_report(
    agreement: TextLike | None = None, instruments: TextLike | Iterable[TextLike] | None = None, rules: PathLike = _PACK, *, reviews: PathLike | None = None
) -> Report:
    """The gap report: which words of the instruments answer which element of the agreement, and which elements nobody answers.

    Without texts it takes those of the rule pack. ``rules`` is a built-in pack or a folder, ``reviews`` a file of what persons decided. Raises
    ComplianceError with the problems of all of them.

    >>> import compliance
    >>> report = compliance.make_report(instruments=compliance.text("1. No one may recruit fighters.", "my-decree"))
    >>> [(verdict.provision, verdict.element) for verdict in report.verdicts if verdict.relation != "does-not-address"]
    [('1', '3.recruit')]
    """
    wanted = _Wanted()
    commits, held = wanted.one(agreement), wanted.many(instruments)
    wanted.settle(rules, reviews)
    if reviews is not None:
        from compliance.tasks.reviewed import reviewed_report

        made = reviewed_report(commits, held, os.fspath(rules), os.fspath(reviews))
    else:
        from compliance import pipeline

        made = pipeline.make_report(commits, held, os.fspath(rules))
    return recast(Report, made, verdicts=tuple(recast(Verdict, verdict) for verdict in made.verdicts))


def diff(old: TextLike | None = None, new: TextLike | None = None, *, rules: PathLike | None = None, agreement: TextLike | None = None) -> Comparison:
    """What happened to each clause between two versions of a text, with the words; with ``rules`` also which verdicts of that pack flip.

    Without texts it compares the built-in decrees. Raises ComplianceError with the problems of both texts.

    >>> import compliance
    >>> changes = compliance.diff(compliance.text("1. All may go."), compliance.text("1. None may go."))
    >>> [change.kind for change in changes.changes]
    ['reworded']
    """
    from compliance.tasks.diffs import BUILT_IN, compare

    if (old is None) != (new is None):
        raise TypeError("diff() takes two texts, or none for the built-in decrees")
    if agreement is not None and rules is None:
        raise TypeError("diff() takes the agreement of a rule pack only with rules=")
    wanted = _Wanted()
    before, after = wanted.one(BUILT_IN[0] if old is None else old), wanted.one(BUILT_IN[1] if new is None else new)
    commits = wanted.one(agreement)
    wanted.settle(rules)
    assert before is not None
    assert after is not None
    found = compare(before, after)
    flipped = None
    if rules is not None:
        from compliance.tasks.flips import flips

        flipped = flips(found, before, after, os.fspath(rules), commits)
    return recast(Comparison, found, flips=flipped)


def check(
    config: PathLike | None = None, *, profile: str | None = None, agreement: PathLike | None = None, instruments: PathLike | Iterable[PathLike] | None = None,
    rules: PathLike | Iterable[PathLike] | None = None, today: date | str | None = None,
) -> Judgement:  # fmt: skip
    """The texts of a project judged by its policy, as ``compliance check`` does; ``passes`` says how it went.

    ``config`` is the file that states the policy; without one it is the nearest compliance.toml from the working folder upwards, and without
    any the built-in corpus. What else is said lies over it. ``today`` is the day to judge by, for waivers that expire; without one, that of the clock.
    Raises InputError with everything that kept it from judging.

    >>> import compliance
    >>> judgement = compliance.check(instruments="iea-2020-09", rules="doha", today="2026-01-31")
    >>> judgement.passes, sorted({finding.code for finding in judgement.findings if finding.severity == "error"})
    (False, ['contradiction', 'gap'])
    """
    from compliance import disk
    from compliance.checks.config import is_day
    from compliance.tasks.check import run_check
    from compliance.tasks.configure import Options, configure

    gathering = Gathering()
    if isinstance(today, str) and not is_day(today):
        gathering.problems.append(Problem("", 0, 0, "usage-day", f"today must be a day, not {today!r}", "write it as 2026-01-31"))
        today = None
    day = date.fromisoformat(today) if isinstance(today, str) else date(today.year, today.month, today.day) if today is not None else disk.today()
    texts, packs = _paths(instruments), _paths(rules)
    gathering.problems += [_none(name) for name, said, held in (("instruments", instruments, texts), ("rules", rules, packs)) if said is not None and not held]
    options = Options(_path(config), profile or "", _path(agreement), texts, packs)
    asked = configure(options, gathering)
    return recast(Judgement, run_check(asked, day, gathering)[1])


def parse(source: TextLike) -> Clauses:
    """A text read into clauses, provisions and norms. Raises InputError for a text that cannot be used.

    >>> import compliance
    >>> clauses = compliance.parse(compliance.text("1. No one may recruit fighters."))
    >>> [(norm.modality, norm.action) for own in clauses.norms for norm in own.norms]
    [('prohibition', 'recruit')]
    """
    from compliance.reading import load_grammar, read_text

    wanted = _Wanted()
    found = wanted.one(source)
    wanted.settle()
    assert found is not None
    return recast(Clauses, read_text(found, load_grammar()))


def explain(
    what: str, element: str | None = None, *, agreement: TextLike | None = None, instruments: TextLike | Iterable[TextLike] | None = None, rules: PathLike = _PACK
) -> Explanation:
    """Why a provision answers an element, or why not; with one name only, what a rule or signal of the pack or a code means.

    Texts and pack are those of the report that is asked about. Raises UsageError for a name that is none, with the nearest ones.

    >>> import compliance
    >>> print(compliance.explain("1", "3.recruit", instruments=compliance.text("1. No one may recruit fighters.", "my-decree")).text.splitlines()[0])
    my-decree/1: No one may recruit fighters.
    """
    from compliance.tasks.explanations import explain_name, explain_verdict

    wanted = _Wanted()
    commits, held = wanted.one(agreement), wanted.many(instruments)
    wanted.settle(rules)
    if element is None:
        if commits is not None or held:
            raise TypeError("explain() takes texts only with a provision and an element")
        return Explanation(explain_name(what, os.fspath(rules)))
    return Explanation(explain_verdict(what, element, commits, held, os.fspath(rules)))


def check_claims(file: PathLike, *, agreement: TextLike | None = None, instruments: TextLike | Iterable[TextLike] | None = None, rules: PathLike = _PACK) -> Claims:
    """Statements about the texts, out of a file of claims, held against the words: confirmed, partly, not-found or refuted.

    Raises InputError with the problems of the file and of the texts.

    >>> import compliance
    >>> compliance.check_claims("docs/reference/claims-example.yaml")
    <Claims: 12 claims: 4 confirmed, 2 partly, 2 not-found, 4 refuted. 12 of 12 as expected.>
    """
    from compliance.tasks.claims import check_claims as held_against

    wanted = _Wanted()
    commits, held = wanted.one(agreement), wanted.many(instruments)
    wanted.settle(rules, file)
    return Claims(*held_against(os.fspath(file), commits, held, os.fspath(rules)))


class _Wanted:
    """Texts as a caller names them -> as the rest takes them; what is wrong with any of them is noted and raised once."""

    def __init__(self) -> None:
        self._gathering = Gathering()

    def one(self, source: TextLike | None) -> Text | None:
        """A text, loaded where it is named; nothing for nothing."""
        return None if source is None else self._gathering.attempt(_loaded, source)

    def many(self, sources: TextLike | Iterable[TextLike] | None) -> tuple[Text, ...]:
        """One text, or several; nothing for nothing. That none of several is there is a mistake: the pack's own must not stand in for them."""
        if sources is None:
            return ()
        each = (sources,) if isinstance(sources, (str, os.PathLike, Text)) else tuple(sources)
        if not each:
            self._gathering.problems.append(_none("instruments"))
        return tuple(found for source in each if (found := self._gathering.attempt(_loaded, source)) is not None)

    def settle(self, rules: PathLike | None = None, file: PathLike | None = None) -> None:
        """Raise InputError with all that was noted, and what is wrong with the pack and the file that were named beside; do nothing where nothing was noted."""
        from compliance import disk

        if self._gathering.problems and rules is not None:
            self._gathering.attempt(disk.load_rules, os.fspath(rules))
        if self._gathering.problems and file is not None:
            self._gathering.attempt(disk.read_words, os.fspath(file))
        self._gathering.settle()


def _loaded(source: TextLike) -> Text:
    """A text as it is, or loaded by its name. Raises InputError, and TypeError for what is neither."""
    if isinstance(source, Text):
        return source
    if not isinstance(source, (str, os.PathLike)):
        raise TypeError(f"a text is named by a str or a path, or handed over as compliance.text(words), not as {type(source).__name__}")
    from compliance.disk import load_text

    name = os.fspath(source)
    if not isinstance(name, str):
        raise TypeError("a path is a str, not bytes")
    if not name.strip() or _WORDS.search(name) or len(name) > _PATH:
        message = "this is no name of a text" if not name.strip() else "these are words of a text and not its name"
        raise InputError(Problem("", 0, 0, "input-words", message, "hand words over as compliance.text(words)", " ".join(name[:_LONGEST].split())))
    # A path is never an id: one without folder or ending is said so that it cannot be taken for one.
    return load_text(name if isinstance(source, str) or os.path.dirname(name) else os.path.join(os.curdir, name))


def _path(path: PathLike | None) -> str:
    return "" if path is None else os.fspath(path)


def _paths(paths: PathLike | Iterable[PathLike] | None) -> tuple[str, ...]:
    if paths is None:
        return ()
    return (os.fspath(paths),) if isinstance(paths, (str, os.PathLike)) else tuple(os.fspath(path) for path in paths)


def _none(what: str) -> Problem:
    return Problem("", 0, 0, "nothing-to-judge", f"{what} holds nothing", f"name one, or leave {what} out")
