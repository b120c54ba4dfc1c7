"""Our comparison and its peers behind one face, so that the benchmark asks all of them the same.

Each tool takes two texts and gives an Outcome: how many changed segments it reports, the text it found equal (or the stretches it
paired), and what it says was deleted, inserted and added as a whole. Peers are imported when they are asked for: none is a dependency.
"""

from __future__ import annotations

import difflib
import hashlib
import platform
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from typing import Any

from benchmarks.edit_scores import EqualRun, Paired, Scores, score, score_pairs, score_runs
from benchmarks.edits import Pair
from benchmarks.real_versions import Touched
from compliance.changes.compare import compare_trees
from compliance.clauses.akn_names import AKN, OWN
from compliance.clauses.akn_write import write_akn
from compliance.clauses.parse import parse_source
from compliance.model.change import Change
from compliance.model.text import Provenance, Text

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_WORD = re.compile(r"\w+|[^\w\s]")
Stretch = tuple[int, int]
NOTHING = Touched((), (), ())


@dataclass
class Outcome:
    """What a tool reports, in one of three forms: changes of ours, runs of equal text, or paired stretches and which of them moved."""

    segments: int
    changes: tuple[Change, ...] = ()
    runs: list[EqualRun] = field(default_factory=list)
    stretches: list[Paired] = field(default_factory=list)
    moved: list[Paired] = field(default_factory=list)
    touched: Touched = NOTHING


@dataclass(frozen=True)
class Tool:
    """A tool of the table.

    ``prepare`` makes of the texts what the tool reads and is not timed; ``run`` is what is timed; ``read`` makes an Outcome of the
    texts, what was prepared and the result. ``process`` is what a process of its own runs with the paths of two files to print
    a report. ``package`` must be installed, "" where nothing is needed.
    """

    name: str
    package: str
    run: Callable[[Any, Any], Any]
    read: Callable[[str, str, Any], Outcome]
    prepare: Callable[[str], Any] = str
    process: str = ""
    moves: bool = False

    def version(self) -> str:
        return metadata.version(self.package) if self.package else f"Python {platform.python_version()}"

    def missing(self) -> str:
        """Why the tool cannot run here; nothing where it can."""
        try:
            self.version()
        except metadata.PackageNotFoundError:
            return f"not installed: pip install {self.package}"
        return ""

    def compare(self, old: str, new: str) -> Outcome:
        return self.read(old, new, self.run(self.prepare(old), self.prepare(new)))


def score_outcome(outcome: Outcome, pair: Pair) -> Scores:
    if outcome.changes:
        return score(outcome.changes, pair)
    return score_pairs(outcome.stretches, pair, outcome.moved) if outcome.stretches else score_runs(outcome.runs, pair)


# -- the floor -------------------------------------------------------------------------------------------------------


def floor(old: str, new: str) -> list[tuple[list[str], bytes]]:
    """The least that any tool does which aligns clauses: cut both texts at their lines, cut the lines into words, hash them."""
    return [(_WORD.findall(line), hashlib.blake2b(line.encode(), digest_size=16).digest()) for text in (old, new) for line in text.split("\n")]


# -- ours ------------------------------------------------------------------------------------------------------------


def ours(old: str, new: str) -> tuple[Change, ...]:
    return compare_trees(parse_source("old", old), parse_source("new", new))


def read_ours(old: str, new: str, changes: tuple[Change, ...]) -> Outcome:
    segments = sum(_segments(change) for change in changes)
    return Outcome(segments, changes=changes, touched=touched_by_changes(changes))


def _segments(change: Change) -> int:
    """Runs of edited text within the clause; a clause that came, went or moved as it was is one. New numbers alone are none."""
    if change.kind in ("unchanged", "renumbered"):
        return 0
    runs, inside = 0, False
    for edit in change.edits:
        runs += edit.op != "equal" and not inside
        inside = edit.op != "equal"
    return max(1, runs)


def touched_by_changes(changes: Iterable[Change]) -> Touched:
    """Whole clauses that came or went, and the edits within the others; what only moved or got another number is not touched."""
    deleted: list[Stretch] = []
    inserted: list[Stretch] = []
    added: list[Stretch] = []
    for change in changes:
        if change.kind == "added":
            added += [(span.start, span.end) for span in change.new]
        elif change.kind == "removed":
            deleted += [(span.start, span.end) for span in change.old]
        elif not {"reworded", "split", "merged"}.isdisjoint((change.kind, *change.also)):
            old, new = _places(change.old), _places(change.new)
            at_old = at_new = 0
            for edit in change.edits:
                size = len(edit.text)
                if edit.op == "delete":
                    deleted += [(at, at + 1) for at in old[at_old : at_old + size]]
                elif edit.op == "insert":
                    inserted += [(at, at + 1) for at in new[at_new : at_new + size]]
                at_old += size if edit.op != "insert" else 0
                at_new += size if edit.op != "delete" else 0
    return Touched(tuple(deleted), (*inserted, *added), tuple(added))


