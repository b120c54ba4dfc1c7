"""Comparisons made by chance, of texts that mean no good."""

from __future__ import annotations

from hypothesis import strategies as st

from compliance.model.change import Comparison
from tests.report.comparisons import Link, by_hand

WORDS = (
    "<script>alert(1)</script>", "</td>", "&amp;", "a|b", "`code`", "*not*", "__shall__", "~~x~~", "[l](http://x.y)", "www.a.bc", "$x$", "@you",
    "\\", "\"'", "[-x-]", "{+y+}", "{span}", "{id}", "\u202eevil\u202c", "\u2066", "\u200f", "\u200b", "\x07", "\x1b[31m", "\udcff", "not", "shall",
    "30", "sixty", "مهاجرین", "نمی\u200cتواند", "שלום", "漢字を読む", "e\u0301", "🙂", "the", "Party", "obey", "-", "+", "#", "1.", "=",
)  # fmt: skip
_word = st.sampled_from(WORDS)
words = st.lists(_word, min_size=1, max_size=12).map(" ".join)


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """Pairs of clauses in order, then some that moved, were cut or made one, then some that came or went."""
    old: list[tuple[str, str]] = []
    new: list[tuple[str, str]] = []
    links: list[Link] = []
    for _ in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(("unchanged", "renumbered", "reworded", "moved", "split", "merged", "added", "removed")))
        left, right = len(old), len(new)
        text = draw(words)
        if kind in ("unchanged", "renumbered", "reworded", "moved"):
            old.append((str(left + 1), text))
            new.append((str(left + 1 if kind == "unchanged" else right + 11), draw(words) if kind in ("reworded", "moved") else text))
            links.append((kind, [left], [right], ["reworded"] if kind == "moved" else []))  # type: ignore[arg-type]
        elif kind in ("split", "merged"):
            first, second = ("9", text), ("", draw(words))
            whole = ("9", f"{first[1]} {second[1]}")
            one, two = (new, old) if kind == "merged" else (old, new)
            one.append(whole)
            two += [first, second]
            links.append((kind, [left, left + 1] if kind == "merged" else [left], [right] if kind == "merged" else [right, right + 1], []))  # type: ignore[arg-type]
        elif kind == "added":
            new.append((draw(st.sampled_from(("", "7", "7(a)"))), text))
            links.append(("added", [], [right], []))
        else:
            old.append((draw(st.sampled_from(("", "7", "7(a)"))), text))
            links.append(("removed", [left], [], []))
    language = draw(st.sampled_from(("en", "prs", "ar", 'x"><script>')))
    return by_hand(old, new, links, language, titles=(draw(words), draw(words)))
