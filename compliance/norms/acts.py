"""The complement of a cue -> the acts in it.

Takes the range of tokens behind a cue and gives one ``Act`` for each verb or noun that names what is to be done, with
the range of words that belong to it. Lists of verbs share what only the last of them has ("host, train or fund them").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from compliance.language import singular
from compliance.norms.cues import skip_adverbs
from compliance.norms.grammar import Grammar
from compliance.norms.phrases import Range, match_opener, trim
from compliance.norms.tokens import Token

_FORM = {"I": "B", "V": "B", "G": "G", "E": "E"}


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its base form and particle, the tokens that name it, and the range of its complement.

    ``before`` is the stretch of a noun phrase that stands before the noun that names the act ("jihad" activities);
    ``subject`` that of a participle's own subject ("their weapons collected").
    """

    lemma: str
    particle: str
    start: int
    end: int
    zone: Range
    negations: int = 0
    passive: bool = False
    nominal: bool = False
    before: Range | None = None
    subject: Range | None = None
    shared: bool = False


def verbal(tokens: Sequence[Token], low: int, high: int, grammar: Grammar, *, to: bool = False, gerund: bool = False) -> list[Act]:
    """The acts of an infinitive or gerund complement that begins at ``low``; empty when no verb stands there."""
    at, negations = skip_adverbs(tokens, low, high)
    while at < high and tokens[at].lower in ("either", "neither", "both"):
        negations += tokens[at].lower == "neither"
        at, passed = skip_adverbs(tokens, at + 1, high)
        negations += passed
    if at < high and tokens[at].tag == "T":
        at, passed = skip_adverbs(tokens, at + 1, high)
        negations += passed
    if at >= high:
        return []
    if tokens[at].lower in ("be", "being"):
        return _with_be(tokens, at, high, grammar, negations)
    if tokens[at].lower == "have":
        after, _ = skip_adverbs(tokens, at + 1, high)
        if after < high and tokens[after].tag == "E":  # "to have sheltered"
            return _share(tokens, _acts(tokens, [after, *_coordinated(tokens, after, high, "E", grammar, to)], high, grammar, negations, "E"), grammar)
        caused = _gapped(tokens, after, high) if after < high and tokens[after].tag in ("D", "N", "J") else 0
        if caused > after:  # "shall have their cases examined"
            lemma = grammar.lemma(tokens[caused].lower, "E")
            return [Act(lemma, "", caused, caused + 1, (caused + 1, high), negations, passive=True, subject=(after, caused))]
    want = "G" if gerund else "I"
    likely = _may_be_verb if want == "I" else _may_be_gerund
    if tokens[at].tag != want and not likely(tokens, at, high, grammar):
        return []
    heads = [at, *_coordinated(tokens, at, high, want, grammar, to)]
    return _share(tokens, _acts(tokens, heads, high, grammar, negations, want), grammar)


def _may_be_verb(tokens: Sequence[Token], at: int, high: int, grammar: Grammar) -> bool:
    """Whether a word right behind a modal is a bare verb although it usually is something else."""
    return tokens[at].tag in ("V", "H", "O", "?", "D", "N", "J", "P") and grammar.can_be(tokens[at].lower, "B")


def _may_be_gerund(tokens: Sequence[Token], at: int, high: int, grammar: Grammar) -> bool:
    """Whether a word in -ing that usually is a noun is a gerund here: it has an object, or goes on in a list of gerunds."""
    if tokens[at].tag not in ("N", "J") or not grammar.can_be(tokens[at].lower, "G") or at + 1 >= high:
        return False
    follow = tokens[at + 1]
    if follow.tag in ("D", "U"):
        return True
    listed = [t for t in tokens[at + 1 : min(high, at + 5)] if t.lower.endswith("ing")]
    return (follow.lower == "," or follow.tag == "C") and bool(listed) and any(t.tag == "G" for t in listed)


