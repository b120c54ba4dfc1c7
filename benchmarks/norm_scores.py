"""How many norms read by hand the extractor gets fully right, with a table by set and by slot.

Usage: python benchmarks/norm_scores.py FILE... [--failures]

A norm is fully right when every slot that the reader fixed is right: modality; one of the accepted actions; each key word
of object, bearer, condition and exception in its slot. Sets of clauses: ../shared/norms and benchmarks/sets/norms-*.yaml.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from compliance.model.norm import Norm
from compliance.norms.extract import sentence_list_norms
from compliance.norms.grammar import Grammar, parse_grammar

SLOTS = ("modality", "action", "object", "bearer", "condition", "exception")


def grammar() -> Grammar:
    folder = Path(__file__).parent.parent / "compliance" / "norms" / "english"
    return parse_grammar({path.name: path.read_text("utf-8") for path in folder.iterdir()})


def key_found(key: str, words: str) -> bool:
    return any(option.lower() in words.lower() for option in key.split("|"))


def slot_words(norm: Norm) -> dict[str, str]:
    def text(*parts: object) -> str:
        return " ".join(part.text for part in parts if part is not None)  # type: ignore[attr-defined]

    return {
        "object": text(norm.object),
        "bearer": text(norm.bearer) or "(implicit)",
        "condition": text(*norm.conditions, *norm.temporal),
        "exception": text(*norm.exceptions),
    }


def check(gold: dict[str, object], norm: Norm) -> dict[str, bool]:
    words = slot_words(norm)
    right = {"modality": norm.modality == gold["modality"]}
    accepted = gold.get("action") or []
    assert isinstance(accepted, list)
    right["action"] = not accepted or any(norm.action == a or a in (norm.action, norm.action_words.text.lower()) for a in accepted)
    for slot in ("object", "bearer", "condition", "exception"):
        keys = gold.get(slot)
        if keys:
            keys = keys if isinstance(keys, list) else [keys]
            hit = (any if slot == "object" else all)(key_found(k, words[slot]) for k in keys) if slot == "object" else all(key_found(k, words[slot]) for k in keys)
            right[slot] = hit
    return right


def score(path: Path, data: Grammar, failures: bool) -> tuple[int, int, int]:
    total = fully = spurious = 0
    for entry in yaml.safe_load(path.read_text("utf-8")):
        norms = list(sentence_list_norms(entry["text"], data))
        pool = [inner for norm in norms for inner in norm.walk()]
        used: set[int] = set()
        for gold in entry["norms"]:
            total += 1
            best: tuple[int, int, dict[str, bool]] | None = None
            for index, norm in enumerate(pool):
                if index in used:
                    continue
                right = check(gold, norm)
                count = sum(right.values()) + 2 * right["action"]
                if best is None or count > best[0]:
                    best = (count, index, right)
            if best and all(best[2].values()):
                fully += 1
                used.add(best[1])
            elif failures:
                wrong = [slot for slot, ok in best[2].items() if not ok] if best else ["no norm"]
                print(f"{entry['id']}: {entry['text']}\n   gold {gold}\n   wrong {wrong}")
                for norm in pool:
                    print("   got ", norm.modality, norm.action, norm.particle, slot_words(norm), norm.laws, norm.cue)
        spurious += max(0, len(norms) - len(entry["norms"]))
    return fully, total, spurious


def main() -> None:
    failures = "--failures" in sys.argv
    data = grammar()
    print(f"{'set':<28}{'fully right':>14}{'share':>8}{'more':>6}")
    for name in (a for a in sys.argv[1:] if not a.startswith("--")):
        fully, total, spurious = score(Path(name), data, failures)
        print(f"{Path(name).stem:<28}{f'{fully}/{total}':>14}{fully / total:>8.1%}{spurious:>6}")


if __name__ == "__main__":
    main()
