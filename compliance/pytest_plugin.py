"""pytest: the cases of rule packs, and the policies of configurations, as test items in anybody's repository.

Switched on by two ini options with paths relative to the ini file, without which nothing is collected. ``compliance_packs`` names folders of
packs: each case is one item, and a pack that cannot be loaded fails as one. ``compliance_config`` names configurations of ``compliance
check``: each element that the policy wants answered or not contradicted is one item, and each other finding; a project that cannot be
judged is one item that fails. A path that leads nowhere is an error, and where the ini file says which folders hold tests the named ones
are collected beside them: nothing that is named is passed over.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from compliance.model.check import CheckFinding, Judgement
    from compliance.packs.cases import CaseResult


def pytest_addoption(parser: pytest.Parser) -> None:
    """The ini options that name packs and configurations."""
    parser.addini("compliance_packs", "folders of rule packs whose cases are run as tests", type="paths", default=[])
    parser.addini("compliance_config", "configurations of compliance check whose policies are tests", type="paths", default=[])
    parser.addini("compliance_profile", "the profile of the configurations to judge by", default="")


def pytest_configure(config: pytest.Config) -> None:
    """See that every file that is named is there, and collected where pytest is left to choose."""
    named = _named(config)
    if not named:
        return
    missing = [str(path) for path in named if not path.is_file()]
    if missing:
        raise pytest.UsageError(f"compliance_packs and compliance_config name what is not there: {', '.join(missing)}")
    if config.args_source == pytest.Config.ArgsSource.TESTPATHS:
        roots = [Path(root).resolve() for root in config.args]
        config.args += [str(path) for path in named if not any(path.is_relative_to(root) for root in roots)]


def _named(config: pytest.Config) -> list[Path]:
    packs = [Path(folder).resolve() / "pack.yaml" for folder in config.getini("compliance_packs")]
    return [*packs, *(Path(path).resolve() for path in config.getini("compliance_config"))]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.File | None:
    """A ``pack.yaml`` in one of the named folders, or a named configuration."""
    path = file_path.resolve()
    if path not in _named(parent.config):
        return None
    return PackFile.from_parent(parent, path=file_path) if path.name == "pack.yaml" else PolicyFile.from_parent(parent, path=file_path)


class PackError(Exception):
    """A pack that cannot be loaded; its problems are the words."""


class CaseFailed(Exception):  # noqa: N818
    """A case that does not come out as expected."""


class PackFile(pytest.File):
    """A rule pack: its cases are its items."""

    def collect(self) -> Iterator[pytest.Item]:
        """One item for each case."""
        from compliance.disk import load_pack_folder
        from compliance.errors import ComplianceError
        from compliance.tasks.cases import run_cases

        try:
            pack = load_pack_folder(str(self.path.parent))
        except ComplianceError as error:
            raise PackError("\n".join(str(problem) for problem in error.problems)) from None
        for number, result in enumerate(run_cases(pack), 1):
            item: CaseItem = CaseItem.from_parent(self, name=f"{number} {' '.join(result.case.text.split())[:60]}")
            item.result = result
            yield item

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """The problems of a pack, without a traceback."""
        return str(excinfo.value) if isinstance(excinfo.value, PackError) else str(super().repr_failure(excinfo))


class CaseItem(pytest.Item):
    """One case of a pack."""

    result: CaseResult

    def runtest(self) -> None:
        """Fail when a relation is missing or too much."""
        if not self.result.passed:
            raise CaseFailed(_told(self.result))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """The sentence and what came out otherwise, without a traceback."""
        return str(excinfo.value) if isinstance(excinfo.value, CaseFailed) else str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the item stands."""
        return self.path, None, self.name


def _told(result: CaseResult) -> str:
    lines = [f"“{' '.join(result.case.text.split())}”"]
    lines += [f"  missing: {element} {relation}" for element, relation in result.missing]
    lines += [f"  too much: {element} {relation}" for element, relation in result.surplus]
    return "\n".join(lines)


