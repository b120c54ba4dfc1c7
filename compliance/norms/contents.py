"""Norms inside a norm: "allow them to recruit", "ensure that no one enters", "prevent attacks".

Takes an act whose verb sees to, permits, prevents, instructs or promises something, and fills the draft's embedded norms
by the see-to-it law. Gives back the range that is left for the act's own object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.norms import laws
from compliance.norms.acts import Act, nominal, verbal
from compliance.norms.cues import skip_adverbs
from compliance.norms.phrases import Range, trim

if TYPE_CHECKING:
    from compliance.norms.clause import Clause
    from compliance.norms.draft import Draft
    from compliance.norms.slots import Slots

_LEAD = 14
#: Verbs whose passive ends what its subject names.
_ENDED = frozenset(["stop", "halt", "end", "cease", "suspend", "discontinue", "terminate", "abolish", "punish", "avoid"])
#: Verbs that take "in V-ing" where others take "from V-ing".
_HINDER = frozenset("hinder hamper impede obstruct".split())
_ENTRUST = frozenset({"entrust", "charge", "task", "commission", "burden"})
#: Verbs by which a breach comes to light ("if you learn that somebody has ...").
_LEARNED = frozenset(["learn", "find", "know", "hear", "discover", "establish"])
#: Nouns whose that-clause is what is said.
_MESSAGES = frozenset(
    ["message", "warning", "notice", "signal", "statement", "word", "order", "instruction", "instructions", "announcement", "declaration", "assurance", "guarantee", "undertaking", "promise", "directive"]
)


def verb_class(reader: Slots, act: Act) -> str:
    """Which kind of see-to-it verb an act is, or nothing."""
    verbs = reader.grammar.verbs
    name = f"{act.lemma} {act.particle}".strip()
    after = reader.tokens[act.end].lower if act.end < len(reader.tokens) else ""
    noun = f"{act.lemma} {after}"
    for kind in ("prevent", "ensure", "permit", "instruct", "promise"):
        if name in verbs[kind] or noun in verbs[kind]:
            return kind
    return ""


def contents(reader: Slots, act: Act, draft: Draft, letter: str, clause: Clause) -> tuple[Range, Range | None]:
    """Fill ``draft.embedded``; give the range left for the act's own parts, and an object for the content itself."""
    low, high = trim(reader.tokens, act.zone)
    if act.nominal:
        return act.zone, None
    tokens = reader.tokens
    kind = verb_class(reader, act)
    if act.passive and clause.subject and (kind in ("prevent", "permit") or act.lemma in _ENDED) and act.lemma != "give":
        _passive_content(reader, draft, letter, "permit" if kind == "permit" else "prevent", clause)
    happens = act.lemma in ("occur", "happen") or (act.lemma == "take" and low < high and tokens[low].lower == "place")
    if clause.subject and not act.passive and (happens or (low >= high and act.lemma in ("cease", "stop", "end", "halt"))):
        _passive_content(reader, draft, letter, "permit" if happens else "prevent", clause)
    if low >= high:
        return act.zone, None
    that = next((i for i in range(low, min(high, low + _LEAD)) if tokens[i].tag == "K"), -1)
    if kind in ("ensure", "promise", "instruct") and that >= 0:
        return _clause(reader, act, draft, letter, clause, kind, that)
    said = clause.subject is not None and any(tokens[i].lower in _MESSAGES for i in range(*clause.subject))
    if (that > low and tokens[that - 1].lower in _MESSAGES) or (that >= low and act.passive and said):
        return _clause(reader, act, draft, letter, clause, "promise", that)
    if that >= 0 and act.lemma in _LEARNED:
        return _clause(reader, act, draft, letter, clause, "promise", that)
    if kind == "ensure" and _bare_clause(reader, low, high):
        return _clause(reader, act, draft, letter, clause, kind, low - 1)
    to = _infinitive(reader, low, high)
    if to >= 0:
        if kind in ("permit", "instruct") or (kind in ("prevent", "ensure") and act.lemma in ("forbid", "prohibit", "arrange")):
            return _infinitive_content(reader, act, draft, letter, kind, to, clause)
        if to == skip_adverbs(tokens, low, high)[0] and act.lemma in reader.grammar.verbs["control"] | reader.grammar.verbs["promise"]:
            return _same_subject(reader, act, draft, letter, to, clause)
        if _measures(reader, low, to):
            return _same_subject(reader, act, draft, letter, to, clause)
    if kind == "permit" and act.lemma == "let":
        return _let(reader, act, draft, letter, clause)
    if kind == "prevent":
        return _prevented(reader, act, draft, letter, clause)
    if act.lemma in _ENTRUST:
        return _entrusted(reader, act, draft, letter, clause)
    if kind == "permit":
        return _nominal_content(reader, act, draft, letter, kind, clause)
    return act.zone, None


