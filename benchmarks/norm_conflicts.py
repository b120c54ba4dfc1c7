"""Norm against norm on the even half of a published set of conflicting norm pairs, and on pairs written for this project.

    python benchmarks/norm_conflicts.py [--show] [--firm]

Prints, by type, how many of the conflicting pairs are found (as any conflict, and with the right type), and the false alarms. For the
published set these are counted among pairs of other norms: every two norms of one contract that the set does not pair. For the own sets
(``sets/norm-pairs-own*.yaml``) they are counted among look-alikes that can both be held. The floor is word overlap with another modality.
With ``--firm`` only what ``compliance conflicts`` lists unasked is counted.
Published pairs are split by a hash of their id: what was looked at while writing, and what was not; ``--show`` shows only the former.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from compliance.conflicts.compare import compare
from compliance.conflicts.find import weights
from compliance.conflicts.profile import profile
from compliance.pipeline import load_conflict_words

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[0] / ".." / "shared" / "data" / "norm-conflict" / "conflicts-even.csv"
OWN = [HERE / "sets" / name for name in ("norm-pairs-own.yaml", "norm-pairs-own2.yaml")]
TYPES = {"1": "modality", "2": "structure", "3": "object", "4": "condition"}
FIRM = "--firm" in sys.argv
CONFLICTS = ("modality", "structure", "object", "condition")


@dataclass(frozen=True)
class Pair:
    """A pair with its type, and the contract that it is from."""

    type: str
    first: str
    second: str
    contract: str = ""
    seen: bool = True


class Judge:
    """The comparison and its floor on the norms of one set."""

    def __init__(self, norms: Iterable[str]) -> None:
        self.words = load_conflict_words()
        self.read = {text: profile(text, self.words) for text in norms}
        self.weight = weights(list(self.read.values()))

    def kind(self, a: str, b: str) -> str:
        """The kind that is found, or nothing."""
        found = compare(self.read[a], self.read[b], self.weight, self.words)
        return found.kind if found is not None and (found.firm or not FIRM) else ""

    def floor(self, a: str, b: str) -> bool:
        """Whether half of the words are shared and the first statements bind in another way."""
        one, other = self.read[a], self.read[b]
        union = one.words | other.words
        forces = [side.statements[0].force if side.statements else "" for side in (one, other)]
        return bool(union) and len(one.words & other.words) / len(union) >= 0.4 and forces[0] != forces[1]


def main() -> int:
    """Print the tables."""
    show = "--show" in sys.argv
    for path in OWN:
        own = [Pair(row["type"], row["first"], row["second"]) for row in yaml.safe_load(path.read_text("utf-8"))["pairs"]]
        judge = Judge(dict.fromkeys(text for pair in own for text in (pair.first, pair.second)))
        table(path.stem, own, judge, show)
        alarms("look-alikes", [(pair.first, pair.second) for pair in own if pair.type == "none"], judge, show)
    if not DATA.is_file():
        print("the published norm conflicts are not here", file=sys.stderr)
        return 2
    rows = [Pair(TYPES[row["conf_type"]], row["norm1"], row["norm2"], row["contract_id"], _half(row["conflict_id"]) == 0) for row in csv.DictReader(DATA.open(encoding="utf-8"))]
    judge = Judge(dict.fromkeys(text for row in rows for text in (row.first, row.second)))
    table("published, looked at", [row for row in rows if row.seen], judge, show)
    table("published, not looked at", [row for row in rows if not row.seen], judge, False)
    table("published", rows, judge, False)
    seen = {text for row in rows if row.seen for text in (row.first, row.second)}
    alarms("pairs of other norms of the same contract", _others(rows), judge, show, seen)
    return 0


def table(title: str, pairs: list[Pair], judge: Judge, show: bool) -> None:
    """Found and found as type, by type; with ``show`` what has another kind."""
    print(f"{title}\n  {'type':<12}{'pairs':>6}{'found':>8}{'as type':>9}{'floor':>8}")
    for name in CONFLICTS:
        own = [pair for pair in pairs if pair.type == name]
        kinds = [judge.kind(pair.first, pair.second) for pair in own]
        total = len(own) or 1
        print(f"  {name:<12}{len(own):>6}{_share(sum(k in CONFLICTS for k in kinds), total)}{_share(sum(k == name for k in kinds), total, 9)}{_share(sum(judge.floor(p.first, p.second) for p in own), total)}")
        for pair, found in zip(own, kinds, strict=True):
            if show and found != name:
                print(f"      {found or '-'}: {pair.first[:220]} || {pair.second[:200]}")


def alarms(title: str, pairs: list[tuple[str, str]], judge: Judge, show: bool, seen: set[str] | None = None) -> None:
    """How many pairs that are no conflicts are found as one."""
    found = [pair for pair in pairs if judge.kind(*pair) in CONFLICTS]
    floor = sum(judge.floor(*pair) for pair in pairs)
    print(f"false alarms: {len(found)} of {len(pairs)} {title}, {100 * len(found) / len(pairs):.2f} per 100; floor {100 * floor / len(pairs):.2f}")
    for a, b in found if show else []:
        if seen is None or {a, b} <= seen:
            print("   ", judge.kind(a, b), a[:220], "||", b[:220])


def _others(rows: list[Pair]) -> list[tuple[str, str]]:
    by_contract: dict[str, list[Pair]] = defaultdict(list)
    for row in rows:
        by_contract[row.contract].append(row)
    paired = {(row.first, row.second) for row in rows}
    out: set[tuple[str, str]] = set()
    for same in by_contract.values():
        for row in same:
            for text in {other.first for other in same} - {row.first}:
                out.add((min(text, row.first), max(text, row.first)))
                if (text, row.second) not in paired:
                    out.add((text, row.second))
    return sorted(out)


def _share(part: int, total: int, width: int = 8) -> str:
    return f"{part / total:>{width}.2f}"


def _half(number: str) -> int:
    return hashlib.sha256(number.encode()).digest()[0] % 2


if __name__ == "__main__":
    sys.exit(main())
