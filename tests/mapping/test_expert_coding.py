"""The engine against the expert coding of the Doha corpus, where it is at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.pipeline import make_report
from compliance.tasks.scores import score_files

CODING = Path(__file__).resolve().parents[3] / "shared" / "doha" / "expert-coding.yaml"


@pytest.mark.skipif(not CODING.exists(), reason="the expert coding is not beside the project")
def test_floor() -> None:
    (score,), _ = score_files([str(CODING)], None, (), "doha")
    found = dict(score.found)
    assert found["clear"].hits == 10
    assert found["likely"].hits >= 17
    assert score.unlisted == ()


def test_contradictions_say_whose_threat_is_not_shown() -> None:
    report = make_report()
    contradictions = [verdict for verdict in report.verdicts if verdict.relation == "contradicts"]
    assert contradictions
    for verdict in contradictions:
        assert any("not shown" in limit for limit in verdict.limits), verdict


def test_every_pair_has_a_verdict_with_words_on_both_sides() -> None:
    report = make_report()
    pairs = {(v.instrument, v.provision, v.element) for v in report.verdicts}
    assert len(pairs) == 28 * 11
    sources = {"doha-part-ii": "", "iea-2020-09": "", "iea-2021-02": ""}
    from compliance.disk import load_text

    for name in sources:
        sources[name] = load_text(name).content
    for verdict in report.verdicts:
        assert verdict.rationale
        assert {e.document for e in verdict.evidence} == {verdict.instrument, "doha-part-ii"}
        for evidence in verdict.evidence:
            assert sources[evidence.document][evidence.start : evidence.end] == evidence.quote
