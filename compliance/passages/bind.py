"""A text's own labels -> the roles and things they stand for.

Contracts name their parties and what they protect by labels of their own ("Acme", "the Vendor", "Evaluation Material"). Takes the whole
source and the scope data; gives the scopes with a reader of words that puts one word for each role (``discloser``, ``recipient``, ``party``)
and one name for the protected information, so that a pattern need not know the labels of any contract. A label whose role the words do not
show stays ``party``; words that are no label stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from compliance.passages.lemma import BaseForms, Token
from compliance.passages.pattern import Pattern
from compliance.passages.scopes import Scopes
from compliance.sentences import split_sentences

_BRACKETED = re.compile(r"\(([^()“”\"]{0,90}?)[“\"]([^“”\"()\n]{2,48}?)[”\"“]([^()]{0,70})\)|\(([^()“”\"\n]{0,40}?(?:hereinafter|hereafter|referred to)[^()“”\"\n]{0,40}? (?:the )?([A-Z][\w&-]*))\s*\)")
_NAMED = re.compile(r"(?:hereinafter|hereafter|herein|referred to|known as)[^“\"\n()]{0,50}[“\"]([^“”\"\n]{2,48})[”\"]", re.IGNORECASE)
_MEANS = re.compile(r"[“\"‘']([A-Z][^“”\"\n]{1,44}?)[”\"’']{1,2},?\s+(?:shall\s+|will\s+)?(?:be\s+|is\s+|are\s+)?(?:mean|include|define|refer|deem|consist|comprise|is\b|are\b)")
_ARTICLE = re.compile(r"^(?:the|each|a|an|any|this|all|such|collectively|individually|together|as|or)\s+", re.IGNORECASE)
_BEFORE = 260  # characters before a bracket that tell what it names
_AFTER = 420  # characters of a definition that tell of whom it speaks
_LABEL = "label-of-the-text"  # as the list ``label`` of the language data has it
_FAR = 24  # words on each side of a label in which its role shows
_BOTH = frozenset(["party", "parties"])
_TIMES = 2  # a role has to be this many times as frequent as the other


@dataclass(frozen=True, slots=True)
class Label:
    """A label in lower case, word by word, and the words that stand for it. ``cased`` labels count only where they are capitalised."""

    words: tuple[str, ...]
    stands_for: tuple[str, ...]
    cased: bool = True


class BoundForms(BaseForms):
    """Base forms of the words of one text, its labels replaced."""

    def __init__(self, forms: BaseForms, labels: Sequence[Label]) -> None:
        self._known, self._verb = forms._known, forms._verb
        table: dict[str, list[Label]] = {}
        for label in sorted(labels, key=lambda one: -len(one.words)):
            table.setdefault(label.words[0], []).append(label)
        self._labels: Mapping[str, Sequence[Label]] = table

    def tokens(self, text: str, start: int, end: int) -> list[Token]:
        """As the base's, with one run of words for each label."""
        found = self.found(text, start, end)
        out: list[Token] = []
        at = 0
        while at < len(found):
            label = self._at(text, found, at)
            if label is None:
                out.append((self.form(found, at), found[at][1], found[at][2]))
                at += 1
                continue
            low, high = found[at][1], found[at + len(label.words) - 1][2]
            out += [(word, low, high) for word in label.stands_for]
            at += len(label.words)
        return out

    def _at(self, text: str, found: Sequence[Token], at: int) -> Label | None:
        for label in self._labels.get(found[at][0], ()):
            run = found[at : at + len(label.words)]
            if tuple(word for word, _, _ in run) == label.words and (not label.cased or all(text[low].isupper() or len(word) < 4 for word, low, _ in run)):
                return label
        return None


def bind(source: str, scopes: Scopes) -> Scopes:
    """The scopes with the labels of a text bound."""
    return replace(scopes, forms=BoundForms(scopes.forms, find_labels(source, scopes)))


def find_labels(source: str, scopes: Scopes) -> tuple[Label, ...]:
    """The labels of a text: role names that need no definition, then those that it defines."""
    names = scopes.binding
    out = [Label(run, (role,), cased=False) for role, runs in names.roles.items() for run in runs]
    known = {label.words for label in out}
    parties: list[tuple[str, ...]] = []
    for term, around in _defined(source):
        words = tuple(word for word, _, _ in scopes.forms.found(term, 0, len(term)) if word != "the" and word[0].isalnum())
        if not words or words in known:
            continue
        known.add(words)
        if any(word in names.free for word in words) or set(words) <= _BOTH:
            continue
        if set(words) <= names.enterprise:
            out.append(Label(words, names.undertaking))
        elif scopes.forms.one(words[-1]) in names.information:
            out.append(Label(words, names.protected))
        elif scopes.forms.one(words[-1]) in names.persons:
            explained = scopes.forms.run(around)
            if set(names.staff) & set(explained):
                out.append(Label(words, names.shared if _any(names.outsiders, explained) else names.staff))
            elif _any(names.party_signs, explained):
                parties.append(words)
        elif not any(scopes.forms.one(word) in names.things for word in words) and _any(names.party_signs, scopes.forms.run(around)):
            parties.append(words)
    roles = _roles(source, parties, scopes)
    return (*out, *(Label(words, (roles[words],)) for words in parties))


def _defined(source: str) -> Iterator[tuple[str, str]]:
    """Each label that the text defines, with the words by which it is explained."""
    for found in _BRACKETED.finditer(source):
        term = found.group(2) or found.group(5)
        yield _plain(term), f"{source[max(0, found.start() - _BEFORE) : found.start()].rpartition(chr(10))[2]} {found.group(1) or ''}"
    for found in _NAMED.finditer(source):
        yield _plain(found.group(1)), source[max(0, found.start() - _BEFORE) : found.start()]
    for found in _MEANS.finditer(source):
        yield _plain(found.group(1)), source[found.end() : found.end() + _AFTER]


def _plain(term: str) -> str:
    term = term.strip(" .,;:")
    while (shorter := _ARTICLE.sub("", term)) != term:
        term = shorter
    return term


def _any(patterns: Sequence[Pattern], words: Sequence[str]) -> bool:
    return any(pattern.find(words) is not None for pattern in patterns)


def _roles(source: str, parties: Sequence[tuple[str, ...]], scopes: Scopes) -> dict[tuple[str, ...], str]:
    """The role of each party by what is said of it: who must keep secret receives, whose information it is discloses."""
    if not parties:
        return {}
    out: dict[tuple[str, ...], str] = {}
    sentences = [(start, end, source[start:end].lower()) for start, end in split_sentences(source, 0, len(source))]
    for words in parties:
        forms = BoundForms(scopes.forms, [Label(words, (_LABEL,))])
        counts = dict.fromkeys(scopes.binding.signs, 0)
        for start, end, small in sentences:
            if words[0] not in small:
                continue
            tokens = [word for word, _, _ in forms.tokens(source, start, end)]
            places = [at for at, word in enumerate(tokens) if word == _LABEL]
            for before, at, behind in zip([-1, *places], places, [*places[1:], len(tokens)], strict=False):
                around = tokens[max(before + 1, at - _FAR) : min(behind, at + _FAR)]  # one label at a time
                for role, patterns in scopes.binding.signs.items():
                    counts[role] += _any(patterns, around)
        first, second = sorted(counts, key=lambda role: -counts[role])[:2]
        out[words] = first if counts[first] and counts[first] >= _TIMES * counts[second] else "party"
    return out
