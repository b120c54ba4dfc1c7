"""A folder's name -> a small project in it that ``compliance check`` judges: texts, a rule pack, a configuration, a workflow, hooks.

The project is a template that ships with the package; only where the tool itself comes from is filled in.
"""

from __future__ import annotations

import re

from compliance import __version__, disk
from compliance.errors import Problem, UsageError

#: What stands in the template where the repository and the release of the tool belong.
SOURCE, RELEASE = "OWNER/compliance", "v0.0.0"


def project_files(source: str = SOURCE, release: str = f"v{__version__}") -> dict[str, str]:
    """The files of the project by path, with the repository and the release that its workflow and hooks fetch the tool from.

    Raises UsageError for names that could not stand there.
    """
    problems = []
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+", source):
        problems.append(Problem("", 0, 0, "init-source", f"{source!r} is no repository", "name its owner and its name, as owner/compliance"))
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", release):
        problems.append(Problem("", 0, 0, "init-source", f"{release!r} is no release", "name a tag or a commit"))
    if problems:
        raise UsageError(*problems)
    return {path: text.replace(SOURCE, source).replace(RELEASE, release) for path, text in disk.template("project").items()}


def make_project(folder: str, source: str = SOURCE, release: str = f"v{__version__}") -> list[str]:
    """Write the project and give the paths of its files. Raises InputError, with nothing written, where a file is in the way."""
    files = project_files(source, release)
    disk.write_new(folder, files)
    return list(files)
