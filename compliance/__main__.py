"""``python -m compliance``."""

from compliance.cli.front import run

run()
