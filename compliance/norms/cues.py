"""Cues found among tagged tokens.

Takes a list of tagged tokens and a place in it, gives the longest cue that begins there with the modality that it has
in these words ("not" counted), or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.norms.cue_table import BE_FORMS, HAVE_FORMS, MODALS, Cue
from compliance.norms.grammar import Grammar
from compliance.norms.laws import duality
from compliance.norms.tokens import Token

_ASIDE_LIMIT = 9
_TO = frozenset({"to"})
_NOT = frozenset({"not"})


@dataclass(frozen=True, slots=True)
class CueMatch:
    """A cue in place: tokens ``start`` to ``end`` (not included), its modality here, whether "not" was in it.

    ``subject`` is the stretch of tokens of a subject that stands inside the cue ("Under no circumstances shall a Party
    host"), or nothing.
    """

    cue: Cue
    start: int
    end: int
    modality: str
    negated: bool
    advisory: bool
    subject: tuple[int, int] | None = None


def match_cue(tokens: Sequence[Token], index: int, limit: int, grammar: Grammar) -> CueMatch | None:
    """The longest cue that begins at ``index`` and ends before ``limit``."""
    cues = grammar.cues.get(tokens[index].lower, ())
    if not cues:
        return None
    words = {tokens[at].lower for at in range(index, limit)}
    opening: dict[str, tuple[int, int, bool]] = {}  # the run of auxiliaries at ``index`` is the same for every cue
    for cue in cues:
        for step in cue.needed:
            if words.isdisjoint(step):
                break
        else:
            found = _match(cue, tokens, index, limit, grammar, opening)
            if found is not None:
                return found
    return None


def skip_adverbs(tokens: Sequence[Token], index: int, limit: int) -> tuple[int, int]:
    """The next place at or after ``index`` that is no adverb, negator or short aside, and the negations passed."""
    negations = 0
    while index < limit:
        token = tokens[index]
        if token.tag == "X" or token.negative or (token.lower == "neither" and token.tag == "A"):
            negations += 1
            index += 1
        elif token.tag == "A" or (token.tag == "C" and _joins_adverbs(tokens, index, limit)):
            index += 1
        elif token.lower == ",":
            close = _aside_end(tokens, index, limit)
            if not close:
                break
            index = close
        else:
            break
    return index, negations


def _joins_adverbs(tokens: Sequence[Token], index: int, limit: int) -> bool:
    """Whether a coordinator stands between two adverbs ("strictly and in all circumstances")."""
    return 0 < index < limit - 1 and tokens[index - 1].tag == "A" and tokens[index + 1].tag == "A"


def _aside_end(tokens: Sequence[Token], index: int, limit: int) -> int:
    """The place behind the second comma of an aside such as ", by notification,", or 0 when there is none."""
    for at in range(index + 1, min(index + _ASIDE_LIMIT, limit)):
        if tokens[at].lower == ",":
            return at + 1
        if tokens[at].tag in ("M", "V", "B", "H", "O", "C", "I") or tokens[at].lower in (";", ":"):
            return 0
    return 0


def _match(
    cue: Cue, tokens: Sequence[Token], index: int, limit: int, grammar: Grammar, opening: dict[str, tuple[int, int, bool]]
) -> CueMatch | None:
    at, negations, advisory, inner = index, 0, False, 0
    for position, (step, optional) in enumerate(cue.steps):
        if position and step != _NOT:
            ahead, passed = skip_adverbs(tokens, at, limit)
            if optional and not (ahead < limit and tokens[ahead].lower in step):
                continue
            at = ahead
            if step == _TO:
                inner = passed
            else:
                negations += passed
        if at >= limit:
            return None
        if isinstance(step, str):
            run = opening.get(step) if at == index else None
            if run is None:
                run = _auxiliaries(tokens, at, limit, BE_FORMS if step == "BE" else HAVE_FORMS)
                if at == index:
                    opening[step] = run
            end, passed, weak = run
            if not end:
                return None
            at, negations, advisory = end, negations + passed, advisory or weak
        elif tokens[at].lower in step:
            advisory = advisory or tokens[at].lower in ("should", "ought")
            at += 1
        else:
            return None
    if not _guarded(cue, tokens, index, at, limit, grammar):
        return None
    if cue.complement == "inf" and tokens[at - 1].lower != "to" and step != _NOT:
        at, passed = skip_adverbs(tokens, at, limit)
        negations += passed
    letter = cue.negated if negations % 2 else cue.modality
    if inner % 2:  # "undertakes not to": the negation belongs to the act
        letter = duality(letter)
    return CueMatch(cue, index, at, letter, (negations + inner) % 2 == 1, advisory)


def _auxiliaries(tokens: Sequence[Token], index: int, limit: int, ends: frozenset[str]) -> tuple[int, int, bool]:
    """The end of a run of auxiliaries from ``index`` that closes with one of ``ends``; 0 when there is none."""
    at, end, negations, counted, weak = index, 0, 0, 0, False
    while at < limit:
        word = tokens[at].lower
        if word in ends:
            end, counted = at + 1, negations
            at += 1
        elif (word in MODALS and at == index) or word in HAVE_FORMS or word in BE_FORMS or word in ("do", "does", "did"):
            weak = weak or word in ("should", "ought")
            at += 1
        elif at > index and (tokens[at].tag in ("A", "X")):
            negations += tokens[at].tag == "X" or tokens[at].negative
            at += 1
        else:
            break
    return end, counted, weak


def _guarded(cue: Cue, tokens: Sequence[Token], start: int, end: int, limit: int, grammar: Grammar) -> bool:
    """Conditions on a cue's surroundings that a pattern of words cannot say."""
    after, _ = skip_adverbs(tokens, end, limit)
    follow = tokens[after] if after < limit else None
    last = tokens[end - 1]
    if tokens[start].lower in ("need", "needs") and start and tokens[start - 1].tag in ("D", "J", "P"):
        return False
    if cue.id == "will" and follow is not None and tokens[start].tag != "M":
        return False
    if cue.complement in ("to", "inf") and last.lower == "to":
        return follow is not None and (last.tag == "T" or follow.lower == "be")
    if cue.complement == "inf" and cue.guard != "imperative" and last.lower != "not":
        return tokens[start].tag in ("M", "O")
    if cue.guard == "imperative":  # "Do not shelter ...": nothing but adverbs before it
        opens = start == 0 or tokens[start - 1].lower in (",", ";", ":", "and", "or", "but")
        return opens and end < limit and (tokens[end].tag == "X" or tokens[end].negative)
    if cue.complement == "to-gerund":
        return follow is not None and (last.tag == "T" or follow.tag == "G") and tokens[start].tag in ("V", "I", "B", "H", "M", "E")
    if cue.complement == "consent":
        stop = min(limit, end + 8)
        return any(t.lower in grammar.consent for t in tokens[end:stop]) and tokens[start].tag in ("V", "B", "M", "H")
    if cue.complement in ("noun", "delegate") and cue.id == "delegated":
        if not (tokens[end - 1].tag == "P" and tokens[start].tag in ("B", "H", "M")):
            return False
        plain = any(t.lower in ("delegated", "entrusted") for t in tokens[start:end])
        return plain or any(t.lower in AFFAIRS for t in tokens[:start])
    if cue.guard == "penalty":
        words = {t.lower for t in tokens[end : min(limit, end + 8)]}
        return bool(words & PENALTIES)
    if cue.id == "void":
        return {"question", "bounds"} & {t.lower for t in tokens[end : min(limit, end + 3)]} != set() or last.lower == "off-limits"
    if cue.id == "let":
        return start == 0 or tokens[start - 1].lower in (",", ";", "and")
    if cue.complement == "post" and follow is not None and follow.tag in ("T",):
        return False
    if cue.complement == "for-to" and last.lower != "that":
        return any(t.tag == "T" for t in tokens[end : min(limit, end + 14)]) or cue.id == "policy-to"
    if cue.complement == "post" and last.lower == "ruled":
        return follow is not None and follow.lower == "out"
    return True


#: Nouns that make "given to", "handed over to" a delegation and no gift.
AFFAIRS = frozenset(
    ["affairs", "matters", "responsibility", "responsibilities", "task", "tasks", "duty", "duties", "registration", "control", "administration", "management", "supervision", "authority", "power", "powers", "competence", "surveillance", "oversight", "jurisdiction", "care"]
)
PENALTIES = frozenset(
    ["penalty", "penalties", "punishment", "sanction", "sanctions", "dismissal", "expulsion", "arrest", "fine", "imprisonment", "prosecution", "trial", "removal", "discharge", "suspension", "termination", "liability", "detention", "consequences", "loss", "revocation", "forfeiture"]
)