def _passive_content(reader: Slots, draft: Draft, letter: str, kind: str, clause: Clause) -> None:
    """"Attacks shall be prevented", "recruitment will not be tolerated": the subject is what is seen to."""
    assert clause.subject is not None
    tokens, (low, high) = reader.tokens, clause.subject
    while low < high and tokens[low].tag in ("D", "A", "X"):
        low += 1
    acts = verbal(tokens, low, high, reader.grammar, gerund=True)
    if not acts:
        to = _infinitive(reader, low, high)
        acts = verbal(tokens, to, high, reader.grammar, to=True) if to > low else []
    if not acts:
        noun = nominal(tokens, low, high, reader.grammar)
        acts = [noun] if noun is not None and noun.nominal and tokens[noun.start].tag != "U" else []
    if acts:
        _inner_acts(reader, acts, laws.see_to_it(kind, letter, False), None, draft, clause)


def _bare_clause(reader: Slots, low: int, high: int) -> bool:
    """Whether a clause without "that" follows ("ensure weapons are stored")."""
    from compliance.norms.skeleton import find_anchors

    anchors = find_anchors(reader.tokens, low, high, reader.grammar)
    return bool(anchors) and anchors[0].start > low and not any(t.tag in ("R", "P", "S") for t in reader.tokens[low : anchors[0].start])


def _infinitive(reader: Slots, low: int, high: int) -> int:
    """The place of the first "to" of an infinitive that is not inside a relative clause, or -1."""
    for at in range(low, high):
        if reader.tokens[at].tag in ("R", "K", "S"):
            return -1
        if reader.tokens[at].tag == "T":
            return at
    return -1


def _measures(reader: Slots, low: int, to: int) -> bool:
    """"take measures to V", "do its utmost to V": the measures are only the way."""
    words = {t.lower for t in reader.tokens[low:to]}
    return bool(words & reader.grammar.verbs["measures"]) and to - low <= 6


def _clause(reader: Slots, act: Act, draft: Draft, letter: str, clause: Clause, kind: str, that: int) -> tuple[Range, Range | None]:
    from compliance.norms.clause import Clause as Inner

    mode = "ensure" if kind == "ensure" else ("instruct" if kind == "instruct" else "promise")
    if letter == "C":  # what is only noted or reported stays a statement
        mode = ""
    inner = reader.clauses(that + 1, act.zone[1], Inner(None, mode, depth=clause.depth))
    if kind != "promise" or letter in ("F", "P"):
        for one in inner:
            one.letter = laws.see_to_it("ensure" if kind != "instruct" else "instruct", letter, False) if one.letter == "O" else (
                one.letter if letter == "O" else laws.see_to_it("ensure", letter, one.letter == "F")
            )
            one.laws.append("see-to-it")
    if kind == "promise" and letter == "F":
        inner = []
    draft.embedded += inner
    own = (act.zone[0], max(that, act.zone[0]))
    return own, trim(reader.tokens, (max(that, act.zone[0]), act.zone[1]))


def _inner_acts(reader: Slots, acts: list[Act], letter: str, bearer: Range | None, draft: Draft, clause: Clause) -> None:
    from compliance.norms.clause import Clause as Inner

    inner = Inner(bearer, depth=clause.depth + 1)
    drafts = reader.acts(acts, letter, f"content-of-{draft.lemma}", draft.act_range, inner, ["see-to-it"])
    draft.embedded += drafts


def _negated_before(reader: Slots, to: int) -> bool:
    return to > 0 and reader.tokens[to - 1].tag == "X"


def _infinitive_content(reader: Slots, act: Act, draft: Draft, letter: str, kind: str, to: int, clause: Clause) -> tuple[Range, Range | None]:
    negated = _negated_before(reader, to)
    own = trim(reader.tokens, (act.zone[0], to - 1 if negated else to))
    bearer = own if own[0] < own[1] else None
    if bearer and reader.tokens[bearer[0]].lower == "for":
        bearer = (bearer[0] + 1, bearer[1])
    if act.lemma in ("give", "grant") and bearer:
        bearer = trim(reader.tokens, (bearer[0], bearer[1] - 1))
    inner = laws.see_to_it(kind, letter, negated)
    if bearer and reader.negative(bearer):
        inner = laws.negative_subject(inner)
    acts = verbal(reader.tokens, to, act.zone[1], reader.grammar, to=True)
    _inner_acts(reader, acts, inner, clause.subject if act.passive else bearer, draft, clause)
    return own, None


