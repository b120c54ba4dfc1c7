"""Building something large without the search for cycles.

Python looks for objects that hold each other whenever so many have been made, and walks through all of them each time. What is built
of a text (lines, clauses, spans, edits) is large and holds no cycles, so that the search finds nothing: a tenth of the time, for long texts more.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles within; also a decorator. Where it is off already it stays so."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
