"""Every format says the same verdicts: the pairs are read back out of each and held against those of the report."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable

import pyarrow.parquet
import pytest

from compliance.checks.identity import fingerprint
from compliance.disk import load_pack_folder, load_text
from compliance.model.check import Spot
from compliance.model.known import Review
from compliance.model.report import Report
from compliance.model.text import Provenance, Text
from compliance.pipeline import judge, make_report
from compliance.report.formats import FILES, FORMATS
from compliance.report.reviewed import apply_reviews
from compliance.report.to_csv import unguarded
from tests.report.record_text import tables, verdicts
from tests.report.workbooks import opened

Pairs = Counter[tuple[str, str, str]]
SILENT = "does-not-address"
IN_WORDS = {"partially addresses": "partially-addresses", "CONTRADICTS": "contradicts", "does not address": SILENT}


def asked(report: Report) -> Pairs:
    return Counter((verdict.key, verdict.element, verdict.relation) for verdict in report.verdicts if verdict.relation != SILENT)


def of_text(report: Report, text: str) -> Pairs:
    ids = {element.id for element in report.elements}
    found: Pairs = Counter()
    element = ""
    for line in text.splitlines():
        if line.partition(" ")[0] in ids:
            element = line.partition(" ")[0]
        elif hit := re.match(r"  [+~x] (\S+) (.+)$", line):
            found[hit[1], element, IN_WORDS.get(hit[2], hit[2])] += 1
    return found


def of_markdown(report: Report, text: str) -> Pairs:
    found: Pairs = Counter()
    element = ""
    for line in text.replace("\\", "").splitlines():
        if line.startswith("### "):
            element = line.split()[1]
        elif hit := re.match(r"- \*\*(\S+) (\S+)\*\*", line):
            found[hit[1], element, hit[2]] += 1
    return found


def of_html(report: Report, text: str) -> Pairs:
    found: Pairs = Counter()
    for part in re.split('<section class="element"', text)[1:]:
        element = re.search('<bdi class="id">([^<]*)</bdi>', part)
        assert element
        for relation, key in re.findall(r'<details open class="verdict"[^>]*><summary><strong class="([^"]*)">[^<]*</strong> ([^:]*): ', part):
            found[key, element[1], relation] += 1
    return found


def of_json(report: Report, text: str) -> Pairs:
    return Counter((f"{v['instrument']}/{v['provision']}", v["element"], v["relation"]) for v in json.loads(text)["verdicts"] if v["relation"] != SILENT)


def of_csv(report: Report, text: str) -> Pairs:
    rows = [{name: unguarded(value) for name, value in row.items()} for row in csv.DictReader(io.StringIO(text))]
    assert len(rows) == len(report.verdicts)
    return Counter((f"{row['instrument']}/{row['provision']}", row["element"], row["relation"]) for row in rows if row["relation"] != SILENT)


def of_parquet(report: Report, data: bytes) -> Pairs:
    rows = pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist()
    assert len(rows) == len(report.verdicts)
    return Counter((f"{row['instrument']}/{row['provision']}", row["element"], row["relation"]) for row in rows if row["relation"] != SILENT)


def of_xlsx(report: Report, data: bytes) -> Pairs:
    sheet = opened(data)["Verdicts"]
    at = {cell.value: cell.column - 1 for cell in sheet[1]}
    found: Pairs = Counter()
    for row in sheet.iter_rows(min_row=2, values_only=True):
        relation = row[at["Relation"]].split(" ", 1)[1]
        found[f"{row[at['Instrument']]}/{row[at['Provision']]}", row[at["Element"]], IN_WORDS.get(relation, relation)] += 1
    assert found.total() == len(report.verdicts)
    return Counter({pair: number for pair, number in found.items() if pair[2] != SILENT})


def of_docx(report: Report, data: bytes) -> Pairs:
    (table,) = tables(data, "Table of concordance")
    found: Pairs = Counter()
    for asks, key, relation, _ in table[1:]:
        if not relation.startswith("does not address"):
            element = asks.rpartition("\n")[2].split(" – ")[0]
            found[key, element, IN_WORDS.get(relation, relation)] += 1
    lines = Counter((line.split(":")[0], heading.split()[0]) for heading, line, _ in verdicts(data))  # the sections say the same as the table
    said: Counter[tuple[str, str]] = Counter()
    for (key, element, relation), number in found.items():
        said[f"{relation.replace('-', ' ')} {key}", element] += number
    assert lines == said
    return found


def of_oscal(report: Report, text: str) -> Pairs:
    tokens: dict[str, str] = {}
    catalog = json.loads(FORMATS["oscal-catalog"](report))["catalog"]
    for group in catalog["groups"]:
        for control in group["controls"]:
            for one in (control, *control.get("controls", ())):
                label = next(prop["value"] for prop in one["props"] if prop["name"] == "label")
                tokens[one["id"]] = label if group["class"] == "agreement" else f"{group['id'].removeprefix('instrument-')}/{label}"
    found: Pairs = Counter()
    for mapping in json.loads(text)["mapping-collection"]["mappings"]:
        for one in mapping["maps"]:
            relation = next((prop["value"] for prop in one.get("props", ()) if prop["name"] == "relation"), SILENT)
            if relation != SILENT:
                found[tokens[one["sources"][0]["id-ref"]], tokens[one["targets"][0]["id-ref"]], relation] += 1
    return found


READERS: dict[str, Callable[[Report, str], Pairs] | Callable[[Report, bytes], Pairs]] = {
    "text": of_text, "markdown": of_markdown, "html": of_html, "json": of_json, "csv": of_csv, "oscal-mapping": of_oscal, "parquet": of_parquet, "xlsx": of_xlsx, "docx": of_docx,
}  # fmt: skip


def made(name: str) -> Report:
    if name == "corpus":
        return make_report()
    if name == "corpus with decisions":
        report = make_report()
        first, second, third = [v for v in report.verdicts if v.relation != SILENT][:3]
        words = {f"{n.instrument}/{n.label}": fingerprint(n.text) for n in report.provisions}
        spot = Spot("r", 1, 1, 1, 1)
        decided = [(first, SILENT), (second, "addresses"), (third, "contradicts")]
        return apply_reviews(report, [Review(spot, v.key, words[v.key], v.element, relation, "A", "2026-01-05", "why") for v, relation in decided])[0]  # type: ignore[arg-type]
    text = "1. No one may shelter foreign fighters.\n1. Foreign fighters may raise money.\n1. No one may recruit foreign fighters.\n1. No one may shelter foreign fighters.\n"
    source = Text("twins", text, Provenance("t", "", "", "unknown", "en", False, "", ""), "0" * 64, "twins.txt")
    return judge(load_pack_folder("doha"), load_text("doha-part-ii"), [source])


def test_every_format_is_read_here() -> None:
    assert set(READERS) == {*FORMATS, *FILES} - {"oscal-catalog"}  # a catalog holds no verdicts


@pytest.mark.parametrize("name", ["corpus", "corpus with decisions", "one number four times"])
@pytest.mark.parametrize("format", READERS)
def test_a_format_says_the_verdicts_of_the_report(format: str, name: str) -> None:
    report = made(name)
    assert asked(report)
    said = (FILES[format] if format in FILES else FORMATS[format])(report)
    assert READERS[format](report, said) == asked(report)  # type: ignore[arg-type]
