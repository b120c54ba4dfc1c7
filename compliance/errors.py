"""Everything that can go wrong for a user, in one tree.

    ComplianceError            could not judge (exit code 2)
      InputError               a text, a coding or a file given by the user
      UsageError               an option or a name that does not exist
      PackError                a rule pack; holds every mistake found, not only the first
      LanguageDataError        a broken table of the tool itself

Each holds one or more problems; each problem has a code with a page in docs/reference/errors.md, says in plain words
what is wrong, where, and what to do next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: ``path:line:col: code message``, the excerpt it is about, and the next step.

    ``line`` and ``column`` count from 1; both are 0 where the problem has no place inside the file.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    next_step: str = ""
    excerpt: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        rows = [f"{place}: {self.code} {self.message}" if place else f"{self.code} {self.message}"]
        if self.excerpt:
            rows.append(f"    {self.excerpt}")
            if self.column:
                rows.append("    " + " " * (self.column - 1) + "^")
        if self.next_step:
            rows.append(f"    next: {self.next_step}")
        return "\n".join(rows)


class ComplianceError(Exception):
    """Something kept the tool from judging. Holds all problems that were found."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[ComplianceError], tuple[Problem, ...]]:
        return (type(self), self.problems)


class InputError(ComplianceError):
    """A text, a coding or another file that the user gave cannot be used."""


class UsageError(ComplianceError):
    """An option, a name or a combination of them does not make sense."""


class PackError(ComplianceError):
    """A rule pack cannot be used. Reported with every mistake in it."""


class LanguageDataError(ComplianceError):
    """A table of the tool's own language data is broken."""


def gathered(problems: Iterable[Problem], kind: type[ComplianceError]) -> None:
    """Raise ``kind`` with all ``problems``, sorted by place; do nothing when there are none."""
    found = tuple(sorted(problems))
    if found:
        raise kind(*found)


class Gathering:
    """Takes note of what goes wrong, so that the rest can be looked at all the same and everything is reported once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def attempt(self, act: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T | None:
        """What ``act`` gives, or nothing where it raises a ComplianceError, whose problems are kept."""
        try:
            return act(*args, **kwargs)
        except ComplianceError as error:
            self.problems += error.problems
            return None

    def settle(self, kind: type[ComplianceError] = InputError) -> None:
        """Raise ``kind`` with all problems, each once and in the order in which they were met; do nothing when there are none."""
        if self.problems:
            raise kind(*dict.fromkeys(self.problems))