def _with_be(tokens: Sequence[Token], at: int, high: int, grammar: Grammar, negations: int) -> list[Act]:
    """Acts behind "be": passives, lists of them, and the copula itself."""
    head, passed = skip_adverbs(tokens, at + 1, high)
    negations += passed
    if head < high and tokens[head].lower == "being":
        head, _ = skip_adverbs(tokens, head + 1, high)
    if head < high and (tokens[head].tag == "E" or (tokens[head].tag in ("J", "N", "V") and grammar.can_be(tokens[head].lower, "E"))):
        if not (tokens[head].tag in ("J", "N") and head + 1 < high and tokens[head + 1].tag in ("N",)):
            heads = [head, *_coordinated(tokens, head, high, "E", grammar, False)]
            acts = _acts(tokens, heads, high, grammar, negations, "E")
            return [replace(act, passive=True) for act in _share(tokens, acts, grammar)]
    if head < high and tokens[head].tag == "T":  # "their policy must be not to interfere"
        inner = verbal(tokens, head, high, grammar, to=True)
        return [replace(act, negations=act.negations + negations) for act in inner]
    return [Act("be", "", at, at + 1, (head, high), negations)]


def _coordinated(tokens: Sequence[Token], head: int, high: int, want: str, grammar: Grammar, to: bool) -> list[int]:
    """The heads of further acts in the list that ``head`` begins."""
    found: list[int] = []
    inside = False
    for at in range(head + 1, high):
        token = tokens[at]
        opener = match_opener(tokens, at, high, grammar)
        if token.tag in ("R", "K") or (opener is not None and opener.clause):
            inside = True
        previous = at - 1
        while previous > head and (tokens[previous].tag in ("A", "X")):
            previous -= 1
        joined = tokens[previous].tag == "C" or tokens[previous].lower in (",", ";")
        if want == "I" and token.tag == "T" and joined and tokens[previous].tag == "C":
            follow, _ = skip_adverbs(tokens, at + 1, high)
            if follow < high and tokens[follow].tag == "I" and (to or not inside):
                found.append(follow)
            continue
        if inside or not joined:
            continue
        if token.tag == want or (want == "G" and token.tag == "N" and _gerund_noun(token, tokens, at, head)):
            found.append(at)
        elif want == "E" and token.tag in ("D", "N") and tokens[previous].tag == "C":
            part = _gapped(tokens, at, high)
            if part:
                found.append(part)
    return found


def _gerund_noun(token: Token, tokens: Sequence[Token], at: int, head: int) -> bool:
    """Whether a word in -ing that usually is a noun goes on a list of gerunds ("recruiting, training, and")."""
    return token.lower.endswith("ing") and all(t.tag in ("G", "C", "N", "A") or t.lower == "," for t in tokens[head:at])


def _gapped(tokens: Sequence[Token], at: int, high: int) -> int:
    """The participle of a gapped passive ("and their weapons collected"), or 0."""
    for index in range(at, min(at + 6, high)):
        if tokens[index].tag == "E" and (index + 1 == high or not tokens[index + 1].text[0].isalpha() or tokens[index + 1].tag in ("P", "A")):
            return index
        if tokens[index].tag not in ("D", "N", "J", "A"):
            return 0
    return 0


def _acts(tokens: Sequence[Token], heads: list[int], high: int, grammar: Grammar, negations: int, want: str) -> list[Act]:
    acts: list[Act] = []
    for position, head in enumerate(heads):
        end = heads[position + 1] if position + 1 < len(heads) else high
        own = 0
        if position + 1 < len(heads):
            while end > head + 1 and (tokens[end - 1].tag in ("A", "X", "T", "C") or tokens[end - 1].lower in (",", ";")):
                own += 0
                end -= 1
        start = head
        while start - 1 > (heads[position - 1] if position else head - 1) and tokens[start - 1].tag == "X":
            start -= 1
            own += 1
        subject = None
        if want == "E" and position and tokens[head - 1].tag in ("N", "J"):
            left = head
            while left - 1 > heads[position - 1] and tokens[left - 1].tag in ("N", "J", "D", "A"):
                left -= 1
            subject = (left, head)
            acts[-1] = replace(acts[-1], zone=trim(tokens, (acts[-1].zone[0], left)))
        lemma, particle, after = _phrasal(tokens, head, end, grammar, want)
        acts.append(Act(lemma, particle, head, after, (after, end), negations + own, subject=subject))
    return acts