def _same_subject(reader: Slots, act: Act, draft: Draft, letter: str, to: int, clause: Clause) -> tuple[Range, Range | None]:
    negated = _negated_before(reader, to)
    inner = laws.duality(letter) if negated else letter
    acts = verbal(reader.tokens, to, act.zone[1], reader.grammar, to=True)
    _inner_acts(reader, acts, inner, clause.subject, draft, clause)
    own = trim(reader.tokens, (act.zone[0], to - 1 if negated else to))
    return own, None


def _let(reader: Slots, act: Act, draft: Draft, letter: str, clause: Clause) -> tuple[Range, Range | None]:
    """"let them recruit": a bare infinitive behind the object."""
    tokens, (low, high) = reader.tokens, act.zone
    for at in range(low + 1, high):
        if reader.grammar.can_be(tokens[at].lower, "B") and tokens[at - 1].tag in ("N", "U") and tokens[at].tag in ("I", "V", "N", "?", "J"):
            tokens[at].tag = "I"
            acts = verbal(tokens, at, high, reader.grammar)
            _inner_acts(reader, acts, laws.see_to_it("permit", letter, False), trim(tokens, (low, at)), draft, clause)
            return (low, at), None
    return act.zone, None


def _prevented(reader: Slots, act: Act, draft: Draft, letter: str, clause: Clause) -> tuple[Range, Range | None]:
    """"prevent X from V-ing", "prevent X's V-ing", "prevent attacks on ...": what is to be kept from happening."""
    tokens, (low, high) = reader.tokens, act.zone
    inner = laws.see_to_it("prevent", letter, False)
    for at in range(low, high):
        if tokens[at].tag in ("K",) or tokens[at].lower == ";":
            break
        if at + 1 < high and (tokens[at].lower == "from" or (act.lemma in _HINDER and tokens[at].lower == "in" and tokens[at + 1].tag == "G")):
            acts = reader.gerunds(at + 1, high)
            bearer = trim(tokens, (low, at))
            if act.passive:
                bearer = clause.subject or bearer
            if acts and (not acts[0].nominal or bearer[0] < bearer[1]):
                if bearer[0] < bearer[1] and reader.negative(bearer):
                    inner = laws.negative_subject(inner)
                _inner_acts(reader, acts, inner, bearer if bearer[0] < bearer[1] else None, draft, clause)
                return (low, at), None
    for at in range(low + 1, high):  # "prevent anyone using the soil"
        if tokens[at].tag in ("P", "R", "C"):
            break
        if tokens[at].tag == "G" and tokens[at - 1].tag in ("N", "U"):
            _inner_acts(reader, verbal(tokens, at, high, reader.grammar, gerund=True), inner, trim(tokens, (low, at)), draft, clause)
            return (low, at), None
    if act.lemma in ("keep", "hold", "bar", "restrain"):  # these keep things, too
        return act.zone, None
    return _nominal_content(reader, act, draft, letter, "prevent", clause)


def _entrusted(reader: Slots, act: Act, draft: Draft, letter: str, clause: Clause) -> tuple[Range, Range | None]:
    """"entrust X with V-ing": what X is charged to do."""
    tokens, (low, high) = reader.tokens, act.zone
    for at in range(low + 1, high - 1):
        if tokens[at].lower == "with":
            acts = reader.gerunds(at + 1, high)
            if acts:
                _inner_acts(reader, acts, laws.see_to_it("instruct", letter, False), trim(tokens, (low, at)), draft, clause)
                return (low, at), None
    return act.zone, None


def _nominal_content(reader: Slots, act: Act, draft: Draft, letter: str, kind: str, clause: Clause) -> tuple[Range, Range | None]:
    """The noun behind the verb as an act of its own: "ban recruitment", "permit entry"."""
    acts = verbal(reader.tokens, *act.zone, reader.grammar, gerund=True)
    if not acts:
        noun = nominal(reader.tokens, *act.zone, reader.grammar)
        if noun is None or not noun.nominal or reader.tokens[noun.start].tag == "U":
            return act.zone, None
        acts = [noun]
    inner = laws.see_to_it(kind, letter, False)
    if reader.tokens[act.zone[0]].lower == "no":
        inner = laws.negative_object(inner)
    _inner_acts(reader, acts, inner, None, draft, clause)
    return act.zone, None
