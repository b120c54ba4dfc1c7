"""Tokens -> tokens with a word class each.

Takes the tokens of one sentence and decides, from word lists, the table of verb forms and the words around, which are
verbs and which name things. Position decides ("shall train" against "the train"), as there is no statistical model.
"""

from __future__ import annotations

from compliance.language import names_may, singular
from compliance.norms.grammar import TAGS, Grammar
from compliance.norms.tokens import Token

#: Word classes after which a noun phrase has begun, so that a verb form is a noun or an adjective.
_INSIDE_PHRASE = frozenset("DJ#")
_QUOTES = frozenset("“”\"‘’'")
_TELL = frozenset("tell inform instruct order warn notify remind assure advise".split())
_THAT_VERBS = ("ensure", "promise", "instruct")
#: Nouns that make a compound of a word that could be a verb ("access to travel documents").
_COMPOUND_HEADS = frozenset(
    ["document", "permit", "paper", "pass", "camp", "ground", "course", "hospital", "officer", "post", "card", "order", "rule", "regulation"]
)
_MOTION = frozenset(["come", "go", "travel", "return", "move", "turn", "access", "refer", "belong"])


def tag(tokens: list[Token], grammar: Grammar) -> None:
    """Set the tag of every token. The list is one sentence; tokens that have a tag keep it."""
    for index, token in enumerate(tokens):
        if not token.tag:
            token.tag = _tag(tokens, index, grammar)
    _promote(tokens, grammar)


def _before(tokens: list[Token], index: int) -> Token | None:
    """The token before ``index``, adverbs and negators skipped."""
    index -= 1
    while index >= 0 and (tokens[index].tag in ("A", "X") or _aside(tokens, index) or _joins(tokens, index) or tokens[index].lower in _QUOTES):
        index -= 1
    return tokens[index] if index >= 0 else None


def _joins(tokens: list[Token], index: int) -> bool:
    """Whether a coordinator stands between two adverbs."""
    return tokens[index].tag == "C" and index > 0 and tokens[index - 1].tag == "A" and tokens[index + 1].tag == "A"


def _aside(tokens: list[Token], index: int) -> bool:
    """Whether a comma only sets off an adverb ("shall not, under any circumstances, recruit")."""
    if tokens[index].lower != "," or index == 0:
        return False
    left = tokens[index - 1].tag
    return left == "A" or (left in ("X", "M") and tokens[index + 1].tag == "A")


def _after(tokens: list[Token], index: int) -> Token | None:
    return tokens[index + 1] if index + 1 < len(tokens) else None


def _starts_object(token: Token | None, grammar: Grammar) -> bool:
    """Whether a token can open the object of a verb: determiner, pronoun, preposition, adjective, noun."""
    return token is not None and token.text[0].isalpha() and (
        grammar.tags.get(token.lower, "N") in "DUPJNAX" and token.lower != "of"
    )


def _tag(tokens: list[Token], index: int, grammar: Grammar) -> str:
    token = tokens[index]
    word = token.lower
    if not token.text[0].isalnum():
        return "N" if word == "'s" else "p"
    if token.text[0].isdigit():
        return "#"
    prev = _before(tokens, index)
    before = prev.tag if prev else ""
    before = "N" if before == "?" else before
    nxt = _after(tokens, index)
    known = grammar.tags.get(word)
    if word == "may" and names_may(tokens[index - 1].text if index else "", token.text, nxt.text if nxt else ""):
        return "N"
    if word == "to":
        return _to(tokens, index, grammar, prev)
    if word in ("whoever", "whosoever"):
        return "R"
    if word == "that":
        return _that(tokens, index, grammar, prev)
    if known == "N" and grammar.can_be(word, "B") and before in ("M", "T") and _starts_object(nxt, grammar):
        return "I"
    if known == "N" and word == "secret" :
        return "J"
    if known in ("A", "J") and index and tokens[index - 1].lower == "'s":
        return "N"
    if word == "have" and before in ("M", "T"):
        return "H"
    if word == "means" and nxt is not None and (before in ("N", "p") or index > 1) and grammar.tags.get(nxt.lower) == "D":
        return "V"  # "a guest means any person": a definition
    if known in ("B", "H", "O"):
        return known
    if known and not (known in "NJAPD" and _verb_here(word, before, nxt, prev, grammar)):
        if word in ("either", "neither", "both") and before == "M":
            return "A"
        if word == "her" or word == "his":
            return "D"
        return known
    if _ly(word, grammar):
        return "A"
    forms = grammar.forms.get(word)
    if not forms:
        return "N"
    return _verb_form(tokens, index, grammar, prev, before, nxt)