def _phrasal(tokens: Sequence[Token], head: int, end: int, grammar: Grammar, want: str) -> tuple[str, str, int]:
    """A verb's base form, its particle if it has one, and the token behind both."""
    lemma = grammar.lemma(tokens[head].lower, _FORM[want])
    at = head + 1
    if at < end and f"{lemma} {tokens[at].lower}" in grammar.phrasal:
        return lemma, tokens[at].lower, at + 1
    return lemma, "", at


def split_particle(tokens: Sequence[Token], act: Act, grammar: Grammar) -> Act:
    """An act whose particle stands behind its object ("take them in", "turn anyone away")."""
    if act.particle or act.nominal:
        return act
    low, high = act.zone
    for at in range(low + 1, min(high, low + 5)):
        follow = tokens[at + 1] if at + 1 < high else None
        closes = follow is None or not follow.text[0].isalpha() or follow.tag in ("P", "A", "C", "T", "S")
        if closes and f"{act.lemma} {tokens[at].lower}" in grammar.phrasal and tokens[at].tag in ("P", "A"):
            return replace(act, particle=tokens[at].lower, zone=(low, high))
    return act


def _share(tokens: Sequence[Token], acts: list[Act], grammar: Grammar) -> list[Act]:
    """Give acts of a list without words of their own what the next act has."""
    out: list[Act] = []
    for act in reversed(acts):
        zone = trim(tokens, act.zone)
        if (zone[0] >= zone[1] and out) or (out and zone[1] - zone[0] <= 8 and tokens[zone[0]].tag in ("P",) and not out[-1].shared and zone[1] == zone[0] + 1):
            act = replace(act, zone=out[-1].zone, shared=True)
        out.append(act)
    return out[::-1]


def nominal(tokens: Sequence[Token], low: int, high: int, grammar: Grammar) -> Act | None:
    """The act that a noun phrase names ("the use of force", "jihad activities", "any contact with them")."""
    low, high = trim(tokens, (low, high))
    if low >= high:
        return None
    end = low
    while end < high:
        token = tokens[end]
        if token.tag in ("P", "R", "T", "M", "B", "V", "I", "K", "S") or token.lower in (",", ";", ":"):
            break
        if token.tag == "G" and end > low and tokens[end - 1].tag in ("N", "U"):
            break
        if token.tag == "C" and end > low:
            break
        if token.tag == "E" and end > low and end + 1 < high and tokens[end + 1].tag == "P":
            break
        end += 1
    if end == low:
        return None
    head = end - 1
    while head > low and tokens[head].tag in ("A", "#", "X"):
        head -= 1
    first = low
    while first < head and tokens[first].tag in ("D", "A", "X", "#"):
        first += 1
    if tokens[first].tag == "G" and (first + 1 >= high or tokens[first + 1].lower != "of") and first < head + 1:
        return Act(grammar.lemma(tokens[first].lower, "G"), "", first, first + 1, (first + 1, high))
    word = tokens[head].lower
    lemma = grammar.lemma(word, "G") if tokens[head].tag == "G" or (grammar.can_be(word, "G") and head + 1 < high and tokens[head + 1].lower == "of") else singular(word)
    last = _coordinated_nouns(tokens, head + 1, high)
    return Act(lemma, "", head, last, (last, high), nominal=True, before=(first, head) if first < head else None)


def _coordinated_nouns(tokens: Sequence[Token], at: int, high: int) -> int:
    """The end of nouns that share what follows with the first one ("contact and relationships with civilians")."""
    end = at
    while at < high and (tokens[at].tag in ("C", "N", "J", "D", "G", "A") or tokens[at].lower == ","):
        at += 1
        if at < high and tokens[at - 1].tag in ("N", "G") and tokens[at].tag == "P":
            end = at
    return end
