"""``compliance conflicts``: norms of one or several texts against each other."""

from __future__ import annotations

from typing import Annotated

import typer

from compliance.cli.options import OutputOption, emit, one_of


def conflicts(
    files: Annotated[list[str] | None, typer.Argument(metavar="[FILE]...", help="Texts whose norms are compared; without any, the built-in decrees.")] = None,
    rules: Annotated[str | None, typer.Option("-r", "--rules", metavar="PACK", help="Compare by the concepts of this rule pack too.")] = None,
    likely: Annotated[bool, typer.Option("--likely", help="List pairs that have like words only, too (text and markdown; json holds them always).")] = False,
    format: Annotated[str, typer.Option("-f", "--format", help="text, markdown or json.")] = "text",
    output: OutputOption = None,
) -> None:
    """List norms that repeat, contradict or narrow one another. Example: compliance conflicts old.txt new.txt"""
    one_of(format, ("text", "markdown", "json"), "format")
    from compliance.pipeline import DEFAULT_PACK
    from compliance.report.conflicts import conflicts_json, conflicts_markdown, conflicts_text
    from compliance.tasks.conflicts import find_conflicts

    texts, pairs = find_conflicts(files or (), rules or (None if files else DEFAULT_PACK))
    if format == "json":
        emit(conflicts_json(texts, pairs), output)
    else:
        emit((conflicts_text if format == "text" else conflicts_markdown)(texts, pairs, likely), output)
