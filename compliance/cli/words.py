"""Words of a command line that stand behind no option, in a command whose texts are named by options.

Takes what the command line has too much; says how a text is named there.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand


class TextsByOption(TyperCommand):
    """A command that takes no bare words. A text is what is most often named by one: ``-i a.txt b.txt``, or no ``-i`` at all."""

    allow_extra_args = True

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # the context is of click, or of what typer brings in its place
        """What is read of the words; a usage error for those that are left over, with the option that they want in front."""
        left = super().parse_args(ctx, args)
        if ctx.args:
            ctx.fail(f"No option stands in front of {', '.join(map(repr, ctx.args))}. Each text has its own -i: -i {ctx.args[0]!r}")
        return left
