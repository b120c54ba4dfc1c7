"""``compliance init``: a small project that ``compliance check`` judges."""

from __future__ import annotations

import shlex
from typing import Annotated

import typer

from compliance import __version__

_SOURCE = "OWNER/compliance"  # as in tasks.projects, which --help does without


def init(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="Where to write it; made where it is not there.", show_default="this folder")] = ".",
    source: Annotated[str, typer.Option("--source", metavar="OWNER/NAME", help="The GitHub repository that the workflow and the hooks fetch this tool from.")] = _SOURCE,
    release: Annotated[str, typer.Option("--release", metavar="TAG", help="The tag or commit of it.")] = f"v{__version__}",
) -> None:
    """Write a small working project: an agreement, a decree, a rule pack, a configuration, a workflow and hooks.

    Nothing is overwritten: where a file is in the way, all such files are named and nothing is written. Example: compliance init demo
    """
    from compliance.tasks.projects import make_project

    for path in make_project(folder, source, release):
        typer.echo(path)
    typer.echo("\nnext:")
    if folder not in (".", "./"):
        typer.echo(f"  cd {shlex.quote(folder)}")
    typer.echo("  compliance check")
    if source == _SOURCE:
        typer.echo("  name the repository of this tool in .github/workflows/compliance.yml and .pre-commit-config.yaml")