def _ly(word: str, grammar: Grammar) -> bool:
    """Whether a word is an adverb by its ending ("apply" and "reply" are none)."""
    return word.endswith("ly") and not grammar.forms.get(word)


def _verb_here(word: str, before: str, nxt: Token | None, prev: Token | None, grammar: Grammar) -> bool:
    """Whether a word that usually is something else is a verb because a modal, "to" or "do not" stands before it."""
    if not grammar.can_be(word, "B"):
        return bool(grammar.can_be(word, "E") and before == "B" and grammar.tags[word] == "J" and word not in ("said",))
    return before in ("M", "T") or (before == "O" and prev is not None)


def _to(tokens: list[Token], index: int, grammar: Grammar, prev: Token | None) -> str:
    follow = index + 1
    while follow < len(tokens) and (
        tokens[follow].tag == "A" or grammar.tags.get(tokens[follow].lower) in ("A", "X") or _ly(tokens[follow].lower, grammar)
    ):
        follow += 1
    if follow >= len(tokens):
        return "P"
    word = tokens[follow].lower
    if word in ("be", "have", "do"):
        return "T"
    if not grammar.can_be(word, "B") or grammar.tags.get(word) in ("D", "P", "U", "C"):
        return "P"
    after = tokens[follow + 1].lower if follow + 1 < len(tokens) else "."
    noun_like = grammar.forms.noun(word) or grammar.tags.get(word) == "N"
    if noun_like and (after == "of" or (grammar.tags.get(word) in ("N", "J") and not _starts_object(_after(tokens, follow), grammar))):
        return "P"
    if noun_like and prev is not None and grammar.lemma(prev.lower) in _MOTION and after in (".", ",", "and", "or", "in"):
        return "P"
    if noun_like and word in grammar.noun_first and singular(after) in _COMPOUND_HEADS:
        return "P"
    return "T"


def _that(tokens: list[Token], index: int, grammar: Grammar, prev: Token | None) -> str:
    """"that" opens a clause (K), refers back (R), or points at a thing (D)."""
    if prev is None:
        return "D"
    nxt = _after(tokens, index)
    nxt_tag = grammar.tags.get(nxt.lower, "N") if nxt else "p"
    lemma = grammar.lemma(prev.lower)
    said = any(lemma in grammar.verbs[name] for name in _THAT_VERBS) or prev.lower in (
        "provided", "message", "condition", "it", "order", "so", "sure", "certain", "decree", "event", "extent", "fact",
        "statement", "notice", "promise", "pledge", "clear", "known", "end", "instruction", "instructions", "required",
        "forbidden", "prohibited", "essential", "necessary", "rule", "compulsory", "effect", "warning", "case", "remembered",
        "word", "assurance", "guarantee", "undertaking", "pledge", "signal", "announcement", "declaration", "directive",
        "commitment",
    )  # fmt: skip
    follows = nxt is not None and nxt.lower in ("they", "he", "she", "we", "it", "nobody", "you")
    if follows and any(grammar.lemma(t.lower) in _TELL and t.tag in ("V", "I", "E") for t in tokens[:index]):
        return "K"  # "we tell all who ... that they ..."
    if prev.tag in ("V", "I", "E", "G") or said:
        finite = nxt is not None and (nxt_tag in "MBHO" or (not prev_is_verb(prev) and grammar.can_be(nxt.lower, "Z")))
        if finite and prev.tag == "N":
            return "R"
        return "K"
    if prev.tag in ("P", "C", "p") or (prev.tag in ("V", "I") and nxt_tag in "NJ"):
        return "D"
    return "R"


