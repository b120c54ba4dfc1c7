"""pytest: the cases of rule packs as test items, in anybody's repository.

Switched on by the ini option ``compliance_packs``, a list of pack folders relative to the ini file; without it nothing is collected.
Each case of a pack is one item; a pack that cannot be loaded fails as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from compliance.packs.cases import CaseResult


def pytest_addoption(parser: pytest.Parser) -> None:
    """The ini option that names the packs."""
    parser.addini("compliance_packs", "folders of rule packs whose cases are run as tests", type="paths", default=[])


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> PackFile | None:
    """A ``pack.yaml`` in one of the named folders."""
    if file_path.name != "pack.yaml":
        return None
    named = [Path(folder).resolve() for folder in parent.config.getini("compliance_packs")]
    return PackFile.from_parent(parent, path=file_path) if file_path.parent.resolve() in named else None


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
