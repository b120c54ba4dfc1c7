"""The OSCAL formats: valid by the schemas, within the enumerations that the schemas leave open, true to the report, and the same bytes from run to run."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.checks.identity import fingerprint
from compliance.disk import load_pack_folder, load_text
from compliance.errors import UsageError
from compliance.model.check import Spot
from compliance.model.known import Review
from compliance.model.mapping import Coverage, Facet, Relation, Verdict
from compliance.model.report import CommitmentNote, ElementNote, ProvisionNote, Report, SourceNote
from compliance.model.span import Evidence, Place
from compliance.model.text import Provenance, Text
from compliance.pipeline import judge, make_report
from compliance.report.oscal_parts import NS, UNDATED, last_modified
from compliance.report.reviewed import apply_reviews
from compliance.report.to_oscal_catalog import to_oscal_catalog
from compliance.report.to_oscal_mapping import relationship_of, to_oscal_mapping
from tests.report.oscal_check import RELATIONSHIPS, THERE, WHY, errors
from tests.report.strategies import WORDS

NDA = "1. The Receiving Party shall not disclose Confidential Information to any third party.\n2. Confidential Information may be copied.\n3. Dogs are welcome.\n"
HOSTILE = "<script>alert(1)</script> | Order `x` *y*\n\n1. No one may shelter foreign fighters <img src=x onerror=alert(2)>.\n2. Foreign fighters may \u202enot\u202c raise money | a \x07.\n"


def _read(pack: str, source: str) -> Report:
    text = Text("t", source, Provenance("A <b>title</b>", "", "", "unknown", "en", False, "", ""), "0" * 64, "t.txt")
    return judge(load_pack_folder(pack), load_text("doha-part-ii") if pack == "doha" else None, [text])


@lru_cache
def _report(name: str) -> Report:
    return {"doha": make_report, "nda": lambda: _read("nda", NDA), "hostile": lambda: _read("doha", HOSTILE)}[name]()


REAL = ("doha", "nda", "hostile")


def mapping(report: Report) -> dict[str, Any]:
    return json.loads(to_oscal_mapping(report))["mapping-collection"]  # type: ignore[no-any-return]


def controls(node: Any) -> list[dict[str, Any]]:
    found = [one for group in node.get("groups", []) for one in controls(group)]
    for one in node.get("controls", []):
        found += [one, *controls(one)]
    return found


@pytest.mark.skipif(not THERE, reason=WHY)
@pytest.mark.parametrize("name", REAL)
def test_real_reports_are_valid(name: str) -> None:
    assert errors("mapping", to_oscal_mapping(_report(name))) == []
    assert errors("catalog", to_oscal_catalog(_report(name))) == []


def apply_all(relation: Relation) -> Report:
    """The report in which a person decided every pair alike."""
    report = _report("doha")
    pairs = [(note, element.id) for note in report.provisions for element in report.elements]
    return apply_reviews(report, [Review(Spot("r", 1, 1, 1, 1), f"{n.instrument}/{n.label}", fingerprint(n.text), e, relation, "A", "2026-01-05", "r") for n, e in pairs])[0]


def _decided() -> Report:
    """The report with what persons decided: one to nothing, one to a contradiction, and one whose words changed."""
    report = _report("doha")
    note, other = report.provisions[0], report.provisions[1]
    elements = [element.id for element in report.elements]
    review = Review(Spot("r", 1, 1, 1, 1), f"{note.instrument}/{note.label}", fingerprint(note.text), elements[0], "does-not-address", "A\x07mina <b>", "2026-01-05", "no `reason`\n")
    changed = replace(review, provision=f"{other.instrument}/{other.label}", words="0" * 12)
    return apply_reviews(report, [review, replace(review, element=elements[1], relation="contradicts"), changed])[0]


@pytest.mark.skipif(not THERE, reason=WHY)
def test_what_persons_decided_is_valid_too() -> None:
    assert errors("mapping", to_oscal_mapping(_decided())) == []
    assert errors("catalog", to_oscal_catalog(_decided())) == []


def test_a_decision_of_a_person_says_so_be_it_that_nothing_is_addressed() -> None:
    data = mapping(_decided())
    assert data["provenance"]["method"] == "hybrid"
    assert mapping(_report("doha"))["provenance"]["method"] == "automation"
    maps = [map_ for one in data["mappings"] for map_ in one["maps"] if any(p["name"] == "reviewer" for p in map_.get("props", ()))]
    assert [(map_["relationship"], len(map_["targets"])) for map_ in maps] == [("no-relationship", 1), ("contrary", 1)]
    said = {p["name"]: p["value"] for p in maps[0]["props"]}
    assert (said["reviewer"], said["review-date"], said["review-reason"], said["engine-relation"]) == ("A⟨U+0007⟩mina <b>", "2026-01-05", "no `reason`", "does-not-address")
    assert {relationship_of(v) for v in apply_all("addresses").verdicts if v.row == "review"} == {"equivalent-to"}
    assert {relationship_of(v) for v in apply_all("partially-addresses").verdicts if v.row == "review"} == {"intersects-with"}
    silent = [map_ for one in data["mappings"] for map_ in one["maps"] if map_["relationship"] == "no-relationship" and map_ not in maps]
    assert not any(item["id-ref"] == maps[0]["targets"][0]["id-ref"] for map_ in silent if map_["sources"][0]["id-ref"] == maps[0]["sources"][0]["id-ref"] for item in map_["targets"])
    stale = [p["value"] for p in data["metadata"]["props"] if p["name"] == "stale-review"]
    assert len(stale) == 1
    assert "It holds no longer" in stale[0]


@pytest.mark.skipif(not THERE, reason=WHY)
def test_the_validator_sees_what_the_schema_forbids() -> None:
    data = json.loads(to_oscal_mapping(_report("doha")))
    data["mapping-collection"]["uuid"] = "1" * 36
    assert errors("mapping", json.dumps(data))
    catalog = json.loads(to_oscal_catalog(_report("doha")))
    catalog["catalog"]["groups"][0]["controls"][0]["id"] = "1:x"
    assert errors("catalog", json.dumps(catalog))


@pytest.mark.parametrize("name", REAL)
def test_every_name_of_the_mapping_is_a_control_of_the_catalog(name: str) -> None:
    ids = [one["id"] for one in controls(json.loads(to_oscal_catalog(_report(name)))["catalog"])]
    assert len(ids) == len(set(ids))
    data = mapping(_report(name))
    for one in data["mappings"]:
        for map_ in one["maps"]:
            assert {item["id-ref"] for item in (*map_["sources"], *map_["targets"])} <= set(ids)
        for gap in ("source-gap-summary", "target-gap-summary"):
            for row in one.get(gap, {}).get("unmapped-controls", []):
                assert set(row["with-ids"]) <= set(ids)
    resources = {f"#{one['uuid']}" for one in data["back-matter"]["resources"]}
    assert {one[side]["href"] for one in data["mappings"] for side in ("source-resource", "target-resource")} <= resources


@pytest.mark.parametrize("name", REAL)
def test_the_maps_say_what_the_report_says(name: str) -> None:
    report = _report(name)
    maps = [map_ for one in mapping(report)["mappings"] for map_ in one["maps"]]
    pairs = sum(len(map_["sources"]) * len(map_["targets"]) for map_ in maps)
    assert pairs == len(report.verdicts)
    assert len({map_["uuid"] for map_ in maps}) == len(maps)
    said = sorted(next(p["value"] for p in map_["props"] if p["name"] == "relation") for map_ in maps if map_["relationship"] != "no-relationship")
    assert said == sorted(v.relation for v in report.verdicts if v.relation != "does-not-address")


@pytest.mark.parametrize("name", REAL)
def test_relationships_keep_to_the_enumerations(name: str) -> None:
    for one in mapping(_report(name))["mappings"]:
        for map_ in one["maps"]:
            if "ns" in map_:
                assert (map_["ns"], map_["relationship"]) == (NS, "contrary")
                (qualifier,) = map_["qualifiers"]
                assert (qualifier["subject"], qualifier["predicate"], qualifier["category"]) == ("both", "has-incompatibility", "blocked")
            else:
                assert map_["relationship"] in RELATIONSHIPS
                assert "qualifiers" not in map_


def test_the_built_in_corpus_has_maps_of_several_kinds() -> None:
    kinds = {map_["relationship"] for one in mapping(_report("doha"))["mappings"] for map_ in one["maps"]}
    assert {"contrary", "no-relationship", "intersects-with"} <= kinds


def test_facets_tell_the_relationship() -> None:
    def verdict(relation: Any, *facets: Any, quotes: tuple[str, str] = ("a", "b")) -> Verdict:
        both = (Evidence("i", 0, 1, quotes[0]), Evidence("a", 0, 1, quotes[1]))
        return Verdict("i", "1", "e", relation, "why", (), tuple(Facet("f", "", "", facet) for facet in facets), both, "11")

    assert relationship_of(verdict("addresses", "equal", "not-asked")) == "equivalent-to"
    assert relationship_of(verdict("addresses", "equal", quotes=("a", "a"))) == "equal-to"
    assert relationship_of(verdict("addresses", "equal", "wider")) == "superset-of"
    assert relationship_of(verdict("partially-addresses", "equal", "narrower")) == "subset-of"
    assert relationship_of(verdict("partially-addresses", "narrower", "unknown")) == "intersects-with"
    assert relationship_of(verdict("partially-addresses", "equal")) == "intersects-with"
    assert relationship_of(verdict("contradicts", "equal")) == "contrary"
    assert relationship_of(verdict("does-not-address")) == "no-relationship"


def test_time_without_a_clock() -> None:
    assert last_modified(["2020-09", "2020-02-29"]) == "2020-09-01T00:00:00Z"
    assert last_modified(["", "2021"]) == "2021-01-01T00:00:00Z"
    assert last_modified(["", "12/02/2021", "0012-01-01", "2021-02-31"]) == UNDATED
    assert last_modified([]) == UNDATED


def test_identities_follow_the_words() -> None:
    report = _report("doha")
    other = replace(report, instruments=(replace(report.instruments[0], sha256="f" * 64), *report.instruments[1:]))
    assert mapping(report)["uuid"] != mapping(other)["uuid"]
    assert to_oscal_mapping(report) == to_oscal_mapping(make_report())
    assert to_oscal_catalog(report) == to_oscal_catalog(make_report())


def test_no_markup_of_a_text_comes_through() -> None:
    for made in (to_oscal_mapping(_report("hostile")), to_oscal_catalog(_report("hostile"))):
        assert "\u202e" not in made
        assert "\x07" not in made
        for prose in re.findall(r'"(?:prose|title|remarks|description)": "(.*)"', made):
            assert "<" not in prose


def test_nothing_to_map_is_an_error() -> None:
    report = _report("doha")
    with pytest.raises(UsageError, match="oscal-nothing-to-map"):
        to_oscal_mapping(replace(report, provisions=(), verdicts=()))


# -- reports made by chance --------------------------------------------------------------------------------------------

_text = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
_name = st.sampled_from(("1", "3(b)", "x", "3.threaten", "é", "a/b", "", "<b>", "¹", "10"))
_facet = st.builds(Facet, st.just("action"), _text, _text, st.sampled_from(("equal", "narrower", "wider", "overlapping", "disjoint", "unknown", "not-asked")))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports with names and words that mean no good: names that meet once they are tokens, texts without words, dates that are none."""
    def source(id_: str) -> SourceNote:
        return SourceNote(id_, draw(_text), draw(_text), draw(st.sampled_from(("", "2020-09", "2021-02-12", "soon", "9999-99"))), "day", "en", False, draw(_text), draw(st.sampled_from("ab")) * 64, False)

    agreement = source("agreement") if draw(st.booleans()) else None
    instruments = [source(id_) for id_ in draw(st.lists(st.sampled_from(("i", "i-2", "I", "ü")), min_size=1, max_size=3, unique=True))]
    ids = draw(st.lists(_name, min_size=1, max_size=4, unique=True))
    elements = [ElementNote(id_, ids[0], draw(_text), draw(_text), Evidence("agreement", 0, 1, "q") if agreement and draw(st.booleans()) else None) for id_ in ids]
    commitments = [CommitmentNote(ids[0], draw(_text), draw(_text), tuple(ids))]
    provisions = [
        ProvisionNote(one.id, label, draw(_name), draw(_text), draw(_text), 0, 5, Place(1, 1)) for one in instruments for label in draw(st.lists(_name, min_size=1, max_size=4))
    ]
    verdicts = [
        Verdict(p.instrument, p.label, id_, draw(st.sampled_from(("addresses", "partially-addresses", "contradicts", "does-not-address"))), draw(_text), tuple(draw(st.lists(_text, max_size=2))),
                tuple(draw(st.lists(_facet, max_size=3))), tuple(draw(st.lists(st.builds(Evidence, st.sampled_from((p.instrument, "agreement")), st.just(0), st.just(3), _text), max_size=3))), draw(st.sampled_from(("", "11"))))
        for p in provisions for id_ in ids
    ]  # fmt: skip
    coverage = [Coverage(id_, "contested", (), (), ()) for id_ in ids]
    return Report("p", "1.0.0", draw(_text), agreement, tuple(instruments), tuple(commitments), tuple(elements), tuple(provisions), tuple(verdicts), tuple(coverage), (), ())


@pytest.mark.skipif(not THERE, reason=WHY)
@settings(deadline=None, max_examples=60)
@given(reports())
def test_made_up_reports_are_valid(report: Report) -> None:
    assert errors("mapping", to_oscal_mapping(report)) == []
    assert errors("catalog", to_oscal_catalog(report)) == []
    data = mapping(report)
    uuids = re.findall(r'"uuid": "([^"]+)"', json.dumps({key: value for key, value in data.items() if key != "back-matter"}))
    assert len(uuids) == len(set(uuids))
    ids = [one["id"] for one in controls(json.loads(to_oscal_catalog(report))["catalog"])]
    assert len(ids) == len(set(ids))