def prev_is_verb(token: Token) -> bool:
    """Whether a tagged token is a verb of any form."""
    return token.tag in ("V", "I", "E", "G", "B", "H", "O")


def _verb_form(tokens: list[Token], index: int, grammar: Grammar, prev: Token | None, before: str, nxt: Token | None) -> str:
    word = tokens[index].lower
    base, third = grammar.can_be(word, "B"), grammar.can_be(word, "Z")
    past, part, gerund = grammar.can_be(word, "P"), grammar.can_be(word, "E"), grammar.can_be(word, "G")
    noun = grammar.forms.noun(word) or grammar.forms.noun(singular(word))
    after = nxt.lower if nxt else "."
    after_tag = (nxt.tag or grammar.tags.get(after, "")) if nxt else "p"
    if before in ("M", "T", "O") and base:
        return "I"
    if gerund:
        if before in _INSIDE_PHRASE and not (prev is not None and prev.lower in ("those", "anyone", "such")) and after_tag != "D":
            return "N" if before == "D" and (after_tag in "PpC" or not nxt) else ("J" if before == "D" else "G")
        return "G"
    if part and before in ("B", "H"):
        return "E"
    if (base and before in ("R",)) or (base and before == "U" and prev is not None and prev.lower in ("they", "we", "you", "i", "who")):
        return "V"
    nominative = prev is not None and prev.lower in ("he", "she", "it", "they", "we", "you", "i", "who")
    if (third or past) and before in ("R", "U") and not (part and before == "U" and not nominative and after_tag == "P"):
        return "V"
    if before in _INSIDE_PHRASE or (before == "P" and not (prev is not None and prev.lower in ("to", "than") and part)):
        return "E" if part and not noun and before == "P" else ("J" if part and nxt and after_tag not in "PpC" else "N")
    fronted = index > 1 and tokens[index - 1].lower == "," and tokens[0].tag == "S"
    if base and fronted and (not noun or after_tag in ("D", "U")) and not any(t.tag == "M" for t in tokens[:index]):
        return "I"  # "If you learn ..., dismiss him"
    if base and index and tokens[index - 1].lower == "then":
        return "I"
    if base:
        chained = _chained(tokens, index, grammar)
        if chained:
            return chained
        if _opens(tokens, index) and (not noun or ((_starts_object(nxt, grammar) and after_tag in ("D", "U", "X")) or after in ("all", "from", "sure", "certain", "available", "known", "use", "way"))):
            return "I"
        if before == "N" and not noun and prev is not None and not third and _plural(prev):
            return "V"
        if _opens(tokens, index) and nxt is not None and after_tag in ("", "N", "J") and not third and word not in grammar.noun_first:
            return "?"
    if third and noun and _fronted(tokens, index):
        return "N"
    if third and (before == "N" or (before == "E" and not noun)) and not (noun and after_tag in ("B", "M", "H", "O", "V")):
        return "V" if not noun else ("?" if after_tag not in ("D", "U") and after != "that" else "V")
    if past and part:
        if before in ("N", "U", "E") and after_tag in ("P", "A", "T", "p", "C") and after not in ("the", "a", "an"):
            return "E"
        if before in ("N", "U") and after_tag in ("", "N", "J"):
            return "?"
        if before in ("N", "U") and after_tag in ("D", "U", "#"):
            return "V"
        return "E" if not noun else "N"
    if past and before in ("N", "U"):
        return "V"
    if part:
        return "E"
    return "?" if (base or third) and before == "N" and noun and after_tag in ("D", "U") else "N"


def _plural(token: Token) -> bool:
    return token.lower != singular(token.lower) or token.lower in ("people", "mujahedeen", "taliban", "police", "mujahideen")


def _fronted(tokens: list[Token], index: int) -> bool:
    """Whether a word ends a phrase that a preposition opens at the head of a sentence or behind a comma: nothing there could be its subject ("In urgent cases the office")."""
    at = index - 1
    while at >= 0 and tokens[at].tag in ("N", "J", "#", "A"):
        at -= 1
    at -= at >= 0 and tokens[at].tag == "D"
    return at >= 0 and tokens[at].tag == "P" and (at == 0 or tokens[at - 1].lower in (",", ";", ":"))


