"""Texts -> Akoma Ntoso with the identities that their clauses had before (wId): read from the file, or found by comparison."""

from __future__ import annotations

from compliance.changes.wids import former_ids
from compliance.clauses.akn_read import read_wids
from compliance.clauses.akn_write import write_akn
from compliance.clauses.opening import open_text
from compliance.model.change import Comparison
from compliance.model.text import Text


def in_akoma_ntoso(text: Text) -> bytes:
    """A text as Akoma Ntoso. What had a wId in the file keeps it."""
    opened, tree = open_text(text)
    return write_akn(opened, tree, wids=_known(text, opened))


def new_in_akoma_ntoso(old: Text, new: Text, comparison: Comparison) -> bytes:
    """The new text of a comparison as Akoma Ntoso. A clause that had another eId in the old text bears that, or the wId it had there, as its wId."""
    (first, old_tree), (second, new_tree) = open_text(old), open_text(new)
    former = former_ids(comparison.changes, old_tree, new_tree, _known(old, first))
    matched = {span.eid for change in comparison.changes if change.old for span in change.new}
    own = {eid: wid for eid, wid in _known(new, second).items() if eid not in matched and wid not in former.values()}
    return write_akn(second, new_tree, wids={**former, **own})


def _known(text: Text, opened: Text) -> dict[str, str]:
    """The wIds of a text that is Akoma Ntoso; what was opened has other content then."""
    return read_wids(text.content.encode("utf-8"), path=text.path) if text.content != opened.content else {}
