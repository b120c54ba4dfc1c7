"""Clauses parsed per second, beside a floor measured in the same run.

Usage: python benchmarks/parse_speed.py

The floor does what any comparison of texts has to do at least: split the same text into lines, find the words and marks of each by one
pattern, and hash it. The ratio is what to watch, as machines are noisy: processor time, the least of several runs. The last column is the
time without the garbage collector, which is most of what a long text costs more per clause than a short one.
"""

from __future__ import annotations

import gc
import hashlib
import random
import re
import time
from collections.abc import Callable

from compliance.clauses.parse import parse_source

WORDS = (
    "members shall not recruit foreign fighters in their ranks without the written permission of the commission and any person who is "
    "found to have done so has to be reported to an authority within seven days"
).split()
TOKEN = re.compile(r"\w+|[^\w\s]")


def text(clauses: int) -> str:
    """Numbered clauses of 30 words, a heading before each fifty."""
    chance = random.Random(1)
    rows = []
    for number in range(1, clauses + 1):
        if number % 50 == 1:
            rows.append(f"\nChapter {number // 50 + 1}: Rules on matters of kind {number // 50 + 1}\n")
        rows.append(f"{number}. {' '.join(chance.choices(WORDS, k=30)).capitalize()}.")
    return "\n".join(rows) + "\n"


def floor(source: str) -> None:
    for line in source.splitlines(keepends=True):
        TOKEN.findall(line)
        hashlib.blake2b(line.encode(), digest_size=16).digest()


def seconds(act: Callable[[str], object], source: str, runs: int) -> float:
    taken = []
    for _ in range(runs):
        start = time.process_time()
        act(source)
        taken.append(time.process_time() - start)
    return min(taken)


def parse(source: str) -> None:
    parse_source("t", source)


def main() -> None:
    print(f"{'clauses':>8}{'ms':>10}{'clauses/s':>12}{'µs a clause':>13}{'floor, µs':>11}{'times the floor':>17}{'µs without gc':>15}")
    for clauses in (100, 1_000, 10_000, 100_000):
        source, runs = text(clauses), 3 if clauses > 10_000 else 7
        least, ours = seconds(floor, source, runs), seconds(parse, source, runs)
        gc.disable()
        bare = seconds(parse, source, runs)
        gc.enable()
        each = 1_000_000 / clauses
        print(f"{clauses:>8}{ours * 1000:>10.1f}{clauses / ours:>12,.0f}{ours * each:>13.1f}{least * each:>11.1f}{ours / least:>17.2f}{bare * each:>15.1f}")


if __name__ == "__main__":
    main()
