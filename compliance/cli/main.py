"""The command line: ``compliance COMMAND``.

Puts the commands together; ``front`` starts them. The commands load what they need themselves, so that ``--help`` is quick.
"""

from __future__ import annotations

from typing import Annotated

import typer

from compliance import __version__
from compliance.cli import (
    baseline,
    check,
    claims,
    conflicts,
    diff,
    explain,
    init,
    parse,
    report,
    rules,
    score,
    suggest,
    waive,
)
from compliance.cli.words import TextsByOption

app = typer.Typer(
    name="compliance",
    help="Hold decrees, laws and policies against the commitments of an agreement. Speaks about texts, never about conduct.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"compliance {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Neither use nor keep what earlier runs have worked out. May stand anywhere.")] = False,
) -> None:
    """Hold decrees, laws and policies against the commitments of an agreement."""


app.command("report", cls=TextsByOption, short_help="The gap report: which words answer which commitment.")(report.report)
app.command("parse", short_help="Show how a text is read: its clauses and norms.")(parse.parse)
app.command("diff", short_help="Show how two versions of a text differ.")(diff.diff)
app.command("check", cls=TextsByOption)(check.check)
app.command("explain", short_help="Say why, and why not; or what a code means.")(explain.explain)
app.command("score")(score.score)
app.command("conflicts")(conflicts.conflicts)
app.command("suggest", cls=TextsByOption, short_help="Rank pairs of words that no verdict covers.")(suggest.suggest)
app.command("claims", short_help="Check statements about the texts by their words.")(claims.claims)
app.command("init", short_help="Write a small working project to start from.")(init.init)

app.command("waive", short_help="Print the table that waives one finding.")(waive.waive)
app.command("review", short_help="Print the table of a person's decision.")(waive.review)

app.add_typer(baseline.app, name="baseline")
app.add_typer(rules.app, name="rules")
