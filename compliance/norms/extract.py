"""Provisions -> norms.

Takes a clause tree, its provisions and the grammar; gives for each provision the norms in its words. Chapeaus and
lead-ins are read together with the words they govern, and a bearer that the clause lacks is taken from before, with its
source named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compliance.model.clause import ClauseTree, Provision
from compliance.model.norm import ClauseNorms, Norm, Words
from compliance.norms.clause import Clause
from compliance.norms.derive import derived_norms
from compliance.norms.draft import Frame, freeze
from compliance.norms.grammar import Grammar
from compliance.norms.read import Reader
from compliance.norms.tagger import tag
from compliance.norms.tokens import Token, tokenise

#: Words that order something even where no cue was met; they make a provision without a norm worth a look.
DEONTIC = frozenset(
    ["shall", "must", "should", "may", "cannot", "prohibited", "forbidden", "allowed", "permitted", "required", "obliged", "banned", "compulsory", "mandatory", "obligatory", "unlawful", "illegal", "ordered", "entitled"]
)
_END = frozenset({".", "!", "?"})


def extract_norms(tree: ClauseTree, provisions: Sequence[Provision], grammar: Grammar) -> tuple[ClauseNorms, ...]:
    """The norms of each provision, in the order of ``provisions``."""
    out: list[ClauseNorms] = []
    for provision in provisions:
        out.append(provision_norms(tree.source, provision, grammar))
    return tuple(out)


def provision_norms(source: str, provision: Provision, grammar: Grammar) -> ClauseNorms:
    """The norms of one provision: each of its sentences, with the lead-ins in front of the first."""
    own = tokenise(source, [(provision.start, provision.end)], grammar)
    lead = tokenise(source, provision.lead_ins, grammar) if provision.lead_ins else []
    lead = [t for t in lead if t.lower not in (":",)]
    norms: list[Norm] = []
    unread: list[Words] = []
    previous: Words | None = None
    for number, sentence in enumerate(_sentences(own)):
        tokens = [*lead, *sentence] if number == 0 else sentence
        seam = len(lead) if number == 0 else 0
        found = sentence_norms(source, provision.clause.eid, tokens, grammar, seam, len(norms), previous)
        norms += found
        for norm in found:
            if norm.bearer is not None and norm.bearer_from == "text":
                previous = norm.bearer
        if not found or all(norm.modality == "declaratory" for norm in found):
            words = next((t for t in sentence if t.lower in DEONTIC and not (t.lower == "may" and t.tag == "N")), None)
            if words is not None:
                unread.append(Words(source[sentence[0].start : sentence[-1].end], sentence[0].start, sentence[-1].end))
    return ClauseNorms(provision.label, tuple(norms), tuple(unread), derived_norms(norms))


def sentence_norms(
    source: str, clause: str, tokens: list[Token], grammar: Grammar, seam: int = 0, first: int = 0, previous: Words | None = None
) -> list[Norm]:
    """The norms of one sentence given as tokens."""
    tag(tokens, grammar)
    drafts = Reader(tokens, grammar).clauses(0, len(tokens), Clause())
    frame = Frame(source, clause, tokens, seam)
    norms = [freeze(draft, frame, str(first + index)) for index, draft in enumerate(drafts, 1)]
    return [_inherit(norm, previous) for norm in norms]


def _inherit(norm: Norm, previous: Words | None) -> Norm:
    """A norm without a bearer takes that of the norm before it in the same provision, and says so."""
    if norm.bearer is None and not norm.passive and not norm.nominal and norm.cue == "imperative" and previous is not None:
        return replace(norm, bearer=previous, bearer_from="previous")
    return norm


def _sentences(tokens: list[Token]) -> list[list[Token]]:
    """Cut tokens at full stops; a stop inside a number or behind one letter is none."""
    out: list[list[Token]] = []
    current: list[Token] = []
    for index, token in enumerate(tokens):
        current.append(token)
        if token.lower in _END and not (index and len(tokens[index - 1].text) == 1 and tokens[index - 1].text.isupper()):
            glued = index + 1 < len(tokens) and tokens[index + 1].start == token.end and tokens[index + 1].text[0].isalnum()
            if not glued:
                out.append(current)
                current = []
    if current:
        out.append(current)
    return [sentence for sentence in out if any(t.text[0].isalpha() for t in sentence)]


def sentence_list_norms(text: str, grammar: Grammar) -> tuple[Norm, ...]:
    """The norms of a text that is one provision and stands alone, without structure around it."""
    norms: list[Norm] = []
    for tokens in _sentences(tokenise(text, [(0, len(text))], grammar)):
        norms += sentence_norms(text, "", tokens, grammar, 0, len(norms))
    return tuple(norms)