class PolicyFailed(Exception):  # noqa: N818
    """Something is not as the policy asks, or cannot be judged; the words say what, where, and what next."""


class PolicyFile(pytest.File):
    """A configuration: what its policy asks, and what else was found, are its items."""

    def collect(self) -> Iterator[pytest.Item]:
        """One item for each element that is asked for, and one for each finding that is about none of them."""
        from compliance import disk
        from compliance.errors import ComplianceError, Gathering
        from compliance.report.check_wording import plain
        from compliance.tasks.check import run_check
        from compliance.tasks.configure import Options, configure

        gathering = Gathering()
        try:
            options = Options(config=os.path.relpath(self.path), profile=str(self.config.getini("compliance_profile")))
            _, judgement = run_check(configure(options, gathering), disk.today(), gathering)
        except ComplianceError as error:
            yield PolicyItem.of(self, "can be judged", (), None, "\n".join(str(problem) for problem in error.problems))
            return
        left = list(judgement.findings)
        asked: list[tuple[str, str, tuple[str, ...]]] = [(f"{element} is addressed", element, ("gap", "partial")) for element in judgement.required]
        asked += [(f"{element} is not contradicted", element, ("contradiction",)) for element in judgement.forbidden]
        for name, element, codes in asked:
            own = [finding for finding in left if finding.element == element and finding.code in codes]
            left = [finding for finding in left if finding not in own]
            yield PolicyItem.of(self, name, own, judgement)
        for finding in left:
            yield PolicyItem.of(self, f"{finding.code} {plain(finding.subject)} {finding.id}", [finding], judgement)


class PolicyItem(pytest.Item):
    """One thing that a policy asks, with what was found about it."""

    findings: Sequence[CheckFinding]
    judgement: Judgement | None
    problem: str

    @classmethod
    def of(cls, parent: PolicyFile, name: str, findings: Sequence[CheckFinding], judgement: Judgement | None, problem: str = "") -> PolicyItem:
        """An item with what it is about."""
        item: PolicyItem = cls.from_parent(parent, name=name)
        item.findings, item.judgement, item.problem = findings, judgement, problem
        return item

    def runtest(self) -> None:
        """Fail where the check fails; what was found and fails nothing is an expected failure, with its words."""
        from compliance.report.check_wording import fails

        if self.judgement is None:
            raise PolicyFailed(self.problem)
        failing = [finding for finding in self.findings if fails(finding, self.judgement)]
        if failing and not self.judgement.report_only:
            raise PolicyFailed("\n".join(_finding_told(finding) for finding in self.findings))
        if self.findings:
            pytest.xfail("; ".join(_why_no_failure(finding, self.judgement) for finding in self.findings))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """Place, words and next step, without a traceback."""
        return str(excinfo.value) if isinstance(excinfo.value, PolicyFailed) else str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the item stands. Words before the name keep pytest from reading the dot of an element as a step between classes."""
        return self.path, None, f"policy: {self.name}"


def _finding_told(finding: CheckFinding) -> str:
    from compliance.report.check_wording import place_path, plain

    spot = finding.spot
    rows = [f"{plain(place_path(spot.path))}:{spot.line}:{spot.column}: {finding.severity} {finding.code} {plain(finding.message)} [{plain(finding.id)}]"]
    rows += [f"    “{plain(finding.words)}”"] if finding.words else []
    rows += [f"    {plain(other.element) or 'with'}: “{plain(other.words)}”" for other in finding.others]
    return "\n".join([*rows, *([f"    next: {plain(finding.next_step)}"] if finding.next_step else [])])


def _why_no_failure(finding: CheckFinding, judgement: Judgement) -> str:
    from compliance.report.check_wording import fails, plain, state_words

    why = state_words(finding) or ("this run only reports" if fails(finding, judgement) else f"below the threshold ({judgement.fail_on})")
    return f"{finding.severity} {finding.code}: {plain(finding.message)} ({plain(why)})"