def _places(spans: Sequence[Any]) -> list[int]:
    return [at for span in spans for at in range(span.start, span.end)]


# -- differs of lines and words --------------------------------------------------------------------------------------


def from_runs(old: str, new: str, runs: Sequence[EqualRun]) -> Outcome:
    """Equal runs in order -> an Outcome; a segment is a gap between two of them."""
    deleted, inserted = [], []
    segments = at_old = at_new = 0
    for run in (*runs, EqualRun(len(old), len(new), 0)):
        if run.old > at_old or run.new > at_new:
            segments += 1
            deleted.append((at_old, run.old))
            inserted.append((at_new, run.new))
        at_old, at_new = run.old + run.length, run.new + run.length
    return Outcome(segments, runs=list(runs), touched=Touched(tuple(deleted), tuple(inserted), tuple(inserted)))


def _blocks(tokens_old: Sequence[str], tokens_new: Sequence[str], blocks: Iterable[tuple[int, int, int]]) -> Iterator[EqualRun]:
    starts_old, starts_new = _starts(tokens_old), _starts(tokens_new)
    for i, j, size in blocks:
        if size:
            yield EqualRun(starts_old[i], starts_new[j], starts_old[i + size] - starts_old[i])


def _starts(tokens: Sequence[str]) -> list[int]:
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts


def difflib_lines(old: str, new: str) -> list[Any]:
    return difflib.SequenceMatcher(None, old.splitlines(keepends=True), new.splitlines(keepends=True)).get_matching_blocks()


def read_difflib_lines(old: str, new: str, blocks: list[Any]) -> Outcome:
    return from_runs(old, new, list(_blocks(old.splitlines(keepends=True), new.splitlines(keepends=True), blocks)))


def difflib_words(old: str, new: str) -> list[Any]:
    return difflib.SequenceMatcher(None, TOKEN.findall(old), TOKEN.findall(new)).get_matching_blocks()


def read_difflib_words(old: str, new: str, blocks: list[Any]) -> Outcome:
    return from_runs(old, new, list(_blocks(TOKEN.findall(old), TOKEN.findall(new), blocks)))


def dmp_words(old: str, new: str) -> list[tuple[int, str]]:
    """diff-match-patch on words mapped to single characters, with the time limit off: with it the answer depends on the machine."""
    from diff_match_patch import diff_match_patch

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    numbers: dict[str, str] = {}
    coded = ["".join(numbers.setdefault(token, chr(0x100 + len(numbers) + (0x800 if len(numbers) >= 0xD700 else 0))) for token in TOKEN.findall(text)) for text in (old, new)]
    words = list(numbers)
    back = {code: word for word, code in zip(words, numbers.values(), strict=True)}
    return [(op, "".join(back[code] for code in text)) for op, text in engine.diff_main(coded[0], coded[1], False)]


def read_dmp(old: str, new: str, diffs: list[tuple[int, str]]) -> Outcome:
    runs, at_old, at_new = [], 0, 0
    for op, text in diffs:
        if op == 0:
            runs.append(EqualRun(at_old, at_new, len(text)))
        at_old += len(text) if op <= 0 else 0
        at_new += len(text) if op >= 0 else 0
    return from_runs(old, new, runs)


# -- redlines --------------------------------------------------------------------------------------------------------


def redlines(old: str, new: str) -> Any:
    from redlines import Redlines

    compared = Redlines(old, new)
    return compared, compared.output_markdown


def read_redlines(old: str, new: str, result: Any) -> Outcome:
    """Its operations count its own tokens, whose letters stand in the texts in order: they are found again by reading both along."""
    compared = result[0]
    operations = compared._diff_ops
    sides = [_find(text, chunk.text) for text, chunk in ((old, operations[0].source_chunk), (new, operations[0].test_chunk))] if operations else []
    runs: list[EqualRun] = []
    for operation in operations:
        op, i1, i2, j1, _ = operation.opcodes
        if op == "equal":
            for at in range(i2 - i1):
                (start, size), (other, _) = sides[0][i1 + at], sides[1][j1 + at]
                if size:
                    runs.append(EqualRun(start, other, size))
    outcome = from_runs(old, new, runs)
    outcome.segments = len(compared.changes)
    return outcome


