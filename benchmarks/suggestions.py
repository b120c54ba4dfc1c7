"""How well suggestions rank the pairs that readers link: on the built-in corpus, against an expert coding.

    python benchmarks/suggestions.py

Every pair is ranked as if no verdict covered it; printed is the place of the commitments that readers list for each provision, beside
word overlap and chance (the mean over all orders).
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from compliance import disk
from compliance.language import lemmas
from compliance.suggest.ngrams import Vectors
from compliance.tasks.suggestions import element_key, provision_keys

CODING = Path(__file__).resolve().parents[1] / ".." / "shared" / "doha" / "expert-coding.yaml"


def main() -> int:
    """Print the table."""
    if not CODING.is_file():
        print("the expert coding is not here", file=sys.stderr)
        return 2
    coded = yaml.safe_load(CODING.read_text("utf-8"))["coding"]
    pack = disk.load_pack_folder("doha")
    elements = list(pack.elements)
    there = [element_key(id_, element.title, pack) for id_, element in pack.elements.items()]
    keys = [key for name in pack.head.instruments for key in provision_keys(disk.load_text(name))]
    vectors = Vectors([*(key.text for key in keys), *there])
    figures: dict[str, list[tuple[int, int]]] = {"char 3-5 TF-IDF": [], "word overlap": []}
    for at, key in enumerate(keys):
        linked = {row["element"] for row in coded.get(key.document, {}).get(key.id, [])}
        if not linked:
            continue
        own = set(lemmas(key.text))
        ways = {"char 3-5 TF-IDF": [vectors.cosine(at, len(keys) + to) for to in range(len(elements))],
                "word overlap": [len(own & set(lemmas(text))) / (len(set(lemmas(text))) or 1) for text in there]}  # fmt: skip
        for way, scores in ways.items():
            best = min(sum(score >= scores[elements.index(id_)] for score in scores) for id_ in linked)  # ties count against
            figures[way].append((best, len(linked)))
    print(f"{'':<18}{'first':>7}{'in three':>10}{'in five':>9}{'MRR':>7}   of {len(figures['word overlap'])} provisions that readers link")
    for way, rows in figures.items():
        total = len(rows)
        print(f"{way:<18}{sum(best == 1 for best, _ in rows):>7}{sum(best <= 3 for best, _ in rows):>10}{sum(best <= 5 for best, _ in rows):>9}{sum(1 / best for best, _ in rows) / total:>7.2f}")
    n = len(elements)
    chance = [[_none(n, k, size) for size in (1, 3, 5)] for _, k in figures["word overlap"]]
    print(f"{'chance':<18}" + "".join(f"{sum(1 - row[i] for row in chance):>{width}.1f}" for i, width in ((0, 7), (1, 10), (2, 9))))
    return 0


def _none(n: int, linked: int, shown: int) -> float:
    """The chance that none of ``linked`` is among ``shown`` of ``n`` in random order."""
    out = 1.0
    for at in range(shown):
        out *= max(0, n - linked - at) / (n - at)
    return out


if __name__ == "__main__":
    sys.exit(main())
