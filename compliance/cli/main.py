"""The command line: ``compliance COMMAND``.

Puts the commands together and turns errors into exit codes: 0 clean, 1 findings or failed rule tests, 2 could not judge,
3 internal error. The commands load what they need themselves, so that ``--help`` is quick.
"""

from __future__ import annotations

import os
import sys
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
from compliance.errors import ComplianceError

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
) -> None:
    """Hold decrees, laws and policies against the commitments of an agreement."""


app.command("report")(report.report)
app.command("parse")(parse.parse)
app.command("diff")(diff.diff)
app.command("check")(check.check)
app.command("explain")(explain.explain)
app.command("score")(score.score)
app.command("conflicts")(conflicts.conflicts)
app.command("suggest")(suggest.suggest)
app.command("claims")(claims.claims)
app.command("init")(init.init)

app.command("waive")(waive.waive)
app.command("review")(waive.review)

app.add_typer(baseline.app, name="baseline")
app.add_typer(rules.app, name="rules")


def run() -> None:
    """Run the command line and exit with its code."""
    try:
        app()
    except ComplianceError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        raise SystemExit(130) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except Exception as error:
        if os.environ.get("COMPLIANCE_DEBUG") == "1":
            raise
        print(f"internal error: {type(error).__name__}: {error}", file=sys.stderr)
        print("next: run again with COMPLIANCE_DEBUG=1 and report what it prints, with the text if you may share it", file=sys.stderr)
        raise SystemExit(3) from None