def _find(text: str, tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Where the letters of each token stand; its own sign for the end of a paragraph stands nowhere."""
    places, at = [], 0
    for token in tokens:
        letters = token.strip()
        found = text.find(letters, at) if letters else -1
        if found < 0 or text[at:found].strip():
            places.append((at, 0))
        else:
            places.append((found, len(letters)))
            at = found + len(letters)
    return places


# -- xmldiff ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Document:
    """A text as Akoma Ntoso without our own record and places, and where each element's clause stands in the text."""

    xml: bytes
    places: tuple[Stretch | None, ...]


def akoma_ntoso(source: str) -> Document:
    from lxml import etree

    tree = parse_source("text", source)
    spans = {(clause.text_start, clause.text_end): (clause.start, clause.end if clause.kind == "prose" else clause.own_end) for clause in tree.root.walk()}
    text = Text("text", source, Provenance("", "", "", "unknown", "en", False, "", ""), "", "text")
    root = etree.fromstring(write_akn(text, tree), etree.XMLParser(huge_tree=True))
    for own in root.findall(f".//{{{AKN}}}proprietary"):
        parent = own.getparent()
        assert parent is not None
        parent.remove(own)
    places: list[Stretch | None] = []
    for element in root.iter():
        start, end = element.attrib.pop(f"{{{OWN}}}start", None), element.attrib.pop(f"{{{OWN}}}end", None)
        places.append(spans.get((int(start), int(end))) if start is not None and end is not None else None)
    return Document(etree.tostring(root), tuple(places))


def xmldiff(old: Document, new: Document) -> Any:
    from lxml import etree
    from xmldiff import diff

    differ = diff.Differ()
    differ.set_trees(etree.fromstring(old.xml), etree.fromstring(new.xml))
    return old, new, list(differ.diff())


def read_xmldiff(old: str, new: str, result: Any) -> Outcome:
    """Its matching of elements says which clause became which; a move is read at the moment it is reported, as its paths move along."""
    from lxml import etree
    from xmldiff import actions, diff

    first, second, done = result
    differ = diff.Differ()
    differ.set_trees(etree.fromstring(first.xml), etree.fromstring(second.xml))
    lefts, rights = list(differ.left.iter()), list(differ.right.iter())
    left_at = {id(node): place for node, place in zip(lefts, first.places, strict=True) if place}
    right_at = {id(node): place for node, place in zip(rights, second.places, strict=True) if place}
    words_left = {id(node): _own_words(node) for node in lefts if id(node) in left_at}
    partner = {id(left): right for left, right, _ in differ.match() if id(left) in left_at and id(right) in right_at}
    stretches = [(left_at[left], right_at[id(right)]) for left, right in partner.items()]
    changed = [(left_at[left], right_at[id(right)]) for left, right in partner.items() if words_left[left] != _own_words(right)]
    came = [place for node, place in right_at.items() if node not in {id(right) for right in partner.values()}]
    gone = [place for node, place in left_at.items() if node not in partner]
    moved = []
    for action in differ.diff():
        if isinstance(action, actions.MoveNode):
            node = differ.left.getroottree().xpath(action.node, namespaces={"akn": AKN})[0]
            if id(node) in partner:
                moved.append((left_at[id(node)], right_at[id(partner[id(node)])]))
    touched = Touched((*gone, *(old_place for old_place, _ in changed)), (*came, *(new_place for _, new_place in changed)), tuple(came))
    return Outcome(len(done), stretches=stretches, moved=moved, touched=touched)


def _own_words(node: Any) -> list[str]:
    """The words of a clause's element without its number and the clauses in it."""
    return [child.text or "" for part in node if etree_name(part) in ("heading", "intro", "content", "p") for child in part.iter()] or [node.text or ""]


def etree_name(node: Any) -> str:
    return str(node.tag).rsplit("}", 1)[-1]


# -- all of them -----------------------------------------------------------------------------------------------------

_READ = "import sys; old, new = (open(path, encoding='utf-8').read() for path in sys.argv[1:3]); "
TOOLS = (
    Tool("compliance", "compliance", ours, read_ours, moves=True,
         process=_READ + "from compliance.changes.compare import compare_trees; from compliance.clauses.parse import parse_source; print(compare_trees(parse_source('o', old), parse_source('n', new)))"),
    Tool("difflib, lines", "", difflib_lines, read_difflib_lines,
         process=_READ + "import difflib; print(difflib.SequenceMatcher(None, old.splitlines(), new.splitlines()).get_opcodes())"),
    Tool("difflib, words", "", difflib_words, read_difflib_words,
         process=_READ + r"import difflib, re; print(difflib.SequenceMatcher(None, *(re.findall(r'\w+|\s+|[^\w\s]', text) for text in (old, new))).get_opcodes())"),
    Tool("redlines", "redlines", redlines, read_redlines, process=_READ + "from redlines import Redlines; print(Redlines(old, new).output_markdown)"),
    Tool("xmldiff", "xmldiff", xmldiff, read_xmldiff, prepare=akoma_ntoso, moves=True),
    Tool("diff-match-patch, words", "diff-match-patch", dmp_words, read_dmp, process=_READ + "from benchmarks.diff_tools import dmp_words; print(dmp_words(old, new))"),
)
