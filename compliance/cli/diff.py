"""``compliance diff``: what happened to each clause between two versions of a text, two folders, or two drafts of one base."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple, Optional

import typer

from compliance.cli.options import AgreementOption, OutputOption, emit, one_of
from compliance.cli.writing import chosen_format, only_a_terminal
from compliance.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compliance.model.change import Change, Comparison
    from compliance.model.text import Text

FORMATS = ("text", "html", "markdown", "json", "docx", "akn")


class _Asked(NamedTuple):
    """The options that say how a comparison is shown."""

    format: str
    inline: bool
    everything: bool
    width: int
    colour: bool
    author: str
    date: str | None
    rules: str | None
    agreement: str | None


def diff(
    files: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Argument(metavar="[OLD NEW]", help="Two texts or two folders of texts: paths or built-in ids. With --rev one text. Without any, the built-in decrees."),
    ] = None,
    rev: Annotated[Optional[str], typer.Option("--rev", metavar="REV", help="Compare the text as it was in this git revision with what it is now; A..B compares two revisions.")] = None,  # noqa: UP045
    base: Annotated[Optional[str], typer.Option("--base", metavar="BASE", help="The text that OLD and NEW, two drafts, both come from.")] = None,  # noqa: UP045
    rules: Annotated[Optional[str], typer.Option("-r", "--rules", metavar="PACK", help="Say which verdicts of this rule pack flip, and through which words.")] = None,  # noqa: UP045
    agreement: AgreementOption = None,
    format: Annotated[Optional[str], typer.Option("-f", "--format", help="text, html, markdown, json, docx (tracked changes) or akn (NEW in Akoma Ntoso, with wId). Without it the ending of -o says the format; else text.")] = None,  # noqa: UP045
    inline: Annotated[bool, typer.Option("--inline", help="Both versions in one column (html).")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Show unchanged clauses too (text).")] = False,
    width: Annotated[Optional[int], typer.Option("--width", min=40, max=400, help="Columns of the text format.")] = None,  # noqa: UP045
    color: Annotated[str, typer.Option("--color", help="auto, always or never; auto is on a terminal, unless NO_COLOR is set.")] = "auto",
    author: Annotated[Optional[str], typer.Option("--author", metavar="NAME", help="Who made the tracked changes (docx).")] = None,  # noqa: UP045
    date: Annotated[Optional[str], typer.Option("--date", metavar="DATE", help="When they were made, as 2026-01-31 or 2026-01-31T12:00 (docx).")] = None,  # noqa: UP045
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when something changed.")] = False,
    output: OutputOption = None,
) -> None:
    """Show how two versions of a text differ, clause by clause and word by word.

    Examples: compliance diff old.txt new.txt; compliance diff --rev HEAD~1 my-decree.txt; compliance diff old.txt new.txt -f docx -o changes.docx
    """
    format = chosen_format(format, output, FORMATS)
    one_of(color, ("auto", "always", "never"), "value of --color")
    names = files or []
    for_text = [name for name, said in (("--all", everything), ("--width", width is not None), ("--color always", color == "always")) if said]
    _check(names, rev, base, rules, agreement, format, inline, author or date, output, for_text)
    asked = _Asked(format, inline, everything, _columns(width), _coloured(color, output), author or "compliance", date, rules, agreement)
    if rev is not None:
        from compliance.tasks.diffs import load_revisions

        shown, changed = _two(*load_revisions(rev, names[0]), asked)
    else:
        from compliance.tasks.diffs import BUILT_IN, are_folders, load_both

        old, new = names or BUILT_IN
        if base is not None:
            shown, changed = _three(base, old, new, asked)
        elif are_folders(old, new):
            shown, changed = _folders(old, new, asked)
        else:
            shown, changed = _two(*load_both(old, new), asked)
    emit(shown, output)
    if exit_code and changed:
        raise typer.Exit(1)


def _check(
    names: list[str], rev: str | None, base: str | None, rules: str | None, agreement: str | None,
    format: str, inline: bool, signed: str | None, output: str | None, for_text: Sequence[str],
) -> None:  # fmt: skip
    """Raise UsageError with all that does not go together. ``for_text`` are the options that were given and that only text takes."""
    wrong: list[tuple[str, str]] = []
    if rev is not None and base is not None:
        wrong.append(("--rev and --base do not go together", "leave out one of them"))
    elif rev is not None and len(names) != 1:
        wrong.append((f"--rev compares one text with itself, and {len(names)} are named", "name one text"))
    elif rev is None and (len(names) not in (0, 2) or (base is not None and not names)):
        wrong.append((f"two texts are compared, and {len(names)} {'is' if len(names) == 1 else 'are'} named", "name the old one and the new one, or one with --rev"))
    if base is not None and rules is not None:
        wrong.append(("--base and -r do not go together", "compare two texts with -r"))
    if base is not None and format in ("docx", "akn"):
        wrong.append((f"three texts are not shown as {format}", "use -f text, markdown, html or json"))
    if base is not None and inline:
        wrong.append(("--inline is for two texts", "leave it out"))
    if base is not None and "--all" in for_text:
        wrong.append(("--all is for two texts or folders", "leave it out"))
    if format != "text":
        wrong += [(f"{option} is for text, and this is {format}", "leave it out, or use -f text") for option in for_text]
    if agreement is not None and rules is None:
        wrong.append(("-a names the agreement of a rule pack, and no pack is named", "name one with -r"))
    if rules is not None and format in ("docx", "akn"):
        wrong.append((f"verdicts are not shown as {format}", "use -f text, markdown, html or json"))
    if inline and format != "html":
        wrong.append(("--inline is for pages", "add -f html"))
    if signed and format != "docx":
        wrong.append(("--author and --date sign tracked changes", "add -f docx"))
    problems = [Problem("", 0, 0, "usage-diff", message, step) for message, step in wrong]
    if format == "docx":
        problems += only_a_terminal("a Word file", output)
    if problems:
        raise UsageError(*problems)


def _two(old: Text, new: Text, asked: _Asked) -> tuple[str | bytes, bool]:
    """Two texts compared and shown, and whether a clause changed."""
    from compliance.tasks.diffs import compare

    comparison = compare(old, new)
    verdicts = None
    if asked.rules is not None:
        from compliance.tasks.flips import flips

        verdicts = flips(comparison, old, new, asked.rules, asked.agreement)
    changed = _any(comparison.changes)
    if asked.format == "docx":
        return _word(comparison, asked), changed
    if asked.format == "akn":
        from compliance.tasks.akn import new_in_akoma_ntoso

        return new_in_akoma_ntoso(old, new, comparison), changed
    if asked.format == "text":
        from compliance.report.changes_text import to_text

        return to_text(comparison, asked.width, asked.colour, asked.everything, verdicts), changed
    if asked.format == "html":
        from compliance.report.changes_html import to_html

        return to_html(comparison, "inline" if asked.inline else "side", verdicts), changed
    if asked.format == "markdown":
        from compliance.report.changes_markdown import to_markdown

        return to_markdown(comparison, verdicts), changed
    from compliance.report.changes_json import to_json

    return to_json(comparison, verdicts), changed


def _word(comparison: Comparison, asked: _Asked) -> bytes:
    from compliance.report.changes_docx import to_docx

    try:
        return to_docx(comparison, asked.author, asked.date)
    except ValueError as error:
        raise UsageError(Problem("", 0, 0, "usage-diff", f"--date: {error}", "write it as 2026-01-31, or as 2026-01-31T12:00")) from None


def _three(base: str, old: str, new: str, asked: _Asked) -> tuple[str, bool]:
    from compliance.report.three import three_html, three_json, three_markdown, three_text
    from compliance.tasks.diffs import three_texts

    three = three_texts(base, old, new)
    changed = bool(three.added) or any(clause.by != "neither" for clause in three.clauses)
    if asked.format == "text":
        return three_text(three, asked.width, asked.colour), changed
    return {"html": three_html, "json": three_json, "markdown": three_markdown}[asked.format](three), changed


def _folders(old: str, new: str, asked: _Asked) -> tuple[str, bool]:
    if asked.format in ("docx", "akn"):
        raise UsageError(Problem("", 0, 0, "usage-diff", f"a folder is not shown as {asked.format}", "use -f text, markdown, html or json, or name two texts"))
    from compliance.report.folder import folder_html, folder_json, folder_markdown, folder_text
    from compliance.tasks.diffs import compare_folders

    found = compare_folders(old, new, asked.rules, asked.agreement)
    changed = bool(found.added or found.removed) or any(pair.renamed or _any(pair.comparison.changes) for pair in found.pairs)
    if asked.format == "text":
        return folder_text(found, asked.width, asked.colour, asked.everything), changed
    if asked.format == "html":
        return folder_html(found, "inline" if asked.inline else "side"), changed
    return (folder_json if asked.format == "json" else folder_markdown)(found), changed


def _any(changes: Sequence[Change]) -> bool:
    return any(change.kind != "unchanged" for change in changes)


def _columns(width: int | None) -> int:
    return width or (min(shutil.get_terminal_size((80, 24)).columns, 100) if sys.stdout.isatty() else 80)


def _coloured(color: str, output: str | None) -> bool:
    """Whether text is coloured: by word, or on a terminal, unless NO_COLOR is set to something."""
    if color != "auto":
        return color == "always"
    return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
