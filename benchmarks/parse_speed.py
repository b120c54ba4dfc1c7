"""Clauses parsed per second, beside a floor measured in the same run.

Usage: python benchmarks/parse_speed.py

The floor cuts the same text at its clause numbers with one pattern and hashes each piece; the ratio is what to watch, as
machines are noisy. Median of five runs.
"""

from __future__ import annotations

import hashlib
import re
import statistics
import time
from collections.abc import Callable

from compliance.clauses.parse import parse_source

WORDS = "Members shall not recruit foreign fighters in their ranks without the written permission of the Commission"


def text(clauses: int) -> str:
    rows = []
    for number in range(1, clauses + 1):
        if number % 50 == 1:
            rows.append(f"\nChapter {number // 50 + 1}: Rules on matters of kind {number // 50 + 1}\n")
        rows.append(f"{number}. {WORDS} number {number}.")
    return "\n".join(rows) + "\n"


def floor(source: str) -> None:
    for piece in re.split(r"^\d+\. ", source, flags=re.MULTILINE):
        hashlib.blake2b(piece.encode(), digest_size=16).digest()


def seconds(act: Callable[[str], object], source: str) -> float:
    runs = []
    for _ in range(5):
        start = time.perf_counter()
        act(source)
        runs.append(time.perf_counter() - start)
    return statistics.median(runs)


def main() -> None:
    print(f"{'clauses':>8}{'ms':>10}{'clauses/s':>12}{'times the floor':>17}")
    for clauses in (100, 1_000, 10_000, 100_000):
        source = text(clauses)
        ours, least = seconds(lambda s: parse_source("t", s), source), seconds(floor, source)
        print(f"{clauses:>8}{ours * 1000:>10.1f}{clauses / ours:>12,.0f}{ours / least:>17.1f}")


if __name__ == "__main__":
    main()
