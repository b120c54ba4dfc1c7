"""``compliance parse``: the clauses and norms of a text."""

from __future__ import annotations

from typing import Annotated

import typer

from compliance.cli.options import OutputOption, emit, one_of

FORMATS = ("tree", "json", "akn")


def parse(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text: a path or a built-in id.")],
    format: Annotated[str, typer.Option("-f", "--format", help="tree, json or akn (Akoma Ntoso 3.0).")] = "tree",
    output: OutputOption = None,
) -> None:
    """Show how a text is read: its clauses, the norms in them, and what was odd.

    Example: compliance parse iea-2020-09, or: compliance parse my-decree.txt -f akn -o my-decree.xml
    """
    one_of(format, FORMATS, "format")
    from compliance import disk
    from compliance.pipeline import load_grammar, read_text

    text = disk.load_text(file)
    if format == "akn":
        from compliance.clauses.akn_write import write_akn
        from compliance.pipeline import open_text

        emit(write_akn(*open_text(text)), output)
        return
    from compliance.report.clauses import clauses_json, clauses_tree

    read = read_text(text, load_grammar())
    emit(clauses_json(read) if format == "json" else clauses_tree(read), output)