def _opens(tokens: list[Token], index: int) -> bool:
    """Whether a token opens the sentence, or a part of it after "then", a semicolon or a comma behind a condition."""
    index -= 1
    while index >= 0 and (tokens[index].tag == "A" or tokens[index].lower in ("please", "then")):
        index -= 1
    return index < 0 or tokens[index].lower in (";", ":", ",") or (tokens[index].tag == "C" and index > 0 and tokens[index - 1].lower in (",", ";"))


def _chained(tokens: list[Token], index: int, grammar: Grammar) -> str:
    """The tag of a bare verb that goes on a list of verbs: "shelter, finance or train", "..., and prepare a list"."""
    cut = index - 1
    while cut >= 0 and tokens[cut].tag == "A":
        cut -= 1
    if cut >= 0 and tokens[cut].lower == "," and cut > 0 and tokens[cut - 1].tag == "A":  # ", and also, prepare"
        cut -= 2
    if cut < 0 or not (tokens[cut].tag == "C" or tokens[cut].lower in (",", ";")):
        return ""
    while cut >= 0 and (tokens[cut].tag in ("C", "A") or tokens[cut].lower in (",", ";")):
        cut -= 1
    if cut < 0:
        return ""
    if tokens[cut].tag in ("I",) or (tokens[cut].tag in ("V",) and grammar.can_be(tokens[cut].lower, "B")):
        return tokens[cut].tag
    if tokens[cut].tag == "P" and cut and tokens[cut - 1].tag in ("I", "V"):
        return tokens[cut - 1].tag
    earlier = next((t for t in reversed(tokens[:cut]) if t.tag in ("I", "V", "M", "B")), None)
    if earlier is None or earlier.tag not in ("I", "V") or (earlier.tag == "V" and not grammar.can_be(earlier.lower, "B")):
        return ""
    word = tokens[index].lower
    nxt = _after(tokens, index)
    follow = grammar.tags.get(nxt.lower, "N") if nxt else "p"
    noun = grammar.forms.noun(word)
    if not noun:
        return earlier.tag if nxt is None or nxt.lower not in ("of",) else ""
    if follow in ("D", "U") and nxt is not None and nxt.lower != "other":
        return earlier.tag
    if word in grammar.noun_first:
        return ""
    if word in grammar.verb_first and follow == "N" and nxt is not None and nxt.text[0].isalpha():
        return earlier.tag
    if follow == "N" and nxt is not None and nxt.text[0].isalpha() and tokens[cut].tag in ("N", "U", "A", "G"):
        beyond = tokens[index + 2] if index + 2 < len(tokens) else None
        single = beyond is None or not beyond.text[0].isalpha() or grammar.tags.get(beyond.lower) in ("P", "C")
        return earlier.tag if (_plural(nxt) or not single) and not _listed_nouns(tokens, index) else ""
    return ""


def _listed_nouns(tokens: list[Token], index: int) -> bool:
    """Whether the list before ``index`` is one of single nouns ("visas, passports, travel permits")."""
    return index >= 2 and tokens[index - 1].lower == "," and tokens[index - 2].tag == "N"


def _promote(tokens: list[Token], grammar: Grammar) -> None:
    """Read undecided tokens (?): as the verb of the sentence when it has no other, else as nouns."""
    finite = any(token.tag in ("V", "M", "B", "H", "O") for token in tokens)
    imperative = any(token.tag == "I" for token in tokens[:1])
    for token in tokens:
        if token.tag == "?":
            if finite and grammar.can_be(token.lower, "E"):
                token.tag = "E"
                continue
            token.tag = "N" if finite or imperative else ("I" if token is tokens[0] or (grammar.can_be(token.lower, "B") and token is next((t for t in tokens if t.tag not in ("A", "p")), None)) else "V")
            finite = finite or token.tag != "N"


__all__ = ["TAGS", "prev_is_verb", "tag"]
