"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from compliance.cli.writing import emit as emit  # found here too, beside the options
from compliance.cli.writing import one_of as one_of

AgreementOption = Annotated[
    Optional[str], typer.Option("-a", "--agreement", metavar="TEXT", help="The text that commits: a path or a built-in id.")  # noqa: UP045
]
InstrumentOption = Annotated[
    Optional[list[str]], typer.Option("-i", "--instrument", metavar="TEXT", help="A text held against it: a path or a built-in id. May be given often.")  # noqa: UP045
]
PackOption = Annotated[str, typer.Option("-r", "--rules", metavar="PACK", help="The rule pack: a built-in name or a folder.")]
OutputOption = Annotated[Optional[str], typer.Option("-o", "--output", metavar="FILE", help="Write here instead of the terminal.")]  # noqa: UP045
