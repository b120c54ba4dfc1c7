"""What the verbs of Python give: the nouns of ``model``, each with what a person asks of it at a prompt or in a notebook.

A result is the noun it is named after, frozen like it, so that whatever takes the noun takes the result. Beside that it says itself in one
line (``repr``), shows itself in a notebook (``_repr_html_``), is shown in a format of the command line (``to``) or written to a file in it (``save``), and
is a table (``to_rows``, ``to_frame``). How each looks is left to ``report``; only what is asked for is loaded.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from compliance import disk
from compliance.errors import Problem, UsageError
from compliance.model import change, check, claim, mapping
from compliance.model import report as noun
from compliance.model.flip import FlipReport
from compliance.model.text import Text
from compliance.report.build import Read

if TYPE_CHECKING:
    import pandas

    from compliance.report.rows import Value
    from compliance.report.tables import Table

Shows = Mapping[str, Callable[[], str | bytes]]
_T = TypeVar("_T")

def recast(kind: type[_T], held: Any, **more: Any) -> _T:
    """A noun as its result: the same parts, and those beside them."""
    return kind(**{**{field.name: getattr(held, field.name) for field in fields(held)}, **more})


class Shown:
    """What every result can do. ``_shows`` names its formats, ``_table`` gives its rows."""

    __slots__ = ()

    def to(self, format: str) -> str:
        """The result in a format of the command line, as text. Raises UsageError for a format that it has not, or that is bytes."""
        made = self._made(format)
        if isinstance(made, bytes):
            raise UsageError(Problem("", 0, 0, "unknown-name", f"{format} is a file and no text", "write it with save(path)"))
        return made

    def save(self, path: str | os.PathLike[str], format: str | None = None) -> None:
        """Write the result to a file, whole or not at all; without a format, in the one that the ending of the name asks for.

        Raises UsageError for a format that it has not, InputError where the file cannot be written.
        """
        from compliance.report.formats import BY_ENDING

        name = os.fspath(path)
        ending = os.path.splitext(name)[1].lower()
        if format is None and BY_ENDING.get(ending) not in self._shows():
            known = [end for end, kind in BY_ENDING.items() if kind in self._shows()]
            raise UsageError(Problem(name, 0, 0, "unknown-name", f"no format is meant by the ending {ending!r}", f"end the name in {', '.join(known)}, or say format="))
        disk.write_atomically(name, self._made(BY_ENDING[ending] if format is None else format))

    def to_rows(self) -> list[dict[str, Value]]:
        """The result as plain rows, a dictionary each; ``polars.DataFrame(rows)`` and ``pandas.DataFrame(rows)`` take them."""
        from compliance.report.tables import as_rows

        return as_rows(self._table())

    def to_frame(self) -> pandas.DataFrame:
        """The result as a pandas data frame. Raises UsageError where pandas is not installed (``pip install 'compliance[pandas]'``)."""
        from compliance.report.tables import as_frame

        return as_frame(self._table())

    def _made(self, format: str) -> str | bytes:
        shows = self._shows()
        if format not in shows:
            from compliance.tasks.configure import unknown  # only a mistake needs it

            raise UsageError(unknown(format, tuple(shows), "format"))
        return shows[format]()

    def _shows(self) -> Shows:
        raise NotImplementedError

    def _table(self) -> Table:
        raise NotImplementedError


@dataclass(frozen=True, slots=True, repr=False)
class Verdict(mapping.Verdict):
    """One provision held against one element."""

    def __repr__(self) -> str:
        return f"<Verdict: {self.key} {self.relation} {self.element}>"

    def _repr_html_(self) -> str:
        from compliance.report.notebook_report import verdict_cell

        return verdict_cell(self)


@dataclass(frozen=True, slots=True, repr=False)
class Report(Shown, noun.Report):
    """The gap report. Its verdicts show themselves too."""

    def __repr__(self) -> str:
        from compliance.report.notebook_report import report_line

        return f"<Report: {report_line(self)}>"

    def _repr_html_(self) -> str:
        from compliance.report.notebook_report import report_cell

        return report_cell(self)

    def _shows(self) -> Shows:
        from compliance.report.formats import FILES, FORMATS

        return {**{name: partial(show, self) for name, show in FORMATS.items()}, **{name: partial(show, self) for name, show in FILES.items()}}

    def _table(self) -> Table:
        from compliance.report.rows import verdict_rows

        return verdict_rows(self)


@dataclass(frozen=True, slots=True, repr=False)
class Comparison(Shown, change.Comparison):
    """What happened to each clause between two texts; ``flips`` are the verdicts that turned with it, where a rule pack was named."""

    flips: FlipReport | None = None

    def __repr__(self) -> str:
        from compliance.report.changes_wording import legible, summary

        return f"<Comparison: {legible(self.old.id)} -> {legible(self.new.id)}; {' '.join(summary(self, 0))}>"

    def _repr_html_(self) -> str:
        from compliance.report.notebook_changes import comparison_cell

        return comparison_cell(self, self.flips)

    def _shows(self) -> Shows:
        from compliance.report.changes_formats import CHANGES_FORMATS

        shows: dict[str, Callable[[], str | bytes]] = {name: partial(show, self, verdicts=self.flips) for name, show in CHANGES_FORMATS.items()}
        return shows if self.flips is not None else {**shows, "docx": self._word}

    def _word(self) -> bytes:
        from compliance.report.changes_docx import to_docx

        return to_docx(self, "compliance", None)

    def _table(self) -> Table:
        from compliance.report.tables import change_table

        return change_table(self)


@dataclass(frozen=True, slots=True, repr=False)
class Judgement(Shown, check.Judgement):
    """What a check found."""

    @property
    def passes(self) -> bool:
        """Whether no new finding stands at or above the threshold, or the policy only reports."""
        from compliance.report.check_wording import exit_code

        return not exit_code(self)

    def __repr__(self) -> str:
        from compliance.report.check_wording import counts_words

        return f"<Judgement: {'passes' if self.passes else 'fails'}; {counts_words(self)}>"

    def _repr_html_(self) -> str:
        from compliance.report.notebook_rest import judgement_cell

        return judgement_cell(self)

    def _shows(self) -> Shows:
        from compliance.report.check_formats import CHECK_FORMATS

        return {name: partial(show, self) for name, show in CHECK_FORMATS.items()}

    def _table(self) -> Table:
        from compliance.report.tables import finding_table

        return finding_table(self)


@dataclass(frozen=True, slots=True, repr=False)
class Clauses(Shown, Read):
    """A text as read: its words (``text``), its tree of clauses (``tree``), its provisions, and the norms of each."""

    def __repr__(self) -> str:
        from compliance.report.wording import counted, safe

        number = sum(len(own.norms) for own in self.norms)
        return f"<Clauses: {safe(self.text.id)}; {counted(len(self.provisions), 'provision', 'provisions')}, {counted(number, 'norm', 'norms')}>"

    def _repr_html_(self) -> str:
        from compliance.report.notebook_rest import clauses_cell

        return clauses_cell(self)

    def _shows(self) -> Shows:
        from compliance.report.clauses import clauses_json, clauses_tree

        return {"tree": partial(clauses_tree, self), "json": partial(clauses_json, self), "akn": self._akn}

    def _akn(self) -> str:
        from compliance.tasks.akn import in_akoma_ntoso

        return in_akoma_ntoso(self.text).decode("utf-8")

    def _table(self) -> Table:
        from compliance.report.tables import clause_table

        return clause_table(self)


@dataclass(frozen=True, slots=True, repr=False)
class Claims(Shown):
    """Statements about texts with what the words of the texts say to each; it is gone through like a list of them."""

    texts: tuple[Text, ...]
    results: tuple[claim.ClaimResult, ...]

    def __iter__(self) -> Iterator[claim.ClaimResult]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)

    def __repr__(self) -> str:
        from compliance.report.claims import counts_words

        return f"<Claims: {counts_words(self.results)}>"

    def _repr_html_(self) -> str:
        from compliance.report.notebook_rest import claims_cell

        return claims_cell(self.results)

    def _shows(self) -> Shows:
        from compliance.report.claims import claims_json, claims_markdown, claims_text

        shows = {"text": claims_text, "json": claims_json, "markdown": claims_markdown}
        return {name: partial(show, self.texts, self.results) for name, show in shows.items()}

    def _table(self) -> Table:
        from compliance.report.tables import claim_table

        return claim_table(self.results)


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """Why a verdict is what it is, or what a row or a code means, as plain text: ``str(explanation)``."""

    text: str

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text.rstrip("\n")

    def _repr_html_(self) -> str:
        from compliance.report.notebook_rest import explanation_cell

        return explanation_cell(self.text)
