"""What a text says is confirmed of it, its opposite is not, and what another text says is not either."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from compliance import disk
from compliance.claims.concepts import world_of
from compliance.claims.judge import Judge, ReadText
from compliance.clauses.opening import open_text
from compliance.clauses.provisions import provisions
from compliance.model.claim import Claim
from compliance.tasks.claims import ClaimReader, load_claim_words

TEXTS = Path(__file__).resolve().parent / "texts"
REFS = ("doha-part-ii", "iea-2020-09", "iea-2021-02", *(str(TEXTS / f"{name}.txt") for name in ("garden-rules", "clinic-records", "ferry-orders", "museum-policy")))
#: Words and what turns them round, the first that is met.
TURNED = (
    ("shall not", "shall"), ("must not", "must"), ("may not", "may"), ("will not", "will"), ("should not", "should"), ("not allowed", "allowed"), ("No one may", "Anyone may"),
    ("no one can", "anyone can"), ("No member", "A member"), ("refrain from", "begin"), ("Avoid", "Seek"), ("under no circumstances", ""), ("In no way can", "Can"), ("Do not have", "Have"),
    ("shall ", "shall not "), ("must ", "must not "), ("may ", "may not "), ("should ", "should not "), ("will ", "will not "),
)  # fmt: skip


@lru_cache(maxsize=1)
def tools() -> tuple[ClaimReader, Judge]:
    pack = disk.load_pack_folder("doha")
    return ClaimReader(pack, load_claim_words()), Judge(load_claim_words(), world_of(pack))


@lru_cache
def read(ref: str) -> tuple[ReadText, tuple[str, ...]]:
    text = disk.load_text(ref)
    _, tree = open_text(text)
    return tools()[0].text(text), tuple(" ".join(tree.source[part.start : part.end].split()) for part in provisions(tree))


def verdict(statement: str, text: ReadText) -> str:
    reader, judge = tools()
    claim = Claim("c", (), "norm", statement)
    return judge.judge(claim, reader.claim(claim), [text]).verdict


@pytest.mark.parametrize("ref", REFS)
def test_what_a_text_says_is_confirmed_of_it(ref: str) -> None:
    text, said = read(ref)
    verdicts = [verdict(one, text) for one in said]
    assert set(verdicts) <= {"confirmed", "partly"}, [(v, one) for v, one in zip(verdicts, said, strict=True) if v not in ("confirmed", "partly")]
    assert verdicts.count("confirmed") * 5 >= len(said) * 4 or len(said) - verdicts.count("confirmed") <= 1


@pytest.mark.parametrize("ref", REFS)
def test_the_opposite_of_what_a_text_says_is_not(ref: str) -> None:
    text, said = read(ref)
    turned = [one.replace(*pair, 1) for one in said for pair in [next((pair for pair in TURNED if pair[0] in one), None)] if pair]
    assert turned
    assert not [one for one in turned if verdict(one, text) == "confirmed"]


@pytest.mark.parametrize("ref", REFS)
def test_what_other_texts_say_is_not_confirmed_of_this_one(ref: str) -> None:
    text, _ = read(ref)
    assert not [(other, one) for other in REFS if other != ref for one in read(other)[1] if verdict(one, text) in ("confirmed", "refuted")]
