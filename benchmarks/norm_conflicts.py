"""Norm against norm on the even half of a published set of conflicting norm pairs.

    python benchmarks/norm_conflicts.py

Prints, by type, how many of the conflicting pairs are found (as any conflict, and with the right type), and the false alarms among
pairs of other norms: every two norms of one contract that the set does not pair, each with all others of its contract. The floor is
word overlap with a turned modality. Pairs are split by a hash of their id: what was looked at while writing, and what was not.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import defaultdict
from pathlib import Path

from compliance.conflicts.compare import compare
from compliance.conflicts.find import weights
from compliance.conflicts.profile import profile
from compliance.pipeline import load_scopes

DATA = Path(__file__).resolve().parents[1] / ".." / "shared" / "data" / "norm-conflict" / "conflicts-even.csv"
TYPES = {"1": "modality", "2": "structure", "3": "object", "4": "condition"}
CONFLICTS = ("modality", "structure", "object", "condition")


def main() -> int:
    """Print the table."""
    if not DATA.is_file():
        print("the norm conflicts are not here", file=sys.stderr)
        return 2
    scopes = load_scopes()
    rows = list(csv.DictReader(DATA.open(encoding="utf-8")))
    read = {text: profile(text, scopes) for row in rows for text in (row["norm1"], row["norm2"])}
    weight = weights(list(read.values()))

    def floor(a: str, b: str) -> bool:
        one, other = read[a], read[b]
        union = one.words | other.words
        return bool(union) and len(one.words & other.words) / len(union) >= 0.4 and one.modality != other.modality

    def kind(a: str, b: str) -> str:
        found = compare(read[a], read[b], weight, scopes)
        return found.kind if found is not None else ""

    for half, wanted in (("looked at", 0), ("not looked at", 1), ("both", None)):
        print(f"{half}\n  {'type':<12}{'pairs':>6}{'found':>8}{'as type':>9}{'floor':>8}")
        for code, name in TYPES.items():
            own = [row for row in rows if row["conf_type"] == code and (wanted is None or _half(row["conflict_id"]) == wanted)]
            kinds = [kind(row["norm1"], row["norm2"]) for row in own]
            total = len(own) or 1
            print(f"  {name:<12}{len(own):>6}{sum(k in CONFLICTS for k in kinds) / total:>8.2f}{sum(k == name for k in kinds) / total:>9.2f}"
                  f"{sum(floor(row['norm1'], row['norm2']) for row in own) / total:>8.2f}")
            if "--show" in sys.argv and wanted == 0:
                for row, found in zip(own, kinds, strict=True):
                    if found != name:
                        print(f"      {found or '-'}: {row['norm1'][:220]} || {row['norm2'][:160]}")
    by_contract: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        by_contract[row["contract_id"]].append(row)
    others: set[tuple[str, str]] = set()
    paired = {(row["norm1"], row["norm2"]) for row in rows}
    for same in by_contract.values():
        firsts = {row["norm1"]: row for row in same}
        for row in same:
            for text in firsts:
                if text != row["norm1"]:
                    others.add((min(text, row["norm1"]), max(text, row["norm1"])))
                    if (text, row["norm2"]) not in paired:
                        others.add((text, row["norm2"]))
    alarms = [pair for pair in sorted(others) if kind(*pair) in CONFLICTS]
    print(f"false alarms: {len(alarms)} of {len(others)} pairs of other norms of the same contract, {100 * len(alarms) / len(others):.2f} per 100; "
          f"floor {100 * sum(floor(*pair) for pair in others) / len(others):.2f}")
    if "--show" in sys.argv:
        for a, b in alarms:
            print("   ", kind(a, b), a[:150], "||", b[:150])
    return 0


def _half(number: str) -> int:
    return hashlib.sha256(number.encode()).digest()[0] % 2


if __name__ == "__main__":
    sys.exit(main())
