"""Verdicts on sentences nobody tuned to, counted by kind.

Usage: python benchmarks/sentences.py FILE... [--show]

A sentence is right when every expected relation comes out and nothing but expected and tolerated ones does. `--show`
prints the failures; it is for files that may be read (see benchmarks/sets/README.md).
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

import yaml

from compliance import disk
from compliance.mapping.lexicon import Lexicon
from compliance.pipeline import judge_sentence, judge_text, load_grammar

RELATIONS = ("addresses", "partially-addresses", "contradicts")


def flat(table: dict[str, list[str]] | None) -> set[tuple[str, str]]:
    return {(element, relation) for element, relations in (table or {}).items() for relation in relations}


def main() -> None:
    show = "--show" in sys.argv
    pack = disk.load_pack_folder("doha")
    lexicon = Lexicon(pack)
    grammar = load_grammar()
    print(f"{'set':<22}{'kind':<14}{'right':>9}{'found':>10}{'false':>7}")
    for name in (a for a in sys.argv[1:] if not a.startswith("--")):
        data = yaml.safe_load(Path(name).read_text("utf-8"))
        rows: list[tuple[str, str, set[tuple[str, str]], set[tuple[str, str]], set[tuple[str, str]], str]] = []
        if isinstance(data, dict) and "decrees" in data:
            for decree in data["decrees"]:
                got = judge_text(decree["text"], pack, grammar, lexicon)
                expect, tolerate = decree.get("expect") or {}, decree.get("tolerate") or {}
                for label in dict.fromkeys([*got, *map(str, expect)]):
                    by_label = {str(k): v for k, v in expect.items()}
                    free = {str(k): v for k, v in tolerate.items()}
                    rows.append((decree["form"], f"{decree['id']}/{label}", flat(by_label.get(label)), flat(free.get(label)), got.get(label, set()), label))
        else:
            headings = data.get("headings", {}) if isinstance(data, dict) else {}
            for case in data["cases"] if isinstance(data, dict) else data:
                heading = headings.get(case.get("heading", ""), case.get("heading", ""))
                got_one = judge_sentence(heading, case["text"], pack, grammar, lexicon)
                rows.append((case.get("kind") or case.get("how", ""), str(case.get("id", case.get("of"))), flat(case.get("expect")), flat(case.get("tolerate")), got_one, f"{heading} | {case['text']}"))
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for kind, id_, expect_set, tolerate_set, got_set, text in rows:
            missed, false = expect_set - got_set, got_set - expect_set - tolerate_set
            for key in (kind, "all"):
                counts[key].update(n=1, right=not missed and not false, wanted=len(expect_set), found=len(expect_set - missed), false=len(false))
            if show and (missed or false):
                print(f"-- {id_} [{kind}] {text}\n     missed {sorted(missed)} false {sorted(false)}")
        for kind, count in counts.items():
            print(f"{Path(name).stem:<22}{kind[:13]:<14}{count['right']:>5}/{count['n']:<3}{count['found']:>6}/{count['wanted']:<3}{count['false']:>7}")


if __name__ == "__main__":
    main()
