"""The pack `nda` on the development contracts of ContractNLI, by halves.

    python benchmarks/contract_nli.py            the 40 contracts that rules are written on
    python benchmarks/contract_nli.py --check    the other 21: at most five times, each logged in contract-nli-log.md
    python benchmarks/contract_nli.py --errors nda-7    what is wrong among the 40

Ids are sorted by the SHA-256 of their decimal form; the first 40 are the first half. The data stay where they are.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from compliance import disk
from compliance.score.contract_nli import ContractSet, read_contracts
from compliance.score.show_contracts import contracts_text
from compliance.tasks.scores import score_contracts

DATA = Path(__file__).resolve().parents[1] / ".." / "shared" / "data" / "contract-nli" / "dev.json"


def main() -> int:
    """Print the figures of one half."""
    if not DATA.is_file():
        print("the development contracts are not here", file=sys.stderr)
        return 2
    pack = disk.load_pack_folder("nda")
    data, problems = read_contracts(json.loads(DATA.read_text("utf-8")), pack.claims, DATA.name)
    assert not problems, problems
    ranked = sorted(data.contracts, key=lambda contract: hashlib.sha256(str(contract.id).encode()).hexdigest())
    check = "--check" in sys.argv
    half = tuple(ranked[40:] if check else ranked[:40])
    made = score_contracts(ContractSet(half, data.statements), pack)
    if "--errors" in sys.argv and not check:
        id_ = sys.argv[sys.argv.index("--errors") + 1]
        for contract, given in zip(half, made.answers, strict=True):
            gold = contract.gold[id_]
            if gold.label != given[id_].label:
                print(f"{contract.id}: gold {gold.label}, given {given[id_].label}")
                for mark, spans in (("gold", gold.evidence), ("own", given[id_].evidence)):
                    print(*(f"   {mark}: {' '.join(contract.text[a:b].split())[:300]}" for a, b in spans), sep="\n")
        return 0
    print(contracts_text("the 21" if check else "the 40", half, made.own, made.floor), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
