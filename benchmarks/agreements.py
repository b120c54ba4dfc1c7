"""The pack `nda` on made-up agreements, each with the labels of its author.

    python benchmarks/agreements.py                     figures of each set under sets/agreements-*
    python benchmarks/agreements.py --errors nda-7      what is wrong there, with the author's quotes and the engine's

The authors had seen neither the pack nor the contracts it was written on. A set is worth most at its first run; both have been read since.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace

from compliance import disk
from compliance.pipeline import signals_of
from compliance.score.contract_nli import Answer
from compliance.score.contracts import measure
from compliance.score.labels import labels_of
from compliance.tasks.scores import contract_verdicts

SETS = sorted((Path(__file__).resolve().parent / "sets").glob("agreements-*"))


def main() -> int:
    """Print the figures of every set."""
    pack = disk.load_pack_folder("nda")
    signals = signals_of(pack)
    asked = sys.argv[sys.argv.index("--errors") + 1] if "--errors" in sys.argv else ""
    print(f"{'set':<16}{'pairs':>6}{'accuracy':>10}{'C micro':>9}{'C macro':>9}{'C without technical':>21}")
    for folder in SETS:
        gold = json.loads((folder / "gold.json").read_text("utf-8"))
        coded, given = [], []
        for name in sorted(gold):
            text = (folder / f"{name}.txt").read_text("utf-8")
            labels = {id_: Answer(label, tuple((at, at + len(quote)) for quote in quotes if (at := text.find(quote)) >= 0)) for id_, (label, quotes) in gold[name].items()}
            own = labels_of(contract_verdicts(name, text, pack, signals), pack.claims)
            coded.append(SimpleNamespace(gold=labels))
            given.append(own)
            if asked and labels[asked].label != own[asked].label:
                print(f"{folder.name}/{name}: gold {labels[asked].label}, given {own[asked].label}")
                for mark, spans in (("gold", labels[asked].evidence), ("own", own[asked].evidence)):
                    print(*(f"   {mark}: {' '.join(text[a:b].split())[:300]}" for a, b in spans), sep="\n")
        found = measure(coded, given, list(pack.claims))  # type: ignore[arg-type]
        print(f"{folder.name:<16}{found.total:>6}{found.accuracy:>10.3f}{found.micro('Contradiction'):>9.3f}{found.macro('Contradiction'):>9.3f}"
              f"{found.micro('Contradiction', 'nda-2'):>21.3f}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
