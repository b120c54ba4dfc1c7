"""``compliance parse``: the clauses and norms of a text."""

from __future__ import annotations

from typing import Annotated

import typer

from compliance.cli.options import OutputOption, emit, one_of
from compliance.errors import Problem, UsageError

FORMATS = ("tree", "json", "akn")


def parse(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text: a path or a built-in id.")],
    format: Annotated[str, typer.Option("-f", "--format", help="tree, json or akn (Akoma Ntoso 3.0).")] = "tree",
    passages: Annotated[bool, typer.Option("--passages", help="Show the passages that signals read, with modality, scopes and reservation.")] = False,
    output: OutputOption = None,
) -> None:
    """Show how a text is read: its clauses, the norms in them, and what was odd; or the passages that signals read.

    Examples: compliance parse iea-2020-09, compliance parse my-decree.txt -f akn -o my-decree.xml, or: compliance parse my-agreement.txt --passages
    """
    one_of(format, FORMATS, "format")
    if passages and format != "tree":
        raise UsageError(Problem("", 0, 0, "usage-passages", "passages are shown as text only", "leave out -f"))
    from compliance import disk

    text = disk.load_text(file)
    if passages:
        from compliance.clauses.opening import open_text
        from compliance.clauses.provisions import provisions
        from compliance.pipeline import passage_reader
        from compliance.report.passages import passages_text

        _, tree = open_text(text)
        reader = passage_reader(tree)
        emit(passages_text(tree.source, [(part, reader(part)) for part in provisions(tree)]), output)
        return
    if format == "akn":
        from compliance.tasks.akn import in_akoma_ntoso

        emit(in_akoma_ntoso(text), output)
        return
    from compliance.reading import load_grammar, read_text
    from compliance.report.clauses import clauses_json, clauses_tree

    read = read_text(text, load_grammar())
    emit(clauses_json(read) if format == "json" else clauses_tree(read), output)
