"""Names of texts, folders or revisions -> what is to be compared, compared.

Loads both sides (and a common base), with the problems of all of them raised together, and compares them; how the result is
shown is left to others.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from compliance import disk
from compliance.changes.pairing import pair_texts
from compliance.changes.three import three_way
from compliance.clauses.opening import open_text
from compliance.comparing import compare_texts
from compliance.errors import ComplianceError, InputError, Problem, UsageError
from compliance.model.change import Comparison
from compliance.model.flip import FlipReport
from compliance.model.folder import FolderComparison, TextPair
from compliance.model.text import Text
from compliance.model.three import ThreeWay

#: What is compared where no text is named.
BUILT_IN = ("iea-2020-09", "iea-2021-02")

_T = TypeVar("_T")


def load_both(old: str, new: str) -> tuple[Text, Text]:
    """Two texts by name or path. Raises InputError with the problems of both."""
    first, second = together(partial(disk.load_text, old), partial(disk.load_text, new))
    return first, second


def load_revisions(revision: str, file: str) -> tuple[Text, Text]:
    """A text as it was in a revision and as it is now; or, for ``A..B``, in both. An end left out of ``A..B`` is ``HEAD``."""
    if not revision.strip():
        raise InputError(Problem(file, 0, 0, "git-revision", "no revision is named", "name a commit, a tag or a branch"))
    if "..." in revision:
        raise InputError(Problem(file, 0, 0, "git-revision", f"{revision!r} has three dots", "name two revisions as A..B"))
    first, dots, second = revision.partition("..")
    now = partial(disk.load_revision, file, second or "HEAD") if dots else partial(disk.load_text, file)
    one, other = together(partial(disk.load_revision, file, first or "HEAD"), now)
    return one, other


def together(*steps: Callable[[], _T]) -> tuple[_T, ...]:
    """What all steps give. Raises InputError with the problems of every one that failed, each once."""
    done: list[_T] = []
    problems: list[Problem] = []
    for step in steps:
        try:
            done.append(step())
        except ComplianceError as error:
            problems += error.problems
    if problems:
        raise InputError(*dict.fromkeys(problems))
    return tuple(done)


def compare(old: Text, new: Text) -> Comparison:
    """Two texts compared. Raises InputError with what is wrong with both, where one is no Akoma Ntoso that can be read."""
    try:
        return compare_texts(old, new)
    except ComplianceError:
        together(partial(open_text, old), partial(open_text, new))
        raise


def three_texts(base: str, old: str, new: str) -> ThreeWay:
    """Two drafts against the text that both come from."""
    source, first, second = together(*(partial(disk.load_text, name) for name in (base, old, new)))
    mine, theirs = together(partial(compare, source, first), partial(compare, source, second))
    clauses, added = three_way(mine.changes, theirs.changes, mine.new.source, theirs.new.source)
    return ThreeWay(mine.old, mine.new, theirs.new, mine.changes, theirs.changes, clauses, added)


def are_folders(old: str, new: str) -> bool:
    """Whether two names are those of folders of texts. Raises UsageError where one is and the other is a text."""
    both = [disk.is_folder_of_texts(name) for name in (old, new)]
    if both[0] != both[1]:
        folder, text = (old, new) if both[0] else (new, old)
        raise UsageError(Problem(folder, 0, 0, "input-folder", f"this is a folder of texts, and {text!r} is not", "name two texts or two folders"))
    return all(both)


def compare_folders(old: str, new: str, pack: str | None = None, agreement: str | None = None) -> FolderComparison:
    """The texts of two folders, paired and compared; with a pack also what that did to its verdicts, text by text.

    Raises InputError that names every text that cannot be read.
    """
    loaded = [disk.load_folder(name) for name in (old, new)]
    problems = [problem for _, found in loaded for problem in found]
    here, there = (texts for texts, _ in loaded)
    problems += [
        Problem(name, 0, 0, "nothing-to-compare", "this folder holds no text", "name a folder with .txt, .md or .xml files, or folders with text.txt")
        for name, (texts, found) in zip((old, new), loaded, strict=True) if not texts and not found
    ]  # fmt: skip
    if problems:
        raise InputError(*problems)
    words = together(*(partial(_plain, text) for texts in (here, there) for text in texts.values()))
    pairs, added, removed = pair_texts(dict(zip(here, words, strict=False)), dict(zip(there, words[len(here) :], strict=True)))
    compared = together(*(partial(compare, here[pair.old], there[pair.new]) for pair in pairs))
    verdicts: list[FlipReport | None] = [None] * len(pairs)
    if pack is not None:
        from compliance.tasks.flips import flips  # what reads packs is loaded where one is named

        verdicts = [flips(found, here[pair.old], there[pair.new], pack, agreement) for pair, found in zip(pairs, compared, strict=True)]
    return FolderComparison(tuple(TextPair(*pair, found, flipped) for pair, found, flipped in zip(pairs, compared, verdicts, strict=True)), added, removed)


def _plain(text: Text) -> str:
    """The words of a text, which in a file with markup are fewer than its characters. Raises InputError for markup that cannot be read."""
    return open_text(text)[0].content if text.content.lstrip().startswith("<") else text.content
